"""How long an edit takes until the development server shows it."""

from __future__ import annotations

import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator

from benchmarks.measured_sites import MeasuredSite
from benchmarks.measuring import ProgramFailedError, Spent, busy_of, end_session, sampled

# Seconds: between two requests, until a server counts as hanging, and of what is taken for rest.
BETWEEN, HANGING, REST = 0.005, 900, 1.0
# Processor seconds within REST that a server may use for waiting.
_IDLE = 0.03


def edits_seen(site: MeasuredSite, edits: int) -> Iterator[Spent]:
    """Start the site's server, and make edits one after the other; each with the seconds until the page had
    it, the processor seconds until everything was done, and the memory of all processes.

    Raises :class:`ProgramFailedError` if the server ends or does nothing.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/{site.page}"
    original = site.edited.read_bytes()
    with tempfile.TemporaryFile() as output:
        server = subprocess.Popen(
            site.server_command(port), cwd=site.folder, env=dict(site.env), stdin=subprocess.DEVNULL,
            stdout=output, stderr=output, start_new_session=True,
        )  # fmt: skip
        try:
            _wait_for(server, address, site.ready)
            _wait_for_rest(server)
            for number in range(edits):
                yield _edit(server, site, address, f"edit-{number}-of-{port}")
        except ProgramFailedError as failure:
            output.seek(0)
            said = output.read().decode(errors="replace")[-1500:]
            raise ProgramFailedError(f"{failure}\n{said}") from None
        finally:
            end_session(server)
            site.edited.write_bytes(original)


def _edit(server: subprocess.Popen[bytes], site: MeasuredSite, address: str, mark: str) -> Spent:
    before = busy_of(server.pid)
    with sampled(server.pid) as memory:
        began = time.perf_counter()
        with site.edited.open("a", encoding="utf-8") as file:
            file.write(f"\n{mark}\n")
        _wait_for(server, address, mark)
        seconds = time.perf_counter() - began
        _wait_for_rest(server)
    return Spent(seconds, busy_of(server.pid) - before, memory.together, memory.largest)


def _wait_for(server: subprocess.Popen[bytes], address: str, text: str) -> None:
    """Request a page until it has a text."""
    began = time.perf_counter()
    while text not in _page(address):
        if server.poll() is not None:
            raise ProgramFailedError(f"The server ended with status {server.returncode}.")
        if time.perf_counter() - began > HANGING:
            raise ProgramFailedError(f"The server did not show {text!r} within {HANGING} s.")
        time.sleep(BETWEEN)


def _wait_for_rest(server: subprocess.Popen[bytes]) -> None:
    """Wait until the server has nothing to do: a page can be shown before the others are made."""
    before, began = busy_of(server.pid), time.perf_counter()
    while time.perf_counter() - began < HANGING:
        time.sleep(REST)
        now = busy_of(server.pid)
        if now - before <= _IDLE:
            return
        before = now


def _page(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 -- our own address
            return str(answer.read().decode("utf-8", "replace"))
    except OSError:
        return ""
