"""Drawing codes into typeset files.

A code has hundreds of corners, and Typst takes longer for them than for all the rest of a page. So it gets
an outline of five corners in the place of each code, its stand-in, which says by its last corner which code
it stands for; in the finished page the stand-ins are replaced by the codes, at the same place and in the
same units.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Mapping

from samenight.print_kit.codes.qr import QUIET_ZONE
from samenight.print_kit.codes.qr_outlines import Matrix, corners, outlines_of
from samenight.print_kit.finished.pdf_file import PdfFile

# An outline as templates get it: its corners, in modules from the corner of the quiet zone.
Corners = list[list[tuple[int, int]]]

_FIRST = QUIET_ZONE + 1  # how far down the last corner of the stand-in number 0 is
_IN_PDF = re.compile(rb"4 4 m (\d+) 4 l \1 \1 l 4 \1 l 4 (\d+) l\nh\n(?=f\*)")
_IN_SVG = re.compile(rb' d="m4 4h(\d+)v\1h-\1v-(\d+)z"')


def stand_in(matrix: Matrix, number: int) -> Corners:
    """The stand-in for a code: around all its modules, with its number among the codes of the file."""
    far = len(matrix) - QUIET_ZONE
    return [[(QUIET_ZONE, QUIET_ZONE), (far, QUIET_ZONE), (far, far), (QUIET_ZONE, far),
             (QUIET_ZONE, _FIRST + number)]]  # fmt: skip


def pdf_with_codes(pdf: bytes, codes: Mapping[int, Matrix], copies: int) -> bytes | None:
    """The PDF with codes in place of their stand-ins. ``codes`` are by their numbers, each drawn
    ``copies`` times on all pages together.

    ``None`` if the stand-ins are other ones: the template draws its codes in a way of its own.
    """
    file = PdfFile(pdf)
    before = {page: file.drawing(page) for page in file.pages()}
    found = [int(at[2]) - _FIRST for one in before.values() for at in _IN_PDF.finditer(one)]
    if Counter(found) != dict.fromkeys(codes, copies):
        return None

    def drawn(stand: re.Match[bytes]) -> bytes:
        return _pdf_path(codes[int(stand[2]) - _FIRST])

    after = {page: _IN_PDF.sub(drawn, one) for page, one in before.items()}
    return file.with_drawings({page: one for page, one in after.items() if one != before[page]})


def svg_with_codes(svg: bytes, codes: Mapping[int, Matrix], copies: int) -> bytes | None:
    """The same for a finished drawing."""
    found = [_number(at) for at in _IN_SVG.finditer(svg)]
    if Counter(found) != dict.fromkeys(codes, copies):
        return None
    return _IN_SVG.sub(lambda stand: b' d="%s"' % _svg_path(codes[_number(stand)]), svg)


def _number(stand: re.Match[bytes]) -> int:
    """The number of a stand-in, from its width and from how far its last line goes up."""
    return int(stand[1]) - 1 - int(stand[2])


@functools.lru_cache(maxsize=64)
def _pdf_path(matrix: Matrix) -> bytes:
    return "".join(
        f"{' l '.join(f'{x} {y}' for x, y in corners(line))} l\nh\n".replace(" l ", " m ", 1)
        for line in outlines_of(matrix)
    ).encode()


@functools.lru_cache(maxsize=64)
def _svg_path(matrix: Matrix) -> bytes:
    """The path as :mod:`samenight.print_kit.typesetting.svg` writes paths: every step from the last."""
    steps, x, y = "", 0, 0
    for line in outlines_of(matrix):
        steps += f"m{line[0] - x} {line[1] - y}".replace(" -", "-")
        x, y = line[:2]
        lengths = [f"{'hv'[at % 2]}{length}" for at, length in enumerate(line[2:-1])]
        steps += "".join(lengths) + "z"
    return steps.encode()
