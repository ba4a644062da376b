"""Targets, commands and options in messages, hints, help and pages exist."""

from __future__ import annotations

import ast
import re

import pytest
from babel.messages.pofile import read_po
from samenight.commands import main

from tests.docs.shell import MAKEFILE, PROGRAM, wrong_with
from tests.sites import REPOSITORY
from tools.update_messages import CATALOGUES

PACKAGE = REPOSITORY / "plugins/samenight"
# A command in a sentence starts after a quote, a colon or the word "run", or at the start of a line.
CALL = re.compile(
    r"(?:^|[\"“«(]\s?|: |\b[Rr]un |^ +)"
    r"((?:\.venv/bin/samenight|\{program\}|samenight|make|pip|pelican|\.venv/bin/\w+) [a-z-][^\"”»)\n]*)",
    re.MULTILINE,
)
ENGLISH = {"sure", "all", "it", "the", "a", "up", "them", "other", "another", "others", "one", "for", "as"}


def calls(text):
    """The commands in a text, with their gaps filled."""
    for found in CALL.findall(text.replace("\u00a0", " ")):
        if found.split()[1] not in ENGLISH:
            line = re.sub(r"\{program\}", PROGRAM, found)
            yield re.sub(r"\{\w+\}|…", "x", line).strip().rstrip(".,;")


def wrong_in(text):
    """The commands in a text that use missing names, with those names."""
    found = {}
    for line in calls(text):
        if line.count("'") % 2 == 0 and line.count('"') % 2 == 0:
            found[line] = wrong_with(line)
    return {line: names for line, names in found.items() if names}


def written(path):
    """The literal texts in a module, without its docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(
                part.value if isinstance(part, ast.Constant) else _gap(part) for part in node.values
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def _gap(part):
    name = ast.unparse(part.value)
    return "{program}" if "program" in name else "x"


MODULES = sorted(PACKAGE.rglob("*.py"))
NAMES = [path.relative_to(PACKAGE).as_posix() for path in MODULES]


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_commands_in_modules_exist(path):
    assert [found for text in written(path) if (found := wrong_in(text))] == []


def test_commands_in_messages_of_every_language_exist():
    found = []
    for folder, sentences in CATALOGUES.items():
        found += sentences()
        for file in folder.glob("*.po"):
            with file.open("rb") as opened:
                found += [one.string for one in read_po(opened) if one.id]
    texts = [text for one in found for text in ([one] if isinstance(one, str) else one)]
    assert len([line for text in texts for line in calls(text)]) >= 10
    assert [wrong for text in texts if (wrong := wrong_in(text))] == []


@pytest.mark.parametrize("command", [main, *main.commands.values()], ids=lambda one: one.name)
def test_commands_in_help_exist(command):
    texts = [command.help or "", *(getattr(option, "help", None) or "" for option in command.params)]
    assert [wrong for text in texts if (wrong := wrong_in(text))] == []


@pytest.mark.parametrize(
    "name", ["new-city", "new-event", "new-edition", "badges", "raffle-tickets", "check"]
)
def test_help_has_examples(name):
    assert any(line.startswith(f"{PROGRAM} ") for line in calls(main.commands[name].help))


OTHERS = sorted(
    path
    for pattern in ("theme/templates/**/*.html", ".github/**/*", ".gitlab/**/*", ".gitlab-ci.yml", ".ci/*",
                    "tools/*", "theme/**/*.md", "*conf.py", "CHANGELOG.md")
    for path in REPOSITORY.glob(pattern)
    if path.is_file()
)  # fmt: skip


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_other_files_name_the_program_with_its_path(path):
    text = path.read_text("utf-8")
    bare = re.findall(rf"(?<![\w/.-])samenight (?:{'|'.join(main.commands)})\b.*", text)
    assert bare == []


def test_commands_in_the_help_of_make_exist():
    shown = re.findall(r"^\t@echo '(.*)'$", MAKEFILE, re.MULTILINE)
    lines = [
        line for text in shown for line in re.findall(r"make [a-z-]+ (?:\w+=(?:\"[^\"]*\"|\S+) ?)+", text)
    ]
    assert len(lines) > 2
    assert {line: wrong_with(line) for line in lines if wrong_with(line)} == {}


def test_missing_names_in_sentences_are_found():
    assert wrong_in("Then run samenight check") == {"samenight check": ["samenight does not exist"]}
    assert wrong_in('Build it with "make htlm".') == {"make htlm": ["no target htlm"]}
    assert wrong_in("To make one: {program} new-edtion {slug}")
    assert wrong_in('"{program} check" says which.') == {}
