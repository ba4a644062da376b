"""Checks of one file whose fields are each valid. They depend on that file alone.

Each module holds the rules of one subject; a rule takes a fact and yields the odd locations in it, each
with a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from samenight.content.model.base import FileFact
from samenight.content.model.file_facts import City, Event
from samenight.content.reading.file_checks import links, places, prices, results, texts, times
from samenight.content.reading.file_checks.texts import Oddities, Texts

FileRule = Callable[[Any], Oddities]

# Rules that look at every text of a header.
EVERYWHERE: tuple[Callable[[Texts], Oddities], ...] = (
    texts.leftovers, texts.private, texts.markup, texts.garbled, links.scripts_mixed, links.lookalikes,
)  # fmt: skip
BY_KIND: Mapping[type[FileFact], tuple[FileRule, ...]] = MappingProxyType(
    {
        City: (places.territory_code, places.coordinates, places.time_zone),
        Event: (
            places.venue, links.shorteners, links.platforms, prices.prices, prices.pledges,
            prices.twice, prices.volunteers,
            times.begins_at_midnight, times.sales, times.inside, times.programme_days,
            results.lines, results.total, results.dates,
            results.handed_over, results.status, results.winners,
        ),
    }
)  # fmt: skip


def in_texts(given: Texts) -> Oddities:
    """Everything odd in the texts of a header: the location and the finding."""
    for rule in EVERYWHERE:
        yield from rule(given)


def in_fact(fact: FileFact, given: Texts) -> Oddities:
    """Everything odd in a fact."""
    yield from prices.decimals(fact, given)
    for rule_of_kind in BY_KIND.get(type(fact), ()):
        yield from rule_of_kind(fact)
