"""What is wrong in the content, where, and how to mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in one file.

    ``line`` and ``column`` count from 1; both are 0 where the whole file is meant.
    ``field`` is the path of the field, as in ``tickets[0].price``, or empty.
    ``code`` is a stable name of the kind of mistake.
    """

    file: str
    line: int
    column: int
    field: str
    message: str
    code: str
    severity: Severity = "error"

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        said = self.message if self.severity == "error" else f"Warning: {self.message}"
        return "  ".join(part for part in (place, self.field, said) if part)


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that stop a build."""
    return [problem for problem in problems if problem.severity == "error"]


def report(problems: Iterable[Problem]) -> str:
    """All problems, one a line, sorted by file and line, and a closing count."""
    ordered = sorted(problems)
    lines = [str(problem) for problem in ordered]
    wrong = len(errors(ordered))
    counts = [_count(wrong, "problem"), _count(len(ordered) - wrong, "warning")]
    return "\n".join([*lines, " and ".join(filter(None, counts)) + "."])


def _count(number: int, noun: str) -> str:
    if not number:
        return ""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def field_path(location: Sequence[str | int]) -> str:
    """``("tickets", 0, "price")`` as organisers read it: ``tickets[0].price``."""
    text = ""
    for step in location:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{step}" if text else step
    return text


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, or ``None``."""
    folded = {name.casefold(): name for name in known}
    close = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None
