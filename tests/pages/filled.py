"""Facts with every field filled, made from the model itself: a field added to it is filled, too."""

from __future__ import annotations

import datetime as dt
import re
import typing
from collections.abc import Callable
from dataclasses import dataclass, field
from types import NoneType
from typing import Any

from babel.dates import format_date, format_time
from babel.numbers import get_currency_symbol
from pydantic import BaseModel
from samenight.content.model import festival, fields, people, print_settings, venue
from samenight.content.values import inks
from samenight.content.values.money import currency_codes, minor_units
from samenight.site.display import locale

Path = tuple[str | int, ...]
ENGLISH = locale("en")
# Currencies that are shown by their code, so that each can be recognised.
CODES = [
    code
    for code in sorted(currency_codes())
    if get_currency_symbol(code, ENGLISH) == code and minor_units(code) == 2
]


@dataclass(frozen=True)
class Leaf:
    """One value of a filled fact: its path, and the words that a page showing it contains."""

    path: Path
    shown: tuple[str, ...]
    choices: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The path without numbers: ``tickets.price``."""
        return ".".join(step for step in self.path if isinstance(step, str))

    def is_in(self, text: str) -> bool:
        """Whether each of its words is in a text as a whole word."""
        return all(
            re.search(rf"(?<![\w.]){re.escape(sign)}(?!\w)", text, re.IGNORECASE) for sign in self.shown
        )


@dataclass
class Filler:
    """Gives every field a value that no other field has; ``text`` makes the texts."""

    text: Callable[[int], str] = "marker{}".format
    number: int = 0
    leaves: list[Leaf] = field(default_factory=list)

    def fill(self, kind: type[BaseModel], given: dict[str, Any], path: Path = ()) -> dict[str, Any]:
        """A header with all keys of a model; those in ``given`` keep their values."""
        hints = typing.get_type_hints(kind, include_extras=True)
        keys = {name: info.alias or name for name, info in kind.model_fields.items()}
        wanted = {name: key for name, key in keys.items() if key not in given}
        return {**given, **{key: self._value(hints[name], (*path, key)) for name, key in wanted.items()}}

    def _value(self, hint: Any, path: Path) -> Any:
        made = self._leaf(hint, path)
        if made is not None:
            return made
        if isinstance(hint, type) and issubclass(hint, BaseModel):
            return self.fill(hint, {}, path)
        inner = [part for part in typing.get_args(hint) if part not in {NoneType, Ellipsis}]
        if typing.get_origin(hint) is tuple:
            return [self._value(inner[0], (*path, 0))]
        if typing.get_origin(hint) is dict:
            return {"en": self._value(inner[1], (*path, "en"))}
        assert len(inner) == 1, (path, hint)
        return self._value(inner[0], path)

    def _leaf(self, hint: Any, path: Path) -> Any:
        choices = _choices(hint)
        if choices:
            self.leaves.append(Leaf(path, (), choices))
            return choices[0]
        for kind, make in _KINDS:
            if hint == kind:
                self.number += 1
                chosen = _BY_KEY.get(path[-1], make)
                value, *shown = chosen(self.text, self.number)
                self.leaves.append(Leaf(path, tuple(shown)))
                return value
        return None


def _choices(hint: Any) -> tuple[str, ...]:
    metadata = getattr(hint, "__metadata__", ())
    checks = [getattr(entry, "func", None) for entry in metadata]
    return next((check.words for check in checks if check is not None and hasattr(check, "words")), ())


def _text(text: Callable[[int], str], number: int) -> tuple[str, ...]:
    return (text(number),) * 2


def _amount(_: object, number: int) -> tuple[str, ...]:
    return (f"{100 + number}.{10 + number % 80}",) * 2


def _small(_: object, number: int) -> tuple[str, ...]:
    """Fees are less than what was paid."""
    return (f"{number // 100}.{number % 100:02}",) * 2


def _number(_: object, number: int) -> tuple[str, ...]:
    return (str(500 + number),) * 2


def _date(_: object, number: int) -> tuple[str, ...]:
    day = dt.date(2030, 1, 1) + dt.timedelta(number)
    return day.isoformat(), str(format_date(day, "long", locale=ENGLISH))


def _time(_: object, number: int) -> tuple[str, ...]:
    time = dt.time(12 + number // 60, number % 60)
    return f"{time:%H:%M}", _spaced(format_time(time, "short", locale=ENGLISH))


def _deadline(_: object, number: int) -> tuple[str, ...]:
    (day, shown_day), (time, shown_time) = _date(_, number), _time(_, number)
    return f"{day}T{time}", shown_day, shown_time


def _currency(_: object, number: int) -> tuple[str, ...]:
    return (CODES[number],) * 2


def _contact(_: object, number: int) -> tuple[str, ...]:
    return (f"guests{number}@lanterns.example", f"guests{number}@lanterns.example")


def _security_contact(_: object, number: int) -> tuple[str, ...]:
    return (f"safe{number}@lanterns.example", f"safe{number}@lanterns.example")


def _url(_: object, number: int) -> tuple[str, ...]:
    return (f"https://u{number}.example.org/p{number}",) * 2


def _slug(_: object, number: int) -> tuple[str, ...]:
    return (f"slug-{number}",) * 2


def _hashtag(_: object, number: int) -> tuple[str, ...]:
    return f"Tag{number}Humped", f"#Tag{number}Humped"


def _accounts(_: object, number: int) -> tuple[Any, ...]:
    return {"x": f"acc{number}", "facebook": f"face{number}"}, f"@acc{number}", f"face{number}"


def _pattern(_: object, number: int) -> tuple[str, ...]:
    return (f"pattern{number}{{city}}",) * 2


def _maintainer(_: object, number: int) -> tuple[str, ...]:
    return (f"@keeper{number}",) * 2


def _length(_: object, number: int) -> tuple[str, ...]:
    return (f"{7 + number // 60}:{number % 60:02}",) * 2


def _network(_: object, number: int) -> tuple[str, ...]:
    return (f"network{number}",) * 2


def _password(_: object, number: int) -> tuple[str, ...]:
    return (f"password{number}",) * 2


def _colour(_: object, number: int) -> tuple[str, ...]:
    return (list(inks.css_colours())[number],) * 2


def _of_networks(_: object, __: int) -> tuple[str, ...]:
    return "facebook", "Facebook"


def _zone(_: object, __: int) -> tuple[str, ...]:
    return "Asia/Tokyo", "Asia/Tokyo"


def _country(_: object, __: int) -> tuple[str, ...]:
    return "JP", "Japan"


def _language(_: object, __: int) -> tuple[str, ...]:
    return "sw", "Swahili"


def _screen_colour(_: object, number: int) -> tuple[str, ...]:
    return (f"#{number:06x}",) * 2


def _point(_: object, number: int) -> tuple[str, ...]:
    return f"48.{number}, 2.{number}", f"48.{number}", f"2.{number}"


def _print(_: object, __: int) -> tuple[Any, ...]:
    """Without a palette, which would replace the own colours."""
    settings = {"pieces": ["poster"], "paper": "a4", "ground": "71 99 16 31", "accent": "41 0 36 0"}
    return settings, settings["ground"]


def _spaced(text: str) -> str:
    return " ".join(str(text).split())


def _account(_: object, number: int) -> tuple[str, ...]:
    return (f"face{number}",) * 2


# Values that depend on another one beside them.
_BY_KEY: dict[str | int, Callable[..., tuple[Any, ...]]] = {"fees": _small, "account": _account}
_KINDS: tuple[tuple[Any, Callable[..., tuple[Any, ...]]], ...] = (
    (fields.Text, _text),
    (str, _text),
    (fields.Amount, _amount),
    (fields.Number, _number),
    (fields.Date, _date),
    (fields.Time, _time),
    (fields.Deadline, _deadline),
    (fields.Currency, _currency),
    (fields.Url, _url),
    (fields.Slug, _slug),
    (fields.Hashtag, _hashtag),
    (fields.Accounts, _accounts),
    (fields.Point, _point),
    (people.Maintainer, _maintainer),
    (festival.NamePattern, _pattern),
    (fields.Contact, _contact),
    (fields.SecurityContact, _security_contact),
    (fields.Length, _length),
    (festival.Colour, _colour),
    (festival.ScreenColour, _screen_colour),
    (fields.NetworkName, _of_networks),
    (fields.Zone, _zone),
    (fields.Language, _language),
    (fields.Country, _country),
    (venue.WifiName, _network),
    (venue.WifiPassword, _password),
    (print_settings.PrintSettings, _print),
)


def filled(kind: type[BaseModel], given: dict[str, Any], **how: Any) -> tuple[dict[str, Any], list[Leaf]]:
    """A header with all keys of a model, and what is in it."""
    filler = Filler(**how)
    return filler.fill(kind, given), filler.leaves


def with_value(header: dict[str, Any], path: Path, value: Any) -> dict[str, Any]:
    """The header with another value at a path."""
    copy: Any = {**header}
    first, *rest = path
    copy[first] = _changed(header[str(first)], tuple(rest), value)
    return dict(copy)


def _changed(current: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    first, rest = path[0], path[1:]
    copy: Any = list(current) if isinstance(current, list) else dict(current)
    copy[first] = _changed(current[first], rest, value)
    return copy
