"""A table of people for name badges, as spreadsheets and ticket offices save it: CSV (RFC 4180).

Separated by comma, semicolon or tab, in UTF-8 or UTF-16, with columns in any order; other columns are
ignored. All mistakes are found at once.
"""

from __future__ import annotations

import codecs
import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from samenight.content.problems.problem import Phrase
from samenight.print_kit.labels.name_badges import Person, split_name

MOST_PEOPLE = 5000
LONGEST = 120  # characters of a cell: more means another kind of table, or a quote that was never closed
_SEPARATORS = ",;\t"
_JOINERS = "\u200c\u200d"  # they shape letters in some scripts
# Usual names of the columns, without accents and capitals; "name" next to a given name is the family
# name, as "nom" is in France.
_HEADS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "full name", "nom", "nom complet", "participant", "attendee"),
    "given": ("first name", "given name", "prenom"),
    "family": ("last name", "family name", "surname", "nom de famille"),
    "role": ("role", "fonction"),
    "handle": ("handle", "account", "compte", "pseudo"),
}
_COLUMN = {head: column for column, heads in _HEADS.items() for head in heads}


@dataclass(frozen=True)
class Fault:
    """A mistake or oddity in a line of the table: a sentence with gaps, and the values for them."""

    line: int
    what: Phrase
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class PersonRow:
    """A person, and their line in the table."""

    line: int
    person: Person


@dataclass(frozen=True)
class People:
    """The result of reading a table: its people if nothing is wrong, its faults, and its oddities."""

    rows: tuple[PersonRow, ...]
    faults: tuple[Fault, ...]
    oddities: tuple[Fault, ...] = ()


def read_people(table: bytes) -> People:
    """Read a table of people."""
    try:
        text = _decoded(table)
    except UnicodeDecodeError as error:
        line = table[: error.start].count(b"\n") + 1
        return _failed(line, Phrase("This is not UTF-8. Save the table as CSV in UTF-8."))
    if "\0" in text:
        return _failed(1, Phrase("This is not a text table. Save it as CSV in UTF-8."))
    return _read(text)


def _decoded(table: bytes) -> str:
    """UTF-8 or UTF-16, by the byte order mark; UTF-16 also if every other byte is zero."""
    if table.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return table.decode("utf-16")
    if table[1:2] == b"\0":
        return table.decode("utf-16-le")
    if table[:1] == b"\0":
        return table.decode("utf-16-be")
    return table.decode("utf-8-sig")


def _read(text: str) -> People:
    lines = text.splitlines()
    declared = lines[0][4:5] if lines and lines[0].lower().startswith("sep=") else ""  # Excel writes this
    separator = declared or _separator_of(next(filter(str.strip, lines), ""))
    try:
        (first, head), *rows = _records(text, separator, skipped=1 if declared else 0)
    except ValueError:
        return _failed(1, Phrase("The table is empty. Its first line names the columns: name, role, handle."))
    except _UnreadableError as error:
        return _failed(error.line, Phrase("The table cannot be read from here on. Check its quotes."))
    columns = tuple(_COLUMN.get(_plain(cell), "") for cell in head)
    twice = [name for name in columns if name and columns.count(name) > 1]
    if twice:
        return _failed(first, Phrase("Two columns have the same meaning: {column}."), column=twice[0])
    if not {"name", "given"} & set(columns):
        return _failed(first, Phrase("No column has the names. The first line must name the columns: name, "
                                    "role, handle"))  # fmt: skip
    return _people(columns, rows, first)


class _UnreadableError(Exception):
    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def _records(text: str, separator: str, skipped: int) -> list[tuple[int, list[str]]]:
    """The non-empty records, each with the line in which it begins."""
    found, line = [], 1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for cells in reader:
            if line > skipped and any(map(str.strip, cells)):
                found.append((line, cells))
            line = reader.line_num + 1
    except csv.Error:
        raise _UnreadableError(line) from None
    return found


def _separator_of(head: str) -> str:
    """The separator that gives the most known columns; the comma if none does."""

    def known(separator: str) -> int:
        return sum(_plain(cell) in _COLUMN for cell in head.replace('"', "").split(separator))

    return max(_SEPARATORS, key=known)


def _people(columns: Sequence[str], rows: Sequence[tuple[int, list[str]]], first: int) -> People:
    faults: list[Fault] = []
    people: list[PersonRow] = []
    for line, cells in rows:
        values = {name: _clean(cell) for name, cell in zip(columns, cells, strict=False) if name}
        wrong = list(_faults_of(line, values, columns, cells))
        faults += wrong
        if not wrong:
            people.append(PersonRow(line, _person(values)))
    if not rows:
        faults.append(Fault(first, Phrase("There are no people below the names of the columns.")))
    if len(rows) > MOST_PEOPLE:
        facts = {"found": len(rows), "most": MOST_PEOPLE}
        faults.append(
            Fault(first, Phrase("There are {found} people in the table; the limit is {most} at once."), facts)
        )
    return People(() if faults else tuple(people), tuple(faults), tuple(_twice(people)))


def _faults_of(
    line: int, values: Mapping[str, str], columns: Sequence[str], cells: Sequence[str]
) -> Iterator[Fault]:
    if any(map(str.strip, cells[len(columns) :])):
        counts: dict[str, object] = {"found": len(cells), "columns": len(columns)}
        yield Fault(line, Phrase("{found} cells, but only {columns} columns have a name. Put quotes around a "
                                 "text that has the separator in it."), counts)  # fmt: skip
    elif not any(values.get(column) for column in ("name", "given", "family")):
        yield Fault(line, Phrase("There is no name in this line."))
    for column, text in values.items():
        if len(text) > LONGEST:
            facts: dict[str, object] = {"column": column, "found": len(text), "most": LONGEST}
            yield Fault(line, Phrase("{column}: {found} characters; the limit is {most}."), facts)


def _twice(people: Iterable[PersonRow]) -> Iterator[Fault]:
    seen: dict[tuple[str, ...], int] = {}
    for row in people:
        parts = (row.person.given, row.person.family, row.person.role, row.person.handle)
        key = tuple((part or "").casefold() for part in parts)
        if key in seen:
            facts = {"name": " ".join(filter(None, parts[:2])), "line": seen[key]}
            yield Fault(row.line, Phrase("{name} is also in line {line}, and gets two badges."), facts)
        seen.setdefault(key, row.line)


def _person(values: Mapping[str, str]) -> Person:
    if values.get("given"):
        given, family = values["given"], values.get("family") or values.get("name") or None
    else:
        given, family = split_name(values.get("name") or values["family"])
    return Person(given, family, values.get("role") or None, _handle(values.get("handle", "")))


def _handle(text: str) -> str | None:
    """An account as people write it: a single word gets its ``@``."""
    single = text and not any(sign in text for sign in "@/: ")
    return f"@{text}" if single else text or None


def _clean(cell: str) -> str:
    """A cell on one line, composed (NFC), without invisible characters."""
    words = "".join(" " if sign in "\t\r\n\v\f\u2028\u2029" else sign for sign in cell)
    shown = (
        s for s in words if s in _JOINERS or unicodedata.category(s) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
    return unicodedata.normalize("NFC", " ".join(filter(None, "".join(shown).split(" "))))


def _plain(head: str) -> str:
    """A column's name in lower case, without accents and punctuation."""
    letters = unicodedata.normalize("NFKD", _clean(head).casefold())
    kept = "".join(" " if sign in "_-./" else sign for sign in letters if not unicodedata.combining(sign))
    return " ".join(kept.split())


def _failed(line: int, what: Phrase, **facts: object) -> People:
    return People((), (Fault(line, what, facts),))
