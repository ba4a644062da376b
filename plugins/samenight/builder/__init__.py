"""ARTIFACTS INTO FILES: the only room that writes, and where Pelican is met."""

from __future__ import annotations

from typing import Any

from samenight.site import hooks


def offer_artifacts(_door: Any) -> Any:
    """What this room publishes."""
    from samenight.builder.artifacts import artifacts  # noqa: PLC0415 -- only a build needs it

    return artifacts


def register() -> None:
    """Connect the room to Pelican, which the command line can do without."""
    from samenight.builder import pelican_signals  # noqa: PLC0415 -- the only way to load Pelican

    pelican_signals.connect()
    hooks.artifacts.connect(offer_artifacts)
