"""Options given to make are put into a command unchanged."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.sites import REPOSITORY
from tools.with_options import completed

TOOL = REPOSITORY / "tools/with_options.py"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("  ", []),
        ("--city paris", ["--city", "paris"]),
        ('--name "La Nuit  des lanternes"', ["--name", "La Nuit  des lanternes"]),
        ("--name 'it is \"now\"' x\\ y", ["--name", 'it is "now"', "x y"]),
        ("--name \"$HOME `id` $(id)\" ; # | &", ["--name", "$HOME `id` $(id)", ";", "#", "|", "&"]),
        ("{} --x", ["{}", "--x"]),
    ],
)  # fmt: skip
def test_words_are_split_as_in_a_shell_and_not_interpreted(text, words):
    assert completed("OPTS", ["check", "{}", "--", "{}"], {"OPTS": text}) == ["check", *words, "--", "{}"]


def test_several_variables_are_joined_and_others_ignored():
    environ = {"OPTS": "--a", "CHECKOPTS": "--b", "MOREOPTS": "--c"}
    assert completed("OPTS,CHECKOPTS,FEWOPTS", ["x", "{}"], environ) == ["x", "--a", "--b"]


def test_an_unclosed_quote_is_reported(tmp_path):
    done = subprocess.run(
        [sys.executable, TOOL, "OPTS", "touch", "{}"], cwd=tmp_path, env={"OPTS": 'a "b'},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == 'OPTS: a quote is not closed: a "b\n'
    assert list(tmp_path.iterdir()) == []


def test_the_command_replaces_the_tool(tmp_path):
    done = subprocess.run(
        [sys.executable, TOOL, "OPTS", sys.executable, "-c", "import sys; sys.exit(len(sys.argv))", "{}"],
        env={"OPTS": "a 'b c'"}, check=False,
    )  # fmt: skip
    assert done.returncode == 3
