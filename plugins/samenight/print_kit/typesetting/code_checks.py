"""Checking the codes of finished files: each file is proven to have the right ones, or they are decoded.

A decoder tells that a phone can read a code; the proof tells that the finished file has exactly the modules
of the code, on white, with nothing over them, which is more than a decoder asks for and takes a third of its
time. So of each template, form, language and script one file is decoded in every build, and all others are
proven. What cannot be proven is decoded.
"""

from __future__ import annotations

import enum
import struct
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from samenight.print_kit.codes.qr import ErrorCorrection, matrix_of
from samenight.print_kit.facts.fact_groups import Identity
from samenight.print_kit.finished.painted_page import POINTS, PaintedPage, UncertainError, are_certain
from samenight.print_kit.finished.pdf_painting import painted_pages
from samenight.print_kit.finished.svg_painting import painted_drawing
from samenight.print_kit.pieces.piece import INCH, Form, Piece
from samenight.print_kit.typesetting.code_reader import scan

# Modules may be smaller by this share than they have to be, since coordinates are rounded.
_ROUNDED = 0.001


class CodeReading(enum.StrEnum):
    """How the codes of a file are checked when it is made."""

    DECODED = "decoded"
    PROVEN = "proven"  # or decoded, if that is not possible


@dataclass(frozen=True)
class DrawnCodes:
    """The codes of a file: their texts, each as many times as it is drawn, their error correction, and
    the side in mm of the smallest module when the file is printed in its own size."""

    texts: tuple[str, ...]
    level: ErrorCorrection
    module: float


def check_codes(content: bytes, media_type: str, codes: DrawnCodes, reading: CodeReading) -> None:
    """Check that every code of a file is right. Raises as
    :func:`samenight.print_kit.typesetting.code_reader.scan` does."""
    if codes.texts and (reading is CodeReading.DECODED or not is_proven(content, media_type, codes)):
        scan(content, media_type, codes.texts, codes.module)


def is_proven(content: bytes, media_type: str, codes: DrawnCodes) -> bool:
    """Whether the file certainly has all its codes. Pictures made of pixels are never proven."""
    matrices = [matrix_of(text, codes.level) for text in codes.texts]
    least = codes.module / INCH * POINTS * (1 - _ROUNDED)
    try:
        return are_certain(_pages(content, media_type), matrices, least)
    except (UncertainError, ValueError, LookupError, ArithmeticError, struct.error):
        return False  # parts of a page are read only when they matter


def _pages(content: bytes, media_type: str) -> Iterator[PaintedPage]:
    if media_type == "application/pdf":
        yield from painted_pages(content)
    elif media_type == "image/svg+xml":
        yield painted_drawing(content)


class CodeReadings:
    """Chooses what is decoded: the first file that is declared of each template, form, language and
    script. Another city makes at most one that was the first anew."""

    def __init__(self) -> None:
        self._seen: set[tuple[str, ...]] = set()

    def of(self, identity: Identity, piece: Piece, form: Form) -> CodeReading:
        """How the codes of a file are checked."""
        drawn = (piece.template or piece.kind, form, identity.language, *scripts_of(identity))
        if drawn in self._seen:
            return CodeReading.PROVEN
        self._seen.add(drawn)
        return CodeReading.DECODED


def scripts_of(identity: Identity) -> list[str]:
    """The scripts of the name that a kit shows, as Unicode names them: ``LATIN``, ``ARABIC``."""
    name = identity.city or identity.festival
    return sorted({unicodedata.name(letter, "").partition(" ")[0] for letter in name if letter.isalpha()})
