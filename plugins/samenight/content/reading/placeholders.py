"""Marked blanks: what is not known yet stands as ``___``, as on a paper form, with a hint behind it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import Any

from samenight.content.problems.problem import Location

BLANK = re.compile(r"\s*_{3,}")
# The numbers of the items that say something, of each list of a header that has others as well.
Kept = dict[Location, list[int]]
# Values and where each stands.
Typed = Iterable[tuple[Location, str | None]]


def is_blank(value: Any) -> bool:
    """Whether a value is a marked blank."""
    return isinstance(value, str) and "___" in value and BLANK.match(value) is not None


def says_nothing(value: Any) -> bool:
    """Whether a value is a marked blank, or a list or group in which blanks leave nothing but a
    currency."""
    if isinstance(value, list):
        return bool(value) and all(map(says_nothing, value))
    if not isinstance(value, dict):
        return is_blank(value)
    currency = value.get("currency")
    rest = [inner for key, inner in value.items() if inner not in (None, "") and key != "currency"]
    return bool(rest or is_blank(currency)) and all(map(says_nothing, rest))


def without_blanks(values: Any) -> Any:
    """Keys without a value, and marked blanks, are as good as absent: "not known yet"."""
    if isinstance(values, dict):
        kept = {key: without_blanks(value) for key, value in values.items() if not says_nothing(value)}
        return {key: value for key, value in kept.items() if value is not None}
    if isinstance(values, list):
        return [without_blanks(item) for item in values if not says_nothing(item)]
    return None if not values or says_nothing(values) else values


def kept_items(values: Any, location: Location = ()) -> Kept:
    """The numbers of the items that say something, of each list that has others as well."""
    found: Kept = {}
    steps: list[Any] = []
    if isinstance(values, list):
        steps = [number for number, item in enumerate(values) if not says_nothing(item)]
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
    """Where in a header something stands whose place is known in a fact: items that are only blanks
    are not counted there. ``kept`` comes from :func:`kept_items`."""
    if not kept:
        return location
    typed: Location = ()
    for step in location:
        numbers = kept.get(typed, ())
        typed += (numbers[step] if isinstance(step, int) and step < len(numbers) else step,)
    return typed


def as_read(kept: Kept, texts: Typed) -> Typed:
    """The texts of a header where they stand in its fact; those in items of blanks stand nowhere."""
    if not kept:
        return texts
    places = ((_read_at(kept, location), text) for location, text in texts)
    return [(place, text) for place, text in places if place is not None]


def _read_at(kept: Kept, location: Location) -> Location | None:
    """The opposite of :func:`as_typed`."""
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
