"""What cannot be printed as it is written."""

from __future__ import annotations

from samenight.festival.problem import Kind

LETTERS = Kind(
    "print.letters",
    "The fonts for print ({fonts}) do not have {letters}.",
    "Put a font that has these letters into {folder}, or write the text in others.",
    "They would be printed as empty boxes, so the pieces that show this text are left out.",
    "warning",
)
