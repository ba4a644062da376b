"""The files of a content folder, and the kind and keys that follow from their paths."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from samenight.content.model.base import FileFact
from samenight.content.model.festival import Festival
from samenight.content.model.file_facts import Charity, City, Edition, Event
from samenight.content.model.posts_and_pages import CountryFacts, FestivalPost, OutreachPost, Page, Post
from samenight.content.problems.kinds import files
from samenight.content.problems.problem import Finding, Phrase, quoted
from samenight.content.values.slugs import (
    RESERVED_EVENTS,
    RESERVED_SLUGS,
    has_refused_signs,
    is_device,
    is_slug,
    slug_of,
)
from samenight.content.values.written_codes import country_codes

_FOLDERS: dict[str, type[FileFact]] = {
    "editions": Edition,
    "charities": Charity,
    "countries": CountryFacts,
    "pages": Page,
    "posts": FestivalPost,
    "outreach": OutreachPost,
}
# Entries that desktops, editors, git and programs that copy folders keep there, whatever they are: Emacs
# marks a file that is open by a link. Everything else with such a name is read like all others.
_LEFT_ALONE = re.compile(
    r"\.DS_Store|\._.*|\.localized|\.Trash.*|\.directory|\.hidden|\.nfs.*|\.fuse_hidden.*|\.goutputstream-.*"
    r"|\.#.*|\..*\.sw[a-z]|\.~lock\..*#|\.idea|\.vscode|\.obsidian|\.editorconfig|\.prettierrc.*"
    r"|\.markdownlint.*|\.git|\.gitignore|\.gitattributes|\.gitkeep|\.keep|\.hg|\.svn"
    r"|\.stfolder.*|\.stversions|\.stignore|\.syncthing\..*|\.dropbox.*|\.sync.*"
)
_DEVICE = Phrase("on Windows a device has it, and git cannot make the file there")
_SIGNS = Phrase("Windows has no file with such a sign in its name, or with a full stop or a blank at its end")
# How deep folders are searched; content is at most three levels deep.
MAX_DEPTH = 8


class ContentEntry(NamedTuple):
    """An entry of the content folder: its path, the parts of its path below that folder, and, if it is not
    a regular file (a link, for example), the finding."""

    path: str
    steps: tuple[str, ...]
    odd: Finding | None = None


def entries(root: Path) -> Iterator[ContentEntry]:
    """All files below ``root``, and other entries in place of files, sorted by name, without those that a
    desktop, an editor or git keeps there (:data:`_LEFT_ALONE`).

    Folders that cannot be read, are named like a text file, or are too deep are not entered. Raises
    :class:`OSError` if the content folder itself cannot be read.
    """
    waiting: list[tuple[str, tuple[str, ...]]] = [(str(root), ())]
    while waiting:
        folder, steps = waiting.pop()
        try:
            with os.scandir(folder) as found:
                kept = (one for one in found if not _LEFT_ALONE.fullmatch(one.name))
                here = sorted(kept, key=lambda one: one.name)
        except (FileNotFoundError, NotADirectoryError) as error:
            # a missing content folder is reported as a missing festival.md
            yield from [ContentEntry(folder, steps, files.UNREADABLE(error.strerror))] if steps else []
            continue
        except OSError as error:
            if not steps:
                raise
            yield ContentEntry(folder, steps, files.UNREADABLE(error.strerror))
            continue
        inner = []
        for one in here:
            below = (*steps, one.name)
            if _is_entered(one, len(below)):
                inner.append((one.path, below))
            else:
                yield ContentEntry(one.path, below, _odd(one, len(below)))
        waiting += reversed(inner)


def _is_entered(one: os.DirEntry[str], depth: int) -> bool:
    return one.is_dir(follow_symlinks=False) and depth <= MAX_DEPTH and not is_text(one.name)


def _odd(one: os.DirEntry[str], depth: int) -> Finding | None:
    if one.is_file(follow_symlinks=False):
        return None
    if one.is_symlink():
        return files.LINK()
    if not one.is_dir(follow_symlinks=False):
        return files.SPECIAL(Phrase("a pipe, a socket or a device"))
    return files.DEEP(limit=MAX_DEPTH) if depth > MAX_DEPTH else files.SPECIAL(Phrase("a folder"))


def files_below(folder: Path) -> Iterator[Path]:
    """All files in any folder and the folders in it, also those that links lead to; none if it is missing.

    Raises :class:`OSError` if a folder cannot be read; ``Path.rglob`` would leave out the files in it.
    """
    try:
        with os.scandir(folder) as found:
            here = list(found)
    except (FileNotFoundError, NotADirectoryError):
        return
    for one in here:
        if one.is_dir(follow_symlinks=False):
            yield from files_below(Path(one.path))
        elif one.is_file():
            yield Path(one.path)


def is_text(name: str) -> bool:
    """Whether a file of this name could be meant as content; only ".md" is accepted."""
    return os.path.splitext(name)[1].lower() in {".md", ".markdown", ".mdown", ".mkd", ".yml", ".yaml"}


def content_files(root: Path) -> Iterator[Path]:
    """The paths of the files and links of :func:`entries`, without pipes, which would block a reader."""
    found = (entry for entry in entries(root) if entry.odd is None or entry.odd.kind is files.LINK)
    return (Path(entry.path) for entry in found)


def kind_of(steps: tuple[str, ...]) -> tuple[type[FileFact], dict[str, str]] | None:
    """The model of a file and the keys from its path, or ``None`` for a stray file."""
    stem, dot, ending = steps[-1].rpartition(".")
    if dot + ending != ".md":
        return None
    match steps[:-1]:
        case () if stem == "festival":
            return Festival, {}
        case (folder,) if folder in _FOLDERS:
            return _FOLDERS[folder], {"slug": stem}
        case ("cities", city) if stem == "city":
            return City, {"slug": city}
        case ("cities", city):
            return Event, {"city": city, "slug": stem}
        case ("cities", city, "posts"):
            return Post, {"city": city, "slug": stem}
        case ("cities", city, "outreach"):
            return OutreachPost, {"city": city, "slug": stem}
    return None


def bad_names(model: type[FileFact], given: Mapping[str, str]) -> Iterator[Finding]:
    """What is wrong with the names of a file and its folders."""
    for value in map(printable, given.values()):
        if not is_slug(value):
            # Han characters have several readings
            meant = "" if re.search("[\u3400-\u9fff]", value) else slug_of(value)
            yield files.SLUG(value, quoted(meant) if meant else None)
        elif is_device(value) and (
            value != given.get("city") or model is City
        ):  # said of a city's folder once
            yield files.RESERVED(value, reason=_DEVICE)
    taken = RESERVED_SLUGS if model in {City, Page} else RESERVED_EVENTS if model in {Edition, Event} else ()
    address = given.get("slug", "")
    if address in taken:
        yield files.RESERVED(address, reason=Phrase("this address is taken by the site itself"))
    if model is CountryFacts and address.upper() not in country_codes():
        yield files.COUNTRY_FILE(address)


def refused_names(steps: Iterable[str]) -> Iterator[Finding]:
    """What is wrong with the names of a file that is no text, and of its folders."""
    for name in map(printable, steps):
        if is_device(name):
            yield files.RESERVED(name, reason=_DEVICE)
        elif has_refused_signs(name):
            yield files.RESERVED(name, reason=_SIGNS)


def printable(name: str) -> str:
    """A file name, which can be any bytes, as text that can be shown."""
    return name.encode("utf-8", "replace").decode()
