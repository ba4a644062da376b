"""Tables of figures as Markdown, with their targets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

# Targets of one city's kit: processor milliseconds and kilobytes. They were set for a kit of 13 PDF files.
KIT_TARGETS = {"full": (60.0, 400.0), "lean": (45.0, 250.0)}
# Seconds of a build of 1,000 cities with full kits, and of one with nothing changed besides one without kits.
COLD_1000, UNCHANGED = 40.0, 1.0
BADGES = 5.0  # seconds


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table, line by line."""
    for line in (head, ["---"] * len(head), *rows):
        yield f"| {' | '.join(line)} |"


def vs_target(value: float, target: float | None, form: str) -> str:
    """Whether a figure is within its target, in words; empty without a target."""
    if target is None:
        return ""
    return f" ({'within' if value <= target else '**over**'} {target:,{form}})"


def check_table(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """What `check_bench.py` measures."""
    yield from table(("festival", "what is checked", "process", "waited", "memory"), map(_check_cells, rows))


def _check_cells(row: Mapping[str, Any]) -> list[str]:
    return [
        row["festival"],
        row["checked"],
        f"{row['busy']:.2f} s{vs_target(row['busy'], row['target'], '.1f')}",
        f"{row['seconds']:.2f} s",
        f"{row['largest']:,.0f} MB" if row["largest"] else "",
    ]


def kit_table(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """What `print_bench.py` measures of the files of one city's kit."""
    yield from table(("kit", "files", "process", "size"), map(_kit_cells, rows))


def _kit_cells(row: Mapping[str, Any]) -> list[str]:
    most, heaviest = KIT_TARGETS[row["kit"]]
    spent, size = row["milliseconds"], row["kilobytes"]
    return [
        row["kit"],
        f"{row['files']:.0f}",
        f"{spent:,.0f} ms{vs_target(spent, most, '.0f')}",
        f"{size:,.0f} KB{vs_target(size, heaviest, '.0f')}",
    ]


def build_table(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """What `print_bench.py` measures of whole builds; the first row is that without kits."""
    head = ("kits", "cold", "busy", "nothing changed", "site")
    yield from table(head, (_build_cells(row, rows[0]["unchanged"]) for row in rows))


def _build_cells(row: Mapping[str, Any], without: float) -> list[str]:
    most = COLD_1000 * row["cities"] / 1000 if row["kits"] == "full" else None
    return [
        row["kits"],
        f"{row['seconds']:,.1f} s{vs_target(row['seconds'], most, '.0f')}",
        f"{row['busy']:,.1f} s",
        f"{row['unchanged']:,.1f} s{vs_target(row['unchanged'], without + UNCHANGED, '.1f')}",
        f"{row['megabytes']:,.0f} MB",
    ]


def badges_line(row: Mapping[str, Any]) -> str:
    """What `print_bench.py` measures of name badges."""
    spent = f"{row['seconds']:.1f} s from start to end{vs_target(row['seconds'], BADGES, '.0f')}"
    return f"Name badges of {row['names']} people: {spent}."
