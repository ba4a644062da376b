"""Checks of the times of an event, its ticket sales, draw, auction and programme."""

from __future__ import annotations

import datetime as dt

from samenight.content.model.file_facts import Event
from samenight.content.problems.kinds import sums as kinds
from samenight.content.problems.problem import Location
from samenight.content.reading.file_checks.texts import Oddities


def begins_at_midnight(event: Event) -> Oddities:
    """An event that begins at midnight: usually a time that was left at its default."""
    if event.start == dt.time(0):
        yield ("start",), kinds.MIDNIGHT("00:00")


def sales(event: Event) -> Oddities:
    """Tickets that are sold after the event, or for no time at all."""
    last = event.end_date or event.date
    for number, ticket in enumerate(event.tickets):
        until = _day(ticket.until)
        if until and last and until > last + dt.timedelta(days=1):
            yield ("tickets", number, "until"), kinds.SALE_LATE(until, day=last)
        if ticket.since and ticket.until and _last_minute(ticket.until) < _last_minute(ticket.since):
            yield ("tickets", number, "until"), kinds.SALE_TURNED(until)


def inside(event: Event) -> Oddities:
    """A draw, an auction or an act outside the event's own times."""
    if event.start is None or event.end is None or event.end_date or event.start == event.end:
        return
    named: list[tuple[Location, dt.time | None]] = []
    named += [(("raffle", "draw"), event.raffle.draw)] if event.raffle else []
    named += [(("auction", "start"), event.auction.start)] if event.auction else []
    named += [(("programme", number, "time"), act.time) for number, act in enumerate(event.programme)]
    for at, time in named:
        if time is not None and not _within(time, event.start, event.end):
            yield at, kinds.DRAW(f"{time:%H:%M}", start=f"{event.start:%H:%M}", end=f"{event.end:%H:%M}")


def programme_days(event: Event) -> Oddities:
    """Entries of the programme on a day that is none of the event's. Its night may end on the next day."""
    first, last = event.date, event.end_date or event.date
    for number, act in enumerate(event.programme):
        if act.day and first and last and not first <= act.day <= last + dt.timedelta(days=1):
            yield ("programme", number, "day"), kinds.ACT_DAY(act.day, first=first, last=last)


def _within(time: dt.time, start: dt.time, end: dt.time) -> bool:
    return start <= time <= end if start <= end else time >= start or time <= end


def _day(deadline: dt.date | dt.datetime | None) -> dt.date | None:
    return deadline.date() if isinstance(deadline, dt.datetime) else deadline


def _last_minute(deadline: dt.date | dt.datetime) -> dt.datetime:
    if isinstance(deadline, dt.datetime):
        return deadline
    return dt.datetime.combine(deadline, dt.time(23, 59))
