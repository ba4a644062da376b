"""Dates as people write them, read only where their meaning is certain.

See :mod:`samenight.content.values.written_numbers` for what readings are.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Mapping
from types import MappingProxyType

from babel import Locale

from samenight.content.values.text_matching import YEARS
from samenight.content.values.written_numbers import LONGEST, Readings, brief, in_ascii_signs
from samenight.content.values.written_times import END_OF_DAY, readings_of_time

# The languages whose names of months and weekdays are known. No name has two meanings in them: Croatian is
# left out, as its "listopad" is October and that of Polish and Czech November.
_SPEAKERS = """
    en fr es pt de it pl nl ru uk tr el sv cs ro da nb fi hu sk bg sr sr-Latn lt lv et sl ca eu gl id ms
    he ar fa hi mk be is ga sq az ka hy ja zh ko th
""".split()
# Words in a date that change nothing: articles, prepositions, and endings of ordinal numbers.
_FILLING = frozenset(
    """
    the of on st nd rd th le er ère de del den der am el la a à d du do dia día i il em no na op
    г год года року р ve dne an année year roku r g m d gada gads
    """.split()
)
_CLOCK = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?"
_MOMENT = re.compile(
    rf"([0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}})[Tt ] ?({_CLOCK}) ?([Zz]|[-+][0-9]{{2}}:?(?:[0-9]{{2}})?)?"
)
# Midnight of zones east of Greenwich, as browsers write a chosen day: it is the day before in UTC.
_MIDNIGHTS_ABROAD = frozenset(
    f"{time}:00.000" for time in ("15:00", "16:00", "18:30", "21:00", "22:00", "23:00")
)
_YEAR_FIRST = re.compile(r"([0-9]{4}) ?([-./ ]) ?([0-9]{1,2}) ?\2 ?([0-9]{1,2})\.?")
_YEAR_LAST = re.compile(r"([0-9]{1,2}) ?([-./ ]) ?([0-9]{1,2}) ?\2 ?([0-9]{4})\.?")
_EASTERN = re.compile(r"([0-9]{4}) ?[年년] ?([0-9]{1,2}) ?[月월] ?([0-9]{1,2}) ?[日号號일]?")
_VIETNAMESE = re.compile(r"(?:ngày )?([0-9]{1,2}) tháng ([0-9]{1,2})(?:,? năm|,)? ([0-9]{4})", re.IGNORECASE)


@brief
def readings_of_date(text: str) -> Readings:
    """The days that a text can mean, as ``2011-03-24``: ``"24.03.2011"``, ``"24 mars 2011"``,
    ``"2011年3月24日"`` and ``"2011-03-24T19:30"`` have one, ``"03/04/2011"`` has two.

    A weekday must be that of the day. Two digits of a year are not read, and neither is "2011-24-03".
    """
    if moment := _MOMENT.fullmatch(text):
        return _of_moment(moment)
    days = _days(text)
    if not days:
        bare, weekday = _without_weekday(text)
        days = tuple(day for day in _days(bare) if day.weekday() in weekday) if bare else ()
    return tuple(day.isoformat() for day in days)


def _days(text: str) -> tuple[dt.date, ...]:
    if found := re.fullmatch("([0-9]{4})([0-9]{2})([0-9]{2})", text):
        return _valid((found[1], found[2], found[3]))
    if found := _YEAR_FIRST.fullmatch(text):
        return _valid((found[1], found[3], found[4]))
    if found := _EASTERN.fullmatch(text):
        return _valid((found[1], found[2], found[3]))
    if found := _VIETNAMESE.fullmatch(text):
        return _valid((found[3], found[2], found[1]))
    if found := _YEAR_LAST.fullmatch(text):
        european, american = (found[4], found[3], found[1]), (found[4], found[1], found[3])
        return _valid(european) if found[2] == "." else _valid(european, american)
    return _named_day(text)


def _valid(*days: tuple[str, str, str]) -> tuple[dt.date, ...]:
    found = []
    for year, month, day in days:
        try:
            found.append(dt.date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return tuple(day for day in dict.fromkeys(found) if day.year in YEARS)


def _of_moment(moment: re.Match[str]) -> Readings:
    days = _valid((moment[1][:4], *moment[1][5:].split("-")))
    hour, minute = moment[2].split(":")[:2]
    if not days or int(hour) > 23 or int(minute) > 59:
        return ()
    utc = (moment[3] or "").upper() == "Z"
    if utc and moment[2] in _MIDNIGHTS_ABROAD:
        return (days[0].isoformat(), (days[0] + dt.timedelta(days=1)).isoformat())
    return (days[0].isoformat(),)


def time_in_date(text: str) -> str | None:
    """The local time of day that is written with a date, ``2031-03-20T19:30``; ``None`` if there is none,
    if it is midnight, which programs write for a day alone, or if it is that of another time zone."""
    found = _MOMENT.fullmatch(in_ascii_signs(text)) if len(text) <= LONGEST else None
    times = readings_of_time(found[2]) if found and not found[3] else ()
    return times[0] if times and times[0] not in {"00:00", END_OF_DAY} else None


@functools.cache
def months() -> Mapping[str, int]:
    """Numbers of months by their names, whole and abbreviated, in a date and alone."""
    names: dict[str, int] = {"sept": 9}
    for speaker in _SPEAKERS:
        for form in Locale.parse(speaker, sep="-").months.values():
            for width in ("wide", "abbreviated"):
                for number, name in form[width].items():
                    if re.search(r"[^\W\d_]", name) and not re.search("[0-9]", name):
                        names.setdefault(_bare(name), number)
    return MappingProxyType(names)


@functools.cache
def _weekdays() -> Mapping[str, frozenset[int]]:
    """Numbers of weekdays (Monday is 0) by their names; "sr." or "Mi" could be several."""
    names: dict[str, frozenset[int]] = {}
    for speaker in _SPEAKERS:
        for form in Locale.parse(speaker, sep="-").days.values():
            for width in ("wide", "abbreviated", "short", "narrow"):
                for number, name in form.get(width, {}).items():
                    if width != "narrow" or not name.isascii():
                        names[_bare(name)] = names.get(_bare(name), frozenset()) | {number}
    return MappingProxyType(names)


def _bare(name: str) -> str:
    return name.casefold().rstrip(".")


def _without_weekday(text: str) -> tuple[str, frozenset[int]]:
    """A text without the weekday at its beginning or end, and which one that is; empty if there is none."""
    first = re.fullmatch(r"([^\W\d_][^\d,(]*?)(?:, ?| )([^\W_].*)", text)
    if first and _bare(first[1]) in _weekdays() and _bare(first[1]) not in months():
        return first[2], _weekdays()[_bare(first[1])]
    whole = text.rstrip(" .)")
    for start in range(max(len(whole) - 16, 1), len(whole)):
        name, before = _bare(whole[start:]), whole[start - 1]
        if name in _weekdays() and name not in months() and (not name.isascii() or not before.isalnum()):
            return whole[:start].rstrip(" ,("), _weekdays()[name]
    return "", frozenset()


def _named_day(text: str) -> tuple[dt.date, ...]:
    """A day whose month is a word; every other word must be one that changes nothing."""
    if re.search(r"[^\w\s.,'/º°ª·-]", re.sub(r"[\u0300-\u036f\u0900-\u0963]", "", text)):
        return ()
    tokens = [_month_alone(_bare(token)) for token in re.findall(r"[0-9]+|[^\W\d_][^\d\s,/-]*", text)]
    named = [months()[token] for token in tokens if token in months()]
    numbers = [token for token in tokens if token.isdecimal()]
    others = [token for token in tokens if not token.isdecimal() and token not in months()]
    year = [number for number in numbers if len(number) == 4]
    day = [number for number in numbers if len(number) <= 2]
    if (
        not len(named) == len(year) == len(day) == 1
        or len(numbers) != 2
        or set(others) - _FILLING - {"º", "ª"}
    ):
        return ()
    return _valid((year[0], str(named[0]), day[0]))


def _month_alone(token: str) -> str:
    """The name of a month without the Catalan or Hebrew preposition that is written with it."""
    bare = token.removeprefix("d'") if token.startswith("d'") else token.removeprefix("ב")
    return bare if bare in months() else token


@brief
def readings_of_deadline(text: str) -> Readings:
    """The days, or days with a local time as ``2011-03-24T19:30``, that a text can mean.

    The end of a day is midnight of the next. A time of another zone is not read: it would have to be
    converted.
    """
    if moment := _MOMENT.fullmatch(text):
        return _with_time(moment[1], moment[2]) if not moment[3] else ()
    for found in re.finditer(r"T|,? (?:at |um |à |o |kl\. |в )?", text):
        both = _with_time(text[: found.start()], text[found.end() :])
        if both:
            return both
    return readings_of_date(text)


def _with_time(day: str, time: str) -> Readings:
    days = readings_of_date(day)
    times = ("23:59",) if time.startswith("23:59:59") else readings_of_time(time)
    if len(times) != 1:
        return ()
    if times[0] == END_OF_DAY:
        days = tuple((dt.date.fromisoformat(one) + dt.timedelta(days=1)).isoformat() for one in days)
        times = ("00:00",)
    return tuple(f"{one}T{times[0]}" for one in days)
