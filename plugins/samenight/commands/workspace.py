"""What all commands that make new files stand on: the festival here, and how they begin and end."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from samenight.builder.fact_cache import recall
from samenight.builder.site_settings import makers_mark
from samenight.commands.new_file_writer import InTheWayError, plant
from samenight.commands.project import Project, place
from samenight.commands.prompts import Console, console
from samenight.content.authoring.new_files import blanks_in, mistakes_in
from samenight.content.library.library import Library, is_over
from samenight.content.library.resolved_event import Moment
from samenight.content.model.file_facts import Edition
from samenight.content.problems.problem import Phrase, nearest
from samenight.content.reading.content_files import kind_of
from samenight.content.reading.content_reader import read_content

_LISTED = 60  # blanks that are listed; more are only counted


@dataclass(frozen=True)
class WorkspaceOptions:
    """What can be said to each of these commands: the content folder, the language, and whether files
    are only to be shown."""

    content: Path | None
    language: str | None
    dry_run: bool


@dataclass(frozen=True)
class Workspace:
    """The festival here, and the console with whoever changes it."""

    here: Project
    library: Library
    console: Console

    @property
    def today(self) -> dt.date:
        """The day on which the command is run, in UTC."""
        return self.here.now.date()


def workspace_of(terms: WorkspaceOptions) -> Workspace:
    """The festival that a command is about. Raises :class:`click.ClickException` where it cannot be
    read; mistakes in its cities do not matter here."""
    here, said = place(terms.content), console(terms.language)
    reading = read_content(here.content, recall(here.store / "facts", makers_mark()))
    if reading.library is None:
        name = f"{here.content.name}/festival.md"
        raise said.stop(1, '{file} is missing or has a mistake: "{program} check" says which.', file=name)
    return Workspace(here, reading.library.at(Moment(here.now)), said)


def edition_named(ground: Workspace, slug: str) -> Edition:
    """An edition by its slug. Raises where there is none; says so where it is over."""
    edition = ground.library.edition.get(slug)
    if edition is None:
        meant = nearest(slug, ground.library.edition)
        if meant:
            sentence = Phrase("There is no edition {slug}. Did you mean {meant}?")
            raise ground.console.stop(2, sentence, slug=slug, meant=meant)
        sentence = Phrase("There is no edition {slug}. Make it first: {program} new-edition {slug}")
        raise ground.console.stop(2, sentence, slug=slug)
    if is_over(edition, ground.here.now):
        ground.console.warn("{edition} is over.", edition=edition.name)
    return edition


def coming_edition(ground: Workspace) -> Edition | None:
    """The next edition; ``None`` where none is planned, which is said."""
    edition = ground.library.current_edition
    if edition is None or is_over(edition, ground.here.now):
        ground.console.warn("No edition is coming, so there is no evening yet. To make one: {command}",
                         command=f"{ground.console.program} new-edition {_next_slug(ground)}")  # fmt: skip
        return None
    return edition


def next_evening(ground: Workspace, city: str) -> str:
    """What to type for the next evening of a city, by its slug: in the coming edition, else in a new one."""
    edition = ground.library.current_edition
    if edition is None or is_over(edition, ground.here.now):
        return f"{ground.console.program} new-edition {_next_slug(ground)} --cities {city}"
    return f"{ground.console.program} new-event {city} {edition.slug}"


def _next_slug(ground: Workspace) -> str:
    return f"{ground.today.year + 1}-global"


def finish(ground: Workspace, terms: WorkspaceOptions, files: Mapping[str, str], folder: str) -> None:
    """Write new files, or show them; then tell what is to be filled in, and what comes next.

    ``folder`` is what is to be checked next. Raises where a file is in the way or would be wrong.
    """
    _refuse_mistakes(ground, files)
    root = ground.here.content
    if terms.dry_run:
        _refuse_in_the_way(ground, files)
        for name, text in files.items():
            ground.console.say("Would make {file}:", file=f"{root.name}/{name}")
            print(text)
        return
    try:
        plant(root, files)
    except InTheWayError as error:
        raise _in_the_way(ground, error.name) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ground.console.stop(1, "Nothing was made: {reason} ({file}).", reason=reason,
                               file=error.filename) from None  # fmt: skip
    for name in files:
        ground.console.say("Made {file}", file=f"{root.name}/{name}")
    _tell_blanks(ground, files)
    ground.console.say()
    ground.console.say(
        "Then: {command}", command=f"{ground.console.program} check {shlex.quote(str(root / folder))}"
    )


def _refuse_in_the_way(ground: Workspace, files: Mapping[str, str]) -> None:
    for name in files:
        if (ground.here.content / name).exists():
            raise _in_the_way(ground, name)


def _in_the_way(ground: Workspace, name: str) -> Exception:
    file = f"{ground.here.content.name}/{name}"
    return ground.console.stop(1, "{file} is there already. Nothing was made.", file=file)


def _refuse_mistakes(ground: Workspace, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        kind = kind_of(tuple(name.split("/")))
        assert kind is not None
        for problem in mistakes_in(name, text, *kind):
            said = ground.console.words.sentence(problem)
            raise ground.console.stop(1, "Nothing was made. {field}: {said}", field=problem.field, said=said)


def _tell_blanks(ground: Workspace, files: Mapping[str, str]) -> None:
    rows = [
        (f"{ground.here.content.name}/{name}:{blank.line}", blank.field, blank.hint)
        for name, text in files.items()
        for blank in blanks_in(text)
    ]
    if not rows:
        return
    ground.console.say()
    if len(rows) > _LISTED:
        ground.console.say("To be filled in, once known: {n} blanks in {m} files.", n=len(rows), m=len(files))
        return
    ground.console.say("To be filled in, once known (what begins with ___ is not published):")
    wide, long = (max(len(row[column]) for row in rows) for column in (0, 1))
    for place_, field, hint in rows:
        ground.console.say("{row}", row=f"  {place_:<{wide}}  {field:<{long}}  {hint}")
