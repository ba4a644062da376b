"""Reads the text of one content file into a fact, with everything that is wrong in it.

The result depends only on the text and the file's name, so that it can be cached from one reading to
the next.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from samenight.content.model.base import FileFact, fields_of, finding_of, unknown_key
from samenight.content.model.canonical_values import CanonicalValues, canonical_values
from samenight.content.model.file_facts import City, Event
from samenight.content.problems.kinds import files, headers, texts, values
from samenight.content.problems.problem import Finding, Location, Problem, field_path
from samenight.content.reading import file_checks, raw_text_checks
from samenight.content.reading.file_checks import body_limits
from samenight.content.reading.file_checks.texts import texts_of
from samenight.content.reading.header import CARRIED, Header, HeaderError, read_header
from samenight.content.reading.hidden_files import (
    can_be_hidden,
    hidden_values,
    lines_that_hide,
    withdrawn_fact,
)
from samenight.content.reading.placeholders import (
    Kept,
    Typed,
    as_read,
    as_typed,
    is_blank,
    kept_items,
    without_blanks,
)
from samenight.content.reading.typing_mistakes import typing_mistakes

F = TypeVar("F", bound=FileFact)
# More problems of one file are not useful, and thousands would take long.
MOST_PROBLEMS = 300
# The longest value (a QR code holds 1,273 bytes) and list; artwork with more would take minutes to set.
MAX_TEXT_BYTES = 1000
MAX_ITEMS = 200


def parse(name: str, text: str, model: type[F], given: dict[str, str]) -> tuple[F | None, list[Problem]]:
    """The fact of a file, or ``None`` if it cannot be read, and all its problems.

    ``name`` is the file's name in problems; ``given`` are the keys that come from its path. The city of an
    event's file is what that carries. The fact of a
    hidden file is reduced (:mod:`samenight.content.reading.hidden_files`), whatever is wrong in it.
    """
    conflicts = raw_text_checks.conflicts(name, text)
    if conflicts:
        return _unread(text, model, given), conflicts
    try:
        header = read_header(name, text)
    except HeaderError as error:
        return _unread(text, model, given), [error.problem]
    if isinstance(header.values.get(CARRIED), dict):
        if model is City:
            return _read(name, "", header.part(CARRIED), model, given)
        header = header.without(CARRIED) if model is Event else header
    fact, problems = _read(name, text, header, model, given)
    hidden = hidden_values(model, text, without_blanks(header.values) or {})
    return (fact if hidden is None else withdrawn_fact(model, hidden, given)), problems


def _unread(text: str, model: type[F], given: dict[str, str]) -> F | None:
    """The fact of a file whose header cannot be read: only a hidden one has any."""
    hidden = hidden_values(model, text, None)
    return None if hidden is None else withdrawn_fact(model, hidden, given)


def _read(
    name: str, text: str, header: Header, model: type[F], given: dict[str, str]
) -> tuple[F | None, list[Problem]]:
    """The whole fact of a file with a header that can be read, and all its problems."""
    problems = [
        *raw_text_checks.hidden_characters(name, text),
        *typing_mistakes(name, text, header, functools.partial(known_keys, model)),
        *_twice(name, header, model, given),
        *_too_long(name, header),
    ]
    rejected = body_limits.rejection(header.body)
    if rejected:
        line, finding = rejected
        column = _first_sign(header.body.split("\n")[line])
        problems.append(Problem(name, header.body_line + line, column, "", finding))
    fact, refused = None, []
    filled, kept = _filled(header) if header.maybe_blank else (header.values, {})
    read = canonical_values(model, filled)
    compared = [_at(name, header, as_typed(kept, at), finding) for at, finding in read.findings]
    try:
        fact = model.model_validate({**read.values, **given, "body": header.body})
    except ValidationError as error:
        details = error.errors(include_url=False)[:MOST_PROBLEMS]
        refused = [_problem(name, header, kept, read, model, detail) for detail in details]
    told = {one.field for one in compared}
    refused = compared + [one for one in refused if one.field not in told]
    problems += _once(refused, list(_blanks(name, header, model)))
    wrong = {one.field for one in refused}
    problems += [odd for odd in _odd(name, header, kept, read, fact) if odd.field not in wrong]
    problems = _with_notes(problems, list(_notes(name, header, kept, read)))
    if not rejected:
        problems += _odd_below(name, header, model)
    return fact, problems


def _at(name: str, header: Header, location: Location, finding: Finding) -> Problem:
    return Problem(name, *header.place(location), field_path(location), finding)


def _notes(name: str, header: Header, kept: Kept, read: CanonicalValues) -> Iterator[Problem]:
    """What is written in another form than the canonical one."""
    for one in read.readings:
        location = as_typed(kept, one.location)
        meant = f"{one.meant}, {one.also}" if one.also else one.meant
        finding = values.FORM(one.found, one.meant, meant=meant)
        place = header.key_place(location) if one.is_key else header.place(location)
        yield Problem(name, *place, field_path(location), finding)


def _with_notes(problems: list[Problem], notes: list[Problem]) -> list[Problem]:
    """All problems and notes; of a value that is read, its missing quotes are not reported, too."""
    read = {one.field for one in notes}
    quotes = {headers.UNQUOTED, headers.QUOTES}
    return [one for one in problems if one.finding.kind not in quotes or one.field not in read] + notes


def _odd(
    name: str, header: Header, kept: Kept, read: CanonicalValues, fact: FileFact | None
) -> Iterator[Problem]:
    """What is odd in the texts (even if the file has other errors), and in the fact."""
    typed = texts_of(_texts(header, kept))
    for found, finding in (*file_checks.in_texts(typed), *(file_checks.in_fact(fact, typed) if fact else ())):
        yield _at(name, header, as_typed(kept, read.typed_at(found)), finding)


def _first_sign(line: str) -> int:
    """The column of the first character that is no blank, as a report shows only what is near the column."""
    return len(line) - len(line.lstrip()) + 1 if line.strip() else 1


def _odd_below(name: str, header: Header, model: type[FileFact]) -> Iterator[Problem]:
    hiding = dict(lines_that_hide(header.body)) if can_be_hidden(model) else {}
    for line, found in hiding.items():
        column = _first_sign(header.body.split("\n")[line])
        yield Problem(name, header.body_line + line, column, "", values.BODY_HIDDEN(found))
    for line, column, finding in raw_text_checks.text_oddities(header.body):
        if line not in hiding:
            yield Problem(name, header.body_line + line, column, "", finding)


def _twice(name: str, header: Header, model: type[FileFact], given: dict[str, str]) -> Iterator[Problem]:
    for key in sorted({*given, "body"} & header.values.keys()):
        finding = unknown_key(key, known_keys(model, ())) if key == "body" else files.GIVEN(key)
        yield Problem(name, *header.key_place((key,)), key, finding)


def _too_long(name: str, header: Header) -> Iterator[Problem]:
    for at, text in header.texts:
        if text and len(text.encode()) > MAX_TEXT_BYTES:
            yield Problem(name, *header.place(at), field_path(at), texts.LONG(limit=MAX_TEXT_BYTES))
    for at, place in header.places.items():
        if at[-1:] == (MAX_ITEMS,):
            yield Problem(name, *place, field_path(at), texts.ITEMS(limit=MAX_ITEMS))


def _blanks(name: str, header: Header, model: type[FileFact]) -> Iterator[Problem]:
    """Problems for blanks, which are allowed only in the file of a planned event."""
    planned = model is Event and header.values.get("status", "planned") in (None, "", "planned")
    if planned or not header.maybe_blank:
        return
    kind = texts.LEFT if model is Event else texts.OPEN
    for location, text in header.texts:
        if is_blank(text):
            yield Problem(name, *header.place(location), field_path(location), kind(text))


def _once(refused: list[Problem], left: list[Problem]) -> Iterator[Problem]:
    """A blank in a required field is reported once: as a blank if that is an error, else as missing."""
    missing = {one.field for one in refused if one.finding.kind is values.NOTHING}
    wrong = {one.field for one in left if one.severity == "error"}
    yield from (one for one in left if one.severity == "error" or one.field not in missing)
    yield from (one for one in refused if one.finding.kind is not values.NOTHING or one.field not in wrong)


def _texts(header: Header, kept: Kept) -> Typed:
    """The texts of a header at their location in the fact; without blanks, which have their own problems."""
    if header.maybe_blank:
        return as_read(kept, [(at, text) for at, text in header.texts if not is_blank(text)])
    return header.texts


def _filled(header: Header) -> tuple[dict[str, Any], Kept]:
    """The header's values without blanks, and which items are kept."""
    return without_blanks(header.values), kept_items(header.values)


def _problem(
    name: str, header: Header, kept: Kept, read: CanonicalValues, model: type[BaseModel], detail: Any
) -> Problem:
    location = as_typed(kept, read.typed_at(tuple(step for step in detail["loc"] if step != "[key]")))
    missing = detail["type"] == "missing"
    unknown = detail["type"] == "extra_forbidden"
    blank = missing and location in header.places
    place = header.place(location[:-1]) if missing and not blank else header.place(location)
    finding = values.NOTHING() if blank else _finding(header, model, location, detail)
    if unknown or finding.kind is values.NETWORK:
        place = header.key_place(location)
    return Problem(name, *place, field_path(location), finding)


def _finding(header: Header, model: type[BaseModel], location: Location, detail: Any) -> Finding:
    if detail["type"] != "extra_forbidden":
        return finding_of(detail, ())
    siblings: Any = header.values
    for step in location[:-1]:
        siblings = siblings[step]
    return finding_of(detail, known_keys(model, location[:-1]), siblings)


# What is known from the path of a file, or is not in its header.
FROM_PATH = frozenset(["body", "slug", "city"])


def known_keys(model: type[BaseModel], location: Location) -> tuple[str, ...]:
    """The keys that are allowed in the group at ``location`` of a model."""
    current = group_at(model, location)
    return tuple(key for key in fields_of(current) if key not in FROM_PATH) if current else ()


def group_at(model: type[BaseModel], location: Location) -> Any:
    """The class of the group at ``location`` of a model, or ``None`` if it has none there."""
    current: Any = model
    for step in location:
        if isinstance(step, int):
            continue
        info = fields_of(current).get(str(step)) if current else None
        current = _model_in(info.annotation) if info else None
    return current


def _model_in(annotation: Any) -> Any:
    """The model class inside ``tuple[X, ...]`` or ``X | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = [_model_in(inner) for inner in getattr(annotation, "__args__", ())]
    return next((model for model in found if model), None)
