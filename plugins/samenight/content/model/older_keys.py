"""Keys that had other names or places in earlier versions of the content model: they are read as before, and
`samenight fmt` writes them as they are now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from samenight.content.model.base import FileFact
from samenight.content.model.file_facts import Event
from samenight.content.problems.problem import Location

# By the kind of file: older keys and current ones; "*" stands for each item of a list.
_MOVED: Mapping[type[FileFact], tuple[tuple[Location, Location], ...]] = MappingProxyType(
    {
        Event: (
            (("tickets", "*", "quantity"), ("limit",)),
            (("venue", "step_free"), ("access", "step_free")),
        )
    }
)


def current_values(
    model: type[FileFact], values: dict[str, Any]
) -> tuple[dict[str, Any], dict[Location, Location]]:
    """A header's values with current keys, and where each value that moved is now, by where it was.

    A key is left where it is if the current one has a value as well.
    """
    moved: dict[Location, Location] = {}
    for older, current in _MOVED.get(model, ()):
        for parent in _parents(values, older[:-1], ()):
            group = _at(values, parent)
            if older[-1] in group and _is_free(group, current):
                values = _with(values, parent, _renamed(group, str(older[-1]), current))
                moved[(*parent, older[-1])] = (*parent, *current)
    return values, moved


def _parents(values: Any, steps: Location, here: Location) -> Iterator[Location]:
    """The locations of all groups that a path leads to."""
    if not steps:
        if isinstance(values, dict):
            yield here
    elif steps[0] == "*" and isinstance(values, list):
        for number, item in enumerate(values):
            yield from _parents(item, steps[1:], (*here, number))
    elif isinstance(values, dict) and steps[0] in values:
        yield from _parents(values[steps[0]], steps[1:], (*here, steps[0]))


def _at(values: Any, location: Location) -> Any:
    for step in location:
        values = values[step]
    return values


def _is_free(group: dict[str, Any], current: Location) -> bool:
    for step in current:
        if step not in group:
            return True
        if not isinstance(group[step], dict):
            return False
        group = group[step]
    return False


def _renamed(group: dict[str, Any], older: str, current: Location) -> dict[str, Any]:
    """A group with a value at its current key, in the place of the older one."""
    if current[0] in group:
        rest = {key: value for key, value in group.items() if key != older}
        inner = {**group[str(current[0])], str(current[1]): group[older]}
        return {**rest, str(current[0]): inner}
    value: Any = group[older]
    for step in reversed(current[1:]):
        value = {step: value}
    return {
        str(current[0]) if key == older else key: value if key == older else kept
        for key, kept in group.items()
    }


def _with(values: Any, location: Location, new: Any) -> Any:
    """Values with another one at a location; what is around it is copied."""
    if not location:
        return new
    first, *rest = location
    inner = _with(values[first], tuple(rest), new)
    if isinstance(values, list):
        return [inner if number == first else item for number, item in enumerate(values)]
    return {key: inner if key == first else item for key, item in values.items()}
