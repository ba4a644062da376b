"""The parts of the bench: what each measures, and on which sites.

Sites of one part take turns, so that a change of the machine's speed meets all of them alike.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from benchmarks.checkouts import Checkout, surroundings
from benchmarks.dev_server import edits_seen
from benchmarks.measured_sites import (
    HUGO,
    HUGO_WITHOUT_CARD,
    LEAN,
    NAMES,
    NONE,
    PIECES,
    HugoSite,
    MeasuredSite,
    OurSite,
)
from benchmarks.measuring import ProgramFailedError, Spent, measured
from benchmarks.results import Results
from benchmarks.rows import COLD, FEW, GROWTH, KIT_CITIES, ONE_EDIT, UNCHANGED, VISIBLE

# Cold builds that take longer, in seconds, are run once.
LONG = 60.0


@dataclass(frozen=True)
class Choice:
    """What was chosen on the command line: how many cities; how often each measurement is made (0: 3 cold
    builds, 5 of everything else); which sites."""

    cities: tuple[int, ...]
    runs: int = 0
    sites: tuple[str, ...] = tuple(NAMES)

    def wanted(self, what: str) -> int:
        """How often something is measured."""
        return self.runs or (3 if what == COLD else 5)


class Bench:
    """One run of the bench: the sites on disk, the code, Hugo, and the results."""

    def __init__(
        self, ours: Checkout, against: Checkout | None, hugo: Path | None, choice: Choice, results: Results
    ) -> None:
        self.ours, self.against, self.hugo = ours, against, hugo
        self.choice, self.results = choice, results
        self._folder = tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True)
        self._sites: dict[tuple[str, int], MeasuredSite] = {}

    def close(self) -> None:
        """Delete all sites."""
        self._folder.cleanup()

    def folder(self, name: str) -> Path:
        """A place for a site; nothing is there yet."""
        return Path(self._folder.name) / name

    def site(self, kind: str, cities: int) -> MeasuredSite:
        """A site of this kind, built once; that first build counts as a measurement."""
        found = self._sites.get((kind, cities))
        if found is None:
            found = self._made(kind, cities)
            self._sites[kind, cities] = found
            self.cold(found, f"{COLD}/{kind}/{cities}")
            outputs = found.outputs()
            size = sum(path.stat().st_size for path in outputs) / 1e6
            self.results.keep(
                f"outputs/{kind}/{cities}", {"files": len(outputs), "megabytes": round(size, 1)}
            )
        return found

    def drop(self, kind: str, cities: int) -> None:
        """Forget a site and delete it."""
        site = self._sites.pop((kind, cities), None)
        if site:
            site.clear()

    def _made(self, kind: str, cities: int) -> MeasuredSite:
        folder = self.folder(f"{kind}-{cities}")
        if kind in {HUGO, HUGO_WITHOUT_CARD}:
            if self.hugo is None:
                raise ProgramFailedError("There is no Hugo.")
            return HugoSite(self.hugo, self.ours, folder, kind, cities)
        return OurSite(self.ours, folder, kind, cities)

    def cold(self, site: MeasuredSite, key: str) -> None:
        """Build without anything from before."""
        site.clear()
        self.one(key, lambda: measured(site.build_command(), site.folder, site.env))

    def one(self, key: str, run: Callable[[], Spent]) -> None:
        """Make one measurement, keep it, and say so."""
        number = len(self.results.runs(key)) + 1
        spent = run()
        self.results.add(key, spent)
        memory = f", {spent.together:,.0f} MB" if spent.together else ""
        say(f"  {key}, run {number}: {spent.busy:,.2f} s busy, {spent.seconds:,.2f} s{memory}")

    def lacks(self, key: str, what: str) -> bool:
        """Whether a measurement must be made once more. Long builds are run once."""
        runs = self.results.runs(key)
        long = what == COLD and runs and runs[0].seconds > LONG
        return not long and len(runs) < self.choice.wanted(what)

    def in_turns(
        self, what: str, kinds: Iterable[str], cities: int, run: Callable[[MeasuredSite], Spent]
    ) -> None:
        """Measure sites in turns until each has as many runs as are wanted."""
        left = {kind: f"{what}/{kind}/{cities}" for kind in kinds if kind in self.choice.sites}
        while left:
            for kind, key in list(left.items()):
                try:
                    if self.lacks(key, what):
                        site = self.site(kind, cities)
                        if self.lacks(key, what):
                            self.one(key, lambda site=site: run(site))  # type: ignore[misc]
                    if not self.lacks(key, what):
                        del left[kind]
                except ProgramFailedError as failure:
                    self.failed(key, failure)
                    del left[kind]

    def failed(self, key: str, failure: ProgramFailedError) -> None:
        """Keep and say why something could not be measured."""
        lines = str(failure).strip().splitlines() or ["It failed."]
        self.results.fail(key, lines[0])
        say(
            f"  {key} was not measured: " + "\n    ".join(lines[:1] + lines[-5:] if len(lines) > 1 else lines)
        )


def say(line: str) -> None:
    """A line of progress."""
    print(line, file=sys.stderr, flush=True)


def cold(bench: Bench) -> None:
    """Cold builds, of Hugo with and without its share card, and of ours with the same pieces, without kits
    and with lean ones."""

    def run(site: MeasuredSite) -> Spent:
        site.clear()
        return _built(site)

    for cities in bench.choice.cities:
        bench.in_turns(COLD, (HUGO, HUGO_WITHOUT_CARD, PIECES, NONE, LEAN), cities, run)


def nothing_changed(bench: Bench) -> None:
    """Builds with nothing changed since the last one."""
    for cities in bench.choice.cities:
        bench.in_turns(UNCHANGED, (HUGO, NONE, LEAN), cities, _built)


def one_edit(bench: Bench) -> None:
    """Builds after one sentence was added to one event."""

    def run(site: MeasuredSite) -> Spent:
        with site.edited.open("a", encoding="utf-8") as file:
            file.write("\nOne more sentence.\n")
        return _built(site)

    for cities in bench.choice.cities:
        bench.in_turns(ONE_EDIT, (HUGO, NONE, LEAN), cities, run)


def dev_server(bench: Bench) -> None:
    """The time from an edit until a request of the page shows it: `samenight devserver`, `hugo server`."""
    wanted = bench.choice.wanted(VISIBLE)
    for cities in sorted({FEW, *bench.choice.cities}):
        for kind in (one for one in (HUGO, NONE) if one in bench.choice.sites):
            key = f"{VISIBLE}/{kind}/{cities}"
            missing = wanted - len(bench.results.runs(key))
            if missing <= 0:
                continue
            try:
                for spent in edits_seen(bench.site(kind, cities), missing):
                    bench.one(key, lambda spent=spent: spent)  # type: ignore[misc]
            except ProgramFailedError as failure:
                bench.failed(key, failure)


def growth(bench: Bench) -> None:
    """Cold builds without kits of a festival that is five times as large."""
    for cities in bench.choice.cities[:1]:
        for size in (cities, cities * GROWTH):
            if bench.lacks(f"{COLD}/{NONE}/{size}", COLD) and not bench.results.runs(f"{COLD}/{NONE}/{size}"):
                try:
                    bench.site(NONE, size)
                except ProgramFailedError as failure:
                    bench.failed(f"{COLD}/{NONE}/{size}", failure)
        if cities * GROWTH not in bench.choice.cities:
            bench.drop(NONE, cities * GROWTH)


def kits(bench: Bench) -> None:
    """Builds with full and lean kits, less such without kits, of this commit and of that of --against."""
    levels = [(level, cities) for kit, cities in KIT_CITIES.items() for level in (NONE, kit)]
    codes = {"ours": bench.ours, "against": bench.against}
    plan = {
        f"kits-{code}/{level}/{cities}": OurSite(
            checkout, bench.folder(f"kits-{code}-{level}-{cities}"), level, cities
        )
        for level, cities in levels
        for code, checkout in codes.items()
        if checkout
    }
    for _ in range(bench.choice.wanted(COLD)):
        for key, site in plan.items():
            if bench.lacks(key, COLD):
                try:
                    bench.cold(site, key)
                except ProgramFailedError as failure:
                    bench.failed(key, failure)
                site.clear()


def shipped(bench: Bench) -> None:
    """`make html` of the shipped content with nothing changed, and `pelican --version`."""
    env = surroundings()
    make = ["make", "--no-print-directory", "html"]
    pelican = [str(bench.ours.folder / ".venv/bin/pelican"), "--version"]
    folder = bench.ours.folder
    keys = {"shipped/make-html/0": make, "shipped/pelican/0": pelican}
    if not any(bench.lacks(key, "shipped") for key in keys):
        return
    try:
        bench.one("shipped/cold/0", lambda: measured(make, folder, env))
        while any(bench.lacks(key, "shipped") for key in keys):
            for key, command in keys.items():
                bench.one(key, lambda command=command: measured(command, folder, env))  # type: ignore[misc]
    except ProgramFailedError as failure:
        bench.failed("shipped/make-html/0", failure)


def check(bench: Bench) -> None:
    """The check of three festivals (`benchmarks/check_bench.py`)."""
    _table(bench, "check", ["check_bench.py", "--runs", str(bench.choice.wanted("check"))])


def print_kits(bench: Bench) -> None:
    """The files of print kits one by one, and whole builds with kits (`benchmarks/print_bench.py`)."""
    _table(bench, "print", ["print_bench.py", "--cities", str(min(FEW, *bench.choice.cities))])


def _table(bench: Bench, name: str, words: list[str]) -> None:
    """Keep what another program of this folder measures, in the clone."""
    if bench.results.kept(name) is not None:
        return
    script, *options = words
    command = [sys.executable, str(bench.ours.folder / "benchmarks" / script), *options, "--json"]
    done = subprocess.run(
        command, cwd=bench.ours.folder, env=surroundings(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        bench.failed(name, ProgramFailedError(f"{script} failed.\n{done.stderr}"))
    else:
        bench.results.keep(name, json.loads(done.stdout))


def _built(site: MeasuredSite) -> Spent:
    return measured(site.build_command(), site.folder, site.env)


PARTS: Mapping[str, Callable[[Bench], None]] = MappingProxyType(
    {
        "cold": cold,
        "nothing-changed": nothing_changed,
        "one-edit": one_edit,
        "dev-server": dev_server,
        "growth": growth,
        "kits": kits,
        "shipped": shipped,
        "check": check,
        "print": print_kits,
    }
)
