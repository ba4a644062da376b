"""DISCOVERY: feeds, sitemap, robots: how readers and machines find what is new and what there is."""

from __future__ import annotations

from samenight import hooks
from samenight.artifact import Room
from samenight.discovery.artifacts import artifacts


def offer_artifacts(_door: object) -> Room:
    """What this room publishes."""
    return artifacts


def register() -> None:
    """Connect the room to the output."""
    hooks.artifacts.connect(offer_artifacts)
