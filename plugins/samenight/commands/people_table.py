"""A table of people for name badges, as spreadsheets and ticket shops save it, with columns in any order.

Which column means what is in :mod:`people_heads`; how a file becomes rows in :mod:`table_files`. No part of a
name is dropped in silence: parts are joined, or the columns that were not used are named. All mistakes are
found at once.

Large on a badge is what a person is called: the given name, with the family name small below it. Names in
Chinese, Japanese and Korean letters are written as one, family name first, and so are those of tables whose
columns are named in Hungarian or Vietnamese.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from samenight.commands.people_heads import FAMILY_FIRST, NAME_PARTS, Head, head_of
from samenight.commands.table_files import Row, Table, TableError, cleaned, read_table
from samenight.content.problems.problem import Phrase
from samenight.print_kit.labels.name_badges import Person, split_name

MOST_PEOPLE = 5000
LONGEST = 120  # characters of a cell: more means another kind of table, or a quote that was never closed
# The share of names of one word from which on half of each name is probably in another column.
_NEARLY_ALL = 0.8
# Scripts that write family and given name together, the family name first.
_TOGETHER = re.compile("[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]+")
_NAME_LIKE = re.compile(r"[^\W\d_][^\d_@:/]*")
_COUNT = re.compile(r"(\d+)(?:[.,]0+)?")


@dataclass(frozen=True)
class Fault:
    """A mistake or oddity in a line of the table: a sentence with gaps, the values for them, and perhaps what
    to do about it."""

    line: int
    what: Phrase
    facts: Mapping[str, object] = field(default_factory=dict)
    advice: Phrase | None = None


@dataclass(frozen=True)
class PersonRow:
    """A person, and their line in the table."""

    line: int
    person: Person


@dataclass(frozen=True)
class People:
    """The result of reading a table: its people if nothing is wrong, each as often as they get badges; its
    faults, and its oddities."""

    rows: tuple[PersonRow, ...]
    faults: tuple[Fault, ...]
    oddities: tuple[Fault, ...] = ()


def read_people(table: bytes, languages: Sequence[str] = ()) -> People:
    """Read a table of people. ``languages`` are those in which their names are probably written; they only
    serve to tell encodings apart."""
    try:
        found = read_table(table, languages)
    except TableError as error:
        return People((), (Fault(error.line, error.what, error.facts, error.advice),))
    if not found.rows:
        return _failed(1, Phrase("The table is empty. Its first line names the columns: name, role, handle."))
    noted = (Fault(1, found.note, found.facts, found.advice),) if found.note else ()
    people = _read(found)
    return People(people.rows, people.faults, (*noted, *people.oddities))


def _read(table: Table) -> People:
    (first, cells), *rows = table.rows
    heads = [head_of(cleaned(cell)) for cell in cells]
    columns = _Columns(first, _with_names_only(heads, rows))
    refusal = columns.refusal(rows)
    if refusal:
        return People((), (refusal,))
    faults: list[Fault] = []
    people: list[PersonRow] = []
    for line, row in rows:
        values = [cleaned(cell) for cell in row]
        wrong = list(_faults_of(line, values, columns))
        faults += wrong
        if not wrong:
            people += [PersonRow(line, columns.person(values))] * columns.badges(values)
    faults += _wrong_number(first, len(rows), people, faults)
    oddities = (*columns.oddities(rows, people), *_twice(people))
    return People(() if faults else tuple(people), tuple(faults), oddities)


def _wrong_number(
    first: int, rows: int, people: Sequence[PersonRow], faults: Sequence[Fault]
) -> Iterator[Fault]:
    if not rows or not (people or faults):
        yield Fault(first, Phrase("There are no people below the names of the columns."))
    if max(rows, len(people)) > MOST_PEOPLE:
        facts = {"found": max(rows, len(people)), "most": MOST_PEOPLE}
        yield Fault(
            first, Phrase("There are {found} people in the table; the limit is {most} at once."), facts
        )


def _with_names_only(heads: Sequence[Head], rows: Sequence[Row]) -> list[Head]:
    """The heads; a column of numbers has no names, and "nombre" or "places" above them is how many."""
    found = []
    for index, head in enumerate(heads):
        texts = [cleaned(row[index]) for _, row in rows if index < len(row) and row[index].strip()]
        numbers = bool(texts) and all(map(_COUNT.fullmatch, texts))
        if numbers and head.typed.casefold() in {"nombre", "places", "tickets", "billets"}:
            found.append(Head(head.typed, "quantity"))
        elif head.part == "name" and not head.languages and numbers:  # "Participant" above their numbers
            found.append(Head(head.typed))
        else:
            found.append(head)
    return found


@dataclass(frozen=True)
class _Columns:
    """The columns of a table, and the line of their heads."""

    line: int
    heads: Sequence[Head]

    def refusal(self, rows: Sequence[Row]) -> Fault | None:
        """Why the table cannot be used, or ``None``."""
        if not any(head.part in NAME_PARTS - {"title", "prefix", "suffix"} for head in self.heads):
            what = Phrase("No column has the names. The first line must name the columns: name, role, handle")
            return Fault(self.line, what)
        for one, other in self._alike():
            texts = [(_cell(row, one), _cell(row, other)) for _, row in rows]
            if any(left and right and left != right for left, right in texts):
                facts = {"column": self.heads[one].typed, "other": self.heads[other].typed}
                what = Phrase(
                    "Two columns have the same meaning: {column} and {other}. If they are the two halves "
                    'of a name, write "first name" and "last name" above them; else remove one.'
                )
                return Fault(self.line, what, facts)
        return None

    def _alike(self) -> Iterator[tuple[int, int]]:
        """Pairs of columns for the same part of the same person's name."""
        seen: dict[tuple[str, str], int] = {}
        for index, head in enumerate(self.heads):
            if head.part in NAME_PARTS:
                key = (head.part, head.owner)
                if key in seen:
                    yield seen[key], index
                seen.setdefault(key, index)

    def badges(self, values: Sequence[str]) -> int:
        """How many badges a person gets."""
        typed = self._first("quantity", values)
        found = _COUNT.fullmatch(typed)
        return int(found[1]) if found else 1

    def quantity_fault(self, line: int, values: Sequence[str]) -> Fault | None:
        """The fault of a number of badges that is none."""
        typed = self._first("quantity", values)
        found = _COUNT.fullmatch(typed)
        if not typed or (found and int(found[1]) <= MOST_PEOPLE):
            return None
        column = next(head.typed for head in self.heads if head.part == "quantity")
        what = Phrase("{column}: {typed} is not a number of badges.")
        return Fault(line, what, {"column": column, "typed": typed})

    def person(self, values: Sequence[str]) -> Person:
        """The person of a line that has a name."""
        given, family = self._name(self._parts(values))
        return Person(
            given, family, self._first("role", values) or None, _handle(self._first("handle", values))
        )

    def has_name(self, values: Sequence[str]) -> bool:
        """Whether a line has a name."""
        return any(self._parts(values).get(part) for part in ("name", "swapped", "given", "family", "called"))

    def _parts(self, values: Sequence[str]) -> Mapping[str, str]:
        """The parts of the name of a line: the guest's, else the buyer's; never parts of both."""
        guest = self._parts_of(("guest", ""), values)
        return guest if any(map(guest.get, guest.keys() - {"title"})) else self._parts_of(("buyer",), values)

    def _parts_of(self, owners: Sequence[str], values: Sequence[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for owner in owners:
            for head, text in zip(self.heads, values, strict=False):
                if head.part in NAME_PARTS and head.owner == owner and text:
                    found.setdefault(head.part, text)
        return found

    def _name(self, parts: Mapping[str, str]) -> tuple[str, str | None]:
        given, family = _halves(parts, self._family_first())
        small = " ".join(filter(None, (parts.get("middle"), parts.get("prefix"), family, parts.get("second"),
                                       parts.get("suffix"))))  # fmt: skip
        large = " ".join(filter(None, (parts.get("title"), parts.get("called") or given)))
        if family and given and not parts.get("called"):
            if _TOGETHER.fullmatch(family + given):
                return family + (" " if self._languages() == {"ja"} else "") + given, None
            if self._family_first() & {"hu", "vi"}:
                return f"{small} {large}", None
        return large or small, small if large and small else None

    def _languages(self) -> frozenset[str]:
        """The languages in which all heads of names are written."""
        found = [head.languages for head in self.heads if head.part in NAME_PARTS and head.languages]
        return frozenset.intersection(*found) if found else frozenset()

    def _family_first(self) -> frozenset[str]:
        return self._languages() & FAMILY_FIRST

    def _first(self, part: str, values: Sequence[str]) -> str:
        texts = (text for head, text in zip(self.heads, values, strict=False) if head.part == part and text)
        return next(texts, "")

    def oddities(self, rows: Sequence[Row], people: Sequence[PersonRow]) -> Iterator[Fault]:
        """What to tell about columns that were used or not."""
        yield from self._unused_names(rows)
        yield from self._other_halves(rows, people)
        if any(self.badges([cleaned(cell) for cell in row]) != 1 for _, row in rows):
            column = next(head.typed for head in self.heads if head.part == "quantity")
            what = Phrase("The column {column} says how many badges each person gets.")
            yield Fault(self.line, what, {"column": column})

    def _unused_names(self, rows: Sequence[Row]) -> Iterator[Fault]:
        """The guest's name is used and not the buyer's, or a buyer's because the guest has none."""
        buyers = [head.typed for head in self.heads if head.part in NAME_PARTS and head.owner == "buyer"]
        guests = [head.typed for head in self.heads if head.part in NAME_PARTS and head.owner != "buyer"]
        if not buyers or not guests:
            return
        facts = {"used": ", ".join(guests), "unused": ", ".join(buyers)}
        yield Fault(self.line, Phrase("The names are those of {used}, not of {unused}."), facts)
        for line, row in rows:
            values = [cleaned(cell) for cell in row]
            if not self._parts_of(("guest", ""), values) and self.has_name(values):
                what = Phrase("There is no name in {used}, so the badge has the one in {unused}.")
                yield Fault(line, what, facts)

    def _other_halves(self, rows: Sequence[Row], people: Sequence[PersonRow]) -> Iterator[Fault]:
        """Columns that may have the other half of the names, if nearly all are a single word."""
        single = [one for one in people if _is_half(one.person)]
        unused = [head.typed for index, head in enumerate(self.heads) if self._may_be_names(index, rows)]
        if unused and len(single) >= _NEARLY_ALL * len(people) and people:
            what = Phrase(
                "Nearly all names are a single word, and these columns were not used: {columns}. If one of "
                'them has the other half of the names, write "first name" or "last name" above it.'
            )
            yield Fault(self.line, what, {"columns": ", ".join(unused)})

    def _may_be_names(self, index: int, rows: Sequence[Row]) -> bool:
        if self.heads[index].part or not self.heads[index].typed:
            return False
        texts = [text for text in (_cell(row, index) for _, row in rows) if text]
        like = [text for text in texts if _NAME_LIKE.fullmatch(text) and len(text.split()) <= 4]
        return bool(like) and len(like) >= 0.7 * len(texts) and len(set(like)) >= 0.5 * len(like)


def _halves(parts: Mapping[str, str], family_first: frozenset[str]) -> tuple[str, str | None]:
    """The given name and the family name, from whatever parts are known."""
    name, given, family = parts.get("name", ""), parts.get("given", ""), parts.get("family", "")
    if not name and parts.get("swapped"):
        return _swapped(parts["swapped"])
    if given and family:
        return given, _with_rest(given, family, name)
    if given:
        return given, _without(given, name) or None
    if family and name:
        rest = _without(family, name)
        return (rest or name), family
    if family and not name:
        return ("", family) if parts.get("called") or parts.get("middle") else split_name(family)
    if family_first or not name or parts.get("called"):
        return (name, None) if not parts.get("called") else ("", name)
    return split_name(name)


def _swapped(name: str) -> tuple[str, str | None]:
    """A name with the family name first. Of more than two words nobody knows which are which: they stay
    together."""
    if "," in name:
        return split_name(name)
    words = name.split(" ")
    return (words[1], words[0]) if len(words) == 2 else (name, None)


def _without(part: str, name: str) -> str:
    """A name without a part of it; the whole name if it does not have the part."""
    words, gone = name.replace(",", " ").split(), [word.casefold() for word in part.split()]
    low = [word.casefold() for word in words]
    for start in range(len(words) - len(gone) + 1):
        if low[start : start + len(gone)] == gone:
            return " ".join(words[:start] + words[start + len(gone) :])
    return name


def _with_rest(given: str, family: str, name: str) -> str:
    """The family name, after what the whole name has besides: middle names."""
    rest = _without(family, name)
    if not name or rest == name or _without(given, rest) == rest:
        return family
    return " ".join(filter(None, (_without(given, rest), family)))


def _is_half(person: Person) -> bool:
    return not person.family and " " not in person.given and not _TOGETHER.fullmatch(person.given)


def _cell(row: Sequence[str], index: int) -> str:
    return cleaned(row[index]) if index < len(row) else ""


def _faults_of(line: int, values: Sequence[str], columns: _Columns) -> Iterator[Fault]:
    heads = columns.heads
    if any(values[len(heads) :]):
        counts: dict[str, object] = {"found": len(values), "columns": len(heads)}
        yield Fault(line, Phrase("{found} cells, but only {columns} columns have a name. Put quotes around a "
                                 "text that has the separator in it."), counts)  # fmt: skip
    elif not columns.has_name(values) and columns.badges(values):
        yield Fault(line, Phrase("There is no name in this line."))
    for head, text in zip(heads, values, strict=False):
        if head.part and len(text) > LONGEST:
            facts: dict[str, object] = {"column": head.typed, "found": len(text), "most": LONGEST}
            yield Fault(line, Phrase("{column}: {found} characters; the limit is {most}."), facts)
    quantity = columns.quantity_fault(line, values)
    if quantity:
        yield quantity


def _twice(people: Iterable[PersonRow]) -> Iterator[Fault]:
    seen: dict[tuple[str, ...], int] = {}
    for row in dict.fromkeys(people):
        parts = (row.person.given, row.person.family, row.person.role, row.person.handle)
        key = tuple((part or "").casefold() for part in parts)
        if key in seen:
            facts = {"name": " ".join(filter(None, parts[:2])), "line": seen[key]}
            yield Fault(row.line, Phrase("{name} is also in line {line}, and gets two badges."), facts)
        seen.setdefault(key, row.line)


def _handle(text: str) -> str | None:
    """An account as people write it: a single word gets its ``@``."""
    single = text and not any(sign in text for sign in "@/: ")
    return f"@{text}" if single else text or None


def _failed(line: int, what: Phrase, **facts: object) -> People:
    return People((), (Fault(line, what, facts),))
