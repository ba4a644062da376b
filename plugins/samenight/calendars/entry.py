"""What a calendar is made of: the facts of its events, gathered once for all calendars."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from samenight.festival.hours import Hours, hours_of
from samenight.festival.identity import hashtags_of
from samenight.festival.library import Library
from samenight.festival.model import City, Event, Festival
from samenight.festival.parts import Donate, Ticket
from samenight.festival.revisions import Revision, unwritten
from samenight.festival.wording import Wording, Words
from samenight.show import locale


@dataclass(frozen=True)
class Entry:
    """The facts that a calendar shows of one event, the language it shows them in, and the words there are.

    Hashable, so that its text is made once. ``unsettled`` is whether it is postponed, nobody knows
    yet to when.
    """

    language: str
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
    hours: Hours
    unsettled: bool
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
    organiser: str
    contact: str | None
    words: Words

    @property
    def said(self) -> Wording:
        """Our sentences in its language."""
        return self.words.of(self.language)


Revisions = Mapping[tuple[str, str], Revision]


def entry_of(
    event: Event, library: Library, language: str, revisions: Revisions, words: Words
) -> Entry | None:
    """The entry of an event, told in ``language`` with ``words``; ``None`` where its day is not known.

    Where the history in ``revisions`` does not know it, its revision comes from the content.
    """
    hours = hours_of(event, library)
    if hours is None:
        return None
    city, edition = library.city[event.city], library.edition[event.edition]
    charity, venue, festival = library.charity_of(event), event.venue, library.festival
    revision = revisions.get((event.city, event.edition)) or unwritten(event, library)
    return Entry(
        language=language,
        city=city.slug,
        edition=edition.slug,
        festival=festival.name,
        city_name=city.name,
        country_name=country_name(city.country, language),
        edition_name=edition.name,
        name=event.name,
        slogan=event.slogan or edition.slogan,
        status=event.status,
        status_note=event.status_note,
        sequence=revision.sequence,
        modified=revision.modified,
        hours=hours,
        unsettled=event.status == "postponed" and library.day_of(event) is None,
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
        organiser=f"{festival.name} {city.name}" if city.contact else festival.name,
        contact=city.contact or festival.contact,
        words=words,
    )


def language_of(city: City, festival: Festival, words: Words) -> str:
    """The language of a city's own calendars: the first of its own and the festival's that has words."""
    return words.first(*city.languages, *festival.languages)


def country_name(code: str, language: str) -> str:
    """The name of a country in a language."""
    return str(locale(language).territories.get(code, code))
