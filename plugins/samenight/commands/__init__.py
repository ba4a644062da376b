"""THE COMMAND LINE: one file a command; the site itself is built through Pelican."""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Sequence
from typing import Any


def start() -> None:
    """Run the program. A build that has nothing to do ends before any package is loaded."""
    choose_language(sys.argv[1:])
    if sys.argv[1:2] == ["build"]:
        from samenight.builder.last_build import say_if_current  # noqa: PLC0415 -- only for this command

        if say_if_current(sys.argv[2:]):
            return
    from samenight.commands.program import main  # noqa: PLC0415 -- loads click

    main()


def choose_language(words: Sequence[str]) -> None:
    """Let everything be said in the language of ``--lang`` in a command line, also what is wrong with that
    line. A language that does not exist is refused later, with the other options."""
    named = [after for word, after in itertools.pairwise([*words, ""]) if word == "--lang"]
    named += [word.removeprefix("--lang=") for word in words if word.startswith("--lang=")]
    if named and named[-1]:
        os.environ["MESSAGES_LANG"] = named[-1]


def __getattr__(name: str) -> Any:
    """The commands, as ``main``, loaded when they are asked for."""
    if name != "main":
        raise AttributeError(name)
    from samenight.commands.program import main  # noqa: PLC0415

    return main
