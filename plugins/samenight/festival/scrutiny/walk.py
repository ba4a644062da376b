"""All texts of a fact, with the places where they were typed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from samenight.festival.fields import Fact
from samenight.festival.header import Location

# Accounts have rules of their own; a Wi-Fi password may look like anything; the body is prose.
_APART = frozenset(["accounts", "wifi", "body", "slug", "city", "edition", "contact", "maintainers"])


def texts_of(fact: Fact, at: Location = ()) -> Iterator[tuple[Location, str]]:
    """Every text value in a fact and its parts, except accounts, Wi-Fi, contact and the body."""
    for name, value in fact.__dict__.items():
        if name not in _APART:
            yield from _texts(value, (*at, name))


def _texts(value: Any, at: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, Fact):
        yield from texts_of(value, at)
    elif type(value) is tuple:
        for number, item in enumerate(value):
            yield from _texts(item, (*at, number))


def urls_of(fact: Fact) -> Iterator[tuple[Location, str]]:
    """Every web address in a fact."""
    return ((at, text) for at, text in texts_of(fact) if text.startswith(("http://", "https://")))


def parts_of(fact: Fact, at: Location = ()) -> Iterator[tuple[Location, Fact]]:
    """A fact and all facts inside it."""
    yield at, fact
    for name, value in fact.__dict__.items():
        if isinstance(value, Fact):
            yield from parts_of(value, (*at, name))
        elif type(value) is tuple:
            for number, item in enumerate(value):
                if isinstance(item, Fact):
                    yield from parts_of(item, (*at, name, number))
