"""The page docs/benchmarks.md, made from results."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.checkouts import JOBS
from benchmarks.measured_sites import HUGO_VERSION, NAMES
from benchmarks.measuring import Spent, medians
from benchmarks.results import Results
from benchmarks.rows import (
    COLD,
    KIT_CITIES,
    ONE_EDIT,
    UNCHANGED,
    VISIBLE,
    Row,
    figure_of,
    kit_cost,
    rows,
    rows_of_any_size,
)
from benchmarks.tables import badges_line, build_table, check_table, kit_table, table

NOT_MEASURED = "not measured"
# Targets are for this number of cities.
MAIN = 1000
WHAT = {
    COLD: "cold",
    UNCHANGED: "nothing changed",
    ONE_EDIT: "one event changed",
    VISIBLE: "edit visible in the dev server",
}
INTRODUCTION = f"""\
This page is written by `make bench` (`benchmarks/bench.py`), which builds the same made-up cities with
Samenight and with Hugo {HUGO_VERSION} in one run, in turns, with {JOBS} jobs each. All rows are of one
commit. Each figure is the median of several runs; cold builds that take longer than a minute are run once.

Compare ratios; times differ from one machine to another. "Busy" is the processor time, user and system, of
all processes together, which other work on the machine lengthens less than the elapsed time.

Hugo makes four files of a city: its page, calendar (ICS), QR code (PNG) and share card (PNG). Our builds have
no share card. Without kits (`print: "none"`) there are still some 14 files of a city with two events: pages
of the city, of its events and for the screen at the venue, three calendars, a feed, and the QR code of the
page as PNG, SVG and PDF with its print page, zip and index; and for all cities together lists, results and
open data. Lean kits have posters, flyers and others besides. "Page, ICS and QR code only" is our build with a
plugin that keeps three files of each city (`benchmarks/only_pieces.py`), beside Hugo without its card; it
still reads and checks the whole content. The dev server is measured without kits. The sites are in no git
repository, so that no history is read."""


def page(results: Results) -> str:
    """The page in Markdown."""
    sizes = sizes_of(results)
    parts = [
        _title(results),
        _about(results),
        INTRODUCTION,
        "## Targets",
        *(_losses(results, n, n == sizes[0]) for n in sizes),
    ]
    for cities in sizes:
        parts += [f"### {cities:,} cities", _ratios(results, cities)]
    parts += ["### Of any size", _any_size(results), "## All measurements", _measurements(results)]
    parts += ["## Print kits", *_print_kits(results), "## The check", *_check(results)]
    return "\n\n".join(parts) + "\n"


def sizes_of(results: Results) -> list[int]:
    """The numbers of cities of which there is more than cold builds for the growth, largest first."""
    keys = (key.split("/") for key in results.data["runs"])
    found = {int(key[2]) for key in keys if key[0] in {UNCHANGED, ONE_EDIT}}
    return sorted(found or {MAIN}, reverse=True)


def missing(results: Results, cities: int) -> list[str]:
    """The names of what is not measured yet."""
    found = [row.name for row in (*rows(cities), *rows_of_any_size()) if row.value(results, cities) is None]
    return [*found, *(name for name in ("check", "print") if results.kept(name) is None)]


def _title(results: Results) -> str:
    return "# Benchmarks (draft)" if results.data["draft"] else "# Benchmarks"


def _about(results: Results) -> str:
    data = results.data
    versions = ", ".join(f"{name} {version}" for name, version in sorted(data["versions"].items()) if version)
    lines = [
        f"- Commit: {data['commit'][:12]}"
        + (", as a draft: not the figures of a release" if data["draft"] else "")
        + (f"; compared with {data['against'][:12]}" if data["against"] else ""),
        f"- Machine: {data['machine']}; load up to {data['load']:.1f} when the bench began",
        f"- Date: {data['date']}",
        f"- Versions: {versions}",
    ]
    if not data["versions"].get("hugo"):
        lines.append(f"- Hugo was not there: rows that compare with it say {NOT_MEASURED!r}.")
    return "\n".join(lines)


def _losses(results: Results, cities: int, with_any_size: bool) -> str:
    """Where a target is missed, and by how much."""
    shown = [*rows(cities), *(rows_of_any_size() if with_any_size else ())]
    found = [(row, row.value(results, cities)) for row in shown]
    measured = [(row, value) for row, value in found if value is not None]
    missed = [
        f"{row.name}: {_figure(row, value)} instead of {_figure(row, row.target)}, "
        f"{value / row.target:.1f} times the target"
        for row, value in measured
        if value > row.target
    ]
    slower = [row.name for row, value in measured if row.other and value > 1]
    open_rows = [row.name for row, value in found if value is None]
    lines = [f"**Where we lose, at {cities:,} cities**{_meant(cities)}:"]
    if missed:
        lines[0] += f" {len(missed)} of {len(measured)} measured rows miss their target."
        lines += ["", *(f"- {line}" for line in missed)]
    elif measured:
        lines[0] += f" all {len(measured)} measured rows reach their target."
    if slower:
        lines += ["", f"We need more than Hugo in: {'; '.join(slower)}."]
    if open_rows:
        lines += ["", f"Not measured: {'; '.join(open_rows)}."]
    return "\n".join(lines)


def _meant(cities: int) -> str:
    return "" if cities == MAIN else f" (the targets are meant for {MAIN:,})"


def _ratios(results: Results, cities: int) -> str:
    """The rows as ratios, with the absolute figures."""

    def cells(row: Row) -> list[str]:
        absolute = [_absolute(row.absolute(results, key, cities), row.figure) if key else ""
                    for key in (row.ours, row.other)]  # fmt: skip
        return [row.name, *_compared(row, row.value(results, cities)), *absolute]

    head = ("", "ratio", "target", "", "ours", "Hugo")
    return "\n".join(table(head, map(cells, rows(cities))))


def _any_size(results: Results) -> str:
    lines = list(
        table(
            ("", "ratio", "target", ""),
            ([r.name, *_compared(r, r.value(results, 0))] for r in rows_of_any_size()),
        )
    )
    costs = [
        f"{level} {_milliseconds(kit_cost(results, level, 'ours'))}, "
        f"before {_milliseconds(kit_cost(results, level, 'against'))}"
        for level in KIT_CITIES
    ]
    cities = " or ".join(f"{number} ({level})" for level, number in KIT_CITIES.items())
    lines += [
        "",
        f"A kit costs the processor time of a build of {cities} cities with kits, less that of one without,\n"
        f"by city: {'; '.join(costs)}.",
    ]
    both = [figure_of(results, f"shipped/{one}", "busy", 0) for one in ("make-html", "pelican", "cold")]
    html, pelican, first = (_absolute(value, "busy") for value in both)
    lines.append(f"`make html` of the shipped content: {first} busy cold, {html} with nothing changed; "
                 f"`.venv/bin/pelican --version`: {pelican}.")  # fmt: skip
    return "\n".join(lines)


def _compared(row: Row, value: float | None) -> list[str]:
    target = _figure(row, row.target)
    if value is None:
        return [NOT_MEASURED, target, ""]
    return [_figure(row, value), target, "reached" if value <= row.target else "**missed**"]


def _figure(row: Row, value: float) -> str:
    return f"{value:,.0f}{row.unit}" if row.unit else f"{value:.2f}"


def _absolute(value: float | None, figure: str) -> str:
    if value is None:
        return NOT_MEASURED
    return f"{value:,.0f} MB" if figure in {"together", "largest"} else f"{value:,.2f} s"


def _milliseconds(seconds: float | None) -> str:
    return NOT_MEASURED if seconds is None else f"{seconds * 1000:,.0f} ms"


def _measurements(results: Results) -> str:
    """Every measurement in absolute figures, and why others were not made."""
    head = (
        "cities",
        "site",
        "measured",
        "busy",
        "elapsed",
        "all processes",
        "largest",
        "files",
        "MB",
        "runs",
    )
    failed = [f"- {key} was not measured: {why}" for key, why in sorted(results.data["failed"].items())]
    return "\n".join([*table(head, _measured_cells(results)), *([""] if failed else []), *failed])


def _measured_cells(results: Results) -> Iterator[list[str]]:
    keys = [key.split("/") for key in results.data["runs"]]
    known = [
        (int(cities), list(NAMES).index(kind), list(WHAT).index(what), what, kind)
        for what, kind, cities in keys
        if what in WHAT
    ]
    for cities, _, _, what, kind in sorted(known):
        key = f"{what}/{kind}/{cities}"
        runs = results.runs(key)
        outputs = results.kept(f"outputs/{kind}/{cities}") if what == COLD else None
        size = [f"{outputs['files']:,}", f"{outputs['megabytes']:,.1f}"] if outputs else ["", ""]
        yield [f"{cities:,}", NAMES[kind], WHAT[what], *_times(medians(runs)), *size, str(len(runs))]


def _times(spent: Spent) -> list[str]:
    memory = [_absolute(value, "together") if value else "" for value in (spent.together, spent.largest)]
    return [_absolute(spent.busy, "busy"), _absolute(spent.seconds, "seconds"), *memory]


def _print_kits(results: Results) -> Iterator[str]:
    found = results.kept("print")
    yield (
        "`benchmarks/print_bench.py` makes the kits of made-up cities with all facts filled in, file by\n"
        "file in one process, and whole builds. Processor time, medians. The targets were set for a kit of\n"
        "13 PDF files."
    )
    if not found:
        yield f"{NOT_MEASURED.capitalize()}."
        return
    yield "\n".join(kit_table(found["kits"]))
    if found["builds"]:
        yield f"Builds of {found['builds'][0]['cities']:,} cities:"
        yield "\n".join(build_table(found["builds"]))
    yield badges_line(found["badges"])


def _check(results: Results) -> Iterator[str]:
    found = results.kept("check")
    yield (
        '`benchmarks/check_bench.py` runs the check, each time in a process of its own: "process" is its\n'
        "processor time. The targets: 1,000 cities under 2 s with an empty cache and under 0.5 s when\n"
        "little changed; one file of a small festival under 0.3 s."
    )
    yield "\n".join(check_table(found)) if found else f"{NOT_MEASURED.capitalize()}."
