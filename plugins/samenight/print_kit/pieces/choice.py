"""Which pieces a kit has, and in which forms."""

from __future__ import annotations

import math
from collections.abc import Container, Iterator
from dataclasses import replace

from samenight.content.library.print_choice import Level, PrintChoice
from samenight.print_kit.codes.contents import LEVELS, Codes
from samenight.print_kit.codes.qr import SMALLEST_MODULE, matrix_of, smallest_side
from samenight.print_kit.pieces.catalogue import PIECES
from samenight.print_kit.pieces.piece import Family, Piece

# The code that pages themselves show; it is there whatever was asked for.
ALWAYS = "qr-page"


def chosen(asked: PrintChoice, missing: Container[str] = ()) -> Iterator[Piece]:
    """The pieces that were asked for, each in the forms of its level, without the kinds in ``missing``,
    whose facts are not known."""
    for piece in PIECES.values():
        level = Level.LEAN if piece.kind == ALWAYS else asked.levels.get(piece.kind)
        if level is None or piece.kind in missing or not _is_cut_to(piece, asked):
            continue
        if level is Level.FULL:
            yield piece
        elif piece.lean:
            yield replace(piece, forms=piece.lean)


def _is_cut_to(piece: Piece, asked: PrintChoice) -> bool:
    return piece.family is Family.ANY or str(piece.family) in map(str, asked.papers(piece.kind))


def codes_on(piece: Piece, codes: Codes) -> tuple[tuple[str, str], ...]:
    """The codes that a piece shows, by name, with what they hold."""
    known = dict(codes.known())
    shown = [(name, known[name].text) for name in piece.codes if name in known]
    return tuple(shown[: piece.most])


def codes_told(piece: Piece, codes: Codes) -> tuple[tuple[str, str], ...]:
    """The same in words for everybody: of a Wi-Fi only its name, as its password is for those in the
    room, who have it from a table tent."""
    known = dict(codes.known())
    return tuple(
        (name, known[name].below if name == "wifi" else text) for name, text in codes_on(piece, codes)
    )


def smallest_module(piece: Piece, codes: Codes) -> float:
    """The side in mm of the smallest module that a piece shows in its own size. Pieces that do not
    state how large their codes are have them as small as any may be."""
    sides = [len(matrix_of(text, LEVELS[piece.use])) for _, text in codes_on(piece, codes)]
    return piece.least / max(sides) if piece.least and sides else float(SMALLEST_MODULE)


def smallest_width(piece: Piece, codes: Codes) -> int:
    """The width in whole mm below which a piece must not be printed, for its codes to be read; 0
    where it has none. Sheets of several are printed in their own size or not at all."""
    needed = [smallest_side(text, LEVELS[piece.use]) for _, text in codes_on(piece, codes)]
    if not needed or not piece.least:
        return 0
    smaller = min(1, max(needed) / piece.least) if piece.copies == 1 else 1
    return math.floor(piece.width * smaller) if smaller == 1 else math.ceil(piece.width * smaller)
