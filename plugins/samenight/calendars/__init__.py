"""CALENDARS: iCalendar files to download and to subscribe to, the page that explains how, and all events
as JSON.

There is a calendar for each event, city, country and edition, and one for the festival. An event is in
them if and only if ``library.calendar_day_of(event)`` is not ``None``; a calendar is published if and
only if it contains an event.
"""

from __future__ import annotations

from samenight.calendars.artifacts import artifacts
from samenight.site import hooks
from samenight.site.artifact import Publisher


def offer_artifacts(_build: object) -> Publisher:
    """The function that declares this package's artifacts."""
    return artifacts


def register() -> None:
    """Connect the package to the build."""
    hooks.artifacts.connect(offer_artifacts)
