"""When an event is: its days, and the instants at which it begins and ends.

An event inherits the night of an edition that has a single one, the usual length of its edition and
the time zone of its city. A time that is skipped in spring is read with the UTC offset before the gap, a
time that occurs twice in autumn is the first of the two (RFC 5545, 3.3.5).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from samenight.content.model.file_facts import Edition, Event
from samenight.content.values.times import end_day, instant, zone

NOON = dt.time(12)
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Days:
    """The days of an event, as dates in its city.

    ``first`` and ``last`` are the days on which it begins and ends, as far as they are given; both are
    ``None`` if the day is not known. ``was`` is the day it was planned for before it was postponed.
    ``window`` are the first and last day of an edition of several days, in which it takes place.
    """

    first: dt.date | None
    last: dt.date | None
    was: dt.date | None
    window: tuple[dt.date, dt.date] | None

    @property
    def on_calendars(self) -> dt.date | None:
        """The day on which calendars show it: its own, or the one it is postponed from.

        An entry that disappeared would be removed from subscribers' calendars without notice, so a
        postponed event stays where it was until it has a new day.
        """
        return self.first or self.was


@dataclass(frozen=True)
class Hours:
    """When an event is on calendars.

    ``first`` and ``last`` are the days on which it begins and ends as given (the same for one night,
    though it may end after midnight), in the IANA zone ``zone``. ``begin`` and ``end`` are instants in
    UTC, the end after the beginning; both are ``None`` if only the day is known. If no end is given,
    ``end_is_known`` is false and ``end`` is computed from the edition's usual length: a calendar needs
    an end, but no page may show this one.
    """

    zone: str
    first: dt.date
    last: dt.date
    begin: dt.datetime | None = None
    end: dt.datetime | None = None
    end_is_known: bool = False

    @property
    def is_one_night(self) -> bool:
        """Whether its times are unambiguous without dates: it ends before noon of the day after it begins
        and lasts less than 24 hours."""
        if self.begin is None or self.end is None or not self.end_is_known:
            return self.first == self.last
        begin, end = wall(self.begin, self.zone), wall(self.end, self.zone)
        next_noon = dt.datetime.combine(begin.date() + ONE_DAY, NOON)
        return end < next_noon and end - begin < ONE_DAY


def days_of(event: Event, edition: Edition) -> Days:
    """The days of an event, its own or inherited.

    A postponed event has a new day only if ``postponed_from`` differs from ``date``. An event that was
    moved does not inherit the night of its edition; a cancelled one keeps the last day that was given.
    """
    night = edition.date if edition.end_date is None else None
    window = (edition.date, edition.end_date) if edition.date and edition.end_date else None
    if event.status == "cancelled":
        was, first = event.postponed_from, event.date or event.postponed_from or night
        was = None if was == first else was
    elif event.status == "postponed":
        was = event.postponed_from or event.date or night
        first = event.date if event.postponed_from and event.date != event.postponed_from else None
    else:
        was = event.postponed_from
        first = event.date or (None if was else night)
    return Days(first, event.end_date or first if first else None, was, window)


def hours_of(event: Event, edition: Edition, zone_name: str) -> Hours | None:
    """When an event is on calendars; ``None`` if not even its day is known."""
    days = days_of(event, edition)
    first = days.on_calendars
    if first is None:
        return None
    last = max(first, event.end_date or first)
    if event.start is None:
        return Hours(zone_name, first, last)
    begin = instant(first, event.start, zone_name)
    shown = written_end(event, edition, event.start, first)
    end = instant(shown.date(), shown.time(), zone_name)
    if end <= begin:  # the begin was in the skipped hour and moved past the end
        end = begin + (shown - dt.datetime.combine(first, event.start))
    return Hours(zone_name, first, last, begin, end, end_is_known=event.end is not None)


def written_end(event: Event, edition: Edition, start: dt.time, first: dt.date) -> dt.datetime:
    """The end of an event that begins on the day ``first``, as local time without daylight saving: on its
    last day; or on the next day if that is the first day or none is given, and ``end`` is not later than
    ``start``. Without an end, it is computed from the edition's usual length."""
    last = max(first, event.end_date or first)
    if event.end is None:
        return dt.datetime.combine(last, start) + edition.usual_length
    day = last if last > first else end_day(first, start, event.end)
    return dt.datetime.combine(day, event.end)


def wall(moment: dt.datetime, zone_name: str) -> dt.datetime:
    """The local time in a zone at an instant, as a naive datetime."""
    return moment.astimezone(zone(zone_name)).replace(tzinfo=None, fold=0)
