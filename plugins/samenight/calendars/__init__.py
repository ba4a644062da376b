"""CALENDARS: iCalendar files to download and to subscribe to, the page that says how, and all of it
as JSON.

There is one of an event, city, country, edition and the festival; an event is in them if and only
if ``library.calendar_day_of(event)`` is not ``None``, and a calendar is published if and only if there
is an event in it.
"""

from __future__ import annotations

from samenight.calendars.artifacts import artifacts
from samenight.site import hooks
from samenight.site.artifact import Room


def offer_artifacts(_door: object) -> Room:
    """What this room publishes."""
    return artifacts


def register() -> None:
    """Connect the room to Pelican."""
    hooks.artifacts.connect(offer_artifacts)
