"""The rows that have targets: ratios to Hugo on the same cities, or to another commit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks.measured_sites import FULL, HUGO, HUGO_WITHOUT_CARD, LEAN, NONE, PIECES
from benchmarks.results import Results

# Of these measurements, there are some for each number of cities.
COLD, UNCHANGED, ONE_EDIT, VISIBLE = "cold", "nothing-changed", "one-edit", "visible"
# How many times as many cities the large festival has, which shows how the time grows.
GROWTH = 5
# The dev server is measured with so many, too.
FEW = 200
LARGEST_PROCESS = 500.0  # megabytes
# Of builds whose kits are compared with those of another commit: more if a kit is small.
KIT_CITIES = {FULL: 24, LEAN: 96}

Measure = Callable[[Results, int], float | None]


@dataclass(frozen=True)
class Row:
    """A figure, and the target that it should not be above. ``ours`` and ``other`` are the keys of what is
    divided, for the absolute figures next to it. ``cities`` is the number of cities of a row that always has
    the same, else 0."""

    name: str
    target: float
    measure: Measure
    ours: str = ""
    other: str = ""
    figure: str = "busy"
    unit: str = ""
    cities: int = 0

    def value(self, results: Results, cities: int) -> float | None:
        """The figure, ``None`` if something for it was not measured."""
        return self.measure(results, self.cities or cities)

    def absolute(self, results: Results, key: str, cities: int) -> float | None:
        """One of the two figures that are divided."""
        return figure_of(results, key, self.figure, self.cities or cities)


def _ratio(name: str, target: float, ours: str, other: str, figure: str = "busy", cities: int = 0) -> Row:
    """A row for one figure of one measurement divided by that of another."""

    def measure(results: Results, of: int) -> float | None:
        return divided(figure_of(results, ours, figure, of), figure_of(results, other, figure, of))

    return Row(name, target, measure, ours, other, figure, cities=cities)


def figure_of(results: Results, key: str, figure: str, cities: int) -> float | None:
    """One figure of the medians of a measurement."""
    found = results.median(f"{key}/{cities}")
    value = getattr(found, figure) if found else None
    return None if value is None else float(value)


def divided(one: float | None, other: float | None) -> float | None:
    """A ratio; ``None`` if one of the figures is missing."""
    return None if one is None or not other else one / other


def _growth(results: Results, cities: int) -> float | None:
    """How many times as much processor time a city costs in a festival that is GROWTH times as large."""
    small, large = (figure_of(results, f"{COLD}/{NONE}", "busy", n) for n in (cities, cities * GROWTH))
    return divided(large, None if small is None else small * GROWTH)


def _largest(results: Results, cities: int) -> float | None:
    return figure_of(results, f"{COLD}/{NONE}", "largest", cities * GROWTH)


def kit_cost(results: Results, level: str, code: str) -> float | None:
    """Processor seconds of one city's kit: a build with kits, less one without, by city. ``code`` is "ours"
    or "against", for the commit that is compared with."""
    cities = KIT_CITIES[level]
    with_kits = figure_of(results, f"kits-{code}/{level}", "busy", cities)
    without = figure_of(results, f"kits-{code}/{NONE}", "busy", cities)
    return None if with_kits is None or without is None else (with_kits - without) / cities


def _kit(level: str) -> Measure:
    def measure(results: Results, _: int) -> float | None:
        return divided(kit_cost(results, level, "ours"), kit_cost(results, level, "against"))

    return measure


def rows(cities: int) -> Iterator[Row]:
    """The rows that depend on the number of cities."""
    hugo = {what: f"{what}/{HUGO}" for what in (COLD, UNCHANGED, ONE_EDIT, VISIBLE)}
    yield _ratio("nothing changed, without kits", 0.15, f"{UNCHANGED}/{NONE}", hugo[UNCHANGED])
    yield _ratio("nothing changed, lean kits", 0.3, f"{UNCHANGED}/{LEAN}", hugo[UNCHANGED])
    yield _ratio("one event changed, without kits", 1.0, f"{ONE_EDIT}/{NONE}", hugo[ONE_EDIT])
    yield _ratio("one event changed, lean kits", 1.3, f"{ONE_EDIT}/{LEAN}", hugo[ONE_EDIT])
    edits = (f"{VISIBLE}/{NONE}", hugo[VISIBLE], "seconds")
    yield _ratio(f"edit visible in the dev server, {FEW} cities", 0.5, *edits, FEW)
    if cities > FEW:
        yield _ratio(f"edit visible in the dev server, {cities:,} cities", 1.0, *edits)
    bare = f"{COLD}/{HUGO_WITHOUT_CARD}"
    yield _ratio("cold, page, ICS and QR code only, both", 0.5, f"{COLD}/{PIECES}", bare)
    yield _ratio("cold, without kits", 0.45, f"{COLD}/{NONE}", hugo[COLD])
    yield _ratio("cold, without kits, elapsed", 0.45, f"{COLD}/{NONE}", hugo[COLD], "seconds")
    yield _ratio("cold, lean kits", 1.4, f"{COLD}/{LEAN}", hugo[COLD])
    yield _ratio("cold, lean kits, elapsed", 1.4, f"{COLD}/{LEAN}", hugo[COLD], "seconds")
    yield _ratio("memory, without kits", 1.0, f"{COLD}/{NONE}", hugo[COLD], "together")
    yield _ratio("memory, lean kits", 1.2, f"{COLD}/{LEAN}", hugo[COLD], "together")
    larger = f"{cities * GROWTH:,}"
    yield Row(f"time a city at {larger} cities, as a share of that at {cities:,}", 1.0, _growth)
    yield Row(f"largest process at {larger} cities", LARGEST_PROCESS, _largest, unit=" MB")


def rows_of_any_size() -> Iterator[Row]:
    """The rows that do not depend on the number of cities."""
    yield Row("a full kit, as a share of that of the commit before", 0.4, _kit(FULL))
    yield Row("a lean kit, as a share of that of the commit before", 0.4, _kit(LEAN))

    def shipped(results: Results, _: int) -> float | None:
        return divided(*(figure_of(results, f"shipped/{one}", "busy", 0) for one in ("make-html", "pelican")))

    yield Row(
        "shipped content, `make html` with nothing changed, as a share of `.venv/bin/pelican --version`",
        0.5,
        shipped,
    )
