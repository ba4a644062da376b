"""Marked blanks: what is not known yet is written as ``___``, as on a paper form, followed by a hint."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import Any

from samenight.content.problems.problem import Location

BLANK = re.compile(r"\s*_{3,}")
# The indices of the filled items of each list in a header that also has unfilled ones.
Kept = dict[Location, list[int]]
# Values and their locations.
Typed = Iterable[tuple[Location, str | None]]


def is_blank(value: Any) -> bool:
    """Whether a value is a marked blank."""
    return isinstance(value, str) and "___" in value and BLANK.match(value) is not None


def is_unfilled(value: Any) -> bool:
    """Whether a value is a marked blank, or a list or group of blanks (a group may have a currency)."""
    if isinstance(value, list):
        return bool(value) and all(map(is_unfilled, value))
    if not isinstance(value, dict):
        return is_blank(value)
    currency = value.get("currency")
    rest = [inner for key, inner in value.items() if inner not in (None, "") and key != "currency"]
    return bool(rest or is_blank(currency)) and all(map(is_unfilled, rest))


def without_blanks(values: Any) -> Any:
    """The values without marked blanks and without keys that have no value, both of which mean "not known
    yet"."""
    if isinstance(values, dict):
        kept = {key: without_blanks(value) for key, value in values.items() if not is_unfilled(value)}
        return {key: value for key, value in kept.items() if value is not None}
    if isinstance(values, list):
        return [without_blanks(item) for item in values if not is_unfilled(item)]
    return None if not values or is_unfilled(values) else values


def kept_items(values: Any, location: Location = ()) -> Kept:
    """The indices of the filled items of each list that also has unfilled ones."""
    found: Kept = {}
    steps: list[Any] = []
    if isinstance(values, list):
        steps = [number for number, item in enumerate(values) if not is_unfilled(item)]
        if len(steps) < len(values):
            found[location] = steps
    elif isinstance(values, dict):
        steps = list(values)
    for step in steps:
        inner = values[step]
        if isinstance(inner, dict | list):
            found |= kept_items(inner, (*location, step))
    return found


def as_typed(kept: Kept, location: Location) -> Location:
    """The location in a header of a location in its fact, where unfilled items are not counted. ``kept``
    comes from :func:`kept_items`."""
    if not kept:
        return location
    typed: Location = ()
    for step in location:
        numbers = kept.get(typed, ())
        typed += (numbers[step] if isinstance(step, int) and step < len(numbers) else step,)
    return typed


def as_read(kept: Kept, texts: Typed) -> Typed:
    """The texts of a header with their locations in its fact; those in unfilled items are left out."""
    if not kept:
        return texts
    places = ((_read_at(kept, location), text) for location, text in texts)
    return [(place, text) for place, text in places if place is not None]


def _read_at(kept: Kept, location: Location) -> Location | None:
    """The inverse of :func:`as_typed`; ``None`` for a location in an unfilled item."""
    read: Location = ()
    for end, step in enumerate(location):
        numbers = kept.get(location[:end])
        if numbers is None:
            read += (step,)
        elif (place := bisect_left(numbers, int(step))) < len(numbers) and numbers[place] == step:
            read += (place,)
        else:
            return None
    return read
