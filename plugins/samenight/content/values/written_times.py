"""Times of day as people write them, read only where their meaning is certain.

See :mod:`samenight.content.values.written_numbers` for what readings are.
"""

from __future__ import annotations

import re

from samenight.content.values.written_numbers import LONGEST, Readings, brief, in_ascii_signs

# Words around a time that say nothing else than that it is one; each stands alone before or after it.
_PREPOSITIONS = r"at|um|à|a las|alle(?: ore)?|às|kl\.?|klo|o godz\.|godz\.|om|saat|kell|ora|ore"
_BEFORE = rf"(?:(?:{_PREPOSITIONS}|ab|o|в|о|у|от|od|v) )?"
_BEHIND = r"(?: ?(?:uhr|h|hs|hrs?\.?|hours|uur|u|heures|horas|godz\.|hod\.?|óra|часов|ч\.?|год\.?))"
_BETWEEN = r"(?: ?(?::|\.|,|h|u|ч|uhr|г) ?)"
_CLOCK = re.compile(
    rf"{_BEFORE}(?P<hour>[0-9]{{1,2}}){_BETWEEN}(?P<minute>[0-9]{{2}})(?::00(?:\.0+)?| ?min\.?| ?m)?"
    rf"{_BEHIND}?",
    re.IGNORECASE,
)
# An hour alone; "2 hours" is a length, and "19 hours" a time.
_HOUR = re.compile(
    rf"{_BEFORE}(?P<hour>[0-9]{{1,2}}) ?(?:uhr|h|uur|u)|"
    rf"{_BEFORE}(?P<late>1[3-9]|2[0-4]){_BEHIND}"
    rf"|(?:{_PREPOSITIONS}) (?P<said>1[3-9]|2[0-4])",
    re.IGNORECASE,
)
_DIGITS = re.compile(rf"(?P<hour>[0-9]{{2}})(?P<minute>[0-9]{{2}}){_BEHIND}?", re.IGNORECASE)
# Twelve hours with the half of the day after it, in Latin and Greek letters.
_HALVES = re.compile(
    rf"{_BEFORE}(?P<hour>[0-9]{{1,2}})(?: ?[:.h,] ?(?P<minute>[0-9]{{2}})(?::00)?)? ?"
    r"(?P<half>[ap]\.? ?m\.?|[πμ]\.? ?μ\.?)",
    re.IGNORECASE,
)
# Hours and minutes of Chinese, Japanese and Korean; half past is 半.
_ASIAN = re.compile(
    r"(?P<half>午前|午後|上午|下午|오전|오후|晚上|早上)? ?(?P<hour>[0-9]{1,2}) ?"
    r"(?:[时時點点시]|:(?=[0-9]{2}$)) ?"
    r"(?:(?P<minute>[0-9]{1,2}) ?[分분]?|(?P<half_past>半|반)|整)?"
)
_AFTERNOON = frozenset("p μ 午後 下午 오후 晚上".split())
_NOON = frozenset(
    "noon midday midi mittag mittags południe mediodía meio-dia mezzogiorno polední 正午 полдень".split()
)
_MIDNIGHT = frozenset(
    "midnight minuit mitternacht północ medianoche meia-noite mezzanotte půlnoc полночь".split()
)
END_OF_DAY = "24:00"


@brief
def readings_of_time(text: str) -> Readings:
    """The times of day that a text can mean, as ``19:30``: ``"9:00"``, ``"19h30"``, ``"19:30 Uhr"``,
    ``"7pm"``, ``"1930"`` have one. The end of a day, ``24:00``, is a reading, too, right only as an end."""
    word = text.casefold()
    if word in _NOON:
        return ("12:00",)
    if word in _MIDNIGHT:
        return (END_OF_DAY,)
    for pattern in (_DIGITS, _CLOCK, _HOUR, _HALVES, _ASIAN):
        found = pattern.fullmatch(text)
        if found:
            return _on_the_clock(found.groupdict())
    return ()


def _on_the_clock(found: dict[str, str | None]) -> Readings:
    hour, half = (
        int(found["hour"] or found.get("late") or found.get("said") or 0),
        (found.get("half") or "").casefold(),
    )
    minute = 30 if found.get("half_past") else int(found.get("minute") or 0)
    half = half[:1] if half[:1] in "apπμ" else half
    if half and not 1 <= hour <= 12:
        return ()
    if half:
        hour = hour % 12 + (12 if half in _AFTERNOON else 0)
    if (hour, minute) == (24, 0):
        return (END_OF_DAY,)
    return (f"{hour:02}:{minute:02}",) if hour < 24 and minute < 60 else ()


def after_midnight(text: str) -> str | None:
    """The time of the next day that is meant by hours from 24 on: ``"24:30"`` is 00:30, ``"25:00"`` 01:00."""
    found = _CLOCK.fullmatch(in_ascii_signs(text)) if len(text) <= LONGEST else None
    if found and 24 <= int(found["hour"]) < 30 and int(found["minute"]) < 60:
        return f"{int(found['hour']) - 24:02}:{found['minute']}"
    return None


def two_times(text: str) -> Readings:
    """The beginning and the end that a text has in one: ``"20:00-21:00"``; empty if it has not."""
    plain = in_ascii_signs(text) if len(text) <= LONGEST else ""
    parts = re.split(r" ?(?:-|~|/| to | till | until | bis | à | a | al | do | tot | до | から| – ) ?", plain)
    if len(parts) != 2:
        return ()
    first, last = parts
    half = re.search(r"[ap]\.? ?m\.?$", last, re.IGNORECASE)
    if half and re.fullmatch("[0-9]{1,2}(?:[:.][0-9]{2})?", first):
        first += half[0]  # "7-9 pm"
    if re.fullmatch("[0-9]{1,2}", first) and readings_of_time(last):
        first += ":00"  # "20-22 Uhr", "19-21:30"
    readings = (*readings_of_time(first), *readings_of_time(last.removesuffix("まで")))
    return readings if len(readings) == 2 else ()
