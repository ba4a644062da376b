"""Sheets of raffle tickets: how they lie on the paper, and what their template is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samenight.print_kit.labels.raffle_numbers import ticket_number
from samenight.print_kit.pieces.piece import A4, LETTER

# What is cut at once: 100 sheets are 10 mm, which a copy shop's cutter takes, and Typst holds their
# tickets in 220 MB.
SHEETS_OF_A_PILE = 100


@dataclass(frozen=True)
class TicketSheet:
    """Tickets edge to edge in the middle of a page; lengths in mm. ``stub`` is the width of the part
    that goes into the drum."""

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
        """What the template is told of it."""
        return (
            ("columns", self.columns), ("rows", self.rows), ("ticket", self.ticket), ("stub", self.stub),
        )  # fmt: skip


SHEETS: Mapping[str, TicketSheet] = {
    "a4": TicketSheet(A4, 2, 5, (95, 55)),
    "letter": TicketSheet(LETTER, 2, 5, (97, 51)),
}


def numbered_data(
    data: Mapping[str, Any], sheets: Sequence[Sequence[int | None]], digits: int
) -> dict[str, Any]:
    """The data of the sample with numbers for its tickets, sheet by sheet; ``None`` is no ticket."""
    printed = [[ticket_number(one, digits) if one else None for one in sheet] for sheet in sheets]
    return {**data, "tickets": printed}
