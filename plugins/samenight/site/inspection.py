"""Everything that is wrong with a festival: what its files say, and the rules over the whole.

The build and `samenight check` both ask here, so that they cannot disagree.
"""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from samenight.content.library.library import Library
from samenight.content.library.resolved_event import Moment
from samenight.content.problems.problem import Problem, in_order
from samenight.content.reading.content_reader import NOTHING_YET, Remembered, read_content
from samenight.content.reading.sources import Origin
from samenight.site import hooks
from samenight.site.artifact import Fonts

# What a room finds wrong in the whole: see ``hooks.rules``.
Rule = Callable[[Library, Mapping[str, Origin], dt.datetime], Iterable[Problem]]


@dataclass(frozen=True)
class InspectedFolder:
    """Where a festival is looked over: its content, and the fonts that print it, where they are known."""

    content: Path
    fonts: Fonts | None = None


@dataclass(frozen=True)
class Inspection:
    """A festival as it was found: its library (``None`` where there is no festival), all problems in
    order, and what to remember for next time."""

    library: Library | None
    problems: tuple[Problem, ...]
    remembered: Remembered


def inspect_festival(
    content: Path, moment: Moment, remembered: Remembered = NOTHING_YET, fonts: Fonts | None = None
) -> Inspection:
    """Read the folder ``content`` and try all rules on it, as seen at a moment; ``fonts`` are those of the
    theme. The library that was found knows the moment."""
    with collector_paused():
        reading = read_content(content, remembered)
        problems = list(reading.problems)
        library = reading.library.at(moment) if reading.library else None
        if library is not None:
            for _, rule in hooks.rules.send(InspectedFolder(content, fonts)):
                problems += rule(library, reading.origins, moment.now)
    return Inspection(library, tuple(in_order(problems)), reading.remembered)


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
