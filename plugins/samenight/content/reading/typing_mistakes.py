"""Typing mistakes that are valid YAML and still not what was meant: keys without a colon, odd quotes,
values cut off by a comment, repeated items."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from samenight.content.model.base import unknown_key
from samenight.content.problems.kinds import headers, values
from samenight.content.problems.problem import Finding, Location, Problem, field_path, quoted
from samenight.content.reading import yaml_errors
from samenight.content.reading.header import Header
from samenight.content.reading.placeholders import is_unfilled

# A key or hyphen, a value without quotes or none, and a comment without a blank after its "#".
_CUT_OFF = re.compile(
    r"^ *(?:(?:- +)+(?:[\w-]+:)?|[\w-]+:)( *(?:[^\s\"'\[{#&*!|>][^#\"'\n]*)?)(?<= )(#[^\s#][^\n]*)$",
    re.MULTILINE,
)
# Returns the keys that are allowed in the group at a location.
KnownKeys = Callable[[Location], tuple[str, ...]]


def typing_mistakes(name: str, text: str, header: Header, known_keys: KnownKeys) -> Iterator[Problem]:
    """All typing mistakes in the header of the file ``name``, which was read from ``text``."""
    yield from _unquoted(name, header)
    yield from _without_value(name, header, known_keys)
    yield from _repeated(name, header)
    yield from _cut_off(name, text, header)


def _unquoted(name: str, header: Header) -> Iterator[Problem]:
    texts = dict(header.texts) if header.plain else {}
    for location in header.plain:
        finding = _without_quotes(str(texts[location]))
        yield Problem(name, *header.place(location), field_path(location), finding)


def _without_quotes(text: str) -> Finding:
    taken = yaml_errors.retyped(text)
    if taken:
        return headers.UNQUOTED(text, quoted(text), taken=taken)
    inner = text.strip("".join(['"', *yaml_errors.CURLY]))
    alone = inner != text and '"' not in inner
    return headers.QUOTES(text, quoted(inner) if alone else None)


def _without_value(name: str, header: Header, known_keys: KnownKeys) -> Iterator[Problem]:
    """Unknown keys without a value, which the model never sees; often a colon or the value is missing."""
    for location, text in header.texts:
        known = () if text or not isinstance(location[-1], str) else known_keys(location[:-1])
        if known and location[-1] not in known:
            finding = unknown_key(str(location[-1]), known)
            yield Problem(name, *header.key_place(location), field_path(location), finding)


def _repeated(name: str, header: Header) -> Iterator[Problem]:
    """Items of a list that are in it twice, or are contained in their neighbour or contain it."""
    for location, items in _lists(header.values):
        seen: dict[str, int] = {}
        alike = len({_first(item) for item in items}) < len(items)
        for number, item in enumerate(items):
            first = seen.setdefault(repr(item), number) if alike else number
            if location[-1:] == ("programme",):
                first = _repeated_act(items, number)
            elif first == number and number and _is_part(items[number - 1], item):
                first = number - 1
            if first != number and not is_unfilled(item):
                here = (*location, number)
                finding = values.TWICE(first=header.place((*location, first))[0])
                yield Problem(name, *header.place(here), field_path(here), finding)


def _repeated_act(items: list[Any], number: int) -> int:
    """The number of the entry of a programme that another one repeats; its own if it repeats none. Lunch is
    every day: only a copy right below an entry with its time is a mistake."""
    copied = number and items[number] == items[number - 1]
    timed = isinstance(items[number], dict) and items[number].get("time")
    return number - 1 if copied and timed else number


def _first(item: Any) -> str | None:
    """A text that differs between most items of a list: the item itself, or its first value."""
    value = next(iter(item.values()), None) if type(item) is dict else item
    return value if type(value) is str else None


def _lists(whole: Any) -> list[tuple[Location, list[Any]]]:
    """The lists of more than one item in a header's values, with their locations."""
    found: list[tuple[Location, list[Any]]] = []
    waiting: list[tuple[Location, Any]] = [((), whole)]
    while waiting:
        location, inside = waiting.pop()
        steps: Iterable[tuple[Any, Any]] = inside.items() if type(inside) is dict else enumerate(inside)
        if type(inside) is list and len(inside) > 1:
            found.append((location, inside))
        waiting += [((*location, at), one) for at, one in steps if type(one) is dict or type(one) is list]
    return found


def _is_part(one: Any, other: Any) -> bool:
    both = isinstance(one, dict) and isinstance(other, dict)
    return both and bool(one) and (one.items() <= other.items() or other.items() <= one.items())


def _cut_off(name: str, text: str, header: Header) -> Iterator[Problem]:
    """Hashtags and the like that YAML reads as comments, because the value has no quotes."""
    for found in _CUT_OFF.finditer(text) if " #" in text else ():
        start = found.end(1) - len(found[1].lstrip())
        line = text.count("\n", 0, start) + 1
        if line < header.body_line - 1:
            meant = text[start : found.end()].strip()
            column = start - text.rfind("\n", 0, start)
            yield Problem(name, line, column, "", headers.COMMENT(found[2].strip(), quoted(meant)))
