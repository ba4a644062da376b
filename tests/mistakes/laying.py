"""The good festival on disk, with mistakes written into it."""

from __future__ import annotations

import functools
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from samenight.builder.site_settings import fonts_of
from samenight.content.library.resolved_event import Moment
from samenight.content.problems.problem import Problem
from samenight.content.reading.content_reader import EMPTY_CACHE, FactCache
from samenight.site.artifact import Fonts
from samenight.site.inspection import Inspection, inspect_festival

from tests.mistakes.good import GOOD, NOW
from tests.mistakes.mistake import WHOLE, Mistake, line_of

THEME = Path(__file__).resolve().parent.parent.parent / "theme"


def lay(content: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files into a folder that may have other ones."""
    for name, text in files.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


def mend(content: Path) -> None:
    """Restore the good festival."""
    shutil.rmtree(content, ignore_errors=True)
    lay(content, GOOD)


def make(content: Path, mistakes: Iterable[Mistake]) -> None:
    """Make mistakes in the good festival."""
    for mistake in mistakes:
        lay(content, mistake.texts())
        if mistake.alter:
            mistake.alter(content)


def cache_of(content: Path) -> FactCache:
    """The facts of the good files, so that they need not be read again for each mistake."""
    return survey_of(content, EMPTY_CACHE).cache


def survey_of(content: Path, known: FactCache) -> Inspection:
    """The inspection of a festival at the moment of the corpus."""
    return inspect_festival(content, Moment(NOW), known, _fonts())


@functools.cache
def _fonts() -> Fonts:
    return fonts_of(THEME)


def summary(problem: Problem) -> tuple[str, str, int]:
    """A problem as in the corpus: its code, its file in the content folder, its line."""
    return problem.code, problem.file.partition("/")[2], problem.line


def expected(mistake: Mistake) -> list[tuple[str, str, int]]:
    """The problems that must be found for a mistake, as summaries."""
    first = (mistake.code, mistake.file, mistake.line())
    return sorted([first, *(_other(mistake, code, where) for code, where in mistake.more)])


def _other(mistake: Mistake, code: str, where: str) -> tuple[str, str, int]:
    """Another problem: in the line of a text of this or another file, or of a whole file."""
    name, _, part = where.partition("::") if "::" in where else (mistake.file, "", where)
    if part == WHOLE:
        return code, name, 0
    text = mistake.texts().get(name, GOOD.get(name, ""))
    assert isinstance(text, str)
    return code, name, line_of(text, part)


def is_root() -> bool:
    """Whether the tests run as root, who can read locked files."""
    return os.geteuid() == 0
