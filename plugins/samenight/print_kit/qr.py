"""QR codes: the matrix of a text, and artwork of it as SVG and PNG (ISO/IEC 18004)."""

from __future__ import annotations

import functools
import io
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

import qrcode
from PIL import Image

from samenight.print_kit.xml_text import xml

# Light modules around the symbol: ISO/IEC 18004 asks for four, and they belong to the artwork, so
# that whoever places it cannot forget them.
QUIET_ZONE = 4
SIDE = 30  # mm, with the quiet zone: read from an arm's length
SMALLEST_MODULE = Decimal("0.4")  # mm; GS1 General Specifications: 0.396 mm
SMALLEST_SIDE = 20  # mm: size is a tenth of the distance, and nobody holds a card closer
SHORT = 74  # bytes that fit into 41 modules at level Q, and so into the smallest side (table 7)
DOTS_PER_INCH = 600
INCH = Decimal("25.4")  # mm

Matrix = tuple[tuple[bool, ...], ...]
Run = tuple[int, int, int]


@dataclass(frozen=True)
class QrFacts:
    """What a code says, and the words that name its picture."""

    text: str
    title: str


@functools.lru_cache(maxsize=64)
def matrix_of(text: str) -> Matrix:
    """The rows of modules, ``True`` for dark, with the quiet zone around them.

    Error correction Q restores a quarter of the symbol: it survives a fold or a drop of beer.
    Raises :class:`qrcode.exceptions.DataOverflowError` for texts above 1,663 bytes.
    """
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_Q, border=QUIET_ZONE)
    code.add_data(text)
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())


def runs_of(matrix: Matrix) -> Iterator[Run]:
    """Every run of dark modules in a row: column, row, length."""
    for y, row in enumerate(matrix):
        start: int | None = None
        for x, dark in enumerate((*row, False)):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                yield start, y, x - start
                start = None


def side_of(matrix: Matrix) -> Decimal:
    """The side of the artwork in mm: 30, and more for texts so long that modules would be too small."""
    return max(Decimal(SIDE), SMALLEST_MODULE * len(matrix))


def smallest_side(text: str) -> int:
    """The side in whole mm below which the code must not be printed."""
    if len(text.encode()) <= SHORT:
        return SMALLEST_SIDE
    needed = SMALLEST_MODULE * len(matrix_of(text))
    return max(SMALLEST_SIDE, _whole(needed))


def qr_svg(facts: QrFacts) -> bytes:
    """The code as SVG: one path on a white ground, in black alone, one unit a module."""
    matrix = matrix_of(facts.text)
    modules, side = len(matrix), side_of(matrix)
    path = "".join(f"M{x} {y}h{length}v1h-{length}z" for x, y, length in runs_of(matrix))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}mm" height="{side}mm"'
        f' viewBox="0 0 {modules} {modules}" shape-rendering="crispEdges" role="img">'
        f"<title>{xml(facts.title)}</title>"
        f'<rect width="{modules}" height="{modules}" fill="#fff"/>'
        f'<path fill="#000" d="{path}"/></svg>\n'
    ).encode()


def qr_png(facts: QrFacts) -> bytes:
    """The code as PNG: black and white, one bit a dot, as many dots to every module.

    At least 600 dots an inch; the picture states the density at which it measures exactly what
    the SVG does.
    """
    matrix = matrix_of(facts.text)
    side = side_of(matrix)
    dots = _whole(side / INCH * DOTS_PER_INCH / len(matrix))
    picture = Image.new("1", (len(matrix), len(matrix)))
    picture.putdata([0 if dark else 255 for row in matrix for dark in row])
    size = dots * len(matrix)
    density = float(size * INCH / side)
    file = io.BytesIO()
    picture.resize((size, size), Image.Resampling.NEAREST).save(file, "PNG", dpi=(density, density))
    return file.getvalue()


def _whole(number: Decimal) -> int:
    """The number, or the next whole one above it."""
    return int(number.to_integral_value(ROUND_CEILING))
