"""The values of a header in canonical form: what people write in another form, if its meaning is certain.

The check reads these values and reports each as a note; ``samenight fmt`` writes them. So both mean the same
by construction. What is not certain stays as it is, and the model refuses it.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pydantic import BaseModel

from samenight.content.model.base import Fact, between, fields_of
from samenight.content.model.fields import ENDS
from samenight.content.problems.kinds import values as kinds
from samenight.content.problems.problem import Finding, Location, quoted
from samenight.content.values.written_codes import readings_of_currency
from samenight.content.values.written_dates import readings_of_date, time_in_date
from samenight.content.values.written_money import Priced, priced
from samenight.content.values.written_numbers import LONGEST, Readings, readings_of_number, rough
from samenight.content.values.written_times import END_OF_DAY, readings_of_time

HeaderValues = dict[str, Any]


class OtherForm(NamedTuple):
    """A value, or a key, in another form than the canonical one: where it is in the header, what is written
    there, and what it is read as, exactly as to be typed in its place; ``also`` has other keys that it
    fills."""

    location: Location
    found: str
    meant: str
    also: str = ""
    is_key: bool = False


@dataclass
class CanonicalValues:
    """HeaderValues in canonical form, and how they came about.

    ``moved`` has the location in the header of each value whose location differs from it; ``findings`` are
    mistakes that only show where two values are compared.
    """

    values: HeaderValues
    readings: list[OtherForm] = field(default_factory=list)
    moved: dict[Location, Location] = field(default_factory=dict)
    findings: list[tuple[Location, Finding]] = field(default_factory=list)

    def typed_at(self, location: Location) -> Location:
        """The location in the header of a location in the canonical values."""
        for end in range(len(location), 0, -1) if self.moved else ():
            if location[:end] in self.moved:
                return self.moved[location[:end]] + location[end:]
        return location


def canonical_values(model: type[Fact], values: HeaderValues) -> CanonicalValues:
    """The values of a header, or of a group, in canonical form. The given values stay as they are; those
    without another form are the same objects."""
    found = CanonicalValues(values)
    found.values = _group(model, values, (), found)
    return found


class _Place(NamedTuple):
    """What a key of a model can hold: text with readings, a group, a list of either, or free keys."""

    readings: Callable[[str], Readings] | None
    model: type[Fact] | None
    keys: Callable[[str], str | None] | None
    is_list: bool = False


@functools.cache
def _places(model: type[BaseModel]) -> Mapping[str, _Place]:
    found = {}
    for name, info in fields_of(model).items():
        place = _place(info.annotation, info.metadata)
        if any(place[:3]):
            found[name] = place
    return found


def _place(annotation: Any, metadata: Any) -> _Place:
    checks = [check for part in _parts(annotation, metadata) if (check := getattr(part, "func", None))]
    models = [part for part in _parts(annotation, ()) if isinstance(part, type) and issubclass(part, Fact)]
    keys = next((check.keys for check in checks if hasattr(check, "keys")), None)
    readings = next((check.readings for check in checks if hasattr(check, "readings")), None)
    is_list = keys is None and any(part is tuple for part in _origins(annotation))
    return _Place(readings, models[0] if models else None, keys, is_list)


def _origins(annotation: Any) -> Iterator[Any]:
    """The generic classes in a type: ``tuple`` of ``tuple[Ticket, ...] | None``."""
    yield getattr(annotation, "__origin__", None)
    for part in getattr(annotation, "__args__", ()):
        yield from _origins(part)


def _parts(annotation: Any, metadata: Any) -> Iterator[Any]:
    """All that a type is made of: classes and validators, also within unions and lists."""
    yield from metadata
    yield from getattr(annotation, "__metadata__", ())
    inner = getattr(annotation, "__args__", ())
    if hasattr(annotation, "__metadata__"):
        inner = (annotation.__origin__,)
    for part in inner:
        yield from _parts(part, ())
    if not inner:
        yield annotation


def _group(model: type[Fact], values: HeaderValues, at: Location, found: CanonicalValues) -> HeaderValues:
    changed = values
    for rule in _rules(model):
        changed = rule(changed, at, found)
    places = _places(model)
    for key, value in changed.items():
        place = places.get(key)
        if place and value is not None:
            new = _value(place, value, (*at, key), found)
            if new is not value:
                changed = {**changed, key: new}
    return changed


def _value(place: _Place, value: Any, at: Location, found: CanonicalValues) -> Any:
    if place.is_list != isinstance(value, list):
        return value
    if isinstance(value, str):
        return _text(place, value, at, found)
    if isinstance(value, list):
        item_place = place._replace(is_list=False)
        items = [_value(item_place, item, (*at, number), found) for number, item in enumerate(value)]
        return value if all(new is old for new, old in zip(items, value, strict=True)) else items
    if isinstance(value, dict) and place.model:
        return _group(place.model, value, at, found)
    return _with_keys(place.keys, value, at, found) if isinstance(value, dict) and place.keys else value


def _text(place: _Place, value: str, at: Location, found: CanonicalValues) -> Any:
    text = value.strip()
    if not text or text.startswith("___"):
        return value
    group = place.model.group_of(text) if place.model else None
    if group:
        pairs = [f"{key}: {quoted(inner)}" for key, inner in group.items()]
        found.readings.append(OtherForm(at, text, "{" + ", ".join(pairs) + "}"))
        found.moved |= {(*at, key): at for key in group}
        return group
    if place.model and {"amount", "currency"} <= place.model.model_fields.keys():
        found.findings += [(at, finding) for finding in _unclear_money(text)]
    readings = (place.readings or (place.model.readings_of_text if place.model else _none))(text)
    if len(readings) != 1:
        return value
    new = "00:00" if readings[0] == END_OF_DAY and at[-1] in ENDS else readings[0]
    if new in {text, END_OF_DAY}:
        return value
    found.readings.append(OtherForm(at, text, quoted(new)))
    return new


def _unclear_money(text: str) -> Iterator[Finding]:
    """What keeps an amount with its currency from being read: a sign of several currencies, two meanings."""
    words = priced(text)
    if words and words.currencies and not words.alone:
        yield kinds.WHICH_CURRENCY(text)
    elif words and len(words.amounts) > 1:
        yield between(kinds.AMOUNT, text, words.amounts)


def _none(_: str) -> Readings:
    return ()


def _with_keys(
    named: Callable[[str], str | None], values: HeaderValues, at: Location, found: CanonicalValues
) -> HeaderValues:
    """A group with free keys, in their canonical form; a key that would be there twice stays as it is."""
    names = {key: named(key) or key for key in values}
    wrong = [key for key, name in names.items() if key != name and list(names.values()).count(name) == 1]
    for key in wrong:
        found.readings.append(OtherForm((*at, key), key, names[key], is_key=True))
        found.moved[(*at, names[key])] = (*at, key)
    return {names[key] if key in wrong else key: value for key, value in values.items()} if wrong else values


Rule = Callable[[HeaderValues, Location, CanonicalValues], HeaderValues]


@functools.cache
def _rules(model: type[BaseModel]) -> tuple[Rule, ...]:
    """The rules of a model that compare its keys."""
    fields = fields_of(model)
    rules: list[Rule] = []
    if older := getattr(model, "older_keys", None):
        rules.append(functools.partial(_older_keys, older))
    if {"end", "end_date"} <= fields.keys():
        rules.append(_end_of_last_day)
    if {"date", "start"} <= fields.keys():
        rules.append(_start_in_date)
    if {"capacity", "capacity_note"} <= fields.keys():
        rules.append(_rough_capacity)
    amounts = tuple(key for key in ("amount", "price", "gross", "fees", "cap", "up_to") if key in fields)
    if amounts and "currency" in fields:
        rules.append(functools.partial(_amounts, amounts, "precision" in fields))
    if "count" in fields and "precision" in fields and "currency" not in fields:
        rules.append(_count)
    return tuple(rules)


def _older_keys(
    older: Mapping[str, tuple[str, ...]], values: HeaderValues, at: Location, found: CanonicalValues
) -> HeaderValues:
    """Keys that had another name, or another place, in an earlier version of the model. One stays where it is
    if its key of today has a value as well."""
    for was, now in older.items():
        if was not in values or not _is_free(values, now):
            continue
        found.readings.append(OtherForm((*at, was), was, ".".join(now), is_key=True))
        found.moved[(*at, *now)] = (*at, was)
        values = _renamed(values, was, now)
    return values


def _is_free(values: HeaderValues, path: tuple[str, ...]) -> bool:
    for key in path:
        if key not in values:
            return True
        if not isinstance(values[key], dict):
            return False
        values = values[key]
    return False


def _renamed(values: HeaderValues, was: str, now: tuple[str, ...]) -> HeaderValues:
    """The values of a group with one of them at its key of today, which may be in a group inside it."""
    first, *inner = now
    rest = {key: value for key, value in values.items() if key != was}
    new = values[was]
    for key in reversed(inner):
        new = {key: new}
    group = rest.get(first)
    return {**rest, first: {**group, **new} if isinstance(group, dict) else new}


def _end_of_last_day(values: HeaderValues, at: Location, found: CanonicalValues) -> HeaderValues:
    """An end at 24:00 of the last day is midnight of the next."""
    end, last = values.get("end"), values.get("end_date")
    if not isinstance(end, str) or not isinstance(last, str) or readings_of_time(end) != (END_OF_DAY,):
        return values
    days = readings_of_date(last)
    if len(days) != 1:
        return values
    day = (dt.date.fromisoformat(days[0]) + dt.timedelta(days=1)).isoformat()
    found.readings.append(OtherForm((*at, "end"), end, quoted("00:00"), f"end_date: {quoted(day)}"))
    return {**values, "end": "00:00", "end_date": day}


def _start_in_date(values: HeaderValues, at: Location, found: CanonicalValues) -> HeaderValues:
    """The local time that is written with the date is the start, if none is given."""
    date = values.get("date")
    if not isinstance(date, str) or values.get("start") or "start" in values:
        return values
    time, days = time_in_date(date), readings_of_date(date)
    if time is None or len(days) != 1:
        return values
    found.readings.append(OtherForm((*at, "date"), date.strip(), quoted(days[0]), f"start: {quoted(time)}"))
    found.moved[(*at, "start")] = (*at, "date")
    return {**values, "date": days[0], "start": time}


def _rough_capacity(values: HeaderValues, at: Location, found: CanonicalValues) -> HeaderValues:
    """How well the capacity is known goes into its note, in the words in which it was written."""
    typed, note = values.get("capacity"), values.get("capacity_note")
    words = rough(typed) if isinstance(typed, str) and len(typed) <= LONGEST else None
    numbers = readings_of_number(words.bare) if words and words.precision else ()
    if not typed or len(numbers) != 1 or not isinstance(note, str | None):
        return values
    new = f"{typed.strip()}; {note}" if note else typed.strip()
    found.readings.append(
        OtherForm((*at, "capacity"), typed.strip(), quoted(numbers[0]), f"capacity_note: {quoted(new)}")
    )
    found.moved |= {} if note else {(*at, "capacity_note"): (*at, "capacity")}
    return {**values, "capacity": numbers[0], "capacity_note": new}


def _amounts(
    keys: tuple[str, ...], has_precision: bool, values: HeaderValues, at: Location, found: CanonicalValues
) -> HeaderValues:
    """Amounts that have their currency, or how well they are known, in their own text."""
    for key in keys:
        typed = values.get(key)
        words = priced(typed) if isinstance(typed, str) else None
        if words and typed and (words.currencies or words.precision):
            values = _amount(
                key, typed.strip(), words, has_precision and key in {"amount", "gross"}, values, at, found
            )
    return values


def _amount(
    key: str,
    typed: str,
    words: Priced,
    may_be_rough: bool,
    values: HeaderValues,
    at: Location,
    found: CanonicalValues,
) -> HeaderValues:
    given = values.get("currency")
    codes = readings_of_currency(given) if isinstance(given, str) and given.strip() else ()
    if codes and words.currencies and codes[0] not in words.currencies:
        found.findings.append(((*at, key), kinds.OTHER_CURRENCY(typed, currency=codes[0])))
        return values
    new: HeaderValues = {key: words.amounts[0]}
    if not given and words.alone:
        new["currency"] = words.alone
    if words.precision and not values.get("precision"):
        new["precision"] = words.precision
    certain = len(words.amounts) == 1 and (codes or words.alone or not words.currencies)
    stated = not words.precision or (
        may_be_rough and (values.get("precision") or words.precision) == words.precision
    )
    if not certain or not stated:
        return values
    return _filled(key, typed, new, values, at, found)


def _count(values: HeaderValues, at: Location, found: CanonicalValues) -> HeaderValues:
    """A count in a group that has how well it is known in its own text."""
    typed = values.get("count")
    words = rough(typed) if isinstance(typed, str) and len(typed) <= LONGEST else None
    numbers = readings_of_number(words.bare) if words and words.precision else ()
    if not words or len(numbers) != 1 or (values.get("precision") or words.precision) != words.precision:
        return values
    return _filled(
        "count", str(typed).strip(), {"count": numbers[0], "precision": words.precision}, values, at, found
    )


def _filled(
    key: str, typed: str, new: HeaderValues, values: HeaderValues, at: Location, found: CanonicalValues
) -> HeaderValues:
    """The values of a group in which one text fills several keys."""
    also = ", ".join(
        f"{name}: {quoted(value)}" for name, value in new.items() if name != key and not values.get(name)
    )
    found.readings.append(OtherForm((*at, key), typed, quoted(new[key]), also))
    found.moved |= {(*at, name): (*at, key) for name in new if name not in values}
    return {**values, **new}
