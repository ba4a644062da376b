"""The badge as SVG without Typst: live text, its size estimated and its width fixed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from samenight.print_kit.codes.contents import LEVELS, Code
from samenight.print_kit.codes.qr import SMALLEST_MODULE, matrix_of, svg_path, xml
from samenight.print_kit.codes.qr_outlines import Matrix
from samenight.print_kit.facts.artwork_words import kicker_of, signed_by, title_of
from samenight.print_kit.facts.fact_groups import Identity
from samenight.print_kit.facts.template_data import Data, identity_data
from samenight.site import display

WIDTH, HEIGHT, MARGIN, CODE = 90, 55, 5, 24  # mm
FULL = WIDTH - 2 * MARGIN  # mm
RINGS = (79, 64, 50, 37, 25)  # mm, radii
ABOVE_NAME = 39  # mm: where the accounts end
PAPER = "#ffffff"


@dataclass(frozen=True)
class PlainBadge:
    """The facts of the badge: the identity of the kit, and the code of its page."""

    identity: Identity
    code: Code


def plain_badge(facts: PlainBadge) -> bytes:
    """The badge as an SVG file in UTF-8."""
    return plain_svg(facts.identity, facts.code)


def plain_svg(identity: Identity, code: Code) -> bytes:
    """The dark badge with the code of the page, drawn much like badge.typ; sizes in mm."""
    colours = identity.palette
    data = identity_data(identity, display.locale(identity.language))
    lines, size = _headline(data["hashtag_lines"])
    matrix = matrix_of(code.text, LEVELS["badge"])
    side = max(float(CODE), float(SMALLEST_MODULE) * len(matrix))
    left = FULL - side - 4  # the width next to the code
    top = 10.5 + size * 0.74
    below = top + (len(lines) - 1) * size + 3.5 + size * 0.2
    parts = [
        *_ground(colours.ground.rgb, colours.shade.rgb, side),
        _text(kicker_of(data), 7, 2.6, FULL, 900, colours.accent.rgb),
        *(_text(line, top + n * size, size, FULL, 900, PAPER) for n, line in enumerate(lines)),
        *_accounts(data, below, left, colours.accent.rgb),
        _text(signed_by(data), 45, 5.2, left, 900, PAPER),
        _text(data["address"], 50, 2.6, left, 550, PAPER),
        *_code(matrix, side),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}mm" height="{HEIGHT}mm"'
        f' viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' font-family="Inter, Helvetica, Arial, sans-serif"><title>{xml(title_of(identity))}</title>'
        f"{''.join(parts)}</svg>\n"
    ).encode()


def _ground(ground: str, shade: str, side: float) -> Iterator[str]:
    """The background, and the rings around the code."""
    middle_x, middle_y = WIDTH - MARGIN - side / 2, HEIGHT - MARGIN - side / 2
    yield f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{ground}"/>'
    for index, radius in enumerate(RINGS):
        fill = ground if index % 2 else shade
        yield f'<circle cx="{middle_x:g}" cy="{middle_y:g}" r="{radius}" fill="{fill}"/>'


def _headline(candidates: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], float]:
    """The lines of the headline and their size: one line if it is large enough, else the lines that
    allow the largest size."""
    sized = [(lines, _size_of(lines)) for lines in candidates]
    return sized[0] if sized[0][1] > 6.7 else max(sized, key=lambda one: one[1])


def _size_of(lines: tuple[str, ...]) -> float:
    return min(14.0, 15.0 / len(lines), FULL / max(map(_ems, lines)))


def _accounts(data: Data, top: float, width: float, accent: str) -> Iterator[str]:
    shown = [*data["accounts"], *(("", tag) for tag in data["hashtags"][1:])]
    most = {1: 5.0, 2: 4.0}.get(len(shown), 3.0)
    size = min(most, (ABOVE_NAME - top) / (1.3 * len(shown))) if shown else most
    for index, account in enumerate(shown):
        words = " ".join(filter(None, account))
        yield _text(words, top + (index * 1.3 + 0.74) * size, size, width, 900, accent)


def _text(text: str, y: float, size: float, width: float, weight: int, fill: str) -> str:
    """A line of text at the left margin, smaller if it would be too wide."""
    wide = _ems(text) * size
    size, wide = size * min(1, width / wide), min(wide, width)
    held = f' textLength="{wide:.2f}" lengthAdjust="spacingAndGlyphs"' if wide > 0.8 * width else ""
    return (
        f'<text x="{MARGIN}" y="{y:.2f}" font-size="{size:.2f}" font-weight="{weight}"'
        f' fill="{fill}"{held}>{xml(text)}</text>'
    )


def _code(matrix: Matrix, side: float) -> Iterator[str]:
    """The code of the city's page, bottom right, with its quiet zone."""
    x, y, scale = WIDTH - MARGIN - side, HEIGHT - MARGIN - side, side / len(matrix)
    yield f'<g transform="translate({x:g} {y:g}) scale({scale:.6f})" shape-rendering="crispEdges">'
    yield f'<rect width="{len(matrix)}" height="{len(matrix)}" fill="{PAPER}"/>'
    yield f'<path fill="#000" fill-rule="evenodd" d="{svg_path(matrix)}"/></g>'


def _ems(text: str) -> float:
    """The estimated width of a bold text, in units of its size. Never 0."""
    return sum(map(_em, text)) or 1.0


def _em(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if character in "iIljtfr.,:;'|! ":
        return 0.36
    if character in "mwMW@":
        return 0.95
    return 0.74 if character.isupper() or character.isdigit() else 0.62
