"""Measures real builds: the shipped festival, and made-up ones of several sizes.

    python benchmarks/bench.py                    the shipped content, 200, 1,000 and 5,000 cities
    python benchmarks/bench.py shipped 200        only these
    python benchmarks/bench.py 1000 --runs 5      medians of five runs

Every build is a process of its own, as ``make html`` starts it. Prints a table in Markdown.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(REPOSITORY))

from benchmarks.festivals import NOW, make  # noqa: E402 -- after the path is set

SIZES = ("shipped", "200", "1000", "5000")
CONF = """
import runpy
from pathlib import Path

HERE = Path(__file__).resolve().parent
globals().update({{k: v for k, v in runpy.run_path({conf!r}).items() if k.isupper()}})
PATH, OUTPUT_PATH, SAMENIGHT_STORE = str(HERE / "content"), str(HERE / "output"), str(HERE / ".samenight")
"""
# Seconds and megabytes; the same on every machine.
TARGETS = {
    "shipped": {"cold": 6.0, "unchanged": 1.0, "one event": 1.2},
    "1000": {"cold": 25.0, "unchanged": 2.5, "main": 250.0},
}


@dataclass(frozen=True)
class Run:
    """One build: elapsed seconds, processor seconds of all cores, and peak megabytes of its main
    process and of its largest worker."""

    seconds: float
    busy: float
    main: float
    worker: float


@dataclass(frozen=True)
class Row:
    """The measurements of one festival."""

    size: str
    cities: int
    events: int
    files: int
    megabytes: float
    cold: Run
    unchanged: Run
    one_event: Run


def make_site(folder: Path, size: str) -> list[Path]:
    """Write a site to measure into ``folder``; returns the files of its events."""
    conf = CONF.format(conf=str(REPOSITORY / "pelicanconf.py"))
    (folder / "pelicanconf.py").write_text(conf, "utf-8")
    content = folder / "content"
    if size == "shipped":
        shutil.copytree(REPOSITORY / "content", content)
        return sorted(path for path in content.glob("cities/*/*.md") if path.name != "city.md")
    return make(content, int(size))


def build(site: Path, size: str) -> Run:
    """Build a site in a process of its own."""
    report = site / "usage.json"
    env = {**os.environ, **({} if size == "shipped" else {"SAMENIGHT_NOW": NOW})}
    command = [sys.executable, __file__, "--build", str(report)]
    began = time.perf_counter()
    done = subprocess.run(command, cwd=site, env=env, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - began
    if done.returncode:
        raise SystemExit(f"The build failed.\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
    usage = json.loads(report.read_text("utf-8"))
    return Run(seconds, usage["busy"], usage["main"], usage["worker"])


def build_and_report(report: Path) -> None:
    """In the measured process: build, and write its memory and processor time to ``report``."""
    from pelican import main  # noqa: PLC0415 -- only the measured process needs it

    main(["content", "-s", "pelicanconf.py"])
    found = {
        "main": resource.getrusage(resource.RUSAGE_SELF),
        "worker": resource.getrusage(resource.RUSAGE_CHILDREN),
    }
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    usage = {name: one.ru_maxrss / unit for name, one in found.items()}
    usage["busy"] = sum(one.ru_utime + one.ru_stime for one in found.values())
    report.write_text(json.dumps(usage), "utf-8")


def median(runs: int, measured: Callable[[int], Run]) -> Run:
    """The medians of several runs."""
    found = [measured(number) for number in range(runs)]
    return Run(
        *(
            statistics.median(getattr(run, name) for run in found)
            for name in ("seconds", "busy", "main", "worker")
        )
    )


def measure(size: str, runs: int, folder: Path) -> Row:
    """The measurements of one festival."""
    events = make_site(folder, size)
    touched = events[len(events) // 2]

    def cold(_: int) -> Run:
        for name in ("output", ".samenight"):
            shutil.rmtree(folder / name, ignore_errors=True)
        return build(folder, size)

    def changed(number: int) -> Run:
        with touched.open("a", encoding="utf-8") as file:
            file.write(f"\nOne more sentence, number {number}.\n")
        return build(folder, size)

    first, again, one = median(runs, cold), median(runs, lambda _: build(folder, size)), median(runs, changed)
    files = [path for path in (folder / "output").rglob("*") if path.is_file()]
    cities = len(list((folder / "content/cities").iterdir()))
    size_of_all = sum(path.stat().st_size for path in files) / 1e6
    return Row(size, cities, len(events), len(files), size_of_all, first, again, one)


def timing(run: Run, target: float | None = None) -> str:
    """Elapsed and processor seconds in words, with the target if there is one."""
    return f"{run.seconds:,.1f} s; {run.busy:,.1f} busy{vs_target(run.seconds, target, '.1f')}"


def memory(megabytes: float, target: float | None = None) -> str:
    """Megabytes in words, with the target if there is one."""
    return f"{megabytes:,.0f} MB{vs_target(megabytes, target, '.0f')}"


def vs_target(value: float, target: float | None, form: str) -> str:
    """Whether a figure is within its target, in words; empty without a target."""
    if target is None:
        return ""
    return f" ({'within' if value <= target else '**over**'} {target:,{form}})"


def cells(row: Row) -> list[str]:
    """The cells of a row of the table."""
    target = TARGETS.get(row.size, {})
    return [
        f"shipped, {row.cities:,} cities" if row.size == "shipped" else f"{row.cities:,} cities",
        f"{row.events:,}",
        f"{row.files:,}",
        f"{row.megabytes:,.1f}",
        timing(row.cold, target.get("cold")),
        f"{row.cold.seconds / row.cities * 1000:,.1f} ms",
        timing(row.unchanged, target.get("unchanged")),
        timing(row.one_event, target.get("one event")),
        memory(row.cold.main, target.get("main")),
        memory(row.cold.worker, target.get("main")),
    ]


HEAD = (
    "festival", "events", "files", "MB", "cold", "cold, a city", "nothing changed", "one event changed",
    "main process", "largest worker",
)  # fmt: skip


def table(rows: Sequence[Row]) -> str:
    """The rows as Markdown."""
    lines = [HEAD, ["---"] * len(HEAD), *map(cells, rows)]
    return "\n".join([*("| " + " | ".join(line) + " |" for line in lines), *growth(rows)])


def growth(rows: Sequence[Row]) -> list[str]:
    """Lines that say whether the time per city grows with the number of cities."""
    by_size = {row.size: row.cold.seconds / row.cities for row in rows}
    if not {"1000", "5000"} <= by_size.keys():
        return []
    times = by_size["5000"] / by_size["1000"]
    return [
        "",
        f"From 1,000 to 5,000 cities the time per city is {times:.2f} times as long (target: not longer).",
    ]


def machine() -> str:
    """The machine that the numbers were measured on, and today's date."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [
            line.partition(":")[2].strip()
            for line in info.read_text().splitlines()
            if line.startswith("model name")
        ]
        model = names[0] if names else model
    today = dt.datetime.now(dt.UTC).date()
    return (
        f"{os.cpu_count()} cores, {model}, Python {platform.python_version()}, {platform.system()}, {today}."
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("sizes", nargs="*", default=SIZES, help='"shipped" or numbers of cities')
    parser.add_argument(
        "--runs", type=int, default=0, help="how often each build is run; 3, and 1 from 5,000 cities on"
    )
    parser.add_argument("--build", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.build:
        build_and_report(chosen.build)
        return
    rows = []
    for size in chosen.sizes:
        runs = chosen.runs or (1 if size.isdigit() and int(size) >= 5000 else 3)
        print(f"measuring {size}, {runs} times ...", file=sys.stderr)
        with tempfile.TemporaryDirectory(prefix="festival-") as folder:
            rows.append(measure(size, runs, Path(folder)))
    note = "Medians; elapsed seconds of the process, and busy (processor) seconds of all cores together."
    print(f"{machine()} {note}\n\n{table(rows)}")


if __name__ == "__main__":
    main()
