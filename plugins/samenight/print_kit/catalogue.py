"""All pieces of a kit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

<<<<<<< HEAD
from samenight.print_kit.pieces import A3, A4, A6, INCH, LETTER, QUARTER, TABLOID, Family, Form, Piece
from samenight.print_kit.stocks import STOCKS, Stock
=======
from samenight.print_kit.pieces import A3, A4, A6, LETTER, QUARTER, TABLOID, Family, Form, Piece
from samenight.print_kit.qr import SIDE
>>>>>>> main

_BOTH = (Form.OFFICE, Form.PRESS)
_ALL = ("identity", "codes", "evening", "cause")


def _posters() -> Iterator[Piece]:
    a4 = Piece("poster-a4", "poster", "poster.typ", *A4, _BOTH, _ALL, ("page",), 50, "poster", Family.ISO)
    a4 = replace(a4, lean=(Form.OFFICE,))
    yield a4
    a3 = replace(a4, name="poster-a3", width=A3[0], height=A3[1], least=70, lean=(Form.PRESS,))
    yield a3
    yield replace(a4, name="poster-letter", width=LETTER[0], height=LETTER[1], family=Family.US)
    yield replace(a3, name="poster-tabloid", width=TABLOID[0], height=TABLOID[1], family=Family.US)


def _flyers() -> Iterator[Piece]:
<<<<<<< HEAD
    forms = (*_BOTH, Form.SVG)
    yield Piece("flyer-a6", "flyer", "poster.typ", *A6, forms, _ALL, ("page",), 27, "flyer", Family.ISO)
    us = Piece("flyer-quarter-letter", "flyer", "poster.typ", *QUARTER, forms, _ALL, ("page",), 27, "flyer")
    yield replace(us, family=Family.US)
    # Four to a sheet, for printers that stop before the edge and for ink that is paid for: on white.
    a4 = Piece("flyer-4up-a4", "flyer", "flyer-4up.typ", *A4, (Form.OFFICE,), _ALL, ("page",), 27, "flyer",
               Family.ISO, (("look", "light"),))  # fmt: skip
    yield a4
    yield replace(a4, name="flyer-4up-letter", width=LETTER[0], height=LETTER[1], family=Family.US)
=======
    forms, lean = (*_BOTH, Form.SVG), (Form.PRESS,)
    a6 = Piece("flyer-a6", "flyer", "poster.typ", *A6, forms, _ALL, ("page",), 27, "flyer", lean=lean)
    yield replace(a6, family=Family.ISO)
    yield replace(a6, name="flyer-quarter-letter", width=QUARTER[0], height=QUARTER[1], family=Family.US)


def _codes() -> Iterator[Piece]:
    forms = (Form.SVG, Form.PNG, Form.BLACK)
    for name in ("page", "tickets", "donate", "calendar", "wifi", "hashtag"):
        kind = f"qr-{name}"
        lean = forms if name == "page" else (Form.SVG, Form.BLACK)
        yield Piece(kind, kind, "", SIDE, SIDE, forms, ("codes",), (name,), SIDE, "file", dots=600, lean=lean)
>>>>>>> main


def _badges() -> Iterator[Piece]:
    forms = (*_BOTH, Form.SVG, Form.PNG)
    groups = ("identity", "codes")
    for look in ("dark", "light", "one-ink"):
        options = (("look", look),)
        coded = Piece(f"badge-{look}", "badge", "badge.typ", 90, 55, forms, groups, ("page",), 24, "badge",
                      options=options)  # fmt: skip
        yield coded
        yield replace(coded, name=f"{coded.name}-plain", codes=(), least=0)


def _tents() -> Iterator[Piece]:
    codes = ("donate", "wifi", "hashtag", "page")
    a4 = Piece("table-tent-a4", "table-tent", "table-tent.typ", *A4, _BOTH, _ALL, codes, 38, "table tent",
               Family.ISO)  # fmt: skip
    yield a4
    yield replace(a4, name="table-tent-letter", width=LETTER[0], height=LETTER[1], least=34, family=Family.US)


def _stickers() -> Iterator[Piece]:
    forms, groups = (Form.PRESS, Form.SVG), ("identity", "codes")
    one = Piece("sticker-60", "stickers", "sticker.typ", 60, 60, forms, groups, ("page",), 22, "sticker")
    yield one
    for name, stock in (("stickers-round-60", "round-60"), ("stickers-avery-5294", "avery-5294")):
        yield _sheet(replace(one, name=name, template="stickers.typ", forms=(Form.OFFICE,)), STOCKS[stock])


def _sheet(piece: Piece, stock: Stock) -> Piece:
    """The piece on a sheet of labels; its template finds them in ``piece.stock``."""
    places = {"across": stock.label[0], "places": tuple(stock.places())}
    width, height = stock.page
    return replace(piece, width=width, height=height, family=stock.family, options=(("stock", places),))


def _walls() -> Iterator[Piece]:
    # As presentations have it, 13 1/3 by 7 1/2 inches: 1,920 by 1,080 pixels at 144 an inch.
    groups, codes = ("identity", "codes"), ("hashtag", "page", "donate")
    yield Piece("social-wall", "social-wall", "social-wall.typ", 40 * INCH / 3, 7.5 * INCH,
                (Form.OFFICE, Form.PNG), groups, codes, 60, "screen", dots=144)  # fmt: skip


_KINDS = (_posters, _flyers, _badges, _tents, _stickers, _walls)
# Every piece by its name, in the order in which the print page shows them.
PIECES: Mapping[str, Piece] = MappingProxyType(
<<<<<<< HEAD
    {piece.name: piece for pieces in _KINDS for piece in pieces()}
=======
    {piece.name: piece for pieces in (_posters(), _flyers(), _codes()) for piece in pieces}
>>>>>>> main
)
