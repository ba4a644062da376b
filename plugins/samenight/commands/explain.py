"""`samenight explain`: a kind of mistake at length, or the list of all kinds."""

from __future__ import annotations

import os
import string
import textwrap

import click

from samenight.builder.terminal import language_of
from samenight.checks.all_kinds import CATALOGUE
from samenight.commands.options import language_option
from samenight.commands.program import Command, program_name
from samenight.content.problems.problem import Kind, nearest
from samenight.content.problems.wording import Wording, wording


@click.command(cls=Command)
@click.argument("code", required=False)
@language_option
def explain(code: str | None, lang: str | None) -> None:
    """Explain what a mistake is, why it matters and its cure.

    CODE is printed with each mistake in the report, like "value.amount". Without it, all codes are listed.
    """
    words = wording(lang) if lang else language_of(os.environ)
    if code is None:
        for kind in CATALOGUE.values():
            click.echo(f"{kind.code:<24} {_short(words, kind)}")
        return
    if code not in CATALOGUE:
        meant = nearest(code, CATALOGUE)
        advice = f'Did you mean "{meant}"?' if meant else f'"{program_name()} explain" lists them all.'
        raise click.UsageError(f'There is no code "{code}". {advice}')
    kind = CATALOGUE[code]
    click.echo(f"{kind.code} ({words.text('problem' if kind.severity == 'error' else 'warning')})\n")
    for english in (kind.what, kind.mend, kind.why):
        click.echo(textwrap.fill(open_(words, english), 78, initial_indent="  ", subsequent_indent="  "))
    click.echo(f"\n  docs/reference/problems.md#{anchor(kind)}")


def _short(words: Wording, kind: Kind) -> str:
    return textwrap.shorten(open_(words, kind.what), 54, placeholder=" ...")


def open_(words: Wording, english: str) -> str:
    """A sentence with its gaps left open, as ``…``."""
    return words.text(english, **dict.fromkeys(_gaps(english), "…"))


def _gaps(english: str) -> list[str]:
    return [name for _, name, _, _ in string.Formatter().parse(english) if name]


def anchor(kind: Kind) -> str:
    """The anchor of a kind on the reference page."""
    return kind.code.replace(".", "")
