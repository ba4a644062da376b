"""THE COMMAND LINE: what people do beside building, which goes through Pelican."""

from samenight.commands.program import main

__all__ = ["main"]
