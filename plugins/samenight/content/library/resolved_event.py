"""The resolved event: an event with everything that it inherits from its edition, city and festival.

This is the only place that falls back from an event to its city, its edition and the festival. Every
output that shows an event takes it from here. Posts and cities are resolved here as well.
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
    changes_by_clock,
    instants_of,
    moments_of,
    state_of,
)
from samenight.content.library.event_times import Days, Hours, days_of, hours_of, wall
from samenight.content.library.festival_facts import FestivalFacts
from samenight.content.library.sponsor_levels import SponsorGroup, sponsor_groups
from samenight.content.library.titles import event_title
from samenight.content.model.event_parts import Donate, Notice
from samenight.content.model.fields import Coordinates
from samenight.content.model.file_facts import Charity, City, Edition, Event, EventKey
from samenight.content.model.venue import Venue
from samenight.content.problems.wording import first_with
from samenight.content.values.times import deadline_begin, deadline_end

LONG_AGO = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
# The sequence (RFC 5545, 3.8.7.4) of an event without a known history that does not take place.
FIRST_SEQUENCE: Mapping[str, int] = MappingProxyType({"postponed": 1, "cancelled": 1})


class Revision(NamedTuple):
    """How often an event has changed materially, and when anything in it last changed (UTC)."""

    sequence: int
    modified: dt.datetime


@dataclass(frozen=True)
class Moment:
    """What a library needs besides its files: the instant (UTC) it is seen at, the languages (BCP 47) into
    which pages and artwork are translated, and the revisions of events from the git history, by the slugs
    of city and event."""

    now: dt.datetime
    languages: AbstractSet[str] = frozenset({"en"})
    revisions: Mapping[EventKey, Revision] = field(default_factory=dict)


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
    """An event with everything that it inherits.

    ``event``, ``city`` and ``edition`` are the contents of their files, for what is not inherited; a Wi-Fi
    that is not public is left out, as all that is published comes from here (see
    :meth:`samenight.content.library.library.Library.for_organisers`).
    ``language`` is that of the words around it, ``text_language`` the one its organisers write in;
    ``languages`` are all candidates for the words, best first. ``hours`` are those on calendars, ``days``
    what is known of its days. ``donate`` is the collection while it is open, ``notice`` the text
    of its notice while that is to be shown, ``zone`` the IANA zone of its times. ``changed`` is when
    anything that guests see last changed: its file, or, with time, its sale or its end.
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
    format: str
    slogan: str | None
    charity_note: str | None
    also_for: tuple[tuple[Charity, str | None], ...]
    spot: Spot | None
    place: tuple[str | None, ...]
    organiser: str
    contact: str | None
    hashtags: tuple[str, ...]
    accounts: Mapping[str, str]
    code_of_conduct: str | None
    sponsor_groups: tuple[SponsorGroup, ...]
    zone: str
    days: Days
    hours: Hours | None
    state: EventState
    notice: str | None
    donate: Donate | None
    sequence: int
    changed: dt.datetime
    moments: tuple[dt.datetime, ...]

    def without_history(self) -> ResolvedEvent:
        """The same event for outputs that show no history, so that they stay the same after a commit that
        changes nothing in the content."""
        return replace(self, sequence=0, changed=LONG_AGO)

    @property
    def key(self) -> EventKey:
        """The slugs of its city and its own."""
        return self.event.key

    @property
    def permanent_name(self) -> EventKey:
        """The slugs of city and event in its UID: the first that they had."""
        return names_of(self.event, self.city)[0]

    @property
    def place_name(self) -> str:
        """Where it is, in one name: the venue, the quarter, or the city."""
        return self.place[0] or self.event.place or self.city.name

    @property
    def has_own_names(self) -> bool:
        """Whether the event or its city has a hashtag or an account of its own."""
        own = (self.event.hashtags, self.event.accounts, self.city.hashtags, self.city.accounts)
        return any(own)

    @property
    def status(self) -> Status:
        """Its status."""
        return self.state.status

    @property
    def apart(self) -> str | None:
        """What distinguishes it from an event in a city of the same name: its own name, its quarter, or
        the region of its city."""
        return self.event.name or self.event.place or self.city.region

    @property
    def day(self) -> dt.date | None:
        """The day on which it begins, if known."""
        return self.days.first

    @property
    def last_day(self) -> dt.date | None:
        """The day on which it ends, if that is not the day or night on which it begins."""
        hours = self.hours
        if self.begin and hours and hours.end and hours.end_is_known:
            return None if hours.is_one_night else wall(hours.end, hours.zone).date()
        return self.days.last if self.days.last != self.days.first else None

    @property
    def begin(self) -> dt.datetime | None:
        """The instant (UTC) at which it begins, if its day and time are known."""
        return self.hours.begin if self.hours and self.days.first else None


def resolved(event: Event, facts: FestivalFacts, moment: Moment) -> ResolvedEvent:
    """An event at a moment, with everything that it inherits."""
    festival, city, edition = facts.festival, facts.city[event.city], facts.edition[event.edition]
    zone = event.timezone or city.timezone
    days, hours = days_of(event, edition), hours_of(event, edition, zone)
    instants = instants_of(event, days, hours, zone, festival.results_due_days)
    languages = languages_of(event.languages, city.languages, festival.languages)
    revision = revision_of(event, city, moment) or revision_without_history(event, edition)
    state = state_of(event, instants, moment.now)
    return ResolvedEvent(
        event=_for_everybody(event),
        city=city,
        edition=edition,
        festival=festival.name,
        tagline=festival.tagline,
        charity=charity_of(event, facts),
        language=first_with(moment.languages, languages),
        languages=languages,
        text_language=languages[0],
        title=event_title(festival.name, edition.name, city.name, event.name),
        format=_format(event, city),
        slogan=event.slogan or edition.slogan,
        charity_note=event.charity_note or (edition.charity_note if _shares_charity(event) else None),
        also_for=also_for(edition, facts),
        spot=_spot(event, city),
        place=_place(event, city),
        organiser=f"{festival.name} {city.name}" if city.contact else festival.name,
        contact=city.contact or festival.contact,
        hashtags=_hashtags(event, facts),
        accounts={**city.accounts, **event.accounts} or festival.accounts,
        code_of_conduct=event.code_of_conduct or edition.code_of_conduct or festival.code_of_conduct,
        sponsor_groups=sponsor_groups(event.sponsors, edition.sponsor_levels or festival.sponsor_levels),
        zone=zone,
        days=days,
        hours=hours,
        state=state,
        notice=_notice(event.notice, zone, moment.now),
        donate=_open_collection(event, zone, state.phase, moment.now),
        sequence=revision.sequence,
        changed=max([revision.modified, *changes_by_clock(event, instants, moment.now)]),
        moments=moments_of(event, instants),
    )


def _for_everybody(event: Event) -> Event:
    """An event without what only its guests may know: a Wi-Fi that is not public."""
    venue = event.venue
    if venue is None or venue.wifi is None or venue.wifi.public == "yes":
        return event
    bare = Venue.model_construct(**{**venue.__dict__, "wifi": None})
    return Event.model_construct(**{**event.__dict__, "venue": bare})


@dataclass(frozen=True)
class WithdrawnEvent:
    """What is published of a hidden event: its slugs, the name of its city, the language of the words, and
    for calendars its hours, those of its raffle's ``draw`` and its collection's end (``until``), and its
    revision."""

    city: str
    city_name: str
    country: str
    event: str
    edition: str
    permanent_name: EventKey
    older_names: tuple[EventKey, ...]
    language: str
    hours: Hours | None
    draw: dt.time | None
    until: dt.date | dt.datetime | None
    revision: Revision


def withdrawn(event: Event, facts: FestivalFacts, moment: Moment) -> WithdrawnEvent:
    """What is published of a hidden event."""
    city, edition = facts.city[event.city], facts.edition[event.edition]
    known = revision_of(event, city, moment)
    languages = languages_of(event.languages, city.languages, facts.festival.languages)
    return WithdrawnEvent(
        city=city.slug,
        city_name=city.name,
        country=city.country,
        event=event.slug,
        edition=edition.slug,
        permanent_name=names_of(event, city)[0],
        older_names=names_of(event, city)[:-1],
        language=first_with(moment.languages, languages),
        hours=hours_of(event, edition, event.timezone or city.timezone),
        draw=event.raffle.draw if event.raffle else None,
        until=event.donate.until if event.donate else None,
        revision=known or revision_without_history(event, edition),
    )


def languages_of(*named: Sequence[str]) -> tuple[str, ...]:
    """The languages of several files in one list, those of the first file first, without repetition."""
    return tuple(dict.fromkeys(language for some in named for language in some)) or ("en",)


def without_words(languages: Sequence[str], known: AbstractSet[str]) -> str | None:
    """The first of some languages if it is not translated, so that another one replaces it."""
    first = languages[0]
    return None if first == first_with(known, [first]) else first


def names_of(event: Event, city: City) -> tuple[EventKey, ...]:
    """The slugs of city and event, the first that they had first; those of today are the last."""
    cities, events = (*city.was, city.slug), (*event.was, event.slug)
    return tuple((one, other) for one in cities for other in events)


def revision_of(event: Event, city: City, moment: Moment) -> Revision | None:
    """How often an event has changed, under all names that it had: to be renamed is a change, too, so that no
    number is lower than one that was published under an older name."""
    known = [one for key in names_of(event, city) if (one := moment.revisions.get(key))]
    if not known:
        return None
    renamed = len(known) - 1
    return Revision(sum(one.sequence for one in known) + renamed, max(one.modified for one in known))


def charity_of(event: Event, facts: FestivalFacts) -> Charity | None:
    """The charity that an event supports: its own, else the edition's."""
    shared = None if event.own_cause == "yes" else facts.edition[event.edition].charity
    return facts.charity.get(event.charity or shared or "")


def also_for(edition: Edition, facts: FestivalFacts) -> tuple[tuple[Charity, str | None], ...]:
    """The other charities that an edition supports, each with a note on its share."""
    shares = ((facts.charity.get(share.charity), share.note) for share in edition.also_for)
    return tuple((charity, note) for charity, note in shares if charity)


def _shares_charity(event: Event) -> bool:
    """Whether the edition's note on its charity applies to an event, too."""
    return event.charity is None and event.own_cause != "yes"


def _format(event: Event, city: City) -> str:
    """in_person, online or hybrid; all that has no place is online."""
    return "online" if city.online == "yes" else event.format


def _spot(event: Event, city: City) -> Spot | None:
    if _format(event, city) == "online":
        return None
    if event.venue and event.venue.coordinates:
        return Spot(event.venue.coordinates, PointOf.VENUE)
    return Spot(city.coordinates, PointOf.CITY) if city.coordinates else None


def _place(event: Event, city: City) -> tuple[str | None, ...]:
    """The parts of the line that says where it is, from the venue to the city. The output adds the
    country's name, which depends on the language."""
    venue = event.venue
    return (venue.name if venue else None, venue.address if venue else None, event.place, city.name)


def _hashtags(event: Event, facts: FestivalFacts) -> tuple[str, ...]:
    """Its own hashtags or its city's, then the edition's, then the festival's, without repetition."""
    edition, city = facts.edition[event.edition], facts.city[event.city]
    return each_once([*(event.hashtags or city.hashtags), *edition.hashtags, *facts.festival.hashtags])


def each_once(tags: Sequence[str]) -> tuple[str, ...]:
    """Hashtags without repetition, ignoring case; each is written as it appears first."""
    first = {tag.casefold(): tag for tag in reversed(tags)}
    return tuple(dict.fromkeys(first[tag.casefold()] for tag in tags))


def _notice(notice: Notice | None, zone_name: str, now: dt.datetime) -> str | None:
    """The text of a notice while it is to be shown."""
    if notice is None or (notice.since and now < deadline_begin(notice.since, zone_name)):
        return None
    return None if notice.until and now >= deadline_end(notice.until, zone_name) else notice.text


def _open_collection(event: Event, zone_name: str, phase: Phase, now: dt.datetime) -> Donate | None:
    """The collection until it closes, or, if no time is given, until the event is over. A cancelled event
    still collects for the charity."""
    until = event.donate.until if event.donate else None
    closed = now >= deadline_end(until, zone_name) if until else phase is Phase.OVER
    return None if closed else event.donate


def revision_without_history(event: Event, edition: Edition) -> Revision:
    """The revision of an event without a known git history, from the content alone.

    If the history becomes available later, its sequence is not lower, and its time is hardly ever earlier
    than this one: the day that the file gives (``updated``, else that of its results), else the edition's
    announcement, else the beginning of the year before the event's.
    """
    known = event.updated or (event.results.as_of if event.results else None) or edition.announced
    day = days_of(event, edition).first or edition.date
    last = known or dt.date(day.year - 1 if day else 1970, 1, 1)
    sequence = first_sequence(event.status, event.hidden)
    return Revision(sequence, dt.datetime.combine(last, dt.time(), dt.UTC))


def first_sequence(status: str, hidden: str) -> int:
    """The sequence of an event without an earlier version: calendars that have it already must be updated if
    it does not take place, and if it was withdrawn."""
    return FIRST_SEQUENCE.get(status, 0) + (hidden == "yes")
