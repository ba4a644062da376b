"""What lies in the content folder: files, and what somebody put where a file should be."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from samenight.festival.kinds import files
from samenight.festival.problem import Finding

# Endings of files that somebody may take for content; only ".md" is.
TEXTS = {".md", ".markdown", ".mdown", ".mkd", ".yml", ".yaml"}
# Folders inside each other that are looked into: content lies three deep.
MAX_DEPTH = 8


def content_files(root: Path) -> Iterator[Path]:
    """All files and links below ``root``, and folders that are not entered, in the order of their names,
    whatever order the disk gives.

    Not entered are folders that cannot be read, that are called like a text, or that lie too deep.
    """
    waiting = [(root, 1)]
    while waiting:
        folder, depth = waiting.pop()
        try:
            with os.scandir(folder) as found:
                entries = sorted((one for one in found if one.name[0] != "."), key=lambda one: one.name)
        except OSError:
            if folder.exists():
                yield folder
            continue
        entered = dict.fromkeys(entry.path for entry in entries if _is_entered(entry, depth))
        yield from (Path(entry.path) for entry in entries if entry.path not in entered)
        waiting += [(Path(path), depth + 1) for path in reversed(entered)]


def _is_entered(entry: os.DirEntry[str], depth: int) -> bool:
    ending = os.path.splitext(entry.name)[1].lower()
    return depth <= MAX_DEPTH and ending not in TEXTS and entry.is_dir(follow_symlinks=False)


def not_a_file(path: Path, depth: int) -> Finding | None:
    """What is found where a file should be, ``depth`` steps below the root; ``None`` for an ordinary file."""
    mode = path.lstat().st_mode
    if stat.S_ISREG(mode):
        return None
    if stat.S_ISLNK(mode):
        return files.LINK()
    if not stat.S_ISDIR(mode):
        return files.SPECIAL("a pipe, a socket or a device")
    if path.suffix.lower() in TEXTS:
        return files.SPECIAL("a folder")
    if depth > MAX_DEPTH:
        return files.DEEP(limit=MAX_DEPTH)
    return files.UNREADABLE("Permission denied")
