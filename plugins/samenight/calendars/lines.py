"""Content lines (RFC 5545, 3.1): ended by CRLF, and folded so that none is longer than 75 octets."""

from __future__ import annotations

from typing import NamedTuple

from icalendar import Component

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
