"""What a program costs: elapsed time, processor time of all its processes, and their memory.

The program gets a session of its own, by which its processes are found. Memory is the proportional set size
(PSS) of all processes together, in which what two processes share counts once. The largest process is the one
with most resident memory at any moment (VmHWM). Both are sampled, and only Linux states them.
"""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path

# Seconds between two samples of memory: at first, and after the first second.
SAMPLES = (0.02, 0.2)
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass(frozen=True)
class Spent:
    """Elapsed seconds, processor seconds of all processes, peak megabytes of all together and of the
    largest one (``None`` where that was not measured)."""

    seconds: float
    busy: float
    together: float | None
    largest: float | None

    def data(self) -> dict[str, float | None]:
        """The same for JSON."""
        return {name: None if value is None else round(value, 4) for name, value in asdict(self).items()}


class ProgramFailedError(Exception):
    """A measured program did not succeed; its last lines of output are the message."""


def medians(runs: Sequence[Spent]) -> Spent:
    """The median of each figure."""
    columns = ([getattr(run, field.name) for run in runs] for field in fields(Spent))
    return Spent(*(statistics.median(column) if None not in column else None for column in columns))  # type: ignore[arg-type]


def measured(command: Sequence[str], folder: Path, env: Mapping[str, str]) -> Spent:
    """Run a program to its end and return what it cost. Raises :class:`ProgramFailedError`."""
    with tempfile.TemporaryFile() as output:
        began = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            start_new_session=True,
        )  # fmt: skip
        with sampled(process.pid) as memory:
            try:
                _, status, usage = os.wait4(process.pid, 0)
            except BaseException:
                os.killpg(process.pid, signal.SIGKILL)
                raise
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            said = output.read().decode(errors="replace")[-2000:]
            raise ProgramFailedError(f"{' '.join(command)} ended with status {process.returncode}.\n{said}")
    return Spent(seconds, usage.ru_utime + usage.ru_stime, memory.together, memory.largest)


class Peak:
    """The most memory seen so far, in megabytes: of all processes together, and of the largest one."""

    def __init__(self) -> None:
        self.together: float | None = None
        self.largest: float | None = None

    def look(self, session: int) -> None:
        """Take one sample."""
        processes = list(processes_of(session))
        shares = [_memory(process, "smaps_rollup", "Pss:") for process in processes]
        if any(shares):
            self.together = max(self.together or 0.0, sum(shares))
        peaks = [_memory(process, "status", "VmHWM:") for process in processes]
        self.largest = max([self.largest or 0.0, *peaks]) or None


@contextmanager
def sampled(session: int) -> Iterator[Peak]:
    """Sample the memory of a session's processes meanwhile."""
    memory, ended, began = Peak(), threading.Event(), time.perf_counter()

    def sample() -> None:
        while True:
            memory.look(session)
            if ended.wait(SAMPLES[time.perf_counter() - began > 1]):
                return

    sampler = threading.Thread(target=sample, daemon=True)
    sampler.start()
    try:
        yield memory
    finally:
        ended.set()
        sampler.join()


def processes_of(session: int) -> Iterator[int]:
    """The numbers of a session's processes; none where the system does not list them."""
    with suppress(OSError):
        for name in os.listdir("/proc"):
            if name.isdecimal() and _stat(int(name))[3:4] == [str(session)]:
                yield int(name)


def busy_of(session: int) -> float:
    """The processor seconds of a session's processes so far, and of those that they waited for."""
    found = map(_stat, processes_of(session))
    return sum(sum(map(int, words[11:15])) for words in found if words) / _TICKS


def _stat(process: int) -> list[str]:
    """The fields of /proc/PID/stat from the state on (proc(5)), empty if there is no such process now."""
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return []


def _memory(process: int, file: str, name: str) -> float:
    """A figure in megabytes that the system states of a process; 0 if there is none."""
    try:
        lines = Path(f"/proc/{process}/{file}").read_text("utf-8", "replace").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(name)), 0.0)


def end_session(process: subprocess.Popen[bytes]) -> None:
    """End a program that serves until it is ended, with all its processes."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
