"""``python -m samenight.commands``, where the program is not installed."""

from samenight.commands.program import main

main()
