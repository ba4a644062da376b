"""The family of colours that cities print in: each its own by its name, unless it chooses.

A palette begins with two colours, in per cent of ink: a ground that is deep enough for white letters,
and a light accent that stands out on it and on the shade of it that lies behind letters.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from types import MappingProxyType

from samenight.content.values.inks import Cmyk

_SUN, _LEMON, _CREAM = (0, 15, 85, 0), (8, 0, 75, 0), (0, 8, 45, 0)
_MINT, _PEACH, _SKY = (40, 0, 35, 0), (0, 32, 45, 0), (40, 5, 0, 0)

# Grounds that lie next to each other on a wall of forty cities and stay apart, each with the accent
# that suits it.
FAMILY: Mapping[str, tuple[Cmyk, Cmyk]] = MappingProxyType(
    {
        "midnight": ((100, 85, 20, 30), _SUN),
        "plum": ((70, 100, 15, 30), _MINT),
        "forest": ((95, 35, 75, 45), _LEMON),
        "wine": ((30, 100, 60, 40), _PEACH),
        "petrol": ((100, 45, 40, 40), _SUN),
        "brick": ((10, 90, 95, 40), _CREAM),
        "indigo": ((95, 95, 8, 20), _PEACH),
        "violet": ((80, 95, 0, 10), _LEMON),
        "berry": ((25, 100, 20, 32), _CREAM),
        "ink": ((100, 65, 12, 48), _MINT),
        "sea": ((90, 20, 65, 42), _CREAM),
        "moss": ((72, 42, 95, 45), _LEMON),
        "bronze": ((35, 65, 100, 48), _CREAM),
        "aubergine": ((60, 92, 40, 52), _PEACH),
        "slate": ((78, 58, 40, 45), _SUN),
        "crimson": ((15, 100, 80, 32), _CREAM),
        "harbour": ((100, 60, 0, 10), _LEMON),
        "cocoa": ((45, 75, 78, 58), _SKY),
    }
)


def colours_of(slug: str) -> tuple[Cmyk, Cmyk]:
    """Ground and accent of a city (or of a festival, by its name) that chose none: always the same
    two for the same slug."""
    names = tuple(FAMILY)
    return FAMILY[names[int.from_bytes(hashlib.sha256(slug.encode()).digest()[:4]) % len(names)]]


def shade_of(ground: Cmyk) -> Cmyk:
    """The ground with less of every ink, for shapes behind letters."""
    cyan, magenta, yellow, black = ground
    return (_less(cyan), _less(magenta), _less(yellow), max(0, black - 12))


def _less(part: int) -> int:
    return part - 5 if part > 5 else part
