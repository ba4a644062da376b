"""All rules over the library, in the order of what they look at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from samenight.checks import evenings, names, namesakes, posts
from samenight.checks.evenings import Scene
from samenight.festival.library import Library
from samenight.festival.origin import Origin, origin_key
from samenight.festival.problem import Problem


def problems(library: Library, origins: Mapping[str, Origin], now: dt.datetime) -> Iterator[Problem]:
    """Everything that is wrong in the whole though each file is right, as seen at ``now`` (UTC)."""
    for event in library.events:
        scene = Scene(library, origins[origin_key(event)], library.resolve(event), now)
        for rule in evenings.RULES:
            yield from rule(event, scene)
    for rule_over_all in (*namesakes.RULES, *names.RULES, *posts.RULES):
        yield from rule_over_all(library, origins)
    yield from names.still_to_come(library, origins)
