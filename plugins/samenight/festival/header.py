"""The header of a content file: strict YAML in which every scalar is text.

Every key and value keeps its line and column, so that a mistake found later, by the model
or by a rule over the whole library, still points at the place where it was typed. Types are
the model's business: here ``no`` stays a word, ``18:30`` a text and ``0123`` keeps its zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from samenight.festival.problem import Problem, field_path

MAX_HEADER_BYTES = 32 * 1024
MAX_DEPTH = 8
FENCE = "---"

Location = tuple[str | int, ...]
Place = tuple[int, int]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Header:
    """A file taken apart: the header's values, where each stands, and the body."""

    values: dict[str, Any]
    keys: dict[Location, Place]
    places: dict[Location, Place]
    body: str
    body_line: int

    def place(self, location: Location) -> Place:
        """Line and column of a value, or of the nearest thing around it that has one."""
        for end in range(len(location), 0, -1):
            if location[:end] in self.places:
                return self.places[location[:end]]
        return (1, 1)

    def key_place(self, location: Location) -> Place:
        """Line and column of a key; of its value where the key has no place of its own."""
        return self.keys.get(location) or self.place(location)


class HeaderError(Exception):
    """A header that cannot be read. ``problem`` says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read_header(file: str, text: str) -> Header:
    """Take a content file apart.

    ``file`` is the name that problems show. Raises :class:`HeaderError` for anything that is
    not a plain YAML mapping between two ``---`` lines: anchors, aliases, tags, duplicate keys
    and second documents are refused, and so are headers over 32 KB or 8 levels.
    """
    source, body, body_line = _split(file, text)
    builder = _Builder(file)
    try:
        values = builder.build(yaml.parse(source, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        raise HeaderError(_syntax_problem(file, source, error)) from None
    except yaml.reader.ReaderError as error:
        found = error.character if isinstance(error.character, int) else ord(error.character)
        line = source.partition(chr(found))[0].count("\n") + 1
        message = f"This character cannot stand in a header (U+{found:04X}). Type the line anew."
        raise HeaderError(_at(file, line, 1, message, "character")) from None
    return Header(values, builder.keys, builder.places, body, body_line)


def _at(file: str, line: int, column: int, message: str, code: str) -> Problem:
    return Problem(file, line, column, "", message, f"header.{code}")


def _split(file: str, text: str) -> tuple[str, str, int]:
    """The header's source (its first line left empty, to keep line numbers), body, body line."""
    lines = text.removeprefix("\ufeff").split("\n")
    if lines[0].rstrip() != FENCE:
        message = f'The file does not begin with a header. Its first line must be "{FENCE}".'
        raise HeaderError(_at(file, 1, 1, message, "missing"))
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    if end is None:
        message = f'The header has no end. Close it with a line "{FENCE}".'
        raise HeaderError(_at(file, len(lines), 1, message, "unclosed"))
    source = "\n".join(["", *lines[1:end]]) + "\n"
    if len(source.encode()) > MAX_HEADER_BYTES:
        message = f"The header is larger than {MAX_HEADER_BYTES // 1024} KB. Move text to the body."
        raise HeaderError(_at(file, 1, 1, message, "size"))
    return source, "\n".join(lines[end + 1 :]), end + 2


@dataclass
class _Builder:
    """Builds nested dicts and lists from YAML events; remembers where everything stood."""

    file: str
    keys: dict[Location, Place] = field(default_factory=dict)
    places: dict[Location, Place] = field(default_factory=dict)

    def build(self, events: Iterator[Any]) -> dict[str, Any]:
        next(events)  # stream start
        first = next(events)
        if isinstance(first, yaml.StreamEndEvent):
            return {}
        opening = next(events)
        empty = isinstance(opening, yaml.ScalarEvent) and _scalar(opening) is None
        values = {} if empty else self._node(opening, events, ())
        if not isinstance(values, dict):
            self._refuse(opening, 'Write the header as "key: value" lines.', "mapping")
        next(events)  # document end
        closing = next(events)
        if not isinstance(closing, yaml.StreamEndEvent):
            self._refuse(closing, "A second document begins here. Keep one header.", "document")
        return values

    def _node(self, event: Any, events: Iterator[Any], location: Location) -> Any:
        self._check(event, location)
        self.places.setdefault(location, _place(event))
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, location)
        return self._mapping(events, location)

    def _check(self, event: Any, location: Location) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            hint = "Anchors (&) and aliases (*) are not allowed. Put the text in quotes."
            self._refuse(event, hint, "anchor")
        if getattr(event, "tag", None):
            self._refuse(event, "Tags (!) are not allowed. Put the text in quotes.", "tag")
        if len(location) > MAX_DEPTH:
            self._refuse(event, f"More than {MAX_DEPTH} levels inside each other.", "depth")

    def _sequence(self, events: Iterator[Any], location: Location) -> list[Any]:
        items: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._node(event, events, (*location, len(items))))
        return items

    def _mapping(self, events: Iterator[Any], location: Location) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key in events:
            if isinstance(key, yaml.MappingEndEvent):
                break
            self._check(key, location)
            if not isinstance(key, yaml.ScalarEvent):
                self._refuse(key, "A list or mapping cannot be a key.", "key")
            here = (*location, key.value)
            if key.value in values:
                first = self.keys[here][0]
                message = f'"{key.value}" stands here twice, first in line {first}. Keep one.'
                self._refuse(key, message, "duplicate", here)
            self.keys[here] = _place(key)
            values[key.value] = self._node(next(events), events, here)
        return values

    def _refuse(self, event: Any, message: str, code: str, location: Location = ()) -> None:
        line, column = _place(event)
        path = field_path(location)
        raise HeaderError(Problem(self.file, line, column, path, message, f"header.{code}"))


def _place(event: Any) -> Place:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1)


def _scalar(event: Any) -> str | None:
    """The text of a scalar; ``None`` where nothing was written."""
    if not event.style and event.value in {"", "~", "null", "Null", "NULL"}:
        return None
    return str(event.value)


_BACKSLASH = 'In double quotes write a backslash twice: "\\\\".'
# What libyaml says, and what an organiser can do about it.
_SYNTAX = (
    ("mapping values are not allowed", 'Text with a colon in it needs quotes: key: "a: b".'),
    ("cannot start any token", "A value that begins with @, %, ` or a tab needs quotes."),
    ("found character '\\t'", "A tab cannot indent. Use spaces."),
    ("unknown escape character", _BACKSLASH),
    ("hexdecimal number", _BACKSLASH),  # libyaml's own spelling
    ("unexpected end of stream", "A quote is opened here and never closed."),
    ("quoted scalar", "A quote is opened here and never closed."),
    ("did not find expected '-' indicator", 'A list is mixed with keys. Begin each item with "-".'),
    ("did not find expected ',' or ']'", "A list in brackets needs commas and a closing ]."),
    ("did not find expected ',' or '}'", "A group in braces needs commas and a closing }."),
    ("could not find expected ':'", 'A key needs a colon and a space after it: "key: value".'),
    ("did not find expected key", "The indentation or the quotes of this line are off."),
    ("block scalar", "Text blocks with | or > are not understood here. Put the text in quotes."),
    ("alias", "A value that begins with * needs quotes."),
    ("anchor", "A value that begins with & needs quotes."),
)


def _syntax_problem(file: str, source: str, error: yaml.MarkedYAMLError) -> Problem:
    said = f"{error.context or ''} {error.problem or ''}"
    advice = next((text for sign, text in _SYNTAX if sign in said), None)
    mark = error.problem_mark or error.context_mark
    # libyaml counts more kinds of line breaks than there are here, so the line may not exist
    if mark and "".join(source.split("\n")[mark.line : mark.line + 1]).startswith("\t"):
        advice = "Indent with spaces, not with a tab."
    begun = "end of stream" in said or "simple key" in said
    if begun and error.context_mark:  # where it was opened says more than where it was missed
        mark = error.context_mark
    line = mark.line + 1 if mark else 1
    column = mark.column + 1 if mark else 1
    line = min(line, source.count("\n"))
    return _at(file, line, column, advice or f"The header cannot be read: {said.strip()}.", "syntax")
