"""PRINT: for each city, codes that scan, a badge with its hashtag and accounts, and a page that
offers them, with all files in one download."""

from __future__ import annotations

from collections.abc import Iterable

from samenight import hooks
from samenight.artifact import Room
from samenight.festival.problem import Finding
from samenight.print_kit.artifacts import artifacts
from samenight.print_kit.extras import notices


def offer_artifacts(_door: object) -> Room:
    """What this room publishes."""
    return artifacts


def offer_notices(_door: object) -> Iterable[Finding]:
    """What is not made, or not looked at, on this machine."""
    return notices()


def register() -> None:
    """Connect the room to the build."""
    hooks.artifacts.connect(offer_artifacts)
    hooks.notices.connect(offer_notices)
