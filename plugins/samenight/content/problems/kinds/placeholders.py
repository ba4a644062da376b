"""Blanks that were never filled in, and text that came with a template or a copied file."""

from __future__ import annotations

from samenight.content.problems.problem import Kind

LEFT = Kind(
    "blank.left",
    "This is still a blank to be filled in.",
    'Write the value, take the line out, or set the status back to "planned".',
    "An evening that is no longer only planned has nothing left to be guessed.",
)
OPEN = Kind(
    "blank.open",
    "This is still a blank to be filled in.",
    "Write the value, or take the line out.",
    "It is taken for not known yet, and nothing is shown.",
    "warning",
)
