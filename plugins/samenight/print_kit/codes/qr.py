"""QR codes: the matrix of a text, and artwork of it as SVG, PNG and PDF (ISO/IEC 18004)."""

from __future__ import annotations

import functools
import hashlib
import html
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Any, Literal

import qrcode
from qrcode import util

from samenight.print_kit.codes.qr_masks import symbol
from samenight.print_kit.codes.qr_outlines import Matrix, Outline, corners, outlines_of

# Light modules around the symbol: ISO/IEC 18004 requires four. They are part of the artwork, so that
# nobody who places it can forget them.
QUIET_ZONE = 4
SIDE = 30  # mm, with the quiet zone: read from an arm's length
SMALLEST_MODULE = Decimal("0.4")  # mm; GS1 General Specifications: 0.396 mm
SMALLEST_SIDE = 20  # mm: a tenth of the reading distance, which is 20 cm at least
# Bytes that fit into 41 modules, and so into the smallest side (table 7, version 6).
SHORT = {"L": 134, "M": 106, "Q": 74, "H": 58}
DOTS_PER_INCH = 600
INCH = Decimal("25.4")  # mm

# Error correction: 7, 15, 25 and 30 % of the codewords may be lost.
ErrorCorrection = Literal["L", "M", "Q", "H"]
_LEVELS = {
    "L": qrcode.ERROR_CORRECT_L,
    "M": qrcode.ERROR_CORRECT_M,
    "Q": qrcode.ERROR_CORRECT_Q,
    "H": qrcode.ERROR_CORRECT_H,
}
# Characters that XML 1.0 (section 2.2) forbids, even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class QrFacts:
    """The content of a code, the title of its picture, and its level of error correction."""

    text: str
    title: str
    level: ErrorCorrection = "Q"


def matrix_of(text: str, level: ErrorCorrection = "Q") -> Matrix:
    """The rows of modules, ``True`` for dark, with the quiet zone around them.

    Level Q restores a quarter of the symbol: it survives a fold or a drop of beer. Raises
    :class:`ValueError` for texts above 2,953, 2,331, 1,663 and 1,273 bytes at the levels L, M, Q
    and H.
    """
    return _matrix(text, level)


@functools.lru_cache(maxsize=64)
def _matrix(text: str, level: ErrorCorrection) -> Matrix:
    code: Any = qrcode.QRCode(error_correction=_LEVELS[level])
    code.add_data(text)
    version = code.best_fit()
    codewords = util.create_data(version, _LEVELS[level], code.data_list)
    bits = symbol(version, _LEVELS[level], codewords)
    side = 17 + 4 * version
    return _framed([bits[start : start + side] for start in range(0, len(bits), side)])


def _framed(rows: list[str]) -> Matrix:
    light = (False,) * QUIET_ZONE
    empty = ((False,) * (len(rows) + 2 * QUIET_ZONE),) * QUIET_ZONE
    return (*empty, *((*light, *map("1".__eq__, row), *light) for row in rows), *empty)


def side_of(matrix: Matrix) -> Decimal:
    """The side of the artwork in mm: 30, or more if the modules of a long text would be too small."""
    return max(Decimal(SIDE), SMALLEST_MODULE * len(matrix))


def smallest_side(text: str, level: ErrorCorrection = "Q") -> int:
    """The side in whole mm below which the code must not be printed."""
    if len(text.encode()) <= SHORT[level]:
        return SMALLEST_SIDE
    needed = SMALLEST_MODULE * len(matrix_of(text, level))
    return max(SMALLEST_SIDE, _whole(needed))


def qr_svg(facts: QrFacts) -> bytes:
    """The code as SVG: one path on a white ground, in black alone, one unit per module."""
    matrix = matrix_of(facts.text, facts.level)
    modules, side = len(matrix), side_of(matrix)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}mm" height="{side}mm"'
        f' viewBox="0 0 {modules} {modules}" shape-rendering="crispEdges" role="img">'
        f"<title>{xml(facts.title)}</title>"
        f'<rect width="{modules}" height="{modules}" fill="#fff"/>'
        f'<path fill="#000" fill-rule="evenodd" d="{svg_path(matrix)}"/></svg>\n'
    ).encode()


def svg_path(matrix: Matrix) -> str:
    """The dark modules as the path of an SVG, one unit per module, to be filled by the even-odd rule."""
    return "".join(
        f"M{line[0]} {line[1]}"
        + "".join(f"h{right}v{down}" for right, down in zip(line[2::2], line[3::2], strict=True))
        + "z"
        for line in outlines_of(matrix)
    )


def qr_png(facts: QrFacts) -> bytes:
    """The code as PNG (ISO/IEC 15948): black and white, one bit per dot, all modules equally large.

    At least 600 dots per inch; the density in the file gives it exactly the size of the SVG.
    """
    matrix = matrix_of(facts.text, facts.level)
    side = side_of(matrix)
    dots = _whole(side / INCH * DOTS_PER_INCH / len(matrix))
    size = dots * len(matrix)
    density = round(size * 1000 / side)  # dots per metre
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", size, size, 1, 0, 0, 0, 0)),
        (b"pHYs", struct.pack(">IIB", density, density, 1)),
        (b"IDAT", zlib.compress(b"".join(_scanlines(matrix, dots)), 6)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def _scanlines(matrix: Matrix, dots: int) -> Iterator[bytes]:
    """For each row one line of dots, and the others as equal to the line above (filter 2)."""
    width = -(-len(matrix) * dots // 8)
    again = (b"\2" + bytes(width)) * (dots - 1)
    for row in matrix:
        bits = "".join(("0" if dark else "1") * dots for dark in row)
        yield b"\0" + int(bits.ljust(width * 8, "0"), 2).to_bytes(width, "big") + again


def qr_pdf(facts: QrFacts) -> bytes:
    """The code as PDF 1.4 (ISO 32000-1): vectors on a white ground, in black ink alone.

    Black is 0 0 0 1 in DeviceCMYK, never mixed from four inks that may be out of register; the quiet
    zone has no ink and knocks out what is below. The trim box is the whole page. No font, no date.
    """
    matrix = matrix_of(facts.text, facts.level)
    points = side_of(matrix) / INCH * 72
    lines = " ".join(map(_pdf_line, outlines_of(matrix)))
    scale = f"{points / len(matrix):.6f}"
    drawing = zlib.compress(
        f"0 0 0 0 k 0 0 {points:.4f} {points:.4f} re f"
        f" {scale} 0 0 -{scale} 0 {points:.4f} cm 0 0 0 1 k {lines} f*\n".encode(),
        9,
    )
    box = f"[0 0 {points:.4f} {points:.4f}]"
    title = b"\xfe\xff" + facts.title.encode("utf-16-be")
    return _pdf_file(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            f"<</Type/Page/Parent 2 0 R/MediaBox{box}/TrimBox{box}/Resources<<>>/Contents 4 0 R>>".encode(),
            b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (len(drawing), drawing),
            b"<</Title<%s>/Trapped/False>>" % title.hex().encode(),
        ]
    )


def _pdf_line(line: Outline) -> str:
    first, *others = (f"{x} {y}" for x, y in corners(line))
    return f"{first} m {' '.join(f'{point} l' for point in others)} h"


def _pdf_file(objects: list[bytes]) -> bytes:
    """A file of these objects (7.5): the first is the catalogue, the last the document information."""
    file, places = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    name = hashlib.blake2b(file, digest_size=16).hexdigest().encode()
    count = len(objects)
    return file + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n" % (count + 1, table)
        + b"<</Size %d/Root 1 0 R/Info %d 0 R/ID[<%s><%s>]>>\n" % (count + 1, count, name, name)
        + b"startxref\n%d\n%%%%EOF\n" % len(file)
    )


def _whole(number: Decimal) -> int:
    """The number, or the next whole one above it."""
    return int(number.to_integral_value(ROUND_CEILING))


def xml(text: str) -> str:
    """The text, safe as content and in quotes; characters that XML forbids become U+FFFD."""
    return html.escape(_FORBIDDEN.sub("\ufffd", text))
