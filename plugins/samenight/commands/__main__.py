"""``python -m samenight.commands``, if the program is not installed."""

from samenight.commands.program import main

main()
