"""The gazetteer: finds places by name and country, or near a point; official languages of countries.

Towns of 15,000 people and more, one file per country in ``geonames/``, made by
``tools/make_gazetteer.py`` from data of GeoNames (CC BY 4.0). A country's file is read on first use.
"""

from __future__ import annotations

import functools
import importlib.resources
import math
import re
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter

from babel.core import get_global

from samenight.content.model.fields import Coordinates
from samenight.content.values.text_matching import folded, folded_all, has_locale, lines_with
from samenight.content.values.written_codes import country_codes

EARTH_RADIUS = 6371.0088  # kilometres, the mean radius of WGS 84
# The columns of a country's file.
COLUMNS = ("name", "region", "latitude", "longitude", "population", "timezone", "other_names")


@dataclass(frozen=True, slots=True)
class Place:
    """A town in GeoNames."""

    name: str
    """Its usual name: in English if there is one, else its own in Latin letters."""
    country: str
    """ISO 3166 code."""
    region: str
    """Its state or region in English; empty if the gazetteer has no readable name for it."""
    point: Coordinates
    """Its centre, to 4 decimals, which is 10 metres."""
    population: int
    """0 if not known."""
    timezone: str
    """An IANA zone, as named for the country in ``zone.tab``."""
    other_names: tuple[str, ...]
    """In Latin letters and in the scripts of the country."""


@functools.cache
def _rows(country: str) -> tuple[list[str], ...]:
    if not re.fullmatch("[A-Z]{2}", country):
        return ()
    folder = importlib.resources.files("samenight.content.places").joinpath("geonames")
    try:
        text = folder.joinpath(f"{country.lower()}.tsv").read_text("utf-8")
    except FileNotFoundError:
        return ()
    return tuple(line.split("\t") for line in text.splitlines())


def _place(country: str, row: list[str]) -> Place:
    name, region, latitude, longitude, population, timezone, others = row
    point = Coordinates(Decimal(latitude), Decimal(longitude))
    other_names = tuple(others.split("|")) if others else ()
    return Place(name, country, region, point, int(population), timezone, other_names)


@functools.cache
def places_of(country: str) -> tuple[Place, ...]:
    """All known places of a country (ISO 3166 code), the largest first; empty if none is known."""
    return tuple(_place(country, row) for row in _rows(country))


@functools.cache
def _names(country: str) -> str:
    """The folded names of all places of a country for searching: one line per place, ``|`` around each
    name."""
    return folded_all("\n".join(f"|{row[0]}|{row[-1]}|" for row in _rows(country)))


@functools.lru_cache(maxsize=64)  # several rules in a row look up the same city
def named(name: str, country: str) -> tuple[Place, ...]:
    """The places of a country that have a name in any script or language, the largest first.

    Spellings are compared after :func:`samenight.content.values.text_matching.folded`.
    """
    numbers = lines_with(folded(name), _names(country))
    return tuple(_place(country, _rows(country)[number]) for number in numbers)


def anywhere(name: str) -> tuple[Place, ...]:
    """The places of all countries that have a name, the largest first. Reads the whole gazetteer."""
    found = [place for country in sorted(country_codes()) for place in named(name, country)]
    return tuple(sorted(found, key=lambda place: -place.population))


def _direction(latitude: float, longitude: float) -> tuple[float, float, float]:
    """The point on the unit sphere."""
    phi, theta = math.radians(latitude), math.radians(longitude)
    return math.cos(phi) * math.cos(theta), math.cos(phi) * math.sin(theta), math.sin(phi)


@functools.cache
def _directions(country: str) -> tuple[tuple[float, float, float], ...]:
    return tuple(_direction(float(row[2]), float(row[3])) for row in _rows(country))


def kilometres(a: Coordinates, b: Coordinates) -> float:
    """The great-circle distance between two points, accurate to 0.5 percent."""
    phi, psi = math.radians(a.latitude), math.radians(b.latitude)
    across = math.sin(math.radians(b.longitude - a.longitude) / 2) ** 2
    half = math.sin((psi - phi) / 2) ** 2 + math.cos(phi) * math.cos(psi) * across
    return 2 * EARTH_RADIUS * math.asin(math.sqrt(min(1.0, half)))


def _nearest_in(point: Coordinates, country: str) -> tuple[float, int, str]:
    """The nearest place of a country: the cosine of its angular distance (1 is here, -1 the antipode), its
    row (-1 if none), and the country."""
    x, y, z = _direction(float(point.latitude), float(point.longitude))
    nearness = [x * u + y * v + z * w for u, v, w in _directions(country)]
    most = max(nearness, default=-math.inf)
    return most, nearness.index(most) if nearness else -1, country


def is_within(point: Coordinates, country: str, limit: float) -> bool:
    """Whether a known place of a country is within ``limit`` kilometres of ``point``."""
    x, y, z = _direction(float(point.latitude), float(point.longitude))
    least = math.cos(limit / EARTH_RADIUS)
    return any(x * u + y * v + z * w >= least for u, v, w in _directions(country))


def nearest_place(point: Coordinates, country: str | None = None) -> tuple[Place, float] | None:
    """The known place nearest to a point and its distance in kilometres; ``None`` if there is none.

    Searches one country, or all if none is given (which reads the whole gazetteer). The place can be a
    part of a city. Its country is a good guess at the country of the point, but not certain near a border
    or far from any town.
    """
    countries = sorted(country_codes()) if country is None else [country]
    _, number, where = max((_nearest_in(point, code) for code in countries), key=itemgetter(0))
    if number < 0:
        return None
    place = _place(where, _rows(where)[number])
    return place, kilometres(point, place.point)


def clear_caches() -> None:
    """Free the memory of the gazetteer: a build does not need it once the content is checked, and its
    worker processes would inherit it."""
    for cached in (_rows, places_of, _names, named, _directions):
        cached.cache_clear()


@functools.cache
def official_languages(country: str) -> tuple[str, ...]:
    """The official languages of a country, the most spoken first, as BCP 47 tags for header fields.

    If none is official by law, those that are de facto (English in the United States), else only the most
    spoken one. From CLDR, without those for which it has no locale. "no" is left out if "nb" is listed,
    which is more specific.
    """
    listed = get_global("territory_languages").get(country, {})
    spoken = {code: facts for code, facts in listed.items()
              if has_locale(code.replace("_", "-")) and not (code == "no" and "nb" in listed)}  # fmt: skip
    # A language without a script comes first: "sr", then "sr-Latn".
    ranked = sorted(spoken, key=lambda c: (-spoken[c]["population_percent"], "_" in c, c))
    by_law = [code for code in ranked if spoken[code]["official_status"] == "official"]
    in_fact = [code for code in ranked if spoken[code]["official_status"] == "de_facto_official"]
    return tuple(code.replace("_", "-") for code in by_law or in_fact or ranked[:1])
