"""The charity, the goal, what an amount does, and what came of it, as templates ask for them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from babel import Locale

from samenight.content.library.ledger import net
from samenight.content.model.amounts import Buys, Count, HandedOver, Line
from samenight.content.problems.wording import Wording
from samenight.print_kit.facts.amount_ranges import sum_in
from samenight.print_kit.facts.facts import Cause, Outcome
from samenight.print_kit.facts.labels import Speech, precise, status_words, stream_words
from samenight.site import display
from samenight.site.display import span

Data = dict[str, Any]


def cause_data(cause: Cause, speech: Speech) -> Data:
    """Charity, goal, and what an amount does."""
    locale = speech.locale
    goal = sum_in(locale, cause.goal.amount, cause.goal.currency) if cause.goal else None
    return {
        "charity": cause.charity,
        "purpose": cause.purpose,
        "website": display.host(cause.website) if cause.website else None,
        "registration": cause.registration,
        "goal": precise(speech.said, goal, cause.goal.precision) if goal and cause.goal else None,
        "buys": [{"sum": _range(one, locale), "what": one.buys} for one in cause.buys],
        "tiers": [
            {"sum": sum_in(locale, one.amount, one.currency), "what": one.label} for one in cause.tiers
        ],
    }


def _range(buys: Buys, locale: Locale) -> str:
    """An amount, or the two ends between which it lies."""
    ends = [sum_in(locale, end, buys.currency) for end in (buys.amount, buys.up_to) if end]
    return span(ends[0], ends[-1]) if ends else ""


def outcome_data(outcome: Outcome, speech: Speech) -> Data:
    """What came in, by stream where that is known, how many came, and when it was handed over.

    ``raised`` are whole phrases ("about €3,000"), and ``status`` says in
    words how sure all of it is; ``final`` is true only where it is accounted for.
    """
    results, said, locale = outcome.results, speech.said, speech.locale
    sums = [(sum_in(locale, one.amount, one.currency), one.precision) for one in outcome.sums]
    return {
        "raised": [precise(said, shown, how) for shown, how in sums],
        "inexact": any(how != "exact" for _, how in sums),
        "known": results is not None,
        "final": bool(results and results.status == "final"),
        "status": status_words(said)[results.status] if results else None,
        "as_of": display.day_in(locale, results.as_of, "long") if results and results.as_of else None,
        "streams": [_stream(line, said, locale) for line in results.lines] if results else [],
        "guests": _guests(results.attendance, said) if results and results.attendance else None,
        "handed_over": _handed_over(results.handed_over, locale) if results and results.handed_over else None,
        "note": results.note if results else None,
    }


def _stream(line: Line, said: Wording, locale: Locale) -> Data:
    def shown(amount: Decimal) -> str:
        return sum_in(locale, amount, line.currency)

    return {
        "name": stream_words(said)[line.stream],
        "count": said.number(line.count) if line.count is not None else None,
        "gross": precise(said, shown(line.gross), line.precision),
        "fees": shown(line.fees) if line.fees is not None else None,
        "net": precise(said, shown(net(line)), line.precision),
    }


def _guests(attendance: Count, said: Wording) -> str:
    counted = said.counted(attendance.count, "{n} guest", "{n} guests")
    return precise(said, counted, attendance.precision)


def _handed_over(handed: HandedOver, locale: Locale) -> Data:
    return {
        "sum": sum_in(locale, handed.amount, handed.currency),
        "day": display.day_in(locale, handed.date, "long"),
    }
