"""The coordinator's list: what each city of the current edition has told so far."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from samenight.festival.library import Library
from samenight.festival.model import Edition, Event
from samenight.festival.moments import Phase

BEFORE = ("date", "start", "venue", "charity", "tickets")
AFTER = ("results", "handed_over")


@dataclass(frozen=True)
class Row:
    """One city's state."""

    city: str
    city_name: str
    status: str
    known: tuple[str, ...]


@dataclass(frozen=True)
class StatusPage:
    """The state of all cities of the current edition."""

    edition: Edition | None
    fields: tuple[str, ...]
    rows: tuple[Row, ...]


def status_page(library: Library, now: dt.datetime) -> StatusPage:
    """The facts of the coordinator's page."""
    edition = library.current_edition(now)
    all_events = library.events_of_edition.get(edition.slug, ()) if edition else ()
    events = [event for event in all_events if event.status not in {"cancelled", "postponed"}]
    over = bool(events) and all(library.phase_of(event, now) is Phase.AFTER for event in events)
    fields = BEFORE + AFTER if over else BEFORE
    rows = tuple(_row(library, event, fields) for event in sorted(events, key=lambda one: one.city))
    return StatusPage(edition, fields, rows)


def _row(library: Library, event: Event, fields: tuple[str, ...]) -> Row:
    known = tuple(field for field in fields if _is_known(library, event, field))
    return Row(event.city, library.city[event.city].name, event.status, known)


def _is_known(library: Library, event: Event, field: str) -> bool:
    if field == "charity":
        return library.charity_of(event) is not None
    if field == "date":
        return library.day_of(event) is not None
    if field == "tickets":
        return bool(event.tickets or event.ticket_url)
    if field == "handed_over":
        return event.results is not None and event.results.handed_over is not None
    return getattr(event, field) is not None
