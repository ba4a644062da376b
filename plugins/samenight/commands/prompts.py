"""The terminal of a command: messages in the language of its user, and questions."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import click

from samenight.builder.machine_errors import machine_sentence
from samenight.builder.terminal import terminal_wording
from samenight.commands.program import IN_A_CLONE, program_name
from samenight.commands.project import WrongUseError
from samenight.content.problems.wording import Wording, visible, wording


class RefusedError(click.ClickException):
    """A refusal: a file exists already, or the result would be wrong."""

    exit_code = 1


def ended_with(status: int, text: str) -> click.ClickException:
    """The exception to raise to end with exit status 1 or 2 and a text of one or more lines."""
    return {1: RefusedError, 2: WrongUseError}[status](text)


@dataclass(frozen=True)
class Console:
    """Messages and questions in the user's language. Control characters in facts are made visible.

    ``asks`` is whether a user can answer questions; ``program`` is what to type for this program, for the
    gap of that name.
    """

    words: Wording
    asks: bool
    program: str = IN_A_CLONE

    def text(self, english: str, **facts: object) -> str:
        """A sentence with its gaps filled."""
        shown = {name: visible(str(fact)) for name, fact in {"program": self.program, **facts}.items()}
        return self.words.text(english, **shown)

    def say(self, english: str = "", **facts: object) -> None:
        """Print a sentence to standard output."""
        click.echo(self.text(english, **facts) if english else "")

    def warn(self, english: str, **facts: object) -> None:
        """Print a warning to standard error."""
        click.echo(self.text(english, **facts), err=True)

    def stop(self, status: int, english: str, **facts: object) -> click.ClickException:
        """The exception to raise to end with a message: status 1 for a refusal, 2 for wrong use."""
        return ended_with(status, self.text(english, **facts))

    def why(self, error: OSError) -> str:
        """What the system could not do, and how to mend it if it is a fault of the machine."""
        return machine_sentence(error, self.words) or f"{error.strerror or type(error).__name__}."

    def choose(self, question: str, answers: Sequence[str]) -> int:
        """Ask the user to choose an answer; its index. The first one is the default."""
        click.echo(question, err=True)
        for number, answer in enumerate(answers, 1):
            click.echo(f"{number:>3}  {visible(answer)}", err=True)
        numbers = click.IntRange(1, len(answers))
        return int(click.prompt(self.text("Number"), type=numbers, default=1, err=True)) - 1


def console_of(language: str | None) -> Console:
    """The console of this process: in ``language``, else in that of the environment."""
    words = wording(language) if language else terminal_wording(os.environ)
    return Console(words, sys.stdin.isatty() and sys.stderr.isatty(), program_name())
