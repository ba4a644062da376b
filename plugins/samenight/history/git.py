"""Asking git, so that it answers alike everywhere: no network, no question, nobody's own settings."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from pathlib import Path

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
