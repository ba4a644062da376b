"""Checking the codes of finished files: each file is proven to have the right ones, or they are decoded.

A decoder tells that a phone can read a code; the proof tells that the finished file has exactly the modules
of the code, on white, with nothing over them, which is more than a decoder asks for and takes a third of its
time. So each process of a build decodes the first file that it makes of each template, form, language and
script, and proves all others. What cannot be proven is decoded. The bytes of files do not depend on it.
"""

from __future__ import annotations

import functools
import itertools
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

# What files have in common whose codes are drawn in the same way; empty if that is not known.
Alike = tuple[str, ...]
# Modules may be smaller by this share than they have to be, since coordinates are rounded.
_ROUNDED = 0.001


@dataclass(frozen=True)
class DrawnCodes:
    """The codes of a file: their texts, each as many times as it is drawn, their error correction, and
    the side in mm of the smallest module when the file is printed in its own size."""

    texts: tuple[str, ...]
    level: ErrorCorrection
    module: float


def check_codes(content: bytes, media_type: str, codes: DrawnCodes, alike: Alike) -> None:
    """Check that every code of a file is right: decode them in the first of the files that are ``alike``, and
    in what cannot be proven. Raises as :func:`samenight.print_kit.typesetting.code_reader.scan` does."""
    if codes.texts and (is_first_here(alike) or not is_proven(content, media_type, codes)):
        scan(content, media_type, codes.texts, codes.module)


def is_first_here(alike: Alike) -> bool:
    """Whether this is the first of the files that are alike in this process; always if that is not known."""
    return not alike or next(_turns(alike)) == 0


@functools.cache
def _turns(_alike: Alike) -> Iterator[int]:
    return itertools.count()


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


def alike(identity: Identity, piece: Piece, form: Form) -> Alike:
    """What the look of a file's codes can depend on: its template, form, language and script."""
    return (piece.template or piece.kind, form, identity.language, *scripts_of(identity))


def scripts_of(identity: Identity) -> list[str]:
    """The scripts of the name that a kit shows, as Unicode names them: ``LATIN``, ``ARABIC``."""
    name = identity.city or identity.festival
    return sorted({unicodedata.name(letter, "").partition(" ")[0] for letter in name if letter.isalpha()})
