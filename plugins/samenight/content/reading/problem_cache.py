"""Problems of one file as plain values, to be remembered: a forged memory can make nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from samenight.content.problems.kinds import files, headers, links, places, printing, sums, texts, values
from samenight.content.problems.problem import Finding, Kind, Problem

# Line, column, field, code, what was found, replacement, facts.
Note = tuple[int, int, str, str, str, str, tuple[tuple[str, str | int], ...]]

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.code: kind
        for module in (files, headers, links, places, printing, sums, texts, values)
        for kind in vars(module).values()
        if isinstance(kind, Kind)
    }
)


def note_of(problem: Problem) -> Note:
    """A problem without its file's name."""
    finding = problem.finding
    place = (problem.line, problem.column, problem.field)
    return (*place, problem.code, finding.found, finding.replacement, finding.facts)


def problem_of(note: Note, file: str) -> Problem:
    """The problem that was noted. Raises :class:`KeyError` for a code that there is not."""
    line, column, field, code, found, replacement, facts = note
    return Problem(file, line, column, field, Finding(KINDS[code], found, replacement, facts))
