"""What is wrong in the whole though each field is right. Each rule is one function."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from samenight.checks import kinds
from samenight.festival.fields import Coordinates
from samenight.festival.ledger import lines_by_currency, net
from samenight.festival.library import Library
from samenight.festival.model import City, Event
from samenight.festival.moments import zones_of_country
from samenight.festival.origin import Origin, origin_key
from samenight.festival.problem import Problem, quoted

Origins = Mapping[str, Origin]
# What templates put where a venue belongs.
PLACEHOLDER = r"your ?(location|venue|city)|venue( name)?|location|example|t\.?b\.?[acd]\.?|x+|\?+"
# How far from an edition's one night a city may be without a question.
LEEWAY = dt.timedelta(days=31)


def problems(library: Library, origins: Origins, now: dt.datetime) -> Iterator[Problem]:  # noqa: ARG001
    """Everything that the rules find, in the order of the rules."""
    for event in library.events:
        for rule in EVENT_RULES:
            yield from rule(event, library, origins[origin_key(event)])
    yield from same_city_twice(library, origins)
    yield from same_place_twice(library, origins)
    for city in library.cities:
        yield from zone_elsewhere(city, origins[origin_key(city)])


def outside_edition(event: Event, library: Library, origin: Origin) -> Iterator[Problem]:
    """An event on a day that is not its edition's: most often a slip of the year."""
    edition = library.edition[event.edition]
    if not (event.date and edition.date) or event.status == "postponed":
        return
    leeway = dt.timedelta(0) if edition.end_date else LEEWAY
    last = edition.end_date or edition.date
    if not edition.date - leeway <= event.date <= last + leeway:
        when = f"{edition.date} to {last}" if edition.end_date else f"{edition.date}"
        yield origin.problem(("date",), kinds.OUTSIDE(event.date, edition=edition.name, window=when))


def parts_exceed_total(event: Event, _library: Library, origin: Origin) -> Iterator[Problem]:
    """Lines of a result that make more than its total."""
    results = event.results
    if results is None or results.total is None:
        return
    parts = sum(map(net, lines_by_currency(results).get(results.total.currency, [])), Decimal(0))
    if parts > results.total.amount:
        yield origin.problem(("results", "total", "amount"), kinds.PARTS(f"{parts} {results.total.currency}"))


def charity_twice(event: Event, library: Library, origin: Origin) -> Iterator[Problem]:
    """A charity of its own in an edition in which one charity serves all cities."""
    edition = library.edition[event.edition]
    if event.charity and edition.charity and event.charity != edition.charity:
        yield origin.problem(
            ("charity",), kinds.CHARITY_TWICE(event.charity, edition=edition.name, charity=edition.charity)
        )


def results_of_nothing(event: Event, _library: Library, origin: Origin) -> Iterator[Problem]:
    """A sum raised by an evening that did not take place."""
    if event.status == "cancelled" and event.results and (event.results.lines or event.results.total):
        yield origin.problem(("results",), kinds.RESULTS_CANCELLED())


def left_from_a_template(event: Event, _library: Library, origin: Origin) -> Iterator[Problem]:
    """A venue that is still what a template or another organiser's copy says."""
    name = event.venue.name if event.venue else None
    if name and re.fullmatch(PLACEHOLDER, name, re.IGNORECASE):
        yield origin.problem(("venue", "name"), kinds.PLACEHOLDER(name))


def logo_unpublished(event: Event, _library: Library, origin: Origin) -> Iterator[Problem]:
    """Logos are kept in the facts, but not published yet."""
    for number, sponsor in enumerate(event.sponsors):
        if sponsor.logo:
            yield origin.problem(("sponsors", number, "logo"), kinds.LOGO(sponsor.logo))


EVENT_RULES: tuple[Callable[[Event, Library, Origin], Iterator[Problem]], ...] = (
    outside_edition,
    parts_exceed_total,
    charity_twice,
    results_of_nothing,
    left_from_a_template,
    logo_unpublished,
)


def same_city_twice(library: Library, origins: Origins) -> Iterator[Problem]:
    """Two folders for one city: its evenings would be torn apart."""
    seen: dict[tuple[str, str, str | None], str] = {}
    for city in library.cities:
        name = (city.name.casefold(), city.country, city.region)
        if name in seen:
            finding = kinds.CITY_TWICE(city.name, folder=seen[name])
            yield origins[origin_key(city)].problem(("name",), finding)
        seen.setdefault(name, city.slug)


def same_place_twice(library: Library, origins: Origins) -> Iterator[Problem]:
    """Two cities at one point: most often coordinates that came with a copied file."""
    seen: dict[Coordinates, str] = {}
    for city in library.cities:
        if city.coordinates in seen:
            finding = kinds.PLACE_TWICE(seen[city.coordinates])
            yield origins[origin_key(city)].problem(("coordinates",), finding)
        elif city.coordinates:
            seen[city.coordinates] = city.name


def zone_elsewhere(city: City, origin: Origin) -> Iterator[Problem]:
    """A time zone of another country: every time in the calendars would be wrong."""
    zones = zones_of_country(city.country)
    if zones and city.timezone not in zones:
        meant = quoted(zones[0]) if len(zones) == 1 else None
        yield origin.problem(("timezone",), kinds.ZONE_ELSEWHERE(city.timezone, meant))
