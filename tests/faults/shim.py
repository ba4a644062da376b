"""Lets the n-th operation of a program fail: what it does with files, folders, locks and other processes.

The functions of ``os``, ``open`` and the raw files below them are replaced in this process, and so in those
that are forked from it. Each call is one operation, of one of the kinds in :data:`ERRORS`. All processes
count together, by appending one letter for each operation to a file, whose size is then the number.
"""

from __future__ import annotations

import builtins
import errno
import fcntl
import functools
import io
import os
import signal
import stat
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# The kinds of operations: their letters, and with which errors the system can refuse one.
ERRORS = {
    "open": ("o", (errno.EIO, errno.EACCES, errno.EMFILE)),
    "read": ("r", (errno.EIO,)),
    "look": ("s", (errno.EIO, errno.EACCES)),  # stat, scandir, listdir
    "create": ("c", (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS)),
    "write": ("w", (errno.ENOSPC, errno.EIO)),
    "rename": ("m", (errno.ENOSPC, errno.EIO, errno.EACCES)),
    "link": ("l", (errno.ENOSPC, errno.EIO, errno.EACCES)),
    "remove": ("u", (errno.EIO, errno.EACCES)),
    "sync": ("y", (errno.EIO, errno.ENOSPC)),
    "lock": ("k", (errno.ENOLCK,)),
    "fork": ("f", (errno.EAGAIN, errno.ENOMEM)),
}
KINDS = {letter: kind for kind, (letter, _) in ERRORS.items()}
NEED_SPACE = frozenset(["create", "write", "rename", "link", "sync"])
KILL = "kill"  # the process ends at the operation, as by "kill -9"
FULL = "full"  # from the operation on, the disk is full


@dataclass(frozen=True)
class Fault:
    """Which operation fails (from 1; 0 for none), and how: an error's name, :data:`KILL` or :data:`FULL`."""

    number: int = 0
    how: str = ""


class Shim:
    """Counts operations, and lets one fail."""

    def __init__(self, log: Path, fault: Fault) -> None:
        self._log = log
        self._fault = fault
        self._opened = (0, -1)
        self._open, self._write, self._seek = os.open, os.write, os.lseek

    def step(self, kind: str, *names: Any) -> None:
        """One operation; ``names`` are the paths that the system's error would have."""
        number = self._count(kind)
        how = self._fault.how
        if how == FULL and 0 < self._fault.number <= number and kind in NEED_SPACE:
            raise error_of(errno.ENOSPC, names)
        if number == self._fault.number and how == KILL:
            os.kill(os.getpid(), signal.SIGKILL)
        if number == self._fault.number and how != FULL:
            raise error_of(fitting(kind, how), names)

    def counted(self, real: Callable[..., Any], kind: str, paths: int) -> Callable[..., Any]:
        """A function whose calls are operations; its first arguments are that many paths."""

        @functools.wraps(real)
        def call(*args: Any, **kwargs: Any) -> Any:
            self.step(kind, *args[:paths])
            return real(*args, **kwargs)

        return call

    def _count(self, kind: str) -> int:
        process, file = self._opened
        if process != os.getpid():  # a file of its own: forked processes share the place in a file
            file = self._open(self._log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
            self._opened = (os.getpid(), file)
        self._write(file, ERRORS[kind][0].encode())
        return self._seek(file, 0, os.SEEK_CUR)


def fitting(kind: str, how: str) -> int:
    """The number of an error by its name, or of the first one that an operation of this kind can have."""
    number = getattr(errno, how)
    possible = ERRORS[kind][1]
    return number if number in possible else possible[0]


def error_of(number: int, names: tuple[Any, ...]) -> OSError:
    """The system's error with this number."""
    first, second = (*names, None, None)[:2]
    if first is None:
        return OSError(number, os.strerror(number))
    return OSError(number, os.strerror(number), first, None, second)


def install(log: Path, fault: Fault) -> Shim:
    """Replace the functions in this process. The operations are logged in the file ``log``."""
    shim = Shim(log, fault)
    for name, kind, paths in (
        ("stat", "look", 1), ("lstat", "look", 1), ("scandir", "look", 1), ("listdir", "look", 1),
        ("mkdir", "create", 1), ("symlink", "create", 1), ("unlink", "remove", 1), ("remove", "remove", 1),
        ("rmdir", "remove", 1), ("rename", "rename", 2), ("replace", "rename", 2), ("link", "link", 2),
        ("chmod", "write", 1), ("utime", "write", 1), ("truncate", "write", 1), ("fsync", "sync", 0),
        ("sync", "sync", 0), ("sendfile", "write", 0), ("fork", "fork", 0),
    ):  # fmt: skip
        setattr(os, name, shim.counted(getattr(os, name), kind, paths))
    os.open = _opening(shim, os.open)
    fcntl.lockf = shim.counted(fcntl.lockf, "lock", 0)
    subprocess._fork_exec = shim.counted(subprocess._fork_exec, "fork", 0)
    io.open = builtins.open = _file_opener(shim, io.open)
    return shim


def _opening(shim: Shim, real: Callable[..., int]) -> Callable[..., int]:
    @functools.wraps(real)
    def call(path: Any, flags: int, *args: Any, **kwargs: Any) -> int:
        writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        shim.step("create" if writes else "open", path)
        return real(path, flags, *args, **kwargs)

    return call


class _RawFile(io.FileIO):
    shim: Shim

    def read(self, size: int | None = -1) -> bytes:
        self.shim.step("read")
        return super().read(size)

    def readall(self) -> bytes:
        self.shim.step("read")
        return super().readall()

    def readinto(self, buffer: Any) -> int:
        self.shim.step("read")
        return super().readinto(buffer)

    def write(self, content: Any) -> int:
        self.shim.step("write")
        return super().write(content)

    def truncate(self, size: int | None = None) -> int:
        self.shim.step("write")
        return super().truncate(size)


def _file_opener(shim: Shim, real: Callable[..., Any]) -> Callable[..., Any]:
    class RawFile(_RawFile):
        pass

    RawFile.shim = shim

    @functools.wraps(real)
    def call(  # noqa: PLR0917 -- like ``open``
        file: Any,
        mode: str = "r",
        buffering: int = -1,
        encoding: str | None = None,
        errors: str | None = None,
        newline: str | None = None,
        closefd: bool = True,
        opener: Any = None,
    ) -> Any:
        if isinstance(file, int) and not stat.S_ISREG(os.fstat(file).st_mode):  # a pipe, a terminal
            return real(file, mode, buffering, encoding, errors, newline, closefd, opener)
        if not isinstance(file, int):
            shim.step("create" if set(mode) & set("wax+") else "open", file)
        raw = RawFile(file, mode.replace("b", "").replace("t", ""), closefd, opener)
        if buffering == 0:
            return raw
        buffered = _buffer(raw, mode)
        return buffered if "b" in mode else _as_text(buffered, encoding, errors, newline, mode)

    return call


def _buffer(raw: _RawFile, mode: str) -> Any:
    if "+" in mode:
        return io.BufferedRandom(raw)
    return io.BufferedReader(raw) if "r" in mode else io.BufferedWriter(raw)


def _as_text(
    buffered: Any, encoding: str | None, errors: str | None, newline: str | None, mode: str
) -> io.TextIOWrapper:
    text = io.TextIOWrapper(buffered, encoding, errors, newline)
    text.mode = mode
    return text
