"""The text of one content file into a fact, and everything that is wrong in it.

What is said here depends on nothing but the text and the file's name, so that a file without a
mistake can be remembered from one reading to the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from samenight.festival import hidden, prose, scrutiny, syntax
from samenight.festival.fields import FileFact
from samenight.festival.header import Header, HeaderError, Location, read_header
from samenight.festival.kinds import blanks, files, headers, values
from samenight.festival.model import Event
from samenight.festival.problem import Finding, Problem, field_path, quoted
from samenight.festival.refusals import finding_of, unknown_key

F = TypeVar("F", bound=FileFact)
# What stands for a value that is still to be supplied, as on a paper form, with a hint behind it.
BLANK = re.compile(r"\s*_{3,}")
# A key or a hyphen, a value without quotes or none, and a comment without a blank behind its sign.
_CUT_OFF = re.compile(
    r"^ *(?:(?:- +)+(?:[\w-]+:)?|[\w-]+:)( *(?:[^\s\"'\[{#&*!|>][^#\"'\n]*)?)(?<= )(#[^\s#][^\n]*)$",
    re.MULTILINE,
)
# Nobody reads more of one file at once; thousands would take their time.
MOST_PROBLEMS = 300


def parse(name: str, text: str, model: type[F], given: dict[str, str]) -> tuple[F | None, list[Problem]]:
    """The fact that a file states, or ``None`` where it cannot be read, and all its problems.

    ``name`` is what problems call the file; ``given`` are the keys that come from its path.
    """
    unfinished = hidden.conflicts(name, text)
    if unfinished:
        return None, unfinished
    try:
        header = read_header(name, text)
    except HeaderError as error:
        return None, [error.problem]
    problems = [
        *hidden.hidden_signs(name, text),
        *_unquoted(name, header),
        *_blanks(name, header, model),
        *_twice(name, header, model, given),
        *_unknown_and_empty(name, header, model),
        *_repeated(name, header),
        *_cut_off(name, text, header),
    ]
    unfit = prose.unfit(header.body)
    if unfit:
        problems.append(Problem(name, header.body_line, 1, "", unfit))
    fact = None
    try:
        fact = model.model_validate({**_without_blanks(header), **given, "body": header.body})
    except ValidationError as error:
        details = error.errors(include_url=False)[:MOST_PROBLEMS]
        problems += [_problem(name, header, model, detail) for detail in details]
    if fact is not None and not unfit:
        problems += _odd(name, header, fact)
    return fact, problems


def _odd(name: str, header: Header, fact: FileFact) -> Iterator[Problem]:
    filled_in = [(at, text) for at, text in header.texts if text and not BLANK.match(text)]
    for location, finding in scrutiny.oddities(fact, filled_in):
        yield Problem(name, *header.place(location), field_path(location), finding)
    for line, column, finding in prose.oddities(header.body):
        yield Problem(name, header.body_line + line, column, "", finding)


def _unquoted(name: str, header: Header) -> Iterator[Problem]:
    texts = dict(header.texts) if header.plain else {}
    for location in header.plain:
        finding = _without_quotes(str(texts[location]))
        yield Problem(name, *header.place(location), field_path(location), finding)


def _without_quotes(text: str) -> Finding:
    taken = syntax.retyped(text)
    if taken:
        return headers.UNQUOTED(text, quoted(text), taken=taken)
    inner = text.strip("".join(['"', *syntax.CURLY]))
    alone = inner != text and '"' not in inner
    return headers.QUOTES(text, quoted(inner) if alone else None)


def _twice(name: str, header: Header, model: type[FileFact], given: dict[str, str]) -> Iterator[Problem]:
    for key in sorted({*given, "body"} & header.values.keys()):
        finding = unknown_key(key, known_keys(model, ())) if key == "body" else files.GIVEN(key)
        yield Problem(name, *header.key_place((key,)), key, finding)


def _cut_off(name: str, text: str, header: Header) -> Iterator[Problem]:
    """Hashtags and the like that YAML takes for comments, because the value has no quotes."""
    for found in _CUT_OFF.finditer(text) if " #" in text else ():
        start = found.end(1) - len(found[1].lstrip())
        line = text.count("\n", 0, start) + 1
        if line < header.body_line - 1:
            meant = text[start : found.end()].strip()
            column = start - text.rfind("\n", 0, start)
            yield Problem(name, line, column, "", headers.COMMENT(found[2].strip(), quoted(meant)))


def _unknown_and_empty(name: str, header: Header, model: type[FileFact]) -> Iterator[Problem]:
    """Keys without a value are left out before the model sees them; unknown ones are often half a pair."""
    for location, text in header.texts:
        known = () if text or not isinstance(location[-1], str) else known_keys(model, location[:-1])
        if known and location[-1] not in known:
            finding = unknown_key(str(location[-1]), known)
            yield Problem(name, *header.key_place(location), field_path(location), finding)


def _repeated(name: str, header: Header) -> Iterator[Problem]:
    """Items of a list that stand in it twice, or whose neighbour says the same and more."""
    for location, items in _lists(header.values, ()):
        seen: dict[str, int] = {}
        for number, item in enumerate(items):
            first = seen.setdefault(repr(item), number)
            if first == number and number and _is_part(items[number - 1], item):
                first = number - 1
            if first != number and not _says_nothing(item):
                line, _ = header.place((*location, first))
                finding = values.TWICE(first=line)
                yield Problem(
                    name, *header.place((*location, number)), field_path((*location, number)), finding
                )


def _lists(inside: Any, location: Location) -> Iterator[tuple[Location, list[Any]]]:
    if isinstance(inside, list):
        yield location, inside
    steps = inside.items() if isinstance(inside, dict) else enumerate(inside)
    for step, value in steps:
        if isinstance(value, (dict, list)):
            yield from _lists(value, (*location, step))


def _is_part(one: Any, other: Any) -> bool:
    both = isinstance(one, dict) and isinstance(other, dict)
    return both and bool(one) and (one.items() <= other.items() or other.items() <= one.items())


def _blanks(name: str, header: Header, model: type[FileFact]) -> Iterator[Problem]:
    """Blanks may stand in the file of an evening that is only planned."""
    if model is Event and header.values.get("status", "planned") in (None, "", "planned"):
        return
    kind = blanks.LEFT if model is Event else blanks.OPEN
    for location, text in header.texts:
        if text and BLANK.match(text):
            yield Problem(name, *header.place(location), field_path(location), kind(text))


def _without_blanks(header: Header) -> dict[str, Any]:
    """The header's values without blanks; most headers have none."""
    if any(not text or BLANK.match(text) for _, text in header.texts):
        kept: dict[str, Any] = without_blanks(header.values)
        return kept
    return header.values


def without_blanks(values: Any) -> Any:
    """Keys without a value, and marked blanks, are as good as absent: "not known yet"."""
    if isinstance(values, dict):
        kept = {key: without_blanks(value) for key, value in values.items() if not _says_nothing(value)}
        return {key: value for key, value in kept.items() if value is not None}
    if isinstance(values, list):
        return [without_blanks(item) for item in values if not _says_nothing(item)]
    return None if not values or _says_nothing(values) else values


def _says_nothing(value: Any) -> bool:
    """A marked blank, or a group in which blanks leave nothing but a currency."""
    if isinstance(value, str):
        return BLANK.match(value) is not None
    if not isinstance(value, dict):
        return False
    open_ = [key for key, inner in value.items() if isinstance(inner, str) and BLANK.match(inner)]
    return bool(open_) and value.keys() - set(open_) <= {"currency"}


def _problem(name: str, header: Header, model: type[BaseModel], detail: Any) -> Problem:
    location = _as_typed(header.values, tuple(step for step in detail["loc"] if step != "[key]"))
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
    beside: Any = header.values
    for step in location[:-1]:
        beside = beside[step]
    return finding_of(detail, known_keys(model, location[:-1]), beside)


def _as_typed(values: Any, location: Location) -> Location:
    """A location in the values without blanks, as one in the values as they were typed: items of lists
    that are blanks are left out there."""
    steps: Location = ()
    for step in location:
        typed = step
        if isinstance(values, list) and isinstance(step, int):
            kept = [number for number, item in enumerate(values) if not _says_nothing(item)]
            typed = kept[step] if step < len(kept) else step
        steps = (*steps, typed)
        try:
            values = values[typed]
        except (KeyError, IndexError, TypeError):  # what is missing, or stands for a group
            values = None
    return steps


def known_keys(model: type[BaseModel], location: Location) -> tuple[str, ...]:
    """The keys that may stand in the group at ``location`` of a model."""
    current: Any = model
    for step in location:
        if isinstance(step, int):
            continue
        info = getattr(current, "model_fields", {}).get(step)
        current = _model_in(info.annotation) if info else None
    hidden = {"body", "slug", "city"} | ({"edition"} if current is Event else set())
    return tuple(name for name in getattr(current, "model_fields", {}) if name not in hidden)


def _model_in(annotation: Any) -> Any:
    """The model class inside ``tuple[X, ...]`` or ``X | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = [_model_in(inner) for inner in getattr(annotation, "__args__", ())]
    return next((model for model in found if model), None)
