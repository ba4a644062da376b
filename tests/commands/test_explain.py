"""`samenight explain` as people run it: one mistake in full, or a list of all."""

from __future__ import annotations

import re

import pytest
from samenight.checks.all_kinds import CATALOGUE

from tests import sites
from tests.commands.test_check import run


def test_a_mistake_is_explained_in_full():
    done = run("explain", "value.amount")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("value.amount (problem)\n")
    for sentence in ('"…" is not an amount.', 'Write it with digits, like "10.00".', "Amounts are added up"):
        assert sentence in done.stdout
    assert done.stdout.endswith("docs/reference/problems.md#valueamount\n")


def test_a_warning_is_marked_as_one():
    assert run("explain", "body.picture").stdout.startswith("body.picture (warning)\n")


def test_without_a_code_all_are_listed():
    done = run("explain")
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(CATALOGUE)
    assert all(re.match(r"\S+ +\S", line) and len(line) <= 80 for line in lines)
    assert "{" not in done.stdout


@pytest.mark.parametrize(
    ("typed", "meant"), [("value.amont", "value.amount"), ("Value.Amount", "value.amount")]
)
def test_a_code_that_is_nearly_right(typed, meant):
    done = run("explain", typed)
    assert (done.returncode, done.stdout) == (2, "")
    assert f'There is no code "{typed}". Did you mean "{meant}"?' in done.stderr


@pytest.mark.parametrize("typed", ["zzzzzz", "", "\x1b[31m"])
def test_an_unknown_code(typed):
    done = run("explain", typed)
    assert (done.returncode, done.stdout) == (2, "")
    assert '".venv/bin/samenight explain" lists them all.' in done.stderr
    assert "Traceback" not in done.stderr


def test_every_code_that_a_check_or_a_build_reports_is_explained(tmp_path):
    assert {
        "path.twice",
        "path.outside",
        "path.folder",
        "header.quote",
        "event.outside",
        "rates.head",
    } <= set(CATALOGUE)


@pytest.mark.parametrize(
    "arguments", [("--lang", "fr"), ("value.amount", "--lang", "fr"), ("value.amount", "--lang", "en")]
)
def test_no_language_ends_in_a_traceback(arguments, tmp_path):
    done = run("explain", *arguments, cwd=tmp_path, env={"PYTHONIOENCODING": "utf-8"})
    assert done.returncode == 0
    assert "value.amount" in done.stdout


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_it_can_be_read_on_any_terminal(encoding):
    done = run("explain", "value.amount", cwd=sites.REPOSITORY, env={"PYTHONIOENCODING": encoding})
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
