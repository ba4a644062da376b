"""`samenight codeowners`: who is asked about a change, as a file that the git host obeys.

On both hosts the last line that fits a file wins: first a line for everything, which belongs to
the coordinators, then one for the folder of each city that names maintainers of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samenight.content.library.library import Library

# Without any name: GitLab takes names for owners even where they stand in a comment.
HEADER = (
    '# Who is asked about a change. Made by "make codeowners" from the maintainers in\n'
    "# festival.md and in each city.md: change them there, and run it again.\n"
)
FIRST_LINE = HEADER.splitlines()[0]
# What a file of ours begins with; earlier ones named the program.
FIRST_LINES = (FIRST_LINE.encode(), FIRST_LINE.replace("make", "samenight").encode())


@dataclass(frozen=True)
class CodeownersPath:
    """A place of the file, the host that looks there, and where that host looks before."""

    path: str
    host: str
    earlier: tuple[str, ...] = ()


# GitHub prefers the file in its folder, GitLab the one in the root; the root serves both.
PLACES = (
    CodeownersPath(".github/CODEOWNERS", "github"),
    CodeownersPath(".gitlab/CODEOWNERS", "gitlab", ("CODEOWNERS", "docs/CODEOWNERS")),
    CodeownersPath("CODEOWNERS", "", (".github/CODEOWNERS",)),
)
# What somebody can be called on GitHub; on GitLab there are full stops, and groups in groups.
_ON_GITHUB = re.compile(r"@[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)?|[^@]+@[^@]+")


def codeowners(library: Library, folder: Sequence[str]) -> str:
    """The text of the file. ``folder`` are the steps from the root of the repository to the content."""
    lines = [f"* {_owners(library.festival.maintainers)}\n"]
    for city in library.cities:
        if city.maintainers:
            path = "/".join(["", *folder, "cities", city.slug, ""])
            lines.append(f"{escaped(path)} {_owners(city.maintainers)}\n")
    return HEADER + "".join(lines)


def escaped(path: str) -> str:
    """A path as a pattern that fits it and nothing else."""
    return re.sub(r"([\\*?\[\]\s])", r"\\\1", path)


def unknown_to(place: CodeownersPath, library: Library) -> list[str]:
    """The maintainers that cannot be names on the host, which would leave out their whole line."""
    groups = (library.festival.maintainers, *(city.maintainers for city in library.cities))
    names = (name for names in groups for name in names)
    return [name for name in names if place.host == "github" and not _ON_GITHUB.fullmatch(name)]


def _owners(names: Iterable[str]) -> str:
    """Each name once, whatever its capitals, in the order in which they were written."""
    seen: dict[str, str] = {}
    for name in names:
        seen.setdefault(name.casefold(), name)
    return " ".join(seen.values())
