"""Runs our programs as users do: in processes of their own, though most are forked from a loaded one.

Loading Python and the packages takes longer than most of what the tests let the programs do. So a process
that has loaded them waits (``tests/starter.py``), and forks of it become the programs: each has its own
memory, folder, environment, files and exit. Two such processes take turns, with different orders of sets
of texts, so that two runs in a row differ in it, as two new processes do.

What Python reads when it starts cannot be changed later. Tests that need that (other options or settings
of the interpreter, another encoding) get a new process, and so do all where processes cannot be forked.
``tests/test_programs.py`` compares both ways.
"""

from __future__ import annotations

import importlib.util
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import samenight

HERE = Path(__file__).resolve().parent
PLUGINS = str(HERE.parent / "plugins")
HANGING = 300  # seconds after which a program counts as hanging; nothing takes nearly as long
PLAIN = "C.UTF-8"
TERMINAL = {
    "COLUMNS",
    "LINES",
    "TERM",
    "COLORTERM",
    "NO_COLOR",
    "FORCE_COLOR",
}  # Pelican loads, then reads it
PACKAGES = ("pelican", "typst", "pypdfium2", "zxingcpp")
OURS = (module.name for module in pkgutil.walk_packages(samenight.__path__, "samenight."))
EVERYTHING = (
    *(name for name in PACKAGES if importlib.util.find_spec(name)),
    *(name for name in OURS if not name.endswith("__main__")),
    "tests.prepared",
)


class Running(Protocol):
    """A program that was started."""

    def wait(self, timeout: float) -> int:
        """Wait for its end; its exit status, or the negative number of the signal that ended it."""


def run(
    arguments: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    umask: int = -1,
    loaded: Sequence[str] = EVERYTHING,
) -> subprocess.CompletedProcess[bytes]:
    """Run Python with these arguments (``-m name ...`` or ``-c code ...``) to its end, without input."""
    with open(os.devnull, "rb") as none, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        files = (none.fileno(), out.fileno(), err.fileno())
        status = start(arguments, folder, environment, files, umask, loaded).wait(HANGING)
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(arguments, status, out.read(), err.read())


def samenight(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str], options: Sequence[str] = ()
) -> subprocess.CompletedProcess[str]:
    """Run ``samenight`` with these arguments, and Python with these options; what it wrote as text."""
    command = [*options, "-m", "samenight.commands", *arguments]
    done = run(command, folder, environment)
    out, err = (output.decode(errors="surrogateescape") for output in (done.stdout, done.stderr))
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


def start(
    arguments: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    files: tuple[int, int, int],
    umask: int = -1,
    loaded: Sequence[str] = EVERYTHING,
) -> Running:
    """Start Python with these arguments, and these files as input, output and errors. Wait for it before the
    next."""
    if can_wait(arguments, environment):
        order = {"arguments": arguments, "folder": str(folder), "environment": environment, "umask": umask}
        return WAITING.next(tuple(loaded)).start(order, files)
    return afresh(arguments, folder, environment, files, umask)


def afresh(
    arguments: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    files: tuple[int, int, int],
    umask: int = -1,
) -> Running:
    """The same, in a new process."""
    stdin, stdout, stderr = files
    command = [sys.executable, *arguments]
    return subprocess.Popen(
        command, cwd=folder, env=environment, umask=umask, stdin=stdin, stdout=stdout, stderr=stderr
    )


def can_wait(arguments: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Whether a fork will do: nothing requested affects how Python and the packages are loaded."""
    requested, ours = _of_python(environment), _of_python(os.environ)
    return (
        sys.platform == "linux"
        and arguments[0] in {"-m", "-c"}
        and requested == ours
        and environment.get("PYTHONPATH", PLUGINS) == PLUGINS
        and environment.get("LC_ALL") == PLAIN
        and not environment.get("LANGUAGE")
        and not (arguments[1] == "pelican" and TERMINAL & environment.keys())
    )


def _of_python(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables that the interpreter reads when it starts, without the search path of modules."""
    return {k: v for k, v in environment.items() if k.startswith("PYTHON") and k != "PYTHONPATH"}


@dataclass(frozen=True)
class Copy:
    """A program that is a fork of a waiting process."""

    process: int
    status: Callable[[], int]

    def wait(self, timeout: float) -> int:
        """Wait for its exit status; one that hangs is killed."""
        watchdog = threading.Timer(timeout, os.kill, (self.process, signal.SIGKILL))
        watchdog.start()
        try:
            return self.status()
        finally:
            watchdog.cancel()


class Starter:
    """A process that waits for orders, and the socket for them."""

    def __init__(self, seed: int, modules: Sequence[str]) -> None:
        self._orders, theirs = socket.socketpair()
        environment = {
            name: value for name, value in os.environ.items() if name not in TERMINAL | {"LANGUAGE"}
        }
        environment |= {
            "PYTHONPATH": os.pathsep.join((PLUGINS, str(HERE.parent))),
            "PYTHONHASHSEED": str(seed),
            "LC_ALL": PLAIN,
        }
        with theirs, open(os.devnull, "r+b") as none:
            command = [sys.executable, str(HERE / "starter.py"), str(theirs.fileno()), *modules]
            self._process = subprocess.Popen(
                command, env=environment, stdin=none, stdout=none, pass_fds=[theirs.fileno()]
            )

    def start(self, order: Mapping[str, object], files: tuple[int, int, int]) -> Running:
        """Let a fork run the program."""
        text = json.dumps(order).encode()
        with suppress(ConnectionError):  # then no reply comes
            socket.send_fds(self._orders, [len(text).to_bytes(8, "big")], files)
            self._orders.sendall(text)
        return Copy(self._number(), self._number)

    def _number(self) -> int:
        number = b""
        with suppress(ConnectionError):
            number = self._orders.recv(8, socket.MSG_WAITALL)  # and not a byte of the next
        assert number, "The process that waits for orders has ended; above stands why (tests/prepared.py?)."
        return int.from_bytes(number, "big", signed=True)

    def close(self) -> None:
        """End the process."""
        self._orders.close()
        self._process.wait(HANGING)


class Starters:
    """The waiting processes, two for each list of preloaded modules; they are started when needed."""

    def __init__(self) -> None:
        self._waiting: dict[tuple[str, ...], list[Starter]] = {}

    def next(self, modules: tuple[str, ...]) -> Starter:
        """The process whose turn it is."""
        if modules not in self._waiting:
            self._waiting[modules] = [Starter(seed, modules) for seed in (1, 2)]
        self._waiting[modules].reverse()
        return self._waiting[modules][0]

    def close(self) -> None:
        """End all of them."""
        while self._waiting:
            for starter in self._waiting.popitem()[1]:
                starter.close()


WAITING = Starters()
