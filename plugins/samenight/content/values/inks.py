"""Printing inks (CMYK), their colours on screens, and the palettes of the print kit.

Artwork colours are set as percentages of cyan, magenta, yellow and black; the screen colour is computed
from them, never the other way round: a print shop prints exactly these numbers, without a conversion.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

Cmyk = tuple[int, int, int, int]
_Xyz = tuple[float, float, float]

# The most ink that a coated sheet takes without smearing, as the sum of the four percentages (FOGRA39).
MAX_INK = 300

# Solid inks and their overprints on gloss coated paper, CIELAB at D50: ISO 12647-2:2004/Amd 1, paper
# type 1, as in the characterisation data FOGRA39L. Those with black are computed from these.
_SOLIDS = {
    "": (95.0, 0.0, -2.0),
    "C": (55.0, -37.0, -50.0),
    "M": (48.0, 74.0, -3.0),
    "Y": (89.0, -5.0, 93.0),
    "CM": (24.0, 22.0, -46.0),
    "CY": (50.0, -68.0, 25.0),
    "MY": (47.0, 68.0, 48.0),
    "CMY": (23.0, 0.0, 0.0),
    "K": (16.0, 0.0, 0.0),
}
_WHITE: _Xyz = (0.96422, 1.0, 0.82521)  # D50, which print is judged under (ISO 3664)
# XYZ at D50 to linear sRGB, adapted by Bradford's matrix (IEC 61966-2-1; Lindbloom's figures).
_TO_SRGB = (
    (3.1338561, -1.6168667, -0.4906146),
    (-0.9787684, 1.9161415, 0.0334540),
    (0.0719453, -0.2289914, 1.4052427),
)
# Spread of light in the paper (the Yule-Nielsen factor), and dot gain in the midtones: the values with
# which the model fits FOGRA39's own tints best.
_SPREAD, _GAIN = 1.2, 0.12


@dataclass(frozen=True)
class Ink:
    """A colour as percentages of cyan, magenta, yellow and black, and its screen colour (``#rrggbb``)."""

    cmyk: Cmyk
    rgb: str


def ink(*cmyk: int) -> Ink:
    """The colour with these four percentages."""
    cyan, magenta, yellow, black = cmyk
    return Ink((cyan, magenta, yellow, black), screen_of((cyan, magenta, yellow, black)))


@functools.lru_cache(maxsize=256)
def screen_of(cmyk: Cmyk) -> str:
    """The screen colour ``#rrggbb`` of four inks on coated paper, relative to the paper's white.

    Neugebauer's equations with the Yule-Nielsen correction: sixteen kinds of spot, weighted by the
    area that Demichel's rule gives each. Accurate to a few units of CIELAB, which is less than the
    difference between two proofs on two screens.
    """
    dots = [part + _GAIN * 4 * part * (1 - part) for part in (per_cent / 100 for per_cent in cmyk)]
    mixed = [0.0, 0.0, 0.0]
    for spot in itertools.product((False, True), repeat=4):
        area = 1.0
        for covered, dot in zip(spot, dots, strict=True):
            area *= dot if covered else 1 - dot
        for channel, light in enumerate(_light_of(spot)):
            mixed[channel] += area * light ** (1 / _SPREAD)
    paper = _light_of((False,) * 4)
    seen = [light**_SPREAD * w / p for light, w, p in zip(mixed, _WHITE, paper, strict=True)]
    linear = (sum(f * v for f, v in zip(row, seen, strict=True)) for row in _TO_SRGB)
    return "#" + "".join(f"{_encoded(value):02x}" for value in linear)


def contrast(one: str, other: str) -> float:
    """The contrast of two screen colours, from 1 to 21 (WCAG 2.2, relative luminance)."""
    dark, light = sorted([_luminance(one), _luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@functools.cache
def _light_of(spot: tuple[bool, ...]) -> _Xyz:
    """The light that a spot of solid inks reflects, in CIE XYZ: black dims the inks below it."""
    colours = "".join(name for name, covered in zip("CMY", spot, strict=False) if covered)
    below = _xyz(_SOLIDS[colours])
    if not spot[3]:
        return below
    black, paper = _xyz(_SOLIDS["K"]), _xyz(_SOLIDS[""])
    if not colours:
        return black
    x, y, z = (light / p * dark * 0.9 for light, p, dark in zip(below, paper, black, strict=True))
    return x, y, z


def _xyz(lab: tuple[float, float, float]) -> _Xyz:
    """CIELAB to CIE XYZ (ISO/CIE 11664-4)."""
    lightness, a, b = lab
    y = (lightness + 16) / 116
    x, y, z = (_cube(part) * white for part, white in zip((y + a / 500, y, y - b / 200), _WHITE, strict=True))
    return x, y, z


def _cube(part: float) -> float:
    edge = 6 / 29
    return part**3 if part > edge else 3 * edge**2 * (part - 4 / 29)


def _encoded(linear: float) -> int:
    """An sRGB channel from its linear value, 0 to 255 (IEC 61966-2-1)."""
    value = min(1.0, max(0.0, linear))
    return round(255 * (12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055))


def _luminance(rgb: str) -> float:
    parts = (int(rgb[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


_SUN, _LEMON, _CREAM = (0, 15, 85, 0), (8, 0, 75, 0), (0, 8, 45, 0)
_MINT, _PEACH, _SKY = (40, 0, 35, 0), (0, 32, 45, 0), (40, 5, 0, 0)
# Grounds that can be told apart when forty cities hang next to each other on a wall, each with a
# matching accent.
PALETTES: Mapping[str, tuple[Cmyk, Cmyk]] = MappingProxyType(
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


@functools.cache
def css_colours() -> Mapping[str, str]:
    """The screen colours ``#rrggbb`` of colour names: the 147 of CSS Color 3 (section 4.3), which calendars
    use too (RFC 7986, 5.9)."""
    from PIL import ImageColor  # noqa: PLC0415 -- only festivals that name a colour need it

    names = ImageColor.colormap.keys() - {"rebeccapurple"}  # added in CSS 4
    return MappingProxyType({name: f"#{bytes(ImageColor.getrgb(name)).hex()}" for name in sorted(names)})


def default_colours(slug: str) -> tuple[Cmyk, Cmyk]:
    """Ground and accent of a city (or of a festival, by its name) that has chosen none: always the same
    two for the same slug."""
    names = tuple(PALETTES)
    return PALETTES[names[int.from_bytes(hashlib.sha256(slug.encode()).digest()[:4]) % len(names)]]


def shade_of(ground: Cmyk) -> Cmyk:
    """The ground with less of each ink, for shapes behind letters."""
    cyan, magenta, yellow, black = ground
    return (_less(cyan), _less(magenta), _less(yellow), max(0, black - 12))


def _less(part: int) -> int:
    return part - 5 if part > 5 else part
