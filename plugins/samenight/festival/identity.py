"""By which names an evening goes: its hashtags and accounts, its own or those it inherits."""

from __future__ import annotations

from collections.abc import Mapping

from samenight.festival.library import Library
from samenight.festival.model import Event


def hashtags_of(event: Event, library: Library) -> tuple[str, ...]:
    """The evening's hashtags, else the city's, else the edition's, else the festival's."""
    edition, city = library.edition[event.edition], library.city[event.city]
    return event.hashtags or city.hashtags or edition.hashtags or library.festival.hashtags


def accounts_of(event: Event, library: Library) -> Mapping[str, str]:
    """The city's accounts, with those that the evening names for itself in their place."""
    own = {**library.city[event.city].accounts, **event.accounts}
    return own or library.festival.accounts
