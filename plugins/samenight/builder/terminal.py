"""How to write for the reader of a program's output: language, and width and colours of the terminal."""

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
from samenight.content.reading.origins import decoded


def terminal_wording(environ: Mapping[str, str]) -> Wording:
    """The sentences in the reader's language, from the environment variables of POSIX and gettext.

    The first of ``LC_ALL``, ``LC_MESSAGES`` and ``LANG`` that is not empty names the locale (POSIX.1,
    8.2). ``LANGUAGE`` is a list to choose from, ahead of the locale, and is ignored if the locale
    is ``C`` (GNU gettext, "The LANGUAGE variable").
    """
    locale = next(filter(None, map(environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    plain = code_of(locale) in {"c", "posix"}
    listed = [] if plain else environ.get("LANGUAGE", "").split(":")
    codes = (code_of(name) for name in [*listed, locale])
    return wording(next((code for code in codes if code in LANGUAGES), "en"))


def width_of() -> int:
    """The width of output lines in columns: that of the terminal, 80 without one, at most 100."""
    return min(shutil.get_terminal_size().columns, 100)


def style_of(
    stream: IO[str], environ: Mapping[str, str], content: Path, language: str | None = None
) -> Style:
    """The style of a report on ``stream``: in colour on a terminal, unless ``NO_COLOR`` is set.

    ``content`` is the folder of the files whose lines the report shows; ``language`` is the language that
    the reader requested, ``None`` for that of the environment.
    """
    colours = stream.isatty() and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"
    words = wording(language) if language else terminal_wording(environ)
    lines = functools.cache(functools.partial(_lines_of, Path(os.path.abspath(content)).parent))
    return Style(words, width_of(), COLOURED if colours else PLAIN, lines)


def _lines_of(folder: Path, file: str) -> Sequence[str]:
    try:
        return decoded((folder / file).read_bytes()).split("\n")
    except (OSError, ValueError):
        return ()


def paragraph(text: str, width: int) -> str:
    """A text in lines of at most ``width`` columns, never broken within a word: commands can be copied."""
    return textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False)
