"""Values of properties in their final form (RFC 5545, 3.3); the ``icalendar`` library only places them."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from icalendar import Component

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


LIMIT = 75


CRLF = b"\r\n"


# What may not stand in a parameter as it is (RFC 6868).
_PARAMETER = str.maketrans({"^": "^^", '"': "^'"})


class Value(NamedTuple):
    """The value of a property as it stands in the file, and its parameters with their semicolons."""

    text: str
    parameters: str = ""


def parameter(name: str, value: str) -> str:
    """A parameter of a property, in one line and in quotes, whatever is in it (RFC 5545, 3.2)."""
    return f';{name}="{" ".join(value.split()).translate(_PARAMETER)}"'


def written(component: Component) -> bytes:
    """A component with all that is in it, in the order of the ``icalendar`` library.

    The library would write the lines too, but asks each value several times what it is, and folds one
    character at a time: most of the time that a calendar of thousands of events takes.
    """
    return b"".join(_line(name, value) for name, value in component.property_items())


def _line(name: str, value: Value | bytes) -> bytes:
    """One line; the values of ``BEGIN`` and ``END`` are the library's."""
    text, parameters = value if isinstance(value, Value) else (value.decode(), "")
    return folded(f"{name}{parameters}:{text}".encode()) + CRLF


def folded(line: bytes) -> bytes:
    """A line cut where it grows too long, never within a character, and not after a backslash:
    some programs unescape before they unfold."""
    if len(line) <= LIMIT:
        return line
    pieces, start, room = [], 0, LIMIT
    while len(line) - start > room:
        cut = start + room
        while 0x80 <= line[cut] < 0xC0:  # the middle of a UTF-8 character
            cut -= 1
        bare = start + len(line[start:cut].rstrip(b"\\"))
        cut = bare if bare > start else cut
        pieces.append(line[start:cut])
        start, room = cut, LIMIT - 1  # the space that marks a folded line counts
    return (CRLF + b" ").join([*pieces, line[start:]])
