"""From when to when an event lasts: as calendars have it, in UTC and on the clocks of its city.

A time that the clocks skip in spring is read as if they had not yet been put forward, and one that
comes twice in autumn as the first (RFC 5545, 3.3.5); so what is told is always what a clock shows.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from samenight.festival.library import Library
from samenight.festival.model import Event
from samenight.festival.moments import USUAL_LENGTH, end_day, instant, zone


@dataclass(frozen=True)
class Hours:
    """When an event is.

    ``first`` and ``last`` are the days on which it begins (the same where it is one evening), in the
    IANA zone ``zone``. ``begin`` and ``end`` are instants in UTC, the end after the beginning; both
    are ``None`` where only the day is known. Where nobody said when it ends, ``end_is_known`` is
    false and ``end`` reckoned with the usual length: a calendar needs an end, but no page may tell
    this one.
    """

    zone: str
    first: dt.date
    last: dt.date
    begin: dt.datetime | None = None
    end: dt.datetime | None = None
    end_is_known: bool = False


def hours_of(event: Event, library: Library) -> Hours | None:
    """When an event is; ``None`` where not even its day is known."""
    day, zone_name = library.day_of(event), library.city[event.city].timezone
    if day is None:
        return None
    last = max(day, event.end_date or day)
    if event.start is None:
        return Hours(zone_name, day, last)
    begin, end = span(day, last, event.start, event.end, zone_name)
    return Hours(zone_name, day, last, begin, end, end_is_known=event.end is not None)


def span(
    first: dt.date, last: dt.date, start: dt.time, end: dt.time | None, zone_name: str
) -> tuple[dt.datetime, dt.datetime]:
    """Beginning and end in UTC, the end after the beginning; where ``end`` is not known, the evening of
    the ``last`` day is taken to be of usual length."""
    opening = dt.datetime.combine(first, start)
    if end is None:
        closing = dt.datetime.combine(last, start) + USUAL_LENGTH
    else:
        closing = dt.datetime.combine(end_day(last, start, end), end)
    begin, until = (instant(local.date(), local.time(), zone_name) for local in (opening, closing))
    if until <= begin:  # the beginning was skipped and put off beyond the end
        until = begin + (closing - opening)
    return begin, until


def wall(moment: dt.datetime, zone_name: str) -> dt.datetime:
    """What the clocks of a zone show at an instant, without the zone."""
    return moment.astimezone(zone(zone_name)).replace(tzinfo=None, fold=0)
