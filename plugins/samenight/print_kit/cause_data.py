"""The charity, the goal, what an amount does, and what came of it, as templates ask for them."""

from __future__ import annotations

from typing import Any

from babel import Locale

from samenight import show
from samenight.print_kit.facts import Cause, Outcome

Data = dict[str, Any]


def cause_data(cause: Cause, locale: Locale) -> Data:
    """Charity, goal, and what an amount does."""
    return {
        "charity": cause.charity,
        "purpose": cause.purpose,
        "website": show.host(cause.website) if cause.website else None,
        "registration": cause.registration,
        "goal": show.sum_in(locale, cause.goal.amount, cause.goal.currency) if cause.goal else None,
        "buys": [
            {"sum": show.sum_in(locale, one.amount, one.currency), "what": one.buys} for one in cause.buys
        ],
        "tiers": [
            {"sum": show.sum_in(locale, one.amount, one.currency), "what": one.label} for one in cause.tiers
        ],
    }


def outcome_data(outcome: Outcome, locale: Locale) -> Data:
    """What came in, by stream where that is known."""
    results = outcome.results
    return {
        "raised": [show.sum_in(locale, one.amount, one.currency) for one in outcome.sums],
        "inexact": any(one.precision != "exact" for one in outcome.sums),
        "final": bool(results and results.status == "final"),
    }
