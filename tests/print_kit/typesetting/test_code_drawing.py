"""Codes are drawn into finished files, or by a template in a way of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samenight.print_kit.codes.qr import matrix_of
from samenight.print_kit.facts.fact_groups import PrintTheme
from samenight.print_kit.facts.template_data import data_of
from samenight.print_kit.pieces.catalogue import PIECES
from samenight.print_kit.pieces.piece import MEDIA_TYPES, Form
from samenight.print_kit.typesetting import sheet
from samenight.print_kit.typesetting.code_checks import is_first_here
from samenight.print_kit.typesetting.code_drawing import pdf_with_codes, stand_in, svg_with_codes
from samenight.print_kit.typesetting.code_reader import scan
from samenight.site.artifact import Sources

from tests.print_kit.pdf_reading import texts_of
from tests.print_kit.samples import RICH

typst = pytest.importorskip("typst")
pytest.importorskip("pypdfium2")
pytest.importorskip("zxingcpp")

# Files like one that was decoded already.
SEEN = ("seen by these tests",)
is_first_here(SEEN)
MATRICES = {0: matrix_of("https://example.org/a/"), 3: matrix_of("https://example.org/b/", "H")}


def drawn_by_template(theme: PrintTheme, name: str, form: Form) -> tuple[bytes, bytes]:
    """A piece with its codes drawn into it, and the same drawn whole by Typst."""
    piece = PIECES[name]
    data = data_of(piece, form, {group: getattr(RICH, group) for group in piece.groups}, theme.words)
    whole = sheet._finished(sheet._set(data, piece, form, theme), piece, form)
    return sheet.set_piece(piece, form, data, theme, RICH.codes, SEEN), whole


def pixels(pdf: bytes) -> list[bytes]:
    import pypdfium2  # noqa: PLC0415

    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=2).to_pil().tobytes() for page in document]


@pytest.mark.parametrize("name", ["poster-a4", "table-tent-a4", "badges-avery-l4785", "sticker-60"])
def test_a_page_looks_as_if_typst_had_drawn_its_codes(theme: PrintTheme, name: str) -> None:
    form = Form.PRESS if Form.PRESS in PIECES[name].forms else Form.OFFICE
    made, whole = drawn_by_template(theme, name, form)
    assert pixels(made) == pixels(whole)
    assert texts_of(made) == texts_of(whole)


@pytest.mark.parametrize("name", ["badge-light", "flyer-a6", "sticker-60"])
def test_a_drawing_is_the_same_as_if_typst_had_drawn_its_codes(theme: PrintTheme, name: str) -> None:
    made, whole = drawn_by_template(theme, name, Form.SVG)
    assert made == whole


def redrawn(theme: PrintTheme, old: str, new: str) -> PrintTheme:
    texts = dict(theme.artwork.texts)
    assert old in texts["common.typ"]
    texts["common.typ"] = texts["common.typ"].replace(old, new)
    return replace(theme, artwork=Sources(tuple(texts.items())))


@pytest.mark.parametrize("form", [Form.OFFICE, Form.PRESS, Form.SVG])
def test_a_theme_may_draw_codes_in_its_own_way(theme: PrintTheme, form: Form) -> None:
    piece = PIECES["badge-light"]
    data = data_of(piece, form, {group: getattr(RICH, group) for group in piece.groups}, theme.words)
    own = redrawn(theme, "curve.line((x * 1pt, y * 1pt))", "curve.line((x * 1.0001pt, y * 1.0001pt))")
    made = sheet.set_piece(piece, form, data, own, RICH.codes, SEEN)
    scan(made, MEDIA_TYPES[form], [RICH.codes.page.text], 0.5)


def page_with(*numbers: int, form: str) -> bytes:
    """A page with stand-ins, drawn as templates draw codes."""
    curves = []
    for number in numbers:
        (line,) = stand_in(MATRICES[number], number)
        steps = ", ".join(f"curve.line(({x}pt, {y}pt))" for x, y in line[1:])
        path = f"curve.move((4pt, 4pt)), {steps}, curve.close(mode: 'straight')".replace("'", '"')
        curves.append(f'#place(curve(fill: black, fill-rule: "even-odd", {path}))')
    source = "#set page(width: 90pt, height: 90pt, margin: 0pt)\n" + "\n".join(curves)
    return typst.compile(source.encode(), format=form, ignore_system_fonts=True)


def test_each_stand_in_becomes_its_own_code() -> None:
    done = pdf_with_codes(page_with(0, 3, 0, 3, form="pdf"), MATRICES, 2)
    assert done
    assert done != pdf_with_codes(page_with(3, 0, 3, 0, form="pdf"), MATRICES, 2)


@pytest.mark.parametrize("numbers", [(), (0,), (0, 3, 3), (0, 0, 3, 3)])
def test_too_few_and_too_many_stand_ins_are_noticed(numbers: tuple[int, ...]) -> None:
    assert pdf_with_codes(page_with(*numbers, form="pdf"), MATRICES, 1) is None
    assert svg_with_codes(b' d="m4 4h21v21h-21v-20z"' * len(numbers), MATRICES, 1) is None
