"""Sheets of badges and tickets made by Typst: their number, and the position of everything."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from samenight.content.model.event_parts import Raffle
from samenight.content.problems.wording import Words
from samenight.print_kit.codes.contents import Code, Codes, page_code
from samenight.print_kit.facts.fact_groups import Cause, EventFacts, Identity, PrintTheme, palette_of
from samenight.print_kit.facts.template_data import data_of
from samenight.print_kit.labels.name_badges import LabelLayout, Person, merged_data, sheets_of
from samenight.print_kit.labels.raffle_numbers import NumberRange, numbered_data, stacked
from samenight.print_kit.pieces.catalogue import PIECES
from samenight.print_kit.pieces.label_stocks import SHEETS, STOCKS
from samenight.print_kit.pieces.piece import Form
from samenight.print_kit.typesetting.typst import POINTS, typeset
from samenight.site.artifact import Site

from tests.print_kit.samples import parsed

URL = "https://example.org/newcastle-upon-tyne/"
FACTS = {
    "identity": Identity(
        "Lantern Night", None, "Spring 2011", None, "Newcastle upon Tyne", "GB", ("LanternNewcastle",), (),
        URL, None, "en", dt.date(2011, 3, 24), None, palette_of("newcastle"),
    ),
    "codes": Codes(page_code(URL), raffle=Code(f"{URL}#raffle", "example.org/newcastle-upon-tyne/#raffle")),
    "event": EventFacts(raffle=Raffle(price="2.00", currency="GBP", draw="22:00")),
    "cause": Cause("Clean Wells", None, None, None, None, (), ()),
}  # fmt: skip
RECTANGULAR = [name for name, stock in STOCKS.items() if not stock.round]
each_stock = pytest.mark.parametrize("name", RECTANGULAR)
MM = POINTS / 25.4


@pytest.fixture
def theme(print_site: Site) -> PrintTheme:
    pytest.importorskip("typst")
    return PrintTheme(print_site.artwork, print_site.fonts, print_site.words)


def data(name: str) -> dict:
    piece = PIECES[name]
    data = data_of(piece, Form.OFFICE, {group: FACTS[group] for group in piece.groups}, Words())
    return data | {"families": ["Inter"]}


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"<</Type/Page/", pdf))


@each_stock
def test_a_blank_sheet_is_one_page(theme, name):
    (pdf,) = typeset(theme, "name-badges.typ", data(f"badges-{name}"), "pdf")
    assert pages(pdf) == 1
    assert b"/FontFile" in pdf


@each_stock
@pytest.mark.parametrize("start", [0, 1])
@pytest.mark.parametrize("both", [False, True])
def test_no_sheet_too_many_and_none_too_few(theme, name, start, both):
    stock = STOCKS[name]
    laying = LabelLayout(start, both=both)
    for people in (1, stock.count - 1, stock.count, stock.count + 1):
        filled = merged_data(data(f"badges-{name}"), [Person("Ada")] * people, laying)
        (pdf,) = typeset(theme, "name-badges.typ", filled, "pdf")
        assert pages(pdf) == sheets_of(stock, [Person("Ada")] * people, laying) * (2 if both else 1)
        assert sheets_of(stock, [Person("Ada")] * people, laying) == (
            1 if people + start <= stock.count else 2
        )


def corners(svg: bytes) -> set[tuple[float, float]]:
    """Where the groups of a drawing begin that lie on the page itself, in mm to a hundredth."""
    root = parsed(svg)
    found = set()
    for group in root.iter():
        moved = re.fullmatch(r"translate\(([\d.]+)(?: ([\d.]+))?\)", group.get("transform", ""))
        if moved:
            x, y = (float(part or 0) / MM for part in moved.groups())
            found.add((round(x, 2), round(y, 2)))
    return found


@each_stock
@pytest.mark.parametrize("nudge", [(0, 0), (1.5, 2)])
def test_labels_lie_where_the_stock_has_them(theme, name, nudge):
    piece = data(f"badges-{name}")
    places = {(round(x + nudge[0], 2), round(y + nudge[1], 2)) for x, y in STOCKS[name].places()} - {(0, 0)}
    filled = merged_data(piece, [Person("Ada")] * STOCKS[name].count, LabelLayout(nudge=nudge))
    for template, content in (("label-test.typ", {**piece, "nudge": nudge}), ("name-badges.typ", filled)):
        (svg,) = typeset(theme, template, content, "svg")
        near = corners(svg)
        for x, y in places:
            assert any(abs(x - a) <= 0.05 and abs(y - b) <= 0.05 for a, b in near), (template, x, y)


@pytest.mark.parametrize("paper", SHEETS)
def test_a_sheet_of_specimens_and_sheets_of_tickets(theme, paper):
    sheet = SHEETS[paper]
    width, height = (
        count * side for count, side in zip((sheet.columns, sheet.rows), sheet.ticket, strict=True)
    )
    assert width <= sheet.page[0] - 10
    assert height <= sheet.page[1] - 10
    content = data(f"raffle-tickets-{paper}")
    assert pages(typeset(theme, "raffle-tickets.typ", content, "pdf")[0]) == 1
    run = NumberRange(1, 2 * sheet.count + 1)
    numbered = numbered_data(content, stacked(run, sheet.count), run.digits)
    assert pages(typeset(theme, "raffle-tickets.typ", numbered, "pdf")[0]) == 3


def test_what_is_not_known_leaves_no_gap_that_stops_it(theme):
    bare = {**data("raffle-tickets-a4"), "event": None, "cause": None}
    assert pages(typeset(theme, "raffle-tickets.typ", bare, "pdf")[0]) == 1


@pytest.mark.parametrize(
    "person",
    [
        Person("Wolfeschlegelsteinhausenbergerdorff" * 3, "x" * 120, "y " * 60, "@" + "z" * 119),
        Person('#set page(width: 1cm) "\\', "$ * _ ` <a> @b", "//", "[#panic()]"),
        Person("محمد" * 12, "عبد الرحمن"),
        Person("-", "-"),
        Person("a\u0301" * 40),
    ],
)
def test_no_name_breaks_a_sheet(theme, person):
    filled = merged_data(data("badges-avery-l4785"), [person], LabelLayout())
    assert pages(typeset(theme, "name-badges.typ", filled, "pdf")[0]) == 1


def test_the_same_names_give_the_same_bytes(theme):
    filled = merged_data(data("badges-avery-5395"), [Person("Ada", "Lovelace")] * 3, LabelLayout())
    assert typeset(theme, "name-badges.typ", filled, "pdf") == typeset(
        theme, "name-badges.typ", filled, "pdf"
    )
