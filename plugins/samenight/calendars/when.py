"""From when to when an event lasts, on the wall clock of its city."""

from __future__ import annotations

import datetime as dt

from samenight.calendars.entry import Entry
from samenight.festival.moments import USUAL_LENGTH, end_day, instant, zone

DAY = dt.timedelta(days=1)


def days(entry: Entry) -> tuple[dt.date, dt.date]:
    """The first day, and the day after the last: ``DTEND`` is exclusive (RFC 5545, 3.6.1)."""
    return entry.day, entry.last_day + DAY


def hours(entry: Entry) -> tuple[dt.datetime, dt.datetime] | None:
    """Beginning and end in local time, without zone; ``None`` where the beginning is not known.

    Both are times that a clock in the city really shows: one that is skipped when the clocks are
    put forward becomes the time that they show instead. The end is after the beginning, also as
    an instant. Where it is not known, the last evening is taken to be of usual length.
    """
    if entry.start is None:
        return None
    first = dt.datetime.combine(entry.day, entry.start)
    if entry.end is None:
        last = dt.datetime.combine(entry.last_day, entry.start) + USUAL_LENGTH
    else:
        last = dt.datetime.combine(end_day(entry.last_day, entry.start, entry.end), entry.end)
    begin, end = _utc(first, entry.zone), _utc(last, entry.zone)
    if end <= begin:  # the beginning was skipped and put off beyond the end
        end = begin + (last - first)
    return _local(begin, entry.zone), _local(end, entry.zone)


def _utc(local: dt.datetime, zone_name: str) -> dt.datetime:
    return instant(local.date(), local.time(), zone_name)


def _local(moment: dt.datetime, zone_name: str) -> dt.datetime:
    return moment.astimezone(zone(zone_name)).replace(tzinfo=None, fold=0)
