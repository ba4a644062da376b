"""THE COMMAND LINE: one file a command; the site itself is built through Pelican."""

from __future__ import annotations

import sys
from typing import Any


def start() -> None:
    """Run the program. A build that has nothing to do ends before any package is loaded."""
    if sys.argv[1:2] == ["build"]:
        from samenight.builder.last_build import say_if_current  # noqa: PLC0415 -- only for this command

        if say_if_current(sys.argv[2:]):
            return
    from samenight.commands.program import main  # noqa: PLC0415 -- loads click

    main()


def __getattr__(name: str) -> Any:
    """The commands, as ``main``, loaded when they are asked for."""
    if name != "main":
        raise AttributeError(name)
    from samenight.commands.program import main  # noqa: PLC0415

    return main
