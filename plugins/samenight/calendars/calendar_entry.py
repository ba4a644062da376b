"""The content of calendars: the facts of an event, gathered once for all calendars, the short extra
entries for moments of an event, and what each file contains."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from samenight.content.library.event_state import Status, TicketOffer
from samenight.content.library.event_times import ONE_DAY, Hours, wall
from samenight.content.library.resolved_event import ResolvedEvent, WithdrawnEvent
from samenight.content.model.event_parts import Donate
from samenight.content.model.file_facts import Event
from samenight.content.model.venue import Access
from samenight.content.problems.wording import Wording, Words
from samenight.content.values.times import instant
from samenight.site import event_words
from samenight.site.display import country_in, locale

# The length of an extra entry.
SHORT = dt.timedelta(minutes=15)


@dataclass(frozen=True)
class CalendarEntry:
    """The facts about one event that a calendar shows, their language, and the words in all languages.

    Hashable, so that its text is made once. ``status`` is its status; the file's where it would be
    "unreported". ``news`` are its notice and sentences that say that it is off, ``where`` is its place in
    one line; ``is_coming`` is whether people may still prepare for it. ``shop`` is the one address that sells
    tickets, ``why_no_tickets`` the reason if there is none.
    """

    language: str
    city: str
    event: str
    uid_name: str
    title: str
    festival: str
    city_name: str
    country_name: str
    edition_name: str
    slogan: str | None
    status: Status
    is_coming: bool
    news: tuple[str, ...]
    sequence: int
    modified: dt.datetime
    hours: Hours
    notes: tuple[str, ...]
    place: str
    where: str
    join_url: str | None
    conduct: str | None
    venue_url: str | None
    getting_there: str | None
    access: Access
    point: tuple[Decimal, Decimal] | None
    charity: str | None
    charity_url: str | None
    charity_note: str | None
    offers: tuple[TicketOffer, ...]
    why_no_tickets: str | None
    shop: str | None
    donate: Donate | None
    hashtags: tuple[str, ...]
    organiser: str
    contact: str | None
    words: Words

    @property
    def wording(self) -> Wording:
        """Our sentences in the language of the entry."""
        return self.words.of(self.language)


def entry_of(event: ResolvedEvent, language: str, words: Words) -> CalendarEntry | None:
    """The entry of an event in ``language``, with its ``words``; ``None`` if its day is not known."""
    if event.hours is None:
        return None
    wording, formats, venue, state = words.of(language), locale(language), event.event.venue, event.state
    return CalendarEntry(
        language=language,
        city=event.city.slug,
        event=event.event.slug,
        uid_name=".".join(event.permanent_name),
        title=event.title,
        festival=event.festival,
        city_name=event.city.name,
        country_name=country_in(formats, event.city.country),
        edition_name=event.edition.name,
        slogan=event.slogan,
        status=_own_status(event),
        is_coming=state.is_coming,
        news=event_words.first_words(event, wording, formats),
        sequence=event.sequence,
        modified=event.changed,
        hours=event.hours,
        notes=tuple(note for note in (event.event.date_note, event.event.time_note) if note),
        place=event.place_name,
        where=event_words.place_words(event, wording, formats),
        join_url=event.event.join_url,
        conduct=event.code_of_conduct,
        venue_url=venue.url if venue else None,
        getting_there=venue.getting_there if venue else None,
        access=venue.access if venue else Access(),
        point=event.spot.point if event.spot else None,
        charity=event.charity.name if event.charity else None,
        charity_url=event.charity.website if event.charity else None,
        charity_note=event.charity_note,
        offers=state.offers,
        why_no_tickets=event_words.sale_words(event, wording, formats),
        shop=state.shop,
        donate=event.donate,
        hashtags=event.hashtags,
        organiser=event.organiser,
        contact=event.contact,
        words=words,
    )


def _own_status(event: ResolvedEvent) -> Status:
    """The status of an event; the file's where it would be "unreported", which calendars do not show."""
    unreported = event.status is Status.UNREPORTED
    return Status(event.event.status) if unreported else event.status


@dataclass(frozen=True)
class ExtraEntry:
    """A short entry for a moment of an event; ``kind`` is also the suffix of its UID."""

    kind: Literal["draw", "donate"]
    entry: CalendarEntry
    hours: Hours


@dataclass(frozen=True)
class WithdrawnEntry:
    """All that calendars still have of a hidden event, so that programs can cancel their copy: its slugs, its
    revision and its hours. ``part`` is the suffix of the UID of an extra entry, else empty."""

    language: str
    city: str
    event: str
    uid_name: str
    part: str
    sequence: int
    modified: dt.datetime
    hours: Hours
    words: Words

    @property
    def title(self) -> str:
        """What replaces its title."""
        return self.words.of(self.language).text("Withdrawn")


def withdrawn_entry(event: WithdrawnEvent, language: str, words: Words) -> WithdrawnEntry | None:
    """The entry of a hidden event in ``language``; ``None`` if its day is not known."""
    if event.hours is None:
        return None
    return WithdrawnEntry(
        language=language,
        city=event.city,
        event=event.event,
        uid_name=".".join(event.permanent_name),
        part="",
        sequence=event.revision.sequence,
        modified=event.revision.modified,
        hours=event.hours,
        words=words,
    )


def withdrawn_extras(event: WithdrawnEvent, entry: WithdrawnEntry) -> Iterator[WithdrawnEntry]:
    """The same for the extra entries that a hidden event had."""
    if event.draw:
        yield replace(entry, part=".draw", hours=_draw(entry.hours, event.draw))
    if event.until:
        yield replace(entry, part=".donate", hours=_closing(event.until, entry.hours.zone))


def extras_of(event: Event, entry: CalendarEntry) -> Iterator[ExtraEntry]:
    """The draw of an event's raffle, and the deadline for donations, if they are known."""
    if event.raffle and event.raffle.draw:
        yield ExtraEntry("draw", entry, _draw(entry.hours, event.raffle.draw))
    if event.donate and event.donate.until:
        yield ExtraEntry("donate", entry, _closing(event.donate.until, entry.hours.zone))


def _draw(hours: Hours, draw: dt.time) -> Hours:
    """The quarter of an hour from the draw on, on the last day on which that falls within the event. If it
    never does, a draw before the time of the start is after midnight."""
    day = hours.first
    if hours.begin and hours.end:
        start, last = wall(hours.begin, hours.zone).time(), wall(hours.end, hours.zone).date()
        days = (last - number * ONE_DAY for number in range((last - hours.first).days + 1))
        during = (one for one in days if hours.begin <= instant(one, draw, hours.zone) <= hours.end)
        day = next(during, hours.first + ONE_DAY if draw < start else hours.first)
    begin = instant(day, draw, hours.zone)
    return Hours(hours.zone, day, day, begin, begin + SHORT)


def _closing(until: dt.date | dt.datetime, zone: str) -> Hours:
    """The last quarter of an hour for donations, or their whole last day if no time is given."""
    if not isinstance(until, dt.datetime):
        return Hours(zone, until, until)
    end = instant(until.date(), until.time(), zone)
    return Hours(zone, until.date(), until.date(), end - SHORT, end, end_is_known=True)


@dataclass(frozen=True)
class CalendarFile:
    """A calendar to subscribe to: the paths of the calendar and its page, its name, entries and looks, and
    the entries that were withdrawn.

    ``color`` is the name of a CSS colour, ``image`` the path of a picture of the festival.
    """

    site_url: str
    path: str
    page: str
    name: str
    entries: tuple[CalendarEntry, ...]
    extras: tuple[ExtraEntry, ...]
    color: str
    image: str | None
    withdrawn: tuple[WithdrawnEntry, ...] = ()


@dataclass(frozen=True)
class EventFile:
    """One event to download, with its extra entries; ``image`` is the path of a picture."""

    site_url: str
    entries: tuple[CalendarEntry]
    extras: tuple[ExtraEntry, ...]
    image: str | None


@dataclass(frozen=True)
class WithdrawnFile:
    """In place of the file of one event that was withdrawn: its cancelled entries."""

    site_url: str
    entries: tuple[WithdrawnEntry, ...]
