"""Runs git so that its output is the same everywhere: no network, no prompts, no user settings; and reads
commits and file contents from it."""

from __future__ import annotations

import datetime as dt
import errno
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

# Variables that point git to another repository than the folder's own, as within one of git's hooks.
_ELSEWHERE = {
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_DIR", "GIT_INDEX_FILE", "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_WORK_TREE",
}  # fmt: skip
# No network, no prompts, no lock on the index, no translated messages.
_QUIET = {
    "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C",
}  # fmt: skip
# With any user settings, two clones of one commit give the same output.
_PLAIN = (
    "--no-pager", "--no-replace-objects", "-c", "log.showRoot=true", "-c", "log.showSignature=false",
    "-c", "core.fsmonitor=false", "-c", "diff.relative=false", "-c", "i18n.logOutputEncoding=UTF-8",
)  # fmt: skip
_TIMEOUT = 60  # seconds; a history that takes longer is not worth a column
# No file larger than this was ever published: a header has at most 32 KB, a text 20 KB.
_LARGEST = 256 * 1024
_AT_A_TIME = 1000  # files, so that a long history is never in memory as a whole
_REGULAR = (b"100644", b"100755")  # neither links nor submodules


def output_of(folder: Path, *words: str, stdin: bytes = b"") -> bytes | None:
    """The output of a git command in a folder, or ``None`` if it fails; ``stdin`` is its input.

    Raises :class:`OSError` if the machine cannot run a git that is there: it has too many processes, open
    files or too little memory, or refuses the folder. Without an answer, calendars would get lower revision
    numbers than before.
    """
    environment = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    try:
        done = subprocess.run(
            ["git", *_PLAIN, *words], cwd=folder, env={**environment, **_QUIET}, input=stdin,
            capture_output=True, timeout=_TIMEOUT, check=True,
        )  # fmt: skip
    except (FileNotFoundError, NotADirectoryError):
        return None
    except PermissionError:  # one that may not be run is none
        if shutil.which("git"):
            raise
        return None
    except subprocess.CalledProcessError as error:
        if error.returncode == -signal.SIGKILL:  # that is what a system does that has no memory left
            raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM), "git") from None
        return None
    except subprocess.TimeoutExpired:
        return None
    return done.stdout


def shared_of(folder: Path, names: Iterable[str]) -> Mapping[str, bool]:
    """The files below a folder with these names (or in folders of these names) that git shares: true for one
    that it has, false for one that it does not ignore. Empty without git."""
    listed = output_of(folder, "--literal-pathspecs", "ls-files", "-z", "-t", "--cached", "--others",
                       "--exclude-standard", "--", *names)  # fmt: skip
    lines = (text(line).partition(" ") for line in (listed or b"").split(b"\0")[:-1])
    return {name: tag != "?" for tag, _, name in lines}


def datetime_of(seconds: bytes | str | int) -> dt.datetime | None:
    """A time from git, in UTC; ``None`` if it is not valid: git accepts any number as a time."""
    try:
        return dt.datetime.fromtimestamp(int(seconds), dt.UTC)
    except (ValueError, OverflowError, OSError):
        return None


def text(path: bytes) -> str:
    """A file name, which can be any bytes, as text."""
    return path.decode("utf-8", "surrogateescape")


def checked_out(content: Path, folders: Iterable[Path]) -> tuple[str, bool, bool] | None:
    """The full name of the commit that is checked out; whether no file of the repository differs from it and
    none in these folders is new, ignored or not; and whether the clone is shallow. ``None`` without a
    repository, a commit or git."""
    commit = output_of(content, "rev-parse", "--verify", "--quiet", "HEAD")
    changed = output_of(content, "status", "--porcelain", "--untracked-files=no", "--", ":/")
    shallow = output_of(content, "rev-parse", "--is-shallow-repository")
    if commit is None or changed is None or shallow is None:
        return None
    is_clean = not changed and not any(map(_has_unknown_files, folders))
    return commit.decode("ascii").strip(), is_clean, shallow.strip() == b"true"


def _has_unknown_files(folder: Path) -> bool:
    """Whether git lacks a file of a folder, or was asked to overlook its changes."""
    new = output_of(folder, "ls-files", "-z", "--others", "--", ".")
    known = output_of(folder, "ls-files", "-z", "-v", "--", ".")
    if new is None or known is None:
        return True
    unread = re.compile(r"(.*/)?(\.|__pycache__/|[^/]*\.pyc$).*")
    overlooked = any(line[:1].islower() or line[:1] == b"S" for line in known.split(b"\0"))
    return overlooked or any(not unread.fullmatch(text(path)) for path in new.split(b"\0") if path)


class MissingHistoryError(Exception):
    """A clone does not hold an old content."""


class Commit(NamedTuple):
    """A commit: its name, its second in Unix time (0 if that is not valid), the names of its parents, and
    the changes against the first of them."""

    name: str
    moment: int
    parents: tuple[str, ...]
    changes: tuple[tuple[str, str | None], ...]


def commits_of(content: Path, commit: str, folder: str) -> list[Commit] | None:
    """All commits up to ``commit``, each after its parents; ``None`` if git fails.

    Changes are paths below the content's folder (``folder`` in the repository) with the name of the
    file's new content in git, ``None`` if the file was deleted.
    """
    listed = output_of(content, "rev-list", "--topo-order", "--reverse", "--parents", "--timestamp", commit)
    lines = [line.split(" ") for line in (listed or b"").decode("ascii").splitlines()]
    pairs = "".join(f"{' '.join(line[1:3])}\n" for line in lines)
    diff = output_of(content, "diff-tree", "--stdin", "-r", "-z", "--raw", "--root", "--no-renames",
                     "--no-abbrev", "--", ".", stdin=pairs.encode("ascii"))  # fmt: skip
    if listed is None or diff is None:
        return None
    changes = _changes(diff, folder)
    return [
        Commit(name, _second(second), tuple(parents), tuple(changes.get(name, ())))
        for second, name, *parents in lines
    ]


def _changes(diff: bytes, folder: str) -> Mapping[str, list[tuple[str, str | None]]]:
    """The changes of each commit, from ``git diff-tree``: a commit's name, then pairs of change and path."""
    changes: dict[str, list[tuple[str, str | None]]] = {}
    here: list[tuple[str, str | None]] = []
    pieces = iter(diff.split(b"\0"))
    for piece in pieces:
        if not piece.startswith(b":"):
            here = changes.setdefault(piece.decode("ascii"), [])
            continue
        _, mode, _, blob, _ = piece.split(b" ")
        path = text(next(pieces)).removeprefix(folder)
        here.append((path, blob.decode("ascii") if mode in _REGULAR else None))
    return changes


def _second(text: str) -> int:
    """A time that calendars can write, else 0: git accepts any number, and clocks can be wrong."""
    second = int(text) if text.isdecimal() else 0
    return second if second < 2**32 else 0


def contents_of(content: Path, blobs: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
    """The contents with these names in git; ``None`` for one that is too large to be a file of ours.

    Raises :class:`MissingHistoryError` if one is missing, as in a clone without old contents.
    """
    wanted = sorted(set(blobs))
    for start in range(0, len(wanted), _AT_A_TIME):
        chunk = wanted[start : start + _AT_A_TIME]
        small = [blob for blob, size in zip(chunk, _sizes(content, chunk), strict=True) if size <= _LARGEST]
        yield from ((blob, None) for blob in set(chunk) - set(small))
        yield from _read(content, small)


def _sizes(content: Path, blobs: Sequence[str]) -> list[int]:
    output = output_of(content, "cat-file", "--batch-check=%(objectsize)", "--buffer", stdin=_lines(blobs))
    sizes = (output or b"").split(b"\n")[:-1]
    if len(sizes) != len(blobs) or not all(map(bytes.isdigit, sizes)):  # "... missing"
        raise MissingHistoryError("git does not have the whole history")
    return list(map(int, sizes))


def _read(content: Path, blobs: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    output = output_of(content, "cat-file", "--batch=%(objectsize)", "--buffer", stdin=_lines(blobs)) or b""
    place = 0
    for blob in blobs:
        size, found, _ = output[place : place + 20].partition(b"\n")
        if not found or not size.isdigit():
            raise MissingHistoryError("git does not have the whole history")
        place += len(size) + 1
        yield blob, output[place : place + int(size)]
        place += int(size) + 1


class VersionInGit(NamedTuple):
    """A version of one file: the commit that made it, its time (UTC; ``None`` if that is not valid), and the
    name of its content in git (empty if the commit deleted the file)."""

    commit: str
    moment: dt.datetime | None
    blob: str


def versions_of(content: Path, path: str, most: int) -> list[VersionInGit]:
    """The versions of the file at a path below the content folder, newest first, ``most`` of them at most;
    none if git does not know the file."""
    options = (f"--max-count={most}", "--format=%H %ct")
    listed = output_of(content, "--literal-pathspecs", "log", *options, "HEAD", "--", path)
    commits = [line.split(" ") for line in (listed or b"").decode("ascii").splitlines()]
    asked = "".join(f"{commit}:./{path}\n" for commit, _ in commits).encode("utf-8", "surrogateescape")
    found = output_of(content, "cat-file", "--batch-check=%(objectname) %(objecttype)", stdin=asked) or b""
    answers = [line.split(b" ") for line in found.splitlines()]
    if "\n" in path or len(answers) != len(commits):
        return []
    blobs = (words[0].decode("ascii") if words[1:] == [b"blob"] else "" for words in answers)
    return [
        VersionInGit(commit, datetime_of(second), blob)
        for (commit, second), blob in zip(commits, blobs, strict=True)
    ]


def _lines(blobs: Iterable[str]) -> bytes:
    return "".join(f"{blob}\n" for blob in blobs).encode("ascii")
