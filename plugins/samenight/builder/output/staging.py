"""The staging folder next to the output folder, and the one swap that publishes it.

The output folder is complete at every moment. Where the system can exchange two folders in one step
(Linux, macOS), it does; elsewhere the old folder is moved away and the new one moved in, and if a build
is killed between the two, the next one repairs it.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from samenight.site import urls

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # Linux, renameat2(2)
_RENAME_SWAP = 2  # macOS, renamex_np(2)
# The modes of what is published.
FOLDER_MODE, FILE_MODE = 0o755, 0o644


def staging_folder(output: Path) -> Path:
    """The folder in which the next site is assembled: next to the output, so that a rename can move it."""
    return output.with_name(f".{output.name}.staging")


def _old_folder(output: Path) -> Path:
    return output.with_name(f".{output.name}.old")


@contextlib.contextmanager
def build_lock(folder: Path, on_wait: Callable[[str], None] = lambda _: None) -> Iterator[None]:
    """Lock a folder (of an output, of a store) for one build at a time; a second build waits for the first.

    ``on_wait`` is called before waiting, with the process number of the other build ("?" if that is not
    known). The system releases the lock when the process ends, however it ends: the lock is one of a
    process (POSIX, fcntl), which those that it has forked do not hold.
    """
    _make_parents(folder)
    with open(folder.with_name(f".{folder.name}.lock"), "a+") as lock:
        try:
            import fcntl  # noqa: PLC0415 -- not on Windows
        except ImportError:  # pragma: no cover -- Windows has no such locks; builds there are not locked
            yield
            return
        try:
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):  # EAGAIN, EACCES: another process has it
            lock.seek(0)
            on_wait(lock.read(20).strip() or "?")
            fcntl.lockf(lock, fcntl.LOCK_EX)
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def _make_parents(folder: Path) -> None:
    """Make the folders above a folder so that everybody can read them, whatever the umask is."""
    missing = [parent for parent in folder.parents if not parent.exists()]
    folder.parent.mkdir(parents=True, exist_ok=True)
    for parent in missing:
        parent.chmod(FOLDER_MODE)


def unsafe_output(output: Path, sources: Iterable[Path]) -> str | None:
    """Why a folder must not be published to, as a sentence: publishing replaces everything in it.

    An output folder must be empty or hold the manifest of an earlier build, and must neither contain
    the content or theme nor be inside one of them.
    """
    for source in (source.resolve() for source in sources):
        if output == source or output in source.parents or source in output.parents:
            return f'"{output}" and "{source}" are inside each other. Choose another output folder.'
    if output.is_dir() and any(output.iterdir()) and not (output / urls.MANIFEST).is_file():
        return f'"{output}" holds files that were not made here. Choose an empty folder, or empty it.'
    return None


def repair(output: Path) -> None:
    """Restore the site if a build was killed between the two renames of the slow swap."""
    old = _old_folder(output)
    if old.exists():
        if output.exists():
            shutil.rmtree(old)
        else:
            old.rename(output)


def empty_staging(output: Path) -> Path:
    """An empty staging folder; the leftovers of a killed build are repaired first."""
    repair(output)
    staging = staging_folder(output)
    if staging.exists():
        shutil.rmtree(staging)
    staging.mkdir(parents=True)
    return staging


def make_readable(folder: Path) -> None:
    """Let everybody read a folder and all that is in it, and nobody but the owner write, whatever the umask
    is and whatever copied files allow: web servers run as other users."""
    _set_mode(os.fspath(folder), os.stat(folder).st_mode, FOLDER_MODE)
    waiting = [os.fspath(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                mode = entry.stat(follow_symlinks=False).st_mode
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                    _set_mode(entry.path, mode, FOLDER_MODE)
                elif entry.is_file(follow_symlinks=False):
                    _set_mode(entry.path, mode, FILE_MODE)


def _set_mode(path: str, mode: int, wanted: int) -> None:
    """Set a mode but keep the bit by which files of a shared folder belong to its group. File systems without
    modes (FAT) refuse, and show everything to everybody."""
    if stat.S_IMODE(mode) & ~stat.S_ISGID != wanted:
        with contextlib.suppress(PermissionError):
            os.chmod(path, wanted | mode & stat.S_ISGID)


def swap(staging: Path, output: Path) -> None:
    """Publish the staging folder as the output folder, and remove the old one.

    If the output folder is a symbolic link, it stays one; the folder it points to is exchanged.
    Raises :class:`SystemExit` with a message for a mount point.
    """
    output = output.resolve()
    if not output.exists():
        staging.rename(output)
        return
    if os.path.ismount(output):
        raise SystemExit(
            f"{output} is a mount point, which cannot be exchanged. Build into a folder below it."
        )
    if not _exchange(staging, output):
        old = _old_folder(output)
        output.rename(old)
        staging.rename(output)
        old.rename(staging)
    shutil.rmtree(staging)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; ``False`` if the system cannot."""
    if sys.platform not in {"linux", "darwin"}:
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(one), os.fsencode(other)
    if hasattr(libc, "renameat2"):
        return bool(libc.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0)
    if hasattr(libc, "renamex_np"):
        return bool(libc.renamex_np(names[0], names[1], _RENAME_SWAP) == 0)
    return False


def place(source: str, target: str) -> None:
    """Put a file of the store in its place: by a hard link if the file system has them, else by a copy."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
