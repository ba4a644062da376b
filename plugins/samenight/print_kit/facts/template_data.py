"""The facts of a kit as the data of artwork templates: words and numbers, ready to be set.

Each group of facts becomes one dictionary: the identity (names, hashtags, accounts, dates) with its
palette, the codes as outlines, the event (place, hours, tickets, raffle, programme, sponsors), the cause
(charity, goal, what amounts do) and the outcome (sums raised and their sources). docs/print.md lists
their keys for designers.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from babel import Locale
from babel.dates import format_date, format_interval

from samenight.content.library.event_state import OfferState, PriceRange, TicketOffer
from samenight.content.library.event_times import wall
from samenight.content.library.ledger import net
from samenight.content.library.titles import edition_title
from samenight.content.model.amounts import Buys, Count, HandedOver, StreamAmount
from samenight.content.model.event_parts import Raffle
from samenight.content.model.venue import Venue
from samenight.content.problems.wording import Wording, Words
from samenight.content.values.inks import Ink
from samenight.print_kit.codes.contents import LEVELS, Code, Codes, address_of
from samenight.print_kit.codes.qr import matrix_of
from samenight.print_kit.codes.qr_outlines import Matrix, corners, outlines_of
from samenight.print_kit.facts.artwork_words import (
    ArtworkLanguage,
    artwork_labels,
    artwork_language,
    heavy,
    precise,
    status_words,
    stream_words,
    sum_in,
    title_of,
)
from samenight.print_kit.facts.fact_groups import Cause, EventFacts, Identity, Outcome, Palette
from samenight.print_kit.facts.line_breaks import broken, hashtag_words, name_lines
from samenight.print_kit.pieces.piece import Form, Piece
from samenight.site import display, event_words
from samenight.site.display import span

Data = dict[str, Any]
_COMMAS = {"ar": "،", "fa": "،", "ur": "،"}  # languages with the Arabic comma
STARS = 26  # small lights behind the letters; their places differ from city to city


def data_of(piece: Piece, form: Form, groups: Mapping[str, Any], words: Words) -> Data:
    """The data of a template. ``groups`` are the facts by the names of their fields; the identity is
    always among them."""
    identity: Identity = groups["identity"]
    language = artwork_language(words, identity.language)
    shown = {name: _GROUPS[name](groups[name], language) for name in piece.groups if name in _GROUPS}
    if "codes" in groups:
        shown["codes"] = codes_data(groups["codes"], piece)
    return {
        "piece": {
            "name": piece.name, "width": piece.width, "height": piece.height, "least": piece.least,
            "press": form is Form.PRESS, **dict(piece.options),
        },
        "palette": palette_data(identity.palette),
        **_shaping_language(identity),
        "direction": display.direction(identity.language),
        "words": dict(artwork_labels(language.wording)),
        "identity": identity_data(identity, language.locale),
        **shown,
    }  # fmt: skip


# Languages that write the same Chinese characters in forms of their own.
_HAN = frozenset({"ja", "ko", "zh"})


def _shaping_language(identity: Identity) -> Data:
    """The language that letters are shaped for: that of the words, or that of the city's names if it is
    written in Chinese characters."""
    names = next(iter(identity.languages), "")
    own = names.partition("-")[0].lower() in _HAN
    main, *more = (names if own else identity.language).split("-")
    return {"language": main.lower(), "region": next((part for part in more if len(part) == 2), None)}


def palette_data(palette: Palette) -> Data:
    """Every colour twice: as percentages of four inks for the press, and as screens show it."""
    inks: dict[str, Ink] = {
        "ground": palette.ground, "shade": palette.shade, "accent": palette.accent, "tint": palette.tint,
    }  # fmt: skip
    return {name: {"cmyk": list(ink.cmyk), "rgb": ink.rgb} for name, ink in inks.items()}


@functools.lru_cache(maxsize=8)  # the pieces of a city show the same facts
def identity_data(identity: Identity, locale: Locale) -> Data:
    """Names, hashtags, accounts and the date."""
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
        "hashtag_lines": broken(hashtag_words(tags[0]), "") if tags else name_lines(name),
        "accounts": identity.accounts,
        "address": address_of(identity.page),
        "contact": identity.contact,
        "night": event_days(identity, locale),
        "weekday": str(format_date(identity.first, "EEEE", locale=locale)) if identity.first else None,
        "title": _title(identity, title, _COMMAS.get(locale.language, ",")),
        "words": title_of(identity),
        "stars": list(_stars(name)),
    }


def _title(identity: Identity, edition: str, comma: str) -> str:
    """The title in one line, with the comma of its language after the city."""
    if identity.title is None:
        return f"{comma} ".join(filter(None, [identity.city, edition]))
    return identity.title.replace(f"{identity.city}, ", f"{identity.city}{comma} ", 1)


def event_days(identity: Identity, locale: Locale, form: str = "long") -> str | None:
    """The day, or the first and the last day, in words; ``form`` is CLDR's format of a single day.

    ``None`` also for a whole year: an edition that lasts a year has it in its name.
    """
    first, last = identity.first, identity.last
    if first is None or (last and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)):
        return None
    if last and last > first:
        return display.with_first_of_month(str(format_interval(first, last, "yMMMMd", locale=locale)), locale)
    return display.day_in(locale, first, form)


def codes_data(codes: Codes, piece: Piece) -> Data:
    """The codes that a piece shows, as outlines of their dark modules, each with the words below it."""
    return {name: _code(code, piece) for name, code in codes.known() if name in piece.codes}


def _code(code: Code, piece: Piece) -> Data:
    matrix = matrix_of(code.text, LEVELS[piece.use])
    return {"side": len(matrix), "outlines": _outlines(matrix), "caption": code.below}


@functools.lru_cache(maxsize=64)
def _outlines(matrix: Matrix) -> tuple[tuple[tuple[int, int], ...], ...]:
    return tuple(tuple(corners(line)) for line in outlines_of(matrix))


def _stars(name: str) -> Iterator[tuple[int, int, int]]:
    """Lights scattered by a hash of the name: two coordinates and a size, each from 0 to 255."""
    scattered = hashlib.shake_256(name.encode()).digest(3 * STARS)
    for at in range(0, 3 * STARS, 3):
        x, y, size = scattered[at : at + 3]
        yield x, y, size


def cause_data(cause: Cause, language: ArtworkLanguage) -> Data:
    """The charity, its goal, what amounts do, and suggested gifts."""
    locale = language.locale
    goal = sum_in(locale, cause.goal.amount, cause.goal.currency) if cause.goal else None
    return {
        "charity": cause.charity,
        "purpose": cause.purpose,
        "website": display.host(cause.website) if cause.website else None,
        "registration": cause.registration,
        "goal": precise(language.wording, goal, cause.goal.precision) if goal and cause.goal else None,
        "buys": [{"sum": _range(one, locale), "what": one.buys} for one in cause.buys],
        "tiers": [
            {
                "sum": heavy(event_words.tier_amount(one, language.wording, locale)),
                "what": event_words.tier_words(one, language.wording, locale),
            }
            for one in cause.tiers
        ],
    }


def _range(buys: Buys, locale: Locale) -> str:
    """An amount, or a range of two."""
    ends = [sum_in(locale, end, buys.currency) for end in (buys.amount, buys.up_to) if end]
    return span(ends[0], ends[-1]) if ends else ""


def outcome_data(outcome: Outcome, language: ArtworkLanguage) -> Data:
    """The money raised, by stream where that is known, the attendance, and the hand-over.

    ``raised`` are whole phrases ("about €3,000"), and ``status`` says in words how certain all of it
    is; ``final`` is true only if the results are final.
    """
    results, wording, locale = outcome.results, language.wording, language.locale
    sums = [(sum_in(locale, one.amount, one.currency), one.precision) for one in outcome.sums]
    return {
        "raised": [precise(wording, shown, how) for shown, how in sums],
        "inexact": any(how not in {"exact", None} for _, how in sums),
        "known": results is not None,
        "final": bool(results and results.status == "final"),
        "status": status_words(wording)[results.status] if results else None,
        "as_of": display.day_in(locale, results.as_of, "long") if results and results.as_of else None,
        "streams": [_stream(line, wording, locale) for line in results.lines] if results else [],
        "guests": _guests(results.attendance, wording) if results and results.attendance else None,
        "handed_over": _handed_over(results.handed_over, locale) if results and results.handed_over else None,
        "note": results.note if results else None,
    }


def _stream(line: StreamAmount, wording: Wording, locale: Locale) -> Data:
    def shown(amount: Decimal) -> str:
        return sum_in(locale, amount, line.currency)

    return {
        "name": stream_words(wording)[line.stream],
        "count": wording.number(line.count) if line.count is not None else None,
        "gross": precise(wording, shown(line.gross), line.precision),
        "fees": shown(line.fees) if line.fees is not None else None,
        "net": precise(wording, shown(net(line)), line.precision),
    }


def _guests(attendance: Count, wording: Wording) -> str:
    counted = wording.counted(attendance.count, "{n} guest", "{n} guests")
    return precise(wording, counted, attendance.precision)


def _handed_over(handed: HandedOver, locale: Locale) -> Data:
    return {
        "sum": sum_in(locale, handed.amount, handed.currency),
        "day": display.day_in(locale, handed.date, "long"),
    }


def event_data(event: EventFacts, language: ArtworkLanguage) -> Data:
    """Place, hours, tickets and prices, raffle, programme, sponsors."""
    clock = functools.partial(display.clock_in, language.locale)
    return {
        "name": event.name,
        "hours": _hours(event, language.locale) if event.start else None,
        "place": event.place,
        "venue": _venue(event.venue) if event.venue else None,
        "tickets": [_ticket(offer, language) for offer in event.offers],
        "prices": prices(event.prices, language),
        "sale": event.why_no_tickets.rstrip(".") if event.why_no_tickets else None,
        "raffle": _raffle(event.raffle, language) if event.raffle else None,
        "programme": [
            {"time": clock(act.time) if act.time else None, "what": act.what, "who": act.who}
            for act in event.programme
        ],
        "sponsors": [{"name": one.name, "level": one.level, "covers": one.covers} for one in event.sponsors],
    }


def _hours(event: EventFacts, locale: Locale) -> str:
    """Start and end time, each with its weekday if the event lasts longer than one night."""
    hours = event.hours
    if hours and hours.begin and hours.end and hours.end_is_known and not hours.is_one_night:
        return span(*(_weekday_and_time(wall(at, hours.zone), locale) for at in (hours.begin, hours.end)))
    written = [display.clock_in(locale, time) for time in (event.start, event.end) if time]
    return span(written[0], written[-1])


def _weekday_and_time(at: dt.datetime, locale: Locale) -> str:
    return f"{format_date(at, 'EEE', locale=locale)} {display.clock_in(locale, at.time())}"


def prices(ranges: tuple[PriceRange, ...], language: ArtworkLanguage) -> str | None:
    """The lowest and the highest price in each currency, in one phrase."""
    shown = " / ".join(event_words.range_words(ranges, language.wording, language.locale))
    return heavy(shown) or None


def _venue(venue: Venue) -> Data:
    return {
        "name": venue.name,
        "address": venue.address,
        "getting_there": venue.getting_there,
        "step_free": venue.access.step_free == "yes",
        "wifi": {"network": venue.wifi.network, "password": venue.wifi.password} if venue.wifi else None,
    }


def _ticket(offer: TicketOffer, language: ArtworkLanguage) -> Data:
    ticket = offer.ticket
    price = event_words.ticket_price(ticket, language.wording, language.locale)
    return {
        "name": ticket.name,
        "price": heavy(price) if price else None,
        "includes": ticket.includes,
        "door": ticket.at_the_door == "yes",
        "sold_out": offer.state is OfferState.SOLD_OUT,
    }


def _price(price: Decimal | None, currency: str | None, language: ArtworkLanguage) -> str | None:
    """A price in the format of the locale; the word "free" for 0."""
    if price == 0:
        return language.wording.text("free")
    return sum_in(language.locale, price, currency) if price is not None and currency else None


def _raffle(raffle: Raffle, language: ArtworkLanguage) -> Data:
    return {
        "kind": raffle.kind,
        "price": _price(raffle.price, raffle.currency, language),
        "draw": display.clock_in(language.locale, raffle.draw) if raffle.draw else None,
        "prizes": [
            {"name": prize.name, "donor": prize.donor, "value": prize.value} for prize in raffle.prizes
        ],
    }


_GROUPS: Mapping[str, Callable[[Any, ArtworkLanguage], Data]] = {
    "event": event_data, "cause": cause_data, "outcome": outcome_data,
}  # fmt: skip
