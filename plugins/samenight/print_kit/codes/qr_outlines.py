"""The outlines of a code: the borders of its dark areas, so that there are no seams between modules."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

Matrix = tuple[tuple[bool, ...], ...]
# A closed line: its start, then alternately how far it goes right (or left) and down (or up).
Outline = tuple[int, ...]


@functools.lru_cache(maxsize=64)
def outlines_of(matrix: Matrix) -> tuple[Outline, ...]:
    """The borders between dark and light, in modules: ``(x, y, right, down, right, down, ...)``,
    negative for left and up; each ends where it started.

    Fill them by the even-odd rule: where two dark areas touch at a corner, the lines cross there.
    """
    across = dict(_ends(matrix))
    down = {(x, y): to for (y, x), to in _ends(tuple(zip(*matrix, strict=True)))}
    found: list[Outline] = []
    while across:
        start = next(iter(across))
        line, (x, y) = [*start], start
        while (x, y) in across:
            right = across.pop((x, y))
            del across[(right, y)]
            below = down[(right, y)]
            line += (right - x, below - y)
            x, y = right, below
        found.append(tuple(line))
    return tuple(found)


def corners(line: Outline) -> Iterator[tuple[int, int]]:
    """The corners of a line, each once, from its start."""
    x, y = line[:2]
    for right, down in zip(line[2::2], line[3::2], strict=True):
        yield x, y
        x += right
        yield x, y
        y += down


def _ends(rows: Iterable[Iterable[bool]]) -> Iterator[tuple[tuple[int, int], int]]:
    """Both ends of every border along a row, each with the x of the other end. There is a border where
    a module differs from the one above it."""
    above = 0
    bits = [sum(1 << x for x, dark in enumerate(row) if dark) for row in rows]
    for y, row in enumerate([*bits, 0]):
        border = row ^ above
        corners = list(_positions(border ^ border << 1))
        for left, right in zip(corners[::2], corners[1::2], strict=True):
            yield (left, y), right
            yield (right, y), left
        above = row


def _positions(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
