"""Faults of the machine (a full disk, no permission, no memory): which exceptions are one, and what to say.

Whatever is not listed here is a mistake in the code and stays an exception with its traceback.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from concurrent.futures import BrokenExecutor
from contextlib import suppress

from samenight.builder.terminal import terminal_wording
from samenight.content.problems.problem import Phrase
from samenight.content.problems.wording import ENGLISH, Wording, visible

_DISK_FAILED = Phrase(
    "The disk failed at {path} ({reason}). If that happens again, copy what matters to another disk, and "
    "have this one checked."
)
_NO_PERMISSION = Phrase(
    "There is no permission for {path}. Change the owner or the permissions of it, or of the folder that it "
    "is in, and try again."
)
_DISK_FULL = Phrase("There is no space left on the disk of {path}. Delete what is not needed, and try again.")
_NO_LOCKS = Phrase(
    "Files cannot be locked on the disk of {path} ({reason}). Choose a folder on another disk."
)
_FILES_OPEN = Phrase(
    "Too many files are open, so that {path} cannot be opened. End other programs, or raise the limit "
    "(ulimit -n 4096), and try again."
)
_NO_MEMORY = Phrase(
    "There is not enough memory. End other programs, or let only one process make files "
    "(SAMENIGHT_JOBS=1), and try again."
)
_WATCHES = Phrase(
    "The system watches too many files already. Raise its limit (on Linux: sysctl "
    "fs.inotify.max_user_watches=524288), and try again."
)
_NO_PROCESSES = Phrase(
    "The system starts no more processes. End other programs, or let only one process make files "
    "(SAMENIGHT_JOBS=1), and try again."
)
_WORKER_ENDED = Phrase(
    "A process that made files was ended from outside, most often because there was not enough memory. End "
    "other programs, or let only one process make files (SAMENIGHT_JOBS=1), and try again."
)
_PRINTED = Phrase("what this program prints")
_FOLDER_GONE = Phrase("The current folder does not exist any more. Change to another one, and try again.")
_NOT_A_FOLDER = Phrase(
    "A folder is needed at {path}, and there is a file, or a link that leads nowhere. Move it away, and try "
    "again."
)

# What Python says if the system starts no thread, and then at the end of a pool of processes.
_NO_THREAD = frozenset(["can't start new thread", "cannot join thread before it is started"])
# What to say about each error of the system, with the gaps {path} and {reason}.
BY_NUMBER: Mapping[int, Phrase] = {
    errno.ENOSPC: _DISK_FULL,
    errno.EDQUOT: Phrase(
        "Your share of the disk of {path} is used up (quota). Delete what is not needed, and try again."
    ),
    errno.EFBIG: Phrase(
        "{path} would be larger than a file may be here. Raise the limit (ulimit -f unlimited), or choose a "
        "folder on another disk."
    ),
    errno.EROFS: Phrase(
        "{path} is on a disk that is read-only. Make it writable, or choose a folder on another disk."
    ),
    errno.EACCES: _NO_PERMISSION,
    errno.EPERM: _NO_PERMISSION,
    errno.EISDIR: Phrase("A file is needed at {path}, and there is a folder. Move it away, and try again."),
    errno.ENOTDIR: _NOT_A_FOLDER,
    errno.EMFILE: _FILES_OPEN,
    errno.ENFILE: _FILES_OPEN,
    errno.ENOMEM: _NO_MEMORY,
    errno.EAGAIN: _NO_PROCESSES,
    errno.ENAMETOOLONG: Phrase(
        "The name of {path} is too long for this disk. Move everything into a folder with a shorter path, or "
        "shorten the names."
    ),
    errno.ELOOP: Phrase(
        "The links at {path} lead round in a circle. Remove the one that leads back, and try again."
    ),
    errno.EXDEV: Phrase("{path} would have to move to another disk. Choose a folder on the same disk."),
    errno.EBUSY: Phrase(
        "{path} is in use by another program, or by the system as a mount point. Choose another folder, such "
        "as one below it."
    ),
    errno.ENOTEMPTY: Phrase("Another program writes into {path} at the same time. End it, and try again."),
    errno.ENOLCK: _NO_LOCKS,
    errno.EOPNOTSUPP: _NO_LOCKS,
    **dict.fromkeys(
        (errno.EIO, errno.ENXIO, errno.ENODEV, errno.ESTALE, errno.ETIMEDOUT, errno.EHOSTDOWN), _DISK_FAILED
    ),
}


class StepFailed(BaseException):
    """A step failed within code that catches every :class:`Exception` and goes on; its cause says why."""


def machine_sentence(error: BaseException, wording: Wording, place: str = "") -> str | None:
    """What the machine could not do and how to mend it; ``None`` if the exception is no fault of the machine.

    ``place`` is named if the system's error has no path, as for a write to an open file; without it, what
    was being written is taken for what is printed.
    """
    phrase = _phrase_of(error)
    if phrase is None:
        return None
    reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else ""
    path = _path_of(error, place)
    return wording.text(phrase, path=path or wording.text(_PRINTED), reason=reason)


def fault_sentence(error: BaseException, environ: Mapping[str, str], place: str = "") -> str | None:
    """The same in the language of the environment; in English if its catalogue cannot be read now."""
    try:
        wording = terminal_wording(environ)
    except (OSError, MemoryError):
        wording = ENGLISH
    return machine_sentence(error, wording, place)


def _phrase_of(error: BaseException) -> Phrase | None:
    if isinstance(error, MemoryError):
        return _NO_MEMORY
    if isinstance(error, BrokenExecutor):
        return _WORKER_ENDED
    if isinstance(error, OSError):
        return _phrase_of_system(error)
    if isinstance(error, RuntimeError) and str(error) in _NO_THREAD:
        return _NO_PROCESSES
    if isinstance(error, ImportError) and os.strerror(errno.EMFILE) in str(error):  # of a compiled module
        return _FILES_OPEN
    return None


def _phrase_of_system(error: OSError) -> Phrase | None:
    if error.errno is None:
        return _WATCHES if "file watch limit" in str(error) else None  # the text of watchfiles
    if isinstance(error, FileExistsError):  # from making a folder
        is_file = error.filename and not error.filename2 and not os.path.isdir(error.filename)
        return _NOT_A_FOLDER if is_file else None
    if isinstance(error, FileNotFoundError) and error.filename is None and not _is_here():
        return _FOLDER_GONE
    return BY_NUMBER.get(error.errno)


def _is_here() -> bool:
    try:
        return bool(os.getcwd())
    except FileNotFoundError:
        return False


def _path_of(error: BaseException, place: str) -> str:
    """The path of an error, relative to the current folder if it is below that."""
    name = getattr(error, "filename2", None) or getattr(error, "filename", None)  # what it would become
    path = os.fsdecode(name) if isinstance(name, str | bytes | os.PathLike) else place
    if os.path.isabs(path):
        with suppress(OSError):
            below = os.path.relpath(path)
            path = path if below.startswith("..") else below
    return visible(path)
