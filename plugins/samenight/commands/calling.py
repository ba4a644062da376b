"""How the program was called, so that every line it tells people to type works as they type it."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path
from typing import Any

import click

IN_A_CLONE = ".venv/bin/samenight"


def name_as_typed(called: str, known: str | None, here: Path) -> str:
    """What to type for this program in the folder ``here``.

    ``called`` is the file that was called, ``known`` the file that the bare name stands for. Where Python
    was called instead, it is the name in a clone.
    """
    file = Path(os.path.abspath(here / called))
    if file.name != "samenight":
        return IN_A_CLONE
    if known and file == Path(os.path.abspath(known)):
        return "samenight"
    if not file.is_relative_to(here):
        return shlex.quote(str(file))
    below = file.relative_to(here)
    return shlex.quote(str(below) if len(below.parts) > 1 else f"./{below}")


def program_name() -> str:
    """What to type for the program of this process."""
    return name_as_typed(sys.argv[0], shutil.which("samenight"), Path.cwd())


class Command(click.Command):
    """A command whose help has its own name where ``{program}`` stands."""

    def get_help(self, ctx: click.Context) -> str:
        """The help with its examples as they are to be typed."""
        return super().get_help(ctx).replace("{program}", program_name())


class Program(Command, click.Group):
    """The program itself, called in usage lines and examples as it is to be typed."""

    command_class = Command

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """The context of a call, under the name that is to be typed."""
        return super().make_context(info_name if parent else program_name(), args, parent, **extra)
