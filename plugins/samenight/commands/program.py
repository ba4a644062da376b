"""The program `samenight`: its name as typed, and its commands, each loaded when it is called."""

from __future__ import annotations

import importlib
import io
import os
import shlex
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import click

from samenight.builder.machine_errors import fault_sentence
from samenight.builder.terminal import finish_output, paragraph, terminal_wording, width_of
from samenight.commands import choose_language
from samenight.content.problems.problem import Phrase

IN_A_CLONE = ".venv/bin/samenight"
# The commands with their summaries for the help. Each is in a file of its name: new-city in new_city.py.
SUMMARIES: Mapping[str, str] = {
    "badges": "Print name badges from a table of names.",
    "build": "Check the content and build the site.",
    "check": "List all mistakes in the content.",
    "codeowners": "Write CODEOWNERS from the maintainers of the cities.",
    "devserver": "Rebuild and reload the browser on every change.",
    "explain": "Explain a mistake, why it matters and how to fix it.",
    "fmt": "Rewrite headers in the standard style.",
    "forget": "Take a person out of the content.",
    "new-city": "Make a city's folder and its first event.",
    "new-edition": "Make an edition, and events in it for its cities.",
    "new-event": "Make a city's event in an edition, after its last one.",
    "raffle-tickets": "Print numbered raffle tickets, or check a number.",
    "serve": "Show the built site in a browser, as a web host would.",
    "status": "Show which cities are ready, and which are late.",
    "wifi-kit": "Print table tents and codes with the venue's Wi-Fi.",
}


def name_as_typed(called: str, on_path: str | None, here: Path) -> str:
    """What to type for this program in the folder ``here``.

    ``called`` is the file that was called, ``on_path`` the file that the shell finds for the bare name. If
    Python was called instead, the result is the name in a clone.
    """
    file = Path(os.path.abspath(here / called))
    if file.name != "samenight":
        return IN_A_CLONE
    if on_path and file == Path(os.path.abspath(on_path)):
        return "samenight"
    if not file.is_relative_to(here):
        return shlex.quote(str(file))
    below = file.relative_to(here)
    return shlex.quote(str(below) if len(below.parts) > 1 else f"./{below}")


def program_name() -> str:
    """What to type for the program of this process."""
    return name_as_typed(sys.argv[0], shutil.which("samenight"), Path.cwd())


@contextmanager
def machine_faults_explained() -> Iterator[None]:
    """Raise :class:`click.ClickException` with a sentence for what the machine cannot do."""
    try:
        yield
    except (OSError, MemoryError, RuntimeError, ImportError) as error:
        sentence = fault_sentence(error, os.environ)
        if sentence is None:
            raise
        raise click.ClickException(paragraph(sentence, width_of())) from None


def translate_click() -> None:
    """Let Click say what is wrong with a command line in the reader's language."""
    for module in (click.core, click.exceptions, click.parser, click.termui, click.types):
        vars(module)["_"] = _in_words
        vars(module)["ngettext"] = lambda one, many, number: _in_words(one if number == 1 else many)


def _in_words(english: str) -> str:
    """A sentence of Click in the reader's language; its gaps stay open."""
    return terminal_wording(os.environ).unfilled(english)


# What Click says of a wrong command line. Its words of the help stay English, as the help itself.
OF_CLICK = (
    Phrase("Error: {message}"), Phrase("Try '{command} {option}' for help."), Phrase("Aborted!"),
    Phrase("Invalid value: {message}"), Phrase("Invalid value for {param_hint}: {message}"),
    Phrase("Missing argument"), Phrase("Missing option"), Phrase("Missing parameter"),
    Phrase("Missing command."), Phrase("No such option {name!r}."), Phrase("No such command {name!r}."),
    Phrase("Did you mean {possibility}?"), Phrase("(Did you mean one of: {possibilities}?)"),
    Phrase("Got unexpected extra argument ({args})"), Phrase("Got unexpected extra arguments ({args})"),
    Phrase("Option {name!r} requires an argument."), Phrase("Option {name!r} does not take a value."),
    Phrase("{value!r} is not one of {choices}."), Phrase("{value!r} is not a valid {number_type}."),
    Phrase("{value} is not in the range {range}."), Phrase("Choose from:\n\t{choices}"),
    Phrase("{value!r} is not {choice}."),
)  # fmt: skip


class Command(click.Command):
    """A command whose help shows the name of the program for ``{program}``."""

    def get_help(self, ctx: click.Context) -> str:
        """The help with its examples as they must be typed."""
        return super().get_help(ctx).replace("{program}", program_name())


class LazyCommands(Mapping[str, click.Command]):
    """All commands by name; a command's module is imported when the command is looked up."""

    def __getitem__(self, name: str) -> click.Command:
        if name not in SUMMARIES:
            raise KeyError(name)
        module = name.replace("-", "_")
        command = getattr(importlib.import_module(f"samenight.commands.{module}"), module)
        return cast(click.Command, command)

    def __iter__(self) -> Iterator[str]:
        return iter(SUMMARIES)

    def __len__(self) -> int:
        return len(SUMMARIES)


class Program(Command, click.Group):
    """The program itself; usage lines and examples show its name as it must be typed."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """The context of a call, with the program's name as it must be typed."""
        choose_language(args)
        translate_click()
        with machine_faults_explained():
            return super().make_context(info_name if parent else program_name(), args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. Raises :class:`click.ClickException` with a sentence if the machine cannot do
        something that it needs."""
        with machine_faults_explained():
            result = super().invoke(ctx)
            finish_output()
            return result

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, SUMMARIES[name]) for name in self.list_commands(ctx)])


@click.command(cls=Program, commands=LazyCommands(), context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Many cities, one night, one cause.

    The site is built by Pelican, with one of these:

    \b
      make html
      {program} build
      .venv/bin/pelican content -s pelicanconf.py
    """
    if isinstance(sys.stdout, io.TextIOWrapper):  # old terminals cannot show the letters of all cities
        sys.stdout.reconfigure(errors="backslashreplace")
