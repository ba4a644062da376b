"""What is painted on a page, in its order, and which of its codes are certainly right.

A code counts only if all of this is certain: a path in black alone has the dark modules of the code and
no others; it is upright or turned by quarters, not mirrored; its modules are as large as they have to be;
it is on the page; the last thing painted below it and its quiet zone is white; nothing is painted over it
afterwards, and nothing cuts it off.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from samenight.print_kit.codes.qr import QUIET_ZONE
from samenight.print_kit.codes.qr_outlines import Matrix
from samenight.print_kit.finished.shapes import (
    XY,
    Box,
    Shape,
    Transform,
    common,
    holds,
    is_within,
    meet,
    moved,
    moved_box,
)

POINTS = 72  # per inch


class UncertainError(Exception):
    """Something on a page that is not understood, so that nothing on it is certain."""


@dataclass(frozen=True)
class Cut:
    """What is left after cutting: nothing is painted outside of ``outer``, and nothing is cut off within
    ``inner``."""

    outer: Box
    inner: Box

    def cut(self, box: Box, is_rectangle: bool) -> Cut:
        """The same after another cut, along a path within a box."""
        return Cut(common(self.outer, box), common(self.inner, box) if is_rectangle else NOWHERE)


NOWHERE: Box = (0, 0, 0, 0)
_EVERYWHERE: Box = (float("-inf"), float("-inf"), float("inf"), float("inf"))
UNCUT = Cut(_EVERYWHERE, _EVERYWHERE)


@dataclass(frozen=True)
class PaintedPart:
    """Something painted, how it is placed, and what is not cut off. What is behind it is worked out only
    if it matters: mostly nothing is painted after a code."""

    shape: Callable[[], Shape | Box]
    place: Transform
    cut: Cut
    is_white: bool = False

    @functools.cached_property
    def box(self) -> Box:
        """The box that it is in, in points of the page."""
        return common(self._whole, self.cut.outer)

    @functools.cached_property
    def _whole(self) -> Box:
        shape = self.shape()
        return moved_box(self.place, shape.box if isinstance(shape, Shape) else shape)

    @property
    def white(self) -> tuple[XY, ...]:
        """The corners of an area that it certainly makes white."""
        shape = self.shape()
        if not (self.is_white and isinstance(shape, Shape) and holds(self.cut.inner, self._whole)):
            return ()
        return tuple(moved(self.place, corner) for corner in shape.covered)


@dataclass(frozen=True)
class PaintedCode:
    """A path in black alone that draws modules: their rows, how they are placed, what is left of them
    after cutting, and its number among all paints."""

    rows: tuple[int, ...]
    place: Transform
    cut: Cut
    number: int


@dataclass
class PaintedPage:
    """All that is painted on a page, and the box that is left when it is cut. ``downwards`` is whether its
    second coordinate grows downwards, as in SVG."""

    trim: Box
    downwards: bool = False
    paints: list[PaintedPart] = field(default_factory=list)
    codes: list[PaintedCode] = field(default_factory=list)

    def fill(self, shape: Callable[[], Shape], place: Transform, ink: str, cut: Cut) -> None:
        """Fill a path; ``ink`` is "black", "white", or anything else."""
        if ink == "black":
            found = shape()
            if found.rows and found.box[:2] == (QUIET_ZONE, QUIET_ZONE):
                self.codes.append(PaintedCode(found.rows, place, cut, len(self.paints)))
        self.paints.append(PaintedPart(shape, place, cut, ink == "white"))

    def cover(self, box: Callable[[], Box], place: Transform, cut: Cut) -> None:
        """Paint something within a box: a text, or lines."""
        self.paints.append(PaintedPart(box, place, cut))


def are_certain(pages: Iterable[PaintedPage], codes: Iterable[Matrix], least: float) -> bool:
    """Whether every one of ``codes``, each as many times as it is listed, is certainly on the pages,
    with modules of at least ``least`` points."""
    found = Counter(one.rows for page in pages for one in page.codes if is_certain(one, page, least))
    return Counter(map(_rows_of, codes)) <= found


@functools.lru_cache(maxsize=64)
def _rows_of(matrix: Matrix) -> tuple[int, ...]:
    """The rows of a code without those of the quiet zone, each as the bits of an integer."""
    within = matrix[QUIET_ZONE:-QUIET_ZONE]
    return tuple(sum(1 << x for x, dark in enumerate(row) if dark) for row in within)


def is_certain(code: PaintedCode, page: PaintedPage, least: float) -> bool:
    """Whether a code is placed as it must be, on white ground, and nothing is over it."""
    a, b, c, d, _, _ = code.place if page.downwards else _upside_down(code.place)
    unit = max(abs(a), abs(b))
    even = unit * 1e-6
    upright = abs(a - d) < even and abs(b + c) < even and min(abs(a), abs(b)) < even
    far = len(code.rows) + QUIET_ZONE
    dark = moved_box(code.place, (QUIET_ZONE, QUIET_ZONE, far, far))
    whole = moved_box(code.place, (0, 0, far + QUIET_ZONE, far + QUIET_ZONE))
    return (
        upright
        and unit >= least
        and holds(page.trim, dark)
        and holds(code.cut.inner, dark)
        and not any(meet(paint.box, whole) for paint in page.paints[code.number + 1 :])
        and _is_on_white(code, page, whole)
    )


def _upside_down(place: Transform) -> Transform:
    a, b, c, d, e, f = place
    return a, -b, c, -d, e, -f


def _is_on_white(code: PaintedCode, page: PaintedPage, whole: Box) -> bool:
    """Whether the last paint that touches a code's square makes it white; its rounded corners may cut off
    corners of the quiet zone."""
    below = next((one for one in reversed(page.paints[: code.number]) if meet(one.box, whole)), None)
    near, far = QUIET_ZONE, len(code.rows) + QUIET_ZONE
    side = far + QUIET_ZONE
    edge = [(near, 0), (far, 0), (side, near), (side, far), (far, side), (near, side), (0, far), (0, near)]
    return below is not None and all(is_within(moved(code.place, at), below.white) for at in edge)
