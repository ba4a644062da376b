"""RULES over the library that no single field can tell."""

from __future__ import annotations

from typing import Any

from samenight.checks.all_rules import problems
from samenight.site import hooks


def offer_rules(_door: object) -> Any:
    """What this room finds wrong."""
    return problems


def register() -> None:
    """Connect the room to the output."""
    hooks.rules.connect(offer_rules)
