"""The standard style of a content file: what the browser editor would write, except for comments.

One line per value, whatever its length, so that two people can change two values of a file without a
merge conflict, and saving in the browser editor changes nothing but what was edited:

- keys in the order of the model; unknown keys follow in their order in the file, and so do free keys
  such as the networks of ``accounts``;
- every text in double quotes; groups and lists in block style, two spaces deeper; ``[]`` and
  ``{}`` if they are empty;
- letters of all scripts and emoji as they are; control characters, line breaks inside a text and
  invisible or direction-changing characters as escapes (``\\n``, ``\\u202e``);
- a key without a value is written ``key: ""``: both mean "not known yet". An item without a value
  stays a bare ``-``, which is a mistake that the check reports;
- lines end as in the file (LF in a file that mixes line ends); no byte order mark, no empty lines, no blanks
  at the ends of lines;
- values in canonical form: what is written in another one, and is read because its meaning is certain, is
  rewritten (:mod:`samenight.content.model.canonical_values`).

The editor drops comments, but they are all kept here: a comment stays above the key or item that
follows it, and moves with it; one at the end of a line moves above the key or item that its line
begins with. Comments at the end of the header stay there.

The body stays the same, except that all its lines end like those of the header. So does the meaning of the
values: the result is read again, and refused if it does not read the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from samenight.content.model.base import FileFact
from samenight.content.model.canonical_values import CanonicalValues, canonical_values
from samenight.content.model.file_facts import City, Event
from samenight.content.problems.problem import Location, Phrase
from samenight.content.problems.wording import ENGLISH
from samenight.content.reading.comments import Comments, comments_of
from samenight.content.reading.file_reader import known_keys
from samenight.content.reading.header import CARRIED, FENCE, HeaderError, read_header

# YAML 1.1 looks for the colon of a key in the next 1,024 characters only.
MAX_KEY = 1000
# Keys that every YAML tool reads as text without quotes.
_PLAIN_KEY = re.compile(
    "(?!(?:y|n|yes|no|on|off|true|false|null)$)[a-z_][a-z0-9_-]*", re.ASCII | re.IGNORECASE
)
# What ends a line in any editor; some programs write one CR too many.
_LINE_END = re.compile("\r+\n")
# Control characters, line breaks of all kinds, characters that change the direction of a line, and
# those that YAML does not allow unescaped.
_HIDDEN = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


class StyleError(Exception):
    """A header that can be read but not written in the standard style: a sentence with gaps that says why."""

    def __init__(self, what: Phrase, **facts: object) -> None:
        super().__init__(what.format(**facts))
        self.what, self.facts = what, facts


@dataclass(frozen=True)
class FileParts:
    """A content file in parts: the values and comments of its header, and its body, whose lines end with LF
    here; ``line_end`` is what they end with in the file."""

    values: dict[str, Any]
    comments: Comments
    body: str
    line_end: str

    def with_line_ends(self, text: str) -> str:
        """A text whose lines end with LF, with the line ends of the file."""
        return text.replace("\n", self.line_end)


def parts_of(file: str, text: str) -> FileParts:
    """The parts of a content file; ``file`` is its name in problems. Raises :class:`HeaderError` for a header
    that cannot be read."""
    plain = _LINE_END.sub("\n", text.removeprefix("\ufeff"))
    header = read_header(file, plain)
    lines = plain.split("\n", header.body_line - 1)
    comments = comments_of("\n".join(["", *lines[1 : header.body_line - 2], ""]), header)
    crlf = text.count("\r\n") == text.count("\n") > 0
    body = "".join(lines[header.body_line - 1 :])
    return FileParts(header.values, comments, body, "\r\n" if crlf else "\n")


def canonical(model: type[FileFact], file: str, text: str) -> str:
    """A content file in the standard style; unchanged if it already is.

    ``file`` is the file's name in problems. Raises :class:`HeaderError` for a header that cannot be read,
    and :class:`StyleError` if the result could not be read or would have other values.
    """
    parts = parts_of(file, text)
    return parts.with_line_ends(_written(model, file, parts.values, parts.comments) + parts.body)


def without_city(file: str, text: str) -> tuple[str, str] | None:
    """The file of an event that carries its city, as two files in the standard style: the city's and the
    event's; ``None`` if it carries none.

    Raises :class:`HeaderError` and :class:`StyleError` as :func:`canonical` does.
    """
    parts = parts_of(file, text)
    city, comments = parts.values.get(CARRIED), parts.comments
    if not isinstance(city, dict):
        return None
    inside = {at[1:]: lines for at, lines in comments.items() if at[:1] == (CARRIED,) and len(at) > 1}
    outside = {at: lines for at, lines in comments.items() if at[:1] != (CARRIED,)}
    outside.update({(): [*comments.get((CARRIED,), ()), *outside.get((), ())]})
    event = written(Event, {key: value for key, value in parts.values.items() if key != CARRIED}, outside)
    return parts.with_line_ends(written(City, city, inside)), parts.with_line_ends(event + parts.body)


def _moved(comments: Comments, read: CanonicalValues) -> Comments:
    """The comments of keys that are renamed, above their new names."""
    for one in read.readings:
        if one.is_key and one.location in comments:
            comments[(*one.location[:-1], one.meant)] = comments.pop(one.location)
    return comments


def written(model: type[FileFact], values: dict[str, Any], comments: Comments | None = None) -> str:
    """A new content file in the standard style, with these values and comments in its header and nothing
    below it.

    Raises :class:`StyleError` for values that could not be read again.
    """
    return _written(model, "", values, comments or {})


def _written(model: type[FileFact], file: str, values: dict[str, Any], comments: Comments) -> str:
    read = canonical_values(model, values)
    writer = _Writer(model, _moved(comments, read))
    head = "\n".join([FENCE, *writer.lines(read.values, ()), *writer.comments.get((), ()), FENCE, ""])
    _same(model, file, head, read.values)
    return head


def with_escapes(text: str) -> str:
    """A text for one line of a terminal, with invisible and control characters as escapes."""
    return _HIDDEN.sub(lambda found: found[0] if found[0] in '"\\\t' else _escaped(found), text)


@dataclass(frozen=True)
class _Writer:
    model: type[FileFact]
    comments: Comments

    def lines(self, value: Any, location: Location) -> Iterator[str]:
        """The lines of a group or list, without indentation."""
        if isinstance(value, dict):
            known = known_keys(self.model, location)
            for key in sorted(value, key=lambda k: known.index(k) if k in known else len(known)):
                yield from self.comments.get((*location, key), ())
                yield from self._entry(key, value[key], (*location, key))
        else:
            for index, item in enumerate(value):
                yield from self.comments.get((*location, index), ())
                yield from self._item(item, (*location, index))

    def _entry(self, key: str, value: Any, location: Location) -> Iterator[str]:
        name = _key(key)
        if value and not isinstance(value, str):
            yield f"{name}:"
            yield from (f"  {line}" for line in self.lines(value, location))
        else:
            yield f"{name}: {_inline('' if value is None else value)}"

    def _item(self, value: Any, location: Location) -> Iterator[str]:
        if not value or isinstance(value, str):
            yield "-" if value is None else f"- {_inline(value)}"
            return
        lines = list(self.lines(value, location))
        above = list(takewhile(lambda line: line.startswith("#"), lines))
        first, *rest = lines[len(above) :]
        yield from above  # a comment cannot be between the dash and its item
        yield f"- {first}"
        yield from (f"  {line}" for line in rest)


def _inline(value: Any) -> str:
    """A text, or an empty group or list."""
    if isinstance(value, str):
        return f'"{_HIDDEN.sub(_escaped, value)}"'
    return "{}" if isinstance(value, dict) else "[]"


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    code = ord(character)
    return _SHORT.get(character) or (f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}")


def _key(key: str) -> str:
    name = key if _PLAIN_KEY.fullmatch(key) else _inline(key)
    if len(name) > MAX_KEY:
        what = Phrase('The key "{key}..." is too long for one line. Shorten it.')
        raise StyleError(what, key=with_escapes(key[:20]))
    return name


def _same(model: type[FileFact], file: str, head: str, values: dict[str, Any]) -> None:
    """Check that a rewritten header has the same values, and that they are read as they are. Raises
    :class:`StyleError` if not."""
    try:
        again = read_header(file, head).values
    except HeaderError as error:
        what = Phrase("In the standard style the header could not be read. {why}")
        raise StyleError(what, why=ENGLISH.what(error.problem.finding)) from None
    if again != _filled(values) or canonical_values(model, again).readings:
        raise StyleError(
            Phrase("In the standard style the header would have other values, so it was left as it is.")
        )


def _filled(values: Any) -> Any:
    """The values with an empty text for each key without a value."""
    if isinstance(values, dict):
        return {key: "" if value is None else _filled(value) for key, value in values.items()}
    return [_filled(value) for value in values] if isinstance(values, list) else values
