"""What a calendar is made of: the facts of its events, gathered once for all calendars."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from samenight.content.library.event_state import Status, TicketOffer
from samenight.content.library.event_times import ONE_DAY, Hours, wall
from samenight.content.library.resolved_event import ResolvedEvent
from samenight.content.model.event_parts import Donate
from samenight.content.model.file_facts import Event
from samenight.content.problems.wording import Wording, Words
from samenight.content.values.times import instant
from samenight.site import event_words
from samenight.site.display import locale


@dataclass(frozen=True)
class CalendarEntry:
    """The facts that a calendar shows of one event, the language it shows them in, and the words there are.

    Hashable, so that its text is made once. ``status`` is the event's own word, ``news`` are sentences
    that say that it is off, ``where`` is its place in one line; ``is_coming`` is whether people may still
    prepare for it. ``shop`` is the one address that sells, and ``why_no_tickets`` says why there is none.
    """

    language: str
    city: str
    edition: str
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
    venue_url: str | None
    getting_there: str | None
    step_free: str
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
    def said(self) -> Wording:
        """Our sentences in its language."""
        return self.words.of(self.language)


def entry_of(event: ResolvedEvent, language: str, words: Words) -> CalendarEntry | None:
    """The entry of an event, told in ``language`` with ``words``; ``None`` where its day is not known."""
    if event.hours is None:
        return None
    said, spoken, venue, state = words.of(language), locale(language), event.event.venue, event.state
    return CalendarEntry(
        language=language,
        city=event.city.slug,
        edition=event.edition.slug,
        title=event.title,
        festival=event.festival,
        city_name=event.city.name,
        country_name=country_name(event.city.country, language),
        edition_name=event.edition.name,
        slogan=event.slogan,
        status=_own_word(event),
        is_coming=state.is_coming,
        news=event_words.news(event, said, spoken),
        sequence=event.sequence,
        modified=event.changed,
        hours=event.hours,
        notes=tuple(note for note in (event.event.date_note, event.event.time_note) if note),
        place=event.place_name,
        where=event_words.place_words(event, said, spoken),
        venue_url=venue.url if venue else None,
        getting_there=venue.getting_there if venue else None,
        step_free=venue.step_free if venue else "unknown",
        point=event.spot.point if event.spot else None,
        charity=event.charity.name if event.charity else None,
        charity_url=event.charity.website if event.charity else None,
        charity_note=event.charity_note,
        offers=state.offers,
        why_no_tickets=event_words.sale_words(event, said, spoken),
        shop=state.shop,
        donate=event.donate,
        hashtags=event.hashtags,
        organiser=event.organiser,
        contact=event.contact,
        words=words,
    )


def _own_word(event: ResolvedEvent) -> Status:
    """What stands of an event by its own word: whether anybody reported of it is no news of a calendar."""
    unreported = event.status is Status.UNREPORTED
    return Status(event.event.status) if unreported else event.status


def country_name(code: str, language: str) -> str:
    """The name of a country in a language."""
    return str(locale(language).territories.get(code, code))


SHORT = dt.timedelta(minutes=15)


@dataclass(frozen=True)
class ExtraEntry:
    """A moment that belongs to an event; ``kind`` is also the end of its permanent name."""

    kind: Literal["draw", "donate"]
    of: CalendarEntry
    hours: Hours


def extras_of(event: Event, entry: CalendarEntry) -> Iterator[ExtraEntry]:
    """The draw of an event's raffle, and when the collection closes, as far as each is known."""
    if event.raffle and event.raffle.draw:
        yield ExtraEntry("draw", entry, _draw(entry.hours, event.raffle.draw))
    if event.donate and event.donate.until:
        yield ExtraEntry("donate", entry, _closing(event.donate.until, entry.hours.zone))


def _draw(hours: Hours, draw: dt.time) -> Hours:
    """A quarter of an hour from the draw on: the last time that the clocks show it before the end. Where
    they do not, before the beginning means after midnight."""
    day = hours.first
    if hours.begin and hours.end:
        start, last = wall(hours.begin, hours.zone).time(), wall(hours.end, hours.zone).date()
        days = (last - number * ONE_DAY for number in range((last - hours.first).days + 1))
        during = (one for one in days if hours.begin <= instant(one, draw, hours.zone) <= hours.end)
        day = next(during, hours.first + ONE_DAY if draw < start else hours.first)
    begin = instant(day, draw, hours.zone)
    return Hours(hours.zone, day, day, begin, begin + SHORT)


def _closing(until: dt.date | dt.datetime, zone: str) -> Hours:
    """The last quarter of an hour before the collection closes, or the whole of its last day."""
    if not isinstance(until, dt.datetime):
        return Hours(zone, until, until)
    end = instant(until.date(), until.time(), zone)
    return Hours(zone, until.date(), until.date(), end - SHORT, end, end_is_known=True)


@dataclass(frozen=True)
class CalendarFile:
    """A calendar to subscribe to: its name and looks, where it and its page are, what is in it.

    ``color`` is a colour's name in CSS, ``image`` the path of a picture of the festival.
    """

    site_url: str
    path: str
    page: str
    name: str
    entries: tuple[CalendarEntry, ...]
    extras: tuple[ExtraEntry, ...]
    color: str
    image: str | None


@dataclass(frozen=True)
class EventFile:
    """One event to download, with what belongs to it; ``image`` is the path of a picture."""

    site_url: str
    entries: tuple[CalendarEntry]
    extras: tuple[ExtraEntry, ...]
    image: str | None
