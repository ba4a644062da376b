"""Checks of coordinates, country codes and time zones: outlines decide what is abroad, towns what is far."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

from samenight.content.model.fields import Coordinates
from samenight.content.model.file_facts import City, Event
from samenight.content.places import gazetteer, outlines
from samenight.content.places.gazetteer import Place, kilometres
from samenight.content.places.outlines import Namesake
from samenight.content.problems.kinds import places as kinds
from samenight.content.problems.problem import Finding, Location, quoted
from samenight.content.reading.file_checks.texts import Oddities
from samenight.content.values.times import current_zone_name, point_of_zone, zone, zones_of_country

# Kilometres from the centre of a known place within which coordinates are accepted, and beyond which
# they are an error.
NEAR, FAR = 60, 300
# How many kilometres outside of its country's outline a place may be: on a small island or a pier, or in a
# town at a border that is disputed or was drawn roughly.
LEEWAY = 60
# Kilometres within which a place may use the time zone of a town: some at a border use their neighbours'.
_ONE_CLOCK = 100
# Zones that people use all over a country, though not all of it is in them by law or by the database.
_EVERYWHERE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"CN": ("Asia/Shanghai", "Asia/Urumqi"), "UA": ("Europe/Kyiv",)}
)
# Territories with codes of their own in ISO 3166, whose people may think of the country's first.
_TERRITORIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "AU": ("CC", "CX", "NF"), "DK": ("FO", "GL"), "FI": ("AX",), "NO": ("SJ",), "NZ": ("CK", "NU", "TK"),
        "FR": ("BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "WF", "YT"),
        "GB": ("AI", "BM", "FK", "GG", "GI", "IM", "JE", "KY", "MS", "SH", "TC", "VG"),
        "NL": ("AW", "BQ", "CW", "SX"), "US": ("AS", "GU", "MP", "PR", "VI"),
    }
)  # fmt: skip
# Moments of the next years at which clocks are compared: one each month, as some are changed for Ramadan.
_MOMENTS = tuple(
    dt.datetime(year, month, 15, 12, tzinfo=dt.UTC) for year in range(2026, 2031) for month in range(1, 13)
)


def at_zero(point: Coordinates) -> bool:
    """Whether a point is at 0, 0, where there is no city."""
    return not any(point)


def known(city: City) -> tuple[Place, ...]:
    """The places in the city's country with its name or else another of its names; largest first."""
    found = gazetteer.named(city.name, city.country)
    return found or tuple(p for name in city.also_known_as for p in gazetteer.named(name, city.country))


def namesakes(places: Iterable[Place]) -> list[Namesake]:
    """The smaller places and the regions with the name of a known place."""
    return [one for place in places for one in outlines.namesakes(place.name, place.country)]


def centres(point: Coordinates, places: Iterable[Place]) -> list[Coordinates]:
    """Where ``point`` should be near to one: known places, or else what has their name if it is near that."""
    places = list(places)
    near = [place.point for place in places]
    if any(kilometres(point, one) <= NEAR for one in near):
        return near
    alike = [one.nearest_to(point) for one in namesakes(places)]
    return near + [one for one in alike if kilometres(point, one) <= NEAR]


def coordinates(city: City) -> Oddities:
    """A city's coordinates in the sea, somewhere else, or in another country."""
    point = city.coordinates
    if point is None or _territory(city):  # checked once the country is corrected
        return
    at: Location = ("coordinates",)
    if at_zero(point):
        yield at, kinds.NULL_ISLAND(shown(point))
    elif candidates := known(city):
        finding = misplaced(point, centres(point, candidates), city.name)
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
    if gazetteer.is_within(point, city.country, NEAR):
        return None
    distance = outlines.kilometres_outside(point, city.country)
    if distance is None or distance <= LEEWAY or _on_an_island(point, city):
        return None
    for turned in _turned(point):
        if outlines.kilometres_outside(turned, city.country) == 0:
            return kinds.TURNED(shown(point), quoted(shown(turned)), city=city.name)
    return kinds.ABROAD(shown(point), kilometres=round(distance), near=_name_near(point))


def _on_an_island(point: Coordinates, city: City) -> bool:
    """Whether a point is near the place of its city's time zone: some islands are too small for a map."""
    there = point_of_zone(city.timezone, city.country)
    return there is not None and kilometres(point, Coordinates(*there)) <= LEEWAY


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
    """A time zone whose clocks show another time than those of the city's country, or of its part of it."""
    zones = zones_of_country(city.country)
    if _territory(city):
        return
    places = known(city)
    meant = _zones_near(city, places)
    replacement = quoted(next(iter(meant))) if len(meant) == 1 else _only(zones)
    at: Location = ("timezone",)
    if any(_same_clock(city.timezone, one) for one in (meant or zones)):
        return
    if zones and current_zone_name(city.timezone) not in map(current_zone_name, zones):
        if not any(_same_clock(city.timezone, one) for one in zones):
            yield at, kinds.ZONE_WRONG(city.timezone, replacement)
    elif places:
        yield at, kinds.ZONE_ELSEWHERE(city.timezone, replacement, city=city.name)


def _zones_near(city: City, places: Iterable[Place]) -> dict[str, None]:
    """The zones that people may use in a city: those of the places of its name, or of what else is named like
    them, and of the towns around. The most likely is the first."""
    places = list(places)
    point = city.coordinates
    if not places:
        return {}
    near = [place for place in places if point is None or kilometres(point, place.point) <= NEAR]
    zones = {place.timezone: None for place in near or ([] if point else places)}
    if point is not None and (not near or city.timezone not in zones):
        zones |= _zones_around(point, city.country)
    if point is None and city.timezone not in zones:
        for one in namesakes(places):
            zones |= _zones_in(one, city.country)
    zones |= {zone: None for zone in _EVERYWHERE.get(city.country, ()) if zone == city.timezone}
    return zones or {place.timezone: None for place in places}


def _zones_around(point: Coordinates, country: str) -> dict[str, None]:
    """The zones of the towns around a point, or of the nearest; those of other countries do not count."""
    towns = gazetteer.places_of(country)
    around = [town for town in towns if kilometres(point, town.point) <= _ONE_CLOCK]
    nearest = gazetteer.nearest_place(point, country)
    around += [nearest[0]] if nearest and not around else []
    return {town.timezone: None for town in sorted(around, key=lambda town: kilometres(point, town.point))}


def _zones_in(namesake: Namesake, country: str) -> dict[str, None]:
    """The zones of the towns in a region, or around a smaller place."""
    towns = gazetteer.places_of(country)
    inside = (town for town in towns if kilometres(town.point, namesake.nearest_to(town.point)) <= _ONE_CLOCK)
    return {town.timezone: None for town in inside}


def _only(zones: tuple[str, ...]) -> str | None:
    return quoted(zones[0]) if len(zones) == 1 else None


@functools.cache
def _same_clock(one: str, other: str) -> bool:
    """Whether two zones will show the same time in the next years."""
    return one == other or all(
        moment.astimezone(zone(one)).utcoffset() == moment.astimezone(zone(other)).utcoffset()
        for moment in _MOMENTS
    )
