"""Where each fact was typed."""

from __future__ import annotations

from dataclasses import dataclass

from samenight.festival.fields import FileFact
from samenight.festival.header import Header, Location
from samenight.festival.problem import Problem, Severity, field_path


@dataclass(frozen=True)
class Origin:
    """Where a fact was typed: the file's name and its header's places."""

    file: str
    header: Header

    def problem(self, location: Location, message: str, code: str, severity: Severity = "error") -> Problem:
        """A Problem at the value of ``location``."""
        line, column = self.header.place(location)
        return Problem(self.file, line, column, field_path(location), message, code, severity)


def origin_key(fact: FileFact) -> str:
    """The name under which a fact's origin is kept."""
    steps = [getattr(fact, name, "") for name in ("city", "edition", "slug")]
    return "/".join([type(fact).__name__, *map(str, steps)])
