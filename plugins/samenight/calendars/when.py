"""From when to when an event lasts, on the wall clock of its city."""

from __future__ import annotations

import datetime as dt

from samenight.calendars.entry import Entry
from samenight.festival.hours import span, wall

DAY = dt.timedelta(days=1)


def days(entry: Entry) -> tuple[dt.date, dt.date]:
    """The first day, and the day after the last: ``DTEND`` is exclusive (RFC 5545, 3.6.1)."""
    return entry.day, entry.last_day + DAY


def moments(entry: Entry) -> tuple[dt.datetime, dt.datetime] | None:
    """Beginning and end in UTC; ``None`` where the beginning is not known."""
    if entry.start is None:
        return None
    return span(entry.day, entry.last_day, entry.start, entry.end, entry.zone)


def hours(entry: Entry) -> tuple[dt.datetime, dt.datetime] | None:
    """Beginning and end in local time, without zone; ``None`` where the beginning is not known.

    Both are times that a clock in the city really shows: one that is skipped when the clocks are put
    forward becomes the time that they show instead.
    """
    found = moments(entry)
    return None if found is None else (wall(found[0], entry.zone), wall(found[1], entry.zone))
