"""Links that add one event to a calendar on the web: plain links, no script, no request.

None of the services documents its URLs well; these are as recorded by
https://github.com/InteractionDesignFoundation/add-event-to-calendar-docs. Times are in UTC, so that they
are right in any time zone of the reader's calendar.
"""

from __future__ import annotations

import bisect
import datetime as dt
from dataclasses import dataclass
from urllib.parse import quote

from samenight.content.library.event_times import Hours

# Some programs cut longer URLs.
LONGEST = 2000
# How many characters of a URL the title and the place may take, percent-encoded.
TITLE, WHERE = 300, 400
MORE = "…"

Parameters = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class LinkedEvent:
    """The event for the calendar: plain text, and ``page``, the URL of its page."""

    title: str
    where: str
    description: str
    page: str
    hours: Hours


def event_links(event: LinkedEvent) -> tuple[tuple[str, str], ...]:
    """Names of services, each with its link. The description is cut so that no link is longer than
    ``LONGEST`` characters, unless ``page`` alone is too long."""
    return (
        ("Google", _google(event)),
        ("Outlook.com", _microsoft("outlook.live.com", event)),
        ("Microsoft 365", _microsoft("outlook.office.com", event)),
        ("Yahoo", _yahoo(event)),
    )


def _google(event: LinkedEvent) -> str:
    """The end of whole days is the day after the last, as in iCalendar."""
    begin, end = _times(event.hours, "%Y%m%dT%H%M%SZ", "%Y%m%d")
    when = (("action", "TEMPLATE"), ("dates", f"{begin}/{end}"))
    names = ("text", "location", "details")
    return _address("https://calendar.google.com/calendar/render", when, names, event, "\n")


def _microsoft(host: str, event: LinkedEvent) -> str:
    """``host`` is that of private accounts, or that of work and school. Without a ``Z`` a time would count
    as the reader's local time, and the text is read as HTML: plain line ends are dropped."""
    begin, end = _times(event.hours, "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d")
    path = (("path", "/calendar/action/compose"), ("rru", "addevent"))
    when = (*path, ("startdt", begin), ("enddt", end), *_all_day(event.hours, "allday", "true"))
    names = ("subject", "location", "body")
    return _address(f"https://{host}/calendar/0/deeplink/compose", when, names, event, "<br>")


def _yahoo(event: LinkedEvent) -> str:
    """A whole day has no end: Yahoo has no events of several whole days."""
    begin, end = _times(event.hours, "%Y%m%dT%H%M%SZ", "%Y%m%d")
    ends = _all_day(event.hours, "dur", "allday") or (("et", end),)
    names = ("title", "in_loc", "desc")
    return _address("https://calendar.yahoo.com/", (("v", "60"), ("st", begin), *ends), names, event, "\n")


def _times(hours: Hours, moment: str, day: str) -> tuple[str, str]:
    if hours.begin is None or hours.end is None:
        after = hours.last + dt.timedelta(days=1)
        return hours.first.strftime(day), after.strftime(day)
    return hours.begin.strftime(moment), hours.end.strftime(moment)


def _all_day(hours: Hours, name: str, value: str) -> Parameters:
    return () if hours.begin else ((name, value),)


def _address(
    base: str, when: Parameters, names: tuple[str, str, str], event: LinkedEvent, line_end: str
) -> str:
    title, where, description = names
    known = (*when, (title, _within(event.title, TITLE)), (where, _within(event.where, WHERE)))
    address = f"{base}?" + "&".join(f"{name}={_quoted(value)}" for name, value in known) + f"&{description}="
    tail = _quoted(event.page)
    gap = _quoted(line_end * 2)
    room = LONGEST - len(address) - len(gap) - len(tail)
    text = _within(event.description, room, line_end)
    return address + (_quoted(text) + gap if text else "") + tail


def _within(text: str, room: int, line_end: str = " ") -> str:
    """The text with its line ends as ``line_end``, cut if it would take more than ``room`` characters of a
    URL. Angle brackets are replaced, so that nothing can be read as markup."""
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
