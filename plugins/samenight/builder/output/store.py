"""The store: artifacts made by earlier builds, by key. A corrupt or missing store costs only time.

Each artifact is one file, named by its key, that is written under a temporary name and moved into
place. The index keeps its digest, size and modification time: a file that still has the same size and
time is trusted, any other is read again and used only if its digest is right.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

# A file in the index: SHA-256, size in bytes, modification time in nanoseconds.
IndexEntry = tuple[str, int, int]


@dataclass(frozen=True)
class StoredArtifact:
    """An artifact in the store: its file, and the SHA-256 and size in bytes of its content."""

    file: str
    digest: str
    size: int


@dataclass(frozen=True)
class PublishedFile:
    """A file of the site: its path, its media type, its key, and the stored artifact with its bytes."""

    path: str
    media_type: str
    key: str
    stored: StoredArtifact


class Store:
    """A folder of made artifacts, keyed by all their inputs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.folder = str(folder)
        self._index_file = folder / "index.json"
        self._index: dict[str, IndexEntry] = _read_index(self._index_file)
        self._changed = False

    def take(self, key: str) -> StoredArtifact | None:
        """The artifact with this key, or ``None`` if it is missing or damaged."""
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
        return StoredArtifact(file, digest, size)

    def enter(self, key: str, entry: IndexEntry) -> StoredArtifact:
        """Add an artifact to the index that :func:`keep` has written, in this or another process."""
        self._index[key] = entry
        self._changed = True
        return StoredArtifact(self._file(key), entry[0], entry[1])

    def close(self, keep: Iterable[str]) -> None:
        """Write the index, and delete all artifacts except those with the keys to keep."""
        kept = set(keep)
        for key in self._index.keys() - kept:
            del self._index[key]
            self._changed = True
        self.write_index()

    def write_index(self) -> None:
        """Write the index as it is, with all artifacts, old and new, and delete files that are not in it."""
        if self._changed:
            self._delete_unlisted()
            write_atomically(self._index_file, json.dumps(self._index, sort_keys=True).encode())

    def _delete_unlisted(self) -> None:
        """Delete every file that is not in the index, including those of killed builds."""
        for folder in self._folder.glob("??"):
            for file in folder.iterdir():
                if file.name not in self._index:
                    file.unlink()

    def _file(self, key: str) -> str:
        return f"{self.folder}{os.sep}{key[:2]}{os.sep}{key}"


def keep(folder: str, key: str, content: bytes) -> IndexEntry:
    """Write an artifact into a store's folder, under a temporary name until it is complete."""
    place = f"{folder}{os.sep}{key[:2]}"
    temporary, file = f"{place}{os.sep}.{key}.new", f"{place}{os.sep}{key}"
    try:
        handle = open(temporary, "wb")  # noqa: SIM115 -- closed below
    except FileNotFoundError:
        os.makedirs(place, exist_ok=True)
        handle = open(temporary, "wb")  # noqa: SIM115
    with handle:
        handle.write(content)
    os.replace(temporary, file)
    found = os.stat(file)
    return (_digest(content), found.st_size, found.st_mtime_ns)


def write_atomically(file: Path, content: bytes) -> None:
    """Write a file so that it always has either its old or its new content, never half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_name(f".{file.name}.{os.getpid()}.new")  # a check may write next to a build
    temporary.write_bytes(content)
    temporary.replace(file)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _read_index(file: Path) -> dict[str, IndexEntry]:
    """The index, or an empty one if it is missing or damaged."""
    try:
        index = json.loads(file.read_text("utf-8"))
        return {str(key): (str(d), int(s), int(t)) for key, (d, s, t) in index.items()}
    except (OSError, ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return {}
