"""Files only for the organisers: the folders where they may be, and writing them there."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

from samenight.commands.project import Project
from samenight.commands.prompts import Console
from samenight.content.problems.problem import Phrase
from samenight.history.git import shared_of

FOLDER = "private"
# Whatever the umask: on a shared machine nobody else may read names and passwords.
FOLDER_MODE, FILE_MODE = 0o700, 0o600
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


def warn_of_sharing(table: Path, console: Console) -> None:
    """Warn of a table of people that git has, or that the next ``git add`` would take."""
    tracked = shared_of(table.parent, [table.name]).get(table.name)
    if tracked:
        console.warn(
            "{file} is in git, so everybody who can read the repository can read these names. To take it "
            "out: git rm --cached {file}\nIt stays in the earlier versions; only a coordinator can remove it "
            "there.",
            file=table,
        )
    elif tracked is False:
        console.warn(
            '{file} is not ignored by git, so these names may get into the repository. Move it into the '
            'folder "private", or write {name} into .gitignore.', file=table, name=table.name,
        )  # fmt: skip


def write_private(folder: Path, name: str, content: bytes, console: Console) -> Path:
    """Write a file that only its owner can read atomically, replacing an earlier one of its name; its path.

    Raises :class:`click.ClickException` if it cannot be written.
    """
    path = folder / name
    try:
        _make_folder(folder)
        _write(path, content)
    except OSError as error:
        raise console.stop(1, "{file} was not made. {why}", file=path, why=console.why(error)) from None
    for wide in _wide_folders(folder):
        console.warn(
            "Others on this machine can read {folder}, and its rights cannot be changed.", folder=wide
        )
    return path


def _write(path: Path, content: bytes) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with open(temporary, "wb", opener=lambda file, flags: os.open(file, flags, FILE_MODE)) as file:
            os.fchmod(file.fileno(), FILE_MODE)
            file.write(content)
        temporary.replace(path)
    except BaseException:  # half a list of names must not stay behind
        temporary.unlink(missing_ok=True)
        raise


def _make_folder(folder: Path) -> None:
    """Make the folder, for its owner alone; one called ``private`` gets a .gitignore, and is narrowed if it
    exists already, with all folders down to this one."""
    for one in reversed([one for one in [folder, *folder.parents] if not one.exists()]):
        one.mkdir(FOLDER_MODE)
        one.chmod(FOLDER_MODE)
    for wide in _wide_folders(folder):
        with contextlib.suppress(OSError):  # another owner's; the caller warns of it
            wide.chmod(FOLDER_MODE)
    home = _home(folder)
    if home and not (home / ".gitignore").exists():
        (home / ".gitignore").write_text(_IGNORED, "utf-8")


def _home(folder: Path) -> Path | None:
    """The folder called ``private`` that a folder is or is in."""
    return next((one for one in [folder, *folder.parents] if one.name == FOLDER), None)


def _wide_folders(folder: Path) -> list[Path]:
    """Those from ``private`` down to a folder that others can read. A link is left alone."""
    home = _home(folder)
    inside = [one for one in [folder, *folder.parents] if home and one.is_relative_to(home)]
    return [one for one in inside if not one.is_symlink() and one.stat().st_mode & 0o077]
