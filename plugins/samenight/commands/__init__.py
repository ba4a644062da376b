"""THE COMMAND LINE: one file a command; the site itself is built through Pelican."""

from samenight.commands.program import main

__all__ = ["main"]
