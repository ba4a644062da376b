"""Text of artwork for which no font has a glyph: a rule of the check and the build."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from samenight.content.library.library import Library
from samenight.content.model.base import FileFact
from samenight.content.model.festival import Festival
from samenight.content.model.file_facts import Charity, City, Edition, Event
from samenight.content.problems.kinds import printing
from samenight.content.problems.problem import Finding, Location, Problem
from samenight.content.reading.origins import Origin, origin_key
from samenight.print_kit.typesetting.font_coverage import families, lacking, letters_of
from samenight.print_kit.typesetting.printable_text import letters_in
from samenight.site.artifact import Fonts

# The fields whose text artwork prints, one path each; the path of a list applies to all its parts.
_FIELDS: Mapping[type[FileFact], str] = {
    Festival: "name tagline hashtags contact",
    Edition: "name slogan hashtags charity_note partners.name",
    Charity: "name purpose registration buys.buys",
    City: "name hashtags contact",
    Event: "name slogan place hashtags charity_note venue.name venue.address venue.getting_there venue.note"
    " venue.wifi.network venue.wifi.password tickets.name tickets.includes tickets.note donate.tiers.label"
    " donate.tiers.reward raffle.kind raffle.note raffle.prizes.name raffle.prizes.donor raffle.prizes.value"
    " programme.what programme.who team.name team.role team.note match.sponsor match.per sponsors.name"
    " sponsors.level sponsors.covers sponsors.logo goal.note results.note",
}


PRINTED: Mapping[type[FileFact], tuple[tuple[str, ...], ...]] = {
    kind: tuple(tuple(path.split(".")) for path in paths.split()) for kind, paths in _FIELDS.items()
}


GARBLED = "\ufffd"  # reported by another problem


MOST_LETTERS, MOST_NAMED, MOST_FAMILIES = 8, 2, 3  # in one message: listed, with names, fonts


def problems(
    fonts: Fonts | None, library: Library, origins: Mapping[str, Origin], _now: dt.datetime
) -> Iterator[Problem]:
    """The texts of the festival and of each city's current event that cannot be printed.

    Yields nothing if the fonts are not known, or there are no fonts at all.
    """
    letters = letters_of(fonts) if fonts else None
    if not fonts or not letters:
        return
    for fact in _facts(library):
        origin = origins[origin_key(fact)]
        for path in PRINTED[type(fact)]:
            for location, text in _texts(fact, path, ()):
                # the fast path for most texts: this runs thirty times for each event
                missing = "" if letters.issuperset(text) else lacking(fonts, text).replace(GARBLED, "")
                if missing:
                    yield origin.problem(location, _finding(missing, fonts))


def _facts(library: Library) -> Iterator[FileFact]:
    """The facts of all files that a piece can show today, each once."""
    events = library.current_events.values()
    yield library.festival
    yield from {event.edition.slug: event.edition for event in events}.values()
    yield from {event.charity.slug: event.charity for event in events if event.charity}.values()
    for event in map(library.for_organisers, events):
        yield event.city
        yield event.event


def _texts(fact: Any, path: tuple[str, ...], at: Location) -> Iterator[tuple[Location, str]]:
    """The texts of a field, each with its location."""
    if isinstance(fact, str):
        yield at, fact
    elif isinstance(fact, tuple):
        for number, part in enumerate(fact):
            yield from _texts(part, path, (*at, number))
    elif fact is not None:
        yield from _texts(getattr(fact, path[0]), path[1:], (*at, path[0]))


def _finding(missing: str, fonts: Fonts) -> Finding:
    words = _words if len(missing) <= MOST_NAMED else _code
    kind = printing.LETTERS if letters_in(missing) else printing.PICTURES
    return kind(
        missing,
        letters=_listed([words(sign) for sign in missing], MOST_LETTERS),
        fonts=_listed(families(fonts), MOST_FAMILIES),
        folder=f"{fonts.folder.parent.name}/{fonts.folder.name}",
    )


def _listed(names: Iterable[str], most: int) -> str:
    """Names with commas; if there are too many, the first ``most`` and the total."""
    listed = list(names)
    return ", ".join(listed if len(listed) <= most else [*listed[:most], f"… ({len(listed)})"])


def _code(sign: str) -> str:
    """A letter and its code point: ``ཐ U+0F50``."""
    return f"{sign} U+{ord(sign):04X}"


def _words(sign: str) -> str:
    """The same, with the letter's name in Unicode."""
    return " ".join(filter(None, [_code(sign), unicodedata.name(sign, "")]))
