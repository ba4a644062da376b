"""Fresh clones of this repository, with everything that `make setup` would install."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

from tests.sites import REPOSITORY

# Only one city of the archive, whose build takes half a minute, and without its print kit.
CITIES = {"paris"}
LEAN = ("\nfacts:\n", '\nprint: "none"\nfacts:\n')
AUTHOR = {f"GIT_{role}_{part}": f"{part.lower()}@example.org" for role in ("AUTHOR", "COMMITTER")
          for part in ("NAME", "EMAIL")}  # fmt: skip


def clone(folder: Path) -> Path:
    """A clone with uncommitted changes, one city, and a virtual environment of its own."""
    for name in _files():
        steps = name.split("/")
        if steps[:2] == ["content", "cities"] and steps[2] not in CITIES:
            continue
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(REPOSITORY / name, target, follow_symlinks=False)
    festival = folder / "content/festival.md"
    festival.write_text(festival.read_text("utf-8").replace(*LEAN), "utf-8")
    for command in (["init", "--quiet", "--initial-branch=main"], ["add", "--all"],
                    ["commit", "--quiet", "--message", "All"]):  # fmt: skip
        subprocess.run(["git", *command], cwd=folder, env={**os.environ, **AUTHOR}, check=True)
    _environment(folder)
    return folder


def _files() -> list[str]:
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY, capture_output=True, check=True, text=True,
    )  # fmt: skip
    return [name for name in done.stdout.split("\0") if name and (REPOSITORY / name).is_file()]


def _environment(folder: Path) -> None:
    """The packages of the tests' environment, as if `make setup` had installed them, except our program."""
    venv = folder / ".venv"
    (venv / "bin").mkdir(parents=True)
    for path in Path(sys.prefix).iterdir():
        if path.name not in {"bin", ".built-with", ".tested-with"}:
            (venv / path.name).symlink_to(path)
    for path in Path(sys.prefix, "bin").iterdir():
        if path.name != "samenight":
            (venv / "bin" / path.name).symlink_to(path)
    for stamp, listed in ((".built-with", "requirements.txt"), (".tested-with", "requirements-dev.txt")):
        os.utime(folder / listed, (0, 0))  # installed after it was written
        shutil.copyfile(folder / listed, venv / stamp)


def surroundings(home: Path) -> dict[str, str]:
    """The environment variables of a user who has installed nothing, some months before the night of 2027."""
    ours = os.path.dirname(sys.executable)
    path = [one for one in os.environ.get("PATH", os.defpath).split(os.pathsep) if one != ours]
    return {
        "PATH": os.pathsep.join(path), "HOME": str(home), "LC_ALL": "C.UTF-8", "TERM": "dumb",
        "SAMENIGHT_NOW": "2026-12-01T12:00", "SAMENIGHT_JOBS": "1", "PORT": str(free_port()), **AUTHOR,
    }  # fmt: skip


def free_port() -> int:
    """A port that is not in use."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
