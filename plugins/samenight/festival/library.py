"""All facts of a festival together, frozen, with the look-ups that pages ask for."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from samenight.festival.amounts import Rate
from samenight.festival.ledger import Entry, ledger_of
from samenight.festival.model import Charity, City, Edition, Event, Festival
from samenight.festival.moments import Phase, phase, today_in
from samenight.festival.writing import Page, Post

T = TypeVar("T")


@dataclass(frozen=True)
class Library:
    """The festival's facts. Tuples are sorted, so that the order of files does not matter."""

    festival: Festival
    editions: tuple[Edition, ...] = ()
    charities: tuple[Charity, ...] = ()
    cities: tuple[City, ...] = ()
    events: tuple[Event, ...] = ()
    posts: tuple[Post, ...] = ()
    pages: tuple[Page, ...] = ()
    rates: tuple[Rate, ...] = ()

    @cached_property
    def edition(self) -> Mapping[str, Edition]:
        """Editions by slug."""
        return MappingProxyType({edition.slug: edition for edition in self.editions})

    @cached_property
    def charity(self) -> Mapping[str, Charity]:
        """Charities by slug."""
        return MappingProxyType({charity.slug: charity for charity in self.charities})

    @cached_property
    def city(self) -> Mapping[str, City]:
        """Cities by slug."""
        return MappingProxyType({city.slug: city for city in self.cities})

    @cached_property
    def events_of_city(self) -> Mapping[str, tuple[Event, ...]]:
        """Events by the city's slug, oldest first."""
        return _grouped(self.events, lambda event: [event.city])

    @cached_property
    def events_of_edition(self) -> Mapping[str, tuple[Event, ...]]:
        """Events by the edition's slug."""
        return _grouped(self.events, lambda event: [event.edition])

    @cached_property
    def events_of_country(self) -> Mapping[str, tuple[Event, ...]]:
        """Events by the ISO code of the country."""
        return _grouped(self.events, lambda event: [self.city[event.city].country])

    @cached_property
    def events_of_charity(self) -> Mapping[str, tuple[Event, ...]]:
        """Events by the slug of the charity that they support."""
        return _grouped(self.events, lambda event: filter(None, [self._charity_slug(event)]))

    @cached_property
    def cities_of_country(self) -> Mapping[str, tuple[City, ...]]:
        """Cities by ISO code of the country, countries in the order of their codes."""
        return _grouped(sorted(self.cities, key=lambda city: city.country), lambda city: [city.country])

    @cached_property
    def posts_of_city(self) -> Mapping[str, tuple[Post, ...]]:
        """Posts by the city's slug, newest first."""
        return _grouped(self.posts, lambda post: [post.city])

    @cached_property
    def extent_of(self) -> Mapping[str, tuple[int, int]]:
        """How many cities and how many countries take part, by the edition's slug; without those that
        called it off."""
        found: dict[str, tuple[int, int]] = {}
        for edition, events in self.events_of_edition.items():
            cities = {event.city for event in events if event.status != "cancelled"}
            found[edition] = len(cities), len({self.city[slug].country for slug in cities})
        return MappingProxyType(found)

    @cached_property
    def entries(self) -> Mapping[tuple[str, str], tuple[Entry, ...]]:
        """What each event raised, by the slugs of its city and edition."""
        return MappingProxyType(dict(ledger_of(self)))

    def charity_of(self, event: Event) -> Charity | None:
        """The charity an event supports: its own, else the edition's."""
        return self.charity.get(self._charity_slug(event) or "")

    def _charity_slug(self, event: Event) -> str | None:
        shared = None if event.own_cause == "yes" else self.edition[event.edition].charity
        return event.charity or shared

    def day_of(self, event: Event) -> dt.date | None:
        """The event's day; where it is not known, that of an edition of one single night.

        A postponed event without a date of its own has none.
        """
        edition = self.edition[event.edition]
        if event.status == "postponed":
            return event.date
        return event.date or (edition.date if edition.end_date is None else None)

    def calendar_day_of(self, event: Event) -> dt.date | None:
        """The day on which calendars have the event: its own, or the one it is postponed from.

        An entry that vanished would be taken out of its subscribers' calendars without a word, so
        a postponed event stays where it was until it has a new day.
        """
        edition = self.edition[event.edition]
        night = edition.date if edition.end_date is None else None
        return self.day_of(event) or event.postponed_from or night

    def phase_of(self, event: Event, now: dt.datetime) -> Phase:
        """Before, tonight or after, as seen in the event's own city at the instant ``now``."""
        edition = self.edition[event.edition]
        zone_name = self.city[event.city].timezone
        day = self.day_of(event)
        if day is None and edition.end_date and today_in(zone_name, now) > edition.end_date:
            return Phase.AFTER
        same_day = event.start and event.end and event.end > event.start
        return phase(day, event.end_date or day, None if same_day else event.end, zone_name, now)

    def took_place(self, event: Event, now: dt.datetime) -> bool:
        """Whether an evening was held, or is still to come: not called off, nor left a plan."""
        planned = event.status == "planned" and self.phase_of(event, now) is not Phase.AFTER
        return planned or event.status in {"confirmed", "held"}

    def current_event(self, city_slug: str, now: dt.datetime) -> Event | None:
        """The city's coming event, else its latest."""
        events = self.events_of_city.get(city_slug, ())
        coming = [event for event in events if self.phase_of(event, now) is not Phase.AFTER]
        standing = [event for event in coming if event.status != "cancelled"]
        return next(iter(standing or coming or events[::-1]), None)

    def current_edition(self, now: dt.datetime) -> Edition | None:
        """The coming edition, else the latest."""
        coming = [edition for edition in self.editions if not is_over(edition, now)]
        return next(iter(coming or self.editions[::-1]), None)


def is_over(edition: Edition, now: dt.datetime) -> bool:
    """Whether an edition's last evening has ended everywhere: at six in the morning after it, in
    the last time zone of the earth (12 hours behind UTC)."""
    last = edition.end_date or edition.date
    if last is None:
        return False
    return now >= dt.datetime.combine(last + dt.timedelta(days=1), dt.time(18), tzinfo=dt.UTC)


def _grouped(things: Iterable[T], keys: Callable[[T], Iterable[str]]) -> Mapping[str, tuple[T, ...]]:
    groups: dict[str, list[T]] = defaultdict(list)
    for thing in things:
        for key in keys(thing):
            groups[key].append(thing)
    return MappingProxyType({key: tuple(group) for key, group in groups.items()})
