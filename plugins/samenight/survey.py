"""Everything that is wrong with a festival: what its files say, and the rules over the whole.

The build and `samenight check` both ask here, so that they cannot disagree.
"""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from samenight import hooks
from samenight.festival.library import Library
from samenight.festival.problem import Problem, in_order
from samenight.festival.reading import NOTHING_YET, Remembered, read_content


@dataclass(frozen=True)
class Survey:
    """A festival as it was found: its library (``None`` where there is no festival), all problems in
    order, and what to remember for next time."""

    library: Library | None
    problems: tuple[Problem, ...]
    remembered: Remembered


def survey(content: Path, now: dt.datetime, remembered: Remembered = NOTHING_YET) -> Survey:
    """Read the folder ``content`` and try all rules on it, as seen at the moment ``now``."""
    with collector_paused():
        reading = read_content(content, remembered)
        problems = list(reading.problems)
        if reading.library is not None:
            for _, rule in hooks.rules.send(content):
                problems += rule(reading.library, reading.origins, now)
    return Survey(reading.library, tuple(in_order(problems)), reading.remembered)


@contextmanager
def collector_paused() -> Iterator[None]:
    """Let nothing be searched for garbage while many facts are made that all stay until the end,
    and leave them out of later searches: this halves the time of a build with nothing changed."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
