"""`samenight check`: the problems that a build would report, without building."""

from __future__ import annotations

import contextlib
import os
import sys
import textwrap
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from samenight.builder.fact_cache import is_worth_keeping, read_cache, write_cache
from samenight.builder.processes.workers import Workers, read_on_all_cores
from samenight.builder.site_settings import SettingError, code_digest, fonts_of, jobs, missing_words, words_of
from samenight.builder.terminal import message, style_of
from samenight.commands.options import PATH, content_option, language_option
from samenight.commands.problem_formats import FORMATS
from samenight.commands.program import Command
from samenight.commands.project import Project, WrongUseError, project_here, register_rules
from samenight.content.library.library import Library
from samenight.content.library.resolved_event import Moment
from samenight.content.problems.problem import Phrase, Problem, as_error, errors
from samenight.content.problems.report import USUAL_WIDTH
from samenight.content.problems.wording import Wording
from samenight.content.reading.content_reader import NOTHING
from samenight.site.inspection import Inspection, collector_paused, inspect_festival


@click.command(cls=Command)
@click.argument("files", nargs=-1, type=PATH)
@content_option
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True,
              help="For people, for a change's lines on a git host, or for programs.")  # fmt: skip
@click.option("--strict", is_flag=True, help="Treat warnings as errors; notes stay notes.")
@click.option("--codes", is_flag=True, help="Also decode every code of the built site.")
@click.option("--output", type=PATH, default=Path("output"), show_default=True, help="The built site.")
@language_option
def check(
    files: tuple[Path, ...], content: Path | None, form: str, strict: bool, codes: bool, output: Path,
    lang: str | None,
) -> None:  # fmt: skip
    """List all mistakes in the content, without building.

    With FILES (or folders), only the mistakes in these, compared with the rest. To explain a mistake:

    \b
      {program} explain value.time

    Exit status: 0 nothing wrong (there may be warnings), 1 problems, 2 wrong use.
    """
    here = project_here(content)
    names = _names(here.content, files)
    found = inspect_project(here)
    if found.library is None:  # without a festival nothing can be compared
        names.add(f"{here.content.name}/festival.md")
    chosen = [one for one in found.problems if not files or _concerns(one, names)]
    problems = [as_error(one) for one in chosen] if strict else chosen
    style = style_of(sys.stderr, os.environ, here.content, lang)
    coded = 0
    if codes and found.library is not None:
        coded, unread = _decoded(here, found.library, output)
        problems += unread
    FORMATS[form](problems, style)
    if form == "text":
        others = len(errors(found.problems)) - len(errors(chosen))
        _print_summary(problems, len(names) if files else None, others, found.library, style.wording)
        if coded and not errors(problems):
            counted = style.wording.counted(coded, "{n} file", "{n} files")
            print(style.wording.text("All codes can be read: {files}.", files=counted))
    raise SystemExit(1 if errors(problems) or found.library is None else 0)


def _decoded(here: Project, library: Library, output: Path) -> tuple[int, list[Problem]]:
    from samenight.commands.code_check import code_problems  # noqa: PLC0415 -- loads all that prints

    return code_problems(here, library, output)


def inspect_project(here: Project) -> Inspection:
    """All problems of a festival; files that have not changed since the last check are not read again."""
    register_rules(here.settings)
    code, cache_file = code_digest(), here.store / "facts"
    with collector_paused():
        cached = read_cache(cache_file, code)
    moment = Moment(here.now, _languages(here.theme))
    with Workers(_jobs(here)) as workers:
        read_many = read_on_all_cores(workers)
        fonts = fonts_of(here.theme)
        found = inspect_festival(here.content, moment, cached, fonts, NOTHING, read_many)
    if is_worth_keeping(found.cache, cached):
        with contextlib.suppress(OSError, MemoryError):  # without write access the next check is slower
            write_cache(cache_file, code, found.cache)
    return found


def _jobs(here: Project) -> int:
    """How many processes may read files. Raises :class:`WrongUseError` if the setting is not a number."""
    try:
        return jobs(here.settings)
    except SettingError as error:
        raise WrongUseError(str(error)) from None


def _languages(theme: Path) -> frozenset[str]:
    """The languages of a theme's words. Raises :class:`WrongUseError` if they cannot be read."""
    try:
        return words_of(theme).languages
    except SettingError as error:
        raise WrongUseError(str(error)) from None


def _print_summary(
    problems: Sequence[Problem], files: int | None, others: int, library: Library | None, wording: Wording
) -> None:
    if errors(problems) or library is None:
        return
    counts = _size(library, wording) if files is None else wording.counted(files, "{n} file", "{n} files")
    for sentence in missing_words(library, wording) if files is None else ():
        print("\n".join(textwrap.wrap(sentence, USUAL_WIDTH)), file=sys.stderr)
    odd = any(problem.severity != "note" for problem in problems)
    print(f"{counts}." if odd else wording.text("{counts}: all well.", counts=counts))
    if files is not None and others:
        message = wording.text("Problems in other files: {n}.", n=wording.number(others))
        print(message, file=sys.stderr)


def _size(library: Library, wording: Wording) -> str:
    events = wording.counted(len(library.events), "{n} event", "{n} events")
    cities = wording.counted(len(library.cities), "{n} city", "{n} cities")
    if not library.hidden_events:
        return wording.text("{events} in {cities}", events=events, cities=cities)
    hidden = wording.counted(len(library.hidden_events), "{n} hidden event", "{n} hidden events")
    return wording.text("{events} in {cities}, and {hidden}", events=events, cities=cities, hidden=hidden)


def _concerns(problem: Problem, names: set[str]) -> bool:
    return problem.file in names or problem.also in names


def _names(content: Path, files: Iterable[Path]) -> set[str]:
    """The names of these files, and of those in these folders, in problems.

    Raises :class:`click.UsageError` for a file that is not in the content folder.
    """
    root = content.resolve()
    names: set[str] = set()
    for file in files:
        if not (file.exists() or file.is_symlink()):
            raise click.UsageError(message('There is no file "{file}".', file=file))
        path = file.resolve() if not file.is_symlink() else file.parent.resolve() / file.name
        if root not in [path, *path.parents]:
            english = Phrase('"{file}" is not in the content folder "{folder}".')
            raise click.UsageError(message(english, file=file, folder=os.path.relpath(content)))
        below = path.is_dir() and not path.is_symlink()
        inside = [one for one in path.rglob("*") if one.is_file() or one.is_symlink()] if below else [path]
        names |= {"/".join([content.name, *one.relative_to(root).parts]) for one in inside}
    return names
