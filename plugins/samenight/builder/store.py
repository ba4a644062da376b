"""The store: artifacts that were made before, by key. A corrupt or missing store costs only time.

Each artifact is one file, named by its key, that is written beside and moved into place. The
index remembers its digest, size and time of change: a file that still has the same size and time
is trusted, any other is read again and believed only if its digest is right.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

# What the index remembers of a file: SHA-256, size in bytes, time of change in nanoseconds.
Entry = tuple[str, int, int]


@dataclass(frozen=True)
class Stocked:
    """An artifact in the store: its file, and the SHA-256 and size in bytes of its content."""

    file: str
    digest: str
    size: int


class Store:
    """A folder of made artifacts, keyed by all their inputs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.folder = str(folder)
        self._index_file = folder / "index.json"
        self._index: dict[str, Entry] = _read_index(self._index_file)
        self._touched = False

    def take(self, key: str) -> Stocked | None:
        """The artifact of that key, if it is here and whole."""
        entry = self._index.get(key)
        if entry is None:
            return None
        digest, size, changed = entry
        file = self._file(key)
        try:
            found = os.stat(file)
        except OSError:
            return None
        if (found.st_size, found.st_mtime_ns) != (size, changed):
            if _digest(Path(file).read_bytes()) != digest:
                return None
            self.enter(key, (digest, found.st_size, found.st_mtime_ns))
        return Stocked(file, digest, size)

    def enter(self, key: str, entry: Entry) -> Stocked:
        """Take note of an artifact that :func:`keep` has written, here or in another process."""
        self._index[key] = entry
        self._touched = True
        return Stocked(self._file(key), entry[0], entry[1])

    def close(self, keep: Iterable[str]) -> None:
        """Write the index, and drop all artifacts but those of the keys to keep."""
        kept = set(keep)
        for key in self._index.keys() - kept:
            del self._index[key]
            self._touched = True
        self.leave()

    def leave(self) -> None:
        """Write the index as it is, with what was made and what may be wanted again."""
        if self._touched:
            self._sweep()
            write_whole(self._index_file, json.dumps(self._index, sort_keys=True).encode())

    def _sweep(self) -> None:
        """Remove every file that the index does not name, those of killed builds included."""
        for folder in self._folder.glob("??"):
            for file in folder.iterdir():
                if file.name not in self._index:
                    file.unlink()

    def _file(self, key: str) -> str:
        return f"{self.folder}{os.sep}{key[:2]}{os.sep}{key}"


def keep(folder: str, key: str, content: bytes) -> Entry:
    """Write an artifact into a store's folder, beside its place first: no half file ever has its name."""
    place = f"{folder}{os.sep}{key[:2]}"
    beside, file = f"{place}{os.sep}.{key}.new", f"{place}{os.sep}{key}"
    try:
        handle = open(beside, "wb")  # noqa: SIM115 -- closed below, whichever way it was opened
    except FileNotFoundError:
        os.makedirs(place, exist_ok=True)
        handle = open(beside, "wb")  # noqa: SIM115
    with handle:
        handle.write(content)
    os.replace(beside, file)
    found = os.stat(file)
    return (_digest(content), found.st_size, found.st_mtime_ns)


def write_whole(file: Path, content: bytes) -> None:
    """Write a file that is either the old one or the new one, and never half of one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.new")
    beside.write_bytes(content)
    beside.replace(file)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _read_index(file: Path) -> dict[str, Entry]:
    """The index, or an empty one where it is missing or makes no sense."""
    try:
        index = json.loads(file.read_text("utf-8"))
        return {str(key): (str(d), int(s), int(t)) for key, (d, s, t) in index.items()}
    except (OSError, ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return {}
