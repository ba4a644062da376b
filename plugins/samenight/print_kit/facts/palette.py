"""Colours of printed matter: each city its own, all of one family.

A ground that is deep enough for white letters, a shade of it for shapes behind the letters, a light
accent that stands out on both, and a tint of the ground for paper. Every pair of text and ground has
a contrast of 4.5:1 or more (WCAG 2.2, 1.4.3); a test says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from samenight.content.values.inks import Cmyk, Ink, ink
from samenight.content.values.palettes import colours_of, shade_of


@dataclass(frozen=True)
class Palette:
    """The colours of one city's artwork."""

    ground: Ink
    shade: Ink
    accent: Ink
    tint: Ink


def palette(ground: Cmyk, accent: Cmyk) -> Palette:
    """A palette of its two colours: the shade has less of every ink, the tint a tenth."""
    tint = tuple(round(part * 0.09) for part in ground[:3])
    return Palette(ink(*ground), ink(*shade_of(ground)), ink(*accent), ink(*tint, 0))


def palette_of(slug: str) -> Palette:
    """The palette of a city (or of a festival, by its name): always the same one for the same slug."""
    return palette(*colours_of(slug))
