"""Sheets of labels and tickets as printed: every label within 0.2 mm, every code readable."""

from __future__ import annotations

import pytest
from PIL import ImageChops
from samenight.print_kit.labels.name_badges import LabelLayout, Person, merged_data
from samenight.print_kit.labels.raffle_numbers import NumberRange, numbered_data, stacked
from samenight.print_kit.pieces.label_stocks import SHEETS, STOCKS
from samenight.print_kit.typesetting.typst import typeset

from tests.browser.codes import as_png, read_in_picture
from tests.print_kit.conftest import print_site  # noqa: F401 -- a fixture
from tests.print_kit.labels.test_label_sheets import RECTANGULAR, URL, data, theme  # noqa: F401 -- a fixture

pytestmark = pytest.mark.browser
DOTS = 600 / 25.4  # a mm
INSET = 3  # mm from a label's edge to its ink


def rendered(pdf, dots=DOTS * 25.4):
    """The pages of a document, in grey."""
    import pypdfium2  # noqa: PLC0415 -- only where documents are looked at

    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=dots / 72).to_pil().convert("L") for page in document]


def ink_in(page, x, y, width, height):
    """The left, upper, right and lower end of the ink in a part of a page, in mm."""
    box = [round(length * DOTS) for length in (x, y, x + width, y + height)]
    part = page.crop(box)
    ends = ImageChops.invert(part).point(lambda light: 255 * (light > 64)).getbbox()
    return [(end + start) / DOTS for end, start in zip(ends, box[:2] * 2, strict=True)]


@pytest.mark.parametrize("name", [name for name in RECTANGULAR if name != "a6-inserts"])
def test_ink_lies_on_the_labels_as_they_lie_on_the_stock(theme, name):  # noqa: F811
    stock = STOCKS[name]
    filled = merged_data(data(f"badges-{name}"), [Person("Ada", "Lovelace")] * stock.count, LabelLayout())
    (page,) = rendered(typeset(theme, "name-badges.typ", filled, "pdf")[0])
    width, height = stock.label
    for x, y in stock.places():
        left, upper, right, lower = ink_in(page, x, y, width, height)
        assert [left - x, upper - y, x + width - right] == pytest.approx([INSET] * 3, abs=0.2)
        assert y + height - lower == pytest.approx(INSET, abs=1.0)  # the tails of the address


@pytest.mark.parametrize("name", RECTANGULAR)
def test_outlines_lie_on_the_edges_of_the_labels(theme, name):  # noqa: F811
    stock = STOCKS[name]
    (page,) = rendered(typeset(theme, "label-test.typ", data(f"badges-{name}"), "pdf")[0])
    x, y = next(stock.places())
    *_, last = stock.places()
    ends = ink_in(page, 0, 0, *stock.page)
    assert ends == pytest.approx([x, y, last[0] + stock.label[0], last[1] + stock.label[1]], abs=0.2)


@pytest.mark.parametrize("name", RECTANGULAR)
@pytest.mark.parametrize("named", [False, True])
def test_every_code_of_a_sheet_of_badges_is_read(theme, name, named):  # noqa: F811
    sheet = data(f"badges-{name}")
    if named:
        sheet = merged_data(
            sheet, [Person("Ada", "Lovelace", "Speaker", "@ada")] * STOCKS[name].count, LabelLayout()
        )
    (page,) = rendered(typeset(theme, "name-badges.typ", sheet, "pdf")[0], 300)
    assert read_in_picture(as_png(page)) == [URL] * STOCKS[name].count


@pytest.mark.parametrize("paper", SHEETS)
def test_every_code_of_a_sheet_of_tickets_is_read(theme, paper):  # noqa: F811
    run = NumberRange(1, 10)
    sheet = numbered_data(data(f"raffle-tickets-{paper}"), stacked(run, 10), run.digits)
    (page,) = rendered(typeset(theme, "raffle-tickets.typ", sheet, "pdf")[0], 300)
    assert read_in_picture(as_png(page)) == [f"{URL}#raffle"] * 10
