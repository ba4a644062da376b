"""The names of a new city: its slug, its hashtag, its accounts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

from samenight.content.library.library import Library
from samenight.content.model.festival import Festival
from samenight.content.places.gazetteer import Place
from samenight.content.values.slugs import MAX_SLUG, RESERVED_SLUGS, slug_of
from samenight.content.values.social_networks import canonical_hashtag

# Alphabets that can be transliterated well enough for an address. Others leave vowels out, or have
# characters that are read differently in each language.
_TRANSLITERABLE = ("LATIN", "CYRILLIC", "GREEK")
_USA = (
    "Alabama al, Alaska ak, Arizona az, Arkansas ar, California ca, Colorado co, Connecticut ct, "
    "Delaware de, District of Columbia dc, Florida fl, Georgia ga, Hawaii hi, Idaho id, Illinois il, "
    "Indiana in, Iowa ia, Kansas ks, Kentucky ky, Louisiana la, Maine me, Maryland md, Massachusetts "
    "ma, Michigan mi, Minnesota mn, Mississippi ms, Missouri mo, Montana mt, Nebraska ne, Nevada nv, "
    "New Hampshire nh, New Jersey nj, New Mexico nm, New York ny, North Carolina nc, North Dakota nd, "
    "Ohio oh, Oklahoma ok, Oregon or, Pennsylvania pa, Rhode Island ri, South Carolina sc, South Dakota "
    "sd, Tennessee tn, Texas tx, Utah ut, Vermont vt, Virginia va, Washington wa, West Virginia wv, "
    "Wisconsin wi, Wyoming wy"
)
_CANADA = (
    "Alberta ab, British Columbia bc, Manitoba mb, New Brunswick nb, Newfoundland and Labrador nl, "
    "Northwest Territories nt, Nova Scotia ns, Nunavut nu, Ontario on, Prince Edward Island pe, Quebec "
    "qc, Saskatchewan sk, Yukon yt"
)


def _letters(table: str) -> Mapping[str, str]:
    return MappingProxyType({row[:-3]: row[-2:] for row in table.split(", ")})


# Postal abbreviations of states (the same as in ISO 3166-2), by country and English name.
STATES: Mapping[str, Mapping[str, str]] = MappingProxyType({"US": _letters(_USA), "CA": _letters(_CANADA)})


def slug_for(name: str, place: Place | None) -> str:
    """A slug for a city. In a script that cannot be transliterated it is made from the gazetteer's name;
    empty without one."""
    letters = [unicodedata.name(char, "").partition(" ")[0] for char in name if char.isalpha()]
    if not all(script in _TRANSLITERABLE for script in letters):
        return slug_of(place.name) if place else ""
    return slug_of(re.sub(r"(?<=\w)['’ʼ]s\b", "s", name))


def taken_slugs(library: Library) -> frozenset[str]:
    """The slugs that a new city cannot have."""
    used = [city.slug for city in library.cities] + [page.slug for page in library.pages]
    return RESERVED_SLUGS.union(used)


def free_slug(slug: str, region: str, country: str, taken: Collection[str]) -> str:
    """A free slug based on ``slug``: with the state's abbreviation, the region, the country or a number."""
    return next(one for one in _longer(slug, region, country) if one not in taken)


def _longer(slug: str, region: str, country: str) -> Iterator[str]:
    letters = STATES.get(country, {}).get(region, "")
    for more in filter(None, [letters, slug_of(region), country.lower()]):
        yield f"{slug[: MAX_SLUG - 1 - len(more)].rstrip('-')}-{more}"
    number = 2
    while True:
        yield f"{slug[: MAX_SLUG - 5]}-{number}"
        number += 1


def hashtag_for(slug: str, festival: Festival) -> str | None:
    """The festival's hashtag with the city's name added (``TwestivalNewYork``); ``None`` if the festival
    has none or it would be too long."""
    if not festival.hashtags:
        return None
    return canonical_hashtag(festival.hashtags[0] + "".join(word.capitalize() for word in slug.split("-")))


def city_with_hashtag(hashtag: str, library: Library) -> str | None:
    """The slug of the city that already has a hashtag, or ``None``."""
    named = [(tag, city.slug) for city in library.cities for tag in city.hashtags]
    named += [(tag, event.city) for event in library.events for tag in event.hashtags]
    return next((slug for tag, slug in named if tag.casefold() == hashtag.casefold()), None)


def account_for(slug: str, festival: Festival) -> str | None:
    """A city's account after the festival's pattern, or ``None`` if there is none."""
    pattern = festival.account_pattern
    return pattern.replace("{city}", slug.replace("-", "")) if pattern and "{city}" in pattern else None
