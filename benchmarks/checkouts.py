"""The code that is measured: a clone of one commit, which stays as it is while the bench runs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
# What the bench itself writes does not make the tree another one.
WRITTEN = ("docs/benchmarks.md", "docs/benchmarks.json")
# As tools/samenight.sh starts the program.
_PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
del sys.argv[:2]
from samenight.commands import start
start()
"""
# Every build has as many processes as Hugo has threads.
JOBS = 2


@dataclass(frozen=True)
class Checkout:
    """A clone of the repository at a commit, in which `make` works."""

    folder: Path
    commit: str

    @property
    def plugins(self) -> Path:
        """The folder of the package."""
        return self.folder / "plugins"

    def samenight(self, *words: str) -> list[str]:
        """The program `samenight` of this commit with these words."""
        return [sys.executable, "-P", "-c", _PROGRAM, str(self.plugins), "samenight", *words]


def commit_of(name: str = "HEAD") -> str:
    """The full number of a commit. Raises :class:`SystemExit` if there is none of that name."""
    done = _git("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}", check=False)
    if done.returncode:
        raise SystemExit(f"There is no commit {name} in this repository.")
    return done.stdout.strip()


def changed_files() -> list[str]:
    """The files that differ from the last commit, or are new, without those that the bench writes."""
    done = _git("status", "--porcelain", "--no-renames", "-z", "--untracked-files=all")
    return sorted(line[3:] for line in done.stdout.split("\0") if line and line[3:] not in WRITTEN)


def checkout(commit: str, folder: Path, changed: Sequence[str] = ()) -> Checkout:
    """Clone a commit into a folder that does not exist yet, with ``changed`` files as they are now."""
    _git("clone", "--quiet", "--shared", "--no-checkout", str(REPOSITORY), str(folder))
    _git("-C", str(folder), "checkout", "--quiet", "--detach", commit)
    for name in changed:
        source, target = REPOSITORY / name, folder / name
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
        else:
            target.unlink(missing_ok=True)
    _lend_environment(folder)
    # So that no measured process compiles it.
    compile_all = [sys.executable, "-m", "compileall", "-q", str(folder / "plugins")]
    subprocess.run(compile_all, check=True, capture_output=True)
    return Checkout(folder, commit)


def _lend_environment(folder: Path) -> None:
    """Give a clone the packages of this environment, as if `make setup` had installed them, but its own
    program."""
    venv = folder / ".venv"
    (venv / "bin").mkdir(parents=True)
    for path in Path(sys.prefix).iterdir():
        if path.name != "bin" and not path.name.endswith("-with"):
            (venv / path.name).symlink_to(path)
    for path in Path(sys.prefix, "bin").iterdir():
        if path.name != "samenight":
            (venv / "bin" / path.name).symlink_to(path)
    shutil.copyfile(folder / "requirements.txt", venv / ".built-with")
    os.utime(folder / "requirements.txt", (0, 0))  # installed after it was written


def surroundings(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a measured program: without what changes how Python or a build works."""
    away = ("PYTHON", "SAMENIGHT_", "SITEURL", "SOURCE_DATE_EPOCH", "HUGO_", "MAKE", "VIRTUAL_ENV")
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(away) and not name.endswith("OPTS")
    }
    return {**kept, "SAMENIGHT_JOBS": str(JOBS), "GOMAXPROCS": str(JOBS), **(more or {})}


def _git(*words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(["git", *words], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    if check and done.returncode:
        raise SystemExit(f"git {' '.join(words)} failed: {done.stderr.strip()}")
    return done
