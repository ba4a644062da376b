"""Options that were typed behind make, put into a command as they are."""

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
def test_words_are_parted_as_in_a_shell_and_nothing_is_read_into_them(text, words):
    assert completed("OPTS", ["check", "{}", "--", "{}"], {"OPTS": text}) == ["check", *words, "--", "{}"]


def test_several_variables_are_put_together_and_others_are_not_meant():
    environ = {"OPTS": "--a", "CHECKOPTS": "--b", "MOREOPTS": "--c"}
    assert completed("OPTS,CHECKOPTS,FEWOPTS", ["x", "{}"], environ) == ["x", "--a", "--b"]


def test_a_quote_without_end_is_told(tmp_path):
    done = subprocess.run(
        [sys.executable, TOOL, "OPTS", "touch", "{}"], cwd=tmp_path, env={"OPTS": 'a "b'},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == 'OPTS: a quote in it has no end: a "b\n'
    assert list(tmp_path.iterdir()) == []


def test_the_command_takes_the_place_of_the_tool(tmp_path):
    done = subprocess.run(
        [sys.executable, TOOL, "OPTS", sys.executable, "-c", "import sys; sys.exit(len(sys.argv))", "{}"],
        env={"OPTS": "a 'b c'"}, check=False,
    )  # fmt: skip
    assert done.returncode == 3
