"""The shell lines and example files in the documentation, in the order of each page."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from samenight.commands import main

from tests.sites import REPOSITORY

PAGES = sorted(
    [REPOSITORY / "README.md", REPOSITORY / "CONTRIBUTING.md", *(REPOSITORY / "docs").rglob("*.md")]
)
MAKEFILE = (REPOSITORY / "Makefile").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z][a-z-]*):(?!=)", MAKEFILE, re.MULTILINE))
VARIABLES = set(re.findall(r"^([A-Z]+) *[:?]?=", MAKEFILE, re.MULTILINE)) | set(
    " ".join(re.findall(r"^(?:TYPED|GIVEN) := (.*)", MAKEFILE, re.MULTILINE)).split()
) | {"SITEURL", "DEBUG"}  # fmt: skip
PROGRAM = ".venv/bin/samenight"


@dataclass(frozen=True)
class Line:
    """A line of a shell block."""

    text: str


@dataclass(frozen=True)
class File:
    """An example file of a page: its path and its text."""

    path: str
    text: str


def steps(page: Path) -> Iterator[Line | File]:
    """The shell lines and files of a page. The name of a file is the last path before its block."""
    text = page.read_text("utf-8")
    for block in re.finditer(r"^( *)```(\w+)\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL):
        lines = [line.removeprefix(block[1]) for line in block[3].splitlines()]
        if block[2] == "sh":
            yield from map(Line, "\n".join(lines).replace("\\\n", "").splitlines())
        elif block[2] in {"yaml", "csv"}:
            before = text[: block.start()].rstrip().rsplit("\n\n", 1)[-1]
            named = re.findall(r"`((?:content/[\w/-]+\.md)|(?:[\w-]+\.csv))`", before)
            if named:
                yield File(named[-1], "\n".join([*lines, ""]))


def lines(page: Path) -> list[str]:
    """The lines of a page's shell blocks, without their comments."""
    return [bare(step.text) for step in steps(page) if isinstance(step, Line) and bare(step.text)]


def bare(line: str) -> str:
    """A line of shell without its comment and the spaces before it."""
    return shlex.join(shlex.split(line, comments=True)) and re.sub(r"\s+#\s.*$", "", line).strip()


def wrong_with(line: str) -> list[str]:
    """Missing names that a line uses: targets and variables of the Makefile, our commands and options."""
    words = [word for word in shlex.split(line, comments=True) if word]
    while words and re.match(r"[A-Z_]+=", words[0]):  # variables for this line alone
        words.pop(0)
    if not words:
        return []
    if words[0] == "make":
        return _wrong_with_make(words[1:])
    if words[0] == PROGRAM:
        return _wrong_with_program(words[1:])
    return [f"{words[0]} does not exist"] if words[0] in {"samenight", "pelican", "python", "pip"} else []


def _wrong_with_make(words: list[str]) -> list[str]:
    given = dict(word.split("=", 1) for word in words if re.match(r"\w+=", word))
    targets = [word for word in words if "=" not in word]
    wrong = [f"no target {name}" for name in targets if name not in TARGETS]
    wrong += [f"no variable {name}" for name in given if name not in VARIABLES]
    for target in targets:
        if target in main.commands and "OPTS" in given:
            wrong += _wrong_options(main.commands[target], shlex.split(given["OPTS"]))
    return wrong


def _wrong_with_program(words: list[str]) -> list[str]:
    if not words or words[0].startswith("-"):
        return _wrong_options(main, words)
    if words[0] not in main.commands:
        return [f"no command {words[0]}"]
    return _wrong_options(main.commands[words[0]], words[1:])


def _wrong_options(command: click.Command, words: list[str]) -> list[str]:
    known = {name for option in command.params for name in option.opts} | {"-h", "--help"}
    used = [re.split(r"=", word)[0] for word in words if re.match(r"--?[a-z]", word)]
    return [f"{command.name} has no {name}" for name in used if name not in known]
