"""`samenight explain`: a full description of a kind of mistake, or the list of all kinds."""

from __future__ import annotations

import os
import string
import textwrap

import click

from samenight.builder.terminal import message, terminal_wording
from samenight.checks.all_kinds import CATALOGUE
from samenight.commands.options import language_option
from samenight.commands.program import Command, program_name
from samenight.content.problems.problem import Kind, Phrase, nearest
from samenight.content.problems.report import severity_word
from samenight.content.problems.wording import Wording, wording


@click.command(cls=Command)
@click.argument("code", required=False)
@language_option
def explain(code: str | None, lang: str | None) -> None:
    """Explain what a mistake is, why it matters and how to fix it.

    CODE is printed with each mistake in the report, like "value.amount". Without CODE, all are listed.
    """
    words = wording(lang) if lang else terminal_wording(os.environ)
    if code is None:
        for kind in CATALOGUE.values():
            click.echo(f"{kind.code:<24} {_short(words, kind)}")
        return
    if code not in CATALOGUE:
        meant = nearest(code, CATALOGUE)
        if meant:
            near = Phrase('There is no code "{code}". Did you mean "{meant}"?')
            raise click.UsageError(message(near, code=code, meant=meant))
        unknown = Phrase('There is no code "{code}". "{program} explain" lists them all.')
        raise click.UsageError(message(unknown, code=code, program=program_name()))
    kind = CATALOGUE[code]
    click.echo(f"{kind.code} ({severity_word(kind.severity, words)})\n")
    for english in (kind.what, kind.mend, kind.why):
        click.echo(
            textwrap.fill(with_open_gaps(words, english), 78, initial_indent="  ", subsequent_indent="  ")
        )
    click.echo(f"\n  docs/reference/problems.md#{anchor(kind)}")


def _short(words: Wording, kind: Kind) -> str:
    return textwrap.shorten(with_open_gaps(words, kind.what), 54, placeholder=" ...")


def with_open_gaps(words: Wording, english: str) -> str:
    """A sentence with its gaps left open, as ``…``."""
    return words.text(english, **dict.fromkeys(_gaps(english), "…"))


def _gaps(english: str) -> list[str]:
    return [name for _, name, _, _ in string.Formatter().parse(english) if name]


def anchor(kind: Kind) -> str:
    """The anchor of a kind on the reference page."""
    return kind.code.replace(".", "")
