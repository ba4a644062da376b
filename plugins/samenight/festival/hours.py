"""From when to when an evening lasts: by the clock of its city, and with the offset from UTC.

Two rooms ask: calendars, which need an end for every evening, and pages, which may only say what
somebody said.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from samenight.festival.library import Library
from samenight.festival.model import Event
from samenight.festival.moments import USUAL_LENGTH, end_day, instant, zone

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Hours:
    """When an evening is. Days are those of its city; moments carry their offset from UTC.

    ``begin`` is ``None`` where only the day is known, ``end`` where nobody said it. ``until`` is the
    end that calendars reckon with; no page may show it.
    """

    first: dt.date
    last: dt.date
    begin: dt.datetime | None = None
    end: dt.datetime | None = None
    until: dt.datetime | None = None

    @property
    def after(self) -> dt.date:
        """The day after the last one: where calendars let whole days end (RFC 5545, 3.6.1)."""
        return self.last + DAY


def hours_of(event: Event, library: Library) -> Hours | None:
    """The hours of an evening; ``None`` where not even its day is known."""
    first = library.day_of(event)
    if first is None:
        return None
    last = max(first, event.end_date or first)
    if event.start is None:
        return Hours(first, last)
    begin, until = span(first, last, event.start, event.end, library.city[event.city].timezone)
    return Hours(first, last, begin, until if event.end else None, until)


def span(
    first: dt.date,
    last: dt.date,
    start: dt.time,
    end: dt.time | None,
    zone_name: str,
    usual: dt.timedelta = USUAL_LENGTH,
) -> tuple[dt.datetime, dt.datetime]:
    """Beginning and end, with their offsets from UTC.

    Both are times that a clock in ``zone_name`` really shows: one that is skipped when the clocks
    are put forward becomes the time that they show instead. The end is after the beginning, also as
    an instant. Where ``end`` is not known, the evening of the ``last`` day is taken to last ``usual``.
    """
    opening = dt.datetime.combine(first, start)
    if end is None:
        closing = dt.datetime.combine(last, start) + usual
    else:
        closing = dt.datetime.combine(end_day(last, start, end), end)
    begin, until = _utc(opening, zone_name), _utc(closing, zone_name)
    if until <= begin:  # the beginning was skipped and put off beyond the end
        until = begin + (closing - opening)
    return _here(begin, zone_name), _here(until, zone_name)


def _utc(local: dt.datetime, zone_name: str) -> dt.datetime:
    return instant(local.date(), local.time(), zone_name)


def _here(moment: dt.datetime, zone_name: str) -> dt.datetime:
    """A moment by the clock of a zone. With a bare offset: a fact must be fit to be sent away, and
    rules of a zone that were read from a file are not."""
    offset = moment.astimezone(zone(zone_name)).utcoffset()
    assert offset is not None
    return moment.astimezone(dt.timezone(offset))
