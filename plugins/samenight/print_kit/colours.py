"""Colours of printed matter: one deep ground per festival, and inks that can be read on it.

Every pair of text and ground has a contrast of 4.5:1 or more (WCAG 2.2, 1.4.3); a test says so.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

Cmyk = tuple[int, int, int, int]


@dataclass(frozen=True)
class Ink:
    """A colour as per cent of cyan, magenta, yellow and black, and as screens show it."""

    cmyk: Cmyk
    rgb: str


@dataclass(frozen=True)
class Palette:
    """The ground, a shade of it for shapes behind the text, and the accent for small text."""

    ground: Ink
    shade: Ink
    accent: Ink


PALETTES = (
    Palette(
        Ink((100, 85, 20, 30), "#133167"), Ink((95, 75, 12, 18), "#194782"), Ink((0, 15, 85, 0), "#ffd53f")
    ),
    Palette(
        Ink((70, 100, 15, 30), "#541861"), Ink((65, 95, 8, 18), "#662977"), Ink((40, 0, 35, 0), "#9bd3b7")
    ),
    Palette(
        Ink((95, 35, 75, 45), "#00513f"), Ink((90, 30, 70, 34), "#00634e"), Ink((8, 0, 75, 0), "#f2ec63")
    ),
    Palette(
        Ink((30, 100, 60, 40), "#7a0b35"), Ink((25, 100, 52, 29), "#911143"), Ink((0, 32, 45, 0), "#fbb88d")
    ),
    Palette(
        Ink((100, 45, 40, 40), "#004f5f"), Ink((95, 40, 35, 29), "#006074"), Ink((0, 15, 85, 0), "#ffd53f")
    ),
    Palette(Ink((10, 90, 95, 40), "#922614"), Ink((8, 90, 92, 29), "#a72d1f"), Ink((0, 8, 45, 0), "#ffe79d")),
)


def palette_of(festival_name: str) -> Palette:
    """The festival's colours: always the same ones for the same name."""
    return PALETTES[hashlib.sha256(festival_name.encode()).digest()[0] % len(PALETTES)]
