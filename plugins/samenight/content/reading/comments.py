"""Comments in a header, each with the entry that it belongs to.

YAML parsers drop comments, so code that rewrites a header gets them from here first.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import yaml

from samenight.content.problems.problem import Location
from samenight.content.reading.header import LOADER, Header, Position

# Comments by the location of the entry below them; ``()`` is the end of the header.
Comments = dict[Location, list[str]]

# What ends a line in YAML 1.1 (section 5.4 of its specification), and so a comment.
_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_COMMENT = re.compile("#[^\r\n\x85\u2028\u2029]*")
_MARKERS = " \t-?"  # what can precede an entry in its line


def comments_of(source: str, header: Header) -> Comments:
    """The comments of a header that was read from ``source``, each with its ``#``.

    A comment on a line of its own belongs to the key or item that follows it. A comment at the end of a
    line belongs to the first key or item of its line, or else to the last one before it.
    """
    if "#" not in source:
        return {}
    entries = _entries(header)
    breaks = [match.end() for match in _BREAK.finditer(source)]
    comments: Comments = {}
    for match in _found(source):
        row = bisect_right(breaks, match.start())
        begin = breaks[row - 1] if row else 0
        place = (row + 1, match.start() - begin + 1)
        owner = _owner(place, source[begin : match.start()], entries)
        comments.setdefault(owner, []).append(match[0].rstrip())
    return comments


def _found(source: str) -> Iterator[re.Match[str]]:
    """The parts between the scalars of a header that begin with ``#``."""
    end = 0
    for token in yaml.scan(source, Loader=LOADER):
        if isinstance(token, yaml.ScalarToken):
            begin = token.start_mark.index
            yield from _COMMENT.finditer(source, end, begin)
            end = token.end_mark.index
            if token.style in {"|", ">"}:  # only the first line of a block scalar can have a comment
                first = _BREAK.search(source, begin)
                yield from _COMMENT.finditer(source, begin, first.start() if first else end)
    yield from _COMMENT.finditer(source, end)


def _entries(header: Header) -> list[tuple[Position, Location]]:
    """Keys and items by place; an item comes before its first key if both begin at the same place."""
    places = {**header.places, **header.keys}
    found = [(place, location) for location, place in places.items() if location]
    return sorted(found, key=lambda entry: (entry[0], len(entry[1])))


def _owner(place: Position, before: str, entries: list[tuple[Position, Location]]) -> Location:
    places = [start for start, _ in entries]
    following = bisect_right(places, place)
    if not before.strip(_MARKERS):
        return entries[following][1] if following < len(entries) else ()
    first = bisect_left(places, (place[0], 0))
    if first < following:  # the line begins with a key or item; of both, take the key
        following = bisect_right(places, places[first])
    return entries[following - 1][1] if following else ()
