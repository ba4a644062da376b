"""All facts of a festival, frozen, with the look-ups that pages need."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any

from samenight.content.library.event_state import EventState, Phase
from samenight.content.library.event_times import days_of
from samenight.content.library.festival_facts import FestivalFacts, T, grouped
from samenight.content.library.ledger import LedgerEntry, day_of_exchange, ledger_of
from samenight.content.library.resolved_city import ResolvedPost, resolved_post
from samenight.content.library.resolved_event import (
    Moment,
    ResolvedEvent,
    Revision,
    WithdrawnEvent,
    charity_of,
    languages_of,
    resolved,
    withdrawn,
    without_words,
)
from samenight.content.model.file_facts import Edition, Event, EventKey


@dataclass(frozen=True)
class Library(FestivalFacts):
    """The festival's facts at a moment, which :meth:`at` sets. Without one, everything that depends on the
    clock, on languages or on the git history raises :class:`LookupError`.

    What depends on one city only is worked out by the library of that city alone (:attr:`alone`), once.
    """

    moment: Moment | None = None

    def at(self, moment: Moment, before: Library | None = None) -> Library:
        """The same facts at a moment. All that an earlier library of the same instant has worked out for
        cities that have not changed since is used again."""
        library = replace(self, moment=moment)
        if before is not None and library.shared_facts == before.shared_facts and library.now == before.now:
            known, made = before.alone, library.alone
            library.__dict__["_alone"] = MappingProxyType(  # where cached_property keeps it
                {
                    slug: known[slug] if slug in known and known[slug].own_facts == one.own_facts else one
                    for slug, one in made.items()
                }
            )
        return library

    @property
    def now(self) -> dt.datetime:
        """The instant (UTC) of the library's moment. Raises :class:`LookupError` if none was set."""
        return self._moment.now

    @property
    def languages(self) -> AbstractSet[str]:
        """The languages (BCP 47) into which the words of pages and artwork are translated."""
        return self._moment.languages

    @property
    def _moment(self) -> Moment:
        if self.moment is None:
            raise LookupError("The library has no moment yet: set one with Library.at.")
        return self.moment

    @property
    def alone(self) -> Mapping[str, Library]:
        """The library of each city alone, by the city's slug: its own facts, and those that all share."""
        if self.whole:
            return MappingProxyType({city.slug: self for city in self.cities})
        return self._alone

    def of_city(self, slug: str) -> Library:
        """The library of a city alone. Raises :class:`KeyError` for an unknown city."""
        return self if self.whole else self._alone[slug]

    @cached_property
    def _alone(self) -> Mapping[str, Library]:
        posts = grouped(self.posts, lambda post: [post.city])
        hidden = grouped(self.hidden_events, lambda event: [event.city])
        moments = self._moments_of_cities()
        return MappingProxyType(
            {
                city.slug: replace(
                    self,
                    cities=(city,),
                    events=self.events_of_city.get(city.slug, ()),
                    posts=posts.get(city.slug, ()),
                    hidden_events=hidden.get(city.slug, ()),
                    root_files=(),
                    moment=moments.get(city.slug),
                    whole=self.of_all,
                )
                for city in self.cities
            }
        )

    def _moments_of_cities(self) -> Mapping[str, Moment]:
        """The library's moment for each city, with the revisions of its own events only."""
        if self.moment is None:
            return {}
        revisions: dict[str, dict[EventKey, Revision]] = {city.slug: {} for city in self.cities}
        now = {name: city.slug for city in self.cities for name in (*city.was, city.slug)}
        for (city, slug), revision in self.moment.revisions.items():
            if city in now:
                revisions[now[city]][city, slug] = revision
        return {slug: replace(self.moment, revisions=own) for slug, own in revisions.items()}

    @property
    def shared_facts(self) -> tuple[object, ...]:
        """Everything that all cities share, except for the instant."""
        facts = (self.festival, self.editions, self.charities, self.pages, self.rates)
        return (*facts, self.of_all.cities_with_events, self.of_all.extent_of, sorted(self.languages))

    @property
    def own_facts(self) -> tuple[object, ...]:
        """Everything that only this city has, in the library of one city."""
        revisions = [(*key, *revision) for key, revision in sorted(self._moment.revisions.items())]
        return self.cities, self.events, self.posts, self.hidden_events, revisions

    @cached_property
    def resolved(self) -> Mapping[EventKey, ResolvedEvent]:
        """Every event with everything that it inherits, by the slugs of its city and its own."""
        return MappingProxyType({e.key: self.resolve(e) for e in self.events})

    @cached_property
    def _resolved(self) -> Mapping[EventKey, ResolvedEvent]:
        """The events of a library of one city."""
        moment = self._moment
        return MappingProxyType({e.key: resolved(e, self, moment) for e in self.events})

    @cached_property
    def withdrawn(self) -> tuple[WithdrawnEvent, ...]:
        """All that is published of hidden events."""
        return tuple(withdrawn(event, self, self._moment) for event in self.hidden_events)

    @cached_property
    def events_of_charity(self) -> Mapping[str, tuple[Event, ...]]:
        """Events by the slug of the charity that they support."""
        return grouped(self.events, lambda event: [one.slug] if (one := charity_of(event, self)) else [])

    @cached_property
    def published_posts(self) -> tuple[ResolvedPost, ...]:
        """The posts whose day has begun in their city, newest first."""
        known = (resolved_post(post, self) for post in self.posts)
        return tuple(post for post in known if post.published <= self.now)

    @cached_property
    def posts_of_city(self) -> Mapping[str, tuple[ResolvedPost, ...]]:
        """Published posts by the city's slug, newest first."""
        return grouped(self.published_posts, lambda one: [one.post.city])

    @cached_property
    def languages_without_words(self) -> Mapping[str, int]:
        """How many cities have an untranslated language as their first, by that language."""
        every = (languages_of(city.languages, self.festival.languages) for city in self.cities)
        missing = (without_words(languages, self.languages) for languages in every)
        return MappingProxyType(Counter(filter(None, missing)))

    @cached_property
    def entries(self) -> Mapping[EventKey, tuple[LedgerEntry, ...]]:
        """What each event raised, by the slugs of its city and its own."""
        return MappingProxyType({e.key: self.entries_of(e) for e in self.events})

    def entries_of(self, event: Event) -> tuple[LedgerEntry, ...]:
        """What one event raised, one entry per currency; empty if nothing is known."""
        return self.of_city(event.city)._entries[event.key]

    @cached_property
    def _entries(self) -> Mapping[EventKey, tuple[LedgerEntry, ...]]:
        """What each event of a library of one city raised."""
        days = {event.key: self._day_of_exchange(event) for event in self.events}
        countries = {city.slug: city.country for city in self.cities}
        return MappingProxyType(ledger_of(self.events, self.of_all.exchange, days, countries))

    def _day_of_exchange(self, event: Event) -> dt.date | None:
        edition = self.edition[event.edition]
        return day_of_exchange(days_of(event, edition), edition)

    def once(self, name: Hashable, work: Callable[[], T]) -> T:
        """What ``work`` returns, which runs only once for each name as long as the library of a city lives:
        facts that many outputs show are then one object, made and digested once."""
        if name not in self._kept:
            self._kept[name] = work()
        found: T = self._kept[name]
        return found

    @cached_property
    def _kept(self) -> dict[Hashable, Any]:
        return {}

    def resolve(self, event: Event) -> ResolvedEvent:
        """An event of the library with everything that it inherits."""
        return self.of_city(event.city)._resolved[event.key]

    def for_organisers(self, one: ResolvedEvent) -> ResolvedEvent:
        """The same event with all that its file states, also a Wi-Fi that is not public: for checks, and for
        files that are never published."""
        event = next(event for event in self.events_of_city[one.event.city] if event.key == one.key)
        return replace(one, event=event)

    def state_of(self, event: Event) -> EventState:
        """The state of an event of the library."""
        return self.resolve(event).state

    def day_of(self, event: Event) -> dt.date | None:
        """The day on which an event begins, its own or the night of its edition."""
        return days_of(event, self.edition[event.edition]).first

    def calendar_day_of(self, event: Event) -> dt.date | None:
        """The day on which calendars have an event: its own, or the one it is postponed from."""
        return days_of(event, self.edition[event.edition]).on_calendars

    @cached_property
    def current_events(self) -> Mapping[str, ResolvedEvent]:
        """The event that the page of each city shows, by the city's slug."""
        known = {slug: self.current_event(slug) for slug in self.events_of_city}
        return MappingProxyType({slug: event for slug, event in known.items() if event})

    def current_event(self, city_slug: str) -> ResolvedEvent | None:
        """The city's coming event, else its latest."""
        events = self.events_of_city.get(city_slug)
        return self._current(events) if events else None

    def night_of(self, city_slug: str) -> tuple[ResolvedEvent, ...]:
        """The city's current event, then the others that it has in the same edition, in their order."""
        current = self.current_event(city_slug)
        if current is None:
            return ()
        events = map(self.resolve, self.events_of_city[city_slug])
        return (current, *(one for one in events if one.edition == current.edition and one is not current))

    def main_event(self, city_slug: str) -> ResolvedEvent | None:
        """The event of the city's current night whose print kit is the city's, at any hour: the one whose
        file is named after the edition, else the first."""
        night = {one.key: one for one in self.night_of(city_slug)}
        ordered = [night[event.key] for event in self.events_of_city.get(city_slug, ()) if event.key in night]
        named = (one for one in ordered if one.event.slug == one.edition.slug)
        return next(named, next(iter(ordered), None))

    def _current(self, events: tuple[Event, ...]) -> ResolvedEvent:
        """The next event that takes place; of several in one night the one whose file is named after its
        edition. If there is none: the first that is not over, preferably one
        that is not cancelled. A newer event that is over hides one that was postponed and never held."""
        known = [self.resolve(event) for event in events]
        coming = [one for one in known if one.state.is_coming]
        if coming:
            named = (one for one in coming if one.event.slug == one.edition.slug)
            return next((one for one in named if _are_together(one, coming[0])), coming[0])
        latest = max((n for n, one in enumerate(known) if one.state.phase is Phase.OVER), default=0)
        not_over = [one for one in known[latest:] if one.state.phase is not Phase.OVER]
        postponed = [one for one in not_over if one.event.status != "cancelled"]
        return next(iter(postponed or not_over or known[::-1]))

    def is_past(self, edition: Edition) -> bool:
        """Whether an edition is over, including all its dated events and those moved to a later day."""
        events = map(self.resolve, self.events_of_edition.get(edition.slug, ()))
        return is_over(edition, self.now) and not any(one.day and one.state.is_coming for one in events)

    @cached_property
    def current_edition(self) -> Edition | None:
        """The coming edition, else the latest."""
        coming = [edition for edition in self.editions if not self.is_past(edition)]
        return next(iter(coming or self.editions[::-1]), None)


def _are_together(one: ResolvedEvent, other: ResolvedEvent) -> bool:
    """Whether two events belong to one night: of one edition, and not more than a day apart."""
    if one.day is None or other.day is None or one.edition != other.edition:
        return one is other
    return abs(one.day - other.day) <= dt.timedelta(days=1)


def ends_everywhere(edition: Edition) -> dt.datetime | None:
    """The instant (UTC) at which an edition's last night has ended everywhere: at 06:00 the next morning
    in the last time zone (UTC-12). ``None`` if its day is not known."""
    last = edition.end_date or edition.date
    return dt.datetime.combine(last + dt.timedelta(days=1), dt.time(18), tzinfo=dt.UTC) if last else None


def is_over(edition: Edition, now: dt.datetime) -> bool:
    """Whether an edition's last night has ended everywhere."""
    ends = ends_everywhere(edition)
    return ends is not None and now >= ends
