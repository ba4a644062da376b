"""Label sheets as sold in shops, with the place of each label on its page in mm, and sheets of tickets.

Sources: the template database of gLabels (jimevins/glabels-qt, MIT licence) for all stocks but two.
``durable-1445`` is from the badges of pretix (DURABLE 1445 and 1455: margins of 15 and 12 mm), and
``avery-74541`` from CPAN's Paper::Specs. ``a6-inserts`` is plain paper cut in four (ISO 216).
Makers round to half a millimetre and printers are off by one to four, so there is a ``nudge`` option and
a test sheet to hold against the stock.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from samenight.print_kit.pieces.piece import A4, INCH, LETTER, Family

# Sheets cut in one pile: 100 sheets are 10 mm, which a copy shop's cutter takes, and Typst needs 220 MB
# for their tickets.
SHEETS_OF_A_PILE = 100


@dataclass(frozen=True)
class TicketSheet:
    """Tickets edge to edge, centred on a page; lengths in mm. ``stub`` is the width of the part that
    goes into the drum."""

    page: tuple[float, float]
    columns: int
    rows: int
    ticket: tuple[float, float]
    stub: float = 29

    @property
    def count(self) -> int:
        """How many tickets a sheet has."""
        return self.columns * self.rows

    @property
    def options(self) -> tuple[tuple[str, Any], ...]:
        """The options for the template."""
        return (
            ("columns", self.columns), ("rows", self.rows), ("ticket", self.ticket), ("stub", self.stub),
        )  # fmt: skip


SHEETS: Mapping[str, TicketSheet] = {
    "a4": TicketSheet(A4, 2, 5, (95, 55)),
    "letter": TicketSheet(LETTER, 2, 5, (97, 51)),
}


@dataclass(frozen=True)
class Stock:
    """One kind of label sheet. All lengths are in mm, from the top left corner of the page.

    ``title`` is its name in shops. ``first`` is the top left corner of the first label, ``pitch`` the
    distance from one label to the next across and down; ``corner`` is the radius of its corners.
    ``round`` labels are circles.
    """

    name: str
    title: str
    page: tuple[float, float]
    label: tuple[float, float]
    columns: int
    rows: int
    first: tuple[float, float]
    pitch: tuple[float, float]
    corner: float = 0
    round: bool = False

    @property
    def count(self) -> int:
        """How many labels a sheet has."""
        return self.columns * self.rows

    @property
    def paper(self) -> Literal["a4", "letter"]:
        """The name of the page size."""
        return "a4" if self.page == A4 else "letter"

    @property
    def family(self) -> Family:
        """The family of papers it belongs to."""
        return Family.ISO if self.page == A4 else Family.US

    @property
    def options(self) -> tuple[tuple[str, Any], ...]:
        """The options for a template: ``places``, ``label``, ``corner``, and ``stock``, its title."""
        return (
            ("stock", self.title), ("label", self.label), ("corner", self.corner),
            ("places", tuple(self.places())),
        )  # fmt: skip

    def places(self) -> Iterator[tuple[float, float]]:
        """The top left corners of all labels, row by row from the left."""
        for row in range(self.rows):
            for column in range(self.columns):
                yield self.first[0] + column * self.pitch[0], self.first[1] + row * self.pitch[1]


def _inches(*lengths: float) -> tuple[float, float]:
    across, down = lengths
    return across * INCH, down * INCH


_STOCKS = (
    Stock("avery-l4785", "Avery L4784–L4787", A4, (80, 50), 2, 5, (18, 13), (95, 55), 4),
    Stock("avery-c32011", "Avery C32011", A4, (85, 54), 2, 5, (15, 13.5), (95, 54)),
    Stock("avery-32015", "Avery Zweckform 32015", A4, (85, 54), 2, 4, (17, 31.5), (91, 60)),
    Stock("durable-1445", "DURABLE 1445, 1455", A4, (90, 54), 2, 5, (15, 12), (90, 54)),
    Stock("a6-inserts", "A6", A4, (105, 148.5), 2, 2, (0, 0), (105, 148.5)),
    Stock("avery-5395", "Avery 5395, 8395, 15395", LETTER, _inches(3.375, 2 + 1 / 3), 2, 4,
          _inches(0.6875, 7 / 12), _inches(3.75, 2.5), 4.8),
    Stock("avery-74541", "Avery 74541", LETTER, _inches(4, 3), 2, 3, _inches(0.25, 1), _inches(4, 3)),
    Stock("round-60", "Rayfilm 6060K", A4, (60, 60), 3, 4, (9, 13.5), (66, 70), 30, round=True),
    Stock("avery-5294", "Avery 5294", LETTER, _inches(2.5, 2.5), 3, 4,
          (5.33, 10.79), (69.85, 63.88), 1.25 * INCH, round=True),
)  # fmt: skip

# Every stock by its name, rectangular labels before round ones.
STOCKS: Mapping[str, Stock] = MappingProxyType({stock.name: stock for stock in _STOCKS})
