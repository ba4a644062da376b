"""Measures print kits: time and size of a city's kit, and builds with kits.

    python benchmarks/print_bench.py                kits of 24 cities, then builds of 200
    python benchmarks/print_bench.py --cities 1000  builds of 1,000 (with full kits, a quarter of an hour)
    python benchmarks/print_bench.py --pieces       also time and size of each file

Prints tables in Markdown. "process" is processor time, which other work on the machine does not lengthen
by much; "cold" and "nothing changed" are elapsed times.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(REPOSITORY), str(REPOSITORY / "plugins")]

from samenight.builder.site_settings import site_of  # noqa: E402
from samenight.content.library.library import Library  # noqa: E402
from samenight.content.library.resolved_event import Moment  # noqa: E402
from samenight.content.model.print_settings import PrintSettings  # noqa: E402
from samenight.print_kit.artifacts import artifacts  # noqa: E402
from samenight.site.artifact import Artifact, Part, Site  # noqa: E402 -- after the path is set
from samenight.site.inspection import inspect_festival  # noqa: E402

from benchmarks.bench import build, machine, make_site, vs_target  # noqa: E402
from benchmarks.festivals import NOW, make  # noqa: E402

LEVELS = ("full", "lean")
# Targets: processor milliseconds and kilobytes of one city's kit; seconds of a build.
TARGETS = {"full": (60.0, 400.0), "lean": (45.0, 250.0)}
COLD_1000, UNCHANGED = 40.0, 1.0
WARM = 2  # cities that are made before the measurement: the first one loads fonts


@dataclass(frozen=True)
class Cost:
    """Processor milliseconds and kilobytes of one file."""

    city: str
    name: str
    milliseconds: float
    kilobytes: float


def costs(level: str, cities: int, folder: Path) -> Iterator[Cost]:
    """The cost of every file of the kits of made-up cities, made one after the other in this process."""
    make(folder / "content", cities + WARM)
    library = _with_kits(
        inspect_festival(folder / "content", Moment(dt.datetime.fromisoformat(NOW))).library, level
    )
    settings = {"THEME": str(REPOSITORY / "theme"), "SITEURL": "https://festival.example"}
    site = site_of({**settings, "SAMENIGHT_NOW": NOW}, {})
    parts: dict[str, Part] = {}
    for number, artifact in enumerate(_of_cities(library, site)):
        began = time.process_time()
        content = _made(artifact, parts)
        spent = (time.process_time() - began) * 1000
        file = folder / str(number)
        file.write_bytes(content)
        digest = hashlib.sha256(content).hexdigest()
        parts[artifact.path] = Part(artifact.path, digest, len(content), str(file))
        city, _, name = artifact.path.split("/", 2)
        yield Cost(city, name, spent, len(content) / 1000)


def _with_kits(library: Library | None, level: str) -> Library:
    if library is None:
        raise SystemExit("The made-up festival cannot be read.")
    kits = PrintSettings.model_validate({"pieces": [level]})
    return replace(library, festival=library.festival.model_copy(update={"print": kits}))


def _of_cities(library: Library, site: Site) -> Iterable[Artifact]:
    return (artifact for artifact in artifacts(library, site) if artifact.path.count("/") == 2)


def _made(artifact: Artifact, parts: Mapping[str, Part]) -> bytes:
    if artifact.parts:
        return artifact.make(artifact.facts, {path: parts[path] for path in artifact.parts})
    return artifact.make(artifact.facts)


def by_city(found: Iterable[Cost]) -> list[tuple[float, float, int]]:
    """Milliseconds, kilobytes and number of files of each city, without the warm-up cities."""
    cities: dict[str, list[Cost]] = defaultdict(list)
    for cost in found:
        cities[cost.city].append(cost)
    return [
        (sum(one.milliseconds for one in files), sum(one.kilobytes for one in files), len(files))
        for files in list(cities.values())[WARM:]
    ]


def kit_rows(cities: int, with_pieces: bool) -> Iterator[str]:
    """The table of the kits of one city, and on request of their files."""
    yield "| kit | files | process | size |"
    yield "| --- | --- | --- | --- |"
    pieces: list[str] = []
    for level in LEVELS:
        with tempfile.TemporaryDirectory(prefix="kits-") as folder:
            found = list(costs(level, cities, Path(folder)))
        spent, size, files = (statistics.median(column) for column in zip(*by_city(found), strict=True))
        most, heaviest = TARGETS[level]
        yield (
            f"| {level} | {files:.0f} | {spent:,.0f} ms{vs_target(spent, most, '.0f')} |"
            f" {size:,.0f} KB{vs_target(size, heaviest, '.0f')} |"
        )
        if level == "full":
            pieces = list(_piece_rows(found))
    if with_pieces:
        yield ""
        yield from pieces


def _piece_rows(found: Iterable[Cost]) -> Iterator[str]:
    names: dict[str, list[Cost]] = defaultdict(list)
    for cost in found:
        names[cost.name].append(cost)
    yield "| file | process | size |"
    yield "| --- | --- | --- |"
    for name, same in sorted(names.items()):
        spent = statistics.median(one.milliseconds for one in same)
        yield f"| `{name}` | {spent:.1f} ms | {statistics.median(one.kilobytes for one in same):.1f} KB |"


def build_rows(cities: int) -> Iterator[str]:
    """The table of whole builds: full, lean and none, cold and with nothing changed."""
    yield "| kits | cold | busy | nothing changed | site |"
    yield "| --- | --- | --- | --- | --- |"
    without = 0.0
    for level in ("none", "lean", "full"):
        with tempfile.TemporaryDirectory(prefix="festival-") as name:
            folder = Path(name)
            make_site(folder, str(cities))
            _choose_kit(folder / "content/festival.md", level)
            cold, again = build(folder, str(cities)), build(folder, str(cities))
            size = sum(path.stat().st_size for path in (folder / "output").rglob("*") if path.is_file())
        without = without or again.seconds
        most = COLD_1000 * cities / 1000 if level == "full" else None
        yield (
            f"| {level} | {cold.seconds:,.1f} s{vs_target(cold.seconds, most, '.0f')} | {cold.busy:,.1f} s |"
            f" {again.seconds:,.1f} s{vs_target(again.seconds, without + UNCHANGED, '.1f')} |"
            f" {size / 1e6:,.0f} MB |"
        )


def _choose_kit(festival: Path, level: str) -> None:
    text = festival.read_text("utf-8")
    festival.write_text(text.replace("\n---\n", f'\nprint: "{level}"\n---\n', 1), "utf-8")


def merge_row(names: int) -> Iterator[str]:
    """The elapsed time of name badges from a table, as an organiser makes them."""
    with tempfile.TemporaryDirectory(prefix="badges-") as name:
        folder = Path(name)
        make_site(folder, "4")
        city = sorted(path.name for path in (folder / "content/cities").iterdir())[0]
        rows = (f"Guest Number {number},Helper,@guest{number}" for number in range(1, names + 1))
        (folder / "names.csv").write_text("\n".join(["name,role,handle", *rows]), "utf-8")
        theme = ["--theme", str(REPOSITORY / "theme"), "--content", "content", "--output", "private"]
        command = [sys.executable, "-m", "samenight.commands", "badges", city, "names.csv", *theme]
        began = time.perf_counter()
        env = {"PYTHONPATH": str(REPOSITORY / "plugins"), "SAMENIGHT_NOW": NOW, "PATH": "/usr/bin:/bin"}
        subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True)
        spent = time.perf_counter() - began
    yield f"Name badges of {names} people: {spent:.1f} s from start to end{vs_target(spent, 5.0, '.0f')}."


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--kits", type=int, default=24, help="cities whose kits are made file by file")
    parser.add_argument("--cities", type=int, default=200, help="cities of the builds; 0 leaves them out")
    parser.add_argument("--pieces", action="store_true", help="show time and size of each file")
    options = parser.parse_args()
    print(f"{machine()} Medians.\n")
    for line in kit_rows(options.kits, options.pieces):
        print(line, flush=True)
    print()
    if options.cities:
        print(f"Builds of {options.cities:,} cities:\n")
        for line in build_rows(options.cities):
            print(line, flush=True)
        print()
    for line in merge_row(500):
        print(line)


if __name__ == "__main__":
    main()
