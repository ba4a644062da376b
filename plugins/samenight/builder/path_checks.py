"""Checks all paths before anything is written: none twice, none outside the output folder."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from samenight.content.problems.kinds.files import FOLDER, OUTSIDE, TWICE
from samenight.content.problems.problem import Finding, Problem


def path_problems(paths: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """A problem for each path that is outside the output folder, that two owners use, or that is a file
    for one and a folder for another.

    ``paths`` are pairs of an output path and the name of its owner. Paths that differ only in case or
    in Unicode normalisation count as the same: on some disks and hosts they are.
    """
    taken: dict[str, tuple[str, str]] = {}
    folders: dict[str, tuple[str, str]] = {}
    for path, owner in paths:
        if not is_inside(path):
            yield problem_at(path, OUTSIDE(owner=owner))
            continue
        folded = unicodedata.normalize("NFC", path).casefold()
        other = taken.get(folded) or folders.get(folded)
        if other:
            yield problem_at(path, TWICE(owner=owner, other=f"{other[1]} ({other[0]})"))
        taken.setdefault(folded, (path, owner))
        for folder in _parents(folded):
            if folder in taken:
                yield problem_at(path, FOLDER(owner=owner, other=taken[folder][1]))
            folders.setdefault(folder, (path, owner))


def is_inside(path: str) -> bool:
    """Whether a path is relative, in normal form and below the output folder."""
    steps = path.split("/")
    return "\\" not in path and "\0" not in path and not {"", ".", ".."}.intersection(steps)


def _parents(path: str) -> list[str]:
    steps = path.split("/")[:-1]
    return ["/".join(steps[:end]) for end in range(1, len(steps) + 1)]


def problem_at(path: str, finding: Finding) -> Problem:
    """A problem with the file that is published at a path."""
    return Problem(f"output/{path}", 0, 0, "", finding)
