"""What is odd in one file though each of its fields is right. It depends on that file alone.

Each module holds the rules of one subject; a rule takes a fact and yields the places in it that are
odd, and why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from samenight.festival.fields import FileFact
from samenight.festival.header import Location
from samenight.festival.model import City, Event
from samenight.festival.problem import Finding
from samenight.festival.scrutiny import links, places, results, sums, texts, times

Oddities = Iterator[tuple[Location, Finding]]
Rule = Callable[[Any], Oddities]

EVERYWHERE: tuple[Rule, ...] = (
    texts.leftovers,
    texts.private,
    links.scripts_mixed,
    links.lookalikes,
    sums.decimals,
)
BY_KIND: Mapping[type[FileFact], tuple[Rule, ...]] = MappingProxyType(
    {
        City: (places.coordinates, places.time_zone),
        Event: (
            places.venue, links.shorteners, links.platforms, sums.prices, sums.pledges,
            times.midnight, times.sales, times.inside, results.lines, results.total, results.dates,
            results.handed_over, results.status, results.winners,
        ),
    }
)  # fmt: skip


def oddities(fact: FileFact) -> Oddities:
    """Everything odd in a fact: where it was typed, and what it is."""
    for rule in (*EVERYWHERE, *BY_KIND.get(type(fact), ())):
        yield from rule(fact)
