"""All pieces of a kit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from samenight.print_kit.pieces import A3, A4, A6, LETTER, QUARTER, TABLOID, Family, Form, Piece
from samenight.print_kit.qr import SIDE

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


# Every piece by its name, in the order in which the print page shows them.
PIECES: Mapping[str, Piece] = MappingProxyType(
    {piece.name: piece for pieces in (_posters(), _flyers(), _codes()) for piece in pieces}
)
