"""What is painted in a drawing, from the elements and attributes that Typst and our own code write (SVG 2).
All others are not understood, and nothing is certain then."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from samenight.print_kit.codes.qr import INCH
from samenight.print_kit.finished.painted_page import POINTS, UNCUT, Cut, PaintedPage, UncertainError
from samenight.print_kit.finished.shapes import (
    UNCHANGED,
    XY,
    Box,
    Line,
    Shape,
    Transform,
    combined,
    moved_box,
    shape_of,
)

_ELEMENT = re.compile(r"<(/?)(\w+)((?:\s[\w:-]+=\"[^\"]*\")*)\s*(/?)>([^<]*)")
_ATTRIBUTE = re.compile(r"([\w:-]+)=\"([^\"]*)\"")
_DEFINITIONS = re.compile(r"<defs>.*?</defs>", re.DOTALL)
_GLYPH = re.compile(r'<path id="(\w+)" d="([^"]*)"/>')
_CLIP = re.compile(r'<clipPath id="(\w+)"><path d="([^"]*)"/></clipPath>')
_MOVE = re.compile(r"\s*(translate|scale|matrix)\(([^)]*)\)")
# Lines begin with a move and are closed; a line that is not closed may only be the last.
_LINE = re.compile(r"[mM][^mMzZ]*")
_LINES = re.compile(r"(?:[mM][^mMzZ]*[zZ])*(?:[mM][^mMzZ]*)?")
# Whole steps across and down in turns, as codes are drawn.
_ALTERNATING = re.compile(r"([mM])(-?\d+)[ ]?(-?\d+)((?:h-?\d+v-?\d+)*(?:h-?\d+)?)")
_STEP = re.compile(r"([a-zA-Z])([^a-zA-Z]*)")
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
_INKS = {"#000": "black", "#000000": "black", "#fff": "white", "#ffffff": "white"}
# The attributes that are understood; some change nothing of what is painted.
_KNOWN: Mapping[str, frozenset[str]] = {
    name: frozenset(known.split())
    for name, known in {
        "svg": "xmlns xmlns:xlink width height viewBox role shape-rendering",
        "title": "",
        "g": "transform clip-path",
        "path": "d fill fill-rule transform stroke stroke-width stroke-linecap stroke-linejoin"
        " stroke-miterlimit stroke-dasharray",
        "use": "xlink:href x y fill transform",
        "rect": "width height fill",
    }.items()
}


@dataclass(frozen=True)
class _Group:
    """What applies within an element: the transformation, and what is not cut off."""

    place: Transform
    cut: Cut


def painted_drawing(svg: bytes) -> PaintedPage:
    """The drawing as a page, in points. Raises :class:`UncertainError` for anything that is not
    understood."""
    try:
        text = svg.decode()
        painter = _SvgPainter(text)
        body = _DEFINITIONS.sub("", text).strip()
        at = 0
        for element in _ELEMENT.finditer(body):
            if element.start() != at:
                raise UncertainError(body[at : at + 40])
            at = element.end()
            painter.follow(element)
        if at != len(body):
            raise UncertainError(body[at : at + 40])
        return painter.page
    except (ValueError, LookupError) as error:
        raise UncertainError(str(error)) from error


class _SvgPainter:
    """Follows the elements of a drawing."""

    def __init__(self, text: str) -> None:
        definitions = "".join(_DEFINITIONS.findall(text))
        self._glyphs = dict(_GLYPH.findall(definitions))
        self._clips = dict(_CLIP.findall(definitions))
        self._open: list[_Group] = []
        self.page = PaintedPage((0, 0, 0, 0), downwards=True)

    def follow(self, element: re.Match[str]) -> None:
        """Add what an element paints. Raises :class:`UncertainError` for an unknown one."""
        closing, name, more, alone, text = element.groups()
        attributes = dict(_ATTRIBUTE.findall(more))
        if name not in _KNOWN or attributes.keys() - _KNOWN[name] or (text.strip() and name != "title"):
            raise UncertainError(element[0][:60])
        if closing:
            self._open.pop()
            return
        group = self._opened(name, attributes)
        if name in {"path", "use", "rect"}:
            self._paint(name, attributes, group)
        if not alone:
            self._open.append(group)

    def _opened(self, name: str, attributes: Mapping[str, str]) -> _Group:
        """What applies within an element."""
        if name == "svg":
            return self._sheet(attributes)
        around = self._open[-1]
        place = combined(around.place, _transform(attributes.get("transform", "")))
        clip = attributes.get("clip-path")
        if not clip:
            return _Group(place, around.cut)
        shape = _shape(self._clips[clip.removeprefix("url(#").removesuffix(")")])
        return _Group(place, around.cut.cut(moved_box(place, shape.box), shape.is_rectangle))

    def _sheet(self, attributes: Mapping[str, str]) -> _Group:
        left, top, wide, high = map(float, attributes["viewBox"].split())
        across, down = _points(attributes["width"]) / wide, _points(attributes["height"]) / high
        if abs(across / down - 1) > 0.001:  # it keeps its proportions, so it would be moved
            raise UncertainError(attributes["viewBox"])
        place = (across, 0, 0, across, -left * across, -top * across)
        self.page.trim = (0, 0, wide * across, high * across)
        return _Group(place, UNCUT.cut(self.page.trim, is_rectangle=True))

    def _paint(self, name: str, attributes: Mapping[str, str], group: _Group) -> None:
        place = group.place
        if name == "use":
            across, down = (float(attributes.get(side, 0)) for side in "xy")
            path = self._glyphs[attributes["xlink:href"].removeprefix("#")]
            self.page.cover(
                functools.partial(_box, path, 0), combined(place, (1, 0, 0, 1, across, down)), group.cut
            )
            return
        if name == "rect":
            width, height = attributes["width"], attributes["height"]
            path = f"M0 0h{width}v{height}h-{width}z"
        else:
            path = attributes["d"]
        if "stroke" in attributes:
            around = float(attributes["stroke-width"]) * 5
            self.page.cover(functools.partial(_box, path, around), place, group.cut)
        elif attributes["fill"] != "none":
            ink = _INKS.get(attributes["fill"], "other")
            even_odd = attributes.get("fill-rule") == "evenodd"
            shape = functools.partial(_shape if even_odd else _shape_at_most, path)
            self.page.fill(shape, place, ink, group.cut)


def _points(length: str) -> float:
    """A length in mm. Raises :class:`ValueError` for another unit."""
    return float(length.removesuffix("mm") if length.endswith("mm") else "") / float(INCH) * POINTS


def _transform(text: str) -> Transform:
    """The transformation of an element. Raises :class:`UncertainError` for rotations and the like."""
    place = UNCHANGED
    if text and "".join(move[0] for move in _MOVE.finditer(text)) != text:
        raise UncertainError(text)
    for move in _MOVE.finditer(text):
        numbers = [float(number) for number in move[2].replace(",", " ").split()]
        if move[1] == "matrix":
            a, b, c, d, e, f = numbers
            place = combined(place, (a, b, c, d, e, f))
        elif move[1] == "scale":
            place = combined(place, (numbers[0], 0, 0, numbers[-1], 0, 0))
        else:
            place = combined(place, (1, 0, 0, 1, numbers[0], numbers[1] if len(numbers) > 1 else 0))
    return place


def _box(path: str, around: float) -> Box:
    left, top, right, bottom = _shape(path).box
    return left - around, top - around, right + around, bottom + around


@functools.lru_cache(maxsize=4096)
def _shape_at_most(path: str) -> Shape:
    """A path filled by the other rule, by which it may draw other modules."""
    return _shape(path).without_modules()


@functools.lru_cache(maxsize=4096)  # the same letters and codes are in many drawings
def _shape(path: str) -> Shape:
    """A path with steps to a corner, along a quadratic curve and along a cubic one (SVG 2, 9.3)."""
    if not _LINES.fullmatch(path):
        raise UncertainError(path[:40])
    number = float if "." in path else int
    lines: list[Line] = []
    at: tuple[Any, Any] = (0, 0)
    for one in _LINE.findall(path):
        across_and_down = _ALTERNATING.fullmatch(one)
        if across_and_down:
            at = _start(across_and_down, at)
            corners: tuple[XY, ...] = tuple(
                _staircase(at, list(map(int, _NUMBER.findall(across_and_down[4]))))
            )
            points = corners
        else:
            curves = list(_steps(one, number, at))
            at = curves[0][-1]
            corners = tuple(curve[-1] for curve in curves)
            points = corners if all(len(one) == 1 for one in curves) else tuple(itertools.chain(*curves))
        lines.append(Line(corners, points))
    return shape_of(lines)


def _start(line: re.Match[str], at: tuple[Any, Any]) -> tuple[Any, Any]:
    x, y = int(line[2]), int(line[3])
    return (x, y) if line[1] == "M" else (at[0] + x, at[1] + y)


def _staircase(at: tuple[int, int], lengths: list[int]) -> Iterator[tuple[int, int]]:
    """The corners of a line that goes across and down in turns."""
    x, y = at
    yield at
    for number, length in enumerate(lengths):
        if number % 2:
            y += length
        else:
            x += length
        yield x, y


def _steps(line: str, number: type[float], at: tuple[Any, Any]) -> Iterator[list[XY]]:
    for step, text in _STEP.findall(line):
        for curve in _curves(step, list(map(number, _NUMBER.findall(text))), at):
            at = curve[-1]
            yield curve


def _curves(step: str, numbers: list[Any], at: tuple[Any, Any]) -> Iterator[list[XY]]:
    """The points of each repetition of a step, from where the pen is."""
    x, y = at
    if step in "hv":
        for length in numbers:
            x, y = (x + length, y) if step == "h" else (x, y + length)
            yield [(x, y)]
        return
    size = {"m": 2, "l": 2, "q": 4, "c": 6}[step.lower()]
    for start in range(0, len(numbers), size):
        ends = numbers[start : start + size]
        if step.isupper():
            x, y = 0, 0
        curve = [(x + across, y + down) for across, down in zip(ends[::2], ends[1::2], strict=True)]
        x, y = curve[-1]
        yield curve
