"""A process that has loaded our programs and waits: for each order, a fork of it becomes the program.

Run by ``tests/programs.py`` with the number of a socket and the names of the modules to load. It does
nothing else, so that a fork is like a new process that has loaded the same. At the program's end everything
runs that runs at exit, except that modules are not torn down one by one, which would take as long as a
small check.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import io
import json
import os
import runpy
import socket
import sys
import threading
import time
from typing import Any, TypedDict


class Order(TypedDict):
    """What to run, in which folder and environment."""

    arguments: list[str]
    folder: str
    environment: dict[str, str]
    umask: int


def next_order(orders: socket.socket) -> tuple[Order, list[int]] | None:
    """The next order, with the files for the program's input, output and errors."""
    length, files, _, _ = socket.recv_fds(orders, 8, 3)
    if not length:  # the tests have ended
        return None
    message = orders.recv(int.from_bytes(length, "big"), socket.MSG_WAITALL)
    return json.loads(message), files


def copied(orders: socket.socket) -> Order | None:
    """In a fork of this process, its order; in this process ``None``, after the last order."""
    while message := next_order(orders):
        order, files = message
        copy = os.fork()
        if copy == 0:
            orders.close()
            stand_in(files)
            return order
        for file in files:
            os.close(file)
        orders.sendall(copy.to_bytes(8, "big"))
        _, status = os.waitpid(copy, 0)
        orders.sendall(os.waitstatus_to_exitcode(status).to_bytes(8, "big", signed=True))
    return None


def stand_in(files: list[int]) -> None:
    """Use these as input, output and errors, opened as Python opens them when it starts."""
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        stream = opened(number, getattr(sys, name))
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def opened(number: int, like: io.TextIOWrapper) -> io.TextIOWrapper:
    """A file by its number, with the encoding and the buffers of another."""
    mode, buffering = ("rb", -1) if number == 0 else ("wb", 0 if like.write_through else -1)
    lines = number == 2 or os.isatty(number)
    return io.TextIOWrapper(
        open(number, mode, buffering, closefd=False),
        like.encoding, like.errors, "\n" if number else None, lines, like.write_through,
    )  # fmt: skip


def run(order: Order, bare: list[str]) -> None:
    """Run like ``python -m name`` or ``python -c code`` with these arguments."""
    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["environment"])
    time.tzset()
    if order["umask"] >= 0:
        os.umask(order["umask"])
    kind, what, *arguments = order["arguments"]
    more = order["environment"].get("PYTHONPATH")
    sys.path[:] = ["" if kind == "-c" else order["folder"], *(more.split(os.pathsep) if more else ()), *bare]
    sys.argv[:] = [kind, *arguments]
    if kind == "-m":
        runpy.run_module(what, run_name="__main__", alter_sys=True)
    else:
        space: dict[str, Any] = {"__name__": "__main__"}
        exec(what, space)  # noqa: S102 -- as python -c


def ended(order: Order, bare: list[str]) -> int:
    """Run the program to its end; the status with which Python would exit."""
    status = 0
    try:
        run(order, bare)
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
        if status and not isinstance(leaving.code, int):
            print(leaving.code, file=sys.stderr)
    except BaseException:
        sys.excepthook(*sys.exc_info())
        status = 1
    threading._shutdown()
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    return status


def start() -> None:
    """Load the modules, wait for orders, and run each in a fork."""
    number, *modules = sys.argv[1:]
    bare = sys.path[1:]
    if "PYTHONPATH" in os.environ:
        bare = bare[len(os.environ["PYTHONPATH"].split(os.pathsep)) :]
    for module in modules:
        importlib.import_module(module)
    gc.freeze()  # what is loaded stays, and forks need not search it for garbage
    order = copied(socket.socket(fileno=int(number)))
    if order is not None:
        os._exit(ended(order, bare))


start()
