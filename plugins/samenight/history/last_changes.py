"""When each file of the content last changed in git, if the content is kept in git.

Only times are taken from the history, never who made a change. If git cannot answer (it is not
installed, the folder is in no repository, the clone is shallow), nothing is known, and a build works
without it.
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

    ``commit`` is the one up to which the history was read (empty if nothing is known), ``folder`` the
    content's folder within the repository, ``kept`` whether the cache file holds all this already.
    """

    commit: str = ""
    folder: str = ""
    changed: Changes = field(default_factory=lambda: MappingProxyType({}))
    kept: bool = False


def last_changes(content: Path) -> Changes:
    """The time in UTC at which each file below ``content`` last changed in a commit.

    By its path below the folder, with "/" between; files that are not in git are left out. Empty if git
    fails or would be wrong: a shallow clone dates every file by its oldest commit.
    """
    return history_of(content).changed


def history_of(content: Path, cache: Path | None = None) -> FileHistory:
    """The history of a content folder; taken from the file ``cache`` if that holds this commit."""
    place = _place(content)
    if place is None:
        return FileHistory()
    commit, folder = place
    known = _cached(cache, commit, folder) if cache else None
    if known is not None:
        return FileHistory(commit, folder, known, kept=True)
    changed = _read(content, commit, folder)
    return FileHistory(commit, folder, changed) if changed is not None else FileHistory()


def record_of(history: FileHistory) -> bytes | None:
    """The cache file's content for the next build: reading git takes longer the more commits there are.
    ``None`` if nothing is known, or the file holds it already."""
    if history.kept or not history.commit:
        return None
    seconds = {path: int(moment.timestamp()) for path, moment in history.changed.items()}
    kept = {"commit": history.commit, "folder": history.folder, "changed": seconds}
    return json.dumps(kept).encode("ascii")


def uncommitted(content: Path) -> frozenset[str]:
    """The files below ``content`` that are new or differ from the last commit, by path below it.

    Empty if git fails.
    """
    place = _place(content)
    return differing(content, place[1]) if place else frozenset()


def differing(content: Path, folder: str) -> frozenset[str]:
    """The same as :func:`uncommitted`, for a known folder of the content within its repository."""
    output = git.output_of(content, "status", "--porcelain", "-z", "-uall", "--no-renames", "--", ".")
    paths = (git.text(line[3:]) for line in (output or b"").split(b"\0") if line)  # two letters, a space
    return frozenset(path.removeprefix(folder) for path in paths)


def _place(content: Path) -> tuple[str, str] | None:
    """The commit that is checked out, and the folder within its repository.

    ``None`` if there is no commit, or not its whole history.
    """
    output = git.output_of(content, "rev-parse", "--is-shallow-repository", "HEAD", "--show-prefix")
    lines = git.text(output).split("\n") if output else []
    return (lines[1], lines[2]) if lines[:1] == ["false"] and len(lines) > 2 else None


def _read(content: Path, commit: str, folder: str) -> Changes | None:
    # -c: for a merge, only the files that differ from both parents
    output = git.output_of(content, "log", "-c", "--name-only", "--no-renames", "--no-color", "-z",
                           "--format=%x00%x00%ct", commit, "--", ".")  # fmt: skip
    if output is None:
        return None
    changed: dict[str, dt.datetime] = {}
    for moment, whole in _commits(output):
        path = whole.removeprefix(folder)  # git's own option for relative paths does not work for merges
        changed[path] = max(moment, changed.get(path, moment))  # clocks differ: commits may be out of order
    return MappingProxyType(dict(sorted(changed.items())))


def _commits(log: bytes) -> Iterator[tuple[dt.datetime, str]]:
    """The time and path of each change of a file. A commit is two empty pieces, its time, and the paths.

    No path is empty. The first one begins on a new line, but that of a merge follows another empty
    piece.
    """
    moment, empty, first = None, 0, False
    for piece in log.split(b"\0"):
        if not piece:
            empty, first = empty + 1, False
        elif empty >= 2:
            moment, empty, first = git.datetime_of(piece), 0, True
        else:
            if moment:
                yield moment, git.text(piece.removeprefix(b"\n") if first else piece)
            empty, first = 0, False


def _cached(cache: Path, commit: str, folder: str) -> Changes | None:
    """The cached changes, if they are of this commit and complete."""
    try:
        kept = json.loads(cache.read_text("ascii"))
        if (kept["commit"], kept["folder"]) != (commit, folder):
            return None
        found = {str(path): git.datetime_of(int(seconds)) for path, seconds in kept["changed"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return MappingProxyType({path: moment for path, moment in found.items() if moment})
