"""What is odd in one file though each of its fields is right. It depends on that file alone."""

from __future__ import annotations

from collections.abc import Iterator

from samenight.festival.fields import FileFact
from samenight.festival.header import Location
from samenight.festival.problem import Finding


def oddities(fact: FileFact) -> Iterator[tuple[Location, Finding]]:
    """Everything odd in a fact: where it was typed, and what it is."""
    yield from ()
