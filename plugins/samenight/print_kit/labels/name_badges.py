"""Name badges with names: the data that the template of the blank sheets needs in addition to its facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samenight.print_kit.facts.line_breaks import broken
from samenight.print_kit.facts.template_data import Data
from samenight.print_kit.pieces.label_stocks import Stock

_TITLE = re.compile(r"(?:\S{1,5}\. )+(?=\S)")  # "Dr. ", "Prof. Dr. ", "J. K. "


@dataclass(frozen=True)
class Person:
    """The person on a badge. ``given`` is the name they go by, set large; the rest is small."""

    given: str
    family: str | None = None
    role: str | None = None
    handle: str | None = None


@dataclass(frozen=True)
class LabelLayout:
    """How names are placed on the labels.

    ``start`` is how many labels of the first sheet are used up; ``nudge`` moves everything right and
    down, in mm, for printers that are off. With ``both`` each sheet gets a back with the same names,
    for duplex printing on the long edge.
    """

    start: int = 0
    nudge: tuple[float, float] = (0, 0)
    both: bool = False


def split_name(name: str) -> tuple[str, str | None]:
    """The given name, and the rest: ``Ada`` and ``Lovelace``, also from ``Lovelace, Ada``.

    A title stays with the name after it; words joined by a no-break space stay together.
    """
    family, comma, given = (part.strip() for part in name.partition(","))
    if comma and given and family:
        return given, family
    title = _TITLE.match(name)
    words = name[title.end() if title else 0 :].split(" ", 1)
    return (title.group() if title else "") + words[0], words[1] if len(words) > 1 else None


def merged_data(data: Mapping[str, Any], people: Iterable[Person], layout: LabelLayout) -> Data:
    """The data of a blank sheet, with the people for its labels."""
    badges = {
        "people": [_person(one) for one in people],
        "start": layout.start, "nudge": layout.nudge, "both": layout.both,
    }  # fmt: skip
    return {**data, "badges": badges}


def sheets_of(stock: Stock, people: Sequence[Person], layout: LabelLayout) -> int:
    """How many sheets are needed."""
    return -(-(len(people) + layout.start) // stock.count)


def _person(person: Person) -> Data:
    pieces = tuple(re.findall(r"[^ -]*[ -]|[^ -]+", person.given))
    lines = ([line.strip(" ") for line in option] for option in broken(pieces, ""))
    return {
        "names": list(lines), "family": person.family, "role": person.role, "handle": person.handle,
    }  # fmt: skip
