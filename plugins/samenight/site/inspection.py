"""Everything that is wrong with a festival: mistakes in its files, and the rules over the whole.

The build and `samenight check` both use this, so that they cannot disagree.
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
from samenight.content.reading.content_reader import (
    EMPTY_CACHE,
    NOTHING,
    FactCache,
    ReadMany,
    Replaced,
    read_apart,
    read_content,
)
from samenight.content.reading.origins import Origin
from samenight.site import hooks
from samenight.site.artifact import Fonts

# A package's rules over the whole festival: see ``hooks.rules``.
FestivalRule = Callable[[Library, Mapping[str, Origin], dt.datetime], Iterable[Problem]]


@dataclass(frozen=True)
class InspectedFolder:
    """The folder that is inspected: its content, and the fonts for print, if they are known."""

    content: Path
    fonts: Fonts | None = None


@dataclass(frozen=True)
class Inspection:
    """The result of an inspection: the library (``None`` if there is no festival), all problems in order,
    and the facts read, to cache for next time."""

    library: Library | None
    problems: tuple[Problem, ...]
    cache: FactCache


def inspect_festival(
    content: Path,
    moment: Moment,
    cache: FactCache = EMPTY_CACHE,
    fonts: Fonts | None = None,
    replaced: Replaced = NOTHING,
    read_many: ReadMany = read_apart,
    before: Library | None = None,
) -> Inspection:
    """Read the folder ``content`` and apply all rules to it, as seen at a moment; ``fonts`` are those of the
    theme, ``replaced`` contents to read instead of what is on disk, ``read_many`` reads what is not in the
    cache. The library in the result has the moment; ``before`` is an earlier one that it can take things from
    (see ``Library.at``)."""
    with collector_paused():
        reading = read_content(content, cache, replaced, read_many)
        problems = list(reading.problems)
        library = reading.library.at(moment, before) if reading.library else None
        if library is not None:
            for _, rule in hooks.rules.send(InspectedFolder(content, fonts)):
                problems += rule(library, reading.origins, moment.now)
    return Inspection(library, tuple(in_order(problems)), reading.cache)


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause garbage collection while many facts are made that all live until the end, and exclude them
    from later collections: this halves the time of a build with nothing changed."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
