"""HTML PAGES: home, cities, events, countries, editions, charities, and the coordinator's list."""

from __future__ import annotations

from samenight import hooks
from samenight.artifact import Room
from samenight.city_pages.artifacts import artifacts


def offer_artifacts(_door: object) -> Room:
    """What this room publishes."""
    return artifacts


def register() -> None:
    """Connect the room to the output."""
    hooks.artifacts.connect(offer_artifacts)
