"""Place, hours, prices, prizes, programme and sponsors, as templates ask for them."""

from __future__ import annotations

import functools
from decimal import Decimal
from typing import Any

from babel import Locale

from samenight import show
from samenight.festival.parts import Raffle, Ticket, Venue
from samenight.print_kit.facts import Evening
from samenight.print_kit.spans import span, sum_in
from samenight.print_kit.words import Speech

Data = dict[str, Any]


def evening_data(evening: Evening, speech: Speech) -> Data:
    """Place, hours, prices, prizes, programme, sponsors."""
    clock = functools.partial(show.clock_in, speech.locale)
    hours = [clock(time) for time in (evening.start, evening.end) if time]
    return {
        "name": evening.name,
        "hours": span(hours[0], hours[-1]) if evening.start else None,
        "place": evening.place,
        "venue": _venue(evening.venue) if evening.venue else None,
        "tickets": [_ticket(ticket, speech) for ticket in evening.tickets],
        "prices": prices(evening.tickets, speech.locale),
        "raffle": _raffle(evening.raffle, speech) if evening.raffle else None,
        "programme": [
            {"time": clock(act.time) if act.time else None, "what": act.what, "who": act.who}
            for act in evening.programme
        ],
        "sponsors": [
            {"name": one.name, "level": one.level, "covers": one.covers} for one in evening.sponsors
        ],
    }


def prices(tickets: tuple[Ticket, ...], locale: Locale) -> str | None:
    """From the lowest to the highest price, where all are in one currency."""
    priced = [(one.price, one.currency) for one in tickets if one.price is not None and one.currency]
    if not priced or len({currency for _, currency in priced}) > 1:
        return None
    currency = priced[0][1]
    lowest, highest = (sum_in(locale, price, currency) for price, _ in (min(priced), max(priced)))
    return span(lowest, highest)


def _venue(venue: Venue) -> Data:
    return {
        "name": venue.name,
        "address": venue.address,
        "getting_there": venue.getting_there,
        "step_free": venue.step_free == "yes",
        "wifi": {"network": venue.wifi.network, "password": venue.wifi.password} if venue.wifi else None,
    }


def _ticket(ticket: Ticket, speech: Speech) -> Data:
    return {
        "name": ticket.name,
        "price": _price(ticket.price, ticket.currency, speech),
        "includes": ticket.includes,
        "door": ticket.at_the_door == "yes",
        "sold_out": ticket.sold_out == "yes",
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
        "draw": show.clock_in(speech.locale, raffle.draw) if raffle.draw else None,
        "prizes": [
            {"name": prize.name, "donor": prize.donor, "value": prize.value} for prize in raffle.prizes
        ],
    }
