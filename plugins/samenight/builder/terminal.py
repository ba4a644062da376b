"""How to write for the reader of a program's output: language, width and colours of the terminal; reports."""

from __future__ import annotations

import functools
import os
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from samenight.content.problems.problem import Finding, Phrase, Problem, errors
from samenight.content.problems.report import COLOURED, PLAIN, Style, report
from samenight.content.problems.wording import LANGUAGES, Wording, code_of, visible, wording
from samenight.content.reading.origins import decoded

# The exit status of a program that Ctrl-C has ended: 128 and the number of SIGINT, as shells have it.
INTERRUPTED = 130
# The variable that names the language of messages.
CHOSEN = "MESSAGES_LANG"
AS_IT_WAS = Phrase("Nothing was published; the site is as it was.")


def terminal_wording(environ: Mapping[str, str]) -> Wording:
    """The sentences in the reader's language, from the environment variables of POSIX and gettext.

    ``MESSAGES_LANG`` names a language ahead of all; the option ``--lang`` of commands sets it.
    The first of ``LC_ALL``, ``LC_MESSAGES`` and ``LANG`` that is not empty names the locale (POSIX.1,
    8.2). ``LANGUAGE`` is a list to choose from, ahead of the locale, and is ignored if the locale
    is ``C`` (GNU gettext, "The LANGUAGE variable").
    """
    locale = next(filter(None, map(environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    plain = code_of(locale) in {"c", "posix"}
    listed = [] if plain else environ.get("LANGUAGE", "").split(":")
    codes = (code_of(name) for name in [environ.get(CHOSEN, ""), *listed, locale])
    return wording(next((code for code in codes if code in LANGUAGES), "en"))


def message(english: str, **facts: object) -> str:
    """A sentence in the reader's language with its gaps filled. Control characters in facts are made
    visible."""
    wording = terminal_wording(os.environ)
    return wording.text(english, **{name: _shown(fact, wording) for name, fact in facts.items()})


def _shown(fact: object, wording: Wording) -> str:
    return wording.text(fact) if isinstance(fact, Phrase) else visible(str(fact))


def width_of() -> int:
    """The width of output lines in columns: that of the terminal, 80 without one, at most 100."""
    return min(shutil.get_terminal_size().columns, 100)


def style_of(
    stream: IO[str] | None, environ: Mapping[str, str], content: Path, language: str | None = None
) -> Style:
    """The style of a report on ``stream``: in colour on a terminal, unless ``NO_COLOR`` is set.

    ``content`` is the folder of the files whose lines the report shows; ``language`` is the language that
    the reader requested, ``None`` for that of the environment.
    """
    colours = (
        stream is not None
        and stream.isatty()
        and not environ.get("NO_COLOR")
        and environ.get("TERM") != "dumb"
    )
    words = wording(language) if language else terminal_wording(environ)
    lines = functools.cache(functools.partial(_lines_of, Path(os.path.abspath(content)).parent))
    return Style(words, width_of(), COLOURED if colours else PLAIN, lines)


def _lines_of(folder: Path, file: str) -> Sequence[str]:
    try:
        return decoded((folder / file).read_bytes()).split("\n")
    except (OSError, ValueError):
        return ()


# Where warnings are noted while they are printed.
_NOTED: ContextVar[tuple[list[str], ...]] = ContextVar("noted", default=())


@contextmanager
def noted_warnings() -> Iterator[list[str]]:
    """All warnings and reports that are printed within, as plain text, to be printed again later."""
    noted: list[str] = []
    before = _NOTED.set((*_NOTED.get(), noted))
    try:
        yield noted
    finally:
        _NOTED.reset(before)


def print_warning(sentence: str) -> None:
    """Print a sentence about the site to standard error."""
    for noted in _NOTED.get():
        noted.append(paragraph(sentence, width_of()))
    print_sentence(sentence)


def print_sentence(sentence: str) -> None:
    """Print a sentence to standard error in lines of the terminal's width, if anything can be written there:
    it can be a file on a full disk."""
    with suppress(OSError):
        print(paragraph(sentence, width_of()), file=sys.stderr, flush=True)


def finish_output() -> None:
    """Write out what was printed. Raises :class:`OSError` if that is not possible; the rest is dropped."""
    try:
        if sys.stdout is not None:  # it is None if it was closed from the start (>&-)
            sys.stdout.flush()
    except OSError:
        drop_output(sys.stdout)
        raise


def drop_output(stream: IO[str]) -> None:
    """From now on, print nothing to standard output or errors. Python would try again at its end to write
    what it could not write before."""
    with suppress(OSError):
        none = os.open(os.devnull, os.O_WRONLY)
        os.dup2(none, stream.fileno())
        os.close(none)


class PatientOutput:
    """A stream that drops what cannot be written: the disk of a log may be full."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write text, if that is possible."""
        try:
            return self._stream.write(text)
        except OSError:
            drop_output(self._stream)
            return len(text)

    def flush(self) -> None:
        """Write out what was printed, if that is possible."""
        try:
            self._stream.flush()
        except OSError:
            drop_output(self._stream)


def print_if_possible() -> None:
    """From now on, drop what cannot be written to standard output and errors.

    If one was closed from the start (``>&-``), it is opened for writing to nowhere: the next file that is
    opened would get its number, and what another library prints would get into that file.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if not isinstance(stream, PatientOutput):
            stream = stream or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 -- until the end
            setattr(sys, name, PatientOutput(stream))


def paragraph(text: str, width: int) -> str:
    """A text in lines of at most ``width`` columns, never broken within a word: commands can be copied."""
    return textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False)


class StoppedByProblems(SystemExit):
    """A build is stopped by problems, with status 1; ``report`` is what was printed, without colours."""

    def __init__(self, report: str) -> None:
        super().__init__(1)
        self.report = report


def stop_on_errors(problems: Iterable[Problem], content: Path, count: int = 0) -> None:
    """Print problems; if there is an error among them, raise :class:`StoppedByProblems`. ``count`` is their
    total number, if these are not all."""
    found = list(problems)
    style = print_report(found, content)
    if count > len(found):
        print(style.wording.text("  ... and {n} more", n=count - len(found)), file=sys.stderr)
    if errors(found):
        print(style.wording.text(AS_IT_WAS), file=sys.stderr)
        raise StoppedByProblems(plain_report(errors(found), content))


def plain_report(problems: Iterable[Problem], content: Path) -> str:
    """A report of problems without colours, for other places than the terminal."""
    return report(problems, replace(style_of(None, os.environ, content), width=80))


def print_report(problems: Sequence[Problem], content: Path) -> Style:
    """Print a report of problems, if there are any; the style that it is written in."""
    style = style_of(sys.stderr, os.environ, content)
    if problems:
        for noted in _NOTED.get():
            noted.append(report(problems, replace(style, paint=PLAIN)))
        print(report(problems, style), file=sys.stderr)
    return style


def print_findings(findings: Iterable[Finding]) -> None:
    """Print findings that do not stop a build."""
    wording = terminal_wording(os.environ)
    for finding in findings:
        for sentence in (wording.what(finding), wording.mend(finding)):
            print_warning(sentence)
