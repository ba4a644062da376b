"""VTIMEZONE components (RFC 5545, 3.6.5), made from the pinned IANA rules.

Each change of the clocks is an observance of its own. A shorter form with RDATE or RRULE exists, but
calendar programs read it differently; they all read single observances alike.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from samenight.calendars.ical_values import PropertyValue, written
from samenight.content.values.times import zone

EPOCH = dt.datetime(1970, 1, 1)  # noqa: DTZ001 -- wall-clock time, as all in an observance
DAY, SECOND, ZERO = dt.timedelta(days=1), dt.timedelta(seconds=1), dt.timedelta(0)
Shown = tuple[dt.timedelta | None, str | None]


class ClockState(NamedTuple):
    """The state of a zone's clocks: offset from UTC, the part of it that is daylight saving, and name."""

    offset: dt.timedelta
    saving: dt.timedelta
    name: str


@dataclass(frozen=True)
class OffsetChange:
    """A change of the clocks: its local time by the old clock, and the states before and after."""

    onset: dt.datetime
    before: ClockState
    after: ClockState

    @property
    def is_summer(self) -> bool:
        """Whether summer time begins.

        Dublin, Casablanca and Windhoek call their summer standard time and save a negative hour
        in winter; so the end of negative saving counts as summer, and its beginning does not.
        """
        return self.after.saving > ZERO or (not self.after.saving and self.before.saving < ZERO)


@functools.cache
def vtimezone(zone_name: str, years: tuple[int, ...]) -> bytes:
    """The VTIMEZONE of a zone for local times in ``years`` (ascending), with CRLF line ends.

    Raises :class:`zoneinfo.ZoneInfoNotFoundError` for an unknown zone.
    """
    component = Timezone()
    component["TZID"] = PropertyValue(zone_name)
    for change in _observances(zone_name, years):
        part = TimezoneDaylight() if change.is_summer else TimezoneStandard()
        part["DTSTART"] = PropertyValue(change.onset.isoformat().replace("-", "").replace(":", ""))
        part["TZOFFSETFROM"] = PropertyValue(written_offset(change.before.offset))
        part["TZOFFSETTO"] = PropertyValue(written_offset(change.after.offset))
        part["TZNAME"] = PropertyValue(change.after.name)
        component.add_component(part)
    return written(component)


def written_offset(offset: dt.timedelta) -> str:
    """An offset as ``+HHMM``, with seconds only where it has some (RFC 5545, 3.3.14)."""
    seconds = abs(offset) // SECOND
    sign = "-" if offset < ZERO else "+"
    text = f"{sign}{seconds // 3600:02}{seconds // 60 % 60:02}"
    return f"{text}{seconds % 60:02}" if seconds % 60 else text


def _observances(zone_name: str, years: tuple[int, ...]) -> Iterator[OffsetChange]:
    """The changes in the years, and before them the one in force when they begin; again after a gap."""
    latest: OffsetChange | None = None
    for year in years:
        found: Iterable[OffsetChange] = changes(zone_name, year)
        if latest is None or year - 1 not in years:
            in_force = _in_force(zone_name, year, since_epoch=latest is None)
            if latest is None or in_force.after != latest.after:
                found = [in_force, *found]
        for latest in found:
            yield latest


def _in_force(zone_name: str, year: int, since_epoch: bool) -> OffsetChange:
    """The change in force when a year begins: the last of the year before, else one to a fixed state."""
    found = changes(zone_name, year - 1)
    if found:
        return found[-1]
    begins = dt.datetime(year, 1, 1)  # noqa: DTZ001 -- wall-clock time
    state = _state(begins.replace(tzinfo=zone(zone_name)))
    onset = min(EPOCH, begins) if since_epoch else begins
    return OffsetChange(onset, state, state)


@functools.cache
def changes(zone_name: str, year: int) -> tuple[OffsetChange, ...]:
    """All changes of a zone's clocks in ``year`` by the old clock, to the second."""
    rules, found = zone(zone_name), []
    shown = [_shown(moment, rules) for moment in _days(year)]
    for early, late, old, new in zip(_days(year), _days(year)[1:], shown, shown[1:], strict=False):
        while old != new:
            moment = _first_without(old, early, late, rules)
            before = _state((moment - SECOND).astimezone(rules))
            onset = (moment + before.offset).replace(tzinfo=None)
            found.append(OffsetChange(onset, before, _state(moment.astimezone(rules))))
            early, old = moment, _shown(moment, rules)  # noqa: PLW2901 -- there may be one more
    return tuple(change for change in found if change.onset.year == year)


@functools.cache
def _days(year: int) -> tuple[dt.datetime, ...]:
    """A moment a day, from before to after a year in any zone: offsets are below one day."""
    first = dt.datetime(year, 1, 1, tzinfo=dt.UTC) - 2 * DAY
    return tuple(first + number * DAY for number in range(370))


def _first_without(old: Shown, early: dt.datetime, late: dt.datetime, rules: dt.tzinfo) -> dt.datetime:
    """The first second after ``early`` at which clocks no longer show ``old``; at ``late`` they do not."""
    while late - early > SECOND:
        middle = early + (late - early) // SECOND // 2 * SECOND
        early, late = (middle, late) if _shown(middle, rules) == old else (early, middle)
    return late


def _shown(moment: dt.datetime, rules: dt.tzinfo) -> Shown:
    """What distinguishes two states of the clocks; called a thousand times per zone, so kept short."""
    local = moment.astimezone(rules)
    return local.utcoffset(), local.tzname()


def _state(local: dt.datetime) -> ClockState:
    return ClockState(local.utcoffset() or ZERO, local.dst() or ZERO, local.tzname() or "")
