"""When an event is: its days, and the instants at which it begins and ends.

An event inherits the night of an edition that has a single one, the usual length of its edition and
the time zone of its city. A time that the clocks skip in spring is read as if they had not yet been put
forward, and one that comes twice in autumn as the first (RFC 5545, 3.3.5).
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

    ``first`` and ``last`` are those on which it begins and ends, as far as they were written; both are
    ``None`` where the day is not known. ``was`` is the day on which it was to be before it was
    postponed. ``window`` are the first and last day of an edition of many days, in which it is to be.
    """

    first: dt.date | None
    last: dt.date | None
    was: dt.date | None
    window: tuple[dt.date, dt.date] | None

    @property
    def on_calendars(self) -> dt.date | None:
        """The day on which calendars have it: its own, or the one it is postponed from.

        An entry that vanished would be taken out of its subscribers' calendars without a word, so a
        postponed event stays where it was until it has a new day.
        """
        return self.first or self.was


@dataclass(frozen=True)
class Hours:
    """When an event is on calendars.

    ``first`` and ``last`` are the days on which it begins and ends as they were written (the same for
    one night, though it may end after midnight), in the IANA zone ``zone``. ``begin`` and ``end`` are
    instants in UTC, the end after the beginning; both are ``None`` where only the day is known. Where
    nobody said when it ends, ``end_is_known`` is false and ``end`` reckoned with the edition's usual
    length: a calendar needs an end, but no page may show this one.
    """

    zone: str
    first: dt.date
    last: dt.date
    begin: dt.datetime | None = None
    end: dt.datetime | None = None
    end_is_known: bool = False

    @property
    def is_one_night(self) -> bool:
        """Whether its hours are clear without their days: it ends before noon of the day after it begins,
        and in less than 24 hours."""
        if self.begin is None or self.end is None or not self.end_is_known:
            return self.first == self.last
        begin, end = wall(self.begin, self.zone), wall(self.end, self.zone)
        next_noon = dt.datetime.combine(begin.date() + ONE_DAY, NOON)
        return end < next_noon and end - begin < ONE_DAY


def days_of(event: Event, edition: Edition) -> Days:
    """The days of an event, its own or those that it inherits.

    A postponed event has a new day only where ``postponed_from`` says that ``date`` is not the old one.
    One that was moved does not inherit the night of its edition; one that is cancelled was to be on the
    last day that was named.
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
    """When an event is on calendars; ``None`` where not even its day is known."""
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
    if end <= begin:  # the beginning was skipped and put off beyond the end
        end = begin + (shown - dt.datetime.combine(first, event.start))
    return Hours(zone_name, first, last, begin, end, end_is_known=event.end is not None)


def written_end(event: Event, edition: Edition, start: dt.time, first: dt.date) -> dt.datetime:
    """When an event that begins on the day ``first`` ends, on a clock that nobody turns: on its last day,
    which is the next morning where none was written and it does not end later than it begins; as usual
    where its end is not known."""
    last = max(first, event.end_date or first)
    if event.end is None:
        return dt.datetime.combine(last, start) + edition.usual_length
    on = last if last > first else end_day(first, start, event.end)
    return dt.datetime.combine(on, event.end)


def wall(moment: dt.datetime, zone_name: str) -> dt.datetime:
    """What the clocks of a zone show at an instant, without the zone."""
    return moment.astimezone(zone(zone_name)).replace(tzinfo=None, fold=0)
