"""Asking git, so that it answers alike everywhere: no network, no question, nobody's own settings."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

# What would lead git to another repository than the folder's own, as within one of git's hooks.
_ELSEWHERE = {
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_DIR", "GIT_INDEX_FILE", "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_WORK_TREE",
}  # fmt: skip
# No network, no question, no lock on the index, no words in another language.
_QUIET = {
    "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C",
}  # fmt: skip
# Whatever somebody's own settings of git say, two clones of one commit give the same answer.
_PLAIN = (
    "--no-pager", "--no-replace-objects", "-c", "log.showRoot=true", "-c", "log.showSignature=false",
    "-c", "core.fsmonitor=false", "-c", "diff.relative=false",
)  # fmt: skip
_PATIENCE = 60  # seconds; a history that takes longer is not worth a column


def answer(folder: Path, *words: str, said: bytes = b"") -> bytes | None:
    """What git answers about a folder, or ``None``; ``said`` is what it is given to read."""
    around = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    try:
        done = subprocess.run(
            ["git", *_PLAIN, *words], cwd=folder, env={**around, **_QUIET}, input=said,
            capture_output=True, timeout=_PATIENCE, check=True,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout


def moment(seconds: bytes | int) -> dt.datetime | None:
    """A moment of git's, in UTC; ``None`` where it is none: git takes any number for a time."""
    try:
        return dt.datetime.fromtimestamp(int(seconds), dt.UTC)
    except (ValueError, OverflowError, OSError):
        return None


def text(path: bytes) -> str:
    """A name on disk, which can be any bytes."""
    return path.decode("utf-8", "surrogateescape")


# No file of this size was ever published: a header has 32 KB at most, and a text 20.
_LARGEST = 256 * 1024


_AT_A_TIME = 1000  # files, so that a long history need not be in memory as a whole


_REGULAR = (b"100644", b"100755")  # neither links nor submodules


class Commit(NamedTuple):
    """A commit: its name, its second in Unix time (0 where that makes no sense), the commits that it
    follows, and what differs from the first of them."""

    name: str
    moment: int
    parents: tuple[str, ...]
    changes: tuple[tuple[str, str | None], ...]


def commits_of(content: Path, commit: str, folder: str) -> list[Commit] | None:
    """All commits up to ``commit``, each after those that it follows; ``None`` where git cannot say.

    Changes are paths below the content's folder (``folder`` in the repository) with the name of the
    file's new content in git, ``None`` where it is gone.
    """
    said = answer(content, "rev-list", "--topo-order", "--reverse", "--parents", "--timestamp", commit)
    lines = [line.split(" ") for line in (said or b"").decode("ascii").splitlines()]
    pairs = "".join(f"{' '.join(line[1:3])}\n" for line in lines)
    told = answer(content, "diff-tree", "--stdin", "-r", "-z", "--raw", "--root", "--no-renames",
                      "--no-abbrev", "--", ".", said=pairs.encode("ascii"))  # fmt: skip
    if said is None or told is None:
        return None
    changes = _changes(told, folder)
    return [
        Commit(name, _second(second), tuple(parents), tuple(changes.get(name, ())))
        for second, name, *parents in lines
    ]


def _changes(told: bytes, folder: str) -> Mapping[str, list[tuple[str, str | None]]]:
    """What ``git diff-tree`` tells: a commit's name, then pairs of what changed and the path."""
    changes: dict[str, list[tuple[str, str | None]]] = {}
    here: list[tuple[str, str | None]] = []
    pieces = iter(told.split(b"\0"))
    for piece in pieces:
        if not piece.startswith(b":"):
            here = changes.setdefault(piece.decode("ascii"), [])
            continue
        _, mode, _, blob, _ = piece.split(b" ")
        path = text(next(pieces)).removeprefix(folder)
        here.append((path, blob.decode("ascii") if mode in _REGULAR else None))
    return changes


def _second(said: str) -> int:
    """A moment that calendars can write: git takes any number, and clocks can be anything."""
    second = int(said) if said.isdecimal() else 0
    return second if second < 2**32 else 0


def contents_of(content: Path, blobs: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
    """The contents that have these names in git; ``None`` for one that is too large to be a file of ours.

    Raises :class:`OSError` where one is missing, as in a clone that leaves out old ones.
    """
    wanted = sorted(set(blobs))
    for start in range(0, len(wanted), _AT_A_TIME):
        chunk = wanted[start : start + _AT_A_TIME]
        small = [blob for blob, size in zip(chunk, _sizes(content, chunk), strict=True) if size <= _LARGEST]
        yield from ((blob, None) for blob in set(chunk) - set(small))
        yield from _read(content, small)


def _sizes(content: Path, blobs: Sequence[str]) -> list[int]:
    said = answer(content, "cat-file", "--batch-check=%(objectsize)", "--buffer", said=_lines(blobs))
    sizes = (said or b"").split(b"\n")[:-1]
    if len(sizes) != len(blobs) or not all(map(bytes.isdigit, sizes)):  # "... missing"
        raise OSError("git does not have the whole history")
    return list(map(int, sizes))


def _read(content: Path, blobs: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    said = answer(content, "cat-file", "--batch=%(objectsize)", "--buffer", said=_lines(blobs)) or b""
    place = 0
    for blob in blobs:
        size, found, _ = said[place : place + 20].partition(b"\n")
        if not found or not size.isdigit():
            raise OSError("git does not have the whole history")
        place += len(size) + 1
        yield blob, said[place : place + int(size)]
        place += int(size) + 1


def _lines(blobs: Iterable[str]) -> bytes:
    return "".join(f"{blob}\n" for blob in blobs).encode("ascii")
