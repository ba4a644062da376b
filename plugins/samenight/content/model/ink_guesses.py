"""Suggestions for inks that cannot be printed or read, always close to the chosen colour."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samenight.content.values.inks import MAX_INK, Cmyk, contrast, screen_of, shade_of

# The least contrast of white letters on the ground, and of all other pairs: white letters on the shade,
# the accent on both (WCAG 2.2, 1.4.6 and 1.4.3).
GROUND_CONTRAST, LEAST_CONTRAST = 7.0, 4.5
WHITE = "#ffffff"


def typed(cmyk: Cmyk) -> str:
    """Four inks as organisers write them: ``"70 100 15 30"``."""
    return " ".join(str(part) for part in cmyk)


def four_inks(text: str) -> Cmyk | None:
    """The inks in ``"C70 M100 Y15 K30"``, ``"70,100,15,30"`` and ``"cmyk(70%, 100%, 15%, 30%)"``."""
    bare = re.sub(r"(?i)cmyk|[CMYK](?=\s*[:=]?\s*[0-9])|[%:=/,;()]", " ", text)
    parts = bare.split()
    if len(parts) != 4 or not all(re.fullmatch("[0-9]{1,3}", part) and int(part) <= 100 for part in parts):
        return None
    cyan, magenta, yellow, black = map(int, parts)
    return cyan, magenta, yellow, black


def screen_colour(text: str) -> str | None:
    """The colour as ``#rrggbb``, from ``"#57245b"``, ``"#abc"`` or ``"rgb(87, 36, 91)"``; else ``None``."""
    written = re.sub(r"^(rgba?)\s+\(", r"\1(", re.sub("^0x", "#", text.lower()))
    if not written.startswith(("#", "rgb")):  # no names, no hsl()
        return None
    from PIL import ImageColor  # noqa: PLC0415 -- only festivals that give colours of screens need it

    commas = re.sub(r"(?<=[0-9])\s+(?=[0-9])", ",", written)  # CSS 4 allows spaces
    try:
        light = ImageColor.getrgb(commas)
    except ValueError:
        return None
    return f"#{bytes(light).hex()}" if len(light) == 3 and max(light) < 256 else None


def nearest_inks(rgb: str) -> Cmyk:
    """The inks, in steps of five per cent, whose screen colour is closest to ``#rrggbb``.

    Hill climbing from the plain complements with no, half and all of the black; good enough for a first
    proof.
    """
    starts = [_complement(_channels(rgb), share) for share in (0, 0.5, 1)]
    return min((_descend(inks, rgb) for inks in starts), key=lambda inks: _distance(inks, rgb))


def _complement(light: tuple[int, int, int], share: float) -> Cmyk:
    """The complement of a colour in inks; ``share`` is how much of its grey part is printed as black."""
    lacks = [255 - part for part in light]
    black = share * min(lacks)
    parts = [round((part - black) / 255 * 20) * 5 for part in lacks]
    return thinner((parts[0], parts[1], parts[2], round(black / 255 * 20) * 5))


def _descend(inks: Cmyk, rgb: str) -> Cmyk:
    for step in (20, 10, 5):
        better = True
        while better:
            near = min(_neighbours(inks, step), key=lambda one: _distance(one, rgb))
            better = _distance(near, rgb) < _distance(inks, rgb)
            inks = near if better else inks
    return inks


def thinner(cmyk: Cmyk) -> Cmyk:
    """Inks within the limit of a sheet: the same black, and less of each colour."""
    cyan, magenta, yellow, black = cmyk
    colours, left = cyan + magenta + yellow, MAX_INK - black
    if colours <= left:
        return cmyk
    return (cyan * left // colours, magenta * left // colours, yellow * left // colours, black)


def darker(ground: Cmyk) -> Cmyk:
    """The ground with as much more black as white letters need on it."""
    cyan, magenta, yellow, black = ground
    blacker = (thinner((cyan, magenta, yellow, more)) for more in range(black, 101))
    return next(
        one
        for one in blacker
        if white_contrast(one) >= GROUND_CONTRAST and white_contrast(shade_of(one)) >= LEAST_CONTRAST
    )


def lighter(accent: Cmyk, ground: Cmyk) -> Cmyk:
    """The accent with as much less of each ink as the contrast needs; in the end the paper's white."""
    cyan, magenta, yellow, black = accent
    paler = (
        (cyan * part // 100, magenta * part // 100, yellow * part // 100, black * part // 100)
        for part in range(100, -1, -1)
    )
    return next(one for one in paler if accent_contrast(one, ground) >= LEAST_CONTRAST or not any(one))


def white_contrast(inks: Cmyk) -> float:
    """The contrast of white letters on a colour."""
    return contrast(WHITE, screen_of(inks))


def accent_contrast(accent: Cmyk, ground: Cmyk) -> float:
    """The contrast of an accent on a ground or on its shade, whichever is lower."""
    colour = screen_of(accent)
    return min(contrast(colour, screen_of(below)) for below in (ground, shade_of(ground)))


def _neighbours(inks: Cmyk, step: int) -> Iterator[Cmyk]:
    """The inks with one of the four a step higher or lower."""
    for at in range(4):
        for change in (-step, step):
            parts = [*inks]
            parts[at] = min(100, max(0, parts[at] + change))
            if sum(parts) <= MAX_INK:
                yield parts[0], parts[1], parts[2], parts[3]


def _distance(inks: Cmyk, rgb: str) -> int:
    return sum((a - b) ** 2 for a, b in zip(_channels(screen_of(inks)), _channels(rgb), strict=True))


def _channels(rgb: str) -> tuple[int, int, int]:
    return int(rgb[1:3], 16), int(rgb[3:5], 16), int(rgb[5:7], 16)
