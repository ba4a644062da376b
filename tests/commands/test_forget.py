"""`samenight forget` as people run it."""

from __future__ import annotations

import pytest

from tests.commands.test_check import run
from tests.history.test_last_changes import commit, git

TEAM = 'team: [{name: "Mira Castell", role: "Door"}]\n---\nThanks to Mira Castell and Jo Castell.\n'


@pytest.fixture
def here(site):
    """The good site with a person in an event, in a table and in the name of a picture."""
    event = site / "content/cities/paris/2011-spring.md"
    head, _, _ = event.read_text("utf-8").rpartition("---\n")
    event.write_text(head + TEAM, "utf-8")
    (site / "content/cities/paris/mira-castell.txt").write_text("x", "utf-8")
    (site / "content/rates.csv").write_text(
        "currency,date,rate,source\nEUR,2011-03-24,1.4,Mira Castell\n", "utf-8"
    )
    return site


def texts(site):
    return {path: path.read_bytes() for path in (site / "content").rglob("*") if path.is_file()}


def test_without_write_it_only_shows(here):
    before = texts(here)
    done = run("forget", "mira castell", cwd=here)
    assert (done.returncode, done.stderr) == (0, "")
    assert '-  - name: "Mira Castell"' in done.stdout or '-team: [{name: "Mira Castell"' in done.stdout
    assert "+Thanks to … and Jo Castell." in done.stdout
    assert "content/rates.csv:2: EUR,2011-03-24,1.4,Mira Castell" in done.stdout
    assert "content/cities/paris/mira-castell.txt: the name of the file" in done.stdout
    assert "1 file would change. Nothing was written: to change them, add --write." in done.stdout
    assert texts(here) == before


@pytest.mark.parametrize("option", ["--write", "--yes"])
def test_with_write_the_check_stays_clean(here, option):
    (here / "content/cities/paris/mira-castell.txt").unlink()
    before = run("check", cwd=here).stdout
    done = run("forget", "Mira Castell", option, cwd=here)
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 file changed." in done.stdout
    event = (here / "content/cities/paris/2011-spring.md").read_text("utf-8")
    assert "Mira" not in event
    assert "team" not in event
    assert run("check", cwd=here).stdout == before
    assert run("fmt", "--check", "content/cities/paris/2011-spring.md", cwd=here).returncode == 0
    again = run("forget", "Mira Castell", cwd=here)
    assert "The name is in no file that can be changed." in again.stdout


def test_how_to_undo_it_is_said_only_if_git_has_the_files_as_they_are(here):
    assert "git restore" not in run("forget", "Mira Castell", "--write", cwd=here).stdout
    event = here / "content/cities/paris/2011-spring.md"
    event.write_text(event.read_text("utf-8") + "Mira Castell\n", "utf-8")
    git(here, "init", "--quiet")
    commit(here, {}, day=1)
    done = run("forget", "Mira Castell", "--write", cwd=here)
    assert "git restore content/cities/paris/2011-spring.md" in done.stdout
    event.write_text(event.read_text("utf-8") + "Mira Castell\n", "utf-8")
    assert "git restore" not in run("forget", "Mira Castell", "--write", cwd=here).stdout


def test_a_file_that_would_have_a_new_mistake_is_left_alone(here):
    event = here / "content/cities/paris/2011-spring.md"
    text = event.read_text("utf-8").replace('status: "confirmed"', 'status: "Mira Castell"')
    event.write_text(text, "utf-8")
    broken = here / "content/cities/auckland/2011-spring.md"
    broken.write_text("---\nMira Castell\n", "utf-8")
    done = run("forget", "Mira Castell", "--write", cwd=here)
    assert done.returncode == 1
    assert "content/cities/auckland/2011-spring.md: " in done.stderr
    assert broken.read_text("utf-8") == "---\nMira Castell\n"


def test_it_speaks_french(here):
    done = run("forget", "Mira Castell", "--lang", "fr", cwd=here)
    assert "--write" in done.stdout
    assert "would change" not in done.stdout


@pytest.mark.parametrize("name", ["", " ", "@", "x"])
def test_a_name_must_be_one(here, name):
    assert run("forget", name, cwd=here).returncode == 2
