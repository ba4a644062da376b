"""When each file of the content last changed in git, where the content is kept in git.

Only times are taken from the history, never who made a change. Wherever git has no answer (it is
not installed, the folder is in no repository, the clone is shallow) nothing is known, and nothing
else happens: a build does not depend on git.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from samenight.history import git

Changes = Mapping[str, dt.datetime]


@dataclass(frozen=True)
class FileHistory:
    """The last change of each file, in UTC, by its path below the content folder ("/" between).

    ``commit`` is the one up to which the history was read (empty where nothing is known), ``folder``
    the content's folder within the repository, ``kept`` whether a memory holds all this already.
    """

    commit: str = ""
    folder: str = ""
    changed: Changes = field(default_factory=lambda: MappingProxyType({}))
    kept: bool = False


def last_changes(content: Path) -> Changes:
    """The moment in UTC at which each file below ``content`` last changed in a commit.

    By its path below the folder, with "/" between; files that are not in git are left out. Empty
    where git cannot say, or would say wrong: a shallow clone dates every file by its oldest commit.
    """
    return history_of(content).changed


def history_of(content: Path, memory: Path | None = None) -> FileHistory:
    """The history of a content folder; taken from the file ``memory`` where that holds this commit."""
    place = _place(content)
    if place is None:
        return FileHistory()
    commit, folder = place
    known = _recalled(memory, commit, folder) if memory else None
    if known is not None:
        return FileHistory(commit, folder, known, kept=True)
    changed = _read(content, commit, folder)
    return FileHistory(commit, folder, changed) if changed is not None else FileHistory()


def record_of(history: FileHistory) -> bytes | None:
    """A history as a file for the next build: reading git takes as long as there are commits. ``None``
    where nothing is known, or the file has it already."""
    if history.kept or not history.commit:
        return None
    seconds = {path: int(moment.timestamp()) for path, moment in history.changed.items()}
    kept = {"commit": history.commit, "folder": history.folder, "changed": seconds}
    return json.dumps(kept).encode("ascii")


def uncommitted(content: Path) -> frozenset[str]:
    """The files below ``content`` that are new or differ from the last commit, by path below it.

    Empty where git cannot say.
    """
    place = _place(content)
    return differing(content, place[1]) if place else frozenset()


def differing(content: Path, folder: str) -> frozenset[str]:
    """The same, where the content's folder within its repository is known."""
    said = git.answer(content, "status", "--porcelain", "-z", "-uall", "--no-renames", "--", ".")
    paths = (git.text(line[3:]) for line in (said or b"").split(b"\0") if line)  # two letters, a space
    return frozenset(path.removeprefix(folder) for path in paths)


def _place(content: Path) -> tuple[str, str] | None:
    """The commit that is checked out, and the folder within its repository.

    ``None`` where there is no commit, or not all that came before it.
    """
    said = git.answer(content, "rev-parse", "--is-shallow-repository", "HEAD", "--show-prefix")
    lines = git.text(said).split("\n") if said else []
    return (lines[1], lines[2]) if lines[:1] == ["false"] and len(lines) > 2 else None


def _read(content: Path, commit: str, folder: str) -> Changes | None:
    # -c: of a merge, the files that are in neither parent as they are in it, and no others
    said = git.answer(content, "log", "-c", "--name-only", "--no-renames", "--no-color", "-z",
                "--format=%x00%x00%ct", commit, "--", ".")  # fmt: skip
    if said is None:
        return None
    changed: dict[str, dt.datetime] = {}
    for moment, whole in _commits(said):
        path = whole.removeprefix(folder)  # git's own way to shorten paths leaves those of merges as they are
        changed[path] = max(moment, changed.get(path, moment))  # clocks differ: the order is not of time
    return MappingProxyType(dict(sorted(changed.items())))


def _commits(log: bytes) -> Iterator[tuple[dt.datetime, str]]:
    """Each change of a file. A commit is two empty pieces, its time, and the paths.

    No path is empty. The first one stands on a line of its own, but that of a merge after another
    empty piece.
    """
    moment, empty, first = None, 0, False
    for piece in log.split(b"\0"):
        if not piece:
            empty, first = empty + 1, False
        elif empty >= 2:
            moment, empty, first = git.moment(piece), 0, True
        else:
            if moment:
                yield moment, git.text(piece.removeprefix(b"\n") if first else piece)
            empty, first = 0, False


def _recalled(memory: Path, commit: str, folder: str) -> Changes | None:
    """What was kept, if it is of this commit and whole."""
    try:
        kept = json.loads(memory.read_text("ascii"))
        if (kept["commit"], kept["folder"]) != (commit, folder):
            return None
        found = {str(path): git.moment(int(seconds)) for path, seconds in kept["changed"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return MappingProxyType({path: moment for path, moment in found.items() if moment})
