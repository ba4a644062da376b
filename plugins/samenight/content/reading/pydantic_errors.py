"""What pydantic finds, as findings of ours."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Any

from samenight.content.problems.kinds import values
from samenight.content.problems.problem import Finding, nearest

_KINDS = {
    "tuple_type": values.LIST,
    "model_type": values.GROUP,
    "model_attributes_type": values.GROUP,
    "dict_type": values.GROUP,
}


def finding_of(detail: Any, known: Sequence[str], taken: Container[object] = ()) -> Finding:
    """The finding behind one entry of ``ValidationError.errors()``.

    ``known`` are the keys that may stand beside an unknown one, ``taken`` those that do already.
    """
    kind, location = detail["type"], detail["loc"]
    if kind == "missing":
        return values.MISSING_KEY(location[-1])
    if kind == "extra_forbidden":
        return unknown_key(str(location[-1]), known, taken)
    if kind in _KINDS:
        found = detail.get("input")
        return _KINDS[kind](found if isinstance(found, str) else "")
    finding: Finding = detail["ctx"]["finding"]
    return finding


def unknown_key(key: str, known: Sequence[str], taken: Container[object] = ()) -> Finding:
    """What to say of a key that may not stand where it does. A key that is ``taken`` was not meant."""
    free = [name for name in known if name not in taken]
    return values.UNKNOWN_KEY(key, nearest(key, free), known=", ".join(known))
