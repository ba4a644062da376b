"""`samenight fmt`: rewrites headers in the standard style, or shows what would change."""

from __future__ import annotations

import difflib
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import click

from samenight.builder.terminal import message, style_of, terminal_wording
from samenight.commands.new_file_writer import InTheWayError, write_new_files
from samenight.commands.options import PATH, content_option, language_choice
from samenight.commands.program import Command
from samenight.commands.project import WrongUseError, content_folder
from samenight.content.authoring.header_writer import StyleError, canonical, with_escapes, without_city
from samenight.content.model.base import FileFact
from samenight.content.model.file_facts import City, Event
from samenight.content.problems.kinds import files
from samenight.content.problems.problem import Finding, Phrase, Problem
from samenight.content.problems.report import report_of
from samenight.content.reading.content_files import content_files, kind_of
from samenight.content.reading.header import HeaderError

_CONTEXT = 3  # lines of a difference that are shown around what changes
_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


@dataclass(frozen=True)
class HeaderFile:
    """A content file to look at: where it is, its name in messages, and its kind."""

    path: Path
    name: str
    model: type[FileFact]
    root: Path


@dataclass(frozen=True)
class HeaderChange:
    """A file that is not in the standard style: its current text, and its text in that style."""

    target: HeaderFile
    before: str
    after: str


@click.command(cls=Command)
@click.argument("files", nargs=-1, type=PATH)
@click.option("--check", is_flag=True, help="Only name the files that would change.")
@click.option("--diff", is_flag=True, help="Only show what would change in them.")
@content_option
@language_choice
def fmt(files: tuple[Path, ...], check: bool, diff: bool, content: Path | None) -> None:
    """Rewrite headers in the standard style, in FILES or in the whole content.

    Values, comments and the text below the header do not change. A new event that carries its city, as
    city: with its keys below it, becomes two files.

    Exit status: 0 all in the standard style or rewritten, 1 files would change or were left alone, 2 wrong
    use.
    """
    show = show_difference if diff else show_name if check else None
    here = content_folder(content)
    raise SystemExit(report_changes(here, files, show) if show else rewrite(here, files))


def rewrite(content: Path, chosen: Sequence[Path]) -> int:
    """Rewrite files that are not in the standard style; the exit status.

    ``chosen`` are files of the folder ``content``; if empty, all of its files.
    Raises :class:`WrongUseError` before anything is written.
    """
    counts = _each(content, chosen, _write)
    _print_counts(counts, Phrase("{files} rewritten, {same} as they were{left}."))
    return 1 if counts["wrong"] else 0


def report_changes(content: Path, chosen: Sequence[Path], show: Callable[[HeaderChange], None]) -> int:
    """Show what :func:`rewrite` would change, and change nothing; the exit status."""

    def show_each(changes: Sequence[HeaderChange]) -> None:
        for change in changes:
            show(change)

    counts = _each(content, chosen, show_each)
    _print_counts(counts, Phrase("{files} would be rewritten, {same} in order{left}."))
    return 1 if counts["wrong"] or counts["changed"] else 0


def show_name(change: HeaderChange) -> None:
    """Name a file that would change."""
    click.echo(change.target.name)


def show_difference(change: HeaderChange) -> None:
    """Show what would change in a file, line by line; in colour on a terminal."""
    before, after = _without_common_end(change.before.split("\n"), change.after.split("\n"))
    name = change.target.name
    lines = difflib.unified_diff(before, after, f"a/{name}", f"b/{name}", n=_CONTEXT, lineterm="")
    colour = False if os.environ.get("NO_COLOR") else None
    for number, line in enumerate(lines):
        fg = None if number < 2 else _COLOURS.get(line[:1])  # the first two lines name the file
        click.secho(with_escapes(line), fg=fg, bold=number < 2 or None, color=colour)


def _each(
    content: Path, chosen: Sequence[Path], treat: Callable[[Sequence[HeaderChange]], None]
) -> Counter[str]:
    """Call ``treat`` with the changes that each file needs that is not in the standard style.

    The counts of them, of others and of files left alone: "changed", "same" and "wrong".
    """
    counts: Counter[str] = Counter()
    for target in _targets(content, chosen) if chosen else _all_targets(content):
        try:
            changes = _changes(target)
            if changes:
                treat(changes)
            counts["changed" if changes else "same"] += 1
        except _LeftAloneError as error:
            counts["wrong"] += 1
            click.echo(error.message, err=True)
    return counts


def _print_counts(counts: Counter[str], english: Phrase) -> None:
    """Print the counts in a sentence with the gaps ``{files}``, ``{same}`` and ``{left}``."""
    words = terminal_wording(os.environ)
    files = words.counted(counts["changed"], "{n} file", "{n} files")
    left = message(", {n} left alone", n=words.number(counts["wrong"])) if counts["wrong"] else ""
    click.echo(message(english, files=files, same=words.number(counts["same"]), left=left))


class _LeftAloneError(Exception):
    """A file is left alone; ``message`` has its name and the reason."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def _left_alone(target: HeaderFile, problem: Problem) -> _LeftAloneError:
    """The same message as that of the check for such a file."""
    style = style_of(sys.stderr, os.environ, target.root)
    return _LeftAloneError(report_of(problem, style))


def _all_targets(content: Path) -> Iterator[HeaderFile]:
    for path in content_files(content):
        target = _target(content, path.relative_to(content).parts)
        if target:
            yield target


def _target(content: Path, steps: tuple[str, ...]) -> HeaderFile | None:
    kind = kind_of(steps) if steps else None
    name = with_escapes("/".join([content.name, *steps]))
    return HeaderFile(content.joinpath(*steps), name, kind[0], content) if kind else None


def _targets(content: Path, chosen: Sequence[Path]) -> list[HeaderFile]:
    """The targets of some files, each once. Raises :class:`WrongUseError` naming all that have none."""
    targets: dict[Path, HeaderFile] = {}
    wrong = []
    for file in chosen:
        try:
            target = _target_of(content, file)
            targets[target.path] = target
        except WrongUseError as error:
            wrong.append(with_escapes(f"{file}  {error}"))
    if wrong:
        raise WrongUseError("\n".join(wrong))
    return list(targets.values())


def _target_of(content: Path, file: Path) -> HeaderFile:
    if file.is_symlink():
        raise WrongUseError(terminal_wording(os.environ).what(files.LINK()))
    if not file.exists():
        raise WrongUseError(message("There is no such file."))
    place, root = file.resolve(), content.resolve()
    if not place.is_relative_to(root):
        english = Phrase('This file is not in the folder "{folder}". Name its folder with --content.')
        raise WrongUseError(message(english, folder=content))
    target = _target(content, place.relative_to(root).parts)
    if target is None or not place.is_file():
        english = Phrase("This is not a file of the content model, so it has no header to rewrite.")
        raise WrongUseError(message(english))
    return target


def _changes(target: HeaderFile) -> list[HeaderChange]:
    """The change that a file needs, if any; of one that carries its city, before it the city's new file.
    Raises :class:`_LeftAloneError` for one to leave alone."""
    if target.path.is_symlink():
        raise _left_alone(target, _whole(target, files.LINK()))
    try:
        before = target.path.read_bytes().decode("utf-8")
        parted = without_city(target.name, before) if target.model is Event else None
        after = parted[1] if parted else canonical(target.model, target.name, before)
    except OSError as error:
        raise _left_alone(target, _whole(target, files.UNREADABLE(error.strerror))) from None
    except UnicodeDecodeError as error:
        raise _left_alone(target, _whole(target, files.ENCODING(byte=error.start + 1))) from None
    except HeaderError as error:
        raise _left_alone(target, error.problem) from None
    except StyleError as error:
        raise _LeftAloneError(with_escapes(f"{target.name}  {message(error.what, **error.facts)}")) from None
    city = [_new_city(target, parted[0])] if parted else []
    return [*city, HeaderChange(target, before, after)] if after != before else []


def _new_city(event: HeaderFile, text: str) -> HeaderChange:
    """The file of a city that was in that of its first event."""
    path = event.path.with_name("city.md")
    name = f"{event.name.rpartition('/')[0]}/city.md"
    if path.exists():
        raise _left_alone(event, _whole(event, files.CITY_TWICE(name)))
    return HeaderChange(HeaderFile(path, name, City, event.root), "", text)


def _whole(target: HeaderFile, finding: Finding) -> Problem:
    return Problem(target.name, 0, 0, "", finding)


def _write(changes: Sequence[HeaderChange]) -> None:
    """Rewrite a file, and make the new one that comes before it; none of the two if one cannot be written."""
    *added, rewritten = changes
    for change in added:
        _add(change)
    try:
        _replace(rewritten)
    except BaseException:
        for change in added:
            change.target.path.unlink(missing_ok=True)
        raise


def _add(change: HeaderChange) -> None:
    target = change.target
    try:
        write_new_files(target.root, {target.path.relative_to(target.root).as_posix(): change.after})
    except InTheWayError:
        raise _left_alone(target, _whole(target, files.CITY_TWICE(target.name))) from None
    except OSError as error:
        raise _unwritten(target, error) from None


def _unwritten(target: HeaderFile, error: OSError) -> _LeftAloneError:
    reason = message("The file cannot be written ({reason}). It was not changed.", reason=error.strerror)
    return _LeftAloneError(f"{target.name}  {reason}")


def _replace(change: HeaderChange) -> None:
    """Write a temporary file that is never read as content, and move it into place."""
    path = change.target.path
    try:
        handle, temporary = tempfile.mkstemp(prefix=".fmt-", dir=path.parent)
        try:
            with open(handle, "wb") as file:
                file.write(change.after.encode())
                file.flush()
                os.fsync(file.fileno())  # it is somebody's only copy: a power cut must leave one of the two
            shutil.copymode(path, temporary)
            os.replace(temporary, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary)
            raise
    except OSError as error:
        raise _unwritten(change.target, error) from None


def _without_common_end(one: list[str], other: list[str]) -> tuple[list[str], list[str]]:
    """Two texts without their equal last lines, all but a few: bodies are long."""
    equal = 0
    while equal < min(len(one), len(other)) and one[-1 - equal] == other[-1 - equal]:
        equal += 1
    cut = max(equal - _CONTEXT, 0)
    return one[: len(one) - cut], other[: len(other) - cut]
