"""Shared by all commands that make new files: the festival here, its editions and cities, and writing
the files."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from samenight.builder.fact_cache import read_cache
from samenight.builder.site_settings import code_digest
from samenight.commands.new_file_writer import InTheWayError, write_new_files
from samenight.commands.project import Project, project_here
from samenight.commands.prompts import Console, console_of, ended_with
from samenight.content.authoring.new_files import blanks_in, mistakes_in
from samenight.content.library.library import Library, is_over
from samenight.content.library.resolved_event import Moment
from samenight.content.model.file_facts import City, Edition
from samenight.content.problems.kinds.files import UNREADABLE
from samenight.content.problems.problem import Phrase, nearest
from samenight.content.reading.content_files import kind_of
from samenight.content.reading.content_reader import read_content
from samenight.content.values.text_matching import folded

_LISTED = 60  # blanks that are listed; more are only counted


@dataclass(frozen=True)
class WorkspaceOptions:
    """The options of all these commands: the content folder, the language, and whether files are only
    shown."""

    content: Path | None
    language: str | None
    dry_run: bool


@dataclass(frozen=True)
class Workspace:
    """The festival here, and the console of its user."""

    here: Project
    library: Library
    console: Console

    @property
    def today(self) -> dt.date:
        """The day on which the command is run, in UTC."""
        return self.here.now.date()


def workspace_of(options: WorkspaceOptions) -> Workspace:
    """The festival that a command works on. Raises :class:`click.ClickException` if a file of it cannot be
    read, as something else would then be made; mistakes in its cities do not matter here."""
    here, console = project_here(options.content), console_of(options.language)
    reading = read_content(here.content, read_cache(here.store / "facts", code_digest()))
    for problem in reading.problems:
        if problem.finding.kind is UNREADABLE:
            raise ended_with(1, f"{problem.file}  {console.words.sentence(problem)}")
    if reading.library is None:
        name = f"{here.content.name}/festival.md"
        raise console.stop(1, '{file} is missing or has a mistake: run "{program} check".', file=name)
    return Workspace(here, reading.library.at(Moment(here.now)), console)


def edition_named(workspace: Workspace, slug: str) -> Edition:
    """An edition by its slug. Raises :class:`click.ClickException` if there is none; warns if it is over."""
    edition = workspace.library.edition.get(slug)
    if edition is None:
        meant = nearest(slug, workspace.library.edition)
        if meant:
            sentence = Phrase("There is no edition {slug}. Did you mean {meant}?")
            raise workspace.console.stop(2, sentence, slug=slug, meant=meant)
        sentence = Phrase("There is no edition {slug}. Make it first: {program} new-edition {slug}")
        raise workspace.console.stop(2, sentence, slug=slug)
    if is_over(edition, workspace.here.now):
        workspace.console.warn("{edition} is over.", edition=edition.name)
    return edition


def city_named(workspace: Workspace, name: str) -> City:
    """A city by its slug or name. Raises :class:`click.ClickException` if there is none."""
    city = workspace.library.city.get(name)
    named = [one for one in workspace.library.cities if folded(one.name) == folded(name)]
    if city or len(named) == 1:
        return city or named[0]
    if named:
        slugs = ", ".join(one.slug for one in named)
        raise workspace.console.stop(2, "Several cities are called {name}: {slugs}.", name=name, slugs=slugs)
    near = nearest(name, workspace.library.city)
    if near:
        raise workspace.console.stop(2, "There is no city {name}. Did you mean {near}?", name=name, near=near)
    command = f"{workspace.console.program} new-city {shlex.quote(name)}"
    raise workspace.console.stop(
        2, "There is no city {name}. Make it first: {command}", name=name, command=command
    )


def coming_edition(workspace: Workspace) -> Edition | None:
    """The next edition; ``None``, with a warning, if none is planned."""
    edition = workspace.library.current_edition
    if edition is None or is_over(edition, workspace.here.now):
        workspace.console.warn(
            "No edition is coming, so there is no event yet. To make one: {command}",
            command=f"{workspace.console.program} new-edition {_next_slug(workspace)}",
        )
        return None
    return edition


def next_event_command(workspace: Workspace, city: str) -> str:
    """The command line for a city's next event, by its slug: in the coming edition, else in a new one."""
    edition = workspace.library.current_edition
    if edition is None or is_over(edition, workspace.here.now):
        return f"{workspace.console.program} new-edition {_next_slug(workspace)} --cities {city}"
    return f"{workspace.console.program} new-event {city} {edition.slug}"


def _next_slug(workspace: Workspace) -> str:
    return f"{workspace.today.year + 1}-global"


def finish(workspace: Workspace, options: WorkspaceOptions, files: Mapping[str, str], folder: str) -> None:
    """Write new files, or show them; then list the blanks to fill in, and the next command.

    ``folder`` is the folder or file to check next. Raises :class:`click.ClickException` if a file exists
    already or would be wrong.
    """
    _refuse_mistakes(workspace, files)
    root = workspace.here.content
    if options.dry_run:
        _refuse_existing(workspace, files)
        for name, text in files.items():
            workspace.console.say("Would make {file}:", file=f"{root.name}/{name}")
            print(text)
        return
    try:
        write_new_files(root, files)
    except InTheWayError as error:
        raise _exists_already(workspace, error.name) from None
    except OSError as error:
        why = workspace.console.why(error)
        raise workspace.console.stop(1, "Nothing was made. {why}", why=why) from None
    for name in files:
        workspace.console.say("Made {file}", file=f"{root.name}/{name}")
    _list_blanks(workspace, files)
    workspace.console.say()
    workspace.console.say(
        "Then: {command}", command=f"{workspace.console.program} check {shlex.quote(str(root / folder))}"
    )


def _refuse_existing(workspace: Workspace, files: Mapping[str, str]) -> None:
    for name in files:
        if (workspace.here.content / name).exists():
            raise _exists_already(workspace, name)


def _exists_already(workspace: Workspace, name: str) -> Exception:
    file = f"{workspace.here.content.name}/{name}"
    return workspace.console.stop(1, "{file} exists already. Nothing was made.", file=file)


def _refuse_mistakes(workspace: Workspace, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        kind = kind_of(tuple(name.split("/")))
        assert kind is not None
        for problem in mistakes_in(name, text, *kind):
            message = workspace.console.words.sentence(problem)
            raise workspace.console.stop(
                1, "Nothing was made. {field}: {message}", field=problem.field, message=message
            )


def _list_blanks(workspace: Workspace, files: Mapping[str, str]) -> None:
    rows = [
        (f"{workspace.here.content.name}/{name}:{blank.line}", blank.field, blank.hint)
        for name, text in files.items()
        for blank in blanks_in(text)
    ]
    if not rows:
        return
    workspace.console.say()
    if len(rows) > _LISTED:
        workspace.console.say(
            "To be filled in once known: {n} blanks in {m} files.", n=len(rows), m=len(files)
        )
        return
    workspace.console.say("To be filled in once known (values that begin with ___ are not published):")
    wide, long = (max(len(row[column]) for row in rows) for column in (0, 1))
    for place_, field, hint in rows:
        workspace.console.say("{row}", row=f"  {place_:<{wide}}  {field:<{long}}  {hint}")
