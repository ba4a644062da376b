"""All pieces of a kit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from samenight.print_kit.pieces import A3, A4, A6, LETTER, QUARTER, TABLOID, Family, Form, Piece

LETTER_TEMPLATE = "letter.typ"
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


def _sheets() -> Iterator[Piece]:
    """What hangs or stands in the room, on the night and after it."""
    page, give = ("page",), ("page", "donate")
    portrait = Piece("", "", "", *A4, _BOTH, (), page, 40, "poster", Family.ISO)
    sheets = (
        replace(portrait, name="thanks", kind="thanks", template="thanks.typ", width=A4[1], height=A4[0],
                groups=("identity", "codes", "evening")),
        replace(portrait, name="prices", kind="prices", template="prices.typ", codes=give,
                groups=("identity", "codes", "evening")),
        replace(portrait, name="money", kind="money", template="money.typ", codes=give,
                groups=("identity", "codes", "cause")),
        replace(portrait, name="results", kind="results", template="results.typ",
                groups=("identity", "codes", "cause", "outcome")),
    )  # fmt: skip
    for one in sheets:
        width, height = sorted(LETTER, reverse=one.width > one.height)
        yield replace(one, name=f"{one.name}-a4")
        yield replace(one, name=f"{one.name}-letter", width=width, height=height, family=Family.US)


def _letters() -> Iterator[Piece]:
    """What organisers send. The sheet is that of the city's paper: see letters.on_paper."""
    forms = (Form.OFFICE, Form.TEXT)
    for kind in ("press-release", "sponsor-letter", "pledge-form", "thank-you"):
        name = f"letter-{kind.removesuffix('-letter')}"
        yield Piece(
            name, kind, LETTER_TEMPLATE, *A4, forms, (*_ALL, "outcome", "desk"), ("page",), 22, "flyer"
        )


# Every piece by its name, in the order in which the print page shows them.
PIECES: Mapping[str, Piece] = MappingProxyType(
    {piece.name: piece for pieces in (_posters(), _flyers(), _sheets(), _letters()) for piece in pieces}
)
