"""The base classes of all facts, and how validators refuse a value."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from samenight.content.problems.kinds import values
from samenight.content.problems.problem import Finding, nearest


class Fact(BaseModel):
    """The base of all content classes: frozen, and strict about unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def __getstate__(self) -> dict[Any, Any]:
        """The values alone: what pydantic stores next to them doubles the time to cache a fact and to send
        it to another process."""
        return self.__dict__

    def __setstate__(self, state: dict[Any, Any]) -> None:
        put = object.__setattr__
        put(self, "__dict__", state)
        put(self, "__pydantic_fields_set__", state.keys())
        put(self, "__pydantic_extra__", None)
        put(self, "__pydantic_private__", None)


class FileFact(Fact):
    """The facts of one file: the header's keys, and the prose below it."""

    body: str = Field("", exclude=True, description="The Markdown below the header.")


def fields_of(model: type[BaseModel]) -> Mapping[str, FieldInfo]:
    """The fields of a model by their keys in headers: a key that Python reserves has another name."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


def refuse(finding: Finding) -> PydanticCustomError:
    """The error that carries a finding out of a validator; with its place it becomes a Problem."""
    return PydanticCustomError("finding", "A value was refused.", {"finding": finding})


_KINDS = {
    "tuple_type": values.LIST,
    "model_type": values.GROUP,
    "model_attributes_type": values.GROUP,
    "dict_type": values.GROUP,
}


def finding_of(detail: Any, known: Sequence[str], taken: Container[object] = ()) -> Finding:
    """The finding for one entry of ``ValidationError.errors()``.

    ``known`` are the keys allowed in the place of an unknown one, ``taken`` those already used there.
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
    """The finding for a key that is not allowed here. A key that is ``taken`` is not suggested."""
    free = [name for name in known if name not in taken]
    return values.UNKNOWN_KEY(key, nearest(key, free), known=", ".join(known))
