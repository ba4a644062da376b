"""The targets of the Makefile: variables get to the program as they were typed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import pelican
import pytest
from samenight.commands import main

from tests import clones
from tests.docs.shell import MAKEFILE, TARGETS
from tests.programs import HANGING
from tests.sites import REPOSITORY

pytestmark = pytest.mark.skipif(not (REPOSITORY / ".git").exists(), reason="there is no repository to clone")
AWKWARD = "$(shell touch made) `touch made` $HOME 'Łódź'; touch made"
ADDRESS = "SITEURL=https://lanterns.example.org"
# Part of each command's English output.
HELPED = [name for name in main.commands if name not in {"serve", "devserver"}]


@pytest.fixture(scope="module")
def set_up(tmp_path_factory):
    """A clone with a space in its path."""
    folder = clones.clone(tmp_path_factory.mktemp("make") / "a festival")
    assert make("setup", cwd=folder).returncode == 0
    return folder


@pytest.fixture
def here(set_up, tmp_path):
    """A copy of that clone."""
    return shutil.copytree(set_up, tmp_path / "our festival", symlinks=True)


def make(*words, cwd, **more):
    """Run make; the completed process."""
    return subprocess.run(
        ["make", *words], cwd=cwd, env={**clones.surroundings(cwd), **more}, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=HANGING, check=False,
    )  # fmt: skip


# `make html` and `make publish` call this command.
WITHOUT_TARGET = {"build"}


def test_every_command_is_a_target():
    assert set(main.commands) - WITHOUT_TARGET <= TARGETS


@pytest.mark.parametrize("name", sorted(set(main.commands) - WITHOUT_TARGET))
def test_options_get_to_every_command(set_up, name):
    done = make(name, "OPTS=--help", cwd=set_up)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Usage: .venv/bin/samenight {name} ")


@pytest.mark.parametrize("name", ["html", "publish"])
def test_options_get_to_pelican(set_up, name):
    for words in (["OPTS=--version"], ["PELICANOPTS=--version"]):
        done = make(name, *words, cwd=set_up)
        assert done.stdout.strip() == pelican.__version__


@pytest.mark.parametrize("name", ["lint", "format", "types"])
def test_options_get_to_the_programs_for_code(set_up, name):
    assert (
        make(name, "OPTS=--help", cwd=set_up).stdout.lower().startswith(("usage", "ruff", "run ruff", "an "))
    )


def test_status_has_a_format_for_programs(here):
    done = make("status", 'OPTS=--edition "2013" --format json', cwd=here)
    assert json.loads(done.stdout)["editions"][0]["edition"] == "2013"


def test_the_names_of_before_are_kept(here):
    assert json.loads(make("check", "CHECKOPTS=--format json", cwd=here).stdout)["errors"] == 0
    assert json.loads(make("check", cwd=here, CHECKOPTS="--format json").stdout)["errors"] == 0
    assert "is missing" not in make("codeowners", "CODEOWNERSOPTS=--help", cwd=here).stderr


def test_of_the_environment_only_what_is_meant_counts(here):
    done = make("status", cwd=here, OPTS="--nonsense", CITY="nowhere", NAME="x")
    assert (done.returncode, done.stderr) == (0, "")


def test_an_edition_can_be_made_with_every_option(here):
    done = make("new-edition", "EDITION=2027-global", "OPTS=--cities-choose --cities paris", cwd=here)
    assert done.returncode == 0, done.stderr
    assert 'cities_choose: "yes"' in (here / "content/editions/2027-global.md").read_text("utf-8")
    assert (here / "content/cities/paris/2027-global.md").exists()


def test_what_is_typed_stays_as_it_is_typed(here):
    name = f'--name "{AWKWARD}"'
    done = make("new-edition", "EDITION=2027-global", f"OPTS={name}", cwd=here)
    assert done.returncode == 0, done.stderr
    assert f'name: "{AWKWARD}"\n' in (here / "content/editions/2027-global.md").read_text("utf-8")
    done = make("badges", "CITY=paris", f"NAMES={AWKWARD}", ADDRESS, cwd=here)
    assert f"{AWKWARD} cannot be read" in done.stderr
    done = make("publish", f"SITEURL={AWKWARD}", cwd=here)
    assert f'SITEURL = "{AWKWARD}" is not an address' in " ".join(done.stderr.split())
    assert not list(here.rglob("made"))


def test_a_quote_without_end_is_reported(here):
    done = make("status", 'OPTS=--city "paris', cwd=here)
    assert done.returncode == 2
    assert 'OPTS: a quote is not closed: --city "paris\n' in done.stderr


def test_badges_and_tickets(here):
    done = make("badges", "CITY=paris", "NAMES=docs/names.csv", ADDRESS, cwd=here)
    assert done.stdout.startswith("Made private/paris/badges-avery-l4785-names.pdf\n"), done.stderr
    done = make("badges", "CITY=paris", "OPTS=--test-sheet", cwd=here)
    assert done.stdout.startswith("Made private/paris/badges-avery-l4785-test.pdf\n"), done.stderr
    done = make("raffle-tickets", "CITY=paris", "FROM=11", "TO=20", "OPTS=--order rows", ADDRESS, cwd=here)
    assert done.stdout.startswith("Made private/paris/raffle-tickets-a4-11-20.pdf\n"), done.stderr
    assert "only a placeholder" in make("raffle-tickets", "CITY=paris", "TO=5", cwd=here).stderr


def test_what_is_missing_is_requested(here):
    for words, message in (
        (["badges"], "Missing argument 'CITY'"),
        (["badges", "CITY=paris", ADDRESS], "Name the table: .venv/bin/samenight badges paris names.csv"),
        (["raffle-tickets", "CITY=paris"], "Add --to"),
        (["new-event", "CITY=paris"], "Missing argument 'EDITION'"),
        (["new-city"], 'as in: .venv/bin/samenight new-city "Łódź" --country PL'),
    ):
        done = make(*words, cwd=here)
        assert done.returncode == 2
        assert message in done.stderr


def test_fmt_and_tidy_put_the_content_in_order(here):
    path = here / "content/cities/paris/city.md"
    good = path.read_text("utf-8")
    for target in ("fmt", "tidy"):
        path.write_text(good.replace('name: "Paris"', "name:   'Paris'"), "utf-8")
        before = make(target, "OPTS=--check", cwd=here)
        assert "content/cities/paris/city.md" in before.stdout
        done = make(target, cwd=here)
        assert done.stdout.startswith("1 file rewritten, ")
        assert path.read_text("utf-8") == good


def test_explain_describes_one_mistake_or_lists_them_all(here):
    assert make("explain", "CODE=value.time", cwd=here).stdout.startswith("value.time (problem)\n")
    assert len(make("explain", cwd=here).stdout.splitlines()) > 100
    assert "problème" in make("explain", "CODE=value.time", "OPTS=--lang fr", cwd=here).stdout


def test_help_teaches_options_and_names_only_what_there_is():
    done = subprocess.run(["make", "help"], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    for variable in re.findall(r"\b([A-Z]{4,})\b", done.stdout):
        assert variable in MAKEFILE
    assert 'OPTS="' in done.stdout


def test_no_target_hands_a_variable_of_options_to_the_shell():
    """The shell would expand a dollar sign."""
    recipes = re.findall(r"^\t.*\$\((\w*OPTS)\)", MAKEFILE, re.MULTILINE)
    assert recipes == []
