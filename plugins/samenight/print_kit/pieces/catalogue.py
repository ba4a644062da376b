"""The catalogue of all pieces: their templates, sizes, forms, facts and codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from samenight.print_kit.codes.qr import SIDE
from samenight.print_kit.pieces.label_stocks import SHEETS, STOCKS, Stock
from samenight.print_kit.pieces.piece import A3, A4, A6, INCH, LETTER, QUARTER, TABLOID, Family, Form, Piece

LETTER_TEMPLATE = "letter.typ"
_USUAL_STOCKS = ("avery-l4785", "avery-5395")  # the most common label sheets for name badges
_BOTH = (Form.OFFICE, Form.PRESS)
_ALL = ("identity", "codes", "event", "cause")


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
    # Four to a sheet, on white: for printers that cannot print to the edge, and to save ink.
    a4 = replace(a6, template="flyer-4up.typ", forms=(Form.OFFICE,), options=(("look", "light"),))
    a4 = replace(a4, lean=(), family=Family.ISO, copies=4)
    yield replace(a4, name="flyer-4up-a4", width=A4[0], height=A4[1])
    yield replace(a4, name="flyer-4up-letter", width=LETTER[0], height=LETTER[1], family=Family.US)


def _codes() -> Iterator[Piece]:
    forms = (Form.SVG, Form.PNG, Form.BLACK)
    for name in ("page", "tickets", "donate", "calendar", "wifi", "hashtag"):
        kind = f"qr-{name}"
        lean = forms if name == "page" else (Form.SVG, Form.BLACK)
        yield Piece(kind, kind, "", SIDE, SIDE, forms, ("codes",), (name,), SIDE, "file", dots=600, lean=lean)


def _badges() -> Iterator[Piece]:
    forms = (*_BOTH, Form.SVG, Form.PNG)
    groups = ("identity", "codes")
    for look, lean in (("dark", (Form.OFFICE, Form.SVG)), ("light", ()), ("one-ink", ())):
        coded = Piece(f"badge-{look}", "badge", "badge.typ", 90, 55, forms, groups, ("page",), 24, "badge")
        coded = replace(coded, options=(("look", look),))
        yield replace(coded, lean=lean)
        yield replace(coded, name=f"{coded.name}-plain", codes=(), least=0)


def _tents() -> Iterator[Piece]:
    codes = ("donate", "wifi", "hashtag", "page")
    a4 = Piece("table-tent-a4", "table-tent", "table-tent.typ", *A4, _BOTH, _ALL, codes, 38, "table tent",
               Family.ISO, lean=(Form.OFFICE,), most=3, copies=2)  # fmt: skip
    yield a4
    yield replace(a4, name="table-tent-letter", width=LETTER[0], height=LETTER[1], least=34, family=Family.US)


def _stickers() -> Iterator[Piece]:
    forms, groups = (Form.PRESS, Form.SVG), ("identity", "codes")
    one = Piece("sticker-60", "stickers", "sticker.typ", 60, 60, forms, groups, ("page",), 22, "sticker")
    yield one
    office = replace(one, template="stickers.typ", forms=(Form.OFFICE,))
    for name, stock in (("stickers-round-60", "round-60"), ("stickers-avery-5294", "avery-5294")):
        yield _sheet(replace(office, name=name), STOCKS[stock])


def _sheet(piece: Piece, stock: Stock) -> Piece:
    """The piece on a sheet of labels; its template finds them in ``piece.stock``."""
    places = tuple(stock.places())
    on_it = {"across": stock.label[0], "places": places}
    width, height = stock.page
    return replace(piece, width=width, height=height, family=stock.family, copies=stock.count,
                   options=(("stock", on_it),))  # fmt: skip


def _walls() -> Iterator[Piece]:
    # The size of a presentation slide, 13 1/3 by 7 1/2 inches: 1,920 by 1,080 pixels at 144 per inch.
    groups, codes = ("identity", "codes"), ("hashtag", "donate", "page")
    yield Piece("social-wall", "social-wall", "social-wall.typ", 40 * INCH / 3, 7.5 * INCH,
                (Form.OFFICE, Form.PNG), groups, codes, 60, "screen", dots=144, most=2)  # fmt: skip


def _sheets() -> Iterator[Piece]:
    """Sheets to hang up or put on a table at the venue, during the event and after it."""
    page, give = ("page",), ("donate", "page")
    portrait = Piece("", "", "", *A4, _BOTH, (), page, 40, "poster", Family.ISO)
    sheets = (
        replace(portrait, name="thanks", kind="thanks", template="thanks.typ", width=A4[1], height=A4[0],
                groups=("identity", "codes", "event")),
        replace(portrait, name="prices", kind="prices", template="prices.typ", codes=give, most=1,
                groups=("identity", "codes", "event")),
        replace(portrait, name="money", kind="money", template="money.typ", codes=give, most=1,
                groups=("identity", "codes", "cause"), lean=(Form.OFFICE,)),
        replace(portrait, name="results", kind="results", template="results.typ",
                groups=("identity", "codes", "cause", "outcome"), lean=(Form.OFFICE,)),
    )  # fmt: skip
    for one in sheets:
        width, height = sorted(LETTER, reverse=one.width > one.height)
        yield replace(one, name=f"{one.name}-a4")
        yield replace(one, name=f"{one.name}-letter", width=width, height=height, family=Family.US)


def _strips() -> Iterator[Piece]:
    groups = ("identity", "event")
    iso = Piece("thanks-strip-a4", "thanks", "thanks-strip.typ", A4[1], 99, _BOTH, groups, family=Family.ISO)
    yield iso  # three of them fill a sheet
    yield replace(iso, name="thanks-strip-letter", width=LETTER[1], height=LETTER[0] / 3, family=Family.US)


def _letters() -> Iterator[Piece]:
    """The organisers' letters. Their paper is that of the city: see letters.on_paper."""
    forms = (Form.OFFICE, Form.TEXT)
    for kind in ("press-release", "sponsor-letter", "pledge-form", "thank-you"):
        name = f"letter-{kind.removesuffix('-letter')}"
        yield Piece(
            name, kind, LETTER_TEMPLATE, *A4, forms, (*_ALL, "outcome", "organisers"), ("page",), 22, "flyer"
        )


def _name_badges() -> Iterator[Piece]:
    for stock in STOCKS.values():
        if not stock.round:
            yield Piece(
                f"badges-{stock.name}", "name-badges", "name-badges.typ", *stock.page, (Form.OFFICE,),
                ("identity", "codes"), ("page",), 17, "name badge", stock.family, stock.options,
                copies=stock.count, lean=(Form.OFFICE,) if stock.name in _USUAL_STOCKS else (),
            )  # fmt: skip


def _raffle_tickets() -> Iterator[Piece]:
    for paper, family in (("a4", Family.ISO), ("letter", Family.US)):
        sheet = SHEETS[paper]
        yield Piece(
            f"raffle-tickets-{paper}", "raffle-tickets", "raffle-tickets.typ", *sheet.page, (Form.OFFICE,),
            _ALL, ("raffle",), 17, "ticket", family, sheet.options, copies=sheet.count,
        )  # fmt: skip


_KINDS = (
    _posters,
    _flyers,
    _stickers,
    _badges,
    _name_badges,
    _tents,
    _raffle_tickets,
    _walls,
    _sheets,
    _strips,
    _letters,
    _codes,
)
# Every piece by its name, in the order in which the print page shows them.
PIECES: Mapping[str, Piece] = MappingProxyType({piece.name: piece for pieces in _KINDS for piece in pieces()})
