"""Values, parameters and folded lines in their final form (RFC 5545, 3.1 to 3.3); the ``icalendar``
library only puts them in order."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from icalendar import Component

from samenight.content.library.event_times import Hours, wall
from samenight.content.values.times import comes_twice

# Everything that some parser treats as a line end: RFC 5545 has only CRLF, Python and Unicode have more.
_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Characters not allowed in a text (RFC 5545, 3.1: CONTROL). The content is checked for them too.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SPECIAL = re.compile(r"([\\;,])")
# The replacements for characters not allowed in a parameter (RFC 6868).
_PARAMETER = str.maketrans({"^": "^^", '"': "^'"})

LIMIT = 75  # the octets of a line without its end (RFC 5545, 3.1)
CRLF = b"\r\n"


class PropertyValue(NamedTuple):
    """The value of a property as written in the file, and its parameters, each after a semicolon."""

    text: str
    parameters: str = ""


def text(value: str, language: str = "") -> PropertyValue:
    """A TEXT value (3.3.11), with a LANGUAGE parameter (3.2.10) if ``language`` is given."""
    return PropertyValue(escaped(value), f";LANGUAGE={language}" if language else "")


def escaped(value: str) -> str:
    """A text with what TEXT values must escape escaped, and without control characters."""
    lines = value if value.isprintable() else _CONTROLS.sub("", _LINE_ENDS.sub("\n", value))
    return _SPECIAL.sub(r"\\\1", lines).replace("\n", "\\n")


def times(hours: Hours) -> tuple[PropertyValue, PropertyValue]:
    """``DTSTART`` and ``DTEND``: local times with their zone, or whole days, ending on the day after the
    last (3.6.1).

    A time that the clocks show twice is written in UTC: RFC 5545 takes the first (3.3.5), but some
    programs (ical.js) the second.
    """
    if hours.begin is None or hours.end is None:
        after = hours.last + dt.timedelta(days=1)
        return PropertyValue(day(hours.first), ";VALUE=DATE"), PropertyValue(day(after), ";VALUE=DATE")
    return _time(hours.begin, hours.zone), _time(hours.end, hours.zone)


def local_years(hours: Hours) -> set[int]:
    """The years of the local times in ``DTSTART`` and ``DTEND``: the VTIMEZONE must cover them."""
    walls = [wall(moment, hours.zone) for moment in (hours.begin, hours.end) if moment]
    return {local.year for local in walls if not comes_twice(local, hours.zone)}


def _time(moment: dt.datetime, zone_name: str) -> PropertyValue:
    local = wall(moment, zone_name)
    if comes_twice(local, zone_name):
        return PropertyValue(f"{day(moment)}T{moment:%H%M%S}Z")
    return PropertyValue(f"{day(local)}T{local:%H%M%S}", f";TZID={zone_name}")


def day(value: dt.date) -> str:
    """A DATE (3.3.4)."""
    return f"{value.year:04}{value.month:02}{value.day:02}"  # strftime writes early years differently


def parameter(name: str, value: str) -> str:
    """A parameter of a property, on one line and in quotes, whatever its value (RFC 5545, 3.2)."""
    return f';{name}="{" ".join(value.split()).translate(_PARAMETER)}"'


def written(component: Component) -> bytes:
    """The bytes of a component, in the order of the ``icalendar`` library.

    The library could write the lines too, but it checks the type of each value several times and folds
    one character at a time: most of the time that a calendar of thousands of events takes.
    """
    return b"".join(_line(name, value) for name, value in component.property_items())


def _line(name: str, value: PropertyValue | bytes) -> bytes:
    """One line; the values of ``BEGIN`` and ``END`` are the library's."""
    text, parameters = value if isinstance(value, PropertyValue) else (value.decode(), "")
    return folded_line(f"{name}{parameters}:{text}".encode()) + CRLF


def folded_line(line: bytes) -> bytes:
    """A line folded at ``LIMIT`` octets, never within a character, and not after a backslash: some
    programs unescape before they unfold."""
    if len(line) <= LIMIT:
        return line
    pieces, start, length = [], 0, LIMIT
    while len(line) - start > length:
        cut = start + length
        while 0x80 <= line[cut] < 0xC0:  # the middle of a UTF-8 character
            cut -= 1
        bare = start + len(line[start:cut].rstrip(b"\\"))
        cut = bare if bare > start else cut
        pieces.append(line[start:cut])
        start, length = cut, LIMIT - 1  # the space that marks a folded line counts
    return (CRLF + b" ").join([*pieces, line[start:]])
