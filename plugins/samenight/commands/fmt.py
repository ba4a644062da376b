"""`samenight fmt`: headers in the one style, or what would change if they were."""

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

from samenight.builder.terminal import style_of
from samenight.commands.options import PATH, content_option
from samenight.commands.program import Command
from samenight.commands.project import WrongUseError, content_folder
from samenight.content.authoring.header_writer import StyleError, canonical, visible
from samenight.content.model.base import FileFact
from samenight.content.problems.kinds import files
from samenight.content.problems.problem import Finding, Problem
from samenight.content.problems.report import report_of
from samenight.content.problems.wording import ENGLISH
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
    """A file that is not in the one style: its text as it is, and as it should be."""

    target: HeaderFile
    before: str
    after: str


@click.command(cls=Command)
@click.argument("files", nargs=-1, type=PATH)
@click.option("--check", is_flag=True, help="Only name the files that would change.")
@click.option("--diff", is_flag=True, help="Only show what would change in them.")
@content_option
def fmt(files: tuple[Path, ...], check: bool, diff: bool, content: Path | None) -> None:
    """Rewrite headers in the one style, in FILES or in the whole content.

    Values, comments and the text below the header stay what they are.

    Exit status: 0 all in order or rewritten, 1 something would change or is unfit, 2 wrong use.
    """
    show = show_difference if diff else show_name if check else None
    here = content_folder(content)
    raise SystemExit(compare(here, files, show) if show else rewrite(here, files))


def rewrite(content: Path, chosen: Sequence[Path]) -> int:
    """Rewrite what is not in the one style; the exit status.

    ``chosen`` are files of the folder ``content``; where there are none, all of it is meant.
    Raises :class:`WrongUseError` before anything is written.
    """
    counts = _each(content, chosen, _replace)
    _say_counts(counts, "rewritten", "as they were")
    return 1 if counts["wrong"] else 0


def compare(content: Path, chosen: Sequence[Path], show: Callable[[HeaderChange], None]) -> int:
    """Show what :func:`rewrite` would change, and change nothing; the exit status."""
    counts = _each(content, chosen, show)
    _say_counts(counts, "would be rewritten", "in order")
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
        click.secho(visible(line), fg=fg, bold=number < 2 or None, color=colour)


def _each(content: Path, chosen: Sequence[Path], treat: Callable[[HeaderChange], None]) -> Counter[str]:
    """Treat each file that is not in the one style; how many of them, of others and of unfit ones."""
    counts: Counter[str] = Counter()
    for target in _named(content, chosen) if chosen else _all(content):
        try:
            change = _change(target)
            if change:
                treat(change)
            counts["changed" if change else "same"] += 1
        except _UnfitError as error:
            counts["wrong"] += 1
            click.echo(error.said, err=True)
    return counts


def _say_counts(counts: Counter[str], changed: str, same: str) -> None:
    files = "1 file" if counts["changed"] == 1 else f"{counts['changed']:,} files"
    wrong = f", {counts['wrong']:,} left alone" if counts["wrong"] else ""
    click.echo(f"{files} {changed}, {counts['same']:,} {same}{wrong}.")


class _UnfitError(Exception):
    """A file that is left alone; ``said`` is the message with its name and the reason."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


def _unfit(target: HeaderFile, problem: Problem) -> _UnfitError:
    """The same words that the check has for such a file."""
    style = style_of(sys.stderr, os.environ, target.root)
    return _UnfitError(report_of(problem, style))


def _all(content: Path) -> Iterator[HeaderFile]:
    for path in content_files(content):
        target = _target(content, path.relative_to(content).parts)
        if target:
            yield target


def _target(content: Path, steps: tuple[str, ...]) -> HeaderFile | None:
    kind = kind_of(steps) if steps else None
    name = visible("/".join([content.name, *steps]))
    return HeaderFile(content.joinpath(*steps), name, kind[0], content) if kind else None


def _named(content: Path, chosen: Sequence[Path]) -> list[HeaderFile]:
    """The targets of some files, each once. Raises :class:`WrongUseError` naming all that have none."""
    targets: dict[Path, HeaderFile] = {}
    wrong = []
    for file in chosen:
        try:
            target = _named_one(content, file)
            targets[target.path] = target
        except WrongUseError as error:
            wrong.append(visible(f"{file}  {error}"))
    if wrong:
        raise WrongUseError("\n".join(wrong))
    return list(targets.values())


def _named_one(content: Path, file: Path) -> HeaderFile:
    if file.is_symlink():
        raise WrongUseError(ENGLISH.what(files.LINK()))
    if not file.exists():
        raise WrongUseError("There is no such file.")
    place, root = file.resolve(), content.resolve()
    if not place.is_relative_to(root):
        raise WrongUseError(f'This file is not in the folder "{content}". Name its folder with --content.')
    target = _target(content, place.relative_to(root).parts)
    if target is None or not place.is_file():
        raise WrongUseError("This is not a file of the content model, so it has no header to rewrite.")
    return target


def _change(target: HeaderFile) -> HeaderChange | None:
    """What has to change in a file, or ``None``. Raises :class:`_UnfitError` for one to leave alone."""
    if target.path.is_symlink():
        raise _unfit(target, _whole(target, files.LINK()))
    try:
        before = target.path.read_bytes().decode("utf-8")
        after = canonical(target.model, target.name, before)
    except OSError as error:
        raise _unfit(target, _whole(target, files.UNREADABLE(error.strerror))) from None
    except UnicodeDecodeError as error:
        raise _unfit(target, _whole(target, files.ENCODING(byte=error.start + 1))) from None
    except HeaderError as error:
        raise _unfit(target, error.problem) from None
    except StyleError as error:
        raise _UnfitError(visible(f"{target.name}  {error}")) from None
    return HeaderChange(target, before, after) if after != before else None


def _whole(target: HeaderFile, finding: Finding) -> Problem:
    return Problem(target.name, 0, 0, "", finding)


def _replace(change: HeaderChange) -> None:
    """Write a temporary file that is never read as content, and move it into place."""
    path = change.target.path
    try:
        handle, beside = tempfile.mkstemp(prefix=".fmt-", dir=path.parent)
        try:
            with open(handle, "wb") as file:
                file.write(change.after.encode())
            shutil.copymode(path, beside)
            os.replace(beside, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(beside)
            raise
    except OSError as error:
        reason = f"The file cannot be written ({error.strerror}). It is as it was."
        raise _UnfitError(f"{change.target.name}  {reason}") from None


def _without_common_end(one: list[str], other: list[str]) -> tuple[list[str], list[str]]:
    """Two texts without the lines, all but a few, in which they end alike: bodies are long."""
    alike = 0
    while alike < min(len(one), len(other)) and one[-1 - alike] == other[-1 - alike]:
        alike += 1
    cut = max(alike - _CONTEXT, 0)
    return one[: len(one) - cut], other[: len(other) - cut]
