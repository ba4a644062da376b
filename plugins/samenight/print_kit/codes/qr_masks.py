"""The best mask of a QR symbol (ISO/IEC 18004:2015, 7.8), found with each symbol as one integer.

The package ``qrcode`` draws and scores eight candidates module by module, which takes four fifths of
its time. Here one integer holds all columns of a symbol and above them all rows, so that a few shifts
check every line at once. The result is, module for module, that of ``qrcode``.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from qrcode import QRCode, util

Bits = str  # the modules of a symbol, row after row: "1" is dark
Rows = list[list[bool | None]]  # None where codewords go

_REMAINDER = "0" * 7  # at most so many modules follow the last codeword (table 1)


@dataclass(frozen=True)
class QrFrame:
    """What all symbols of one version have in common.

    ``place`` picks the modules, row after row, from the bits of the codewords followed by "0" for
    light and "1" for dark. The integers hold columns and rows: in ``masks``, ones invert a module; in
    ``pairs`` and ``elevens``, ones mark where two and eleven modules in one line begin.
    """

    side: int
    place: Callable[[str], Iterable[str]]
    masks: tuple[int, ...]
    pairs: int
    elevens: int


def symbol(version: int, level: int, codewords: Iterable[int]) -> Bits:
    """The symbol of ``codewords`` under the mask with the lowest penalty, without quiet zone.

    ``level`` is a constant of ``qrcode``. The penalty is that of ``qrcode``: computed before format
    and version are written; of masks with an equal penalty the first is taken.
    """
    frame, data = _frame(version), bytes(codewords)
    bits = f"{int.from_bytes(data, 'big'):0{8 * len(data)}b}{_REMAINDER}01"
    bare = _lines("".join(frame.place(bits)))
    best = min(range(8), key=lambda mask: _penalty(bare ^ frame.masks[mask], frame))
    area = frame.side * frame.side
    masked = (bare ^ frame.masks[best]) >> area
    return f"{masked | _information(version, level, best):0{area}b}"


def _penalty(dark: int, frame: QrFrame) -> int:
    """The points of table 11, for runs, blocks, finders and the share of dark modules."""
    once = (1 << frame.side * frame.side) - 1  # the columns alone

    same = ~(dark ^ dark >> 1) & frame.pairs  # alike: a module and the next
    three = same & same >> 1
    five = three & three >> 2  # a run of n modules has n - 4 such places, all but one joined
    runs = 3 * five.bit_count() - 2 * (five & five >> 1).bit_count()

    across = same & once
    blocks = across & across >> frame.side & ~(dark ^ dark >> frame.side)

    finder = dark & dark >> 2 & dark >> 3 & dark >> 4 & dark >> 6 & ~(dark >> 1 | dark >> 5)
    two = dark | dark >> 1
    light = ~(two | two >> 2)  # four modules
    finders = (finder & light >> 7 & frame.elevens, light & finder >> 4 & frame.elevens)

    share = (dark & once).bit_count() / frame.side**2
    uneven = int(abs(share * 100 - 50) / 5)
    return runs + 3 * blocks.bit_count() + 40 * sum(map(int.bit_count, finders)) + 10 * uneven


@functools.lru_cache(maxsize=40)
def _frame(version: int) -> QrFrame:
    rows = _blank(version, 0, 0, test=True)
    side = len(rows)
    return QrFrame(
        side,
        itemgetter(*_sources(rows)),
        tuple(_lines(_mask(rows, pattern)) for pattern in range(8)),
        int(f"0{'1' * (side - 1)}" * side * 2, 2),
        int(f"{'0' * 10}{'1' * (side - 10)}" * side * 2, 2),
    )


@functools.lru_cache(maxsize=256)
def _information(version: int, level: int, mask: int) -> int:
    """Everything dark but the data: finders, timing, alignment, format and version."""
    rows = _blank(version, level, mask, test=False)
    return int("".join("1" if dark else "0" for row in rows for dark in row), 2)


def _blank(version: int, level: int, mask: int, *, test: bool) -> Rows:
    """A symbol without its data, and as a ``test`` without format and version."""
    code: Any = QRCode(version, level)
    code.data_cache = []
    code.map_data = lambda *_: None
    code.makeImpl(test, mask)
    rows: Rows = code.modules
    return rows


def _sources(rows: Rows) -> list[int]:
    """For each module the index of its bit: -2 and -1 for those always light and dark."""
    order = {place: bit for bit, place in enumerate(_zigzag(rows))}
    return [
        order[x, y] if dark is None else int(dark) - 2
        for y, row in enumerate(rows)
        for x, dark in enumerate(row)
    ]


def _zigzag(rows: Rows) -> Iterator[tuple[int, int]]:
    """Column and row of the modules for data in their order: two columns up, two down (7.7.3)."""
    down = range(len(rows))
    rights = [*range(len(rows) - 1, 6, -2), 5, 3, 1]  # column 6 is the timing pattern
    for number, right in enumerate(rights):
        for y in down if number % 2 else reversed(down):
            yield from ((x, y) for x in (right, right - 1) if rows[y][x] is None)


def _mask(rows: Rows, pattern: int) -> Bits:
    turns = util.mask_func(pattern)
    return "".join(
        "1" if dark is None and turns(y, x) else "0"
        for y, row in enumerate(rows)
        for x, dark in enumerate(row)
    )


def _lines(modules: Bits) -> int:
    """Rows as the higher half of an integer, columns as the lower."""
    side = math.isqrt(len(modules))
    columns = "".join(modules[x::side] for x in range(side))
    return int(modules + columns, 2)
