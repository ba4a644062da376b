"""`.venv/bin/samenight`, the program itself: its installation, the code it runs, its name, its commands."""

from __future__ import annotations

import importlib
import os
import pkgutil
import re
import shutil
import subprocess
from pathlib import Path

import click
import pytest
import samenight.commands
from samenight.commands import main
from samenight.commands.program import SUMMARIES, name_as_typed

from tests import clones
from tests.programs import HANGING
from tests.sites import REPOSITORY

pytestmark = pytest.mark.skipif(not (REPOSITORY / ".git").exists(), reason="there is no repository to clone")
PROGRAM = ".venv/bin/samenight"
HERE = Path("/home/ana/festival")


@pytest.fixture(scope="module")
def set_up(tmp_path_factory):
    """A clone with a space in its path, after `make setup` where everything but the program was there."""
    folder = clones.clone(tmp_path_factory.mktemp("program") / "a festival")
    run("make", "setup", cwd=folder)
    return folder


@pytest.fixture
def here(set_up, tmp_path):
    """A separate copy of that clone, in another folder than where it was set up."""
    return shutil.copytree(set_up, tmp_path / "moved here", symlinks=True)


def run(*command, cwd, status=0, **more):
    """Run a command in an environment with nothing installed; its output."""
    done = subprocess.run(
        command, cwd=cwd, env={**clones.surroundings(cwd), **more}, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=HANGING, check=False,
    )  # fmt: skip
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


def altered(clone):
    """Change the code of a clone, so that it prints its name."""
    code = clone / "plugins/samenight/commands/explain.py"
    code.write_text(code.read_text("utf-8") + f'\nclick.echo("The code of {clone.name}.")\n', "utf-8")
    return clone


# Where it comes from.


def test_an_older_environment_gets_the_program(tmp_path):
    folder = clones.clone(tmp_path / "clone")
    assert not (folder / PROGRAM).exists()
    assert "Installing" not in run("make", "setup", cwd=folder)
    assert "all well" in run(PROGRAM, "check", cwd=folder)


def test_another_file_of_that_name_is_replaced_and_ours_is_left_alone(here):
    program = here / PROGRAM
    before = program.stat()
    run("make", "setup", cwd=here)
    assert program.stat() == before
    program.unlink()
    program.write_text("#!/nowhere/python\n", "utf-8")
    os.utime(program, (0, 0))
    run("make", "setup", cwd=here)
    assert "all well" in run(PROGRAM, "check", cwd=here)


# Whose code it runs.


def test_changed_code_counts_at_once_and_the_folder_may_be_moved(here):
    altered(here)
    assert "The code of moved here." in run(PROGRAM, "explain", "value.time", cwd=here)


def test_it_runs_from_any_folder_and_through_a_link(here, tmp_path):
    altered(here)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "ours").symlink_to(here / PROGRAM)
    for program in (here / PROGRAM, elsewhere / "ours"):
        assert "The code of moved here." in run(program, "explain", "value.time", cwd=elsewhere)
    assert "The code of moved here." in run(
        "../.venv/bin/samenight", "explain", "value.time", cwd=here / "content"
    )


def test_clones_that_share_an_environment_each_run_their_own_code(here, set_up, tmp_path):
    other = altered(shutil.copytree(set_up, tmp_path / "other", symlinks=True))
    shutil.rmtree(other / ".venv")
    alone = shutil.move(here / ".venv", tmp_path / "alone")
    output = run("make", "explain", "CODE=value.time", f"VENV={alone}", cwd=other)
    assert "The code of other." in output
    assert "The code of other." in run(f"{alone}/bin/samenight", "explain", "value.time", cwd=other)
    assert "The code" not in run(f"{alone}/bin/samenight", "explain", "value.time", cwd=here)
    (other / ".venv").symlink_to(alone)
    assert "The code of other." in run(other / PROGRAM, "explain", "value.time", cwd=tmp_path)


def test_without_any_clone_it_ends_with_a_message(here, tmp_path):
    alone = shutil.move(here / ".venv", tmp_path / "alone")
    output = run(f"{alone}/bin/samenight", "check", cwd=tmp_path, status=2)
    assert output == "samenight: this folder is not in a clone of Samenight. Change to one first.\n"


# What it calls itself.


@pytest.mark.parametrize(
    ("called", "on_path", "name"),
    [
        (".venv/bin/samenight", None, ".venv/bin/samenight"),
        ("./.venv/bin/samenight", None, ".venv/bin/samenight"),
        ("/home/ana/festival/.venv/bin/samenight", None, ".venv/bin/samenight"),
        ("/home/ana/festival/.venv/bin/samenight", "/home/ana/festival/.venv/bin/samenight", "samenight"),
        ("/home/ana/festival/.venv/bin/samenight", "/usr/bin/samenight", ".venv/bin/samenight"),
        ("/opt/a b/bin/samenight", None, "'/opt/a b/bin/samenight'"),
        ("../.venv/bin/samenight", None, "/home/ana/.venv/bin/samenight"),
        ("samenight", None, "./samenight"),
        ("/usr/lib/python3/samenight/commands/__main__.py", None, ".venv/bin/samenight"),
        ("-c", None, ".venv/bin/samenight"),
    ],
)
def test_the_name_is_what_is_to_be_typed(called, on_path, name):
    assert name_as_typed(called, on_path, HERE) == name


def test_usage_examples_and_hints_have_the_name_that_was_typed(here):
    output = run(PROGRAM, "new-city", "--help", cwd=here)
    assert "Usage: .venv/bin/samenight new-city [OPTIONS] NAME" in output
    assert '    .venv/bin/samenight new-city "Łódź" --country PL' in output
    path = f"{here}/.venv/bin{os.pathsep}{clones.surroundings(here)['PATH']}"
    output = run("samenight", "new-city", "--help", cwd=here, PATH=path)
    assert "Usage: samenight new-city" in output
    assert '    samenight new-city "Łódź"' in output
    output = run("make", "new-edition", "EDITION=2027-global", cwd=here)
    assert output.endswith("Then: .venv/bin/samenight check content/editions/2027-global.md\n")
    assert run("sh", "-c", output.rpartition("Then: ")[2], cwd=here).startswith("1 file.")


def commands():
    """All commands, and the program itself."""
    return [(main, []), *((command, [name]) for name, command in main.commands.items())]


@pytest.mark.parametrize(("command", "words"), commands(), ids=lambda one: getattr(one, "name", ""))
def test_help_is_at_most_80_columns_wide(command, words):
    context = click.Context(command, info_name=" ".join([PROGRAM, *words]), max_content_width=80)
    lines = command.get_help(context).splitlines()
    assert [line for line in lines if len(line) > 80] == []
    assert not re.search(r"\{program\}", "".join(lines))


# Its commands.


def command_modules():
    """The names of all modules with a command of the same name, as they are typed."""
    names = [module.name for module in pkgutil.iter_modules(samenight.commands.__path__)]
    found = {
        name: getattr(importlib.import_module(f"samenight.commands.{name}"), name, None)
        for name in names
        if name != "__main__"  # runs the program
    }
    return {
        name.replace("_", "-"): command
        for name, command in found.items()
        if isinstance(command, click.Command)
    }


def test_each_summary_is_of_a_module_with_a_command_and_each_such_module_has_one():
    modules = command_modules()
    assert list(SUMMARIES) == sorted(modules)
    assert {name: main.commands[name] for name in SUMMARIES} == modules
    assert {name: command.name for name, command in modules.items()} == {name: name for name in modules}


def test_a_name_without_a_summary_is_no_command():
    assert "options" not in main.commands
    assert main.get_command(click.Context(main), "options") is None


def test_summaries_are_whole_in_the_list_of_commands():
    context = click.Context(main, info_name=PROGRAM, terminal_width=80)
    lines = [" ".join(line.split()) for line in main.get_help(context).splitlines()]
    assert [f"{name} {text}" for name, text in SUMMARIES.items()] == lines[-len(SUMMARIES) :]
    assert [text for text in SUMMARIES.values() if not re.fullmatch(r"[A-Z].*\.", text)] == []
