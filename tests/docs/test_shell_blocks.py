"""Every shell line in the documentation works in a fresh clone, exactly as it is written."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import threading
import urllib.error
import urllib.request
from contextlib import suppress

import pytest

from tests import clones
from tests.docs.shell import PAGES, File, Line, bare, lines, steps, wrong_with
from tests.programs import HANGING
from tests.sites import REPOSITORY

pytestmark = pytest.mark.skipif(not (REPOSITORY / ".git").exists(), reason="there is no repository to clone")

# Lines that are not run here, and why. Their targets and options are checked like those of all others.
LEFT_OUT = {
    "make test": "it would run these tests again",
    "make lint types": "it checks the code and not the clone: one of the steps of .ci/run",
    "make format": "it would find the same as make lint",
}
# Lines that run until they are stopped, here once the site answers.
LASTING = {"make serve", "make devserver"}
NAMES = [path.relative_to(REPOSITORY).as_posix() for path in PAGES if lines(path)]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    """A fresh clone in a folder with a space in its name; tests take copies of it."""
    return clones.clone(tmp_path_factory.mktemp("clones") / "a fresh clone")


@pytest.fixture
def here(fresh, tmp_path):
    """A copy of the fresh clone for one test."""
    return shutil.copytree(fresh, tmp_path / "my clone", symlinks=True)


def typed(line, here, env, kept):
    """Run a line in a shell with the variables that earlier lines have exported; the completed process."""
    script = f'[ ! -f "{kept}" ] || . "{kept}"\n{line}\nexport -p > "{kept}"\n'
    return subprocess.run(
        ["sh", "-e", "-c", script], cwd=here, env=env, stdin=subprocess.DEVNULL, capture_output=True,
        text=True, timeout=HANGING, check=False,
    )  # fmt: skip


def answers(address):
    """Whether an address returns a page of the site."""
    try:
        with urllib.request.urlopen(address, timeout=HANGING) as answer:  # noqa: S310 -- our own server
            return b"<h1" in answer.read()
    except (urllib.error.URLError, ConnectionError):
        return False


def shows_the_site(line, here, env):
    """Whether the server started by a line shows the site after its first output; ends it."""
    pipe, same = subprocess.PIPE, subprocess.STDOUT
    with subprocess.Popen(["sh", "-c", line], cwd=here, env=env, stdout=pipe, stderr=same, text=True,
                          start_new_session=True) as process:  # fmt: skip
        guard = threading.Timer(HANGING, os.killpg, (process.pid, signal.SIGKILL))
        guard.start()
        try:
            return any(answers(f"http://127.0.0.1:{env['PORT']}/") for _ in process.stdout)
        finally:
            guard.cancel()
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)


@pytest.mark.parametrize("name", NAMES)
def test_the_lines_of_a_page_work(name, here, tmp_path):
    env = clones.surroundings(tmp_path)
    for step in steps(REPOSITORY / name):
        if isinstance(step, File):
            (here / step.path).parent.mkdir(parents=True, exist_ok=True)
            (here / step.path).write_text(step.text, "utf-8")
        elif bare(step.text) in LASTING:
            assert shows_the_site(step.text, here, env), step.text
        elif bare(step.text) not in LEFT_OUT:
            done = typed(step.text, here, env, tmp_path / "kept")
            assert done.returncode == 0, f"{step.text}\n{done.stdout}{done.stderr}"


def test_lines_that_are_not_run_exist():
    everywhere = {line for page in PAGES for line in lines(page)}
    assert LEFT_OUT.keys() | LASTING <= everywhere
    assert all(LEFT_OUT.values())


@pytest.mark.parametrize("name", NAMES)
def test_every_line_uses_existing_names(name):
    wrong = {line: wrong_with(line) for line in lines(REPOSITORY / name)}
    assert {line: names for line, names in wrong.items() if names} == {}


def test_missing_names_are_found():
    assert wrong_with("samenight check") == ["samenight does not exist"]
    assert wrong_with("make chekc") == ["no target chekc"]
    assert wrong_with('make status OPTS="--ctiy paris"') == ["status has no --ctiy"]
    assert wrong_with("make badges CITTY=x") == ["no variable CITTY"]
    assert wrong_with(".venv/bin/samenight fmt --strict") == ["fmt has no --strict"]
    assert wrong_with(".venv/bin/samenight explian") == ["no command explian"]
    assert wrong_with('make check CHECKOPTS="--lang fr"  # well') == []


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_commands_within_sentences_exist_too(path):
    prose = re.sub(r"^ *```.*?^ *```", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    spans = [" ".join(span.split()) for span in re.findall(r"`([^`]+)`", prose)]
    typed = re.compile(r"(?:[A-Z_]+=\S+ )*(?:\.venv/bin/)?(?:make|samenight|pelican) ")
    calls = [span for span in spans if typed.match(span)]
    assert {call: wrong_with(call) for call in calls if wrong_with(call)} == {}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_blocks_of_commands_are_marked_as_such(path):
    """Else they would not be run here."""
    text = path.read_text("utf-8")
    plain = re.findall(r"^ *```(?:text|bash|shell|console)?\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    assert [
        block for block in plain if re.search(r"^ *(make|\$|samenight|\.venv/)", block, re.MULTILINE)
    ] == []


def test_the_order_of_a_page_is_kept():
    both = list(steps(REPOSITORY / "docs/festival.md"))
    assert [type(step) for step in both[:3]] == [Line, File, File]
    assert [step.path for step in both if isinstance(step, File)] == [
        "content/festival.md", "content/charities/clean-wells.md",
    ]  # fmt: skip
