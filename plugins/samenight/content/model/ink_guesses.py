"""What to print instead of inks that cannot be printed, or not be read: always near what was chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samenight.content.values.inks import MOST_INK, Cmyk, contrast, screen_of, shade_of

# The least contrast of white letters on the ground, and of all other pairs: the shade with white letters,
# the accent with both (WCAG 2.2, 1.4.6 and 1.4.3).
GROUND_CONTRAST, LEAST_CONTRAST = 7.0, 4.5
WHITE = "#ffffff"
_SCREEN = re.compile(r"(?:#|0x)([0-9a-f]{6}|[0-9a-f]{3})", re.IGNORECASE)
_LIGHT = re.compile(r"rgb\s*\(\s*([0-9]{1,3})[\s,]+([0-9]{1,3})[\s,]+([0-9]{1,3})\s*\)", re.IGNORECASE)


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
    """The colour ``#rrggbb`` that ``"#57245b"``, ``"#abc"`` or ``"rgb(87, 36, 91)"`` is; else ``None``."""
    light = _LIGHT.fullmatch(text)
    if light:
        parts = [int(part) for part in light.groups()]
        return "#" + "".join(f"{part:02x}" for part in parts) if max(parts) < 256 else None
    digits = _SCREEN.fullmatch(text)
    if not digits:
        return None
    return "#" + (digits[1] if len(digits[1]) == 6 else "".join(sign * 2 for sign in digits[1])).lower()


def nearest_inks(rgb: str) -> Cmyk:
    """The inks, in steps of five per cent, that a screen shows most nearly as ``#rrggbb``.

    Walks downhill from the plain arithmetic of complements with much, little and no black; good enough
    to begin a proof with.
    """
    starts = [_complement(_channels(rgb), share) for share in (0, 0.5, 1)]
    return min((_downhill(inks, rgb) for inks in starts), key=lambda inks: _distance(inks, rgb))


def _complement(light: tuple[int, int, int], share: float) -> Cmyk:
    """Inks that take away what a colour lacks of white, a share of what it lacks of all three as black."""
    lacks = [255 - part for part in light]
    black = share * min(lacks)
    parts = [round((part - black) / 255 * 20) * 5 for part in lacks]
    return thinner((parts[0], parts[1], parts[2], round(black / 255 * 20) * 5))


def _downhill(inks: Cmyk, rgb: str) -> Cmyk:
    for step in (20, 10, 5):
        better = True
        while better:
            near = min(_beside(inks, step), key=lambda one: _distance(one, rgb))
            better = _distance(near, rgb) < _distance(inks, rgb)
            inks = near if better else inks
    return inks


def thinner(cmyk: Cmyk) -> Cmyk:
    """Inks that a sheet bears: as much black, and less of each colour."""
    cyan, magenta, yellow, black = cmyk
    colours, room = cyan + magenta + yellow, MOST_INK - black
    if colours <= room:
        return cmyk
    return (cyan * room // colours, magenta * room // colours, yellow * room // colours, black)


def darker(ground: Cmyk) -> Cmyk:
    """The ground with as much more black as white letters take."""
    cyan, magenta, yellow, black = ground
    blacker = (thinner((cyan, magenta, yellow, more)) for more in range(black, 101))
    return next(
        one
        for one in blacker
        if white_on(one) >= GROUND_CONTRAST and white_on(shade_of(one)) >= LEAST_CONTRAST
    )


def lighter(accent: Cmyk, ground: Cmyk) -> Cmyk:
    """The accent with as much less of each ink as it takes; the paper's white at last."""
    cyan, magenta, yellow, black = accent
    paler = (
        (cyan * part // 100, magenta * part // 100, yellow * part // 100, black * part // 100)
        for part in range(100, -1, -1)
    )
    return next(one for one in paler if on_both(one, ground) >= LEAST_CONTRAST or not any(one))


def white_on(inks: Cmyk) -> float:
    """The contrast of white letters on a colour."""
    return contrast(WHITE, screen_of(inks))


def on_both(accent: Cmyk, ground: Cmyk) -> float:
    """The contrast of an accent on a ground and on its shade, whichever is less."""
    colour = screen_of(accent)
    return min(contrast(colour, screen_of(below)) for below in (ground, shade_of(ground)))


def _beside(inks: Cmyk, step: int) -> Iterator[Cmyk]:
    """Inks with one of the four a step more or less."""
    for at in range(4):
        for change in (-step, step):
            parts = [*inks]
            parts[at] = min(100, max(0, parts[at] + change))
            if sum(parts) <= MOST_INK:
                yield parts[0], parts[1], parts[2], parts[3]


def _distance(inks: Cmyk, rgb: str) -> int:
    return sum((a - b) ** 2 for a, b in zip(_channels(screen_of(inks)), _channels(rgb), strict=True))


def _channels(rgb: str) -> tuple[int, int, int]:
    return int(rgb[1:3], 16), int(rgb[3:5], 16), int(rgb[5:7], 16)
