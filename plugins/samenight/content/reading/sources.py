"""Where each fact was typed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from samenight.content.model.base import FileFact
from samenight.content.problems.problem import Finding, Location, Problem, field_path
from samenight.content.reading.header import Header, read_header
from samenight.content.reading.placeholders import Kept, as_typed, kept_items


@dataclass(frozen=True)
class Origin:
    """Where a fact was typed: the file, its name in Problems, and its header's places.

    The header is read when somebody asks for a place, which is seldom: most files are right.
    """

    file: str
    path: str

    @cached_property
    def header(self) -> Header:
        """The header, with the line and column of everything in it."""
        return read_header(self.file, decoded(Path(self.path).read_bytes()))

    @cached_property
    def _kept(self) -> Kept:
        return kept_items(self.header.values)

    def problem(self, location: Location, finding: Finding, also: str = "") -> Problem:
        """A Problem at the value of ``location``; ``also`` names the other file it is about."""
        typed = as_typed(self._kept, location)
        return Problem(self.file, *self.header.place(typed), field_path(typed), finding, also)


def decoded(content: bytes) -> str:
    """A content file's text, whatever its editor put before it or at the ends of its lines.

    Raises :class:`UnicodeDecodeError` for what is not UTF-8.
    """
    return content.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def origin_key(fact: FileFact) -> str:
    """The name under which a fact's origin is kept."""
    known = fact.__dict__  # asking a model for a field that it lacks is slow
    return f"{type(fact).__name__}/{known.get('city', '')}/{known.get('edition', '')}/{known.get('slug', '')}"
