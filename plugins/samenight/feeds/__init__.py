"""FEEDS: Atom feeds, sitemap, robots.txt, security.txt."""

from __future__ import annotations

from samenight.feeds.artifacts import artifacts
from samenight.site import hooks
from samenight.site.artifact import Publisher


def offer_artifacts(_build: object) -> Publisher:
    """The function that declares this package's artifacts."""
    return artifacts


def register() -> None:
    """Connect the package to the build."""
    hooks.artifacts.connect(offer_artifacts)
