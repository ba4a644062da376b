"""THE COMMAND LINE: `samenight check`, `fmt`, `new-city`, `serve` and others. Builds go through Pelican."""

from samenight.commands.program import main

__all__ = ["main"]
