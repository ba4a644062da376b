"""Measures print kits: time and size of a city's kit, and builds with kits.

    python benchmarks/print_bench.py                kits of 24 cities, then builds of 200
    python benchmarks/print_bench.py --cities 1000  builds of 1,000 (with full kits, a quarter of an hour)
    python benchmarks/print_bench.py --pieces       also time and size of each file
    python benchmarks/print_bench.py --json         the figures, as `make bench` reads them

"process" is processor time, which other work on the machine does not lengthen
by much; "cold" and "nothing changed" are elapsed times.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import itertools
import json
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(REPOSITORY), str(REPOSITORY / "plugins")]

from samenight.builder.processes.artifact_maker import levels  # noqa: E402
from samenight.builder.site_settings import site_of  # noqa: E402
from samenight.content.library.library import Library  # noqa: E402
from samenight.content.library.resolved_event import Moment  # noqa: E402
from samenight.content.model.print_settings import PrintSettings  # noqa: E402
from samenight.print_kit.artifacts import artifacts  # noqa: E402
from samenight.site.artifact import Artifact, Part, Site  # noqa: E402 -- after the path is set
from samenight.site.inspection import inspect_festival  # noqa: E402

from benchmarks.checkouts import Checkout, surroundings  # noqa: E402
from benchmarks.festivals import NOW, make  # noqa: E402
from benchmarks.measured_sites import FULL, LEAN, NONE, OurSite  # noqa: E402
from benchmarks.measuring import measured  # noqa: E402
from benchmarks.tables import badges_line, build_table, kit_table, table  # noqa: E402

LEVELS = (FULL, LEAN)
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
    settings = {"THEME": str(REPOSITORY / "theme"), "SITEURL": "https://lanterns.example.org"}
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
    """The files of the cities' kits, each after those that it is made from."""
    found = [artifact for artifact in artifacts(library, site) if artifact.path.count("/") == 2]
    simple = [artifact for artifact in found if not artifact.parts]
    composed = {artifact.path: artifact for artifact in found if artifact.parts}
    known = {artifact.path for artifact in simple}
    return itertools.chain(simple, *levels(composed, known))


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


def kit_rows(cities: int) -> Iterator[tuple[dict[str, Any], list[Cost]]]:
    """The kits of one city: their medians, and the cost of each file."""
    for level in LEVELS:
        with tempfile.TemporaryDirectory(prefix="kits-") as folder:
            found = list(costs(level, cities, Path(folder)))
        spent, size, files = (statistics.median(column) for column in zip(*by_city(found), strict=True))
        yield {"kit": level, "files": files, "milliseconds": spent, "kilobytes": size}, found


def piece_rows(found: Iterable[Cost]) -> Iterator[tuple[str, str, str]]:
    """Each file with the medians of its time and size."""
    names: dict[str, list[Cost]] = defaultdict(list)
    for cost in found:
        names[cost.name].append(cost)
    for name, same in sorted(names.items()):
        spent = statistics.median(one.milliseconds for one in same)
        yield f"`{name}`", f"{spent:.1f} ms", f"{statistics.median(one.kilobytes for one in same):.1f} KB"


def build_rows(cities: int) -> Iterator[dict[str, Any]]:
    """Whole builds without kits, with lean and with full ones: cold, and with nothing changed."""
    for level in (NONE, LEAN, FULL):
        with tempfile.TemporaryDirectory(prefix="festival-") as name:
            site = OurSite(Checkout(REPOSITORY, ""), Path(name) / "site", level, cities)
            cold, again = (measured(site.build_command(), site.folder, site.env) for _ in range(2))
            size = sum(path.stat().st_size for path in site.outputs()) / 1e6
        yield {
            "kits": level, "cities": cities, "seconds": cold.seconds, "busy": cold.busy,
            "unchanged": again.seconds, "megabytes": size,
        }  # fmt: skip


def badges(names: int) -> dict[str, Any]:
    """The elapsed time of name badges from a table, as an organiser makes them."""
    with tempfile.TemporaryDirectory(prefix="badges-") as name:
        folder = Path(name)
        make(folder / "content", 4)
        city = sorted(path.name for path in (folder / "content/cities").iterdir())[0]
        rows = (f"Guest Number {number},Helper,@guest{number}" for number in range(1, names + 1))
        (folder / "names.csv").write_text("\n".join(["name,role,handle", *rows]), "utf-8")
        theme = ["--theme", str(REPOSITORY / "theme"), "--content", "content", "--output", "private"]
        command = [sys.executable, "-P", "-m", "samenight.commands", "badges", city, "names.csv", *theme]
        address = {"SITEURL": "https://lanterns.example.org"}
        env = surroundings({"PYTHONPATH": str(REPOSITORY / "plugins"), "SAMENIGHT_NOW": NOW, **address})
        return {"names": names, "seconds": measured(command, folder, env).seconds}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--kits", type=int, default=24, help="cities whose kits are made file by file; 24")
    parser.add_argument("--cities", type=int, default=200, help="cities of the builds; 0 leaves them out")
    parser.add_argument("--pieces", action="store_true", help="show time and size of each file")
    parser.add_argument("--json", action="store_true", help="print the figures instead of tables")
    options = parser.parse_args()
    kits = list(kit_rows(options.kits))
    figures: dict[str, Any] = {
        "kits": [row for row, _ in kits],
        "builds": list(build_rows(options.cities)) if options.cities else [],
        "badges": badges(500),
    }
    if options.json:
        print(json.dumps(figures))
        return
    print("\n".join(kit_table(figures["kits"])))
    if options.pieces:
        print("\n".join(["", *table(("file", "process", "size"), piece_rows(kits[0][1]))]))
    if options.cities:
        print("\n".join([f"\nBuilds of {options.cities:,} cities:\n", *build_table(figures["builds"])]))
    print(f"\n{badges_line(figures['badges'])}")


if __name__ == "__main__":
    main()
