"""Content lines (RFC 5545, 3.1): ended by CRLF, and folded so that none is longer than 75 octets."""

from __future__ import annotations

from icalendar import Component

LIMIT = 75
CRLF = b"\r\n"


def written(component: Component) -> bytes:
    """A component with all that is in it, in the order of the ``icalendar`` library.

    The library would fold the lines too, but one character at a time: most of the time that a
    calendar of thousands of events takes.
    """
    return b"".join(folded(line.encode("utf-8")) + CRLF for line in component.content_lines() if line)


def folded(line: bytes) -> bytes:
    """A line cut where it grows too long, never within a character, and not after a backslash:
    some programs unescape before they unfold."""
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
