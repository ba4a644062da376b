"""`samenight status`: the state of all cities, for coordinators and for other programs."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from samenight.builder.site_settings import SettingError, words_of
from samenight.builder.terminal import message, terminal_wording
from samenight.commands.check import inspect_project
from samenight.commands.options import content_option, language_choice
from samenight.commands.program import Command, program_name
from samenight.commands.project import Project, WrongUseError, project_here
from samenight.commands.status_formats import FORMATS, EditionReport, StatusLine
from samenight.content.library.city_status import EditionStatus, Readiness, event_file, states
from samenight.content.library.library import Library
from samenight.content.problems.problem import Phrase, errors, nearest
from samenight.content.problems.wording import Wording
from samenight.history.last_changes import last_changes, uncommitted
from samenight.site.inspection import Inspection


@dataclass(frozen=True)
class StatusRequest:
    """Which cities to show: of one edition, one city, every edition, or (by default) recent editions."""

    edition: str | None = None
    city: str | None = None
    every: bool = False


@click.command(cls=Command)
@click.option(
    "--edition", metavar="SLUG", help="Only this edition; without it, those of the last year and to come."
)
@click.option("--city", metavar="SLUG", help="Only this city, in every edition.")
@click.option("--all", "every", is_flag=True, help="Every edition.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True,
              help="How to write it.")  # fmt: skip
@click.option("--exit-code", is_flag=True, help="End with status 1 if a city that is shown is late.")
@content_option
@language_choice
def status(form: str, exit_code: bool, content: Path | None, **selection: Any) -> None:
    """Show for each city what is missing before its event, what is late after it, and when its file
    last changed in git.

    Exit status: 0, even if a city is late (but see --exit-code), 2 wrong use.
    """
    worst = show_status(content, StatusRequest(**selection), form)
    raise SystemExit(1 if exit_code and worst is Readiness.LATE else 0)


def show_status(content: Path | None, request: StatusRequest, form: str) -> Readiness | None:
    """Print the state of the cities in one of :data:`FORMATS`; the most urgent readiness of them.

    Raises :class:`WrongUseError` if there is no such content, city or edition.
    """
    here = project_here(content)
    found = _inspected(here)
    assert found.library is not None
    editions = _selected(found.library, request)
    changed = last_changes(here.content)
    open_files = uncommitted(here.content) if changed else frozenset()
    broken = _broken_files(found)
    shown = [_report_of(edition, changed, open_files, broken) for edition in editions]
    output = FORMATS[form](shown, here.content, _words_of_pages(here))
    if form == "csv":
        click.echo(output.encode(), nl=False)  # Excel expects UTF-8 on every machine
    else:
        print(output, end="")
    levels = [state.readiness for edition in editions for state in edition.cities]
    return min(levels, key=list(Readiness).index, default=None)


def _words_of_pages(here: Project) -> Wording:
    """The words of the status page in the language of the terminal."""
    try:
        return words_of(here.theme).of(terminal_wording(os.environ).language)
    except SettingError as error:
        raise WrongUseError(str(error)) from None


def _inspected(here: Project) -> Inspection:
    found = inspect_project(here)
    count = len(errors(found.problems))
    if found.library is None:
        raise WrongUseError(
            message("There is no festival.md that can be read. Run: {program} check", program=program_name())
        )
    if count:
        words = terminal_wording(os.environ)
        english = Phrase(
            "The content has {problems}, so something may be left out here. Run: {program} check"
        )
        problems = words.counted(count, "{n} problem", "{n} problems")
        print(message(english, problems=problems, program=program_name()), file=sys.stderr)
    return found


def _selected(library: Library, request: StatusRequest) -> Iterable[EditionStatus]:
    found = list(states(library))
    if request.edition is not None:
        _require("edition", request.edition, library.edition)
        found = [one for one in found if one.edition == request.edition]
    elif not request.every and request.city is None:
        found = [one for one in found if one.recent]
    if request.city is None:
        return found
    _require("city", request.city, library.city)
    of_city = [_of_city(one, request.city) for one in found]
    return [one for one in of_city if one.cities or one.absent]


def _require(kind: str, slug: str, known: Iterable[str]) -> None:
    if slug not in set(known):
        meant = nearest(slug, known)
        raise WrongUseError(message(_UNKNOWN[kind][not meant], slug=slug, meant=meant))


# What to say of an unknown edition or city, if another may be meant and if none is.
_UNKNOWN = {
    "edition": (
        Phrase('There is no edition "{slug}". Did you mean "{meant}"?'),
        Phrase(
            'There is no edition "{slug}". Write the name of its file in content/editions, without ".md".'
        ),
    ),
    "city": (
        Phrase('There is no city "{slug}". Did you mean "{meant}"?'),
        Phrase('There is no city "{slug}". Write the name of its folder in content/cities.'),
    ),
}


def _of_city(edition: EditionStatus, city: str) -> EditionStatus:
    cities = tuple(state for state in edition.cities if state.city == city)
    return replace(edition, cities=cities, absent=tuple(one for one in edition.absent if one[0] == city))


def _broken_files(found: Inspection) -> frozenset[str]:
    """The files that could not be read, below the content folder."""
    return frozenset(problem.file.partition("/")[2] for problem in errors(found.problems))


def _report_of(
    edition: EditionStatus,
    changed: Mapping[str, dt.datetime],
    open_files: frozenset[str],
    broken: frozenset[str],
) -> EditionReport:
    """An edition with the state of its files. A city whose file has mistakes is not absent."""
    files = {slug: event_file(slug, edition.edition) for slug, _ in edition.absent}
    lines = tuple(
        StatusLine(state, changed.get(state.file), committed=state.file not in open_files)
        for state in edition.cities
    )
    mistaken = tuple(one for one in edition.absent if files[one[0]] in broken)
    absent = tuple(one for one in edition.absent if files[one[0]] not in broken)
    return EditionReport(replace(edition, absent=absent), lines, mistaken, dated=bool(changed))
