"""Talking with whoever runs a command: what is said, what is asked where somebody can answer."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import click

from samenight.builder.terminal import language_of
from samenight.commands.calling import IN_A_CLONE, program_name
from samenight.commands.project import WrongUseError
from samenight.content.problems.wording import Wording, visible, wording


class RefusedError(click.ClickException):
    """Something is in the way, or would be wrong."""

    exit_code = 1


def end(status: int, text: str) -> click.ClickException:
    """What is to be raised to end with exit status 1 or 2 and a text of one or more lines."""
    return {1: RefusedError, 2: WrongUseError}[status](text)


@dataclass(frozen=True)
class Console:
    """a dialogue in the reader's language. Whatever comes from a file or a command line is shown harmless.

    ``asks`` is whether there is somebody to answer questions; ``program`` is what to type for this
    program, which fills the gap of that name.
    """

    words: Wording
    asks: bool
    program: str = IN_A_CLONE

    def text(self, english: str, **facts: object) -> str:
        """A sentence with its gaps filled."""
        shown = {name: visible(str(fact)) for name, fact in {"program": self.program, **facts}.items()}
        return self.words.text(english, **shown)

    def say(self, english: str = "", **facts: object) -> None:
        """Say a sentence."""
        click.echo(self.text(english, **facts) if english else "")

    def warn(self, english: str, **facts: object) -> None:
        """Say what somebody should look at."""
        click.echo(self.text(english, **facts), err=True)

    def stop(self, status: int, english: str, **facts: object) -> click.ClickException:
        """What is to be raised to end with a sentence: status 1 where something is in the way, 2 where
        the command must be given otherwise."""
        return end(status, self.text(english, **facts))

    def choose(self, question: str, answers: Sequence[str]) -> int:
        """Ask which of some answers is right; its number, from 0. The first one is the usual one."""
        click.echo(question, err=True)
        for number, answer in enumerate(answers, 1):
            click.echo(f"{number:>3}  {visible(answer)}", err=True)
        numbers = click.IntRange(1, len(answers))
        return int(click.prompt(self.text("Number"), type=numbers, default=1, err=True)) - 1


def console(language: str | None) -> Console:
    """The console of this process: in ``language``, else in that of the environment."""
    words = wording(language) if language else language_of(os.environ)
    return Console(words, sys.stdin.isatty() and sys.stderr.isatty(), program_name())
