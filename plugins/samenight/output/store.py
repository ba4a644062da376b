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
        self._index_file = folder / "index.json"
        self._index: dict[str, tuple[str, int, int]] = _read_index(self._index_file)
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
            self._remember(key, digest, found)
        return Stocked(file, digest, size)

    def put(self, key: str, content: bytes) -> Stocked:
        """Keep an artifact."""
        file = Path(self._file(key))
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f".{key}.new")
        beside.write_bytes(content)
        beside.replace(file)
        digest = _digest(content)
        self._remember(key, digest, file.stat())
        return Stocked(str(file), digest, len(content))

    def close(self, keep: Iterable[str]) -> None:
        """Write the index, and drop all artifacts but those of the keys to keep."""
        kept = set(keep)
        for key in self._index.keys() - kept:
            del self._index[key]
            self._touched = True
        if self._touched:
            self._sweep()
            self._folder.mkdir(parents=True, exist_ok=True)
            beside = self._index_file.with_name(".index.new")
            beside.write_text(json.dumps(self._index, sort_keys=True), "utf-8")
            beside.replace(self._index_file)

    def _sweep(self) -> None:
        """Remove every file that the index does not name, those of killed builds included."""
        for folder in self._folder.glob("??"):
            for file in folder.iterdir():
                if file.name not in self._index:
                    file.unlink()

    def _file(self, key: str) -> str:
        return f"{self._folder}{os.sep}{key[:2]}{os.sep}{key}"

    def _remember(self, key: str, digest: str, found: os.stat_result) -> None:
        self._index[key] = (digest, found.st_size, found.st_mtime_ns)
        self._touched = True


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _read_index(file: Path) -> dict[str, tuple[str, int, int]]:
    """The index, or an empty one where it is missing or makes no sense."""
    try:
        index = json.loads(file.read_text("utf-8"))
        return {str(key): (str(d), int(s), int(t)) for key, (d, s, t) in index.items()}
    except (OSError, ValueError, TypeError, AttributeError, OverflowError, RecursionError):
        return {}
