"""By which names an evening goes: its hashtags and accounts, its own or those it inherits."""

from __future__ import annotations

from collections.abc import Mapping

from samenight.festival.library import Library
from samenight.festival.model import Event


def hashtags_of(event: Event, library: Library) -> tuple[str, ...]:
    """The hashtags of an evening: its own or its city's, the edition's, the festival's; none twice."""
    edition, city = library.edition[event.edition], library.city[event.city]
    tags = [*(event.hashtags or city.hashtags), *edition.hashtags, *library.festival.hashtags]
    first = {tag.casefold(): tag for tag in reversed(tags)}
    return tuple(dict.fromkeys(first[tag.casefold()] for tag in tags))


def accounts_of(event: Event, library: Library) -> Mapping[str, str]:
    """The city's accounts, with those that the evening names for itself in their place."""
    own = {**library.city[event.city].accounts, **event.accounts}
    return own or library.festival.accounts
