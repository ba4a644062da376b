"""Times of an event, its sales and its draw."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from samenight.content.model.file_facts import Event
from samenight.content.problems.kinds import sums as kinds
from samenight.content.problems.problem import Finding, Location


def midnight(event: Event) -> Iterator[tuple[Location, Finding]]:
    """An event that begins at midnight is a form that was sent off half filled in."""
    if event.start == dt.time(0):
        yield ("start",), kinds.MIDNIGHT("00:00")


def sales(event: Event) -> Iterator[tuple[Location, Finding]]:
    """Tickets that are sold after the event, or for no time at all."""
    last = event.end_date or event.date
    for number, ticket in enumerate(event.tickets):
        until = _day(ticket.until)
        if until and last and until > last + dt.timedelta(days=1):
            yield ("tickets", number, "until"), kinds.SALE_LATE(until, day=last)
        if ticket.since and ticket.until and _moment(ticket.until) < _moment(ticket.since):
            yield ("tickets", number, "until"), kinds.SALE_TURNED(until)


def inside(event: Event) -> Iterator[tuple[Location, Finding]]:
    """The draw, the auction and the acts take place between the beginning and the end."""
    if event.start is None or event.end is None or event.end_date or event.start == event.end:
        return
    named: list[tuple[Location, dt.time | None]] = []
    named += [(("raffle", "draw"), event.raffle.draw)] if event.raffle else []
    named += [(("auction", "start"), event.auction.start)] if event.auction else []
    named += [(("programme", number, "time"), act.time) for number, act in enumerate(event.programme)]
    for at, time in named:
        if time is not None and not _within(time, event.start, event.end):
            yield at, kinds.DRAW(f"{time:%H:%M}", start=f"{event.start:%H:%M}", end=f"{event.end:%H:%M}")


def _within(time: dt.time, start: dt.time, end: dt.time) -> bool:
    return start <= time <= end if start <= end else time >= start or time <= end


def _day(deadline: dt.date | dt.datetime | None) -> dt.date | None:
    return deadline.date() if isinstance(deadline, dt.datetime) else deadline


def _moment(deadline: dt.date | dt.datetime) -> dt.datetime:
    if isinstance(deadline, dt.datetime):
        return deadline
    return dt.datetime.combine(deadline, dt.time(23, 59))
