"""Where CODEOWNERS belongs in this repository, what stands there, and how it gets there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from samenight.commands.calling import program_name
from samenight.commands.codeowners import FIRST_LINES, PLACES, CodeownersPath, codeowners, unknown_to
from samenight.content.library.library import Library
from samenight.content.problems.problem import errors
from samenight.content.reading.content_reader import read_content

# What to do with the text that should stand in a file: says what it did; the exit status.
Doing = Callable[[Path, str, str], int]


class CodeownersError(Exception):
    """Why nothing can be done, in words, and the exit status: 1 for the content, 2 for wrong use."""

    def __init__(self, message: str, status: int = 1) -> None:
        super().__init__(message)
        self.status = status


def own(content: Path, host: str | None, do: Doing) -> int:
    """Make the text for a content folder and let ``do`` write it or compare it; the exit status.

    ``host`` is "github", "gitlab" or ``None``, where the repository itself tells.
    """
    try:
        root = _root_of(content)
        library, place = _library(content), _place(root, host)
        _make_sure(root, place, library)
        text = codeowners(library, _steps(root, content))
        return do(root / place.path, text, _counts(library))
    except CodeownersError as refusal:
        print(refusal, file=sys.stderr)
        return refusal.status
    except OSError as error:
        print(f'"{error.filename}" cannot be read or written ({error.strerror}).', file=sys.stderr)
        return 1


def write(path: Path, text: str, counts: str) -> int:
    """Write the file in one step, unless it is as it should be."""
    if _is(path, text):
        print(f"{_name(path)} is as it should be: {counts}.")
        return 0
    path.parent.mkdir(exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(text.encode())
    beside.replace(path)
    print(f"Wrote {_name(path)}: {counts}.")
    return 0


def compare(path: Path, text: str, counts: str) -> int:
    """Say whether the file is as it should be, and touch nothing."""
    if _is(path, text):
        print(f"{_name(path)} is as it should be: {counts}.")
        return 0
    state = "is not up to date" if path.exists() else "is missing"
    run = f'Run "{program_name()} codeowners", and commit what it writes.'
    print(f"{_name(path)} {state}. {run}", file=sys.stderr)
    return 1


def _root_of(content: Path) -> Path:
    """The root of the repository that holds the content; without one, the working folder."""
    here = content.resolve()
    roots = (folder for folder in (here, *here.parents) if (folder / ".git").exists())
    return next(roots, Path.cwd().resolve())


def _steps(root: Path, content: Path) -> tuple[str, ...]:
    try:
        steps = content.resolve().relative_to(root).parts
    except ValueError:
        message = f'The folder "{content}" is outside the repository {root}. Run this from its root.'
        raise CodeownersError(message, 2) from None
    if not "".join(steps).isprintable():
        raise CodeownersError("The path of the content holds a line break, which CODEOWNERS cannot.", 2)
    return steps


def _library(content: Path) -> Library:
    reading = read_content(content)
    if errors(reading.problems) or reading.library is None:
        raise CodeownersError(
            f'There are problems in the content. Run "{program_name()} check", and mend them first.'
        )
    if not reading.library.festival.maintainers:
        raise CodeownersError(
            f"{content}/festival.md names no maintainers, so nobody would look after all that is no city's. "
            'Add the coordinators, like maintainers: ["@ana"].'
        )
    return reading.library


def _place(root: Path, host: str | None) -> CodeownersPath:
    """Where the named host looks; else where a file stands already; else what git or a folder tells."""
    if host:
        return next(place for place in PLACES if place.host == host)
    standing = [place for place in PLACES if (root / place.path).exists()]
    folders = [place for place in PLACES if place.host and (root / f".{place.host}").is_dir()]
    for found in (standing, _places_of_remotes(root), folders):
        if len(found) == 1:
            return found[0]
    return PLACES[-1]


def _places_of_remotes(root: Path) -> list[CodeownersPath]:
    command = ["git", "-C", str(root), "config", "--get-regexp", r"^remote\..*\.url$"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:  # there is no git here
        return []
    return [place for place in PLACES if place.host and place.host in done.stdout.casefold()]


def _make_sure(root: Path, place: CodeownersPath, library: Library) -> None:
    """Refuse what would be lost, or would stand there without being read."""
    path = root / place.path
    if path.exists() and not path.read_bytes().startswith(FIRST_LINES):
        raise CodeownersError(
            f"{place.path} was not made by this command, so it is left alone. Write the names in it as "
            "maintainers into festival.md and city.md, remove it, and run this again."
        )
    for other in place.earlier:
        if (root / other).exists():
            raise CodeownersError(
                f"{other} would be read instead of {place.path}. Remove it, and run this again."
            )
    unknown = unknown_to(place, library)
    if unknown:
        raise CodeownersError(
            f'"{unknown[0]}" cannot be a name on GitHub. Mend it where it stands as a maintainer.'
        )


def _is(path: Path, text: str) -> bool:
    """Whether a file holds the text, whatever git made of the ends of its lines."""
    return path.is_file() and path.read_bytes().replace(b"\r\n", b"\n") == text.encode()


def _name(path: Path) -> str:
    return os.path.relpath(path)


def _counts(library: Library) -> str:
    named = sum(1 for city in library.cities if city.maintainers)
    rest = len(library.cities) - named
    cities = "1 city has" if named == 1 else f"{named:,} cities have"
    return f"{cities} maintainers of their own, {rest:,} {'is' if rest == 1 else 'are'} with the coordinators"
