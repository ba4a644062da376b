"""Values of properties in their final form (RFC 5545, 3.3); the ``icalendar`` library only places them."""

from __future__ import annotations

import datetime as dt
import re

from samenight.calendars.lines import Value
from samenight.content.library.event_times import Hours, wall
from samenight.content.values.times import comes_twice

# All that ends a line to some parser: RFC 5545 knows CRLF only, Python and Unicode know more.
_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# What may not stand in a text at all (RFC 5545, 3.1: CONTROL). The content is checked for it too.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SPECIAL = re.compile(r"([\\;,])")


def text(value: str, language: str = "") -> Value:
    """A TEXT value (3.3.11), and the language it is in where that is to be told (3.2.10)."""
    return Value(escaped(value), f";LANGUAGE={language}" if language else "")


def escaped(value: str) -> str:
    """The text of a TEXT value."""
    lines = value if value.isprintable() else _CONTROLS.sub("", _LINE_ENDS.sub("\n", value))
    return _SPECIAL.sub(r"\\\1", lines).replace("\n", "\\n")


def times(hours: Hours) -> tuple[Value, Value]:
    """``DTSTART`` and ``DTEND``: local times with their zone, or whole days, of which the end is the
    day after the last (3.6.1).

    A time that the clocks show twice is written in UTC: RFC 5545 takes the first (3.3.5), but some
    programs (ical.js) the second.
    """
    if hours.begin is None or hours.end is None:
        after = hours.last + dt.timedelta(days=1)
        return Value(day(hours.first), ";VALUE=DATE"), Value(day(after), ";VALUE=DATE")
    return _time(hours.begin, hours.zone), _time(hours.end, hours.zone)


def local_years(hours: Hours) -> set[int]:
    """The years of the local times among ``DTSTART`` and ``DTEND``: for these the zone is needed."""
    walls = [wall(moment, hours.zone) for moment in (hours.begin, hours.end) if moment]
    return {local.year for local in walls if not comes_twice(local, hours.zone)}


def _time(moment: dt.datetime, zone_name: str) -> Value:
    local = wall(moment, zone_name)
    if comes_twice(local, zone_name):
        return Value(f"{day(moment)}T{moment:%H%M%S}Z")
    return Value(f"{day(local)}T{local:%H%M%S}", f";TZID={zone_name}")


def day(value: dt.date) -> str:
    """A DATE (3.3.4)."""
    return f"{value.year:04}{value.month:02}{value.day:02}"  # strftime writes early years differently
