"""`samenight forget`: takes a person out of the content, or shows what that would change."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from samenight.builder.output.store import write_atomically
from samenight.commands.fmt import HeaderChange, HeaderFile, show_difference
from samenight.commands.options import content_option, language_option
from samenight.commands.program import Command
from samenight.commands.project import content_folder
from samenight.commands.prompts import Console, console_of
from samenight.content.authoring.forgotten_person import Mention, mentions, without_person
from samenight.content.authoring.header_writer import StyleError
from samenight.content.problems.problem import Problem, errors
from samenight.content.problems.wording import harmless
from samenight.content.reading.content_files import content_files, kind_of
from samenight.content.reading.file_reader import parse
from samenight.content.reading.header import HeaderError
from samenight.content.values.whole_names import SoughtPerson, may_be, person_of
from samenight.history.git import shared_of
from samenight.history.last_changes import uncommitted

_MOST_LISTED = 60  # places that are left; more are only counted
_MOST_BYTES = 50_000_000  # of a file that is searched for the name


@dataclass(frozen=True)
class Forgetting:
    """What to change, the places that are left (each as it is printed), and the files that would have
    mistakes, with the reason."""

    changes: tuple[HeaderChange, ...]
    left: tuple[str, ...]
    refused: tuple[str, ...]


@click.command(cls=Command)
@click.argument("name")
@click.option("--also", multiple=True, metavar="TEXT",
              help="Another spelling, account or address of that person; repeat it for more.")  # fmt: skip
@click.option("--write", "--yes", "write", is_flag=True,
              help="Change the files; without it the changes are only shown.")  # fmt: skip
@content_option
@language_option
def forget(name: str, also: tuple[str, ...], write: bool, content: Path | None, lang: str | None) -> None:
    """Take a person out of the content: headers, texts and picture credits.

    NAME is a whole name; accents, capitals and the order "Last, First" do not matter. Accounts and addresses
    are only found if they are given. Nothing is written without --write: what would change is shown, and
    the places that may also mean the person and are left alone.

    \b
      {program} forget "Mira Castell"
      {program} forget "Mira Castell" --also @mira
      {program} forget "Mira Castell" --also @mira --write

    Members of the team, sponsors and other entries that are about nobody else go away whole; in other texts
    "…" takes the place of the name. Git keeps earlier versions; docs/organisers/privacy.md says what to do
    about them.

    Exit status: 0 shown or written, 1 a file has to be changed by hand, 2 wrong use.
    """
    console = console_of(lang)
    person = person_of([name, *also])
    if any(len(text.strip("@ .")) < 2 for text in (*person.names, *person.accounts)) or not name.strip():
        raise console.stop(2, "That is too short for a name: {name}", name=name)
    folder = content_folder(content)
    found = forgetting(folder, person, console)
    undone = _can_be_restored(folder, found.changes)
    for change in found.changes:
        if not write:
            show_difference(change)
        elif change.before != change.after:
            _write(change)
    _summary(found, console, write=write)
    if write and found.changes and undone:
        names = shlex.join(os.path.relpath(change.target.path) for change in found.changes)
        console.say("To undo it before the commit: git restore {names}", names=names)
    raise SystemExit(1 if found.refused else 0)


def forgetting(content: Path, person: SoughtPerson, console: Console) -> Forgetting:
    """What to change in a content folder to take a person out of it. Nothing is written."""
    changes: list[HeaderChange] = []
    left: list[str] = []
    refused: list[str] = []
    for path in content_files(content):
        steps = path.relative_to(content).parts
        name = "/".join([content.name, *steps])
        if may_be(person, "/".join(steps)):
            left.append(console.text("{place}: the name of the file", place=name))
        kind = kind_of(steps)
        if kind is None or path.is_symlink():
            left += _left_in_other(path, name, person, console)
            continue
        target = HeaderFile(path, name, kind[0], content)
        try:
            change = _change_of(target, kind[1], person)
        except (HeaderError, StyleError, UnicodeDecodeError, OSError, _NewMistakeError) as error:
            refused.append(f"{name}: {_reason(error, console)}")
            continue
        changes += [change] if change.after != change.before else []
        left += [_shown(name, one) for one in mentions(change.after, person)]
    return Forgetting(tuple(changes), tuple(left), tuple(refused))


class _NewMistakeError(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def _change_of(target: HeaderFile, given: dict[str, str], person: SoughtPerson) -> HeaderChange:
    """The change of a file. Raises an exception if the file cannot be read, or would have new mistakes."""
    before = target.path.read_bytes().decode("utf-8")
    try:
        after = without_person(target.model, target.name, before, person)
    except HeaderError:
        if not may_be(person, before):
            return HeaderChange(target, before, before)
        raise
    if after != before:
        known = {(one.code, one.field) for one in errors(parse(target.name, before, target.model, given)[1])}
        for problem in errors(parse(target.name, after, target.model, given)[1]):
            if (problem.code, problem.field) not in known:
                raise _NewMistakeError(problem)
    return HeaderChange(target, before, after)


def _reason(error: Exception, console: Console) -> str:
    if isinstance(error, HeaderError | _NewMistakeError):
        return console.words.sentence(error.problem)
    if isinstance(error, OSError):
        return console.why(error)
    if isinstance(error, StyleError):
        return console.text(error.what, **error.facts)
    return console.text("It is not in UTF-8.")


def _left_in_other(path: Path, name: str, person: SoughtPerson, console: Console) -> Iterator[str]:
    """The places in a file that is no content file: a table, a picture, a page for the root of the site."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            return
        file = path.read_bytes()
    except OSError:
        return
    try:
        yield from (_shown(name, one) for one in mentions(file.decode("utf-8"), person))
    except UnicodeDecodeError:
        if any(one.encode() in file for one in (*person.names, *person.accounts)):
            yield console.text("{place}: inside the file, perhaps in its credits", place=name)


def _shown(name: str, mention: Mention) -> str:
    return f"{harmless(name, 200)}:{mention.line}: {harmless(mention.text)}"


def _can_be_restored(content: Path, changes: Iterable[HeaderChange]) -> bool:
    """Whether git has the files as they are now."""
    names = [change.target.path.relative_to(content).as_posix() for change in changes]
    tracked = shared_of(content, names) if names else {}
    return all(map(tracked.get, names)) and uncommitted(content).isdisjoint(names)


def _write(change: HeaderChange) -> None:
    path = change.target.path
    mode = path.stat().st_mode
    write_atomically(path, change.after.encode())
    os.chmod(path, mode)


def _summary(found: Forgetting, console: Console, *, write: bool) -> None:
    files = console.words.counted(len(found.changes), "{n} file", "{n} files")
    if found.left:
        console.say("Left as they are; look whether they mean the same person:")
        for place in found.left[:_MOST_LISTED]:
            click.echo(f"  {place}")
        if len(found.left) > _MOST_LISTED:
            console.say("  ... and {n} more", n=len(found.left) - _MOST_LISTED)
    if found.refused:
        console.warn("To be changed by hand:")
        for place in found.refused:
            click.echo(f"  {place}", err=True)
    if not found.changes:
        console.say("The name is in no file that can be changed.")
    elif write:
        console.say("{files} changed. Commit and publish them. Then run: {program} check", files=files)
    else:
        console.say("{files} would change. Nothing was written: to change them, add --write.", files=files)
    console.say("Git keeps earlier versions, and so do copies of the site: see docs/organisers/privacy.md.")
