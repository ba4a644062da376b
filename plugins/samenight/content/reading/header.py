"""The header of a content file: strict YAML in which every scalar is text.

Every key and value keeps its line and column, so that a mistake found later, by the model or by a
rule over the whole library, still points at its place in the file. Types are converted by the
model: here ``no`` stays a word, ``18:30`` a text and ``0123`` keeps its zero.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from samenight.content.problems.kinds import headers
from samenight.content.problems.problem import Finding, Location, Problem, field_path
from samenight.content.reading import yaml_errors

MAX_HEADER_BYTES = 32 * 1024
MAX_DEPTH = 8
FENCE = "---"
# The key under which a new event may carry its city, until `samenight fmt` gives it a file of its own.
CARRIED = "city"
# Line breaks of YAML 1.1 that editors do not treat as such: line numbers would differ.
_BREAKS = re.compile("[\x85\u2028\u2029]")
# What YAML reads as null without quotes.
NOTHING = frozenset(["", "~", "null", "Null", "NULL"])

Position = tuple[int, int]

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Header:
    """The parsed file: the header's values, the line and column of each, and the body.

    ``texts`` are all scalars in their order, ``None`` if empty; ``plain`` are those without quotes that
    need some, because other programs would read them as another type or one of two quotes is missing.
    If ``maybe_blank`` is false, no scalar is empty or a marked blank.
    """

    values: dict[str, Any]
    keys: dict[Location, Position]
    places: dict[Location, Position]
    texts: tuple[tuple[Location, str | None], ...]
    plain: tuple[Location, ...]
    maybe_blank: bool
    body: str
    body_line: int

    def place(self, location: Location) -> Position:
        """Line and column of a value, or of the innermost group or list around it that has a place."""
        for end in range(len(location), 0, -1):
            if location[:end] in self.places:
                return self.places[location[:end]]
        return (1, 1)

    def part(self, key: str) -> Header:
        """One group of the header as a header of its own, without a body."""

        def inside(places: dict[Location, Position]) -> dict[Location, Position]:
            return {at[1:]: place for at, place in places.items() if at[:1] == (key,)}

        return replace(
            self,
            values=self.values[key],
            keys=inside(self.keys),
            places=inside(self.places),
            texts=tuple((at[1:], text) for at, text in self.texts if at[:1] == (key,)),
            plain=tuple(at[1:] for at in self.plain if at[:1] == (key,)),
            body="",
        )

    def without(self, key: str) -> Header:
        """The header without one of its keys, and everything below it."""

        def outside(places: dict[Location, Position]) -> dict[Location, Position]:
            return {at: place for at, place in places.items() if at[:1] != (key,)}

        return replace(
            self,
            values={name: value for name, value in self.values.items() if name != key},
            keys=outside(self.keys),
            places=outside(self.places),
            texts=tuple(one for one in self.texts if one[0][:1] != (key,)),
            plain=tuple(at for at in self.plain if at[:1] != (key,)),
        )

    def key_place(self, location: Location) -> Position:
        """Line and column of a key, or of its value if the key has no place of its own."""
        return self.keys.get(location) or self.place(location)


class HeaderError(Exception):
    """A header that cannot be read. ``problem`` says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read_header(file: str, text: str) -> Header:
    """The header and body of a content file.

    ``file`` is the file's name in problems. Raises :class:`HeaderError` for anything that is not a plain
    YAML mapping between two ``---`` lines: anchors, aliases, tags, duplicate keys and second documents
    are refused, and so are headers over 32 KB or 8 levels.
    """
    source, body, body_line = _split(file, text)
    builder = _Builder(file)
    try:
        values = builder.build(iter(LOADER(source).get_event, None))
    except yaml.MarkedYAMLError as error:
        raise HeaderError(yaml_errors.problem(file, source, error)) from None
    except yaml.reader.ReaderError as error:
        found = error.character if isinstance(error.character, int) else ord(error.character)
        line = source.partition(chr(found))[0].count("\n") + 1
        raise HeaderError(_at(file, line, headers.CHARACTER(f"U+{found:04X}"))) from None
    texts, plain = tuple(builder.texts), tuple(builder.plain)
    return Header(values, builder.keys, builder.places, texts, plain, builder.maybe_blank, body, body_line)


def _at(file: str, line: int, finding: Finding) -> Problem:
    return Problem(file, line, 1, "", finding)


def _split(file: str, text: str) -> tuple[str, str, int]:
    """The header's source (its first line left empty, to keep line numbers), body, body line."""
    lines = text.removeprefix("\ufeff").split("\n")
    if lines[0].rstrip() != FENCE:
        raise HeaderError(_at(file, 1, headers.MISSING(lines[0])))
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    if end is None:
        raise HeaderError(_at(file, _line_for_fence(lines), headers.UNCLOSED()))
    source = "\n".join(["", *lines[1:end]]) + "\n"
    if len(source.encode()) > MAX_HEADER_BYTES:
        raise HeaderError(_at(file, 1, headers.SIZE(limit=MAX_HEADER_BYTES // 1024)))
    if found := _BREAKS.search(source):
        before = source[: found.start()].split("\n")
        finding = headers.CHARACTER(f"U+{ord(found[0]):04X}")
        raise HeaderError(Problem(file, len(before), len(before[-1]) + 1, "", finding))
    return source, "\n".join(lines[end + 1 :]), end + 2


# A line of a header: a key, an item, a comment, or one that is indented or closes brackets.
_HEADER_LINE = re.compile(r"[ \t]|#|-(?:\s|$)|[\]}]|(?:[\w-]+|\"[^\"]*\"|'[^']*')[ \t]*:(?:\s|$)")


def _line_for_fence(lines: list[str]) -> int:
    """The number of the line in which a header without an end should have it: below its last line, as far as
    that can be told; the last line of the file if it has nothing else."""
    last = 1
    for number, line in enumerate(lines[1:], 2):
        if line.strip() and not _HEADER_LINE.match(line):
            break
        last = number if line.strip() else last
    return min(last + 1, max(len(lines) - (lines[-1] == ""), 1))


@dataclass
class _Builder:
    """Builds nested dicts and lists from YAML events and keeps the line and column of each."""

    file: str
    keys: dict[Location, Position] = field(default_factory=dict)
    places: dict[Location, Position] = field(default_factory=dict)
    texts: list[tuple[Location, str | None]] = field(default_factory=list)
    plain: list[Location] = field(default_factory=list)
    maybe_blank: bool = False

    def build(self, events: Iterator[Any]) -> dict[str, Any]:
        next(events)  # stream start
        first = next(events)
        if isinstance(first, yaml.StreamEndEvent):
            return {}
        opening = next(events)
        empty = isinstance(opening, yaml.ScalarEvent) and not opening.style and opening.value in NOTHING
        values = {} if empty else self._node(opening, events, ())
        if not isinstance(values, dict):
            self._refuse(opening, headers.MAPPING())
        next(events)  # document end
        closing = next(events)
        if not isinstance(closing, yaml.StreamEndEvent):
            self._refuse(closing, headers.DOCUMENT())
        return values

    def _node(self, event: Any, events: Iterator[Any], location: Location) -> Any:
        mark = event.start_mark
        self.places[location] = (mark.line + 1, mark.column + 1)
        kind = type(event)
        if kind is yaml.ScalarEvent and not event.anchor and not event.tag:  # nearly always
            return self._text(event, location)
        self._check(event, location)
        if kind is yaml.SequenceStartEvent:
            return self._sequence(events, location)
        return self._mapping(events, location)

    def _text(self, event: Any, location: Location) -> str | None:
        value: str = event.value
        text: str | None = value
        if not event.style:
            if value in NOTHING:
                text = None
            elif yaml_errors.needs_quotes(value):
                self.plain.append(location)
        if not text or text[0] in "_ \t\n":
            self.maybe_blank = True
        self.texts.append((location, text))
        return text

    def _check(self, event: Any, location: Location) -> None:
        if event.anchor:  # an alias has nothing else
            self._refuse(event, headers.ANCHOR())
        if event.tag:
            self._refuse(event, headers.TAG())
        if len(location) > MAX_DEPTH:
            self._refuse(event, headers.DEPTH(limit=MAX_DEPTH))

    def _sequence(self, events: Iterator[Any], location: Location) -> list[Any]:
        items: list[Any] = []
        for event in events:
            if type(event) is yaml.SequenceEndEvent:
                break
            items.append(self._node(event, events, (*location, len(items))))
        return items

    def _mapping(self, events: Iterator[Any], location: Location) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key in events:
            if type(key) is yaml.MappingEndEvent:
                break
            if type(key) is not yaml.ScalarEvent or key.anchor or key.tag:
                self._check(key, location)
                self._refuse(key, headers.KEY())
            word: str = key.value
            here = (*location, word)
            if word in values:
                self._refuse(key, headers.DUPLICATE(word, first=self.keys[here][0]), here)
            mark = key.start_mark
            self.keys[here] = (mark.line + 1, mark.column + 1)
            values[word] = self._node(next(events), events, here)
        return values

    def _refuse(self, event: Any, finding: Finding, location: Location = ()) -> None:
        raise HeaderError(Problem(self.file, *_place(event), field_path(location), finding))


def _place(event: Any) -> Position:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1)
