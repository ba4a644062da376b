"""Checks of coordinates, country codes and time zones against the gazetteer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

from samenight.content.model.fields import Coordinates
from samenight.content.model.file_facts import City, Event
from samenight.content.places import gazetteer
from samenight.content.places.gazetteer import Place, kilometres
from samenight.content.problems.kinds import places as kinds
from samenight.content.problems.problem import Finding, Location, quoted
from samenight.content.reading.file_checks.texts import Oddities
from samenight.content.values.times import current_zone_name, point_of_zone, zone, zones_of_country

# Kilometres from the centre of a known place within which coordinates are accepted, and beyond which
# they are an error.
NEAR, FAR = 60, 300
# Kilometres from every known town of a country beyond which a point is not in it: towns under 15,000
# people are not in the gazetteer, and some countries are wide.
ABROAD = 600
# Territories with codes of their own in ISO 3166, whose people may think of the country's first.
_TERRITORIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "AU": ("CC", "CX", "NF"), "DK": ("FO", "GL"), "FI": ("AX",), "NO": ("SJ",), "NZ": ("CK", "NU", "TK"),
        "FR": ("BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "WF", "YT"),
        "GB": ("AI", "BM", "FK", "GG", "GI", "IM", "JE", "KY", "MS", "SH", "TC", "VG"),
        "NL": ("AW", "BQ", "CW", "SX"), "US": ("AS", "GU", "MP", "PR", "VI"),
    }
)  # fmt: skip
_SEASONS = (dt.datetime(2024, 1, 1, 12, tzinfo=dt.UTC), dt.datetime(2024, 7, 1, 12, tzinfo=dt.UTC))


def at_zero(point: Coordinates) -> bool:
    """Whether a point is at 0, 0, where there is no city."""
    return not any(point)


def known(city: City) -> tuple[Place, ...]:
    """The places in the city's country with its name or else another of its names; largest first."""
    found = gazetteer.named(city.name, city.country)
    return found or tuple(p for name in city.also_known_as for p in gazetteer.named(name, city.country))


def coordinates(city: City) -> Oddities:
    """A city's coordinates in the sea, somewhere else, or in another country."""
    point = city.coordinates
    if point is None or _territory(city):  # checked once the country is corrected
        return
    at: Location = ("coordinates",)
    if at_zero(point):
        yield at, kinds.NULL_ISLAND(shown(point))
    elif candidates := known(city):
        finding = misplaced(point, [place.point for place in candidates], city.name)
        if finding:
            yield at, finding
    elif finding := _abroad(point, city):
        yield at, finding


def misplaced(point: Coordinates, centres: Iterable[Coordinates], name: str) -> Finding | None:
    """Why ``point`` cannot be in a city, or probably is not; ``None`` if it may be.

    ``centres`` are the known places of that name.
    """
    centre = min(centres, key=lambda one: kilometres(point, one))
    distance = kilometres(point, centre)
    if distance <= NEAR:
        return None
    for turned in _turned(point):
        if kilometres(turned, centre) <= NEAR:
            return kinds.TURNED(shown(point), quoted(shown(turned)), city=name)
    meant = quoted(shown(centre))
    if distance <= FAR:
        return kinds.OFF(shown(point), meant, city=name, kilometres=round(distance))
    return kinds.FAR(shown(point), meant, city=name, kilometres=round(distance), near=_name_near(point))


def _abroad(point: Coordinates, city: City) -> Finding | None:
    near = gazetteer.is_within(point, city.country, ABROAD) or _on_an_island(point, city)
    found = None if near else gazetteer.nearest_place(point, city.country)
    if found is None:
        return None
    for turned in _turned(point):
        other = gazetteer.nearest_place(turned, city.country)
        if other and other[1] <= NEAR:
            return kinds.TURNED(shown(point), quoted(shown(turned)), city=city.name)
    return kinds.ABROAD(shown(point), kilometres=round(found[1]), near=_name_near(point))


def _on_an_island(point: Coordinates, city: City) -> bool:
    """Whether a point far from any known town is near the place of its city's time zone."""
    there = point_of_zone(city.timezone, city.country)
    return there is not None and kilometres(point, Coordinates(*there)) <= ABROAD


def _territory(city: City) -> str | None:
    """The territory whose code should replace that of its country; ``None`` if there is none."""
    return next(
        (code for code in _TERRITORIES.get(city.country, ()) if city.timezone in zones_of_country(code)), None
    )


def territory_code(city: City) -> Oddities:
    """A country's code where ISO 3166 has a separate one for the territory."""
    territory = _territory(city)
    if territory:
        yield ("country",), kinds.TERRITORY(city.country, quoted(territory))


def _turned(point: Coordinates) -> Iterator[Coordinates]:
    """The point with its numbers swapped, and with one or both signs changed."""
    latitude, longitude = point
    if abs(longitude) <= 90:
        yield Coordinates(longitude, latitude)
    yield Coordinates(latitude, -longitude)
    yield Coordinates(-latitude, longitude)
    yield Coordinates(-latitude, -longitude)


def _name_near(point: Coordinates) -> str:
    found = gazetteer.nearest_place(point)
    return f"{found[0].name} ({found[0].country})" if found else "?"


def shown(point: Coordinates) -> str:
    """A point as it is written in a header."""
    return ", ".join(_degrees(number) for number in point)


def _degrees(number: Decimal) -> str:
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"


def venue(event: Event) -> Oddities:
    """A venue at 0, 0. Whether it is in its city needs two files and is checked elsewhere."""
    if event.venue and event.venue.coordinates and at_zero(event.venue.coordinates):
        yield ("venue", "coordinates"), kinds.NULL_ISLAND("0, 0")


def time_zone(city: City) -> Oddities:
    """A time zone of another country, or of another part of it."""
    zones = zones_of_country(city.country)
    if _territory(city):
        return
    places = known(city)
    meant = {place.timezone for place in places}
    replacement = quoted(places[0].timezone) if len(meant) == 1 else _only(zones)
    at: Location = ("timezone",)
    if zones and current_zone_name(city.timezone) not in map(current_zone_name, zones):
        alike = any(_same_clock(city.timezone, one) for one in (meant or zones))
        kind = kinds.ZONE_OTHER_NAME if alike else kinds.ZONE_WRONG
        yield at, kind(city.timezone, replacement)
    elif places and not any(_same_clock(city.timezone, one) for one in meant):
        yield at, kinds.ZONE_ELSEWHERE(city.timezone, replacement, city=city.name)


def _only(zones: tuple[str, ...]) -> str | None:
    return quoted(zones[0]) if len(zones) == 1 else None


def _same_clock(one: str, other: str) -> bool:
    """Whether two zones show the same time in summer and in winter."""
    return one == other or all(
        moment.astimezone(zone(one)).utcoffset() == moment.astimezone(zone(other)).utcoffset()
        for moment in _SEASONS
    )
