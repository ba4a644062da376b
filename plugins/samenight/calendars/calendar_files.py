"""The calendars to publish, as facts: those to subscribe to, and the single event to download."""

from __future__ import annotations

from dataclasses import dataclass

from samenight.calendars.calendar_entry import Entry
from samenight.calendars.extra_entries import Extra


@dataclass(frozen=True)
class CalendarFile:
    """A calendar to subscribe to: its name and looks, where it and its page are, what is in it.

    ``color`` is a colour's name in CSS, ``image`` the path of a picture of the festival.
    """

    site_url: str
    path: str
    page: str
    name: str
    entries: tuple[Entry, ...]
    extras: tuple[Extra, ...]
    color: str
    image: str | None


@dataclass(frozen=True)
class EventFile:
    """One event to download, with what belongs to it; ``image`` is the path of a picture."""

    site_url: str
    entries: tuple[Entry]
    extras: tuple[Extra, ...]
    image: str | None
