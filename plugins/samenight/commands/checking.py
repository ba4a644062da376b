"""`samenight check`: what a build would say of the content, without building."""

from __future__ import annotations

import sys
from pathlib import Path

from samenight.checks.rules import problems as rule_problems
from samenight.festival.problem import errors, report
from samenight.festival.reading import read_content


def check_content(content: Path) -> int:
    """Show all problems of a content folder; the exit status."""
    if not content.is_dir():
        print(f'There is no folder "{content}". Name it with --content.', file=sys.stderr)
        return 2
    reading = read_content(content)
    found = list(reading.problems)
    if reading.library is not None:
        found += rule_problems(reading.library, reading.origins)
    if found:
        print(report(found), file=sys.stderr)
    if errors(found):
        return 1
    assert reading.library is not None
    counts = f"{len(reading.library.events):,} events in {len(reading.library.cities):,} cities"
    print(f"{counts}." if found else f"{counts}: all well.")
    return 0
