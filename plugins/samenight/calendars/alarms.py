"""Reminders in the file of a single event: a day before, and in time to leave (RFC 5545, 3.6.6).

Not in calendars to subscribe to, where they would ring for every city, nor for an evening that is
over or off.
"""

from __future__ import annotations

from icalendar import Alarm

from samenight.calendars.calendar_entry import Entry
from samenight.calendars.ical_values import text
from samenight.calendars.lines import Value, written
from samenight.content.library.event_state import Standing


def alarms(entry: Entry) -> bytes:
    """The reminders of an event that is to come: two, or one where its hour is not known."""
    if not entry.is_coming or entry.standing is Standing.POSTPONED:
        return b""
    said, title = entry.said, entry.title
    tomorrow = said.text("Tomorrow: {title}", title=title)
    if entry.hours.begin is None:
        return _alarm("-PT6H", tomorrow)  # at six in the evening before: a day begins at midnight
    return _alarm("-P1D", tomorrow) + _alarm("-PT2H", said.text("In two hours: {title}", title=title))


def _alarm(trigger: str, message: str) -> bytes:
    alarm = Alarm()
    alarm["ACTION"], alarm["TRIGGER"] = Value("DISPLAY"), Value(trigger)
    alarm["DESCRIPTION"] = text(message)
    return written(alarm)
