"""All facts of a festival together, frozen, with the look-ups that pages ask for."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

from samenight.content.library.event_state import EventState, Phase
from samenight.content.library.event_times import days_of
from samenight.content.library.facts import FestivalFacts, grouped
from samenight.content.library.ledger import LedgerEntry, Rates, first_day, ledger_of
from samenight.content.library.resolved_event import (
    Key,
    Moment,
    ResolvedEvent,
    ResolvedPost,
    charity_of,
    languages_of,
    resolved,
    resolved_post,
    without_words,
)
from samenight.content.model.file_facts import Edition, Event


@dataclass(frozen=True)
class Library(FestivalFacts):
    """The festival's facts as they are at a moment, which :meth:`at` sets. Without one, nothing is known
    that depends on the clock, on languages or on a history.
    """

    moment: Moment | None = None

    def at(self, moment: Moment) -> Library:
        """The same facts, seen at a moment."""
        return replace(self, moment=moment)

    @property
    def now(self) -> dt.datetime:
        """The instant (UTC) at which it is seen. Raises :class:`LookupError` where none was set."""
        return self._moment.now

    @property
    def languages(self) -> AbstractSet[str]:
        """The languages (BCP 47) in which there are words for pages and artwork."""
        return self._moment.languages

    @property
    def _moment(self) -> Moment:
        if self.moment is None:
            raise LookupError("A library knows no moment until Library.at sets it.")
        return self.moment

    @cached_property
    def resolved(self) -> Mapping[Key, ResolvedEvent]:
        """Every event with all that it inherits, by the slugs of its city and edition."""
        moment = self._moment
        return MappingProxyType({(e.city, e.edition): resolved(e, self, moment) for e in self.events})

    @cached_property
    def events_of_charity(self) -> Mapping[str, tuple[Event, ...]]:
        """Events by the slug of the charity that they support."""
        return grouped(self.events, lambda event: [one.slug] if (one := charity_of(event, self)) else [])

    @cached_property
    def published_posts(self) -> tuple[ResolvedPost, ...]:
        """The posts whose day has come in their city, newest first."""
        known = (resolved_post(post, self) for post in self.posts)
        return tuple(post for post in known if post.published <= self.now)

    @cached_property
    def posts_of_city(self) -> Mapping[str, tuple[ResolvedPost, ...]]:
        """Published posts by the city's slug, newest first."""
        return grouped(self.published_posts, lambda one: [one.post.city])

    @cached_property
    def unspoken(self) -> Mapping[str, int]:
        """How many cities have a language without words as their first, by that language."""
        every = (languages_of(city.languages, self.festival.languages) for city in self.cities)
        missing = (without_words(languages, self.languages) for languages in every)
        return MappingProxyType(Counter(filter(None, missing)))

    @cached_property
    def entries(self) -> Mapping[tuple[str, str], tuple[LedgerEntry, ...]]:
        """What each event raised, by the slugs of its city and edition."""
        rates = Rates(self.festival.base_currency, self.rates)
        days = {(event.city, event.edition): self._day_of_exchange(event) for event in self.events}
        countries = {city.slug: city.country for city in self.cities}
        return MappingProxyType(ledger_of(self.events, rates, days, countries))

    def entries_of(self, event: Event) -> tuple[LedgerEntry, ...]:
        """What one of its events raised, one entry a currency; empty where nothing is known."""
        return self.entries[event.city, event.edition]

    def _day_of_exchange(self, event: Event) -> dt.date | None:
        """The day whose exchange rates hold for an event: an undated one takes its edition's."""
        return self.day_of(event) or first_day(self.edition[event.edition])

    def resolve(self, event: Event) -> ResolvedEvent:
        """One of its events with all that it inherits."""
        return self.resolved[event.city, event.edition]

    def state_of(self, event: Event) -> EventState:
        """The state of one of its events."""
        return self.resolve(event).state

    def day_of(self, event: Event) -> dt.date | None:
        """The day on which an event begins, its own or the night of its edition."""
        return days_of(event, self.edition[event.edition]).first

    def calendar_day_of(self, event: Event) -> dt.date | None:
        """The day on which calendars have an event: its own, or the one it is postponed from."""
        return days_of(event, self.edition[event.edition]).on_calendars

    @cached_property
    def current_events(self) -> Mapping[str, ResolvedEvent]:
        """The event that the address of each city shows, by the city's slug."""
        return MappingProxyType({slug: self._current(events) for slug, events in self.events_of_city.items()})

    def current_event(self, city_slug: str) -> ResolvedEvent | None:
        """The city's coming event, else its latest."""
        return self.current_events.get(city_slug)

    def _current(self, events: tuple[Event, ...]) -> ResolvedEvent:
        """The next that takes place. Else, of those that are not over, one that may yet: a newer event
        that is over hides one that was put off and never took place."""
        known = [self.resolve(event) for event in events]
        coming = [one for one in known if one.state.is_coming]
        if coming:
            return coming[0]
        latest = max((n for n, one in enumerate(known) if one.state.phase is Phase.OVER), default=0)
        left = known[latest:]
        waiting = [
            one for one in left if one.state.phase is not Phase.OVER and one.event.status != "cancelled"
        ]
        off = [one for one in left if one.state.phase is not Phase.OVER]
        return next(iter(waiting or off or known[::-1]))

    def is_past(self, edition: Edition) -> bool:
        """Whether an edition is over, with all its events that have a day, those that were moved, too."""
        events = map(self.resolve, self.events_of_edition.get(edition.slug, ()))
        return is_over(edition, self.now) and not any(one.day and one.state.is_coming for one in events)

    @cached_property
    def current_edition(self) -> Edition | None:
        """The coming edition, else the latest."""
        coming = [edition for edition in self.editions if not self.is_past(edition)]
        return next(iter(coming or self.editions[::-1]), None)


def ends_everywhere(edition: Edition) -> dt.datetime | None:
    """The instant (UTC) at which an edition's last night has ended everywhere: at six in the morning after
    it, in the last time zone of the earth (12 hours behind UTC). ``None`` where its day is not known."""
    last = edition.end_date or edition.date
    return dt.datetime.combine(last + dt.timedelta(days=1), dt.time(18), tzinfo=dt.UTC) if last else None


def is_over(edition: Edition, now: dt.datetime) -> bool:
    """Whether an edition's last night has ended everywhere."""
    ends = ends_everywhere(edition)
    return ends is not None and now >= ends
