"""HANDLES AND HASHTAGS of all cities, by country and city."""

from __future__ import annotations

from samenight import hooks
from samenight.accounts.artifacts import artifacts
from samenight.artifact import Room


def offer_artifacts(_door: object) -> Room:
    """What this room publishes."""
    return artifacts


def register() -> None:
    """Connect the room to the output."""
    hooks.artifacts.connect(offer_artifacts)
