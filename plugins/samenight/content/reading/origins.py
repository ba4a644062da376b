"""The file and place where each fact was written."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from samenight.content.model.base import FileFact
from samenight.content.problems.problem import Finding, Location, Problem, field_path
from samenight.content.reading.header import CARRIED, Header, read_header
from samenight.content.reading.placeholders import Kept, as_typed, kept_items


@dataclass(frozen=True)
class Origin:
    """Where a fact was written: the file's path, its name in Problems, and the places in its header.

    The header is read only when a place is needed, which is rare: most files are right. ``carried`` is
    whether it is a city in the file of its event.
    """

    file: str
    path: str
    content: bytes | None = None
    carried: bool = False

    @cached_property
    def header(self) -> Header:
        """The header, with the line and column of everything in it."""
        content = Path(self.path).read_bytes() if self.content is None else self.content
        header = read_header(self.file, decoded(content))
        return header.part(CARRIED) if self.carried else header

    @cached_property
    def _kept(self) -> Kept:
        return kept_items(self.header.values)

    def problem(self, location: Location, finding: Finding, also: str = "") -> Problem:
        """A Problem at the value of ``location``; ``also`` names the other file it is about."""
        typed = as_typed(self._kept, location)
        return Problem(self.file, *self.header.place(typed), field_path(typed), finding, also)


def decoded(content: bytes) -> str:
    """A content file's text without a byte order mark and with LF line ends.

    Raises :class:`UnicodeDecodeError` if it is not UTF-8.
    """
    return _unix(content.decode("utf-8"))


def decoded_in_part(content: bytes) -> str:
    """The same of a file in any encoding, with U+FFFD for what cannot be read: enough to find out whether it
    is hidden."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _unix(content.decode("utf-16", "replace"))
    return _unix(content.decode("utf-8", "replace").replace("\0", ""))


def _unix(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def origin_key(fact: FileFact) -> str:
    """The key of a fact in the mapping of origins."""
    known = fact.__dict__  # getattr for a field that a model lacks is slow
    return f"{type(fact).__name__}/{known.get('city', '')}/{known.get('edition', '')}/{known.get('slug', '')}"


Origins = Mapping[str, Origin]  # by the keys of :func:`origin_key`

# The key of the table of exchange rates among the origins, if there are mistakes in it.
WRONG_RATES = "rates.csv"
