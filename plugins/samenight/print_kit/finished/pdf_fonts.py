"""Where the letters of a text in a PDF are: the widths of its fonts, and the boxes of their letters, from the
embedded files (ISO 32000-1, 9.7; ISO/IEC 14496-22)."""

from __future__ import annotations

import itertools
import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from samenight.print_kit.finished.pdf_file import PdfFile, number_in
from samenight.print_kit.finished.shapes import Box

_STRING = re.compile(rb"\((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*\)|[-+.\d]+", re.DOTALL)
_ESCAPE = re.compile(rb"\\(?:[0-7]{3}|.)", re.DOTALL)
# What may follow a backslash in a string (7.3.4.2), with its byte.
_ESCAPES = {
    **{b"\\%03o" % code: bytes([code]) for code in range(256)},
    **{
        b"\\" + sign: byte
        for sign, byte in zip(map(bytes, zip(b"nrtbf")), map(bytes, zip(b"\n\r\t\b\f")), strict=True)
    },
    **{b"\\" + sign: sign for sign in (b"(", b")", b"\\")},
}
_RESOURCES = re.compile(rb"/Resources (\d+) 0 R")
_NAMED = re.compile(rb"/(\w+) (\d+) 0 R")
_WIDTHS = re.compile(rb"/W\[(.*)\]", re.DOTALL)
_WIDTH = re.compile(rb"(\d+)\s+(?:(\d+)\s+([-.\d]+)|\[([^\]]*)\])")
_BOX = re.compile(rb"/FontBBox\[([^\]]*)\]")
_OUTLINES = re.compile(rb"/FontFile2 (\d+) 0 R")


@dataclass(frozen=True)
class PdfFont:
    """A font of a page: the widths of its letters, and the box that all of them are in, in thousandths of
    its size; and the boxes of single letters, if its file has them."""

    widths: Mapping[int, float]
    reach: Box
    letters: Mapping[int, Box | None]

    def box_of(self, shown: bytes) -> Box | None:
        """The box of a text, in thousandths of the font's size from where it starts; ``None`` if there is
        nothing to be seen. ``shown`` are strings, and numbers by which the next one moves back."""
        pen, boxes = 0.0, list[Box]()
        for part in _STRING.findall(shown):
            if not part.startswith(b"("):
                pen -= float(part)
                continue
            text = _ESCAPE.sub(_unescaped, part[1:-1])
            for letter in struct.unpack(f">{len(text) // 2}H", text):
                box = self.letters.get(letter, self.reach)
                if box:
                    boxes.append((box[0] + pen, box[1], box[2] + pen, box[3]))
                pen += self.widths[letter]
        if not boxes:
            return None
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        return min(lefts), min(bottoms), max(rights), max(tops)


def _unescaped(escape: re.Match[bytes]) -> bytes:
    return _ESCAPES[escape[0]]


def font_on(file: PdfFile, page: bytes, name: bytes) -> PdfFont:
    """A font of a page, by its name there. Raises :class:`LookupError` or :class:`ValueError` for one that
    is not embedded as Typst does it."""
    resources = file.object(number_in(_RESOURCES.pattern, page))
    font = file.object(int(dict(_NAMED.findall(resources))[name]))
    descendant = file.object(number_in(rb"/DescendantFonts\[(\d+) 0 R\]", font))
    if b"/Identity-H" not in font or b"/CIDToGIDMap/Identity" not in descendant:
        return _without_letters(file, descendant)
    descriptor = file.object(number_in(rb"/FontDescriptor (\d+) 0 R", descendant))
    outlines = _OUTLINES.search(descriptor)
    plain = _without_letters(file, descendant)
    return _with_letters(plain, file.stream(int(outlines[1]))) if outlines else plain


def _without_letters(file: PdfFile, descendant: bytes) -> PdfFont:
    box = _BOX.search(file.object(number_in(rb"/FontDescriptor (\d+) 0 R", descendant)))
    widths = _WIDTHS.search(descendant)
    if not widths or not box:
        raise ValueError("A font of this PDF does not say how wide its letters are.")
    left, bottom, right, top = map(float, box[1].split())
    return PdfFont(dict(_widths(widths[1])), (left, bottom, right, top), {})


def _widths(array: bytes) -> Iterator[tuple[int, float]]:
    """The widths of letters by their codes: first and last code and a width, or the first and a list of
    widths (9.7.4.3)."""
    for first, last, width, several in _WIDTH.findall(array):
        if several:
            yield from enumerate(map(float, several.split()), int(first))
        else:
            yield from dict.fromkeys(range(int(first), int(last) + 1), float(width)).items()


def _with_letters(font: PdfFont, content: bytes) -> PdfFont:
    """The font with the boxes of its letters from the tables ``head``, ``loca`` and ``glyf``."""
    count = struct.unpack_from(">H", content, 4)[0]
    tables = {
        name: (start, size)
        for name, _, start, size in struct.iter_unpack(">4sIII", content[12 : 12 + 16 * count])
    }
    head, (loca, size), glyf = tables[b"head"][0], tables[b"loca"], tables[b"glyf"][0]
    unit = 1000 / struct.unpack_from(">H", content, head + 18)[0]
    long = struct.unpack_from(">h", content, head + 50)[0]
    places = struct.unpack_from(f">{size // 4}I" if long else f">{size // 2}H", content, loca)
    step = 1 if long else 2
    letters: dict[int, Box | None] = {}
    for letter, (start, end) in enumerate(itertools.pairwise(places)):
        left, bottom, right, top = (
            struct.unpack_from(">4h", content, glyf + start * step + 2) if end > start else (0,) * 4
        )
        letters[letter] = (left * unit, bottom * unit, right * unit, top * unit) if end > start else None
    return PdfFont(font.widths, font.reach, letters)
