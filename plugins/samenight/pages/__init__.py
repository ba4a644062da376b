"""HTML PAGES: home, cities, events, countries, editions, charities, accounts, the coordinator's list."""

from __future__ import annotations

from samenight.pages.artifacts import artifacts
from samenight.site import hooks
from samenight.site.artifact import Room


def offer_artifacts(_door: object) -> Room:
    """What this room publishes."""
    return artifacts


def register() -> None:
    """Connect the room to the output."""
    hooks.artifacts.connect(offer_artifacts)
