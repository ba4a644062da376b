"""The folders next to the output folder, and the one swap that publishes one of them.

Pelican and its plugins write into the staging folder. The next site is put together in the next folder, which
is swapped in, and the folder that was swapped out may be kept for the build after it.

The output folder is complete at every moment. Where the system can exchange two folders in one step
(Linux, macOS), it does; elsewhere the old folder is moved away and the new one moved in, and if a build
is killed between the two, the next one repairs it.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from samenight.builder.output.store import FILE_MODE, named, set_mode
from samenight.content.problems.problem import Phrase
from samenight.content.problems.wording import Wording, visible
from samenight.site import urls

_INSIDE_EACH_OTHER = Phrase(
    '"{output}" and "{source}" are the same folder, or one is inside the other. Choose another output folder.'
)
_OF_OTHERS = Phrase('"{output}" holds files that were not made here. Choose an empty folder, or empty it.')
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # Linux, renameat2(2)
_RENAME_SWAP = 2  # macOS, renamex_np(2)
# The mode of published folders.
FOLDER_MODE = 0o755


def staging_folder(output: Path) -> Path:
    """The folder that Pelican writes to: next to the output, so that its files can be moved from there."""
    return output.parent / f".{output.name}.staging"


def next_folder(output: Path) -> Path:
    """The folder in which the next site is put together: next to the output, so that a rename can move it."""
    return output.parent / f".{output.name}.next"


def kept_folder(output: Path) -> Path:
    """The folder with the same site as the output, for the next build to change into the next site."""
    return output.parent / f".{output.name}.kept"


def _old_folder(output: Path) -> Path:
    return output.parent / f".{output.name}.old"


def set_aside(output: Path) -> Path | None:
    """Where the site is, if a swap in two renames went wrong half-way and could not be undone."""
    old = _old_folder(output)
    return old if os.path.exists(old) and not os.path.exists(output) else None


@contextlib.contextmanager
def build_lock(folder: Path, on_wait: Callable[[str], None] = lambda _: None) -> Iterator[None]:
    """Lock a folder (of an output, of a store) for one build at a time; a second build waits for the first.

    ``on_wait`` is called before waiting, with the process number of the other build ("?" if that is not
    known). The system releases the lock when the process ends, however it ends: the lock is one of a
    process (POSIX, fcntl), which those that it has forked do not hold.
    """
    _make_parents(folder)
    name = folder.with_name(f".{folder.name}.lock")
    with open(name, "ab+", buffering=0) as lock:
        try:
            import fcntl  # noqa: PLC0415 -- not on Windows
        except ImportError:  # pragma: no cover -- Windows has no such locks; builds there are not locked
            yield
            return
        with named(name):
            try:
                fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except (BlockingIOError, PermissionError):  # EAGAIN, EACCES: another process has it
                lock.seek(0)
                on_wait(lock.read(20).decode("ascii", "replace").strip() or "?")
                fcntl.lockf(lock, fcntl.LOCK_EX)
        with contextlib.suppress(OSError):  # the number only serves a message
            lock.truncate(0)
            lock.write(str(os.getpid()).encode("ascii"))
        yield


def _make_parents(folder: Path) -> None:
    """Make the folders above a folder so that everybody can read them, whatever the umask is."""
    missing = [parent for parent in folder.parents if not parent.exists()]
    folder.parent.mkdir(parents=True, exist_ok=True)
    for parent in missing:
        parent.chmod(FOLDER_MODE)


def unsafe_output(output: Path, sources: Iterable[Path], wording: Wording) -> str | None:
    """Why a folder must not be published to, as a sentence: publishing replaces everything in it.

    An output folder must be empty or hold the manifest of an earlier build, and must neither contain
    the content or theme nor be inside one of them. Raises :class:`NotADirectoryError` for a file.
    """
    if output.exists() and not output.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(output))
    for source in (source.resolve() for source in sources):
        if output == source or output in source.parents or source in output.parents:
            return wording.text(_INSIDE_EACH_OTHER, output=visible(str(output)), source=visible(str(source)))
    if output.is_dir() and any(output.iterdir()) and not (output / urls.MANIFEST).is_file():
        return wording.text(_OF_OTHERS, output=visible(str(output)))
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
    for folder in (next_folder(output), staging_folder(output)):
        if folder.exists():
            shutil.rmtree(folder)
    folder.mkdir(parents=True)
    return folder


def make_readable(folder: Path) -> None:
    """Let everybody read a folder and all that is in it, and nobody but the owner write, whatever the umask
    is and whatever copied files allow: web servers run as other users."""
    set_mode(os.fspath(folder), os.stat(folder).st_mode, FOLDER_MODE)
    waiting = [os.fspath(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                mode = entry.stat(follow_symlinks=False).st_mode
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                    set_mode(entry.path, mode, FOLDER_MODE)
                elif entry.is_file(follow_symlinks=False):
                    set_mode(entry.path, mode, FILE_MODE)


def swap(made: Path, output: Path) -> bool:
    """Publish a folder as the output folder. Whether what was published before is now in its place.

    If the output folder is a symbolic link, it stays one; the folder it points to is exchanged.
    Raises :class:`OSError`, also for a mount point; then the output folder is as it was.
    """
    output = output.resolve()
    if not output.exists():
        write_through(made)
        made.rename(output)
        return False
    if os.path.ismount(output):
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(output))
    write_through(made)
    if not _exchange(made, output):
        old = _old_folder(output)
        output.rename(old)
        try:
            made.rename(output)
        except OSError:
            old.rename(output)
            raise
        try:
            old.rename(made)
        except OSError:
            discard(old)
            return False
    return True


def discard(folder: Path) -> None:
    """Remove one of these folders, or what is in its place, as far as possible; the next build removes the
    rest."""
    if os.path.islink(folder) or os.path.isfile(folder):
        with contextlib.suppress(OSError):
            folder.unlink()
    shutil.rmtree(folder, ignore_errors=True)


def write_through(folder: Path) -> None:
    """Let the system write to a folder's disk what it still holds in memory: after a power cut, the site must
    not consist of empty files. Raises :class:`OSError` if the disk cannot hold them."""
    if sys.platform != "linux":
        getattr(os, "sync", lambda: None)()  # Windows has none
        return
    libc = ctypes.CDLL(None, use_errno=True)
    number = os.open(folder, os.O_RDONLY)
    try:
        if libc.syncfs(number) != 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(folder))
    finally:
        os.close(number)


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


def place(source: str, target: str) -> bool:
    """Put a file of the store in its place: by a hard link if the file system has them, else by a copy.
    Whether it is a link."""
    try:
        os.link(source, target)
    except OSError:
        with named(target):
            shutil.copyfile(source, target)
            set_mode(target, os.stat(target).st_mode, FILE_MODE)
        return False
    return True
