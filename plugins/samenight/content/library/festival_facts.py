"""What the files of a festival state, with the look-ups that need nothing else: events of a city, cities of a
country, how many take part. No moment, no language, no history."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from types import MappingProxyType
from typing import TypeVar

from samenight.content.library.ledger import Rates
from samenight.content.model.amounts import Rate
from samenight.content.model.festival import Festival
from samenight.content.model.file_facts import Charity, City, Edition, Event, RootFile
from samenight.content.model.posts_and_pages import Page, Post

T = TypeVar("T")


@dataclass(frozen=True)
class Whole:
    """What is true of the whole festival and also shown by single cities: how many cities have events, how
    many cities and countries take part in each edition, by its slug, and the exchange rates."""

    cities_with_events: int
    extent_of: Mapping[str, tuple[int, int]]
    exchange: Rates


@dataclass(frozen=True)
class FestivalFacts:
    """The festival's facts. Tuples are sorted, so that the order of files does not matter.

    Hidden posts are left out, and hidden events are moved from ``events`` to ``hidden_events``, whoever makes
    the library: ``events`` and all look-ups are without them, so that nothing shows them by accident.

    ``whole`` is given if these are the facts of one city only, with those that all cities share.
    """

    festival: Festival
    editions: tuple[Edition, ...] = ()
    charities: tuple[Charity, ...] = ()
    cities: tuple[City, ...] = ()
    events: tuple[Event, ...] = ()
    posts: tuple[Post, ...] = ()
    pages: tuple[Page, ...] = ()
    rates: tuple[Rate, ...] = ()
    root_files: tuple[RootFile, ...] = ()
    hidden_events: tuple[Event, ...] = ()
    whole: Whole | None = None

    def __post_init__(self) -> None:
        gone = tuple(event for event in self.events if event.hidden == "yes")
        put = object.__setattr__
        put(self, "events", tuple(event for event in self.events if event.hidden != "yes"))
        put(self, "posts", tuple(post for post in self.posts if post.hidden != "yes"))
        put(self, "hidden_events", (*self.hidden_events, *gone))

    @property
    def security_lapses(self) -> dt.datetime | None:
        """The instant (UTC) at which the security contact lapses, the end of its last day; ``None`` if there
        is none, or no such day."""
        last = self.festival.security_expires
        if self.festival.security_contact is None or last is None:
            return None
        return dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), tzinfo=dt.UTC)

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
        return grouped(self.events, lambda event: [event.city])

    @cached_property
    def events_of_edition(self) -> Mapping[str, tuple[Event, ...]]:
        """Events by the edition's slug."""
        return grouped(self.events, lambda event: [event.edition])

    @cached_property
    def events_of_country(self) -> Mapping[str, tuple[Event, ...]]:
        """Events by the ISO code of the country."""
        return grouped(self.events, lambda event: filter(None, [self.city[event.city].country]))

    @cached_property
    def emptied_cities(self) -> frozenset[str]:
        """The slugs of the cities that have hidden events and no others."""
        return frozenset({event.city for event in self.hidden_events} - self.events_of_city.keys())

    @cached_property
    def cities_of_country(self) -> Mapping[str, tuple[City, ...]]:
        """Cities by ISO code of the country, countries in the order of their codes."""
        return grouped(
            sorted(self.cities, key=attrgetter("country")), lambda city: filter(None, [city.country])
        )

    @cached_property
    def of_all(self) -> Whole:
        """What is true of the whole festival; a cancelled event takes no part."""
        if self.whole:
            return self.whole
        extents: dict[str, tuple[int, int]] = {}
        for edition, events in self.events_of_edition.items():
            cities = {event.city for event in events if event.status != "cancelled"}
            extents[edition] = len(cities), len({self.city[slug].country for slug in cities} - {""})
        rates = Rates(self.festival.base_currency, self.rates)
        return Whole(len(self.events_of_city), MappingProxyType(extents), rates)


def online_cities(cities: Iterable[City]) -> tuple[City, ...]:
    """What is no place: the cities whose events are only online."""
    return tuple(city for city in cities if city.online == "yes")


def cities_in_groups(facts: FestivalFacts) -> Mapping[str, tuple[City, ...]]:
    """Cities by the ISO code of their country, and at the end, under "", those that are no place."""
    online = online_cities(facts.cities)
    return {**facts.cities_of_country, **({"": online} if online else {})}


def grouped(things: Iterable[T], keys: Callable[[T], Iterable[str]]) -> Mapping[str, tuple[T, ...]]:
    """Things by each of their keys, in their order."""
    groups: dict[str, list[T]] = defaultdict(list)
    for thing in things:
        for key in keys(thing):
            groups[key].append(thing)
    return MappingProxyType({key: tuple(group) for key, group in groups.items()})
