"""Takes a person out of a content file: out of its header, its comments and the text below it.

A value that is nothing but the person goes away with its key, an item of a list that is about nobody else
with all that it has (their role, their accounts), and so do groups and lists that are empty then. In other
texts the name is taken out of a list of names, or replaced. The result is in the standard style.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from samenight.content.authoring.header_writer import parts_of, written
from samenight.content.model.base import FileFact, fields_of
from samenight.content.problems.problem import Location
from samenight.content.reading.comments import Comments
from samenight.content.reading.file_reader import group_at
from samenight.content.values.whole_names import (
    SoughtPerson,
    is_account,
    is_person,
    is_worth_a_look,
    may_be,
    replaced,
    spans_of,
    without,
)

INSTEAD = "…"
_GONE = object()
# An item of a Markdown list, or a link with nothing but the replaced name as its text.
_LIST_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]+(.*)")
_NAMELESS_LINK = re.compile(rf"\[[*_]*{INSTEAD}[*_]*\](?:\([^)\n]*\)|\[[^\]\n]*\])")
_LINK = re.compile(r"(?<!!)\[([^\]\n]*)\]\(<?([^)\s>]+)>?[^)\n]*\)")


@dataclass(frozen=True)
class Mention:
    """A line that may still mean the person."""

    line: int
    text: str


def without_person(model: type[FileFact], file: str, text: str, person: SoughtPerson) -> str:
    """A content file without a person; unchanged if they are not in it.

    Raises :class:`samenight.content.reading.header.HeaderError` for a header that cannot be read, and
    :class:`samenight.content.authoring.header_writer.StyleError` for one that cannot be written.
    """
    if not is_worth_a_look(person, text):
        return text
    parts = parts_of(file, text)
    removal = _Removal(model, person)
    values, comments = removal.top(parts.values), removal.comments(parts.comments)
    below = _body_without(parts.body, person)
    if values == parts.values and below == parts.body and not removal.comment_changed:
        return text
    return parts.with_line_ends(written(model, values, comments) + below)


def mentions(text: str, person: SoughtPerson) -> Iterator[Mention]:
    """The lines of a text that may still mean the person: by an address made of their name, by the family
    name alone, or as part of a longer name."""
    lines = text.splitlines() if is_worth_a_look(person, text) else []
    for number, line in enumerate(lines, 1):
        if may_be(person, line):
            yield Mention(number, line.strip())


@dataclass
class _Removal:
    """Removes a person from the values of a header, and remembers where entries went."""

    model: type[FileFact]
    person: SoughtPerson
    moved: dict[Location, Location] = field(default_factory=dict)
    comment_changed: bool = False

    def top(self, values: dict[str, Any]) -> dict[str, Any]:
        """The values of the header; a key that the file needs is kept."""
        found = {}
        for key, value in values.items():
            kept = self._value(value, (key,), (key,))
            if kept is _GONE and self._is_needed((), key):
                kept = INSTEAD
            if kept is not _GONE:
                found[key] = kept
                self.moved[(key,)] = (key,)
        return found

    def _value(self, value: Any, old: Location, new: Location) -> Any:
        if isinstance(value, str):
            if is_person(self.person, value) or ("accounts" in old and is_account(self.person, value)):
                return _GONE
            return without(self.person, value, INSTEAD) if spans_of(self.person, value) else value
        if isinstance(value, list) and value:
            return self._list(value, old, new)
        return self._group(value, old, new) if isinstance(value, dict) and value else value

    def _list(self, items: list[Any], old: Location, new: Location) -> Any:
        kept: list[Any] = []
        for index, item in enumerate(items):
            value = self._value(item, (*old, index), (*new, len(kept)))
            if value is not _GONE:
                self.moved[*old, index] = (*new, len(kept))
                kept.append(value)
        return kept or _GONE

    def _group(self, group: dict[str, Any], old: Location, new: Location) -> Any:
        found = {}
        for key, value in group.items():
            kept = self._value(value, (*old, key), (*new, key))
            if kept is not _GONE:
                found[key] = kept
                self.moved[*old, key] = (*new, key)
            elif key == "name" or self._is_needed(old, key):
                return _GONE
        return found or _GONE

    def _is_needed(self, location: Location, key: str) -> bool:
        group = group_at(self.model, location)
        info = fields_of(group).get(key) if group else None
        return bool(info and info.is_required())

    def comments(self, before: Comments) -> Comments:
        """The comments of what is still there, without the person."""
        after: Comments = {}
        for location, lines in before.items():
            place = self.moved.get(location) if location else ()
            if place is None:
                continue
            after[place] = [replaced(self.person, line, INSTEAD) for line in lines]
            self.comment_changed = self.comment_changed or after[place] != lines
        return after


def _body_without(body: str, person: SoughtPerson) -> str:
    """The text below a header: list items that are nothing but the person go, links to their addresses become
    plain text, and every other mention is replaced."""
    if not spans_of(person, body):
        return body
    lines = [line for line in body.splitlines(keepends=True) if not _is_item_of(line, person)]
    linked = _LINK.sub(lambda link: link[1] if _leads_to(person, link[2]) else link[0], "".join(lines))
    return _NAMELESS_LINK.sub(INSTEAD, replaced(person, linked, INSTEAD))


def _is_item_of(line: str, person: SoughtPerson) -> bool:
    item = _LIST_ITEM.fullmatch(line.rstrip("\r\n"))
    return item is not None and is_person(person, item[1])


def _leads_to(person: SoughtPerson, address: str) -> bool:
    bare = address.removeprefix("mailto:")
    return any(spans_of(SoughtPerson((), (one,)), bare) for one in person.accounts)
