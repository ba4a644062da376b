"""RESULTS: totals by edition, country and city, a chart, and the open data behind them."""

from __future__ import annotations

from samenight.results.artifacts import artifacts
from samenight.site import hooks
from samenight.site.artifact import Publisher


def offer_artifacts(_build: object) -> Publisher:
    """The function that declares this package's artifacts."""
    return artifacts


def register() -> None:
    """Connect the package to the build."""
    hooks.artifacts.connect(offer_artifacts)
