"""From when to when an event lasts: as calendars have it, in UTC and on the clocks of its city.

A time that the clocks skip in spring is read as if they had not yet been put forward, and one that
comes twice in autumn as the first (RFC 5545, 3.3.5); so what is told is always what a clock shows.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from samenight.festival.library import Library
from samenight.festival.model import Event
from samenight.festival.moments import end_day, instant, zone


@dataclass(frozen=True)
class Hours:
    """When an event is.

    ``first`` and ``last`` are the days on which it begins (the same where it is one evening), in the
    IANA zone ``zone``. ``begin`` and ``end`` are instants in UTC, the end after the beginning; both
    are ``None`` where only the day is known. Where nobody said when it ends, ``end_is_known`` is
    false and ``end`` reckoned with the edition's usual length: a calendar needs an end, but no page
    may tell this one.
    """

    zone: str
    first: dt.date
    last: dt.date
    begin: dt.datetime | None = None
    end: dt.datetime | None = None
    end_is_known: bool = False


def hours_of(event: Event, library: Library) -> Hours | None:
    """When an event is; ``None`` where not even its day is known.

    A postponed event without a new day is where it was (:meth:`Library.calendar_day_of`).
    """
    day, zone_name = library.calendar_day_of(event), library.city[event.city].timezone
    if day is None:
        return None
    last = max(day, event.end_date or day)
    if event.start is None:
        return Hours(zone_name, day, last)
    begin, late = instant(day, event.start, zone_name), instant(last, event.start, zone_name)
    length = _length(event, library)
    shown = dt.datetime.combine(last, event.start) + length
    end = instant(shown.date(), shown.time(), zone_name)
    if end <= late:  # the beginning was skipped and put off beyond the end
        end = late + length
    return Hours(zone_name, day, last, begin, end, end_is_known=event.end is not None)


def _length(event: Event, library: Library) -> dt.timedelta:
    """How long the event's (last) evening is on a clock that nobody turns: as it says, else as usual."""
    if event.start is None or event.end is None:
        return library.edition[event.edition].usual_length
    day = dt.date(2001, 1, 1)
    ends = dt.datetime.combine(end_day(day, event.start, event.end), event.end)
    return ends - dt.datetime.combine(day, event.start)


def wall(moment: dt.datetime, zone_name: str) -> dt.datetime:
    """What the clocks of a zone show at an instant, without the zone."""
    return moment.astimezone(zone(zone_name)).replace(tzinfo=None, fold=0)
