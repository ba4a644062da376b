"""Marked blanks: what is not known yet stands as ``___``, as on a paper form, with a hint behind it."""

from __future__ import annotations

import re
from typing import Any

from samenight.festival.header import Location

BLANK = re.compile(r"\s*_{3,}")


def is_blank(value: Any) -> bool:
    """Whether a value is a marked blank."""
    return isinstance(value, str) and BLANK.match(value) is not None


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


def as_typed(values: Any, location: Location) -> Location:
    """Where in a header something stands whose place is known in a fact: items that are only blanks
    are not counted there."""
    steps: list[str | int] = []
    for step in location:
        place = step
        if isinstance(step, int) and isinstance(values, list):
            kept = [number for number, item in enumerate(values) if not says_nothing(item)]
            place = kept[step] if step < len(kept) else step
        steps.append(place)
        values = _inside(values, place)
    return tuple(steps)


def _inside(values: Any, step: str | int) -> Any:
    try:
        return values[step]
    except (KeyError, IndexError, TypeError):
        return None
