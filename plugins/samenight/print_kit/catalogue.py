"""All pieces of a kit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from samenight.print_kit.pieces import A3, A4, A6, LETTER, QUARTER, TABLOID, Family, Form, Piece
from samenight.print_kit.raffle_sheets import SHEETS
from samenight.print_kit.stocks import STOCKS

_BOTH = (Form.OFFICE, Form.PRESS)
_ALL = ("identity", "codes", "evening", "cause")


def _posters() -> Iterator[Piece]:
    a4 = Piece("poster-a4", "poster", "poster.typ", *A4, _BOTH, _ALL, ("page",), 50, "poster", Family.ISO)
    yield a4
    yield replace(a4, name="poster-a3", width=A3[0], height=A3[1], least=70)
    letter = replace(a4, name="poster-letter", width=LETTER[0], height=LETTER[1], family=Family.US)
    yield letter
    yield replace(letter, name="poster-tabloid", width=TABLOID[0], height=TABLOID[1], least=70)


def _flyers() -> Iterator[Piece]:
    forms = (*_BOTH, Form.SVG)
    yield Piece("flyer-a6", "flyer", "poster.typ", *A6, forms, _ALL, ("page",), 27, "flyer", Family.ISO)
    us = Piece("flyer-quarter-letter", "flyer", "poster.typ", *QUARTER, forms, _ALL, ("page",), 27, "flyer")
    yield replace(us, family=Family.US)


def _name_badges() -> Iterator[Piece]:
    for stock in STOCKS.values():
        if not stock.round:
            yield Piece(
                f"badges-{stock.name}", "name-badges", "name-badges.typ", *stock.page, (Form.OFFICE,),
                ("identity", "codes"), ("page",), 17, "name badge", stock.family, stock.options,
            )  # fmt: skip


def _raffle_tickets() -> Iterator[Piece]:
    for paper, family in (("a4", Family.ISO), ("letter", Family.US)):
        sheet = SHEETS[paper]
        yield Piece(
            f"raffle-tickets-{paper}", "raffle-tickets", "raffle-tickets.typ", *sheet.page, (Form.OFFICE,),
            _ALL, ("raffle",), 17, "ticket", family, sheet.options,
        )  # fmt: skip


# Every piece by its name, in the order in which the print page shows them.
PIECES: Mapping[str, Piece] = MappingProxyType(
    {
        piece.name: piece
        for pieces in (_posters(), _flyers(), _name_badges(), _raffle_tickets())
        for piece in pieces
    }
)
