"""Short entries beside an evening, where the festival wants them: the draw, and the last gifts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from samenight.calendars.calendar_entry import Entry
from samenight.content.library.event_times import ONE_DAY, Hours, wall
from samenight.content.model.file_facts import Event
from samenight.content.values.times import instant

SHORT = dt.timedelta(minutes=15)


@dataclass(frozen=True)
class Extra:
    """A moment that belongs to an event; ``kind`` is also the end of its permanent name."""

    kind: Literal["draw", "donate"]
    of: Entry
    hours: Hours


def extras_of(event: Event, entry: Entry) -> Iterator[Extra]:
    """The draw of an event's raffle, and when the collection closes, as far as each is known."""
    if event.raffle and event.raffle.draw:
        yield Extra("draw", entry, _draw(entry.hours, event.raffle.draw))
    if event.donate and event.donate.until:
        yield Extra("donate", entry, _closing(event.donate.until, entry.hours.zone))


def _draw(hours: Hours, draw: dt.time) -> Hours:
    """A quarter of an hour from the draw on: the last time that the clocks show it before the end. Where
    they do not, before the beginning means after midnight."""
    day = hours.first
    if hours.begin and hours.end:
        start, last = wall(hours.begin, hours.zone).time(), wall(hours.end, hours.zone).date()
        days = (last - number * ONE_DAY for number in range((last - hours.first).days + 1))
        during = (one for one in days if hours.begin <= instant(one, draw, hours.zone) <= hours.end)
        day = next(during, hours.first + ONE_DAY if draw < start else hours.first)
    begin = instant(day, draw, hours.zone)
    return Hours(hours.zone, day, day, begin, begin + SHORT)


def _closing(until: dt.date | dt.datetime, zone: str) -> Hours:
    """The last quarter of an hour before the collection closes, or the whole of its last day."""
    if not isinstance(until, dt.datetime):
        return Hours(zone, until, until)
    end = instant(until.date(), until.time(), zone)
    return Hours(zone, until.date(), until.date(), end - SHORT, end, end_is_known=True)
