"""What the badge says, in one line and above its headline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from samenight.print_kit.facts.facts import Identity


def title_of(identity: Identity) -> str:
    """The badge in one line, for those who do not see it: hashtags, accounts, festival and city."""
    hashtags = " ".join(f"#{tag}" for tag in identity.hashtags)
    accounts = ", ".join(" ".join(filter(None, account)) for account in identity.accounts)
    whose = f"{identity.festival} {identity.city}".strip()
    return ", ".join(filter(None, [hashtags, accounts, whose]))


def kicker_of(data: Mapping[str, Any]) -> str:
    """The line above the headline, of the identity's data: edition and night."""
    return " · ".join(filter(None, [data["edition"], data["night"]]))


def named(data: Mapping[str, Any]) -> str:
    """Who signs: the city, or, where the city is the headline, the festival."""
    return str(data["name"] if data["hashtags"] else data["festival"])
