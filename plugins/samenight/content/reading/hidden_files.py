"""Files that say ``hidden: "yes"``: whether one does, and the little that is kept of it.

What is withdrawn must disappear at the next build, whatever else is wrong in its file, and none of its
texts may reach anything that publishes. So the fact of such a file is reduced while it is read: of an event,
its days and times stay, so that calendars can cancel it; of a post, nothing but its name.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from samenight.content.model.base import FileFact
from samenight.content.model.file_facts import Event, Post
from samenight.content.reading.header import FENCE

F = TypeVar("F", bound=FileFact)
# What is kept of an event. Its status and the day of its last change number its revisions without git.
KEPT = ("status", "updated", "date", "postponed_from", "end_date", "start", "end")
# Times of extra entries in calendars, which have to be cancelled, too.
_KEPT_TIMES = (("raffle", "draw"), ("donate", "until"))
_HIDDEN = re.compile(r"""hidden[ \t]*:[ \t]*["']?(?P<word>[^"'#]*)""")
# Words of people who do not mean "yes". Any other word hides: the check says what to write instead.
_NOT_HIDDEN = frozenset(["", "no", "non", "false", "off", "0", "~", "null"])


def is_hidden(model: type[FileFact], values: Mapping[str, Any]) -> bool:
    """Whether the header of a file of that model says that it is withdrawn."""
    value = values.get("hidden")
    return model in {Event, Post} and value is not None and not _is_no(value)


def says_hidden(model: type[FileFact], text: str) -> bool:
    """The same for a file whose header cannot be read: whether a line of it says so."""
    if model not in {Event, Post}:
        return False
    for number, line in enumerate(text.splitlines()):
        if number and line.rstrip() == FENCE:
            break
        found = _HIDDEN.match(line)
        if found and not _is_no(found["word"]):
            return True
    return False


def _is_no(value: Any) -> bool:
    return isinstance(value, str) and (
        value.strip().casefold() in _NOT_HIDDEN or value.lstrip().startswith("___")
    )


def is_withdrawn(fact: FileFact) -> bool:
    """Whether a fact is that of a hidden file."""
    return isinstance(fact, Event | Post) and fact.hidden == "yes"


def withdrawn_fact(model: type[F], values: Mapping[str, Any], given: Mapping[str, str]) -> F:
    """The reduced fact of a hidden file; ``given`` are the keys that come from its path. What cannot be read
    is left out."""
    if model is Event:
        counted = _inner(values, "results", "as_of")  # the last change without git, if nothing else is given
        dated = {"updated": counted} if counted else {}
        return model.model_validate({**given, "hidden": "yes", **kept_values({**dated, **values})})
    of_post: Any = {**given, "hidden": "yes", "title": "", "date": dt.date.min}
    return cast(F, model.model_construct(**of_post))


def kept_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a hidden event that are kept: of :data:`KEPT` and of extra entries, those that are
    valid."""
    kept = {key: values[key] for key in KEPT if values.get(key)}
    kept |= {key: {inner: value} for key, inner in _KEPT_TIMES if (value := _inner(values, key, inner))}
    while True:
        try:
            Event.model_validate({"city": "x", "edition": "x", **kept})
        except ValidationError as error:
            wrong = {detail["loc"][0] for detail in error.errors(include_url=False)}
            kept = {key: value for key, value in kept.items() if key not in wrong}
        else:
            return kept


def _inner(values: Mapping[str, Any], key: str, inner: str) -> Any:
    group = values.get(key)
    return group.get(inner) if isinstance(group, dict) else None
