"""`samenight codeowners`: who must review a change, as a CODEOWNERS file for the git host.

On both hosts the last line that matches a file wins: first a line for everything, with the
coordinators, then one for the folder of each city that names its own maintainers.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from samenight.builder.output.store import write_atomically
from samenight.builder.terminal import message, terminal_wording
from samenight.commands.options import content_option, language_choice
from samenight.commands.program import Command, program_name
from samenight.commands.project import content_folder
from samenight.content.library.library import Library
from samenight.content.problems.problem import Phrase, errors
from samenight.content.reading.content_reader import read_content

# Without names: GitLab reads names as owners even in a comment.
HEADER = (
    '# Who is asked about a change. Made by "make codeowners" from the maintainers in\n'
    "# festival.md and in each city.md: change them there, and run it again.\n"
)
FIRST_LINE = HEADER.splitlines()[0]
# The first lines of files made by this command; those of earlier versions named the program.
FIRST_LINES = (FIRST_LINE.encode(), FIRST_LINE.replace("make", "samenight").encode())


@dataclass(frozen=True)
class CodeownersPath:
    """A path of the file, the host that reads it there, and the paths that host reads first."""

    path: str
    host: str
    earlier: tuple[str, ...] = ()


# GitHub prefers the file in its folder, GitLab the one in the root; the root serves both.
PLACES = (
    CodeownersPath(".github/CODEOWNERS", "github"),
    CodeownersPath(".gitlab/CODEOWNERS", "gitlab", ("CODEOWNERS", "docs/CODEOWNERS")),
    CodeownersPath("CODEOWNERS", "", (".github/CODEOWNERS",)),
)
# Names that GitHub allows; GitLab also allows full stops, and groups within groups.
_ON_GITHUB = re.compile(r"@[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)?|[^@]+@[^@]+")


def codeowners_text(library: Library, folder: Sequence[str]) -> str:
    """The text of the file. ``folder`` are the steps from the root of the repository to the content."""
    lines = [f"* {_owners(library.festival.maintainers)}\n"]
    for city in library.cities:
        if city.maintainers:
            path = "/".join(["", *folder, "cities", city.slug, ""])
            lines.append(f"{escaped(path)} {_owners(city.maintainers)}\n")
    return HEADER + "".join(lines)


def escaped(path: str) -> str:
    """A path as a pattern that matches only it."""
    return re.sub(r"([\\*?\[\]\s])", r"\\\1", path)


def unknown_to(place: CodeownersPath, library: Library) -> list[str]:
    """The maintainers that cannot be names on the host, which would ignore their whole line."""
    groups = (library.festival.maintainers, *(city.maintainers for city in library.cities))
    names = (name for names in groups for name in names)
    return [name for name in names if place.host == "github" and not _ON_GITHUB.fullmatch(name)]


def _owners(names: Iterable[str]) -> str:
    """Each name once, ignoring case, in the order in which they were written."""
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(name.casefold(), name)
    return " ".join(seen.values())


# Writes or compares the text of a file, prints what it did, and returns the exit status.
FileAction = Callable[[Path, str, str], int]


class CodeownersError(Exception):
    """The reason why nothing can be done, and the exit status: 1 for the content, 2 for wrong use."""

    def __init__(self, sentence: str, status: int = 1) -> None:
        super().__init__(sentence)
        self.status = status


def update_codeowners(content: Path, host: str | None, action: FileAction) -> int:
    """Make the text for a content folder and write or compare it with ``action``; the exit status.

    ``host`` is "github", "gitlab" or ``None`` to detect it from the repository.
    """
    try:
        root = _root_of(content)
        library, place = _library(content), _place(root, host)
        _refuse_obstacles(root, place, library)
        text = codeowners_text(library, _steps(root, content))
        return action(root / place.path, text, _counts(library))
    except CodeownersError as refusal:
        print(refusal, file=sys.stderr)
        return refusal.status


def write_codeowners(path: Path, text: str, counts: str) -> int:
    """Write the file atomically, unless it is up to date."""
    if _is_up_to_date(path, text):
        print(message("{file} is up to date: {counts}.", file=_name(path), counts=counts))
        return 0
    write_atomically(path, text.encode())
    print(message("Wrote {file}: {counts}.", file=_name(path), counts=counts))
    return 0


def compare_codeowners(path: Path, text: str, counts: str) -> int:
    """Report whether the file is up to date, and write nothing."""
    if _is_up_to_date(path, text):
        print(message("{file} is up to date: {counts}.", file=_name(path), counts=counts))
        return 0
    english = (
        Phrase('{file} is not up to date. Run "{program} codeowners", and commit what it writes.')
        if path.exists()
        else Phrase('{file} is missing. Run "{program} codeowners", and commit what it writes.')
    )
    print(message(english, file=_name(path), program=program_name()), file=sys.stderr)
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
        english = Phrase('The folder "{folder}" is outside the repository {root}. Run this from its root.')
        raise CodeownersError(message(english, folder=content, root=root), 2) from None
    if not "".join(steps).isprintable():
        english = Phrase("The path of the content has a line break, which CODEOWNERS cannot express.")
        raise CodeownersError(message(english), 2)
    return steps


def _library(content: Path) -> Library:
    reading = read_content(content)
    if errors(reading.problems) or reading.library is None:
        english = Phrase('There are problems in the content. Run "{program} check", and fix them first.')
        raise CodeownersError(message(english, program=program_name()))
    if not reading.library.festival.maintainers:
        english = Phrase(
            "{file} names no maintainers, so files outside the cities would have no owner. Add the "
            'coordinators, like maintainers: ["@ana"].'
        )
        raise CodeownersError(message(english, file=f"{content}/festival.md"))
    return reading.library


def _place(root: Path, host: str | None) -> CodeownersPath:
    """The path for the named host; else that of an existing file; else what remotes or folders suggest."""
    if host:
        return next(place for place in PLACES if place.host == host)
    existing = [place for place in PLACES if (root / place.path).exists()]
    folders = [place for place in PLACES if place.host and (root / f".{place.host}").is_dir()]
    for found in (existing, _places_of_remotes(root), folders):
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


def _refuse_obstacles(root: Path, place: CodeownersPath, library: Library) -> None:
    """Refuse to overwrite a hand-written file, or to write one that the host would not read."""
    path = root / place.path
    if path.exists() and not path.read_bytes().startswith(FIRST_LINES):
        english = Phrase(
            "{file} was not made by this command, so it is left alone. Write the names in it as maintainers "
            "into festival.md and city.md, remove it, and run this again."
        )
        raise CodeownersError(message(english, file=place.path))
    for other in place.earlier:
        if (root / other).exists():
            english = Phrase("{other} would be read instead of {file}. Remove it, and run this again.")
            raise CodeownersError(message(english, other=other, file=place.path))
    unknown = unknown_to(place, library)
    if unknown:
        english = Phrase('"{name}" cannot be a name on GitHub. Correct it in the list of maintainers.')
        raise CodeownersError(message(english, name=unknown[0]))


def _is_up_to_date(path: Path, text: str) -> bool:
    """Whether a file has this text, ignoring line ends (git may convert them)."""
    return path.is_file() and path.read_bytes().replace(b"\r\n", b"\n") == text.encode()


def _name(path: Path) -> str:
    return os.path.relpath(path)


def _counts(library: Library) -> str:
    named = sum(1 for city in library.cities if city.maintainers)
    rest = len(library.cities) - named
    words = terminal_wording(os.environ)
    own = words.counted(
        named, "{n} city has maintainers of their own", "{n} cities have maintainers of their own"
    )
    others = words.counted(rest, "{n} is with the coordinators", "{n} are with the coordinators")
    return f"{own}, {others}"


@click.command(cls=Command)
@content_option
@click.option("--host", type=click.Choice(["github", "gitlab"]),
              help="The git host; by default detected from the repository.")  # fmt: skip
@language_choice
@click.option("--check", is_flag=True, help="Write nothing; only check whether it is up to date.")
def codeowners(content: Path | None, host: str | None, check: bool) -> None:
    """Write who must review which changes into the CODEOWNERS file of the git host.

    The maintainers in festival.md own everything, those in a city.md the folder of their city.

    Exit status: 0 it is up to date, 1 it cannot be written, or with --check is not up to date, 2 wrong
    use.
    """
    raise SystemExit(
        update_codeowners(content_folder(content), host, compare_codeowners if check else write_codeowners)
    )
