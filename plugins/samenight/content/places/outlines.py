"""The outlines of countries, and the smaller places and regions that share a larger town's name.

Both are files in ``borders/``, made by ``tools/make_outlines.py``: outlines of Natural Earth (public
domain), namesakes of GeoNames (CC BY 4.0). They are read on first use, which few checks need.
"""

from __future__ import annotations

import functools
import importlib.resources
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType

from samenight.content.model.fields import Coordinates
from samenight.content.places.gazetteer import EARTH_RADIUS
from samenight.content.values.text_matching import folded

# Territories with a code in ISO 3166 whose outline is a part of another one.
_WITHIN: Mapping[str, str] = MappingProxyType(
    {
        "BQ": "NL", "BV": "NO", "CC": "AU", "CX": "AU", "GF": "FR", "GP": "FR", "MQ": "FR", "RE": "FR",
        "SJ": "NO", "TK": "NZ", "YT": "FR",
    }
)  # fmt: skip
_DEGREE = math.radians(1) * EARTH_RADIUS  # kilometres
_BAND = 100  # the height of a band in which lines are searched first, in hundredths of a degree

Ring = Sequence[tuple[int, int]]  # east and north, in hundredths of a degree


def encoded(ring: Sequence[tuple[float, float]]) -> str:
    """A ring of points (longitude, latitude) as text: the steps from each to the next, in hundredths of a
    degree, in base 32 with six bits a letter."""
    signs: list[str] = []
    here = (0, 0)
    for longitude, latitude in ring:
        there = round(longitude * 100), round(latitude * 100)
        if signs and there == here:
            continue
        for step in (there[0] - here[0], there[1] - here[1]):
            signs += _signs(step << 1 if step >= 0 else ~(step << 1))
        here = there
    return "".join(signs)


def _signs(number: int) -> Iterator[str]:
    while number >= 32:
        yield chr((number & 31 | 32) + 63)
        number >>= 5
    yield chr(number + 63)


def _decoded(text: str) -> Ring:
    numbers: list[int] = []
    number = shift = 0
    for sign in text:
        bits = ord(sign) - 63
        number |= (bits & 31) << shift
        shift += 5
        if bits < 32:
            numbers.append(~(number >> 1) if number & 1 else number >> 1)
            number = shift = 0
    ring, east, north = [], 0, 0
    for at in range(0, len(numbers), 2):
        east, north = east + numbers[at], north + numbers[at + 1]
        ring.append((east, north))
    return ring


def _file(name: str) -> str:
    return importlib.resources.files("samenight.content.places").joinpath("borders", name).read_text("utf-8")


@functools.cache
def _lines() -> Mapping[str, str]:
    """The rings of each country as text."""
    return dict(line.split("\t", 1) for line in _file("countries.txt").splitlines())


@functools.cache
def _rings(country: str) -> tuple[Ring, ...]:
    text = _lines().get(_WITHIN.get(country, country), "")
    return tuple(_decoded(ring) for ring in text.split("\t")) if text else ()


@functools.cache
def _edges(country: str) -> Mapping[int, list[tuple[int, int, int, int]]]:
    """The lines of a country's rings, by each whole degree of latitude that they touch."""
    bands: dict[int, list[tuple[int, int, int, int]]] = {}
    for ring in _rings(country):
        for (x, y), (u, v) in pairwise([*ring, ring[-1]]):  # a small island is one point
            for band in range(min(y, v) // 100, max(y, v) // 100 + 1):
                bands.setdefault(band, []).append((x, y, u, v))
    return bands


def kilometres_outside(point: Coordinates, country: str) -> float | None:
    """How far a point is from a country (ISO 3166 code), 0 within its outline, accurate to 4 km near it;
    ``None`` if no outline of it is known."""
    rings = _rings(country)
    if not rings:
        return None
    east, north = float(point.longitude) * 100, float(point.latitude) * 100
    bands, band = _edges(country), int(north // 100)
    if _crossings(east, north, bands.get(band, ())) % 2:
        return 0.0
    near = _distance(east, north, [line for n in (band - 1, band, band + 1) for line in bands.get(n, ())])
    if near > _BAND:  # what is nearest may be further north or south
        near = _distance(east, north, [(*a, *b) for ring in rings for a, b in pairwise([*ring, ring[-1]])])
    return near / 100 * _DEGREE


def _crossings(east: float, north: float, edges: Iterable[tuple[int, int, int, int]]) -> int:
    """How many lines a path from a point to the east crosses."""
    count = 0
    for x, y, u, v in edges:
        if (y > north) != (v > north) and east < x + (north - y) / (v - y) * (u - x):
            count += 1
    return count


def _distance(east: float, north: float, edges: Iterable[tuple[int, int, int, int]]) -> float:
    """The distance of a point from the nearest of some lines, in hundredths of a degree of latitude, as on a
    map that is true around the point."""
    narrow = math.cos(math.radians(north / 100))
    nearest = math.inf
    for left, y, right, v in edges:
        x = ((left - east + 18000) % 36000 - 18000) * narrow
        across, down, up = (right - left) * narrow, y - north, v - y
        if x > nearest + abs(across) or -x > nearest + abs(across):
            continue
        long = across * across + up * up
        share = max(0.0, min(1.0, -(x * across + down * up) / long)) if long else 0.0
        nearest = min(nearest, math.hypot(x + share * across, down + share * up))
    return nearest


@dataclass(frozen=True, slots=True)
class Namesake:
    """A smaller place, or a region, with the name of a larger town of its country: the rectangle around it,
    in degrees. That of a place is a point."""

    kind: str
    south: float
    west: float
    north: float
    east: float

    @property
    def is_region(self) -> bool:
        """Whether it is a state, a province, a prefecture."""
        return self.kind == "region"

    def nearest_to(self, point: Coordinates) -> Coordinates:
        """The point of the rectangle that is nearest to another one."""
        latitude = min(max(float(point.latitude), self.south), self.north)
        longitude = min(max(float(point.longitude), self.west), self.east)
        return Coordinates(Decimal(f"{latitude:.4f}"), Decimal(f"{longitude:.4f}"))


@functools.cache
def _namesakes() -> Mapping[str, list[Namesake]]:
    found: dict[str, list[Namesake]] = {}
    for line in _file("namesakes.tsv").splitlines():
        country, name, kind, *box = line.split("\t")
        south, west, north, east = map(float, box)
        found.setdefault(f"{country} {name}", []).append(Namesake(kind, south, west, north, east))
    return found


def namesakes(name: str, country: str) -> Sequence[Namesake]:
    """The smaller places and the regions of a country with the name of one of its larger towns, which is that
    in the gazetteer."""
    return _namesakes().get(f"{country} {folded(name)}", ())


def clear_caches() -> None:
    """Free the memory of all that was read."""
    for cached in (_lines, _rings, _edges, _namesakes):
        cached.cache_clear()
