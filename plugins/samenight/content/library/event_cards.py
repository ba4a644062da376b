"""Event cards: the few facts about an event that a list on another page shows."""

from __future__ import annotations

import datetime as dt
import functools
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from samenight.content.library.event_state import Headline, Status
from samenight.content.library.ledger import LedgerEntry
from samenight.content.library.library import Library
from samenight.content.library.resolved_event import ResolvedEvent
from samenight.content.model.file_facts import Event
from samenight.content.values.times import with_offset


@dataclass(frozen=True)
class EventCard:
    """One event in a list. ``apart`` distinguishes it from others in the list that would look the same."""

    title: str
    city: str
    city_name: str
    country: str
    event: str
    edition: str
    edition_name: str
    apart: str | None
    day: dt.date | None
    last_day: dt.date | None
    begin: dt.datetime | None
    venue: str | None
    status: Status
    notice: str | None
    headline: Headline
    charity: str | None
    charity_name: str | None
    raised: tuple[LedgerEntry, ...]


def cards_of(events: Iterable[Event], library: Library) -> tuple[EventCard, ...]:
    """The cards of several events, in their order."""
    shown = [library.resolve(event) for event in events]
    alike = Counter(map(_looks, shown))
    return tuple(_shared_card(one, library, alike[_looks(one)] > 1) for one in shown)


def _shared_card(one: ResolvedEvent, library: Library, is_alike: bool) -> EventCard:
    """The card of an event, which all lists share that show it in the same way."""
    own = library.of_city(one.city.slug)
    return own.once(("card", one.key, is_alike), functools.partial(_card, one, own, is_alike))


def _looks(one: ResolvedEvent) -> tuple[str, str]:
    return one.city.name.casefold(), one.edition.slug


def _card(one: ResolvedEvent, library: Library, is_alike: bool) -> EventCard:
    venue = one.event.venue
    return EventCard(
        title=one.title,
        city=one.city.slug,
        city_name=one.city.name,
        country=one.city.country,
        event=one.event.slug,
        edition=one.edition.slug,
        edition_name=one.edition.name,
        apart=one.apart if is_alike else one.event.name,
        day=one.day,
        last_day=one.last_day,
        begin=with_offset(one.begin, one.zone) if one.begin else None,
        venue=venue.name if venue else None,
        status=one.status,
        notice=one.notice,
        headline=one.state.headline,
        charity=one.charity.slug if one.charity else None,
        charity_name=one.charity.name if one.charity else None,
        raised=library.entries_of(one.event),
    )
