"""Paths of finished files as shapes: where they are, what they cover, and the modules that they draw."""

from __future__ import annotations

import itertools
import operator
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

XY = tuple[float, float]
Box = tuple[float, float, float, float]  # left, bottom, right, top
# A transformation as PDF writes it (ISO 32000-1, 8.3.4): x' = ax + cy + e, y' = bx + dy + f.
Transform = tuple[float, float, float, float, float, float]

UNCHANGED: Transform = (1, 0, 0, 1, 0, 0)
SMALL = 0.01  # points, by which edges that are meant to be equal may differ
_ROUNDING = 1e-6
MOST_MODULES = 200  # across and down: the largest code has 177, and its quiet zone


@dataclass(frozen=True)
class Line:
    """A line of a path from its start: its corners (ends of steps), and all points, those that only bend
    its curves among them."""

    corners: tuple[XY, ...]
    points: tuple[XY, ...]


@dataclass(frozen=True)
class Shape:
    """A path in its own units: its bounding box, the corners of an area that it certainly covers if it is
    filled, and the rows of modules, each as the bits of an integer, from the first row, if all its lines
    are on a grid of whole numbers."""

    box: Box
    covered: tuple[XY, ...]
    rows: tuple[int, ...] | None

    @property
    def is_rectangle(self) -> bool:
        """Whether it is a rectangle with sides across and down."""
        left, bottom, right, top = self.box
        ends = {(left, bottom), (right, bottom), (right, top), (left, top)}
        return len(self.covered) == 4 and set(self.covered) == ends

    def without_modules(self) -> Shape:
        """The same, if it is filled by another rule, by which other modules may be dark."""
        return replace(self, rows=None)


def shape_of(lines: Sequence[Line]) -> Shape:
    """The shape of a path of one or more lines, filled by the even-odd rule. It is on a grid if its points
    are integers."""
    xs, ys = zip(*itertools.chain.from_iterable(line.points for line in lines), strict=True)
    left, bottom, right, top = min(xs), min(ys), max(xs), max(ys)
    covered = lines[0].corners if len(lines) == 1 and _is_convex(lines[0].points) else ()
    on_grid = isinstance(left, int) and min(left, bottom) >= 0 and max(right, top) <= MOST_MODULES
    on_grid = on_grid and all(line.corners is line.points for line in lines)
    rows = _rows([line.corners for line in lines], bottom, top) if on_grid else None
    return Shape((left, bottom, right, top), covered, rows)


def _rows(lines: Iterable[Sequence[Any]], first: int, last: int) -> tuple[int, ...] | None:
    """The modules: in each row those between an odd and an even border. ``None`` for slanted lines."""
    changes = [0] * (last - first + 1)  # in which columns borders begin or end at the top of each row
    for corners in lines:
        x, y = corners[-1]
        for to_x, to_y in corners:
            if y != to_y:
                if x != to_x:
                    return None
                changes[y - first] ^= 1 << x
                changes[to_y - first] ^= 1 << x
            x, y = to_x, to_y
    return tuple(map(_filled, itertools.accumulate(changes[:-1], operator.xor)))


def _filled(borders: int) -> int:
    """Ones from every odd border to the next."""
    width, step = borders.bit_length(), 1
    while step < width:
        borders ^= borders << step
        step *= 2
    return borders & (1 << width) - 1


def _is_convex(points: Sequence[XY]) -> bool:
    """Whether a line turns always to the same side, and once around. Then its curves bend outwards, and
    what is between its corners is within it."""
    around = [(x, y) for (x, y), (to_x, to_y) in edges(points) if abs(x - to_x) + abs(y - to_y) > _ROUNDING]
    turns = [
        (bx - ax) * (cy - by) - (by - ay) * (cx - bx)
        for ((ax, ay), (bx, by)), (_, (cx, cy)) in edges([*edges(around)])
    ]
    least = SMALL * SMALL
    one_way = all(turn > -least for turn in turns) or all(turn < least for turn in turns)
    return len(around) > 2 and one_way and _quarters(around) <= 4


def _quarters(points: Sequence[XY]) -> int:
    """How often the direction of a line changes from one quarter to another."""
    ways = [(bx - ax > _ROUNDING, by - ay > _ROUNDING) for (ax, ay), (bx, by) in edges(points)]
    return sum(one != after for one, after in edges(ways))


def is_within(point: XY, corners: Sequence[XY]) -> bool:
    """Whether a point is within a convex polygon, or so near to its edge that nobody sees it."""
    x, y = point
    beside = [
        ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / (abs(bx - ax) + abs(by - ay))
        for (ax, ay), (bx, by) in edges(corners)
        if (ax, ay) != (bx, by)
    ]
    return len(beside) > 2 and (min(beside) >= -SMALL or max(beside) <= SMALL)


def edges(corners: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    """The pairs of neighbours around a polygon."""
    return zip(corners, (*corners[1:], *corners[:1]), strict=True)


def moved(by: Transform, point: XY) -> XY:
    """A point after a transformation."""
    a, b, c, d, e, f = by
    x, y = point
    return a * x + c * y + e, b * x + d * y + f


def combined(outer: Transform, inner: Transform) -> Transform:
    """The transformation ``inner``, and then ``outer``."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return p * a + r * b, q * a + s * b, p * c + r * d, q * c + s * d, p * e + r * f + t, q * e + s * f + u


def moved_box(by: Transform, box: Box) -> Box:
    """The box around a transformed one."""
    a, b, c, d, e, f = by
    left, bottom, right, top = box
    xs = (a * left + c * bottom, a * right + c * bottom, a * left + c * top, a * right + c * top)
    ys = (b * left + d * bottom, b * right + d * bottom, b * left + d * top, b * right + d * top)
    return min(xs) + e, min(ys) + f, max(xs) + e, max(ys) + f


def common(one: Box, other: Box) -> Box:
    """The part that two boxes have in common."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def meet(one: Box, other: Box) -> bool:
    """Whether two boxes overlap by more than a rounding error."""
    return (
        one[0] < other[2] - SMALL
        and other[0] < one[2] - SMALL
        and one[1] < other[3] - SMALL
        and other[1] < one[3] - SMALL
    )


def holds(outer: Box, inner: Box) -> bool:
    """Whether a box has another one within it, but for a rounding error."""
    return (
        outer[0] <= inner[0] + SMALL
        and outer[1] <= inner[1] + SMALL
        and outer[2] >= inner[2] - SMALL
        and outer[3] >= inner[3] - SMALL
    )
