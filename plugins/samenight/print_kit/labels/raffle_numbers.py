"""Numbers for raffle tickets, each with a check digit that reveals typing mistakes.

The check digit is H. Michael Damm's ("Total anti-symmetrische Quasigruppen", Marburg 2004, table of
order 10): one decimal digit that catches every single wrong digit and every swap of two neighbours.
ISO 7064 MOD 11,10, which also has one decimal digit, misses some swaps; Luhn's misses 09 and 90.
Leading zeros change nothing, so the check digit of a number is the same in a run of 500 and of 5,000.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

HIGHEST = 9_999_999
MOST = 100_000  # numbers in one run
_TABLE = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


@dataclass(frozen=True)
class NumberRange:
    """Numbers from ``first`` to ``last``, both included. Raises :class:`ValueError` for runs that are
    empty, longer than :data:`MOST`, or reach below 1 or above :data:`HIGHEST`."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if not 1 <= self.first <= self.last <= HIGHEST or len(self) > MOST:
            raise ValueError(f"No run of raffle numbers: {self.first} to {self.last}")

    def __len__(self) -> int:
        return self.last - self.first + 1

    @property
    def digits(self) -> int:
        """The number of digits of its last number, and so of all of them as printed."""
        return len(str(self.last))

    def piles(self, most: int) -> Iterator[NumberRange]:
        """The run in parts of at most ``most`` numbers."""
        for first in range(self.first, self.last + 1, most):
            yield NumberRange(first, min(first + most - 1, self.last))


def check_digit(number: str) -> int:
    """The check digit of a number. It is 0 for one that ends in its check digit."""
    interim = 0
    for digit in number:
        interim = _TABLE[interim][int(digit)]
    return interim


def ticket_number(number: int, digits: int) -> str:
    """A number as printed: with leading zeros, and the check digit after a hyphen."""
    padded = f"{number:0{digits}d}"
    return f"{padded}-{check_digit(padded)}"


def number_of(printed: str) -> int | None:
    """The number of a ticket from what is printed on it; ``None`` if the check digit is wrong, or the
    number is 0, which is on no ticket.

    Spaces and the hyphen may be left out. Raises :class:`ValueError` for anything else than two or more
    digits.
    """
    bare = "".join(printed.split()).replace("-", "").replace("‐", "").replace("‑", "").replace("–", "")
    if not (bare.isascii() and bare.isdigit() and len(bare) >= 2):
        raise ValueError(f"No ticket's number: {printed}")
    return int(bare[:-1]) or None if check_digit(bare) == 0 else None


def stacked(run: NumberRange, places: int) -> list[list[int | None]]:
    """The numbers by sheet, so that cutting the whole pile of sheets gives piles in order: the first
    places of all sheets have the first numbers, the second places the next.

    A place without a number is ``None``; every sheet has at least one number.
    """
    sheets = -(-len(run) // places)

    def at(sheet: int, place: int) -> int | None:
        number = run.first + place * sheets + sheet
        return number if number <= run.last else None

    return [[at(sheet, place) for place in range(places)] for sheet in range(sheets)]


def in_rows(run: NumberRange, places: int) -> Sequence[list[int | None]]:
    """The numbers by sheet in reading order, for tearing one sheet after the other."""
    numbers: list[int | None] = [*range(run.first, run.last + 1)]
    sheets = [numbers[start : start + places] for start in range(0, len(numbers), places)]
    return [sheet + [None] * (places - len(sheet)) for sheet in sheets]


def numbered_data(
    data: Mapping[str, Any], sheets: Sequence[Sequence[int | None]], digits: int
) -> dict[str, Any]:
    """The data of the sample, with numbers for its tickets by sheet; ``None`` is no ticket."""
    printed = [[ticket_number(one, digits) if one else None for one in sheet] for sheet in sheets]
    return {**data, "tickets": printed}
