"""One event with everything that it inherits, worked out once: edition, then city, then event.

This is the only place that falls back from an event to its city, its edition and the festival. Whoever
shows an event, on whatever medium, takes it from here.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NamedTuple

from samenight.content.library.event_state import (
    EventState,
    Phase,
    Status,
    instants_of,
    moments_of,
    state_of,
    told_by_the_clock,
)
from samenight.content.library.event_times import Days, Hours, days_of, hours_of, wall
from samenight.content.library.facts import FestivalFacts
from samenight.content.library.titles import event_title
from samenight.content.model.event_parts import Donate
from samenight.content.model.fields import Coordinates
from samenight.content.model.file_facts import Charity, City, Edition, Event, Post
from samenight.content.problems.wording import first_with
from samenight.content.values.times import deadline_end, midnight

Key = tuple[str, str]
LONG_AGO = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
# The sequence (RFC 5545, 3.8.7.4) of an event of which no earlier version is known: that it exists is
# no news to those who have it in a calendar, but that it does not take place is.
FIRST_SEQUENCE: Mapping[str, int] = MappingProxyType({"postponed": 1, "cancelled": 1})


class Revision(NamedTuple):
    """How often an event has changed materially, and when anything in it last changed (UTC)."""

    sequence: int
    modified: dt.datetime


@dataclass(frozen=True)
class Moment:
    """What a library is told of the world around its files: the instant (UTC) that it is seen at, the
    languages (BCP 47) in which there are words for pages and artwork, and the revisions of events where
    a history knows them, by the slugs of city and edition."""

    now: dt.datetime
    languages: AbstractSet[str] = frozenset({"en"})
    revisions: Mapping[Key, Revision] = field(default_factory=dict)


class PointOf(enum.StrEnum):
    """What a point on the map marks: the door of the venue, or the middle of the city."""

    VENUE = "venue"
    CITY = "city"


@dataclass(frozen=True)
class Spot:
    """A point on the map, and what it marks."""

    point: Coordinates
    of: PointOf


@dataclass(frozen=True)
class ResolvedEvent:
    """An event with all that it inherits.

    ``event``, ``city`` and ``edition`` are what their files say, for what nobody inherits. ``language``
    is that of the words around it, ``text_language`` that in which its organisers write; ``languages``
    are all that come into question for words, best first. ``hours`` are those on calendars, ``days``
    what is known of its days. ``donate`` is the collection for as long as it is open. ``changed`` is when
    anything in it last changed that guests are told of: its file, or by the clock its sale or its end.
    """

    event: Event
    city: City
    edition: Edition
    festival: str
    tagline: str | None
    charity: Charity | None
    language: str
    languages: tuple[str, ...]
    text_language: str
    title: str
    slogan: str | None
    charity_note: str | None
    also_for: tuple[tuple[Charity, str | None], ...]
    spot: Spot | None
    place: tuple[str | None, ...]
    organiser: str
    contact: str | None
    hashtags: tuple[str, ...]
    accounts: Mapping[str, str]
    days: Days
    hours: Hours | None
    state: EventState
    donate: Donate | None
    sequence: int
    changed: dt.datetime
    moments: tuple[dt.datetime, ...]

    def without_history(self) -> ResolvedEvent:
        """The same for those who show no history, so that what they make stays as it is when somebody
        commits a file that says the same as before."""
        return replace(self, sequence=0, changed=LONG_AGO)

    @property
    def key(self) -> Key:
        """The slugs of its city and edition."""
        return self.event.city, self.event.edition

    @property
    def place_name(self) -> str:
        """Where it is in a word: the venue, the quarter, or the city."""
        return self.place[0] or self.event.place or self.city.name

    @property
    def has_own_names(self) -> bool:
        """Whether the event or its city has a hashtag or an account of its own."""
        own = (self.event.hashtags, self.event.accounts, self.city.hashtags, self.city.accounts)
        return any(own)

    @property
    def status(self) -> Status:
        """What stands of it."""
        return self.state.status

    @property
    def apart(self) -> str | None:
        """What tells it from another event of a city of the same name: its own name, its quarter, or the
        region of its city."""
        return self.event.name or self.event.place or self.city.region

    @property
    def day(self) -> dt.date | None:
        """The day on which it begins, where that is known."""
        return self.days.first

    @property
    def last_day(self) -> dt.date | None:
        """The day on which it ends, where that is not the day or the night on which it begins."""
        hours = self.hours
        if self.begin and hours and hours.end and hours.end_is_known:
            return None if hours.is_one_night else wall(hours.end, hours.zone).date()
        return self.days.last if self.days.last != self.days.first else None

    @property
    def begin(self) -> dt.datetime | None:
        """The instant (UTC) at which it begins, where its day and hour are known."""
        return self.hours.begin if self.hours and self.days.first else None


def resolved(event: Event, facts: FestivalFacts, moment: Moment) -> ResolvedEvent:
    """An event as it is at a moment, with all that it inherits."""
    festival, city, edition = facts.festival, facts.city[event.city], facts.edition[event.edition]
    days, hours = days_of(event, edition), hours_of(event, edition, city.timezone)
    course = instants_of(event, days, hours, city.timezone, festival.results_due_days)
    languages = languages_of(city.languages, festival.languages)
    revision = moment.revisions.get((event.city, event.edition)) or unwritten(event, edition)
    state = state_of(event, course, moment.now)
    return ResolvedEvent(
        event=event,
        city=city,
        edition=edition,
        festival=festival.name,
        tagline=festival.tagline,
        charity=charity_of(event, facts),
        language=first_with(moment.languages, languages),
        languages=languages,
        text_language=languages[0],
        title=event_title(festival.name, edition.name, city.name, event.name),
        slogan=event.slogan or edition.slogan,
        charity_note=event.charity_note or (edition.charity_note if _shares_charity(event) else None),
        also_for=also_for(edition, facts),
        spot=_spot(event, city),
        place=_place(event, city),
        organiser=f"{festival.name} {city.name}" if city.contact else festival.name,
        contact=city.contact or festival.contact,
        hashtags=_hashtags(event, facts),
        accounts={**city.accounts, **event.accounts} or festival.accounts,
        days=days,
        hours=hours,
        state=state,
        donate=_open_collection(event, city.timezone, state.phase, moment.now),
        sequence=revision.sequence,
        changed=max([revision.modified, *told_by_the_clock(event, course, moment.now)]),
        moments=moments_of(event, course),
    )


@dataclass(frozen=True)
class ResolvedPost:
    """A post of a city: the language (BCP 47) it is written in, and the instant (UTC) at which it appears,
    which is the midnight that begins its day in its city."""

    post: Post
    city: City
    language: str
    published: dt.datetime


def resolved_post(post: Post, facts: FestivalFacts) -> ResolvedPost:
    """A post with what it inherits from its city and the festival."""
    city = facts.city[post.city]
    language = languages_of(post.languages, city.languages, facts.festival.languages)[0]
    return ResolvedPost(post, city, language, midnight(post.date, city.timezone))


def languages_of(*named: Sequence[str]) -> tuple[str, ...]:
    """The languages of several files in one list, those of the first file first, none twice."""
    return tuple(dict.fromkeys(language for some in named for language in some)) or ("en",)


def without_words(languages: Sequence[str], known: AbstractSet[str]) -> str | None:
    """The first of some languages where it has no words, so that another one takes its place."""
    first = languages[0]
    return None if first == first_with(known, [first]) else first


def charity_of(event: Event, facts: FestivalFacts) -> Charity | None:
    """The charity that an event supports: its own, else the edition's."""
    shared = None if event.own_cause == "yes" else facts.edition[event.edition].charity
    return facts.charity.get(event.charity or shared or "")


def also_for(edition: Edition, facts: FestivalFacts) -> tuple[tuple[Charity, str | None], ...]:
    """The charities that an edition supports besides, each with how it comes in."""
    shares = ((facts.charity.get(share.charity), share.note) for share in edition.also_for)
    return tuple((charity, note) for charity, note in shares if charity)


def _shares_charity(event: Event) -> bool:
    """Whether what the edition says of its charity holds for an event, too."""
    return event.charity is None and event.own_cause != "yes"


def _spot(event: Event, city: City) -> Spot | None:
    if event.venue and event.venue.coordinates:
        return Spot(event.venue.coordinates, PointOf.VENUE)
    return Spot(city.coordinates, PointOf.CITY) if city.coordinates else None


def _place(event: Event, city: City) -> tuple[str | None, ...]:
    """The parts of the line that says where it is, from the door to the city; the country's name, which
    every language writes in its own way, is left to whoever shows it."""
    venue = event.venue
    return (venue.name if venue else None, venue.address if venue else None, event.place, city.name)


def _hashtags(event: Event, facts: FestivalFacts) -> tuple[str, ...]:
    """Its own hashtags or its city's, the edition's, the festival's; none twice."""
    edition, city = facts.edition[event.edition], facts.city[event.city]
    return _each_once([*(event.hashtags or city.hashtags), *edition.hashtags, *facts.festival.hashtags])


def _each_once(tags: Sequence[str]) -> tuple[str, ...]:
    """Hashtags, each as it stands first, whatever its capitals."""
    first = {tag.casefold(): tag for tag in reversed(tags)}
    return tuple(dict.fromkeys(first[tag.casefold()] for tag in tags))


@dataclass(frozen=True)
class ResolvedCity:
    """A city with what it inherits from the festival, for what is shown of it without an event."""

    language: str
    text_language: str
    hashtags: tuple[str, ...]
    accounts: Mapping[str, str]


def resolved_city(city: City, facts: FestivalFacts, known: AbstractSet[str]) -> ResolvedCity:
    """A city with what it inherits from the festival; ``known`` are the languages that have words."""
    festival, languages = facts.festival, languages_of(city.languages, facts.festival.languages)
    return ResolvedCity(
        language=first_with(known, languages),
        text_language=languages[0],
        hashtags=_each_once([*city.hashtags, *festival.hashtags]),
        accounts=city.accounts or festival.accounts,
    )


def own_accounts(city: City, facts: FestivalFacts) -> Mapping[str, str]:
    """The accounts of a city, or those of its latest event that names any."""
    events = facts.events_of_city.get(city.slug, ())[::-1]
    return city.accounts or next((event.accounts for event in events if event.accounts), {})


def own_hashtags(city: City, facts: FestivalFacts) -> tuple[str, ...]:
    """The hashtags of a city, or those of its latest event that names others than the festival's."""
    events = facts.events_of_city.get(city.slug, ())[::-1]
    own = (event.hashtags for event in events if event.hashtags != facts.festival.hashtags)
    return city.hashtags or next(filter(None, own), ())


def _open_collection(event: Event, zone_name: str, time: Phase, now: dt.datetime) -> Donate | None:
    """The collection until it closes, or, where nobody wrote when, until the event is over. Whether it
    takes place is all the same to the charity."""
    until = event.donate.until if event.donate else None
    closed = now >= deadline_end(until, zone_name) if until else time is Phase.OVER
    return None if closed else event.donate


def unwritten(event: Event, edition: Edition) -> Revision:
    """The revision of an event whose history is not known, from the content alone.

    A history that becomes known later has a sequence that is not lower, and hardly ever an earlier
    moment: the day that the file names (``updated``, else that of its results), else the edition's
    announcement, else the beginning of the year before the event's.
    """
    known = event.updated or (event.results.as_of if event.results else None) or edition.announced
    day = days_of(event, edition).first or edition.date
    last = known or dt.date(day.year - 1 if day else 1970, 1, 1)
    return Revision(FIRST_SEQUENCE.get(event.status, 0), dt.datetime.combine(last, dt.time(), dt.UTC))
