"""Checks all paths before anything is written: none twice, none outside the output folder, none of a type
that is not published. Files that Pelican or a plugin has written are checked again before the swap."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from samenight.content.problems.kinds.files import FOLDER, OUTSIDE, PATH_LINK, PATH_TYPE, TWICE
from samenight.content.problems.problem import Finding, Problem
from samenight.site.media_types import is_publishable

# The owner of a file that no one has declared.
PLUGIN = "a plugin of Pelican"


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


def type_problems(paths: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """A problem for each path of a type that is not published; ``paths`` as for :func:`path_problems`."""
    return (problem_at(path, PATH_TYPE(owner=owner)) for path, owner in paths if not is_publishable(path))


def odd_entries(folder: Path) -> Iterator[Problem]:
    """A problem for each entry below the staging folder that is neither a folder nor an ordinary file, or
    that is a file of somewhere else by a second name; and for the folder itself, if it is a link."""
    if folder.is_symlink():
        yield problem_at("", PATH_LINK(owner=PLUGIN))
        return
    for entry in _below(folder):
        is_folder, is_file = entry.is_dir(follow_symlinks=False), entry.is_file(follow_symlinks=False)
        if not is_folder and (not is_file or entry.stat(follow_symlinks=False).st_nlink > 1):
            path = Path(entry.path).relative_to(folder).as_posix()
            yield problem_at(path, PATH_LINK(owner=PLUGIN))


def written_files(folder: Path) -> list[str]:
    """The paths of all ordinary files below the staging folder, sorted."""
    files = (entry.path for entry in _below(folder) if entry.is_file(follow_symlinks=False))
    return sorted(Path(file).relative_to(folder).as_posix() for file in files)


def _below(folder: Path) -> Iterator[os.DirEntry[str]]:
    waiting = [os.fspath(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                yield entry


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
