"""The files of a content folder: which there are, and what their names say."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from samenight.festival.fields import FileFact
from samenight.festival.model import Charity, City, Edition, Event, Festival
from samenight.festival.writing import Page, Post

_FOLDERS: dict[str, type[FileFact]] = {"editions": Edition, "charities": Charity, "pages": Page}


class Entry(NamedTuple):
    """A file, or a link to one or to a folder: its path, the steps of it below the content folder."""

    path: str
    steps: tuple[str, ...]
    is_link: bool


def entries(root: Path) -> Iterator[Entry]:
    """All files below ``root``, and links to folders, in the order of their names, whatever order
    the disk gives. What begins with a full stop is a desktop's or an editor's."""
    yield from _below(str(root), ())


def _below(folder: str, steps: tuple[str, ...]) -> Iterator[Entry]:
    try:
        with os.scandir(folder) as found:
            here = sorted((one for one in found if not one.name.startswith(".")), key=lambda one: one.name)
    except OSError:  # a folder that nobody may open; what is missing in it is told by what refers to it
        return
    inner = [one for one in here if one.is_dir(follow_symlinks=False)]
    for one in here:
        if not one.is_dir(follow_symlinks=False):
            yield Entry(one.path, (*steps, one.name), one.is_symlink())
    for one in inner:
        yield from _below(one.path, (*steps, one.name))


def content_files(root: Path) -> Iterator[Path]:
    """The paths of :func:`entries`."""
    return (Path(entry.path) for entry in entries(root))


def kind_of(steps: tuple[str, ...]) -> tuple[type[FileFact], dict[str, str]] | None:
    """The model of a file and what its name says, or ``None`` for a stray file."""
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
            return Event, {"city": city, "edition": stem}
        case ("cities", city, "posts"):
            return Post, {"city": city, "slug": stem}
    return None
