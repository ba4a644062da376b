"""Place, hours, prices, prizes, programme and sponsors, as templates ask for them."""

from __future__ import annotations

import datetime as dt
import functools
from decimal import Decimal
from typing import Any

from babel import Locale
from babel.dates import format_date

from samenight.content.library.event_state import Offer, OfferState, PriceRange
from samenight.content.library.event_times import wall
from samenight.content.model.event_parts import Raffle, Venue
from samenight.print_kit.facts.amount_ranges import sum_in
from samenight.print_kit.facts.facts import Evening
from samenight.print_kit.facts.labels import Speech
from samenight.site import display
from samenight.site.display import span
from samenight.site.event_words import range_words

Data = dict[str, Any]


def evening_data(evening: Evening, speech: Speech) -> Data:
    """Place, hours, prices, prizes, programme, sponsors."""
    clock = functools.partial(display.clock_in, speech.locale)
    return {
        "name": evening.name,
        "hours": _hours(evening, speech.locale) if evening.start else None,
        "place": evening.place,
        "venue": _venue(evening.venue) if evening.venue else None,
        "tickets": [_ticket(offer, speech) for offer in evening.offers],
        "prices": prices(evening.prices, speech),
        "sale": evening.why_no_tickets.rstrip(".") if evening.why_no_tickets else None,
        "raffle": _raffle(evening.raffle, speech) if evening.raffle else None,
        "programme": [
            {"time": clock(act.time) if act.time else None, "what": act.what, "who": act.who}
            for act in evening.programme
        ],
        "sponsors": [
            {"name": one.name, "level": one.level, "covers": one.covers} for one in evening.sponsors
        ],
    }


def _hours(evening: Evening, locale: Locale) -> str:
    """From when to when, each with its weekday where one night does not make it clear."""
    hours = evening.hours
    if hours and hours.begin and hours.end and hours.end_is_known and not hours.is_one_night:
        return span(*(_day_and_hour(wall(at, hours.zone), locale) for at in (hours.begin, hours.end)))
    written = [display.clock_in(locale, time) for time in (evening.start, evening.end) if time]
    return span(written[0], written[-1])


def _day_and_hour(at: dt.datetime, locale: Locale) -> str:
    return f"{format_date(at, 'EEE', locale=locale)} {display.clock_in(locale, at.time())}"


def prices(ranges: tuple[PriceRange, ...], speech: Speech) -> str | None:
    """From the lowest to the highest price, in each currency."""
    shown = " / ".join(range_words(ranges, speech.said, speech.locale))
    return shown.replace("\u202f", "\u00a0") or None  # as sums on artwork are


def _venue(venue: Venue) -> Data:
    return {
        "name": venue.name,
        "address": venue.address,
        "getting_there": venue.getting_there,
        "step_free": venue.step_free == "yes",
        "wifi": {"network": venue.wifi.network, "password": venue.wifi.password} if venue.wifi else None,
    }


def _ticket(offer: Offer, speech: Speech) -> Data:
    ticket = offer.ticket
    return {
        "name": ticket.name,
        "price": _price(ticket.price, ticket.currency, speech),
        "includes": ticket.includes,
        "door": ticket.at_the_door == "yes",
        "sold_out": offer.state is OfferState.SOLD_OUT,
    }


def _price(price: Decimal | None, currency: str | None, speech: Speech) -> str | None:
    """A price as a locale has it; a word where nothing is to be paid."""
    if price == 0:
        return speech.said.text("free")
    return sum_in(speech.locale, price, currency) if price is not None and currency else None


def _raffle(raffle: Raffle, speech: Speech) -> Data:
    return {
        "kind": raffle.kind,
        "price": _price(raffle.price, raffle.currency, speech),
        "draw": display.clock_in(speech.locale, raffle.draw) if raffle.draw else None,
        "prizes": [
            {"name": prize.name, "donor": prize.donor, "value": prize.value} for prize in raffle.prizes
        ],
    }
