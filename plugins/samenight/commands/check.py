"""`samenight check`: what a build would say of the content, without building."""

from __future__ import annotations

import contextlib
import os
import sys
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from samenight.builder.fact_cache import is_worth_keeping, recall, remember
from samenight.builder.site_settings import SettingError, fonts_of, makers_mark, missing_words, words_of
from samenight.builder.terminal import style_of
from samenight.commands.problem_formats import FORMATS
from samenight.commands.project import Project, WrongUseError, place, register_rules
from samenight.content.library.library import Library
from samenight.content.library.resolved_event import Moment
from samenight.content.problems.problem import Problem, errors, strictly
from samenight.content.problems.report import USUAL_WIDTH
from samenight.content.problems.wording import Wording
from samenight.site.inspection import Inspection, collector_paused, inspect_festival


@dataclass(frozen=True)
class CheckRequest:
    """What the command line asks for: files (all where there are none), the form, the language."""

    content: Path | None
    files: Sequence[Path]
    form: str
    strict: bool
    language: str | None


def check(asked: CheckRequest) -> int:
    """Say what is wrong in a festival, or in some files of it; the exit status."""
    here = place(asked.content)
    names = _names(here.content, asked.files)
    found = look_over(here)
    if found.library is None:  # without a festival nothing can be held against it
        names.add(f"{here.content.name}/festival.md")
    chosen = [one for one in found.problems if not asked.files or _concerns(one, names)]
    problems = [strictly(one) for one in chosen] if asked.strict else chosen
    style = style_of(sys.stderr, os.environ, here.content, asked.language)
    FORMATS[asked.form](problems, style)
    if asked.form == "text":
        others = len(errors(found.problems)) - len(errors(chosen))
        files = len(names) if asked.files else None
        _close(problems, files, others, found.library, style.wording)
    return 1 if errors(problems) or found.library is None else 0


def look_over(here: Project) -> Inspection:
    """All problems of a festival; files that have not changed since last time are not read again."""
    register_rules(here.settings)
    mark, memory = makers_mark(), here.store / "facts"
    with collector_paused():
        recalled = recall(memory, mark)
    moment = Moment(here.now, _languages(here.theme))
    found = inspect_festival(here.content, moment, recalled, fonts_of(here.theme))
    if is_worth_keeping(found.remembered, recalled):
        with contextlib.suppress(OSError):  # where nobody may write, the next check is only not as fast
            remember(memory, mark, found.remembered)
    return found


def _languages(theme: Path) -> frozenset[str]:
    """The languages in which a theme has words. Raises :class:`click.ClickException`."""
    try:
        return words_of(theme).languages
    except SettingError as error:
        raise WrongUseError(str(error)) from None


def _close(
    problems: Sequence[Problem], files: int | None, others: int, library: Library | None, wording: Wording
) -> None:
    if errors(problems) or library is None:
        return
    counts = _size(library, wording) if files is None else wording.counted(files, "{n} file", "{n} files")
    for sentence in missing_words(library, wording) if files is None else ():
        print("\n".join(textwrap.wrap(sentence, USUAL_WIDTH)), file=sys.stderr)
    print(f"{counts}." if problems else wording.text("{counts}: all well.", counts=counts))
    if files is not None and others:
        said = wording.text("Problems in other files: {n}.", n=wording.number(others))
        print(said, file=sys.stderr)


def _size(library: Library, wording: Wording) -> str:
    events = wording.counted(len(library.events), "{n} event", "{n} events")
    cities = wording.counted(len(library.cities), "{n} city", "{n} cities")
    return wording.text("{events} in {cities}", events=events, cities=cities)


def _concerns(problem: Problem, names: set[str]) -> bool:
    return problem.file in names or problem.also in names


def _names(content: Path, files: Iterable[Path]) -> set[str]:
    """What problems call these files, and those in these folders.

    Raises :class:`click.UsageError` for a file that is not in the content folder.
    """
    root = content.resolve()
    names: set[str] = set()
    for file in files:
        if not (file.exists() or file.is_symlink()):
            raise click.UsageError(f'There is no file "{file}".')
        path = file.resolve() if not file.is_symlink() else file.parent.resolve() / file.name
        if root not in [path, *path.parents]:
            raise click.UsageError(f'"{file}" is not in the content folder "{os.path.relpath(content)}".')
        below = path.is_dir() and not path.is_symlink()
        inside = [one for one in path.rglob("*") if one.is_file() or one.is_symlink()] if below else [path]
        names |= {"/".join([content.name, *one.relative_to(root).parts]) for one in inside}
    return names
