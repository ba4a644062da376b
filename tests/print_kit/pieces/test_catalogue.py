"""Every piece can be made from many or few facts, on one page, with codes that phones can read."""

from __future__ import annotations

import re

import pytest
from samenight.content.library.print_choice import Paper
from samenight.content.model.print_settings import KINDS
from samenight.print_kit.codes.contents import LEVELS
from samenight.print_kit.codes.qr import SMALLEST_MODULE, matrix_of
from samenight.print_kit.facts.fact_groups import KitFacts, PrintTheme
from samenight.print_kit.letters.letters import LetterSheet, letter_pdf
from samenight.print_kit.pieces.catalogue import LETTER_TEMPLATE, PIECES
from samenight.print_kit.pieces.piece import BLEED, Form, Piece
from samenight.print_kit.typesetting.sheet import Sheet, sheet_file

from tests.print_kit.pdf_reading import boxes_of, fonts_of, screen_colours_of, texts_of, transparency_of
from tests.print_kit.samples import BARE, RICH

TYPESET = [piece for piece in PIECES.values() if piece.template]


def made(piece: Piece, form: Form, facts: KitFacts, theme: PrintTheme) -> bytes:
    if piece.template == LETTER_TEMPLATE:
        return letter_pdf(LetterSheet(piece.name, Paper.ISO, facts, theme))
    groups = tuple((name, getattr(facts, name)) for name in piece.groups)
    return sheet_file(Sheet(piece.name, form, groups, theme))


# Pieces that need no facts are also made from almost none; the others are not offered then.
PIECES_WITH_FACTS = [(piece, RICH) for piece in TYPESET] + [
    (piece, BARE) for piece in TYPESET if not KINDS[piece.kind]
]


@pytest.mark.parametrize(
    ("piece", "facts"),
    PIECES_WITH_FACTS,
    ids=[f"{piece.name}-{'rich' if facts is RICH else 'bare'}" for piece, facts in PIECES_WITH_FACTS],
)
def test_it_is_one_page_of_its_size_with_words(theme: PrintTheme, piece: Piece, facts: KitFacts) -> None:
    form = next(form for form in (Form.OFFICE, Form.PRESS) if form in piece.forms)
    pdf = made(piece, form, facts, theme)
    (boxes,) = boxes_of(pdf)
    left, bottom, right, top = boxes["MediaBox" if form is Form.OFFICE else "TrimBox"]
    assert (right - left, top - bottom) == pytest.approx((piece.width, piece.height), abs=0.01)
    assert all(font.embedded and font.subset for font in fonts_of(pdf))
    pytest.importorskip("pypdfium2")
    assert all(text.strip() for text in texts_of(pdf)), "no page without its text"


@pytest.mark.parametrize(
    "piece", [one for one in TYPESET if Form.PRESS in one.forms], ids=lambda one: one.name
)
def test_press_files_have_room_for_bleed_and_marks(theme: PrintTheme, piece: Piece) -> None:
    pdf = made(piece, Form.PRESS, RICH, theme)
    (boxes,) = boxes_of(pdf)
    media, bleed, trim = boxes["MediaBox"], boxes["BleedBox"], boxes["TrimBox"]
    around = tuple(side + more for side, more in zip(trim, (-BLEED, -BLEED, BLEED, BLEED), strict=True))
    assert bleed == pytest.approx(around, abs=0.01)
    assert media[0] < bleed[0]
    assert media[3] > bleed[3]


@pytest.mark.parametrize(
    "piece", [one for one in TYPESET if Form.PRESS in one.forms], ids=lambda one: one.name
)
def test_press_files_have_nothing_of_screens(theme: PrintTheme, piece: Piece) -> None:
    pdf = made(piece, Form.PRESS, RICH, theme)
    assert screen_colours_of(pdf) == set()
    assert transparency_of(pdf) == set()


@pytest.mark.parametrize("piece", [one for one in TYPESET if Form.SVG in one.forms], ids=lambda one: one.name)
def test_letters_of_drawings_are_outlines(theme: PrintTheme, piece: Piece) -> None:
    svg = made(piece, Form.SVG, RICH, theme)
    assert b"<text" not in svg
    assert b"<path" in svg


@pytest.mark.parametrize("piece", [one for one in TYPESET if one.codes], ids=lambda piece: piece.name)
def test_modules_are_large_enough_at_the_stated_size(piece: Piece) -> None:
    for name, code in RICH.codes.known():
        if name in piece.codes:
            assert piece.least / len(matrix_of(code.text, LEVELS[piece.use])) >= SMALLEST_MODULE


def test_pieces_without_codes_are_those_that_say_so() -> None:
    without = {piece.name for piece in TYPESET if not piece.codes}
    assert {"badge-dark-plain", "badge-light-plain", "badge-one-ink-plain"} <= without


def test_one_ink_is_one_plate(theme: PrintTheme) -> None:
    """Black and white are all that a stamp, a photocopier or an engraver can do."""
    svg = made(PIECES["badge-one-ink"], Form.SVG, RICH, theme)
    assert set(re.findall(rb'(?:fill|stroke)="(#\w+)"', svg)) == {b"#000000", b"#ffffff"}


def test_codes_can_be_read_from_the_picture(theme: PrintTheme) -> None:
    zxingcpp = pytest.importorskip("zxingcpp")
    pypdfium2 = pytest.importorskip("pypdfium2")
    for name in ("badge-dark", "badge-light", "badge-one-ink", "table-tent-a4", "sticker-60", "social-wall"):
        piece = PIECES[name]
        form = next(form for form in (Form.OFFICE, Form.PRESS) if form in piece.forms)
        with pypdfium2.PdfDocument(made(piece, form, RICH, theme)) as pdf:
            picture = pdf[0].render(scale=200 / 72, grayscale=True).to_pil()
        read = {code.text for code in zxingcpp.read_barcodes(picture)}
        expected = {code.text for key, code in RICH.codes.known() if key in piece.codes}
        assert read, name
        assert read <= expected, name
