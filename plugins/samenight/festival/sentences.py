"""Plain sentences for what pydantic finds: what is wrong, and what to write instead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from samenight.festival.problem import nearest

NOTHING_WRITTEN = "Something must be written here."

_SENTENCES = {
    "tuple_type": 'A list belongs here: one line each, beginning with "- ".',
    "model_type": 'A group of keys belongs here, like name: "...", one a line and indented.',
    "model_attributes_type": 'A group of keys belongs here, like name: "...", one a line and indented.',
    "dict_type": 'A group of keys belongs here, like name: "...", one a line and indented.',
}


def sentence(detail: Any, known: Sequence[str]) -> str:
    """What to tell an organiser about one entry of ``ValidationError.errors()``.

    ``known`` are the keys that may stand beside an unknown one.
    """
    kind, location = detail["type"], detail["loc"]
    if kind in _SENTENCES:
        return _SENTENCES[kind]
    if kind == "missing":
        return f'The key "{location[-1]}" is missing here. Add it.'
    if kind == "extra_forbidden":
        return unknown_key(str(location[-1]), known)
    return str(detail["msg"])


def unknown_key(key: str, known: Sequence[str]) -> str:
    """What to say of a key that may not stand where it does."""
    meant = nearest(key, known)
    if meant:
        return f'"{key}" is not known here. Did you mean "{meant}"?'
    listing = ", ".join(known)
    return f'"{key}" is not known here.' + (f" Known are: {listing}." if listing else "")
