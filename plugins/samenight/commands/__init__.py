"""THE COMMAND LINE: `samenight check`, `fmt`, `serve`, `devserver`. Builds go through Pelican."""

from samenight.commands.program import main

__all__ = ["main"]
