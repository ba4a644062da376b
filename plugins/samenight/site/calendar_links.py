"""Links that put one event into somebody's calendar on the web: plain links, no script, no request.

None of the services documents its addresses well; these forms are those that
https://github.com/InteractionDesignFoundation/add-event-to-calendar-docs records. Times are given
in UTC, so that they hold whatever zone the reader's calendar is set to.
"""

from __future__ import annotations

import bisect
import datetime as dt
from dataclasses import dataclass
from urllib.parse import quote

from samenight.content.library.event_times import Hours

# Some programs cut addresses that are longer.
LONGEST = 2000
# How much of an address may go into the title and the place, as it is written there.
TITLE, WHERE = 300, 400
MORE = "…"

Parameters = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Occasion:
    """What is put into the calendar: plain text, and ``page``, the address at which more is told."""

    title: str
    where: str
    told: str
    page: str
    hours: Hours


def event_links(occasion: Occasion) -> tuple[tuple[str, str], ...]:
    """Names of services, each with its link. No link is longer than ``LONGEST`` characters, as long as
    ``page`` leaves room: what is told is cut first."""
    return (
        ("Google", _google(occasion)),
        ("Outlook.com", _microsoft("outlook.live.com", occasion)),
        ("Microsoft 365", _microsoft("outlook.office.com", occasion)),
        ("Yahoo", _yahoo(occasion)),
    )


def _google(occasion: Occasion) -> str:
    """Days end on the day after the last, as in iCalendar."""
    begin, end = _times(occasion.hours, "%Y%m%dT%H%M%SZ", "%Y%m%d")
    when = (("action", "TEMPLATE"), ("dates", f"{begin}/{end}"))
    names = ("text", "location", "details")
    return _address("https://calendar.google.com/calendar/render", when, names, occasion, "\n")


def _microsoft(host: str, occasion: Occasion) -> str:
    """``host`` is that of private accounts, or that of work and school. Without a ``Z`` a time would be
    taken for the reader's own, and the text is read as HTML: line ends alone are dropped."""
    begin, end = _times(occasion.hours, "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d")
    path = (("path", "/calendar/action/compose"), ("rru", "addevent"))
    when = (*path, ("startdt", begin), ("enddt", end), *_all_day(occasion.hours, "allday", "true"))
    names = ("subject", "location", "body")
    return _address(f"https://{host}/calendar/0/deeplink/compose", when, names, occasion, "<br>")


def _yahoo(occasion: Occasion) -> str:
    """A whole day has no end: Yahoo knows no event of several days without hours."""
    begin, end = _times(occasion.hours, "%Y%m%dT%H%M%SZ", "%Y%m%d")
    ends = _all_day(occasion.hours, "dur", "allday") or (("et", end),)
    names = ("title", "in_loc", "desc")
    return _address("https://calendar.yahoo.com/", (("v", "60"), ("st", begin), *ends), names, occasion, "\n")


def _times(hours: Hours, moment: str, day: str) -> tuple[str, str]:
    if hours.begin is None or hours.end is None:
        after = hours.last + dt.timedelta(days=1)
        return hours.first.strftime(day), after.strftime(day)
    return hours.begin.strftime(moment), hours.end.strftime(moment)


def _all_day(hours: Hours, name: str, value: str) -> Parameters:
    return () if hours.begin else ((name, value),)


def _address(
    base: str, when: Parameters, names: tuple[str, str, str], occasion: Occasion, line_end: str
) -> str:
    title, where, told = names
    known = (*when, (title, _within(occasion.title, TITLE)), (where, _within(occasion.where, WHERE)))
    address = f"{base}?" + "&".join(f"{name}={_quoted(value)}" for name, value in known) + f"&{told}="
    tail = _quoted(occasion.page)
    gap = _quoted(line_end * 2)
    room = LONGEST - len(address) - len(gap) - len(tail)
    text = _within(occasion.told, room, line_end)
    return address + (_quoted(text) + gap if text else "") + tail


def _within(text: str, room: int, line_end: str = " ") -> str:
    """The text with its line ends written so, cut where it would take more than ``room`` characters of
    an address. No sign is left in it that could be read as markup."""
    plain = text.replace("<", "‹").replace(">", "›").strip()

    def cut(length: int) -> str:
        return line_end.join((plain[:length].rstrip() + MORE).splitlines())

    whole = line_end.join(plain.splitlines())
    if len(_quoted(whole)) <= room:
        return whole
    lengths = range(len(plain))
    fitting = bisect.bisect_right(lengths, room, key=lambda length: len(_quoted(cut(length))))
    return cut(fitting - 1) if fitting else ""


def _quoted(text: str) -> str:
    return quote(text, safe="")
