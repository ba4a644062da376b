"""Which country and which place somebody means, and how its people write its name."""

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
from samenight.content.model.fields import Coordinates, country_codes
from samenight.content.model.file_facts import City
from samenight.content.places import gazetteer
from samenight.content.places.gazetteer import Place, kilometres
from samenight.content.problems.problem import nearest
from samenight.content.values.text_matching import folded

# Two entries of one name that are no farther apart (in kilometres) are a city and its centre, or a
# city and the district around it.
ONE_PLACE = 15
# The kilometres within which a folder's city and a new one of the same name are one.
SAME_CITY = 60
# How many times more people than the next must live in a place that is meant without being asked for.
CLEARLY = 10
BIG = 200_000
_TYPED = dict.fromkeys((*range(0x0591, 0x05C8), *range(0x064B, 0x0660)), "") | dict.fromkeys(
    map(ord, "‘’ʻʼ`´"), "'"
)
# What people call countries though CLDR does not, in its English or in their languages.
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
    """The ISO 3166 code of a country: given as such in any case, or by its name in English, French or
    one of its own languages; ``None`` where there is none."""
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
        for language in gazetteer.languages_of(code):
            names.setdefault(folded(Locale.parse(language, sep="-").territories.get(code, "")), code)
    return {key: code for key, code in names.items() if key}


@dataclass(frozen=True)
class Wanted:
    """What somebody says of a place: its name, and whatever narrows it down."""

    name: str
    country: str | None = None
    """ISO 3166 code."""
    region: str | None = None
    """State or region, by name or by its postal letters."""
    near: Coordinates | None = None
    """A point in or near it."""


def fitting(wanted: Wanted) -> tuple[Place, ...]:
    """The places that may be meant, the largest first.

    Those with exactly this name come alone where there are some: who says "Springfield" does not
    mean Springfield Gardens, which the gazetteer lists under both names.
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


def _in_region(place: Place, region: str) -> bool:
    """Whether a place may lie in a region; the gazetteer knows no regions of some countries."""
    letters = STATES.get(place.country, {}).get(place.region, "")
    return not place.region or folded(region) in {folded(place.region), letters}


def _without_districts(places: Iterable[Place]) -> tuple[Place, ...]:
    kept: list[Place] = []
    for place in places:
        if all(kilometres(place.point, other.point) > ONE_PLACE for other in kept):
            kept.append(place)
    return tuple(kept)


def clearly_meant(places: Sequence[Place]) -> Place | None:
    """The place that is meant without a question: the only one, or one far larger than the next."""
    if len(places) == 1 or (places and places[0].population > CLEARLY * places[1].population):
        return places[0]
    return None


def landmark(place: Place) -> tuple[Place, float] | None:
    """The nearest city of 200,000 people, larger than the place, in its country, and its kilometres."""
    larger = [
        (other, kilometres(place.point, other.point))
        for other in gazetteer.places_of(place.country)
        if other.population > max(place.population, BIG)
    ]
    return min(larger, key=lambda pair: pair[1], default=None)


def usual_spelling(name: str, place: Place) -> str | None:
    """How the gazetteer writes what was typed with fewer marks, or without capitals; ``None`` where it
    was typed as one can write it. Who types more marks than the gazetteer knows better."""
    names = [unicodedata.normalize("NFC", one) for one in (place.name, *place.other_names)]
    if _everyday(name) in map(_everyday, names):
        return None
    alike = [one for one in names if folded(one) == folded(name)]
    marked = [one for one in alike if _marks(one) > _marks(name)]
    return next(iter(marked or (alike if name == name.lower() else [])), None)


def _everyday(name: str) -> str:
    """A name as people type it: with straight apostrophes, without the vowels that Hebrew and Arabic
    leave to the reader, and with the Armenian ligature for its two letters."""
    return unicodedata.normalize("NFC", name.replace("\u0587", "\u0565\u0582").translate(_TYPED))


def _marks(name: str) -> int:
    return sum(not sign.isascii() for sign in name)


def name_meant(name: str, country: str) -> str | None:
    """The name of a place in a country of which this is a slip of the pen, or ``None``.

    Small towns are unknown here and often called somewhat like a large one, so it must be a close one.
    """
    known = {folded(place.name): place.name for place in gazetteer.places_of(country)}
    close = difflib.get_close_matches(folded(name), known, n=1, cutoff=0.85)
    return known[close[0]] if close else None


def same_city(cities: Iterable[City], new: NewCity, place: Place | None) -> City | None:
    """The city among ``cities`` that is the new one, whatever its spelling; ``None`` where none is.

    ``place`` is what the gazetteer knows of the new one.
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
    """Whether two cities of one name are two; ``None`` where nothing tells."""
    if one.coordinates and new.point:
        return kilometres(one.coordinates, new.point) > SAME_CITY
    if one.region and new.region and folded(one.region) != folded(new.region):
        return True
    return None
