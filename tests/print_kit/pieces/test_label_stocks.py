"""Label stocks: every label is on its page, none overlaps another, and all are where the makers say."""

import itertools

import pytest
from samenight.print_kit.pieces.label_stocks import STOCKS, Stock

# x and y of the first label, and of the last one's far corner, as print shops measure them (mm).
EXTENTS = {
    "avery-l4785": (18, 13, 193, 283),
    "avery-c32011": (15, 13.5, 195, 283.5),
    "avery-32015": (17, 31.5, 193, 265.5),
    "durable-1445": (15, 12, 195, 282),
    "a6-inserts": (0, 0, 210, 297),
    "avery-5395": (17.46, 14.82, 198.44, 264.59),
    "avery-74541": (6.35, 25.4, 209.55, 254),
    "round-60": (9, 13.5, 201, 283.5),
    "avery-5294": (5.33, 10.79, 208.53, 265.93),
}


@pytest.mark.parametrize("stock", STOCKS.values(), ids=lambda stock: stock.name)
def test_labels_lie_on_the_page_and_not_on_each_other(stock: Stock) -> None:
    places = list(stock.places())
    width, height = stock.label
    assert len(places) == stock.count
    for x, y in places:
        assert x >= 0
        assert y >= 0
        assert x + width <= stock.page[0] + 1e-9
        assert y + height <= stock.page[1] + 1e-9
    for (x, y), (other_x, other_y) in itertools.combinations(places, 2):
        assert abs(x - other_x) >= width - 1e-9 or abs(y - other_y) >= height - 1e-9


@pytest.mark.parametrize("name", STOCKS)
def test_stocks_are_as_measured(name: str) -> None:
    stock = STOCKS[name]
    places = list(stock.places())
    found = (*places[0], places[-1][0] + stock.label[0], places[-1][1] + stock.label[1])
    assert found == pytest.approx(EXTENTS[name], abs=0.02)


def test_round_labels_are_circles() -> None:
    for stock in STOCKS.values():
        assert not stock.round or stock.label[0] == stock.label[1] == 2 * stock.corner


def test_stocks_know_their_paper() -> None:
    assert {name for name, stock in STOCKS.items() if stock.paper == "letter"} == {
        "avery-5395", "avery-74541", "avery-5294",
    }  # fmt: skip
