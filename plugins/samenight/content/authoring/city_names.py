"""Names that a new city gets: its slug, its hashtag, its accounts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

from samenight.content.library.library import Library
from samenight.content.model.file_facts import Festival
from samenight.content.places.gazetteer import Place
from samenight.content.values.slugs import MAX_SLUG, RESERVED_SLUGS, slug_of
from samenight.content.values.social_networks import canonical_hashtag

# Alphabets that are read in one way, well enough for an address. Others leave vowels out, or have
# signs that each language reads in its own way.
_READ_IN_ONE_WAY = ("LATIN", "CYRILLIC", "GREEK")
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


# The letters of states in postal addresses (ISO 3166-2 has the same), by country and English name.
STATES: Mapping[str, Mapping[str, str]] = MappingProxyType({"US": _letters(_USA), "CA": _letters(_CANADA)})


def slug_for(name: str, place: Place | None) -> str:
    """A slug for a city; empty where nobody can tell how its name reads in Latin letters.

    Of a name in a script that is not read in one way, the gazetteer's name is taken.
    """
    letters = [unicodedata.name(sign, "").partition(" ")[0] for sign in name if sign.isalpha()]
    if not all(script in _READ_IN_ONE_WAY for script in letters):
        return slug_of(place.name) if place else ""
    return slug_of(re.sub(r"(?<=\w)['’ʼ]s\b", "s", name))


def taken_slugs(library: Library) -> frozenset[str]:
    """The slugs that a new city may not have."""
    used = [city.slug for city in library.cities] + [page.slug for page in library.pages]
    return RESERVED_SLUGS.union(used)


def free_slug(slug: str, region: str, country: str, taken: Collection[str]) -> str:
    """A slug like ``slug`` that is free: with its state's letters, its region or its country."""
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
    """The festival's hashtag with the city's name in it (``TwestivalNewYork``); ``None`` where the
    festival has none or it would be too long."""
    if not festival.hashtags:
        return None
    return canonical_hashtag(festival.hashtags[0] + "".join(word.capitalize() for word in slug.split("-")))


def who_has(hashtag: str, library: Library) -> str | None:
    """The slug of a city that has a hashtag already, or ``None``."""
    named = [(tag, city.slug) for city in library.cities for tag in city.hashtags]
    named += [(tag, event.city) for event in library.events for tag in event.hashtags]
    return next((slug for tag, slug in named if tag.casefold() == hashtag.casefold()), None)


def account_for(slug: str, festival: Festival) -> str | None:
    """A city's account by the festival's pattern, or ``None`` where it has none."""
    pattern = festival.account_pattern
    return pattern.replace("{city}", slug.replace("-", "")) if pattern and "{city}" in pattern else None
