"""What cannot be printed as it is written, or as it was made, and what a machine lacks to make it."""

from __future__ import annotations

from samenight.festival.problem import Kind

LETTERS = Kind(
    "print.letters",
    "The fonts for print ({fonts}) do not have {letters}.",
    "Put a font that has these letters into {folder}, or write the text in others.",
    "They would be printed as empty boxes, so the pieces that show this text are left out.",
    "warning",
)
UNREADABLE = Kind(
    "print.code",
    "Codes with {found} that can be read: {read} of {drawn}.",
    "Look whether the theme's artwork covers, cuts, inverts or shrinks it.",
    "A code that no phone reads cannot be mended on paper.",
)
MISSING = Kind(
    "print.extra",
    "Print kits are made without {packages}: {lacking}.",
    'Install what is missing: pip install "samenight[print]".',
    "Typst sets the artwork; the others read every code back before it is published.",
    "warning",
)
