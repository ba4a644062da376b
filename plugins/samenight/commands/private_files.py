"""Files for the organisers alone: the folders that may hold them, and writing them there."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from samenight.commands.project import Project
from samenight.commands.prompts import Console

FOLDER = "private"
# So that git never adds what is in the folder, whatever else the repository ignores.
_IGNORED = "# Names and numbers: never to be published.\n*\n"


def private_folder(asked: Path | None, city: str, here: Project, console: Console) -> Path:
    """The requested folder, else ``private/<city>`` next to the content.

    Raises :class:`click.ClickException` for one that is published or part of the repository's content.
    """
    usual = Path(os.path.relpath(here.content.resolve().parent)) / FOLDER / city
    folder = asked or usual
    refuse_public(folder, here, console)
    return folder


def refuse_public(path: Path, here: Project, console: Console) -> None:
    """Raise :class:`click.ClickException` for a path in a folder that is published or shared."""
    real = path.resolve()
    for public in _public_folders(here):
        if real.is_relative_to(public.resolve()):
            raise console.stop(2, '{file} is in {folder}, which everybody can read. '
                            'Take a folder such as "private".',
                            file=path, folder=os.path.relpath(public))  # fmt: skip


def _public_folders(here: Project) -> Iterable[Path]:
    beside = here.content.resolve().parent
    named = (here.settings.get(name) for name in ("OUTPUT_PATH", "THEME"))
    usual = (beside / name for name in ("output", "public", "theme"))
    return [here.content, *usual, *(Path(name) for name in named if name)]


def write_private(folder: Path, name: str, content: bytes, console: Console) -> Path:
    """Write a file in one step, over an earlier one of its name; where it is.

    Raises :class:`click.ClickException` where the disk refuses.
    """
    path = folder / name
    try:
        _make(folder)
        beside = path.with_name(f".{name}.new")
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise console.stop(1, "{file} cannot be written ({reason}).", file=path, reason=reason) from None
    return path


def _make(folder: Path) -> None:
    """Make the folder; a new one called ``private`` gets a .gitignore."""
    folder.mkdir(parents=True, exist_ok=True)
    home = next((one for one in [folder, *folder.parents] if one.name == FOLDER), None)
    if home and not (home / ".gitignore").exists():
        (home / ".gitignore").write_text(_IGNORED, "utf-8")
