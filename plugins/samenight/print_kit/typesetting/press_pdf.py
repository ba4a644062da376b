"""Finishing PDF files: what print shops and viewers need and Typst does not write.

It is added as an incremental update (ISO 32000-1, 7.5.6): the file stays unchanged, and the changed objects
are appended, with a second cross-reference table.

Press files do not claim PDF/X, though they meet what PDF/X-3 (ISO 15930-6) requires of colours, fonts,
boxes and the output intent: it also requires PDF 1.4 and the time at which a file was made, and our files
are the same in every build.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from samenight.print_kit.finished.pdf_file import PdfFile
from samenight.print_kit.pieces.piece import BLEED, INCH, Family

_BLEED_POINTS = BLEED / INCH * 72
_ROUNDED = 0.01  # points by which edges of boxes that are meant to be equal may differ

_TRIM = re.compile(rb"/TrimBox\[(\S+) (\S+) (\S+) (\S+)\]")
_MEDIA = re.compile(rb"/MediaBox\[(\S+) (\S+) (\S+) (\S+)\]")
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
    file = PdfFile(pdf)
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
    file = PdfFile(pdf)
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
