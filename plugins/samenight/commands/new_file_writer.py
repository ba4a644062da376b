"""Writes new files into a content folder: all of them or none, and never over an existing one."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path


class InTheWayError(Exception):
    """A file exists already; ``name`` is its path below the content folder."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def write_new_files(content: Path, files: Mapping[str, str]) -> None:
    """Write new files, given by their paths below ``content``.

    They are first written into a hidden folder, which is never read as content, and then linked into
    place. Raises :class:`InTheWayError` if one exists already, and :class:`OSError` if one cannot be
    written; then nothing has changed.
    """
    for name in files:
        if os.path.lexists(content / name):
            raise InTheWayError(name)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=content) as staging, _all_or_none() as made:
        for number, (name, text) in enumerate(files.items()):
            staged = Path(staging, str(number))
            staged.write_bytes(text.encode())
            _make_folders(content, (content / name).parent, made)
            _link(staged, content / name, name)
            made.append(content / name)


@contextlib.contextmanager
def _all_or_none() -> Iterator[list[Path]]:
    """Deletes everything that was made, files and folders, if any part failed."""
    made: list[Path] = []
    try:
        yield made
    except BaseException:
        for path in reversed(made):
            with contextlib.suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        raise


def _make_folders(content: Path, folder: Path, made: list[Path]) -> None:
    missing = [one for one in [folder, *folder.parents] if one.is_relative_to(content) and not one.exists()]
    for one in reversed(missing):
        one.mkdir()
        made.append(one)


def _link(staged: Path, target: Path, name: str) -> None:
    """Link the file into place; fails if one exists, also on disks without hard links."""
    try:
        os.link(staged, target)
    except FileExistsError:
        raise InTheWayError(name) from None
    except OSError:
        with open(target, "xb") as file:
            file.write(staged.read_bytes())
