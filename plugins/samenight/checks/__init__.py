"""RULES over the whole library, which need more than one file; rules for single events run first."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samenight.checks import (
    duplicates,
    events,
    hashtags_and_accounts,
    links_in_texts,
    security_contact,
    untranslated_and_unconverted,
)
from samenight.checks.events import EventContext
from samenight.checks.shared_tables import tables_beside
from samenight.content.library.library import Library
from samenight.content.problems.problem import Problem
from samenight.content.reading.origins import Origin, origin_key
from samenight.site import hooks

if TYPE_CHECKING:
    from samenight.site.inspection import InspectedFolder


def problems(library: Library, origins: Mapping[str, Origin], now: dt.datetime) -> Iterator[Problem]:
    """The problems of the whole festival, though each file by itself is right, as seen at ``now`` (UTC)."""
    for event in library.events:
        context = EventContext(library, origins[origin_key(event)], library.resolve(event), now)
        for rule in events.RULES:
            yield from rule(event, context)
    for rule_over_all in (
        *duplicates.RULES, *hashtags_and_accounts.RULES, *links_in_texts.RULES,
        *untranslated_and_unconverted.RULES, events.days_of_posts, security_contact.problems,
    ):  # fmt: skip
        yield from rule_over_all(library, origins)
    yield from hashtags_and_accounts.advice_on_names(library, origins)


def _with_tables(
    content: Path, library: Library, origins: Mapping[str, Origin], now: dt.datetime
) -> Iterator[Problem]:
    yield from problems(library, origins, now)
    yield from tables_beside(content)


def offer_rules(folder: InspectedFolder) -> Any:
    """The function that applies this package's rules."""
    return functools.partial(_with_tables, folder.content)


def register() -> None:
    """Connect the package to the checks."""
    hooks.rules.connect(offer_rules)
