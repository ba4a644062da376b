"""What a calendar is made of: the facts of its events, gathered once for all calendars."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from samenight.festival.identity import hashtags_of
from samenight.festival.library import Library
from samenight.festival.model import Event
from samenight.festival.parts import Donate, Ticket
from samenight.festival.revisions import Revision, unwritten
from samenight.show import locale


@dataclass(frozen=True)
class Entry:
    """The facts that a calendar shows of one event. Hashable, so that its text is made once."""

    city: str
    edition: str
    festival: str
    city_name: str
    country_name: str
    edition_name: str
    name: str | None
    slogan: str | None
    status: str
    status_note: str | None
    sequence: int
    modified: dt.datetime
    zone: str
    day: dt.date
    last_day: dt.date
    start: dt.time | None
    end: dt.time | None
    notes: tuple[str, ...]
    place: str | None
    venue: str | None
    address: str | None
    venue_url: str | None
    getting_there: str | None
    step_free: str
    point: tuple[Decimal, Decimal] | None
    charity: str | None
    charity_url: str | None
    charity_note: str | None
    tickets: tuple[Ticket, ...]
    ticket_url: str | None
    donate: Donate | None
    hashtags: tuple[str, ...]


@dataclass(frozen=True)
class CalendarFile:
    """One calendar to publish: its name, where it and its page are, and what is in it."""

    site_url: str
    path: str
    page: str
    name: str
    entries: tuple[Entry, ...]


def entry_of(event: Event, library: Library, revisions: Mapping[tuple[str, str], Revision]) -> Entry | None:
    """The entry of an event; ``None`` where its day is not known.

    Where the history in ``revisions`` does not know it, its revision comes from the content.
    """
    day = library.day_of(event)
    if day is None:
        return None
    city, edition = library.city[event.city], library.edition[event.edition]
    charity, venue = library.charity_of(event), event.venue
    revision = revisions.get((event.city, event.edition)) or unwritten(event, library)
    return Entry(
        city=city.slug,
        edition=edition.slug,
        festival=library.festival.name,
        city_name=city.name,
        country_name=country_name(city.country, library),
        edition_name=edition.name,
        name=event.name,
        slogan=event.slogan or edition.slogan,
        status=event.status,
        status_note=event.status_note,
        sequence=revision.sequence,
        modified=revision.modified,
        zone=city.timezone,
        day=day,
        last_day=max(day, event.end_date or day),
        start=event.start,
        end=event.end,
        notes=tuple(note for note in (event.date_note, event.time_note) if note),
        place=event.place,
        venue=venue.name if venue else None,
        address=venue.address if venue else None,
        venue_url=venue.url if venue else None,
        getting_there=venue.getting_there if venue else None,
        step_free=venue.step_free if venue else "unknown",
        point=(venue.coordinates if venue else None) or city.coordinates,
        charity=charity.name if charity else None,
        charity_url=charity.website if charity else None,
        charity_note=event.charity_note or (None if event.charity else edition.charity_note),
        tickets=event.tickets,
        ticket_url=event.ticket_url,
        donate=event.donate,
        hashtags=hashtags_of(event, library),
    )


def country_name(code: str, library: Library) -> str:
    """The name of a country in the festival's main language."""
    return str(locale(library.festival.languages[0]).territories.get(code, code))
