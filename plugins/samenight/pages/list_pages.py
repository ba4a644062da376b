"""The pages that list: home, countries, editions, charities."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from samenight.content.library.event_cards import EventCard, cards_of
from samenight.content.library.festival_facts import cities_in_groups, online_cities
from samenight.content.library.ledger import Total, total_of
from samenight.content.library.library import Library
from samenight.content.model.amounts import Figure, HandedOver
from samenight.content.model.file_facts import Charity, City, Edition, Event

# Above this many cities, the front page lists countries only; their pages list the cities.
CITIES_ON_HOME = 600
# Above this many events, the front page shows no cards; the page of the edition does.
CARDS_ON_HOME = 60

CountryNames = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class EditionSummary:
    """One edition in the list of all; ``reported`` is the sum that a source gives for all its cities."""

    slug: str
    name: str
    date: dt.date | None
    end_date: dt.date | None
    events: int
    charity_name: str | None
    reported: Figure | None


@dataclass(frozen=True)
class HomePage:
    """The front page."""

    body: str
    city_count: int
    country_count: int
    event_count: int
    edition: Edition | None
    charity: Charity | None
    over: bool
    current: Total
    cards: tuple[EventCard, ...]
    editions: tuple[EditionSummary, ...]
    countries: tuple[tuple[str, CountryNames], ...]


@dataclass(frozen=True)
class CountryPage:
    """The cities and events of one country."""

    code: str
    cities: CountryNames
    editions: tuple[tuple[str, tuple[EventCard, ...]], ...]
    total: Total
    dated: bool


@dataclass(frozen=True)
class EditionPage:
    """One edition: its cities by country, its charity, its total."""

    edition: Edition
    charity: Charity | None
    also_for: tuple[tuple[Charity, str | None], ...]
    cards: tuple[EventCard, ...]
    countries: tuple[tuple[str, tuple[EventCard, ...]], ...]
    total: Total
    dated: bool


@dataclass(frozen=True)
class CharityPage:
    """One charity: the events for it, what they raised, and what it received."""

    charity: Charity
    editions: tuple[tuple[str, tuple[EventCard, ...]], ...]
    total: Total
    handed_over: tuple[HandedOver, ...]


def home_page(library: Library) -> HomePage:
    """The facts of the front page."""
    edition = library.current_edition
    events = library.events_of_edition.get(edition.slug, ()) if edition else ()
    return HomePage(
        body=library.festival.body,
        city_count=len(library.cities) - len(online_cities(library.cities)),
        country_count=len(library.cities_of_country),
        event_count=sum(library.state_of(event).took_place for event in library.events),
        edition=edition,
        charity=library.charity.get(edition.charity or "") if edition else None,
        over=edition is not None and library.is_past(edition),
        current=_total(library, events),
        cards=cards_of(events, library) if len(events) <= CARDS_ON_HOME else (),
        editions=tuple(_edition_summary(library, one) for one in library.editions[::-1]),
        countries=_countries(library),
    )


def country_page(library: Library, code: str) -> CountryPage:
    """The facts of one country's page."""
    events = library.events_of_country.get(code, ())
    names = _names(library.cities_of_country[code])
    dated = any(library.calendar_day_of(event) for event in events)
    return CountryPage(code, names, _by_edition(library, events), _total(library, events), dated)


def edition_page(library: Library, edition: Edition) -> EditionPage:
    """The facts of one edition's page."""
    events = library.events_of_edition.get(edition.slug, ())
    cards = cards_of(events, library)
    codes = sorted({card.country for card in cards})
    return EditionPage(
        edition=edition,
        charity=library.charity.get(edition.charity or ""),
        also_for=tuple((library.charity[share.charity], share.note) for share in edition.also_for),
        cards=cards,
        countries=tuple(_of_countries(cards, codes)),
        total=_total(library, events),
        dated=any(card.day for card in cards),
    )


def charity_page(library: Library, charity: Charity) -> CharityPage:
    """The facts of one charity's page."""
    events = library.events_of_charity.get(charity.slug, ())
    handed = tuple(e.results.handed_over for e in events if e.results and e.results.handed_over)
    return CharityPage(charity, _by_edition(library, events), _total(library, events), handed)


def _total(library: Library, events: Iterable[Event]) -> Total:
    entries = (entry for event in events for entry in library.entries_of(event))
    return total_of(entries, library.festival.base_currency)


def _by_edition(library: Library, events: Iterable[Event]) -> tuple[tuple[str, tuple[EventCard, ...]], ...]:
    """Cards of events, grouped by the names of their editions, newest edition first."""
    groups: dict[str, list[Event]] = {edition.slug: [] for edition in library.editions[::-1]}
    for event in events:
        groups[event.edition].append(event)
    return tuple(
        (library.edition[slug].name, cards_of(group, library)) for slug, group in groups.items() if group
    )


def _of_countries(
    cards: tuple[EventCard, ...], codes: list[str]
) -> Iterable[tuple[str, tuple[EventCard, ...]]]:
    groups: dict[str, list[EventCard]] = {code: [] for code in codes}
    for card in cards:
        groups[card.country].append(card)
    return ((code, tuple(group)) for code, group in groups.items())


def _edition_summary(library: Library, edition: Edition) -> EditionSummary:
    charity = library.charity.get(edition.charity or "")
    return EditionSummary(
        slug=edition.slug,
        name=edition.name,
        date=edition.date,
        end_date=edition.end_date,
        events=len(library.events_of_edition.get(edition.slug, ())),
        charity_name=charity.name if charity else None,
        reported=_reported_sum(edition),
    )


def _reported_sum(edition: Edition) -> Figure | None:
    """The first sum that a source gives for the whole edition."""
    return next((fact for fact in edition.facts if fact.what == "raised" and fact.amount), None)


def _countries(library: Library) -> tuple[tuple[str, CountryNames], ...]:
    with_cities = len(library.cities) <= CITIES_ON_HOME
    groups = cities_in_groups(library).items()
    return tuple((code, _names(cities) if with_cities else ()) for code, cities in groups)


def _names(cities: Iterable[City]) -> CountryNames:
    """Slug and name of each city; the name includes the region if two cities of a country share it."""
    listed = list(cities)
    times = Counter(city.name.casefold() for city in listed)
    regions = (city.region if times[city.name.casefold()] > 1 else None for city in listed)
    return tuple(
        (city.slug, ", ".join(filter(None, [city.name, region])))
        for city, region in zip(listed, regions, strict=True)
    )
