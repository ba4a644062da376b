"""What is painted on the pages of a PDF, from the operators that Typst and our own code write (ISO 32000-1,
annex A). All others are not understood, and nothing is certain then."""

from __future__ import annotations

import functools
import itertools
import re
import zlib
from collections.abc import Callable, Iterator

from samenight.print_kit.finished.painted_page import NOWHERE, UNCUT, Cut, PaintedPage, UncertainError
from samenight.print_kit.finished.pdf_file import PdfFile
from samenight.print_kit.finished.pdf_fonts import PdfFont, font_on
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

_PARTS = {
    b"n": rb"[-+.\d]++\s++",
    b"s": rb"\((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*\)",  # brackets within a string come in pairs
    b"marked": rb"/(?!OC\b)\w+\s*(?:<<(?:%(s)s|<<|>>(?!\s*B)|[^()<>])*>>|/\w+)?\s*B[DM]C\b|EMC\b",
    b"path": rb"(?:%(n)s%(n)s(?:[ml]\s++|%(n)s%(n)s(?:re\s++|%(n)s%(n)sc\s++))|h\s++)++",
    b"text": rb"BT\b(?:%(s)s|[^()])*?\bET\b",
}
for _name in (b"marked", b"path", b"text"):
    _PARTS[_name] %= _PARTS
# The first alternative is how Typst paints nearly everything: placed, coloured, painted, all at once.
_TOKEN = re.compile(
    rb"\s*+(?:"
    rb"q\s++(?P<moved>(?:%(n)s){6})cm\b\s*+(?:/\w++\s++cs\s++)?(?P<inked>(?:%(n)s)++)(?:scn|k|g|rg)\s++"
    rb"(?:(?P<shape>%(path)s)(?P<rule>f\*?)|(?P<words>%(text)s))\s*+Q\b(?P<whole>)"
    rb"|%(marked)s"
    rb"|(?P<save>q)\b|(?P<restore>Q)\b"
    rb"|(?P<move>(?:%(n)s){6})cm\b"
    rb"|(?P<path>%(path)s)(?P<paint>f\*?|[SsBb]\*?|(?:W\*?\s++)?n)(?![\w*])"
    rb"|(?P<ink>(?:%(n)s)++)(?:scn|sc|k|rg|g)\b"
    rb"|(?P<text>%(text)s)"
    rb"|(?P<width>%(n)s)w\b"
    rb"|/\w+\s+(?:cs|CS)\b|(?:%(n)s)++(?:SCN|SC|K|RG|G|M|J|j)(?!\w)|\[[^\]]*\]\s*%(n)sd\b"
    rb")" % _PARTS,
    re.DOTALL,
)
_TEXT = re.compile(
    rb"BT\s+(?:0 Tr)?\s*/(\w+)\s+(%(n)s)Tf\s*((?:%(n)s){6})Tm\s*"
    rb"(\[(?:%(s)s|[^()\]])*\]\s*TJ|%(s)s\s*Tj)\s+ET" % _PARTS,
    re.DOTALL,
)
_UNKNOWN_PAGE = re.compile(rb"/(?:Rotate|UserUnit|Annots)\b")
_SPACES = re.compile(rb"/ColorSpace<<([^>]*)>>")
_RESOURCES = re.compile(rb"/Resources (\d+) 0 R")
_BOX = re.compile(rb"/(TrimBox|MediaBox)\[([^\]]*)\]")
_NAMED = re.compile(rb"/(\w+) (\d+) 0 R")
# How far a corner of a stroke may reach, in widths of its line: the default miter limit is 10.
_MITRE = 5


def painted_pages(pdf: bytes) -> Iterator[PaintedPage]:
    """The pages of a PDF with what is painted on them. Raises :class:`UncertainError` for anything that
    is not understood."""
    try:
        file = PdfFile(pdf)
        for number in file.pages():
            body = file.body(number)
            if _UNKNOWN_PAGE.search(body):
                raise UncertainError(body)
            boxes = {name: _box(sides) for name, sides in _BOX.findall(body)}
            _check_spaces(file, body)
            page = PaintedPage(boxes.get(b"TrimBox") or boxes[b"MediaBox"])
            _PdfPainter(page, functools.partial(font_on, file, body)).paint(file.drawing(number))
            yield page
    except (ValueError, LookupError, zlib.error) as error:
        raise UncertainError(str(error)) from error


def _check_spaces(file: PdfFile, page: bytes) -> None:
    """Refuse colour spaces other than those in which 0 is dark and 1 is light."""
    resources = _RESOURCES.search(page)
    spaces = _SPACES.search(file.object(int(resources[1]))) if resources else None
    for _, number in _NAMED.findall(spaces[1]) if spaces else ():
        if b"[/ICCBased " not in file.object(int(number)):
            raise UncertainError(spaces)


class _PdfPainter:
    """Follows the operators of a page. Its state are the transformation, the box that nothing is painted
    outside of, the ink, and the width of lines."""

    def __init__(self, page: PaintedPage, font: Callable[[bytes], PdfFont]) -> None:
        self._page = page
        self._written = functools.cache(functools.partial(_written, functools.cache(font)))
        self._place: Transform = UNCHANGED
        self._clip = UNCUT
        self._ink = b"0"
        self._width = b"1"
        self._saved: list[tuple[Transform, Cut, bytes, bytes]] = []

    def paint(self, drawing: bytes) -> None:
        """Add what the operators paint. Raises :class:`UncertainError` at the first unknown one."""
        follow = {
            "whole": self._paint_whole, "save": self._save, "restore": self._restore, "move": self._move,
            "paint": self._draw, "ink": self._set_ink, "width": self._set_width, "text": self._write,
        }  # fmt: skip
        at, end, match = 0, len(drawing.rstrip()), _TOKEN.match
        while at < end:
            token = match(drawing, at)
            if not token:
                raise UncertainError(drawing[at : at + 40])
            at = token.end()
            if token.lastgroup:
                follow[token.lastgroup](token)

    def _paint_whole(self, token: re.Match[bytes]) -> None:
        place = combined(self._place, _numbers(token["moved"]))
        if token["words"]:
            self._page.cover(functools.partial(self._written, token["words"]), place, self._clip)
        else:
            shape = _filled(token["shape"], token["rule"])
            self._page.fill(shape, place, _ink_of(token["inked"]), self._clip)

    def _save(self, _token: re.Match[bytes]) -> None:
        self._saved.append((self._place, self._clip, self._ink, self._width))

    def _restore(self, _token: re.Match[bytes]) -> None:
        self._place, self._clip, self._ink, self._width = self._saved.pop()

    def _move(self, token: re.Match[bytes]) -> None:
        self._place = combined(self._place, _numbers(token["move"]))

    def _set_ink(self, token: re.Match[bytes]) -> None:
        self._ink = token["ink"]

    def _set_width(self, token: re.Match[bytes]) -> None:
        self._width = token["width"]

    def _draw(self, token: re.Match[bytes]) -> None:
        path, how = token["path"], token["paint"]
        if how.startswith(b"W"):
            self._cut(_shape(path))
        elif how in {b"f", b"f*"}:
            self._page.fill(_filled(path, how), self._place, _ink_of(self._ink), self._clip)
        elif how != b"n":
            self._page.cover(functools.partial(_stroked, path, self._width), self._place, self._clip)

    def _cut(self, shape: Shape) -> None:
        """Leave only what is within a rectangle. Within any other shape nothing is certain."""
        self._clip = self._clip.cut(moved_box(self._place, shape.box), shape.is_rectangle)

    def _write(self, token: re.Match[bytes]) -> None:
        self._page.cover(functools.partial(self._written, token["text"]), self._place, self._clip)


def _filled(path: bytes, how: bytes) -> Callable[[], Shape]:
    """A filled path. Where lines overlap, the two rules of filling make different areas."""
    return functools.partial(_shape if how == b"f*" else _shape_at_most, path)


def _stroked(path: bytes, width: bytes) -> Box:
    """The box that the lines of a path are in. Only a path that turns has corners that reach further than
    half of its width."""
    left, bottom, right, top = _shape(path).box
    around = float(width) * (0.5 if path.count(b"l") == 1 and b"h" not in path else _MITRE)
    return left - around, bottom - around, right + around, top + around


def _written(font_named: Callable[[bytes], PdfFont], text: bytes) -> Box:
    """The box that a text is in."""
    found = _TEXT.fullmatch(text)
    if not found:
        raise UncertainError(text)
    box = font_named(found[1]).box_of(found[4])
    size = float(found[2]) / 1000
    return moved_box(combined(_numbers(found[3]), (size, 0, 0, size, 0, 0)), box) if box else NOWHERE


@functools.lru_cache(maxsize=256)
def _ink_of(components: bytes) -> str:
    """The name of an ink: of one and three components light is 1, of four inks none is 0."""
    parts = tuple(map(float, components.split()))
    if len(parts) == 4:
        return "white" if not any(parts) else "black" if parts == (0, 0, 0, 1) else "other"
    return "black" if not any(parts) else "white" if all(part == 1 for part in parts) else "other"


@functools.lru_cache(maxsize=1024)
def _numbers(text: bytes) -> Transform:
    a, b, c, d, e, f = map(float, text.split())
    return a, b, c, d, e, f


@functools.lru_cache(maxsize=1024)
def _shape_at_most(path: bytes) -> Shape:
    """A path filled by the other rule, by which it may draw other modules."""
    return _shape(path).without_modules()


@functools.lru_cache(maxsize=1024)  # the same code and the same rings are on many pages
def _shape(path: bytes) -> Shape:
    steps = path.translate(None, b"+-.0123456789 \r\n")
    number = float if b"." in path else int
    numbers = list(map(number, path.translate(None, b"mlchre").split()))
    if steps == b"re":
        x, y, width, height = numbers
        box = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
        return shape_of([Line(box, box)])
    if not steps.startswith(b"m") or b"r" in steps:
        raise UncertainError(path[:40])
    points = iter(zip(numbers[::2], numbers[1::2], strict=True))
    return shape_of([_line(b"m" + line, points) for line in steps[1:].split(b"m")])


def _line(steps: bytes, points: Iterator[XY]) -> Line:
    """A line with these steps: to a corner, or along a curve with three points, of which the last is one."""
    if b"c" not in steps:
        corners = tuple(itertools.islice(points, len(steps) - steps.count(b"h")))
        return Line(corners, corners)
    curves = [
        tuple(itertools.islice(points, 3 if step == b"c"[0] else 1)) for step in steps.replace(b"h", b"")
    ]
    return Line(tuple(curve[-1] for curve in curves), tuple(itertools.chain(*curves)))


def _box(sides: bytes) -> Box:
    left, bottom, right, top = map(float, sides.split())
    return left, bottom, right, top
