"""The badge as SVG without Typst: live text, sized by estimate and held to its width."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from samenight.print_kit.badge_facts import (
    HEIGHT,
    MARGIN,
    WIDTH,
    BadgeFacts,
    code_side,
    headline_of,
    kicker_of,
    title_of,
)
from samenight.print_kit.codes import address_of
from samenight.print_kit.colours import palette_of
from samenight.print_kit.qr import matrix_of, runs_of
from samenight.print_kit.xml_text import xml

FULL = WIDTH - 2 * MARGIN  # mm
RINGS = (79, 64, 50, 37, 25)  # mm, radii
PAPER = "#ffffff"


def plain_svg(facts: BadgeFacts) -> bytes:
    """The badge, drawn much as the template does; sizes in mm."""
    colours = palette_of(facts.festival)
    lines, size = _headline(facts)
    side = float(code_side(facts.url))
    beside = FULL - side - 4
    top = 10.5 + size * 0.74
    parts = [
        *_ground(colours.ground.rgb, colours.shade.rgb, side),
        _text(kicker_of(facts), 7, 2.6, FULL, 600, colours.accent.rgb),
        *(_text(line, top + n * size, size, FULL, 900, PAPER) for n, line in enumerate(lines)),
        *_accounts(facts, top + (len(lines) - 1) * size + 3.5 + size * 0.2, beside, colours.accent.rgb),
        _text(facts.city if facts.hashtags else facts.festival, 45, 5.2, beside, 800, PAPER),
        _text(address_of(facts.url), 50, 2.6, beside, 500, PAPER),
        *_code(facts.url, side),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}mm" height="{HEIGHT}mm"'
        f' viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' font-family="Inter, Helvetica, Arial, sans-serif"><title>{xml(title_of(facts))}</title>'
        f"{''.join(parts)}</svg>\n"
    ).encode()


def _ground(ground: str, shade: str, side: float) -> Iterator[str]:
    """The ground, and the rings that spread from the code."""
    middle_x, middle_y = WIDTH - MARGIN - side / 2, HEIGHT - MARGIN - side / 2
    yield f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{ground}"/>'
    for index, radius in enumerate(RINGS):
        fill = ground if index % 2 else shade
        yield f'<circle cx="{middle_x:g}" cy="{middle_y:g}" r="{radius}" fill="{fill}"/>'


def _headline(facts: BadgeFacts) -> tuple[tuple[str, ...], float]:
    """The lines of the headline and their size: one line while it is large, else the largest."""
    sized = [(lines, _size_of(lines)) for lines in headline_of(facts)]
    return sized[0] if sized[0][1] > 6.7 else max(sized, key=lambda one: one[1])


def _size_of(lines: tuple[str, ...]) -> float:
    return min(14.0, 15.0 / len(lines), FULL / max(map(_ems, lines)))


def _accounts(facts: BadgeFacts, top: float, width: float, accent: str) -> Iterator[str]:
    said = [*facts.accounts, *(("", f"#{tag}") for tag in facts.hashtags[1:])]
    size = {1: 5.0, 2: 4.0}.get(len(said), 3.0)
    for index, account in enumerate(said):
        words = " ".join(filter(None, account))
        yield _text(words, top + (index * 1.3 + 0.74) * size, size, width, 700, accent)


def _text(text: str, y: float, size: float, width: float, weight: int, fill: str) -> str:
    """A line of text at the left margin, in a smaller size where it would be too wide."""
    wide = _ems(text) * size
    size, wide = size * min(1, width / wide), min(wide, width)
    held = f' textLength="{wide:.2f}" lengthAdjust="spacingAndGlyphs"' if wide > 0.8 * width else ""
    return (
        f'<text x="{MARGIN}" y="{y:.2f}" font-size="{size:.2f}" font-weight="{weight}"'
        f' fill="{fill}"{held}>{xml(text)}</text>'
    )


def _code(url: str, side: float) -> Iterator[str]:
    """The code of the city's page, bottom right, with its quiet zone."""
    matrix = matrix_of(url)
    x, y, scale = WIDTH - MARGIN - side, HEIGHT - MARGIN - side, side / len(matrix)
    path = "".join(f"M{x} {y}h{length}v1h-{length}z" for x, y, length in runs_of(matrix))
    yield f'<g transform="translate({x:g} {y:g}) scale({scale:.6f})" shape-rendering="crispEdges">'
    yield f'<rect width="{len(matrix)}" height="{len(matrix)}" fill="{PAPER}"/>'
    yield f'<path fill="#000" d="{path}"/></g>'


def _ems(text: str) -> float:
    """About how wide a bold text is, in units of its size. Never 0."""
    return sum(map(_em, text)) or 1.0


def _em(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if character in "iIljtfr.,:;'|! ":
        return 0.36
    if character in "mwMW@":
        return 0.95
    return 0.74 if character.isupper() or character.isdigit() else 0.62
