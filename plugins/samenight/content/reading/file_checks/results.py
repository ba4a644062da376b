"""Checks of an event's results: amounts, dates, evidence and winners must be consistent."""

from __future__ import annotations

from decimal import Decimal

from samenight.content.library.ledger import lines_by_currency, net
from samenight.content.model.file_facts import Event
from samenight.content.problems.kinds import sums as kinds
from samenight.content.problems.problem import nearest, quoted
from samenight.content.reading.file_checks.texts import Oddities


def lines(event: Event) -> Oddities:
    """Fees higher than the gross amount; final lines without evidence."""
    for number, line in enumerate(event.results.lines if event.results else ()):
        if line.fees is not None and line.fees > line.gross:
            yield ("results", "lines", number, "fees"), kinds.FEES(line.fees)
        if event.results and event.results.status == "final" and not line.evidence:
            yield ("results", "lines", number), kinds.EVIDENCE(line.stream)


def total(event: Event) -> Oddities:
    """Lines that add up to more than the total."""
    results = event.results
    if results is None or results.total is None:
        return
    parts = sum(map(net, lines_by_currency(results).get(results.total.currency, [])), Decimal(0))
    if parts > results.total.amount:
        yield ("results", "total", "amount"), kinds.PARTS(f"{parts} {results.total.currency}")


def dates(event: Event) -> Oddities:
    """Results and hand-overs dated before the event."""
    results = event.results
    if results is None or event.date is None:
        return
    if results.as_of and results.as_of < event.date:
        yield ("results", "as_of"), kinds.AS_OF_EARLY(results.as_of, day=event.date)
    if results.handed_over and results.handed_over.date < event.date:
        finding = kinds.HANDED_EARLY(results.handed_over.date, day=event.date)
        yield ("results", "handed_over", "date"), finding


def handed_over(event: Event) -> Oddities:
    """More handed over than raised."""
    results = event.results
    if results is None or results.handed_over is None:
        return
    given = results.handed_over
    raised = sum(map(net, lines_by_currency(results).get(given.currency, [])), Decimal(0))
    if results.total and results.total.currency == given.currency:
        raised = max(raised, results.total.amount)
    if raised and given.amount > raised:
        finding = kinds.HANDED_MORE(f"{given.amount} {given.currency}", total=f"{raised} {given.currency}")
        yield ("results", "handed_over", "amount"), finding


def status(event: Event) -> Oddities:
    """Money raised by an event that did not take place, or has not yet."""
    results = event.results
    if results is None or not (results.lines or results.total):
        return
    if event.status == "cancelled":
        yield ("results",), kinds.RESULTS_CANCELLED()
    elif event.status in {"planned", "postponed"} and results.status == "final":
        yield ("status",), kinds.RESULTS_PLANNED(event.status, quoted("held"))


def winners(event: Event) -> Oddities:
    """Winners of prizes that are not in the list."""
    if event.raffle is None or not event.raffle.prizes:
        return
    prizes = [prize.name for prize in event.raffle.prizes]
    for number, winner in enumerate(event.raffle.winners):
        if winner.prize not in prizes:
            meant = nearest(winner.prize, prizes)
            finding = kinds.WINNER(winner.prize, quoted(meant) if meant else None)
            yield ("raffle", "winners", number, "prize"), finding
