"""The staging folder beside the output folder, and the one swap that publishes it.

The output folder is whole at every moment. Where the system can exchange two folders in one
step (Linux, macOS), it does; elsewhere the old folder is moved away and the new one moved in,
and a build that was killed between the two is mended by the next one.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from samenight.site import urls

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # Linux, renameat2(2)
_RENAME_SWAP = 2  # macOS, renamex_np(2)


def staging_folder(output: Path) -> Path:
    """Where the next site is put together: beside the output, so that a rename can move it."""
    return output.with_name(f".{output.name}.staging")


def _old_folder(output: Path) -> Path:
    return output.with_name(f".{output.name}.old")


@contextlib.contextmanager
def only_build(output: Path) -> Iterator[None]:
    """Let one build at a time have the output folder; a second one waits for the first.

    The system lets go of the lock when the process ends, however it ends.
    """
    output.parent.mkdir(parents=True, exist_ok=True)
    with open(output.with_name(f".{output.name}.lock"), "w") as lock:
        try:
            import fcntl  # noqa: PLC0415 -- not on Windows
        except ImportError:  # pragma: no cover -- Windows has no flock; builds there are not guarded
            yield
            return
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def not_ours(output: Path, sources: Iterable[Path]) -> str | None:
    """Why a folder may not be published to, as a sentence: publishing replaces all that is in it.

    Only an empty folder may, or one that an earlier build has left its manifest in, and none that
    holds the content or theme, or lies in one of them.
    """
    for source in (source.resolve() for source in sources):
        if output == source or output in source.parents or source in output.parents:
            return f'"{output}" and "{source}" lie in each other. Choose another output folder.'
    if output.is_dir() and any(output.iterdir()) and not (output / urls.MANIFEST).is_file():
        return f'"{output}" holds files that were not made here. Choose an empty folder, or empty it.'
    return None


def mend(output: Path) -> None:
    """Put back the site where a build was killed between the two renames of the slow swap."""
    old = _old_folder(output)
    if old.exists():
        if output.exists():
            shutil.rmtree(old)
        else:
            old.rename(output)


def begin(output: Path) -> Path:
    """An empty staging folder; what a killed build left behind is mended first."""
    mend(output)
    staging = staging_folder(output)
    if staging.exists():
        shutil.rmtree(staging)
    staging.mkdir(parents=True)
    return staging


def swap(staging: Path, output: Path) -> None:
    """Publish the staging folder as the output folder, and remove what was there before.

    An output folder that is a link stays one; the folder it leads to is exchanged.
    """
    output = output.resolve()
    if not output.exists():
        staging.rename(output)
        return
    if os.path.ismount(output):
        raise SystemExit(
            f"{output} is a mount point, which cannot be exchanged. Build into a folder below it."
        )
    if not _exchange(staging, output):
        old = _old_folder(output)
        output.rename(old)
        staging.rename(output)
        old.rename(staging)
    shutil.rmtree(staging)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; ``False`` where the system cannot."""
    if sys.platform not in {"linux", "darwin"}:
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(one), os.fsencode(other)
    if hasattr(libc, "renameat2"):
        return bool(libc.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0)
    if hasattr(libc, "renamex_np"):
        return bool(libc.renamex_np(names[0], names[1], _RENAME_SWAP) == 0)
    return False


def place(source: str, target: str) -> None:
    """Put a file of the store at its place: by a hard link where the disk has them, else a copy."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
