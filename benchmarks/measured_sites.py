"""The sites that are measured: ours with different kits, and Hugo's, of the same cities."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Protocol

from benchmarks.checkouts import Checkout, surroundings
from benchmarks.festivals import NOW, make, make_for_hugo

HUGO_VERSION = "0.168"
HUGO_SOURCES = "benchmarks/hugo"
# Who is measured, in the order of the page.
HUGO, HUGO_WITHOUT_CARD, NONE, LEAN, PIECES, FULL = (
    "hugo",
    "hugo-without-card",
    "none",
    "lean",
    "pieces",
    "full",
)
NAMES = {
    HUGO: "Hugo",
    HUGO_WITHOUT_CARD: "Hugo without its share card",
    NONE: "ours, without kits",
    LEAN: "ours, lean kits",
    PIECES: "ours, only page, ICS and QR code",
    FULL: "ours, full kits",
}
CONF = """
import runpy
from pathlib import Path

HERE = Path(__file__).resolve().parent
globals().update({{k: v for k, v in runpy.run_path({conf!r}).items() if k.isupper()}})
PATH, OUTPUT_PATH, SAMENIGHT_STORE = str(HERE / "content"), str(HERE / "output"), str(HERE / ".samenight")
"""
# The packages that publish more give way to a plugin that asks them for three files of each city.
CONF_OF_PIECES = """
import sys
sys.path.append({folder!r})
import samenight.builder, samenight.checks
import benchmarks.only_pieces
PLUGINS = [samenight.checks, benchmarks.only_pieces, samenight.builder]
"""


class MeasuredSite(Protocol):
    """A site on disk and how it is built. ``edited`` is a file of one city, which is shown at ``page``, with
    the text ``ready``."""

    folder: Path
    edited: Path
    page: str
    ready: str
    env: Mapping[str, str]

    def build_command(self) -> list[str]:
        """What builds the site, once."""

    def server_command(self, port: int) -> list[str]:
        """What serves the site and builds it again on changes."""

    def clear(self) -> None:
        """Delete what builds have made."""

    def outputs(self) -> list[Path]:
        """The published files."""


class OurSite:
    """A site of ours. ``kits`` is NONE, LEAN, FULL or PIECES."""

    def __init__(self, checkout: Checkout, folder: Path, kits: str, cities: int) -> None:
        self.folder = folder
        self.env: Mapping[str, str] = surroundings({"SAMENIGHT_NOW": NOW})
        self._checkout = checkout
        folder.mkdir(parents=True)
        conf = CONF.format(conf=str(checkout.folder / "pelicanconf.py"))
        if kits == PIECES:
            conf += CONF_OF_PIECES.format(folder=str(checkout.folder))
        (folder / "pelicanconf.py").write_text(conf, "utf-8")
        events = make(folder / "content", cities)
        choose_kit(folder / "content/festival.md", NONE if kits == PIECES else kits)
        # The latest event of a city in the middle: that city's page shows it.
        middle = events[len(events) // 2].parent
        self.edited = max(event for event in events if event.parent == middle)
        self.page, self.ready = f"{middle.name}/", _title(middle.name)

    def build_command(self) -> list[str]:
        """As `make html` builds."""
        folders = ["--content", "content", "--output", "output", "--settings", "pelicanconf.py"]
        return self._checkout.samenight("build", *folders)

    def server_command(self, port: int) -> list[str]:
        """As `make devserver` serves."""
        folders = ["--content", "content", "--output", "output", "--settings", "pelicanconf.py"]
        return self._checkout.samenight("devserver", *folders, "--host", "127.0.0.1", "--port", str(port))

    def clear(self) -> None:
        """Delete output and store."""
        for name in ("output", ".samenight", ".output.staging", ".output.old"):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def outputs(self) -> list[Path]:
        """The published files."""
        return _files(self.folder / "output")


class HugoSite:
    """A site of Hugo, with the share cards or without, from the templates of a commit."""

    def __init__(self, program: Path, checkout: Checkout, folder: Path, kind: str, cities: int) -> None:
        self.folder = folder
        self.env: Mapping[str, str] = surroundings({"HUGO_CACHEDIR": str(folder / ".cache")})
        shutil.copytree(checkout.folder / HUGO_SOURCES, folder)
        found = make_for_hugo(folder / "content", cities)
        self.edited = found[len(found) // 2]
        self.page, self.ready = f"cities/{self.edited.stem}/", _title(self.edited.stem)
        configs = "hugo.toml" if kind == HUGO else "hugo.toml,without-card.toml"
        self._options = [str(program), "--config", configs]

    def build_command(self) -> list[str]:
        """A plain build."""
        return [*self._options, "--quiet"]

    def server_command(self, port: int) -> list[str]:
        """`hugo server`, with the site in memory, as it is by default."""
        program, *options = self._options
        address = ["--bind", "127.0.0.1", "--port", str(port), "--baseURL", f"http://127.0.0.1:{port}/"]
        return [program, "server", *options, *address, "--disableLiveReload"]

    def clear(self) -> None:
        """Delete the site and what Hugo keeps of pictures."""
        for name in ("public", "resources", ".cache"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        (self.folder / ".hugo_build.lock").unlink(missing_ok=True)

    def outputs(self) -> list[Path]:
        """The published files."""
        return _files(self.folder / "public")


def choose_kit(festival: Path, level: str) -> None:
    """State in the festival's file which kits it has."""
    text = festival.read_text("utf-8")
    festival.write_text(text.replace("\n---\n", f'\nprint: "{level}"\n---\n', 1), "utf-8")


def find_hugo(given: str | None) -> tuple[Path | None, str]:
    """The program of Hugo, and its version, else why there is none. ``given`` is a path to take instead of
    the package that `make bench` installs."""
    if given:
        program = Path(given).resolve()
    else:
        name = "hugo.exe" if os.name == "nt" else "hugo"
        try:
            program = Path(str(distribution("hugo").locate_file(f"hugo/binaries/{name}")))
        except PackageNotFoundError:
            return None, (
                f"Hugo {HUGO_VERSION} is not installed. `make bench` installs it from "
                "requirements-bench.txt; without a network, give the path of a program: --hugo PATH."
            )
    try:
        said = subprocess.run([program, "version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        return None, f"Hugo cannot be started: {error}"
    version = re.search(r"v(\d+\.\d+)\.\d+", said)
    if not version or version[1] != HUGO_VERSION:
        return None, f"{program} is {said.split()[1] if said else 'unknown'}, not Hugo {HUGO_VERSION}."
    return program, version[0].removeprefix("v")


def _title(slug: str) -> str:
    return f"City {int(slug.removeprefix('city-'))}"


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
