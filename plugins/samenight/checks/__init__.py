"""RULES over the whole library, which need more than one file; rules for single events run first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from samenight.checks import duplicates, events, hashtags_and_accounts
from samenight.checks.events import EventContext
from samenight.content.library.library import Library
from samenight.content.problems.problem import Problem
from samenight.content.reading.origins import Origin, origin_key
from samenight.site import hooks


def problems(library: Library, origins: Mapping[str, Origin], now: dt.datetime) -> Iterator[Problem]:
    """The problems of the whole festival, though each file by itself is right, as seen at ``now`` (UTC)."""
    for event in library.events:
        context = EventContext(library, origins[origin_key(event)], library.resolve(event), now)
        for rule in events.RULES:
            yield from rule(event, context)
    for rule_over_all in (*duplicates.RULES, *hashtags_and_accounts.RULES, events.days_of_posts):
        yield from rule_over_all(library, origins)
    yield from hashtags_and_accounts.advice_on_names(library, origins)


def offer_rules(_folder: object) -> Any:
    """The function that applies this package's rules."""
    return problems


def register() -> None:
    """Connect the package to the checks."""
    hooks.rules.connect(offer_rules)
