"""Measures `samenight check`, each time in a process of its own.

    python benchmarks/check_bench.py            a small festival, the shipped one, 1,000 cities
    python benchmarks/check_bench.py --runs 9   medians of nine runs

Prints a table in Markdown. "process" is the processor time of the check, which other work on the
machine does not lengthen; "waited" is the elapsed time.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(REPOSITORY))

from benchmarks.bench import machine, make_site, vs_target  # noqa: E402 -- after the path is set
from benchmarks.festivals import NOW  # noqa: E402

SMALL, SHIPPED, LARGE = "10", "shipped", "1000"


@dataclass(frozen=True)
class Spent:
    """Elapsed seconds, processor seconds, and peak megabytes."""

    waited: float
    process: float
    megabytes: float


def check(site: Path, *arguments: str) -> Spent:
    """Run one check."""
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY / "plugins"), "SAMENIGHT_NOW": NOW}
    command = [sys.executable, "-m", "samenight.commands", "check", *arguments]
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=site, env=env, capture_output=True, text=True, check=False)
    waited, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"The check failed.\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
    process = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Spent(waited, process, after.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024))


def median(runs: int, measured: Callable[[int], Spent]) -> Spent:
    """The medians of several runs."""
    found = [measured(number) for number in range(runs)]
    return Spent(*(statistics.median(getattr(one, name) for one in found) for name in Spent.__annotations__))


def clear_cache(site: Path) -> None:
    """Delete the cache, as on a fresh clone."""
    shutil.rmtree(site / ".samenight", ignore_errors=True)


def rows(size: str, runs: int, folder: Path) -> list[tuple[str, str, Spent, float | None]]:
    """The measurements of one festival: name, what is checked, the medians, the target in seconds."""
    events = make_site(folder, size)
    event = events[len(events) // 2]
    name = {SMALL: "10 cities", SHIPPED: "shipped, 122 cities", LARGE: "1,000 cities"}[size]

    def cold(_: int, *files: str) -> Spent:
        clear_cache(folder)
        return check(folder, *files)

    def changed(number: int, *files: str) -> Spent:
        with event.open("a", encoding="utf-8") as file:
            file.write(f"\nOne more sentence, number {number}.\n")
        return check(folder, *files)

    one = str(event.relative_to(folder))
    large, small = size == LARGE, size == SMALL
    return [
        (name, "all, empty cache", median(runs, cold), 2.0 if large else None),
        (name, "all, one file changed", median(runs, changed), 0.5 if large else None),
        (name, "one file, empty cache", median(runs, lambda n: cold(n, one)), 0.3 if small else None),
        (name, "one file, just changed", median(runs, lambda n: changed(n, one)), 0.3 if small else None),
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    print(f"{machine()} Medians of {runs} checks.\n")
    print("| festival | what is checked | process | waited | memory |\n|---|---|---|---|---|")
    for size in (SMALL, SHIPPED, LARGE):
        with tempfile.TemporaryDirectory(prefix="festival-") as folder:
            for name, what, spent, target in rows(size, runs, Path(folder)):
                within = vs_target(spent.process, target, ".1f")
                times = f"{spent.process:.2f} s{within} | {spent.waited:.2f} s"
                print(f"| {name} | {what} | {times} | {spent.megabytes:,.0f} MB |", flush=True)


if __name__ == "__main__":
    main()
