"""RESULTS: totals by edition, country and city, a chart, and the open data behind them."""

from __future__ import annotations

from samenight import hooks
from samenight.artifact import Room
from samenight.results.artifacts import artifacts


def offer_artifacts(_door: object) -> Room:
    """What this room publishes."""
    return artifacts


def register() -> None:
    """Connect the room to the output."""
    hooks.artifacts.connect(offer_artifacts)
