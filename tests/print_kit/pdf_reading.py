"""A small reader of PDFs (ISO 32000-1) for what print shops need: boxes, fonts, colours, text.

It follows the tables of objects from the last to the first, as a viewer does, so that a wrong place in
one of them is found out.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

MM = 25.4 / 72  # of a point

# Operators that set a colour of screens (8.6.8), and the spaces that hold some.
RGB_OPERATORS = {"rg", "RG"}
SHOWING_TEXT = {"Tj", "TJ", "'", '"'}

_SUBSET = re.compile(r"[A-Z]{6}\+.+")
_STRINGS = re.compile(rb"\((?:\\.|[^()\\])*\)|<[0-9A-Fa-f\s]*>", re.DOTALL)
_REFERENCE = re.compile(rb"(\d+) 0 R")

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Font:
    """A font of a file: its name without the tag of a subset, whether it is embedded, and whether as a
    subset."""

    name: str
    embedded: bool
    subset: bool


def objects_of(pdf: bytes) -> dict[int, bytes]:
    """All objects by number, each as the last table has it. Fails where a table is wrong."""
    found: dict[int, bytes] = {}
    place: int | None = int(re.findall(rb"startxref\n(\d+)\n%%EOF", pdf)[-1])
    while place is not None:
        assert pdf.startswith(b"xref\n", place)
        end = pdf.index(b"trailer\n", place)
        for number, offset in _entries(pdf[place:end].split(b"\n")[1:-1]):
            head = b"%d 0 obj\n" % number
            assert pdf.startswith(head, offset), (number, pdf[offset : offset + 20])
            found.setdefault(number, _object(pdf, offset + len(head)))
        before = re.search(rb"/Prev (\d+)", pdf[end : pdf.index(b"startxref", end)])
        place = int(before[1]) if before else None
    return found


def _entries(lines: list[bytes]) -> Iterator[tuple[int, int]]:
    while lines:
        first, count = map(int, lines.pop(0).split())
        for number in range(first, first + count):
            entry = lines.pop(0)
            assert len(entry) == 19, "with its line end, an entry has 20 bytes"
            if entry[17:18] == b"n":
                yield number, int(entry[:10])


def _object(pdf: bytes, start: int) -> bytes:
    """An object from its beginning, the bytes of its stream unpacked."""
    end = pdf.index(b"endobj", start)
    stream = pdf.find(b"\nstream\n", start, end)
    if stream < 0:
        return pdf[start:end]
    head, begin = pdf[start:stream], stream + len(b"\nstream\n")
    length = int(re.findall(rb"/Length (\d+)", head)[0])
    content = pdf[begin : begin + length]
    return head + b"\nstream\n" + (zlib.decompress(content) if b"/FlateDecode" in head else content)


def trailer_of(pdf: bytes) -> bytes:
    """The last trailer."""
    return pdf[pdf.rindex(b"trailer\n") : pdf.rindex(b"startxref")]


def catalogue_of(pdf: bytes) -> bytes:
    """The dictionary of the catalogue."""
    return objects_of(pdf)[_first(rb"/Root (\d+) 0 R", trailer_of(pdf))]


def info_of(pdf: bytes) -> bytes:
    """The dictionary of the document information."""
    return objects_of(pdf)[_first(rb"/Info (\d+) 0 R", trailer_of(pdf))]


def pages_of(pdf: bytes) -> list[bytes]:
    """The dictionaries of all pages, in order."""
    return list(_pages(objects_of(pdf), _first(rb"/Pages (\d+) 0 R", catalogue_of(pdf))))


def _pages(objects: Mapping[int, bytes], number: int) -> Iterator[bytes]:
    kids = re.search(rb"/Kids\s?\[([^\]]*)\]", objects[number])
    if not kids:
        yield objects[number]
        return
    for kid in _REFERENCE.findall(kids[1]):
        yield from _pages(objects, int(kid))


def boxes_of(pdf: bytes) -> list[dict[str, Box]]:
    """The boxes of each page in mm, by name (``MediaBox``, ``TrimBox`` ...): left, bottom, right, top."""
    return [
        {name.decode(): _box(sides) for name, sides in re.findall(rb"/(\w+Box)\s?\[([^\]]*)\]", page)}
        for page in pages_of(pdf)
    ]


def _box(sides: bytes) -> Box:
    left, bottom, right, top = (float(side) * MM for side in sides.split())
    return left, bottom, right, top


def fonts_of(pdf: bytes) -> list[Font]:
    """All fonts, each once; of composite ones the part that has the letters."""
    objects = objects_of(pdf)
    found = []
    for content in objects.values():
        if not re.search(rb"/Type\s?/Font\b(?!Desc)", content) or b"/DescendantFonts" in content:
            continue
        name = re.findall(rb"/BaseFont\s?/([^/<>\[\]\s]+)", content)[0].decode()
        descriptor = re.findall(rb"/FontDescriptor (\d+) 0 R", content)
        embedded = bool(descriptor) and b"/FontFile" in objects[int(descriptor[0])]
        found.append(Font(name.rpartition("+")[2], embedded, bool(_SUBSET.fullmatch(name))))
    return found


def operators_of(pdf: bytes) -> list[set[str]]:
    """The operators that draw each page (annex A), those of the forms it may use among them."""
    objects = objects_of(pdf)
    forms = [one for one in objects.values() if re.search(rb"/Subtype\s?/Form\b|/PatternType", one[:400])]
    shared = set().union(*(_operators(_stream(form)) for form in forms))
    return [
        shared.union(*(_operators(_stream(objects[int(at)])) for at in _contents(page)))
        for page in pages_of(pdf)
    ]


def _contents(page: bytes) -> list[bytes]:
    held = re.search(rb"/Contents\s?(\[[^\]]*\]|\d+ 0 R)", page)
    return _REFERENCE.findall(held[1]) if held else []


def _stream(content: bytes) -> bytes:
    return content.partition(b"\nstream\n")[2]


def _operators(drawing: bytes) -> set[str]:
    plain = re.sub(rb"/[^\s/<>\[\]()]+|<<|>>|[\[\]]", b" ", _STRINGS.sub(b" ", drawing))
    return {word.decode() for word in plain.split() if not re.fullmatch(rb"[-+.\d]+", word)}


def screen_colours_of(pdf: bytes) -> set[str]:
    """What a press file must not have: RGB operators, colour spaces and pictures, ICC profiles."""
    found = RGB_OPERATORS.intersection(*[set().union(*operators_of(pdf))])
    for content in objects_of(pdf).values():
        head = content.partition(b"\nstream\n")[0]
        found |= {name.decode() for name in re.findall(rb"/(DeviceRGB|CalRGB|ICCBased|Lab)\b", head)}
    return found


def transparency_of(pdf: bytes) -> set[str]:
    """All transparency (chapter 11): groups, masks, opacities, blend modes."""
    found: set[str] = set()
    for content in objects_of(pdf).values():
        head = content.partition(b"\nstream\n")[0]
        found |= {name.decode() for name in re.findall(rb"/(Transparency|SMask(?!\s?/None))\b", head)}
        found |= {f"{name.decode()} {value.decode()}" for name, value in _alphas(head) if float(value) < 1}
        found |= {mode.decode() for mode in re.findall(rb"/BM\s?/(?!Normal\b)(\w+)", head)}
    return found


def _alphas(head: bytes) -> list[tuple[bytes, bytes]]:
    return re.findall(rb"/(ca|CA) ([\d.]+)", head)


def texts_of(pdf: bytes) -> list[str]:
    """The text of each page that can be read, searched and copied."""
    import pypdfium2  # noqa: PLC0415 -- of the print extra

    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def _first(pattern: bytes, content: bytes) -> int:
    return int(re.findall(pattern, content)[0])
