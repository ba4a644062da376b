"""THE COMMAND LINE: `samenight check`, `codeowners`, `serve`, `devserver`. Builds go through Pelican."""

from samenight.commands.program import main

__all__ = ["main"]
