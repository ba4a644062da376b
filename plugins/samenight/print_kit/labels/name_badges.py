"""Name badges with names on them: what the template of the blank sheets is told beside its facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samenight.print_kit.facts.line_breaking import broken
from samenight.print_kit.pieces.label_stocks import Stock

Data = dict[str, Any]
_TITLE = re.compile(r"(?:\S{1,5}\. )+(?=\S)")  # "Dr. ", "Prof. Dr. ", "J. K. "


@dataclass(frozen=True)
class Person:
    """Whose badge it is. ``given`` is what people are called, and is set large; the rest is small."""

    given: str
    family: str | None = None
    role: str | None = None
    handle: str | None = None


@dataclass(frozen=True)
class LabelLayout:
    """How names are laid on a stock.

    ``start`` is how many labels of the first sheet are used up; ``nudge`` moves everything right and
    down, in mm, for printers that are off. With ``both`` each sheet gets a back with the same names,
    to be turned over its long side.
    """

    start: int = 0
    nudge: tuple[float, float] = (0, 0)
    both: bool = False


def split_name(name: str) -> tuple[str, str | None]:
    """What somebody is called, and the rest: ``Ada`` and ``Lovelace``, also from ``Lovelace, Ada``.

    A title stays with the name behind it; words joined by a no-break space stay together.
    """
    family, comma, given = (part.strip() for part in name.partition(","))
    if comma and given and family:
        return given, family
    title = _TITLE.match(name)
    words = name[title.end() if title else 0 :].split(" ", 1)
    return (title.group() if title else "") + words[0], words[1] if len(words) > 1 else None


def merged_data(data: Mapping[str, Any], people: Iterable[Person], laying: LabelLayout) -> Data:
    """The data of a blank sheet with people for its labels."""
    badges = {
        "people": [_person(one) for one in people],
        "start": laying.start, "nudge": laying.nudge, "both": laying.both,
    }  # fmt: skip
    return {**data, "badges": badges}


def sheets_of(stock: Stock, people: Sequence[Person], laying: LabelLayout) -> int:
    """How many sheets it takes."""
    return -(-(len(people) + laying.start) // stock.count)


def _person(person: Person) -> Data:
    pieces = tuple(re.findall(r"[^ -]*[ -]|[^ -]+", person.given))
    lines = ([line.strip(" ") for line in option] for option in broken(pieces, ""))
    return {
        "names": list(lines), "family": person.family, "role": person.role, "handle": person.handle,
    }  # fmt: skip
