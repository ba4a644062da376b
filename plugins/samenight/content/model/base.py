"""What all facts have in common, and how a validator says no."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from samenight.content.problems.problem import Finding


class Fact(BaseModel):
    """The base of everything the content states: frozen, and strict about unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def __getstate__(self) -> dict[Any, Any]:
        """The values alone: what pydantic keeps beside them doubles the time of remembering a fact and
        of sending it to another process."""
        return self.__dict__

    def __setstate__(self, state: dict[Any, Any]) -> None:
        put = object.__setattr__
        put(self, "__dict__", state)
        put(self, "__pydantic_fields_set__", state.keys())
        put(self, "__pydantic_extra__", None)
        put(self, "__pydantic_private__", None)


class FileFact(Fact):
    """A fact that fills one file: the header's keys, and the prose below it."""

    body: str = Field("", exclude=True, description="The Markdown below the header.")


def refuse(finding: Finding) -> PydanticCustomError:
    """The error that carries a finding out of a validator, to become a Problem at its place."""
    return PydanticCustomError("finding", "A value was refused.", {"finding": finding})
