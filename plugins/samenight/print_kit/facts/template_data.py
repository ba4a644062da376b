"""The facts of a kit in the shape that templates ask for: words and numbers, ready to be set.

Each group of facts becomes one dictionary; docs/print.md lists their keys for designers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from babel import Locale
from babel.dates import format_date, format_interval

from samenight.content.library.titles import edition_title
from samenight.content.problems.wording import Words
from samenight.content.values.inks import Ink
from samenight.print_kit.codes.contents import LEVELS, Code, Codes, address_of
from samenight.print_kit.codes.qr import matrix_of
from samenight.print_kit.codes.qr_outlines import corners, outlines_of
from samenight.print_kit.facts.badge_text import title_of
from samenight.print_kit.facts.cause_data import cause_data, outcome_data
from samenight.print_kit.facts.event_data import evening_data
from samenight.print_kit.facts.facts import Identity
from samenight.print_kit.facts.labels import Speech, speech_of, words_of
from samenight.print_kit.facts.line_breaking import broken, humps, name_lines
from samenight.print_kit.facts.palette import Palette
from samenight.print_kit.pieces.piece import Form, Piece
from samenight.site import display

Data = dict[str, Any]
_COMMAS = {"ar": "،", "fa": "،", "ur": "،"}  # where a comma bends the other way
STARS = 26  # small lights behind the letters; no two cities have the same


def data_of(piece: Piece, form: Form, groups: Mapping[str, Any], words: Words) -> Data:
    """All that a template is given. ``groups`` are the facts by the names of their fields; the
    identity is always among them."""
    identity: Identity = groups["identity"]
    speech = speech_of(words, identity.language)
    said = {name: _GROUPS[name](groups[name], speech) for name in piece.groups if name in _GROUPS}
    if "codes" in groups:
        said["codes"] = codes_data(groups["codes"], piece)
    return {
        "piece": {
            "name": piece.name, "width": piece.width, "height": piece.height, "least": piece.least,
            "press": form is Form.PRESS, **dict(piece.options),
        },
        "palette": palette_data(identity.palette),
        **_tongue(identity),
        "direction": display.direction(identity.language),
        "words": dict(words_of(speech.said)),
        "identity": identity_data(identity, speech.locale),
        **said,
    }  # fmt: skip


# Languages that write the same Chinese characters in forms of their own.
_HAN = frozenset({"ja", "ko", "zh"})


def _tongue(identity: Identity) -> Data:
    """The language that letters are shaped for: that of the words, or of the city's names, where those
    are written in Chinese characters."""
    names = next(iter(identity.languages), "")
    own = names.partition("-")[0].lower() in _HAN
    main, *more = (names if own else identity.language).split("-")
    return {"language": main.lower(), "region": next((part for part in more if len(part) == 2), None)}


def palette_data(palette: Palette) -> Data:
    """Every colour twice: as four per cents for the press, and as screens show it."""
    inks: dict[str, Ink] = {
        "ground": palette.ground, "shade": palette.shade, "accent": palette.accent, "tint": palette.tint,
    }  # fmt: skip
    return {name: {"cmyk": list(ink.cmyk), "rgb": ink.rgb} for name, ink in inks.items()}


def identity_data(identity: Identity, locale: Locale) -> Data:
    """Names, hashtags, accounts and the night."""
    title = edition_title(identity.festival, identity.edition)
    name = identity.city or identity.festival
    tags = [f"#{tag}" for tag in identity.hashtags]
    return {
        "festival": identity.festival,
        "tagline": identity.tagline,
        "edition": title,
        "slogan": identity.slogan,
        "city": identity.city,
        "name": name,
        "names": name_lines(name),
        "country": locale.territories.get(identity.country, ""),
        "hashtags": tags,
        "hashtag_lines": broken(humps(tags[0]), "") if tags else name_lines(name),
        "accounts": identity.accounts,
        "address": address_of(identity.page),
        "contact": identity.contact,
        "night": night(identity, locale),
        "weekday": str(format_date(identity.first, "EEEE", locale=locale)) if identity.first else None,
        "title": _title(identity, title, _COMMAS.get(locale.language, ",")),
        "words": title_of(identity),
        "stars": list(_stars(name)),
    }


def _title(identity: Identity, edition: str, comma: str) -> str:
    """The title in one line, with the comma of its language behind the city."""
    if identity.title is None:
        return f"{comma} ".join(filter(None, [identity.city, edition]))
    return identity.title.replace(f"{identity.city}, ", f"{identity.city}{comma} ", 1)


def night(identity: Identity, locale: Locale, form: str = "long") -> str | None:
    """The day, or the days from the first to the last, in words; ``form`` is CLDR's for a single day.

    ``None`` also for a whole year: an edition that lasts one has its year in its name.
    """
    first, last = identity.first, identity.last
    if first is None or (last and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)):
        return None
    if last and last > first:
        return display.with_first_of_month(str(format_interval(first, last, "yMMMMd", locale=locale)), locale)
    return display.day_in(locale, first, form)


def codes_data(codes: Codes, piece: Piece) -> Data:
    """The codes that a piece shows, as runs of dark modules, each with the words below it."""
    return {name: _code(code, piece) for name, code in codes.known() if name in piece.codes}


def _code(code: Code, piece: Piece) -> Data:
    matrix = matrix_of(code.text, LEVELS[piece.use])
    return {
        "side": len(matrix),
        "outlines": [list(corners(line)) for line in outlines_of(matrix)],
        "caption": code.below,
    }


def _stars(name: str) -> Iterator[tuple[int, int, int]]:
    """Lights scattered by a name: two places from 0 to 255, and a size from 0 to 255."""
    scattered = hashlib.shake_256(name.encode()).digest(3 * STARS)
    for at in range(0, 3 * STARS, 3):
        x, y, size = scattered[at : at + 3]
        yield x, y, size


_GROUPS: Mapping[str, Callable[[Any, Speech], Data]] = {
    "evening": evening_data, "cause": cause_data, "outcome": outcome_data,
}  # fmt: skip
