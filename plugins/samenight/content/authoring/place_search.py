"""Finds the country and the place that a user means, the local spelling, and cities that exist already."""

from __future__ import annotations

import difflib
import functools
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from babel import Locale

from samenight.content.authoring.city_names import STATES
from samenight.content.authoring.new_files import NewCity
from samenight.content.model.fields import Coordinates
from samenight.content.model.file_facts import City
from samenight.content.places import gazetteer, outlines
from samenight.content.places.gazetteer import Place, kilometres
from samenight.content.problems.problem import nearest
from samenight.content.values.text_matching import folded
from samenight.content.values.written_codes import country_codes

# Two entries of one name within this distance (in kilometres) are a city and its centre, or a city and
# the district around it.
ONE_PLACE = 15
# A city of the festival and a new one of the same name within this distance (in kilometres) are one.
SAME_CITY = 60
# A place is chosen without a question if it has this many times the population of the next.
CLEARLY = 10
BIG = 200_000
_TYPED = dict.fromkeys((*range(0x0591, 0x05C8), *range(0x064B, 0x0660)), "") | dict.fromkeys(
    map(ord, "‘’ʻʼ`´"), "'"
)
# Common names of countries that CLDR has neither in English nor in their languages.
_ALSO = MappingProxyType(
    {
        "UK": "GB", "Great Britain": "GB", "England": "GB", "Scotland": "GB", "Wales": "GB",
        "Northern Ireland": "GB", "USA": "US", "United States of America": "US", "Czech Republic": "CZ",
        "Turkey": "TR", "Ivory Coast": "CI", "Holland": "NL", "The Netherlands": "NL", "Burma": "MM",
        "Macedonia": "MK", "Swaziland": "SZ", "Cape Verde": "CV", "East Timor": "TL", "UAE": "AE",
        "Bosnia and Herzegovina": "BA", "Trinidad and Tobago": "TT", "Korea": "KR", "Palestine": "PS",
    }
)  # fmt: skip


def country_named(text: str) -> str | None:
    """The ISO 3166 code of a country, given as a code (in any case) or as its name in English, French or one
    of its own languages; ``None`` if there is none."""
    code = text.strip().upper()
    if code in country_codes():
        return code
    key = folded(text)
    return _names(("en", "fr")).get(key) or _own_names().get(key)


def country_meant(text: str) -> str | None:
    """The English name of the country that was probably meant, or ``None``."""
    return nearest(text, (Locale("en").territories[code] for code in country_codes()))


@functools.cache
def _names(languages: Sequence[str]) -> Mapping[str, str]:
    names = {folded(name): code for name, code in _ALSO.items()}
    for language in languages:
        territories = Locale(language).territories
        for code in sorted(country_codes()):
            names.setdefault(folded(territories.get(code, "")), code)
    return {key: code for key, code in names.items() if key}


@functools.cache
def _own_names() -> Mapping[str, str]:
    names: dict[str, str] = {}
    for code in sorted(country_codes()):
        for language in gazetteer.official_languages(code):
            names.setdefault(folded(Locale.parse(language, sep="-").territories.get(code, "")), code)
    return {key: code for key, code in names.items() if key}


@dataclass(frozen=True)
class PlaceQuery:
    """A search for a place: its name, and whatever narrows it down."""

    name: str
    country: str | None = None
    """ISO 3166 code."""
    region: str | None = None
    """State or region, by name or by its postal abbreviation."""
    near: Coordinates | None = None
    """A point in or near it."""


def matching_places(wanted: PlaceQuery) -> tuple[Place, ...]:
    """The places that match a query, the largest first.

    If some have exactly this name, only those: "Springfield" does not mean Springfield Gardens, which
    the gazetteer lists under both names.
    """
    name = wanted.name
    named = gazetteer.named(name, wanted.country) if wanted.country else gazetteer.anywhere(name)
    if wanted.region:
        named = tuple(place for place in named if _in_region(place, wanted.region))
    exact = tuple(place for place in named if folded(place.name) == folded(name))
    places = _without_districts(exact or named)
    if wanted.near and places:
        point = wanted.near
        closest = min(places, key=lambda place: kilometres(place.point, point))
        return (closest,) if kilometres(closest.point, point) <= 2 * SAME_CITY else ()
    return places


def is_elsewhere(wanted: PlaceQuery) -> bool:
    """Whether a smaller place or a region of the wanted name, which the gazetteer does not have, is at the
    wanted point."""
    point = wanted.near
    if point is None:
        return False
    alike = (
        one.nearest_to(point)
        for place in matching_places(PlaceQuery(wanted.name, wanted.country))
        for one in outlines.namesakes(place.name, place.country)
    )
    return any(kilometres(point, one) <= SAME_CITY for one in alike)


def names_a_region(place: Place) -> bool:
    """Whether a region of the place's country has its name, and is somewhere else."""
    return any(one.is_region for one in outlines.namesakes(place.name, place.country))


def _in_region(place: Place, region: str) -> bool:
    """Whether a place may be in a region; for some countries the gazetteer has no regions."""
    letters = STATES.get(place.country, {}).get(place.region, "")
    return not place.region or folded(region) in {folded(place.region), letters}


def _without_districts(places: Iterable[Place]) -> tuple[Place, ...]:
    kept: list[Place] = []
    for place in places:
        if all(kilometres(place.point, other.point) > ONE_PLACE for other in kept):
            kept.append(place)
    return tuple(kept)


def clearly_meant(places: Sequence[Place]) -> Place | None:
    """The only place, or one far larger than the next; ``None`` if the user must choose."""
    if len(places) == 1 or (places and places[0].population > CLEARLY * places[1].population):
        return places[0]
    return None


def landmark(place: Place) -> tuple[Place, float] | None:
    """The nearest larger city of over 200,000 people in the place's country, and its distance in
    kilometres."""
    larger = [
        (other, kilometres(place.point, other.point))
        for other in gazetteer.places_of(place.country)
        if other.population > max(place.population, BIG)
    ]
    return min(larger, key=lambda pair: pair[1], default=None)


def usual_spelling(name: str, place: Place) -> str | None:
    """The gazetteer's spelling of a name that was typed with fewer accents or without capitals; ``None``
    if what was typed is fine. A name with more accents than in the gazetteer is kept."""
    names = [unicodedata.normalize("NFC", one) for one in (place.name, *place.other_names)]
    if _everyday(name) in map(_everyday, names):
        return None
    alike = [one for one in names if folded(one) == folded(name)]
    marked = [one for one in alike if _marks(one) > _marks(name)]
    return next(iter(marked or (alike if name == name.lower() else [])), None)


def _everyday(name: str) -> str:
    """A name as people type it: with straight apostrophes, without Hebrew and Arabic vowel marks, and with
    two letters in place of the Armenian ligature."""
    return unicodedata.normalize("NFC", name.replace("\u0587", "\u0565\u0582").translate(_TYPED))


def _marks(name: str) -> int:
    return sum(not char.isascii() for char in name)


def name_meant(name: str, country: str) -> str | None:
    """The place name in a country of which ``name`` is probably a misspelling, or ``None``.

    Small towns are not in the gazetteer and often have names similar to a large one, so the match must be
    close.
    """
    known = {folded(place.name): place.name for place in gazetteer.places_of(country)}
    close = difflib.get_close_matches(folded(name), known, n=1, cutoff=0.85)
    return known[close[0]] if close else None


def same_city(cities: Iterable[City], new: NewCity, place: Place | None) -> City | None:
    """The city among ``cities`` that is the same as the new one, whatever its spelling, or ``None``.

    ``place`` is the new one in the gazetteer.
    """
    known = {folded(name) for name in [new.name, *([place.name] if place else [])]}
    aliases = {folded(name) for name in place.other_names} if place else set()
    for other in cities:
        theirs = {folded(name) for name in [other.name, *other.also_known_as]}
        if other.country == new.country and theirs & (known | aliases):
            apart = _apart(other, new)
            if apart is False or (apart is None and theirs & known):
                return other
    return None


def _apart(one: City, new: NewCity) -> bool | None:
    """Whether two cities of one name are different; ``None`` if that is not known."""
    if one.coordinates and new.point:
        return kilometres(one.coordinates, new.point) > SAME_CITY
    if one.region and new.region and folded(one.region) != folded(new.region):
        return True
    return None
