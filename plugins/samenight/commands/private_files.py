"""Files only for the organisers: the folders where they may be, and writing them there."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from samenight.builder.output.store import write_atomically
from samenight.commands.project import Project
from samenight.commands.prompts import Console
from samenight.content.problems.problem import Phrase

FOLDER = "private"
# So that git ignores all files in the folder, whatever the .gitignore of the repository.
_IGNORED = "# Names and numbers: never to be published.\n*\n"


def private_folder(requested: Path | None, city: str, here: Project, console: Console) -> Path:
    """The requested folder, else ``private/<city>`` next to the content.

    Raises :class:`click.ClickException` for one that is published or part of the repository's content.
    """
    usual = Path(os.path.relpath(here.content.resolve().parent)) / FOLDER / city
    folder = requested or usual
    refuse_public(folder, here, console)
    return folder


def refuse_public(path: Path, here: Project, console: Console) -> None:
    """Raise :class:`click.ClickException` for a path in a folder that is published or shared."""
    real = path.resolve()
    for public in _public_folders(here):
        if real.is_relative_to(public.resolve()):
            english = Phrase('{file} is in {folder}, which is published. Use a folder such as "private".')
            raise console.stop(2, english, file=path, folder=os.path.relpath(public))


def _public_folders(here: Project) -> Iterable[Path]:
    root = here.content.resolve().parent
    named = (here.settings.get(name) for name in ("OUTPUT_PATH", "THEME"))
    usual = (root / name for name in ("output", "public", "theme"))
    return [here.content, *usual, *(Path(name) for name in named if name)]


def write_private(folder: Path, name: str, content: bytes, console: Console) -> Path:
    """Write a file atomically, replacing an earlier one of its name; its path.

    Raises :class:`click.ClickException` if it cannot be written.
    """
    path = folder / name
    try:
        _make_folder(folder)
        write_atomically(path, content)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise console.stop(1, "{file} cannot be written ({reason}).", file=path, reason=reason) from None
    return path


def _make_folder(folder: Path) -> None:
    """Make the folder; a new one called ``private`` gets a .gitignore."""
    folder.mkdir(parents=True, exist_ok=True)
    home = next((one for one in [folder, *folder.parents] if one.name == FOLDER), None)
    if home and not (home / ".gitignore").exists():
        (home / ".gitignore").write_text(_IGNORED, "utf-8")
