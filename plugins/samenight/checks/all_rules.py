"""All rules over the library, in the order of what they look at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from samenight.checks import duplicates, events, hashtags_and_accounts
from samenight.checks.events import EventContext
from samenight.content.library.library import Library
from samenight.content.problems.problem import Problem
from samenight.content.reading.sources import Origin, origin_key


def problems(library: Library, origins: Mapping[str, Origin], now: dt.datetime) -> Iterator[Problem]:
    """Everything that is wrong in the whole though each file is right, as seen at ``now`` (UTC)."""
    for event in library.events:
        scene = EventContext(library, origins[origin_key(event)], library.resolve(event), now)
        for rule in events.RULES:
            yield from rule(event, scene)
    for rule_over_all in (*duplicates.RULES, *hashtags_and_accounts.RULES, events.days_of_posts):
        yield from rule_over_all(library, origins)
    yield from hashtags_and_accounts.still_to_come(library, origins)
