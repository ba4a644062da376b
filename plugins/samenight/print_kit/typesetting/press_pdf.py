"""Finishing PDF files: what print shops and viewers need and Typst does not write.

It is added as an incremental update (ISO 32000-1, 7.5.6): the file stays unchanged, and the changed objects
are appended, with a second cross-reference table.

Press files do not claim PDF/X, though they meet what PDF/X-3 (ISO 15930-6) requires of colours, fonts,
boxes and the output intent: it also requires PDF 1.4 and the time at which a file was made, and our files
are the same in every build.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from samenight.print_kit.pieces.piece import BLEED, INCH, Family

_BLEED_POINTS = BLEED / INCH * 72
_ROUNDED = 0.01  # points by which edges of boxes that are meant to be equal may differ

_TRAILER = re.compile(rb"trailer\n<<(.*)>>\nstartxref\n(\d+)\n%%EOF\s*\Z", re.DOTALL)
_ID = re.compile(rb"(/ID\[\([^()\\]*\))\([^()\\]*\)\]")
_TRIM = re.compile(rb"/TrimBox\[(\S+) (\S+) (\S+) (\S+)\]")
_MEDIA = re.compile(rb"/MediaBox\[(\S+) (\S+) (\S+) (\S+)\]")
_KIDS = re.compile(rb"/Kids\[([^\]]*)\]")
_REFERENCE = re.compile(rb"(\d+) 0 R")
_PREFERENCES = b"/ViewerPreferences<<"

_Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class PrintingCondition:
    """The printing condition that the colours are meant for: its name in the registry of the
    International Color Consortium, and its description."""

    name: str
    words: str


# Sheet-fed offset on coated paper: the usual conditions of most of the world, and of North America.
CONDITIONS: Mapping[Family, PrintingCondition] = MappingProxyType(
    {
        Family.ISO: PrintingCondition("FOGRA39", "Coated paper, offset, ISO 12647-2:2004/Amd 1"),
        Family.ANY: PrintingCondition("FOGRA39", "Coated paper, offset, ISO 12647-2:2004/Amd 1"),
        Family.US: PrintingCondition(
            "CGATS TR 006", "GRACoL2006_Coated1v2, coated paper, offset, ISO 12647-2"
        ),
    }
)


def for_press(pdf: bytes, *, condition: PrintingCondition) -> bytes:
    """The file with a bleed box on every page (ISO 32000-1, 14.11.2), 3 mm outside its trim box, with
    the output intent (14.11.5) of its colours, and marked as not trapped.

    Raises :class:`ValueError` for a PDF without the structure of Typst's, and for pages without a trim
    box or without room for the bleed.
    """
    file = _File(pdf)
    intent = (
        b"/OutputIntents[<</Type/OutputIntent/S/GTS_PDFX/OutputConditionIdentifier(%s)"
        b"/OutputCondition(%s)/Info(%s)/RegistryName(http://www.color.org)>>]"
    ) % ((condition.name.encode("ascii"), *(condition.words.encode("ascii"),) * 2))
    changed = {page: _bled(file.body(page)) for page in file.pages()}
    changed[file.catalogue] = file.body(file.catalogue) + intent
    changed[file.info] = file.body(file.info) + b"/Trapped/False"
    return file.with_objects(changed)


def for_office(pdf: bytes) -> bytes:
    """The file with the preference to be printed in its own size (ISO 32000-1, 12.2): most viewers shrink
    pages to the printer's margins, and labels drift.

    Raises :class:`ValueError` for a PDF without the structure of Typst's.
    """
    file = _File(pdf)
    body = file.body(file.catalogue)
    if _PREFERENCES in body:
        body = body.replace(_PREFERENCES, _PREFERENCES + b"/PrintScaling/None", 1)
    else:
        body += _PREFERENCES + b"/PrintScaling/None>>"
    return file.with_objects({file.catalogue: body})


def _bled(page: bytes) -> bytes:
    """A page with its bleed box."""
    trim, media = _box(_TRIM, page), _box(_MEDIA, page)
    beyond = (-_BLEED_POINTS, -_BLEED_POINTS, _BLEED_POINTS, _BLEED_POINTS)
    bleed = [side + more for side, more in zip(trim, beyond, strict=True)]
    within = [*map(max, bleed[:2], media[:2]), *map(min, bleed[2:], media[2:])]
    if any(abs(side - cut) > _ROUNDED for side, cut in zip(bleed, within, strict=True)):
        raise ValueError("A page of this PDF has no room for a bleed.")
    return page + b"/BleedBox[%s]" % " ".join(f"{side:.5f}" for side in within).encode()


def _box(pattern: re.Pattern[bytes], page: bytes) -> _Box:
    found = pattern.search(page)
    if not found:
        raise ValueError("A page of this PDF has no trim box.")
    left, bottom, right, top = map(float, found.groups())
    return left, bottom, right, top


class _File:
    """A PDF as Typst writes it: one plain cross-reference table (7.5.4), dictionaries outside of streams,
    the catalogue and the document information in objects of their own."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        self._trailer, self._table = _trailer_of(pdf)
        self._first = pdf.find(b"\n", self._table + len(b"xref\n")) + 1
        self.catalogue = _number(rb"/Root (\d+) 0 R", self._trailer)
        self.info = _number(rb"/Info (\d+) 0 R", self._trailer)

    def body(self, number: int) -> bytes:
        """The content of an object's dictionary, without its brackets."""
        try:
            start = int(self._pdf[self._first + 20 * number :][:10])
        except ValueError:
            start = len(self._pdf)
        head = b"%d 0 obj\n<<" % number
        end = self._pdf.find(b">>\nendobj\n", start)
        if end < 0 or not self._pdf.startswith(head, start):
            raise ValueError("This PDF has no plain cross-reference table.")
        return self._pdf[start + len(head) : end]

    def pages(self) -> Iterator[int]:
        """The numbers of its pages, in order."""
        waiting = [_number(rb"/Pages (\d+) 0 R", self.body(self.catalogue))]
        while waiting:
            number = waiting.pop(0)
            body = self.body(number)
            if body.startswith(b"/Type/Pages"):
                kids = _KIDS.search(body)
                waiting[:0] = map(int, _REFERENCE.findall(kids[1] if kids else b""))
            else:
                yield number

    def with_objects(self, changed: Mapping[int, bytes]) -> bytes:
        """The file with other dictionaries for some of its objects."""
        update, table = b"\n", b"xref\n"
        for number, body in sorted(changed.items()):
            table += b"%d 1\n%010d 00000 n \n" % (number, len(self._pdf) + len(update))
            update += b"%d 0 obj\n<<%s>>\nendobj\n" % (number, body)
        # each version of a file has its own identifier (14.4), the first one is kept
        name = hashlib.blake2b(self._pdf + update, digest_size=12).hexdigest().encode()
        trailer = _ID.sub(rb"\g<1>(%s)]" % name, self._trailer)
        start = len(self._pdf) + len(update)
        tail = b"trailer\n<<%s/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (trailer, self._table, start)
        return self._pdf + update + table + tail


def _trailer_of(pdf: bytes) -> tuple[bytes, int]:
    """The dictionary of the trailer, and the offset of the cross-reference table."""
    start = pdf.rfind(b"trailer\n")
    found = _TRAILER.match(pdf, start) if start >= 0 else None
    if not found or b"/Prev" in found[1] or not pdf.startswith(b"xref\n0 ", int(found[2])):
        raise ValueError("This PDF has no plain cross-reference table, or more than one.")
    return found[1], int(found[2])


def _number(pattern: bytes, body: bytes) -> int:
    found = re.search(pattern, body)
    if not found:
        raise ValueError("This PDF lacks its catalogue, its pages or its document information.")
    return int(found[1])
