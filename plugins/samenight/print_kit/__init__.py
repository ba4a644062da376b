"""PRINT: for each city, codes that scan, a badge with its hashtag and accounts, and a page that
offers them, with all files in one download."""

from __future__ import annotations

from samenight import hooks
from samenight.artifact import Room
from samenight.print_kit.artifacts import artifacts


def offer_artifacts(_door: object) -> Room:
    """What this room publishes."""
    return artifacts


def register() -> None:
    """Connect the room to the build."""
    hooks.artifacts.connect(offer_artifacts)
