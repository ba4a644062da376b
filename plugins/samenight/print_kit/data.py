"""The facts of a kit in the shape that templates ask for: words and numbers, ready to be set.

Each group of facts becomes one dictionary; docs/print.md lists their keys for designers.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from babel import Locale
from babel.dates import format_date, format_interval

from samenight import show
from samenight.festival.parts import Raffle, Ticket, Venue
from samenight.festival.titles import edition_title
from samenight.print_kit.breaking import broken, humps
from samenight.print_kit.colours import Palette
from samenight.print_kit.facts import Cause, Codes, Evening, Identity, Outcome
from samenight.print_kit.inks import Ink
from samenight.print_kit.pieces import Form, Piece
from samenight.print_kit.outlines import outlines_of
from samenight.print_kit.qr import matrix_of
from samenight.print_kit.words import words_of

Data = dict[str, Any]
STARS = 26  # small lights behind the letters; no two cities have the same


def data_of(piece: Piece, form: Form, groups: Mapping[str, Any]) -> Data:
    """All that a template is given. ``groups`` are the facts by the names of their fields; the
    identity is always among them."""
    identity: Identity = groups["identity"]
    locale = show.locale(identity.language)
    said = {name: _GROUPS[name](groups[name], locale) for name in piece.groups if name in _GROUPS}
    if "codes" in groups:
        said["codes"] = codes_data(groups["codes"], piece)
    return {
        "piece": {
            "name": piece.name, "width": piece.width, "height": piece.height, "least": piece.least,
            "press": form is Form.PRESS, **dict(piece.options),
        },
        "palette": palette_data(identity.palette),
        "language": identity.language.partition("-")[0],
        "direction": show.direction(identity.language),
        "words": dict(words_of(identity.language)),
        **said,
    }  # fmt: skip


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
        "names": broken(tuple(name.split()), " "),
        "country": locale.territories.get(identity.country, ""),
        "hashtags": tags,
        "hashtag_lines": broken(humps(tags[0]), "") if tags else broken(tuple(name.split()), " "),
        "accounts": identity.accounts,
        "address": identity.page.partition("://")[2].rstrip("/"),
        "contact": identity.contact,
        "night": night(identity, locale),
        "weekday": str(format_date(identity.first, "EEEE", locale=locale)) if identity.first else None,
        "title": ", ".join(filter(None, [identity.city, title])),
        "stars": list(_stars(name)),
    }


def night(identity: Identity, locale: Locale) -> str | None:
    """The day, or the days from the first to the last, in words."""
    if identity.first is None:
        return None
    if identity.last and identity.last > identity.first:
        return str(format_interval(identity.first, identity.last, "yMMMMd", locale=locale))
    return str(format_date(identity.first, "long", locale=locale))


def evening_data(evening: Evening, locale: Locale) -> Data:
    """Place, hours, prices, prizes, programme, sponsors."""
    clock = functools.partial(show.clock_in, locale)
    hours = [clock(time) for time in (evening.start, evening.end) if time]
    return {
        "name": evening.name,
        "hours": "–".join(hours) if evening.start else None,
        "place": evening.place,
        "venue": _venue(evening.venue) if evening.venue else None,
        "tickets": [_ticket(ticket, locale) for ticket in evening.tickets],
        "prices": prices(evening.tickets, locale),
        "raffle": _raffle(evening.raffle, locale) if evening.raffle else None,
        "programme": [
            {"time": clock(act.time) if act.time else None, "what": act.what, "who": act.who}
            for act in evening.programme
        ],
        "sponsors": [{"name": one.name, "level": one.level, "covers": one.covers} for one in evening.sponsors],
    }


def cause_data(cause: Cause, locale: Locale) -> Data:
    """Charity, goal, and what an amount does."""
    return {
        "charity": cause.charity,
        "purpose": cause.purpose,
        "website": show.host(cause.website) if cause.website else None,
        "registration": cause.registration,
        "goal": show.sum_in(locale, cause.goal.amount, cause.goal.currency) if cause.goal else None,
        "buys": [
            {"sum": show.sum_in(locale, one.amount, one.currency), "what": one.buys} for one in cause.buys
        ],
        "tiers": [
            {"sum": show.sum_in(locale, one.amount, one.currency), "what": one.label} for one in cause.tiers
        ],
    }


def outcome_data(outcome: Outcome, locale: Locale) -> Data:
    """What came in, by stream where that is known."""
    results = outcome.results
    return {
        "raised": [show.sum_in(locale, one.amount, one.currency) for one in outcome.sums],
        "inexact": any(one.precision != "exact" for one in outcome.sums),
        "final": bool(results and results.status == "final"),
    }


def codes_data(codes: Codes, piece: Piece) -> Data:
    """The codes that a piece shows, as runs of dark modules, each with the words below it."""
    return {name: _code(*held, piece) for name, held in codes_held(codes) if name in piece.codes}


def codes_held(codes: Codes) -> Iterator[tuple[str, tuple[str, str]]]:
    """The codes there are: what each is called, what it holds and what people read below it."""
    for name in ("page", "tickets", "donate", "calendar", "raffle"):
        address = getattr(codes, name)
        if address:
            yield name, (address, address.partition("://")[2].rstrip("/"))
    for name, pair in (("wifi", codes.wifi), ("hashtag", codes.hashtag)):
        if pair:
            yield name, (pair[1], pair[0])


def prices(tickets: tuple[Ticket, ...], locale: Locale) -> str | None:
    """From the lowest to the highest price, where all are in one currency."""
    priced = [(one.price, one.currency) for one in tickets if one.price is not None and one.currency]
    if not priced or len({currency for _, currency in priced}) > 1:
        return None
    currency = priced[0][1]
    ends = dict.fromkeys([min(priced)[0], max(priced)[0]])
    return "–".join(show.sum_in(locale, price, currency) for price in ends)


def _code(text: str, caption: str, piece: Piece) -> Data:
    matrix = matrix_of(text, piece.level)
    return {"side": len(matrix), "outlines": outlines_of(matrix), "caption": caption}


def _venue(venue: Venue) -> Data:
    return {
        "name": venue.name,
        "address": venue.address,
        "getting_there": venue.getting_there,
        "step_free": venue.step_free == "yes",
        "wifi": {"network": venue.wifi.network, "password": venue.wifi.password} if venue.wifi else None,
    }


def _ticket(ticket: Ticket, locale: Locale) -> Data:
    priced = ticket.price is not None and ticket.currency
    return {
        "name": ticket.name,
        "price": show.sum_in(locale, ticket.price, ticket.currency) if priced else None,
        "includes": ticket.includes,
    }


def _raffle(raffle: Raffle, locale: Locale) -> Data:
    priced = raffle.price is not None and raffle.currency
    return {
        "kind": raffle.kind,
        "price": show.sum_in(locale, raffle.price, raffle.currency) if priced else None,
        "draw": show.clock_in(locale, raffle.draw) if raffle.draw else None,
        "prizes": [{"name": prize.name, "donor": prize.donor, "value": prize.value} for prize in raffle.prizes],
    }


def _stars(name: str) -> Iterator[tuple[int, int, int]]:
    """Lights scattered by a name: two places from 0 to 255, and a size from 0 to 255."""
    scattered = hashlib.shake_256(name.encode()).digest(3 * STARS)
    for at in range(0, 3 * STARS, 3):
        x, y, size = scattered[at : at + 3]
        yield x, y, size


_GROUPS: Mapping[str, Callable[[Any, Locale], Data]] = {
    "identity": identity_data, "evening": evening_data, "cause": cause_data, "outcome": outcome_data,
}  # fmt: skip


