"""Measures builds beside Hugo, and writes docs/benchmarks.md.

    python benchmarks/bench.py --against 1d6f10d       everything, with 1,000 cities
    python benchmarks/bench.py --cities 200            everything, with 200 cities: some minutes
    python benchmarks/bench.py cold one-edit           only these parts, with 1,000 cities
    python benchmarks/bench.py nothing-changed --cities 200 --runs 9
    python benchmarks/bench.py cold --sites hugo none  only these sites
    python benchmarks/bench.py page                    only the page, from what was measured of this commit
    python benchmarks/bench.py page --results docs/benchmarks.json      after a change of the page's text

By make: make bench BENCHOPTS="nothing-changed --cities 200".

All measurements are of the last commit, of which a clone is made: you can go on working meanwhile. Each is
kept at once in benchmarks/results/, by commit, so a bench that was ended goes on where it was, and parts can
be measured one after the other. To measure something again, delete the file there.

docs/benchmarks.md and docs/benchmarks.json are written when all parts of a commit are measured, or when you
ask for the page. A bench that measured only some parts prints the page instead.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.checkouts import REPOSITORY, WRITTEN, changed_files, checkout, commit_of
from benchmarks.measured_sites import NAMES, find_hugo
from benchmarks.page import missing, page
from benchmarks.parts import PARTS, Bench, Choice, say
from benchmarks.results import Results, as_text, results_of

PAGE, DATA = (REPOSITORY / name for name in WRITTEN)
ONLY_PAGE = "page"


def parser() -> argparse.ArgumentParser:
    """The options."""
    help_of_parts = "\n".join(
        f"  {name:<17}{' '.join((part.__doc__ or '').split())}" for name, part in PARTS.items()
    )
    made = argparse.ArgumentParser(
        prog="make bench BENCHOPTS=...",
        description=__doc__,
        epilog=f"parts:\n{help_of_parts}\n  {ONLY_PAGE:<17}Write the page from what was measured so far.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument(
        "parts", nargs="*", metavar="PART", choices=[[], *PARTS, ONLY_PAGE], help="see below; all"
    )
    made.add_argument(
        "--cities", type=int, nargs="+", default=[1000], metavar="N", help="sizes of the festivals; 1000"
    )
    made.add_argument(
        "--sites",
        nargs="+",
        default=list(NAMES),
        metavar="SITE",
        choices=list(NAMES),
        help=f"only these of {', '.join(NAMES)}",
    )
    made.add_argument(
        "--runs", type=int, default=0, help="runs of each measurement; 3 cold builds, 5 of the rest"
    )
    made.add_argument("--against", metavar="COMMIT", help="the commit that print kits are compared with")
    made.add_argument(
        "--results", type=Path, metavar="FILE", help="with `page` alone: the file to write it from"
    )
    made.add_argument("--hugo", metavar="PATH", help="Hugo's program, instead of the installed package")
    made.add_argument(
        "--draft",
        action="store_true",
        help="measure files with changes that are not committed; the page says so",
    )
    return made


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, keep, and write the page."""
    options = parser().parse_args(arguments)
    if options.results:
        write_page(Results(json.loads(options.results.read_text("utf-8"))))
        return
    changed = changed_files()
    if changed and not options.draft:
        raise SystemExit(
            f"Not committed: {', '.join(changed[:3])}{' and others' if len(changed) > 3 else ''}. Every row "
            "of the page is of one commit: commit them first, or measure them as a draft with --draft."
        )
    commit, against = commit_of(), commit_of(options.against) if options.against else ""
    results = results_of(commit, changed, against)
    results.data["draft"] = bool(options.draft or changed)
    parts = [name for name in options.parts if name != ONLY_PAGE] or ([] if options.parts else list(PARTS))
    choice = Choice(tuple(options.cities), options.runs, tuple(options.sites))
    if parts:
        measure(parts, choice, options.hugo, changed, results)
    left = missing(results, max(options.cities))
    if not left or ONLY_PAGE in options.parts:
        write_page(results)
    else:
        print(page(results))
        say(f"Not measured yet, so docs/benchmarks.md is as it was: {'; '.join(left)}.")


def write_page(results: Results) -> None:
    """Write the page and the results that it is made from."""
    PAGE.write_text(page(results), "utf-8")
    DATA.write_text(as_text(results.data), "utf-8")
    say(f"Written: {', '.join(WRITTEN)}")


def measure(
    parts: Sequence[str], choice: Choice, program: str | None, changed: Sequence[str], results: Results
) -> None:
    """Measure some parts of one commit."""
    hugo, version = find_hugo(program)
    if hugo is None:
        say(f'{version} Rows that compare with it will say "not measured".')
    else:
        results.data["versions"]["hugo"] = version
    with tempfile.TemporaryDirectory(prefix="bench-code-", ignore_cleanup_errors=True) as folder:
        ours = checkout(results.data["commit"], Path(folder) / "ours", changed)
        commit = results.data["against"]
        against = checkout(commit, Path(folder) / "against") if commit and "kits" in parts else None
        bench = Bench(ours, against, hugo, choice, results)
        try:
            for number, name in enumerate(parts, 1):
                say(f"[{number}/{len(parts)}] {name}")
                PARTS[name](bench)
        finally:
            bench.close()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        say("Ended. What was measured is kept, and the same command goes on from there.")
        raise SystemExit(130) from None
