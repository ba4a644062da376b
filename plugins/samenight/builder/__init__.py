"""ARTIFACTS INTO FILES: the only package that writes in a build; the interface to Pelican."""

from __future__ import annotations

from typing import Any


def offer_artifacts(_build: Any) -> Any:
    """The function that declares this package's artifacts."""
    from samenight.builder.artifacts import artifacts  # noqa: PLC0415 -- only a build needs it

    return artifacts


def register() -> None:
    """Connect the package to Pelican, which the command line does not need."""
    from samenight.builder import pelican_signals  # noqa: PLC0415 -- the only way to load Pelican
    from samenight.site import hooks  # noqa: PLC0415 -- what finds out that nothing has changed loads nothing

    pelican_signals.connect()
    hooks.artifacts.connect(offer_artifacts)
