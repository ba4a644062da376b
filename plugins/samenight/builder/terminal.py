"""Whoever reads what a program says: their language, the width and the colours of their terminal."""

from __future__ import annotations

import functools
import os
import shutil
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from samenight.content.problems.report import COLOURED, PLAIN, Style
from samenight.content.problems.wording import LANGUAGES, Wording, code_of, wording
from samenight.content.reading.sources import decoded


def language_of(environ: Mapping[str, str]) -> Wording:
    """The sentences of the reader's language, from the variables that POSIX and gettext name.

    The first of ``LC_ALL``, ``LC_MESSAGES`` and ``LANG`` that is not empty names the locale (POSIX.1,
    8.2). ``LANGUAGE`` is a list to choose from, ahead of the locale, and counts for nothing where the
    locale is ``C`` (GNU gettext, "The LANGUAGE variable").
    """
    locale = next(filter(None, map(environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    plain = code_of(locale) in {"c", "posix"}
    listed = [] if plain else environ.get("LANGUAGE", "").split(":")
    codes = (code_of(name) for name in [*listed, locale])
    return wording(next((code for code in codes if code in LANGUAGES), "en"))


def width_of() -> int:
    """How wide a line for people may be: as the terminal is, 80 columns where there is none."""
    return min(shutil.get_terminal_size().columns, 100)


def style_of(
    stream: IO[str], environ: Mapping[str, str], content: Path, language: str | None = None
) -> Style:
    """How to write a report to ``stream``: in colour on a terminal, unless ``NO_COLOR`` is set.

    ``content`` is the folder whose files the report shows lines of; ``language`` is what the reader
    asked for, else their environment says.
    """
    colours = stream.isatty() and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"
    said = wording(language) if language else language_of(environ)
    lines = functools.cache(functools.partial(_lines_of, Path(os.path.abspath(content)).parent))
    return Style(said, width_of(), COLOURED if colours else PLAIN, lines)


def _lines_of(folder: Path, file: str) -> Sequence[str]:
    try:
        return decoded((folder / file).read_bytes()).split("\n")
    except (OSError, ValueError):
        return ()


def paragraph(text: str, width: int) -> str:
    """A text in lines of at most ``width`` columns; what is to be typed is never broken within a word."""
    return textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False)
