"""A folder that holds a site: what is in it, how it is noticed that somebody touched it, and how it is
changed into the folder of another site by what differs.

Most files are links into the store. Whoever edits one of these edits the file of the store, where each build
notices it; so it is enough to know that the folder still has the same links. That shows in the times of its
folders, and for a folder that was changed a moment ago, in its entries. All other files are looked at.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from samenight.builder.output.staging import FOLDER_MODE
from samenight.builder.output.store import set_mode, state_of

# A folder that was changed so shortly ago can change again with the same time, in nanoseconds.
_IN_DOUBT = 50_000_000

# Mode, number, time of change and of any change of status in nanoseconds; no times for a folder in doubt.
FolderStamp = list[int]


class SiteFolder(NamedTuple):
    """What is known of the folder of a site: the state of each file by its path (:func:`state_of`); the
    SHA-256 of those that are no links into the store; and the stamps of folders, "" for itself."""

    files: Mapping[str, str]
    own: Mapping[str, str]
    stamps: Mapping[str, FolderStamp]


NOTHING = SiteFolder({}, {}, {})


class FolderChanges(NamedTuple):
    """What differs between two sites: the paths of files that go or are replaced, and of those that come."""

    gone: list[str]
    put: list[str]


def difference(before: SiteFolder, after: SiteFolder) -> FolderChanges:
    """What has to be changed in a folder with one site to make it one with another."""
    old, new = before.files, after.files
    put = [path for path, state in new.items() if old.get(path) != state]
    replaced = [path for path in put if path in old]
    return FolderChanges([*replaced, *(path for path in old if path not in new)], put)


def change(
    root: Path, before: SiteFolder, after: SiteFolder, changes: FolderChanges, put: Callable[[str], None]
) -> SiteFolder:
    """Change a folder with one site into one with another; ``put`` brings the file for a path below it.

    The other site, with the stamps of the folders in which nothing has changed. Raises :class:`OSError`
    half-way if the machine cannot do it.
    """
    old, new = (folders_of(one.files) for one in (before, after))
    for path in changes.gone:
        os.unlink(f"{root}/{path}")
    for path in sorted(old - new, reverse=True):  # those within others first
        os.rmdir(f"{root}/{path}")
    for path in sorted(new - old):
        os.mkdir(f"{root}/{path}")
        set_mode(f"{root}/{path}", os.stat(f"{root}/{path}").st_mode, FOLDER_MODE)
    for path in changes.put:
        put(path)
    touched = {"", *(path.rpartition("/")[0] for path in (*changes.gone, *changes.put, *(old ^ new)))}
    kept = {path: stamp for path, stamp in before.stamps.items() if path in new and path not in touched}
    return after._replace(stamps=kept)


def folders_of(paths: Iterable[str]) -> set[str]:
    """All folders of some paths, "" for that which holds all."""
    folders = {""}
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders


def stamped(root: Path, site: SiteFolder, now: int) -> SiteFolder:
    """The same site, with stamps of those folders that have none; ``now`` is the time in nanoseconds since
    1970. Raises :class:`OSError` if one of them is gone."""
    missing = folders_of(site.files) - site.stamps.keys()
    taken = {path: _certain(_stamp(root, path), now) for path in missing}
    return site._replace(stamps={**site.stamps, **taken})


def checked(root: Path, site: SiteFolder, now: int) -> SiteFolder | None:
    """The same site if nobody touched its folder since its stamps were taken, with those of today; else
    ``None``. Edits of files that are links into the store are for the store to notice."""
    doubtful, found = [], {}
    try:
        for path, before in site.stamps.items():
            stamp = _stamp(root, path)
            if stamp[:2] != before[:2]:
                return None
            if stamp != before:
                doubtful.append(path)
            found[path] = _certain(stamp, now)
        for path in site.own:
            if state_of(os.lstat(f"{root}/{path}")) != site.files[path]:
                return None
        return site._replace(stamps=found) if found and _holds(root, doubtful, site) else None
    except OSError:
        return None


def copied(root: Path, site: SiteFolder) -> dict[str, str] | None:
    """The states of all files of a folder, if it is a copy of that of a site: it has another number, and its
    files have the same sizes, times and modes; else ``None``."""
    files, modes = {}, {}
    waiting = [""]
    try:
        found = os.stat(root)
        if found.st_ino == site.stamps[""][1]:
            return None
        modes[""] = found.st_mode
        while waiting:
            folder = waiting.pop()
            with os.scandir(f"{root}/{folder}") as entries:
                for entry in entries:
                    path, found = f"{folder}/{entry.name}".lstrip("/"), entry.stat(follow_symlinks=False)
                    if stat.S_ISDIR(found.st_mode):
                        waiting.append(path)
                        modes[path] = found.st_mode
                    else:
                        files[path] = state_of(found)
    except (OSError, KeyError):
        return None
    same_modes = modes == {path: stamp[0] for path, stamp in site.stamps.items()}
    return files if same_modes and _unnumbered(files) == _unnumbered(site.files) else None


def _unnumbered(files: Mapping[str, str]) -> dict[str, str]:
    return {path: state.rpartition(" ")[0] for path, state in files.items()}


def _stamp(root: Path, path: str) -> FolderStamp:
    found = os.lstat(f"{root}/{path}")
    if not stat.S_ISDIR(found.st_mode):
        raise NotADirectoryError(f"{root}/{path}")
    return [found.st_mode, found.st_ino, found.st_mtime_ns, found.st_ctime_ns]


def _certain(stamp: FolderStamp, now: int) -> FolderStamp:
    mode, number, *times = stamp
    return stamp if max(times) < now - _IN_DOUBT else [mode, number, 0, 0]


def _holds(root: Path, folders: Iterable[str], site: SiteFolder) -> bool:
    """Whether folders have exactly the files and folders in them that they should, each with its number."""
    expected: dict[str, dict[str, int]] = {path: {} for path in folders}
    if not expected:
        return True
    for path, state in site.files.items():
        folder, _, name = path.rpartition("/")
        if folder in expected:
            expected[folder][name] = int(state.rpartition(" ")[2])
    for path, stamp in site.stamps.items():
        folder, _, name = path.rpartition("/")
        if path and folder in expected:
            expected[folder][name] = stamp[1]
    return all(_entries(f"{root}/{folder}", names) == names for folder, names in expected.items())


def _entries(folder: str, names: Mapping[str, int]) -> dict[str, int]:
    """The numbers of the entries of a folder. On some file systems a folder has other numbers for its files
    than the files have themselves: then these are looked at."""
    with os.scandir(folder) as entries:
        found = {entry.name: entry.inode() for entry in entries}
    other = [name for name, number in found.items() if names.get(name, number) != number]
    return {**found, **{name: os.lstat(f"{folder}/{name}").st_ino for name in other}}
