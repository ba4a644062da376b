"""Colours of printed matter: each city its own, all of one family.

A ground that is deep enough for white letters, a shade of it for shapes behind the letters, a light
accent that stands out on both, and a tint of the ground for paper. Every pair of text and ground has
a contrast of 4.5:1 or more (WCAG 2.2, 1.4.3); a test says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from samenight.print_kit.inks import Cmyk, Ink, ink


@dataclass(frozen=True)
class Palette:
    """The colours of one city's artwork."""

    ground: Ink
    shade: Ink
    accent: Ink
    tint: Ink


def palette(ground: Cmyk, accent: Cmyk) -> Palette:
    """A palette of its two colours: the shade has less of every ink, the tint a tenth."""
    cyan, magenta, yellow, black = ground
    shade = (_less(cyan), _less(magenta), _less(yellow), max(0, black - 12))
    tint = tuple(round(part * 0.09) for part in (cyan, magenta, yellow))
    return Palette(ink(*ground), ink(*shade), ink(*accent), ink(*tint, 0))


def _less(part: int) -> int:
    return max(0, part - 5) if part > 5 else part


_SUN, _LEMON, _CREAM = (0, 15, 85, 0), (8, 0, 75, 0), (0, 8, 45, 0)
_MINT, _PEACH, _SKY = (40, 0, 35, 0), (0, 32, 45, 0), (40, 5, 0, 0)

# Grounds that lie next to each other on a wall of forty cities and stay apart, each with the accent
# that suits it.
FAMILY: Mapping[str, Palette] = MappingProxyType(
    {
        "midnight": palette((100, 85, 20, 30), _SUN),
        "plum": palette((70, 100, 15, 30), _MINT),
        "forest": palette((95, 35, 75, 45), _LEMON),
        "wine": palette((30, 100, 60, 40), _PEACH),
        "petrol": palette((100, 45, 40, 40), _SUN),
        "brick": palette((10, 90, 95, 40), _CREAM),
        "indigo": palette((95, 95, 8, 20), _PEACH),
        "violet": palette((80, 95, 0, 10), _LEMON),
        "berry": palette((25, 100, 20, 32), _CREAM),
        "ink": palette((100, 65, 12, 48), _MINT),
        "sea": palette((90, 20, 65, 42), _CREAM),
        "moss": palette((72, 42, 95, 45), _LEMON),
        "bronze": palette((35, 65, 100, 48), _CREAM),
        "aubergine": palette((60, 92, 40, 52), _PEACH),
        "slate": palette((78, 58, 40, 45), _SUN),
        "crimson": palette((15, 100, 80, 32), _CREAM),
        "harbour": palette((100, 60, 0, 10), _LEMON),
        "cocoa": palette((45, 75, 78, 58), _SKY),
    }
)


def palette_of(slug: str) -> Palette:
    """The palette of a city (or of a festival, by its name): always the same one for the same slug."""
    names = tuple(FAMILY)
    return FAMILY[names[int.from_bytes(hashlib.sha256(slug.encode()).digest()[:4]) % len(names)]]
