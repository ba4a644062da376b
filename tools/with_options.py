"""Runs a command with the options that were given to make.

    with_options.py OPTS,CHECKOPTS COMMAND ... {} ...

The first ``{}`` is replaced by the words of these environment variables. Words are split at spaces, and
quotes keep them together, as in a shell; but a dollar and a backquote have no meaning.
"""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Mapping, Sequence


def completed(names: str, command: Sequence[str], environ: Mapping[str, str]) -> list[str]:
    """The command with its options. Raises :class:`ValueError` if a quote is not closed."""
    options = [word for name in names.split(",") for word in _words(name, environ.get(name, ""))]
    at = command.index("{}")
    return [*command[:at], *options, *command[at + 1 :]]


def _words(name: str, text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:
        raise ValueError(f"{name}: a quote is not closed: {text}") from None


def main(names: str, *command: str) -> None:
    """Replace this process with the command."""
    try:
        words = completed(names, command, os.environ)
    except ValueError as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from None
    os.execvp(words[0], words)  # noqa: S606 -- the command is the Makefile's


if __name__ == "__main__":
    main(*sys.argv[1:])
