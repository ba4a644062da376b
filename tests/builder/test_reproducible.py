"""The same bytes whatever the machine, its settings and its clones are like: what reprotest varies."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from tests import sites
from tests.history.test_last_changes import commit, git
from tests.programs import HANGING

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")

CITY = (
    '---\nname: "{name}"\ncountry: "{country}"\ntimezone: "{zone}"\nlanguages: ["{language}"]\n---\n{text}\n'
)
MORE = {
    "festival.md": sites.GOOD["festival.md"].replace('"lean"', '"none"'),
    "cities/lome/city.md": CITY.format(
        name="Lomé", country="TG", zone="Africa/Lome", language="fr", text="Une ville."
    ),
    "cities/lome/2011-spring.md": '---\nstart: "20:00"\nvenue: {name: "Salle"}\n---\n* un\n\n> cité\n',
    "cities/cairo/city.md": CITY.format(
        name="القاهرة", country="EG", zone="Africa/Cairo", language="ar", text="مدينة."
    ),
    "cities/cairo/2011-spring.md": '---\nresults: {total: {amount: "900", currency: "EGP"}}\n---\n',
    "cities/izmir/city.md": """
        ---
        name: "İzmir"
        country: "TR"
        timezone: "Europe/Istanbul"
        languages: ["tr"]
        print: {pieces: ["poster", "qr-wifi", "press-release"], paper: "a4"}
        ---
        Işık.\\
        Iğdır.
        """,
    "cities/izmir/2011-spring.md": """
        ---
        start: "19:00"
        venue: {name: "Salon", wifi: {network: "Işık", password: "lanterns", public: "yes"}}
        ---
        Metin.
        """,
    "rates.csv": sites.GOOD["rates.csv"] + '        EGP,2011-03-24,0.1678,"Central Bank"\n',
}  # fmt: skip
LATER = {
    "content/cities/izmir/2011-spring.md": MORE["cities/izmir/2011-spring.md"].replace("19:00", "19:30"),
    "content/cities/lome/2011-spring.md": None,
}
AGAIN = {"content/cities/lome/2011-spring.md": MORE["cities/lome/2011-spring.md"]}
TEXTS = {".md", ".csv", ".html", ".css", ".typ", ".po", ".svg", ".txt", ".js", ".xml"}
# What users set for themselves, and what changes the output of git.
GIT_SETTINGS = """
[core]
    autocrlf = input
    quotePath = true
    abbrev = 4
[log]
    showSignature = true
    follow = true
    date = relative
[diff]
    noprefix = true
    renames = copies
    external = false
    orderFile = /dev/null
[status]
    short = true
    showUntrackedFiles = no
    relativePaths = true
[color]
    ui = always
[i18n]
    logOutputEncoding = UTF-16
"""
NOBODY_ID = 65534
# A user that may read everything, as Python itself may be installed in a private folder.
AS_NOBODY = (
    "setpriv", f"--reuid={NOBODY_ID}", f"--regid={NOBODY_ID}", "--clear-groups",
    "--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search",
)  # fmt: skip
ELSEWHERE = ("unshare", "--uts", "sh", "-c", 'hostname elsewhere; exec "$@"', "sh")
CRAMPED = ("sh", "-c", 'ulimit -n 128; exec "$@" <&-', "sh")


@dataclass(frozen=True)
class Variation:
    """What differs from the reference: the site's folder, the changes to it, the output folder, variables,
    what is added to the settings, the umask, how the process is started, and whether on a terminal."""

    folder: str = "site"
    prepare: Callable[[Path], None] = lambda _: None
    output: str = "output"
    environment: Mapping[str, str] = field(default_factory=dict)
    conf: str = ""
    umask: int = 0o022
    start: tuple[str, ...] = ()
    terminal: bool = False


def times(site, seconds):
    """Give every file one time of change."""
    for path in [site, *site.rglob("*")]:
        os.utime(path, (seconds, seconds), follow_symlinks=False)


def own_git_settings(site):
    (site.parent / "home").mkdir()
    (site.parent / "home/.gitconfig").write_text(GIT_SETTINGS, "utf-8")
    times(site, 2208988800)  # in 2040


def line_ends(site):
    """What a clone on Windows has: CRLF at the end of every line of text, and git knows it."""
    (site / ".gitattributes").unlink()
    git(site, "config", "core.autocrlf", "true")
    changed = [path for path in site.rglob("*") if path.suffix in TEXTS and ".git" not in path.parts]
    for path in changed:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert {path.suffix for path in changed} >= {".md", ".csv", ".html", ".css", ".typ", ".po", ".svg"}


def of_nobody(site):
    for path in [site, *site.rglob("*")]:
        os.chown(path, NOBODY_ID, NOBODY_ID, follow_symlinks=False)


REVERSED = """
import os

class Reversed:
    def __init__(self, found):
        self.found = iter(sorted(found, key=lambda one: getattr(one, "name", one), reverse=True))

    def __iter__(self):
        return self.found

    def __next__(self):
        return next(self.found)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    close = __exit__

def reversing(real):
    return lambda *args: Reversed(real(*args))

os.scandir = reversing(os.scandir)
os.listdir = lambda *args, real=os.listdir: sorted(real(*args), reverse=True)
"""
VARIATIONS = {
    "order of files, private umask, old files, zone, processes": Variation(
        prepare=lambda site: times(site, 315532800),  # in 1980
        output="new/folder/output",
        environment={"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "1", "SAMENIGHT_JOBS": "2"},
        conf=REVERSED,
        umask=0o077,
    ),
    "path with spaces and accents, no umask, own settings, new files, Turkish, processes": Variation(
        folder="un été & l’hiver/site",
        prepare=own_git_settings,
        environment={
            "TZ": "America/New_York",
            "LC_ALL": "tr_TR.UTF-8",
            "LANG": "tr_TR.UTF-8",
            "HOME": "../home",
            "PYTHONHASHSEED": "2",
            "SAMENIGHT_JOBS": "3",
            "USER": "x",
            "NO_COLOR": "1",
            "COLUMNS": "20",
        },
        umask=0,
    ),
    "line ends of Windows, Arabic": Variation(
        prepare=line_ends, environment={"LC_ALL": "ar_EG.UTF-8", "LANGUAGE": "ar:fr"}
    ),
    "path of bytes, only ASCII, no home, few open files, no input, packed history": Variation(
        folder=os.fsdecode(b"site\xff"),
        prepare=lambda site: git(site, "gc", "--quiet"),
        environment={
            "LC_ALL": "POSIX",
            "PYTHONUTF8": "0",
            "PYTHONCOERCECLOCALE": "0",
            "HOME": "/nonexistent",
        },
        start=CRAMPED,
    ),
    "user, host, terminal": Variation(
        prepare=of_nobody, environment={"HOME": "/proc", "TERM": "xterm"}, start=AS_NOBODY, terminal=True
    ),
}


def started(variation: Variation, site: Path) -> tuple[int, str]:
    """The exit status and the output of a build in a process of its own."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(site.parent), "LC_ALL": "C.UTF-8",
                   "SAMENIGHT_NOW": sites.NOW, "SAMENIGHT_JOBS": "1",
                   "PYTHONPATH": str(sites.REPOSITORY / "plugins"), **variation.environment}  # fmt: skip
    command = [*variation.start, sys.executable, "-P", "-m", "pelican", "content", "-s", "pelicanconf.py",
               "-o", variation.output]  # fmt: skip
    ours, theirs = os.openpty() if variation.terminal else os.pipe()
    process = subprocess.Popen(command, cwd=site, env=environment, umask=variation.umask, stdout=theirs,
                               stdin=theirs if variation.terminal else None, stderr=theirs)  # fmt: skip
    os.close(theirs)
    said = []
    with suppress(OSError):  # a terminal whose other end is closed
        while part := os.read(ours, 4096):
            said.append(part)
    os.close(ours)
    return process.wait(HANGING), b"".join(said).decode("utf-8", "replace")


def published(variation: Variation, site: Path) -> dict[str, tuple[int, bytes]]:
    """Mode and bytes of every published file; the bytes of a folder are empty."""
    status, said = started(variation, site)
    assert status == 0, said
    output = site / variation.output
    found = {path.relative_to(output).as_posix(): path for path in [output, *output.rglob("*")]}
    return {
        name: (stat.S_IMODE(path.lstat().st_mode), path.read_bytes() if path.is_file() else b"")
        for name, path in found.items()
    }


def differing(one, other):
    """The paths at which two sites differ."""
    return [name for name in sorted(one.keys() | other.keys()) if one.get(name) != other.get(name)]


def without_clean(site):
    """A site whose record of the build does not say whether everything is committed: a variation can change
    files of the repository that have no effect on the site."""
    mode, content = site["build.json"]
    record = json.loads(content)
    assert record.pop("clean") in {True, False}
    return {**site, "build.json": (mode, json.dumps(record).encode())}


def copy_of(site, folder, *without):
    return Path(shutil.copytree(site, folder, ignore=shutil.ignore_patterns(*without)))


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    """The site, in git with three commits, built in the usual way; and what it published."""
    site = sites.make_site(tmp_path_factory.mktemp("reference") / "site", MORE)
    sites.own_theme(site)
    shutil.copy2(sites.REPOSITORY / ".gitattributes", site)
    git(site, "init", "--quiet", "--initial-branch=main")
    for day, files in enumerate(({}, LATER, AGAIN), 1):
        commit(site, files, day)
    return site, published(Variation(), site)


def test_the_reference_is_rich_and_readable_by_everybody(reference):
    _, files = reference
    assert {name.rpartition(".")[2] for name in files} >= {
        "html", "ics", "json", "atom", "xml", "csv", "pdf", "png", "svg", "webp", "zip", "md", "css", "txt",
    }  # fmt: skip
    assert b"SEQUENCE:1" in files["izmir/calendar.ics"][1]
    assert {mode for mode, content in files.values() if content} == {0o644}
    assert {mode for mode, content in files.values() if not content} == {0o755}


def can(*command):
    return shutil.which(command[0]) and subprocess.run([*command, "true"], check=False).returncode == 0


@pytest.fixture
def folder():
    """A folder for a copy of the site, which other users can reach."""
    with tempfile.TemporaryDirectory() as found:
        Path(found).chmod(0o755)
        yield Path(found)


@pytest.mark.parametrize("name", VARIATIONS)
def test_whatever_the_machine_is_like_the_site_is_the_same(reference, folder, name):
    site, expected = reference
    variation = VARIATIONS[name]
    if variation.start == AS_NOBODY:
        if os.geteuid() != 0 or not can(*AS_NOBODY):
            pytest.skip("only root can build as another user")
        if can(*ELSEWHERE):
            variation = replace(variation, start=ELSEWHERE + AS_NOBODY)
    copy = copy_of(site, folder / variation.folder, "output", ".output*", ".samenight")
    sites.plugin(copy, variation.conf)
    variation.prepare(copy)
    different = differing(without_clean(published(variation, copy)), without_clean(expected))
    assert different == []


def test_what_is_kept_from_another_build_makes_the_same(reference, tmp_path):
    site, expected = reference
    copy = copy_of(site, tmp_path / "site", "output", ".output*", "facts", "revisions")
    for path in (copy / ".samenight").rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)  # kept where nobody else reads it
    different = differing(published(Variation(), copy), expected)
    assert different == []


def test_files_that_became_private_are_published_again(reference, tmp_path):
    site, expected = reference
    copy = copy_of(site, tmp_path / "site")
    (copy / "output/index.html").chmod(0o600)
    (copy / "output/lome").chmod(0o700)
    different = differing(published(Variation(), copy), expected)
    assert different == []


def test_a_clone_on_windows_has_the_line_ends_of_the_repository(reference, tmp_path):
    site, _ = reference
    git(tmp_path, "-c", "core.autocrlf=true", "clone", "--quiet", str(site), "clone")
    assert [path for path in (tmp_path / "clone/theme").rglob("*.css") if b"\r" in path.read_bytes()] == []
    assert b"\r" not in (tmp_path / "clone/content/festival.md").read_bytes()
