"""Measures `samenight check`, each time in a process of its own.

    python benchmarks/check_bench.py            a small festival, the shipped one, 1,000 cities
    python benchmarks/check_bench.py --runs 9   medians of nine runs
    python benchmarks/check_bench.py --json     the figures, as `make bench` reads them

"process" is the processor time of the check, which other work on the machine does not lengthen by much;
"waited" is the elapsed time.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(REPOSITORY))

from benchmarks.checkouts import surroundings  # noqa: E402 -- after the path is set
from benchmarks.festivals import NOW, make  # noqa: E402
from benchmarks.measuring import Spent, measured, medians  # noqa: E402
from benchmarks.tables import check_table  # noqa: E402

SMALL, SHIPPED, LARGE = "10", "shipped", "1000"


def make_content(folder: Path, size: str) -> list[Path]:
    """Write content to check into ``folder``; returns the files of its events."""
    content = folder / "content"
    if size == SHIPPED:
        shutil.copytree(REPOSITORY / "content", content)
        return sorted(path for path in content.glob("cities/*/*.md") if path.name != "city.md")
    return make(content, int(size))


def check(site: Path, *arguments: str) -> Spent:
    """Run one check."""
    env = surroundings({"PYTHONPATH": str(REPOSITORY / "plugins"), "SAMENIGHT_NOW": NOW})
    return measured([sys.executable, "-P", "-m", "samenight.commands", "check", *arguments], site, env)


def measure(size: str, runs: int, folder: Path) -> Iterator[dict[str, Any]]:
    """The measurements of one festival: its name, what is checked, medians, the target in seconds."""
    events = make_content(folder, size)
    event = events[len(events) // 2]
    cities = len(list((folder / "content/cities").iterdir()))
    name = f"shipped, {cities:,} cities" if size == SHIPPED else f"{cities:,} cities"

    def cold(_: int, *files: str) -> Spent:
        shutil.rmtree(folder / ".samenight", ignore_errors=True)  # as on a fresh clone
        return check(folder, *files)

    def changed(number: int, *files: str) -> Spent:
        with event.open("a", encoding="utf-8") as file:
            file.write(f"\nOne more sentence, number {number}.\n")
        return check(folder, *files)

    one = str(event.relative_to(folder))
    large, small = size == LARGE, size == SMALL
    plans: list[tuple[str, Callable[[int], Spent], float | None]] = [
        ("all, empty cache", cold, 2.0 if large else None),
        ("all, one file changed", changed, 0.5 if large else None),
        ("one file, empty cache", lambda number: cold(number, one), 0.3 if small else None),
        ("one file, just changed", lambda number: changed(number, one), 0.3 if small else None),
    ]
    for what, run, target in plans:
        figures = medians([run(number) for number in range(runs)]).data()
        yield {"festival": name, "checked": what, "target": target, **figures}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--runs", type=int, default=5, help="how often each check is run; 5")
    parser.add_argument("--json", action="store_true", help="print the figures instead of a table")
    options = parser.parse_args()
    rows: list[dict[str, Any]] = []
    for size in (SMALL, SHIPPED, LARGE):
        with tempfile.TemporaryDirectory(prefix="festival-") as folder:
            rows += measure(size, options.runs, Path(folder))
    print(json.dumps(rows) if options.json else "\n".join(check_table(rows)))


if __name__ == "__main__":
    main()
