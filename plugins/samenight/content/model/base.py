"""The base classes of all facts, and how validators refuse a value."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from samenight.content.problems.kinds import values
from samenight.content.problems.problem import Day, Figures, Finding, Kind, nearest, quoted
from samenight.content.values.written_numbers import Readings


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

    @classmethod
    def readings_of_text(cls, text: str) -> Readings:  # noqa: ARG003 -- for groups that have any
        """The canonical texts that a plain text in place of this group can stand for; empty if a plain text
        has only one form."""
        return ()

    @classmethod
    def group_of(cls, text: str) -> dict[str, Any] | None:  # noqa: ARG003 -- for groups that have any
        """The keys and values of the group that a plain text in its place stands for with certainty; ``None``
        if that is not certain, or if the plain text is itself a canonical form."""
        return None


class FileFact(Fact):
    """The facts of one file: the header's keys, and the prose below it."""

    body: str = Field("", exclude=True, description="The Markdown below the header.")


def fields_of(model: type[BaseModel]) -> Mapping[str, FieldInfo]:
    """The fields of a model by their keys in headers: a key that Python reserves has another name."""
    return {info.alias or name: info for name, info in model.model_fields.items()}


def refuse(finding: Finding) -> PydanticCustomError:
    """The error that carries a finding out of a validator; with its place it becomes a Problem."""
    return PydanticCustomError("finding", "A value was refused.", {"finding": finding})


Check = TypeVar("Check", bound=Callable[..., Any])


def reads(readings: Callable[[str], Readings]) -> Callable[[Check], Check]:
    """Mark the validator of a type with the function that gives the canonical forms that a text can stand
    for. A text in canonical form has only itself."""

    def mark(check: Check) -> Check:
        check.readings = readings  # type: ignore[attr-defined]
        return check

    return mark


def read(text: str, readings: Readings, kind: Kind, guess: Callable[[str], str | None]) -> str:
    """The canonical form of a text with one reading. Raises the finding of another text."""
    if len(readings) == 1:
        return readings[0]
    if readings:
        raise refuse(between(kind, text, readings))
    near = guess(text)
    raise refuse(kind(text, quoted(near) if near else None))


def between(kind: Kind, text: str, readings: Readings, **facts: str) -> Finding:
    """The finding for a text with two readings, which shows both in the reader's language."""
    shown: Any = Day if "-" in readings[0] else Figures
    one, other = (shown(reading.partition("T")[0]) for reading in readings[:2])
    return kind(text, one=one, other=other, first=quoted(readings[0]), second=quoted(readings[1]), **facts)


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
