"""Which pieces a kit has and in which forms, which codes a piece shows, and how small it may be printed."""

from __future__ import annotations

import math
from collections.abc import Container, Iterator
from dataclasses import replace

from samenight.content.library.print_choice import PrintChoice, PrintLevel
from samenight.print_kit.codes.contents import LEVELS, Codes
from samenight.print_kit.codes.qr import SMALLEST_MODULE, matrix_of, smallest_side
from samenight.print_kit.pieces.catalogue import PIECES
from samenight.print_kit.pieces.piece import Family, Piece

# The code that the city's pages show; it is in every kit, whatever was requested.
ALWAYS = "qr-page"


def chosen(choice: PrintChoice, missing: Container[str] = ()) -> Iterator[Piece]:
    """The requested pieces, each in the forms of its level, without the kinds in ``missing``, whose
    facts are not known."""
    for piece in PIECES.values():
        level = PrintLevel.LEAN if piece.kind == ALWAYS else choice.levels.get(piece.kind)
        if level is None or piece.kind in missing or not _has_paper(piece, choice):
            continue
        if level is PrintLevel.FULL:
            yield piece
        elif piece.lean:
            yield replace(piece, forms=piece.lean)


def _has_paper(piece: Piece, choice: PrintChoice) -> bool:
    return piece.family is Family.ANY or str(piece.family) in map(str, choice.papers(piece.kind))


def codes_on(piece: Piece, codes: Codes) -> tuple[tuple[str, str], ...]:
    """The codes that a piece shows, by name, with their contents."""
    known = dict(codes.known())
    shown = [(name, known[name].text) for name in piece.codes if name in known]
    return tuple(shown[: piece.most])


def public_codes(piece: Piece, codes: Codes) -> tuple[tuple[str, str], ...]:
    """The same for the page and ``index.json`` of a kit: of a Wi-Fi only its name, by which it is known."""
    known = dict(codes.known())
    return tuple(
        (name, known[name].below if name == "wifi" else text) for name, text in codes_on(piece, codes)
    )


def smallest_module(piece: Piece, codes: Codes) -> float:
    """The side in mm of the smallest module on a piece in its own size. A piece that does not state the
    size of its codes is assumed to have the smallest allowed."""
    sides = [len(matrix_of(text, LEVELS[piece.use])) for _, text in codes_on(piece, codes)]
    return piece.least / max(sides) if piece.least and sides else float(SMALLEST_MODULE)


def smallest_width(piece: Piece, codes: Codes) -> int:
    """The width in whole mm below which a piece must not be printed, or its codes could not be read; 0
    if it has none. Sheets with several copies must be printed in their own size."""
    needed = [smallest_side(text, LEVELS[piece.use]) for _, text in codes_on(piece, codes)]
    if not needed or not piece.least:
        return 0
    smaller = min(1, max(needed) / piece.least) if piece.copies == 1 else 1
    return math.floor(piece.width * smaller) if smaller == 1 else math.ceil(piece.width * smaller)
