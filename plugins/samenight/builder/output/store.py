"""The store: artifacts made by earlier builds, by key. A corrupt or missing store costs only time.

Each artifact is one file, named by its key, that is written under a temporary name and moved into
place. The index keeps its digest and its state (size, modification time, mode, number): a file that still
has the same size and time is trusted, any other is read again and used only if its digest is right.

The index is a text file to which each build appends what it changed: a line with a key and its entry, or with
a key alone if that artifact was deleted. While artifacts are made or deleted, there is a file that says so:
the next build after one that was killed looks through the whole folder for what is in no index.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

# What the index says of a file, in one line: the SHA-256 of its content, then its state.
IndexEntry = str
# The mode of what is published, which all files of the store can be by a second name.
FILE_MODE = 0o644
# How many records of one kind are kept.
MOST_RECORDS = 10
_DIGEST = 64  # characters
_KEY = re.compile("[0-9a-f]{64}")
# The index is written anew if more of its lines than this, and than half of them, are out of date.
_MOST_OLD_LINES = 1000


class StoredArtifact(NamedTuple):
    """An artifact in the store: its file, the SHA-256 and size in bytes of its content, and the state of its
    file (:func:`state_of`)."""

    file: str
    digest: str
    size: int
    state: str


class PublishedFile(NamedTuple):
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
        self._index_file = folder / "index.txt"
        self._making = folder / "making"
        self._index, self._lines = _read_index(self._index_file)
        self._is_whole = self._lines > 0 and not _may_exist(self._making)
        self._is_marked = False
        self._changes: dict[str, IndexEntry] = {}  # an empty entry for what was deleted

    def take(self, key: str) -> StoredArtifact | None:
        """The artifact with this key; ``None`` if it is missing or damaged, so that it will be made."""
        entry = self._index.get(key)
        file = self._file(key)
        try:
            found = os.stat(file) if entry else None
            if entry and found:
                state = state_of(found)
                if entry[_DIGEST + 1 :] == state:
                    return StoredArtifact(file, entry[:_DIGEST], found.st_size, state)
                if _is_content(file, found, entry):
                    return self.enter(key, f"{entry[:_DIGEST]} {_readable(file, found)}")
        except OSError:
            pass
        self._mark()
        return None

    def enter(self, key: str, entry: IndexEntry) -> StoredArtifact:
        """Add an artifact to the index that :func:`keep` has written, in this or another process."""
        self._index[key] = self._changes[key] = entry
        digest, state = entry[:_DIGEST], entry[_DIGEST + 1 :]
        return StoredArtifact(self._file(key), digest, int(state.partition(" ")[0]), state)

    def close(self, keep: Iterable[str]) -> None:
        """Write the index, and delete all artifacts except those with the keys to keep."""
        dropped = self._index.keys() - set(keep)
        if dropped:
            self._mark()
        for key in dropped:
            del self._index[key]
            self._changes[key] = ""
            if _KEY.fullmatch(key):
                _delete(self._file(key))
        self.write_index()

    def write_index(self) -> None:
        """Write the index as it is, with all artifacts, old and new. After a build that was killed, delete
        files that are not in it."""
        if not (self._changes or self._is_marked or not self._is_whole):
            return
        if not self._is_whole:
            self._delete_unlisted()
        old = self._lines + len(self._changes) - len(self._index)
        if self._is_whole and old <= max(_MOST_OLD_LINES, len(self._index)):
            with named(self._index_file), self._index_file.open("a", encoding="utf-8") as file:
                file.write(_lines(self._changes))
            self._lines += len(self._changes)
        else:
            write_atomically(self._index_file, (_HEAD + _lines(self._index)).encode())
            self._lines = 1 + len(self._index)
        self._making.unlink(missing_ok=True)
        self._changes, self._is_marked, self._is_whole = {}, False, True

    def _mark(self) -> None:
        """Leave a mark that files may be here that are in no index."""
        if not self._is_marked:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._making.touch()
            self._is_marked = True

    def _delete_unlisted(self) -> None:
        """Delete every file that is not in the index, including those of killed builds, and empty folders."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for folder in [name for name in os.listdir(self.folder) if len(name) == 2]:
            files = os.listdir(f"{self.folder}{os.sep}{folder}")
            unlisted = [name for name in files if name not in self._index]
            for name in unlisted:
                os.unlink(f"{self.folder}{os.sep}{folder}{os.sep}{name}")
            if len(unlisted) == len(files):
                os.rmdir(f"{self.folder}{os.sep}{folder}")

    def _file(self, key: str) -> str:
        return f"{self.folder}{os.sep}{key[:2]}{os.sep}{key}"


def state_of(found: os.stat_result) -> str:
    """The state of a file, by which a change is noticed: size in bytes, modification time in nanoseconds,
    mode and number."""
    return f"{found.st_size} {found.st_mtime_ns} {found.st_mode} {found.st_ino}"


def set_mode(path: str, mode: int, wanted: int) -> None:
    """Set a mode but keep the bit by which files of a shared folder belong to its group. File systems without
    modes (FAT) refuse, and show everything to everybody."""
    if stat.S_IMODE(mode) & ~stat.S_ISGID != wanted:
        with suppress(PermissionError):
            os.chmod(path, wanted | mode & stat.S_ISGID)


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
        return f"{_digest(content)} {_readable(file, os.stat(file))}"


def _readable(file: str, found: os.stat_result) -> str:
    """The state of a file of the store after everybody may read it, whatever the umask is."""
    if stat.S_IMODE(found.st_mode) != FILE_MODE:
        set_mode(file, found.st_mode, FILE_MODE)
        found = os.stat(file)
    return state_of(found)


def _is_content(file: str, found: os.stat_result, entry: IndexEntry) -> bool:
    """Whether a file has the content of an entry: it has the same size and time, or the same digest."""
    same = entry[_DIGEST + 1 :].split(" ")[:2] == [str(found.st_size), str(found.st_mtime_ns)]
    return same or _digest(Path(file).read_bytes()) == entry[:_DIGEST]


def _may_exist(file: Path) -> bool:
    """Whether a file is there, or the system cannot tell."""
    try:
        os.stat(file)
    except OSError as error:
        return error.errno not in {errno.ENOENT, errno.ENOTDIR}
    return True


def _delete(file: str) -> None:
    """Delete a file of the store, and its folder if nothing else is in it."""
    with suppress(FileNotFoundError):
        os.unlink(file)
    try:
        os.rmdir(os.path.dirname(file))
    except OSError as error:
        if error.errno not in {errno.ENOTEMPTY, errno.EEXIST, errno.ENOENT}:
            raise


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
    for pattern in (".*.new", "store/.*.new", "published/.*.new", "builds/.*.new"):
        for file in folder.glob(pattern):
            file.unlink(missing_ok=True)


def remove_oldest(folder: Path) -> None:
    """Delete the oldest records of a folder: there is one for each output, or for each command line."""
    records = sorted(folder.glob("*.json"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    for file in records[MOST_RECORDS:]:
        file.unlink(missing_ok=True)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


_HEAD = "samenight 1\n"


def _lines(entries: dict[str, IndexEntry]) -> str:
    return "".join([f"{key} {entry}\n" if entry else f"{key}\n" for key, entry in entries.items()])


def _read_index(file: Path) -> tuple[dict[str, IndexEntry], int]:
    """The index and the number of its lines; an empty one with no lines if it is missing or damaged.

    A line that says nothing of a file counts for nothing: each is checked against the file.
    """
    try:
        text = file.read_text("utf-8")
    except (OSError, ValueError):
        return {}, 0
    if not text.startswith(_HEAD) or not text.endswith("\n"):  # a build was killed, or the disk was full
        return {}, 0
    lines = text[len(_HEAD) :].splitlines()
    index = dict([line.partition(" ")[::2] for line in lines])
    if "" in index.values():
        index = {key: entry for key, entry in index.items() if entry}
    return index, 1 + len(lines)
