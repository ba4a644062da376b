"""The boxes, output intent and preferences of finished PDF files."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samenight.print_kit.codes.qr import QrFacts, qr_pdf
from samenight.print_kit.pieces.piece import Family
from samenight.print_kit.typesetting.press_pdf import CONDITIONS, for_office, for_press

from tests.print_kit.pdf_reading import (
    MM,
    Font,
    boxes_of,
    catalogue_of,
    fonts_of,
    info_of,
    objects_of,
    operators_of,
    screen_colours_of,
    texts_of,
    trailer_of,
    transparency_of,
)

typst = pytest.importorskip("typst")

ISO = CONDITIONS[Family.ISO]
PRESS = """
#set document(title: "Łódź (tonight)")
#set page(width: 105mm, height: 148mm, bleed: 10mm)
#set page(background: rect(width: 100%, height: 100%, fill: cmyk(0%, 0%, 0%, 100%)))
#set text(fill: cmyk(100%, 0%, 0%, 0%))
"""
OFFICE = '#set document(title: "Sheet")\n#set page(width: 210mm, height: 297mm)\n'


def typeset(source: str, standards: str | None = None) -> bytes:
    made = typst.compile(
        source.encode(), format="pdf", ignore_system_fonts=True, pdf_standards=standards or []
    )
    assert isinstance(made, bytes)
    return made


def pages(head: str, count: int) -> bytes:
    return typeset(head + "\n#pagebreak()\n".join(f"Page {number}" for number in range(1, count + 1)))


def near(box: tuple[float, ...]) -> object:
    return pytest.approx(box, abs=0.001)


@pytest.mark.parametrize("count", [1, 3, 40])
def test_every_page_of_a_press_file_has_its_boxes(count: int) -> None:
    pdf = for_press(pages(PRESS, count), condition=ISO)
    boxes = boxes_of(pdf)
    assert len(boxes) == count
    for page in boxes:
        assert page["MediaBox"] == near((0, 0, 125, 168))
        assert page["TrimBox"] == near((10, 10, 115, 158))
        assert page["BleedBox"] == near((7, 7, 118, 161))
    assert [text.strip() for text in texts_of(pdf)] == [f"Page {number}" for number in range(1, count + 1)]


def test_a_viewer_finds_the_same_boxes() -> None:
    pypdfium2 = pytest.importorskip("pypdfium2")
    pdf = for_press(pages(PRESS, 2), condition=ISO)
    with pypdfium2.PdfDocument(pdf) as document:
        for page, boxes in zip(document, boxes_of(pdf), strict=True):
            assert [side * MM for side in page.get_trimbox()] == near(boxes["TrimBox"])
            assert [side * MM for side in page.get_bleedbox()] == near(boxes["BleedBox"])
            assert [side * MM for side in page.get_mediabox()] == near(boxes["MediaBox"])
            page.close()


@given(
    st.tuples(st.floats(20, 2000), st.floats(20, 2000)),
    st.floats(3, 50),
)
@settings(max_examples=20, deadline=None)
def test_bleed_of_sheets_of_any_size(size: tuple[float, float], slug: float) -> None:
    width, height = size
    head = f"#set page(width: {width}mm, height: {height}mm, margin: 2mm, bleed: {slug}mm)\n"
    (page,) = boxes_of(for_press(typeset(head), condition=ISO))
    outer = (slug - 3, slug - 3, slug + width + 3, slug + height + 3)
    assert page["BleedBox"] == pytest.approx(outer, abs=0.01)


@pytest.mark.parametrize(
    ("family", "name"), [(Family.ISO, b"FOGRA39"), (Family.ANY, b"FOGRA39"), (Family.US, b"CGATS TR 006")]
)
def test_a_press_file_says_how_it_is_to_be_printed(family: Family, name: bytes) -> None:
    pdf = for_press(pages(PRESS, 2), condition=CONDITIONS[family])
    catalogue = catalogue_of(pdf)
    assert b"/OutputIntents[<</Type/OutputIntent/S/GTS_PDFX/" in catalogue
    assert b"/OutputConditionIdentifier(%s)" % name in catalogue
    assert b"/RegistryName(http://www.color.org)" in catalogue
    assert b"/Trapped/False" in info_of(pdf)
    assert b"/Title" in info_of(pdf)
    assert b"GTS_PDFXVersion" not in info_of(pdf), "it wants the moment of making, which would change"


def test_an_office_file_is_printed_in_its_own_size() -> None:
    pdf = for_office(pages(OFFICE, 2))
    catalogue = catalogue_of(pdf)
    assert catalogue.count(b"/ViewerPreferences") == 1
    assert b"/PrintScaling/None" in catalogue
    assert b"/Direction/L2R" in catalogue, "Typst's own preference stays"
    assert len(texts_of(pdf)) == 2


def test_a_catalogue_without_preferences_gets_some() -> None:
    pdf = for_office(qr_pdf(QrFacts("https://example.org/paris/", "Paris")))
    assert b"/ViewerPreferences<</PrintScaling/None>>" in catalogue_of(pdf)


def finished_for_press(pdf: bytes) -> bytes:
    return for_press(pdf, condition=ISO)


@pytest.mark.parametrize(("finish", "head"), [(finished_for_press, PRESS), (for_office, OFFICE)])
def test_what_was_there_stays(finish: Callable[[bytes], bytes], head: str) -> None:
    pdf = pages(head, 2)
    done = finish(pdf)
    assert done.startswith(pdf)
    assert finish(pdf) == done
    before, after = objects_of(pdf), objects_of(done)
    assert before.keys() == after.keys()
    catalogue, info = catalogue_of(pdf), info_of(pdf)
    for number, content in before.items():
        if content not in (catalogue, info) and b"/Type/Page/" not in content:
            assert after[number] == content
    assert trailer_of(done).count(b"/Prev") == 1
    assert fonts_of(done) == fonts_of(pdf)


@pytest.mark.parametrize("finish", [finished_for_press, for_office])
@pytest.mark.parametrize(
    "pdf",
    [
        b"",
        b"%PDF-1.7\n",
        b"not a PDF\ntrailer\n<</Size 1>>\nstartxref\n0\n%%EOF\n",
        b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \n"
        b"trailer\n<</Size 1/Root 1 0 R/Info 2 0 R>>\nstartxref\n9\n%%EOF\n",
    ],
)
def test_what_typst_did_not_make_is_refused(finish: Callable[[bytes], bytes], pdf: bytes) -> None:
    with pytest.raises(ValueError, match="PDF"):
        finish(pdf)


@pytest.mark.parametrize("finish", [finished_for_press, for_office])
@given(cut=st.integers(0, 3000))
@settings(max_examples=30, deadline=None)
def test_a_file_cut_short_is_refused(finish: Callable[[bytes], bytes], cut: int) -> None:
    pdf = pages(PRESS, 1)
    with pytest.raises(ValueError, match="PDF"):
        finish(pdf[: max(0, len(pdf) - 7 - cut)])


def test_a_file_is_finished_once() -> None:
    with pytest.raises(ValueError, match="more than one"):
        for_office(for_office(pages(OFFICE, 1)))


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("width: 105mm", "no trim box"),
        ("width: 105mm, bleed: 2mm", "no room"),
        ("bleed: (top: 5mm)", "no room"),
    ],
)
def test_a_page_must_have_room_for_its_bleed(page: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        for_press(typeset(f"#set page({page})\nx"), condition=ISO)


# The PDF reader of these tests finds what it should.


def test_fonts_are_seen() -> None:
    (font,) = fonts_of(typeset("x"))
    assert font == Font(font.name, embedded=True, subset=True)
    assert "+" not in font.name
    bare = typeset("x").replace(b"/FontFile", b"/FontNone")
    assert [(one.embedded, one.subset) for one in fonts_of(bare)] == [(False, True)]


def test_colours_of_screens_are_seen() -> None:
    assert screen_colours_of(pages(PRESS, 2)) == set()
    assert "ICCBased" in screen_colours_of(typeset('#text(fill: rgb("#123456"))[x]'))
    assert "ICCBased" in screen_colours_of(typeset(PRESS + "#text(fill: white)[x]")), "gray of screens"


def test_operators_are_seen() -> None:
    first, second = operators_of(pages(PRESS, 2))
    assert {"k", "Tf", "BT"} <= first & second
    assert not {"rg", "RG"} & first
    assert operators_of(typeset("#rect(stroke: cmyk(0%, 0%, 0%, 100%))"))[0] >= {"K"}


def test_what_shines_through_is_seen() -> None:
    assert transparency_of(pages(PRESS, 1)) == set()
    assert transparency_of(typeset('#rect(fill: rgb("#12345680"))')) == {"ca 0.5019608"}
