"""Cards: the few facts by which one page names an event, a city or an edition of another page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from samenight.festival.hours import hours_of
from samenight.festival.ledger import Entry, entries_of
from samenight.festival.library import Library
from samenight.festival.model import Event
from samenight.festival.moments import Phase, with_offset
from samenight.festival.titles import evening_title


@dataclass(frozen=True)
class Card:
    """One event in a list."""

    title: str
    city: str
    city_name: str
    country: str
    edition: str
    edition_name: str
    day: dt.date | None
    end_day: dt.date | None
    begin: dt.datetime | None
    venue: str | None
    status: str
    phase: Phase
    charity: str | None
    charity_name: str | None
    raised: tuple[Entry, ...]


def card_of(event: Event, library: Library, now: dt.datetime) -> Card:
    """The card of an event."""
    city, edition = library.city[event.city], library.edition[event.edition]
    charity, day, hours = library.charity_of(event), library.day_of(event), hours_of(event, library)
    return Card(
        title=evening_title(library.festival.name, edition.name, city.name, event.name),
        city=city.slug,
        city_name=city.name,
        country=city.country,
        edition=edition.slug,
        edition_name=edition.name,
        day=day,
        end_day=event.end_date,
        begin=with_offset(hours.begin, hours.zone) if day and hours and hours.begin else None,
        venue=event.venue.name if event.venue else None,
        status=event.status,
        phase=library.phase_of(event, now),
        charity=charity.slug if charity else None,
        charity_name=charity.name if charity else None,
        raised=entries_of(event, library),
    )


def cards_of(events: Iterable[Event], library: Library, now: dt.datetime) -> tuple[Card, ...]:
    """The cards of several events, in their order."""
    return tuple(card_of(event, library, now) for event in events)


def revised(event: Event, library: Library) -> dt.date:
    """The day of the event's last change that matters to guests, from the content alone.

    What the file says (``updated``, else the day of its results), else the edition's
    announcement, else the first day of the event's year: never the moment of the build.
    """
    edition = library.edition[event.edition]
    known = event.updated or (event.results.as_of if event.results else None) or edition.announced
    day = library.day_of(event) or edition.date
    return known or dt.date(day.year if day else 1970, 1, 1)
