"""The store: artifacts made by earlier builds, by key. A corrupt or missing store costs only time.

Each artifact is one file, named by its key, that is written under a temporary name and moved into
place. The index keeps its digest, size and modification time: a file that still has the same size and
time is trusted, any other is read again and used only if its digest is right.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
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
            trusted = (found.st_size, found.st_mtime_ns) == (size, changed)
            if not trusted and _digest(Path(file).read_bytes()) != digest:
                return None
        except OSError:
            return None
        if not trusted:
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
        """Delete every file that is not in the index, including those of killed builds, and empty folders."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for folder in [one for one in self._folder.iterdir() if len(one.name) == 2]:  # glob hides errors
            files = list(folder.iterdir())
            unlisted = [file for file in files if file.name not in self._index]
            for file in unlisted:
                file.unlink()
            if len(unlisted) == len(files):
                folder.rmdir()

    def _file(self, key: str) -> str:
        return f"{self.folder}{os.sep}{key[:2]}{os.sep}{key}"


@contextmanager
def named(path: str | Path) -> Iterator[None]:
    """Give the system's errors a path if they have none, as those of writing to an open file have."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = os.fspath(path)
        raise


def keep(folder: str, key: str, content: bytes) -> IndexEntry:
    """Write an artifact into a store's folder, under a temporary name until it is complete."""
    place = f"{folder}{os.sep}{key[:2]}"
    temporary, file = f"{place}{os.sep}.{key}.new", f"{place}{os.sep}{key}"
    with named(folder):
        try:
            _replace(temporary, file, content)
        except FileNotFoundError:
            os.makedirs(place, exist_ok=True)
            _replace(temporary, file, content)
        found = os.stat(file)
    return (_digest(content), found.st_size, found.st_mtime_ns)


def _replace(temporary: str, file: str, content: bytes) -> None:
    """Write a file under a temporary name, then move it into place; no half of it is left if that fails."""
    try:
        with open(temporary, "wb") as handle:
            handle.write(content)
        os.replace(temporary, file)
    except OSError:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def write_atomically(file: Path, content: bytes) -> None:
    """Write a file so that it always has either its old or its new content, never half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    temporary = file.with_name(f".{file.name}.{os.getpid()}.new")  # a check may write next to a build
    with named(file):
        _replace(str(temporary), str(file), content)


def remove_leftovers(folder: Path) -> None:
    """Delete what killed builds left of :func:`write_atomically` in a folder and its store."""
    for file in (*folder.glob(".*.new"), *folder.glob("store/.*.new")):
        file.unlink(missing_ok=True)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _read_index(file: Path) -> dict[str, IndexEntry]:
    """The index, or an empty one if it is missing or damaged."""
    try:
        index = json.loads(file.read_text("utf-8"))
        return {str(key): (str(d), int(s), int(t)) for key, (d, s, t) in index.items()}
    except (OSError, ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return {}
