"""Problems in the content: the kind of mistake, its place, what was found, and what to write instead.

A :class:`Kind` holds what is common to all mistakes of one kind; calling it with what was found gives a
:class:`Finding`, and a finding with its place is a :class:`Problem`. No sentence is built here: kinds
hold English sentences with gaps, and :mod:`samenight.content.problems.wording` fills them in the reader's
language.
"""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]
DID_YOU_MEAN = "Did you mean {replacement}?"
EITHER = "Write {first} or {second}."
# Characters that YAML parsers treat as line breaks, also between quotes.
_BREAKS = "\r\x85\u2028\u2029"


class Phrase(str):
    """Our own words, to be translated into the reader's language wherever they fill a gap.

    What organisers typed is never translated, even if it happens to be the same words: a fact is
    translated only if it is a ``Phrase``.
    """

    __slots__ = ()


class Day(str):
    """A day, as ISO 8601, that sentences show as the reader's language writes it: "5 February 2027"."""

    __slots__ = ()


class Figures(str):
    """A number in digits, with a decimal point, that sentences show as the reader's language writes it."""

    __slots__ = ()


@dataclass(frozen=True)
class Kind:
    """One kind of mistake.

    ``code`` is its stable name. ``what``, ``mend`` and ``why`` are English sentences: what is wrong,
    how to fix it and why it matters. Gaps in braces are filled from the finding: ``{found}``,
    ``{replacement}`` and its facts. ``mend_with`` is used instead of ``mend`` if a replacement is known,
    and ``mend_between`` if the finding has two (its facts ``first`` and ``second``), of which only the
    organiser knows the right one.
    """

    code: str
    what: str
    mend: str
    why: str
    severity: Severity = "error"
    mend_with: str = DID_YOU_MEAN
    mend_between: str = EITHER

    def __call__(self, found: object = "", replacement: str | None = None, **facts: object) -> Finding:
        """A mistake of this kind: what was found, what to write instead (exactly as to be typed), and the
        other facts in the sentences: whole numbers, :class:`Phrase`, :class:`Day` and :class:`Figures` are
        put into the reader's language, everything else is shown as it is."""
        pairs = tuple((name, _fact(value)) for name, value in sorted(facts.items()))
        typed = found if isinstance(found, Phrase) else str(found)
        return Finding(self, typed, replacement or "", pairs)


@dataclass(frozen=True)
class Finding:
    """A mistake without its place.

    ``found`` is the text that was found and ``replacement`` the exact text to type instead, with its
    quotes; each is empty if there is none. ``facts`` are pairs of a gap's name and what fills it.
    """

    kind: Kind
    found: str = ""
    replacement: str = ""
    facts: tuple[tuple[str, str | int], ...] = ()


def _fact(value: object) -> str | int:
    return value if isinstance(value, int | Phrase | Day | Figures) else str(value)


@dataclass(frozen=True)
class Problem:
    """One mistake in one file.

    ``line`` and ``column`` count from 1; both are 0 if the whole file is meant.
    ``field`` is the path of the field, as in ``tickets[0].price``, or empty.
    ``also`` is the other file if two of them cannot both be right, or empty.
    """

    file: str
    line: int
    column: int
    field: str
    finding: Finding
    also: str = ""

    @property
    def code(self) -> str:
        """The stable name of the kind of mistake."""
        return self.finding.kind.code

    @property
    def severity(self) -> Severity:
        """An error stops a build; a warning does not, and a note is not even a mistake: what was typed is
        read, and ``samenight fmt`` would write it in another form."""
        return self.finding.kind.severity

    def __str__(self) -> str:
        """A line for logs: place, field, code. The text for people is made by the report."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return "  ".join(filter(None, [place, self.field, self.code, self.finding.found]))

    @property
    def order(self) -> tuple[object, ...]:
        """The sort key: file, line, column, and the rest."""
        return (self.file, self.line, self.column, self.field, self.code, self.finding.found)


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that stop a build."""
    return [problem for problem in problems if problem.severity == "error"]


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems sorted by file, line and column, without duplicates."""
    return sorted(dict.fromkeys(problems), key=lambda problem: problem.order)


def as_error(problem: Problem) -> Problem:
    """The problem as an error, unless it is a note."""
    return _with_severity(problem, "error")


def as_warning(problem: Problem) -> Problem:
    """The problem as a warning, unless it is a note."""
    return _with_severity(problem, "warning")


def _with_severity(problem: Problem, severity: Severity) -> Problem:
    if problem.severity == "note":
        return problem
    kind = dataclasses.replace(problem.finding.kind, severity=severity)
    return dataclasses.replace(problem, finding=dataclasses.replace(problem.finding, kind=kind))


def field_path(location: Sequence[str | int]) -> str:
    """The path of a field for organisers: ``tickets[0].price`` for ``("tickets", 0, "price")``."""
    text = ""
    for step in location:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{step}" if text else step
    return text


def quoted(text: str) -> str:
    """A value with quotes and escapes, as to be typed in a header."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + "".join(sign if sign not in _BREAKS else f"\\u{ord(sign):04x}" for sign in escaped) + '"'


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, or ``None``."""
    folded = {name.casefold(): name for name in known}
    close = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None


Location = tuple[str | int, ...]
