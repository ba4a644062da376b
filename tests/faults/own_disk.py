"""Builds on a disk of their own that is really full, or read-only, for as long as the build lasts.

    python -m tests.faults.own_disk

It needs root, for a small file system in memory (tmpfs) that no other program sees; elsewhere it says so and
ends. The disk is filled up to a rest of 0, 16, 32, ... KB, until a build passes untouched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.faults.series import AS_IT_WAS, Case, cases, copied, load_all, next_complaints
from tests.sites import tree

STEP = 16_384
FULL = "There is no space left"
MARK = "SAMENIGHT_OWN_DISK"  # set in the process that has file systems of its own


def may_mount() -> bool:
    """Whether this process may have file systems of its own."""
    command = ["unshare", "--mount", "mount", "-t", "tmpfs", "none", tempfile.gettempdir()]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:  # there are no such programs here
        return False


def fill(folder: Path, rest: int) -> Path:
    """Fill the disk of a folder except for a rest in bytes; the file that does."""
    filler = folder / "filler"
    found = os.statvfs(folder)
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(found.f_bavail * found.f_frsize - rest, 1))
    return filler


def refused(case: Case, site: Path, status: int, said: str) -> list[str]:
    """What is wrong with a build that could not write, or with one that could."""
    published = tree(site / "output") if (site / "output").exists() else None
    found = []
    if "Traceback" in said or "CRITICAL" in said:
        found.append("a traceback")
    if published != (case.new if status == 0 else case.old) or status not in (0, 1):
        found.append(f"exit status {status} disagrees with what is published")
    if status == 1 and AS_IT_WAS not in " ".join(said.split()):
        found.append("no word about the site")
    return [f"{one}\n{said}" for one in found]


def on_full_disk(case: Case, disk: Path) -> tuple[int, list[str]]:
    """Builds with more and more space, until one passes without a warning: how many did not, and what is
    wrong."""
    wrong: list[str] = []
    rest, failed, untouched = 0, -1, False
    while not untouched:
        site = copied(case.site, disk / "work")
        filler = fill(disk, rest)
        status, said = case.build(site)
        untouched = status == 0 and FULL not in said
        wrong += refused(case, site, status, said)
        filler.unlink()
        wrong += next_complaints(case, site, *case.build(site))
        rest, failed = rest + STEP, failed + 1
    return failed, wrong


def on_read_only_disk(case: Case, disk: Path) -> list[str]:
    """What is wrong with a build on a disk that is read-only, and with the one after that."""
    site = copied(case.site, disk / "work")
    remount(disk, "ro")
    status, said = case.build(site)
    remount(disk, "rw")
    return [*refused(case, site, status, said), *next_complaints(case, site, *case.build(site))]


def remount(disk: Path, mode: str) -> None:
    """Make a disk read-only ("ro") or writable ("rw")."""
    subprocess.run(["mount", "-o", f"remount,{mode}", str(disk)], check=True)


def run(disk: Path, aside: Path) -> int:
    """All builds on a disk; exit status 1 if something is wrong."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16m", "none", str(disk)], check=True)
    wrong = []
    for case in cases(aside):
        if case.name in {"changed", "changed, two processes", "first"}:
            failed, found = on_full_disk(case, disk)
            wrong += found + on_read_only_disk(case, disk)
            print(f"{case.name}: {failed} builds on a full disk, and one on a read-only one", flush=True)
    print("\n\n".join(wrong) or "All builds kept the site whole, and the next ones healed.")
    return int(bool(wrong))


def main() -> int:
    """Run this again with file systems of its own, if that is possible."""
    if MARK not in os.environ:
        if not may_mount():
            print("NOT TESTED on a full disk of its own: that needs root, unshare and mount.")
            return 0
        command = ["unshare", "--mount", sys.executable, "-W", "ignore", "-m", "tests.faults.own_disk"]
        return subprocess.run(command, env={**os.environ, MARK: "yes"}, check=False).returncode
    load_all()
    folder = Path(tempfile.mkdtemp())
    try:
        (folder / "disk").mkdir()
        return run(folder / "disk", folder)
    finally:
        subprocess.run(["umount", str(folder / "disk")], check=False)
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())
