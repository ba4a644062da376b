"""Rules for files beside the content: tables of people that git shares, and private files that it has.

The site does not have them, but the repository does, which everybody can read.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from samenight.checks.kinds import PRIVATE_TRACKED, TABLE_TRACKED, TABLE_UNIGNORED
from samenight.content.problems.problem import Problem
from samenight.content.reading.other_files import TABLES
from samenight.history.git import shared_of

# The folder for what commands make of names and passwords; see commands/private_files.py.
PRIVATE = "private"
# Tables of plain text are read: one with rates or times is no list of people.
_TEXT = frozenset([".csv", ".tsv"])
_COLUMN = re.compile(
    r"(?<!\w)(?:(?:full|first|last|given|family) ?name|surname|name|e-?mail|phone|telephone|mobile|address"
    r"|guest|attendee|participant|pr[ée]nom|nom|courriel|t[ée]l[ée]phone|adresse|invit[ée])(?!\w)",
    re.IGNORECASE,
)
_LONGEST_HEAD = 4096  # bytes


def tables_beside(content: Path) -> Iterator[Problem]:
    """The tables of people next to the content folder that git has or does not ignore, and the files in
    ``private`` that it has. Nothing without git, which is not called if there is nothing to look at."""
    root = content.resolve().parent
    tables = set(_tables_of_people(root))
    names = sorted(tables | ({PRIVATE} if (root / PRIVATE).is_dir() else set()))
    if not names:
        return
    for name, tracked in shared_of(root, names).items():
        if name in tables:
            finding = TABLE_TRACKED(name) if tracked else TABLE_UNIGNORED(name)
            yield Problem(name, 0, 0, "", finding)
        elif tracked and name != f"{PRIVATE}/.gitignore":
            yield Problem(name, 0, 0, "", PRIVATE_TRACKED(name))


def _tables_of_people(root: Path) -> Iterator[str]:
    try:
        with os.scandir(root) as entries:
            found = [one.name for one in entries if one.is_file(follow_symlinks=False)]
    except OSError:  # the folder above the content need not be readable
        return
    for name in found:
        ending = os.path.splitext(name)[1].lower()
        if ending in TABLES and (ending not in _TEXT or _has_people(root / name)):
            yield name


def _has_people(table: Path) -> bool:
    """Whether the first line of a table names a column for people, in English or French."""
    try:
        with table.open("rb") as file:
            head = file.read(_LONGEST_HEAD).split(b"\n")[0]
    except OSError:
        return False
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return bool(_COLUMN.search(head.decode("utf-16" if wide else "utf-8", "replace")))
