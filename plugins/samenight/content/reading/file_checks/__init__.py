"""What is odd in one file though each of its fields is right. It depends on that file alone.

Each module holds the rules of one subject; a rule takes a fact and yields the places in it that are
odd, and why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from samenight.content.model.base import FileFact
from samenight.content.model.file_facts import City, Event
from samenight.content.problems.problem import Finding, Location
from samenight.content.reading.file_checks import links, places, prices, results, texts, times
from samenight.content.reading.file_checks.header_texts import Texts

Oddities = Iterator[tuple[Location, Finding]]
Rule = Callable[[Any], Oddities]

# What an organiser typed: each value and where it stands. Rules that look at every text take these.
EVERYWHERE: tuple[Callable[[Texts], Oddities], ...] = (
    texts.leftovers, texts.private, texts.markup, texts.garbled, links.scripts_mixed, links.lookalikes,
)  # fmt: skip
BY_KIND: Mapping[type[FileFact], tuple[Rule, ...]] = MappingProxyType(
    {
        City: (places.own_code, places.coordinates, places.time_zone),
        Event: (
            places.venue, links.shorteners, links.platforms, prices.prices, prices.pledges,
            times.midnight, times.sales, times.inside, results.lines, results.total, results.dates,
            results.handed_over, results.status, results.winners,
        ),
    }
)  # fmt: skip


def in_texts(given: Texts) -> Oddities:
    """Everything odd in the texts of a header: where it stands, and what it is."""
    for rule in EVERYWHERE:
        yield from rule(given)


def in_fact(fact: FileFact, given: Texts) -> Oddities:
    """Everything odd in what the header means."""
    yield from prices.decimals(fact, given)
    for rule_of_kind in BY_KIND.get(type(fact), ()):
        yield from rule_of_kind(fact)
