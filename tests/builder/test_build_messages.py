"""A build's output: on a terminal and without one, by make and by Pelican's own command."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import termios
from itertools import pairwise

import pytest

from tests import clones
from tests.programs import HANGING
from tests.sites import NOW, REPOSITORY, build, make_site, plugin, tree

ERASURE = re.compile(rb"\x1b\[\d*[JK]")
MOVE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\]8;.*?\x1b\\")  # moves, colours, links
BUILD = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py"]


def on_a_terminal(command, folder, columns=80, **more):
    """Run a command on a terminal of its own; its exit status and every byte that the terminal got."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    around = {k: v for k, v in os.environ.items() if k not in {"COLUMNS", "LINES", "NO_COLOR", "PYTHONPATH"}}
    env = {**around, "TERM": "xterm-256color", "SAMENIGHT_NOW": NOW, "SAMENIGHT_JOBS": "1", **more}
    process = subprocess.Popen(command, cwd=folder, env=env, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    seen = b""
    while True:
        try:
            more_bytes = os.read(ours, 65536)
        except OSError:  # the terminal is closed at the program's end
            break
        if not more_bytes:
            break
        seen += more_bytes
    os.close(ours)
    return process.wait(HANGING), seen


def left_standing(seen):
    """The lines that are on the terminal afterwards, without what was erased."""
    lines = []
    for line in seen.decode().replace("\r\n", "\n").split("\n"):
        lines.append(MOVE.sub("", re.split(r"\r?\x1b\[2K|\r", line)[-1]))
        if "\x1b[1A\x1b[2K" in line:  # up, and over the line before
            lines.pop(-2)
    return [line for line in lines if line]


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """Everything that a first build of a site with its kits writes to a terminal of 80 columns."""
    site = make_site(tmp_path_factory.mktemp("shown") / "site")
    status, seen = on_a_terminal(BUILD, site)
    assert status == 0, seen.decode()
    return seen


def test_the_terminal_shows_one_progress_at_a_time(shown):
    assert b"Generating" not in shown
    assert b"Reading the content ..." in shown
    bars = [found.start() for found in re.finditer(rb"Making ", shown)]
    assert bars
    assert shown.index(b"Reading the content") < bars[0]
    assert all(ERASURE.search(shown, one, other) for one, other in pairwise(bars))


def test_progress_writes_little(shown):
    """Two frames a second of some 250 bytes each; Pelican's spinner beside ours took ten times as much."""
    frames = shown.count(b"Making ")
    assert len(ERASURE.findall(shown)) <= frames + 4
    assert len(shown) <= 1500 + 300 * frames
    seconds = float(re.search(rb"([\d.]+) s\.\r\n", shown)[1])
    assert frames <= 2 * seconds + 4


def test_lines_of_80_columns_are_left_afterwards(shown):
    lines = left_standing(shown)
    assert re.fullmatch(r"[\d,]+ files in output: [\d,]+ made, 0 as before, [\d.]+ s\.", lines[0])
    assert " ".join(lines[1:]) == (
        "QR codes and calendars link to https://samenight.example, which is only a placeholder: before "
        "you print any, set SITEURL in pelicanconf.py."
    )
    assert [line for line in lines if len(line) > 80] == []


def test_the_cursor_is_there_again(shown):
    assert shown.rindex(b"\x1b[?25h") > shown.rindex(b"\x1b[?25l")


@pytest.mark.parametrize("columns", [40, 200])
def test_other_terminals_get_lines_that_fit(tmp_path, columns):
    status, seen = on_a_terminal(
        BUILD, make_site(tmp_path / "site", {"stray.md": "x"}), columns, LC_ALL="fr_FR.UTF-8"
    )
    lines = left_standing(seen)
    assert status == 0
    assert any("placeholder" in line or "exemple" in line for line in lines)
    assert [line for line in lines if len(line) > columns] == []


def test_mistakes_are_reported_on_a_terminal_as_elsewhere(tmp_path):
    site = make_site(tmp_path / "site", {"festival.md": "no header"})
    status, seen = on_a_terminal(BUILD, site, NO_COLOR="1")
    assert status == 1
    assert left_standing(seen) == [line for line in build(site).stderr.splitlines() if line]


def test_without_a_terminal_nothing_moves(tmp_path):
    site = make_site(tmp_path / "site")
    plugin(site, "import logging\nlogging.getLogger('pelican').warning('Something is odd.')")
    done = build(site)
    assert done.returncode == 0
    assert "\x1b" not in done.stdout + done.stderr
    assert "\r" not in done.stdout + done.stderr
    assert "Processed" not in done.stdout
    assert "Something is odd." in done.stdout, "Pelican's warnings are still printed"
    assert [line for line in done.stdout.splitlines() if len(line) > 80] == []


def test_a_dumb_terminal_gets_lines_only(tmp_path):
    _, seen = on_a_terminal(BUILD, make_site(tmp_path / "site"), TERM="dumb")
    assert b"Making" not in seen
    assert ERASURE.findall(seen) == []


AGAIN = """
from pelican import get_instance, parse_arguments
from pelican.log import console

pelican, _ = get_instance(parse_arguments(["content", "-s", "pelicanconf.py"]))
for _ in range(2):
    pelican.run()
    console.print("Done: for today")
"""


def test_only_the_one_line_of_pelican_is_left_out(tmp_path):
    """As with ``pelican --autoreload``: all later messages are still printed."""
    site = make_site(tmp_path / "site")
    done = subprocess.run(
        [sys.executable, "-c", AGAIN], cwd=site, env={**os.environ, "SAMENIGHT_NOW": NOW}, check=True,
        capture_output=True, text=True, timeout=HANGING,
    )  # fmt: skip
    assert done.stdout.count("Done: for today") == 2
    assert "Processed" not in done.stdout


# By make and by hand.


@pytest.fixture(scope="module")
def by_make(tmp_path_factory):
    """A clone in a path with a space, built by `make html`; its output."""
    if not (REPOSITORY / ".git").exists():
        pytest.skip("there is no repository to clone")
    folder = clones.clone(tmp_path_factory.mktemp("by make") / "a clone")
    return folder, typed(["make", "html"], folder)


def typed(command, folder):
    """The output of a command in a clone."""
    env = {**clones.surroundings(folder), "COLUMNS": "80"}
    done = subprocess.run(
        command, cwd=folder, env=env, capture_output=True, text=True, timeout=HANGING, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    return re.sub(r"[\d.]+ s\.", "some s.", done.stdout)


@pytest.mark.parametrize("more", [[], ["-o", "output"], ["-o", "made/elsewhere"]], ids="-".join)
def test_pelicans_own_command_makes_the_same_bytes_and_output(by_make, tmp_path, more):
    folder, by_target = by_make
    mine = shutil.copytree(folder, tmp_path / "my clone", symlinks=True)
    for made in ("output", ".samenight"):
        shutil.rmtree(mine / made)
    output = more[-1] if more else "output"
    by_hand = typed([".venv/bin/pelican", "content", "-s", "pelicanconf.py", *more], mine)
    assert by_hand.replace(output, "output") == by_target
    assert tree(mine / output) == tree(folder / "output")


def test_the_variable_counts_in_a_build_as_in_commands(by_make, tmp_path):
    mine = shutil.copytree(by_make[0], tmp_path / "my clone", symlinks=True)
    output = typed(["make", "html", "SITEURL=https://lanterns.example.org"], mine)
    assert "placeholder" not in output
    assert b"https://lanterns.example.org/paris/" in (mine / "output/paris/index.html").read_bytes()
    ours = tree(mine / "output")
    assert "nothing changed" in typed(["make", "publish", "SITEURL=https://lanterns.example.org/"], mine)
    assert tree(mine / "output") == ours
