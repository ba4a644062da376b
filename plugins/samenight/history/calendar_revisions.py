"""How often the events in calendars have changed: what counts as a change, and how it is counted.

Whoever has an event in a calendar must be told of every change, and never be given an older copy for
a newer one. Programs compare two numbers (RFC 5545, 3.8.7.4 and 3.8.7.2): ``SEQUENCE``, which a change
of time, place or status raises, then ``DTSTAMP``, which any change that calendars can show moves on.
Both are made of the versions that the files of an event had, and of nothing else.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from samenight.content.library.resolved_event import FIRST_SEQUENCE
from samenight.content.model.base import FileFact
from samenight.content.model.fields import Country, Date, EventStatus, Point, Slug, Text, Time, YesNo, Zone
from samenight.content.model.file_facts import Charity, City, Edition, Event, Festival
from samenight.content.reading.header import HeaderError, read_header
from samenight.content.reading.placeholders import without_blanks
from samenight.content.reading.sources import decoded

# What no calendar shows, whichever file it stands in: other changes are told to subscribers.
UNSHOWN = frozenset([
    "account_pattern", "also_for", "also_known_as", "announced", "auction", "base_currency", "buys",
    "capacity_note", "currency", "facts", "maintainers", "match", "merchandise", "note", "notes",
    "partners", "population", "press", "print", "purpose", "registration", "results",
    "results_due_days", "sources", "sponsors", "team", "volunteers",
])  # fmt: skip


class FileVersion(NamedTuple):
    """What one version of a file says: what is material for calendars, by name, and a digest of all
    that they can show."""

    facts: Mapping[str, str]
    shown: str


class EventVersion(NamedTuple):
    """One version of an event in calendars: digests of what is material and of all that is shown;
    ``since`` is the second at which its file says it is of (``updated``), 0 where it does not say."""

    material: str
    shown: str
    since: int


class EventAtCommit(NamedTuple):
    """An event as it stands after a commit: its version, how often it has changed, and when last, in
    seconds of Unix time."""

    material: str
    shown: str
    sequence: int
    modified: int


class _Part(BaseModel):
    """Fields of a file as they were ever written: those that are not asked for may be anything, so that
    a version which today's rules would refuse elsewhere still counts."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class _Venue(_Part):
    name: Text | None = None
    address: Text | None = None
    coordinates: Point | None = None


class _Event(_Part):
    status: EventStatus = "planned"
    updated: Date | None = None
    date: Date | None = None
    postponed_from: Date | None = None
    end_date: Date | None = None
    start: Time | None = None
    end: Time | None = None
    place: Text | None = None
    venue: _Venue = _Venue()
    charity: Slug | None = None
    own_cause: YesNo = "unknown"


class _City(_Part):
    timezone: Zone
    country: Country
    coordinates: Point | None = None


class _Edition(_Part):
    date: Date | None = None
    end_date: Date | None = None
    usual_length: Text | None = None
    charity: Slug | None = None


_PARTS: Mapping[type[FileFact], type[_Part]] = {
    Event: _Event, City: _City, Edition: _Edition, Charity: _Part, Festival: _Part,
}  # fmt: skip


def version_of(content: bytes, model: type[FileFact]) -> FileVersion | None:
    """What a version of a file of that model says; ``None`` where it cannot be read, so that it was
    never published."""
    try:
        header = read_header("", decoded(content))
        values = without_blanks(header.values)
        facts = _PARTS[model].model_validate(values)
    except (HeaderError, UnicodeDecodeError, ValidationError):
        return None
    body = header.body if model is Event else ""
    shown = {key: value for key, value in values.items() if key not in UNSHOWN}
    return FileVersion(dict(_flat(facts.model_dump())), _digest([shown, body.strip()]))


def _flat(values: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """Named values as text, without line ends: how an address is set in lines does not move it."""
    for name, value in values.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{inner}", text) for inner, text in _flat(value))
        elif isinstance(value, tuple):
            yield name, ",".join(f"{degrees.normalize():f}" for degrees in value)
        elif value is not None:
            yield name, " ".join(str(value).split())


def charity_slug(event: FileVersion, edition: FileVersion) -> str | None:
    """The charity that an event supports: its own, else the edition's."""
    shared = None if event.facts["own_cause"] == "yes" else edition.facts.get("charity")
    return event.facts.get("charity") or shared


def event_version(
    event: FileVersion, city: FileVersion, edition: FileVersion, others: Sequence[FileVersion | None]
) -> EventVersion | None:
    """The version of an event that versions of its files make; ``None`` where its day is not known, so
    that it is in no calendar. ``others`` are files that calendars show something of as well."""
    told = event.facts
    night = None if edition.facts.get("end_date") else edition.facts.get("date")
    day = told.get("date") or told.get("postponed_from") or night
    if day is None:
        return None
    status = "confirmed" if told["status"] == "held" else told["status"]  # calendars say the same of both
    material = [status, day, max(day, told.get("end_date", "")), _hours(event, city, edition),
                _place(event, city)]  # fmt: skip
    shown = [part and part.shown for part in (event, city, edition, *others)]
    since = told.get("updated")
    return EventVersion(_digest(material), _digest([material, shown]), _midnight(since) if since else 0)


def _hours(event: FileVersion, city: FileVersion, edition: FileVersion) -> Sequence[str | None]:
    """Beginning, end and zone; none where whole days stand in calendars."""
    start, end = event.facts.get("start"), event.facts.get("end")
    if not start:
        return ()
    return (start, end or edition.facts.get("usual_length"), city.facts["timezone"])


def _place(event: FileVersion, city: FileVersion) -> Sequence[str | None]:
    told = event.facts
    point = told.get("venue.coordinates") or city.facts.get("coordinates")
    return (
        told.get("venue.name"),
        told.get("venue.address"),
        told.get("place"),
        point,
        city.facts["country"],
    )


def stands(
    now: EventVersion | None, moment: int, before: Sequence[EventAtCommit], first: int = 0
) -> EventAtCommit | None:
    """How an event stands after a commit of the second ``moment``.

    ``before`` is how it stood after each commit that this one follows: none where it is new, several
    after a merge. ``now`` is ``None`` where it is in no calendar: then it stands as it did. ``first``
    is the sequence of a new one. ``None`` where it never was in a calendar.

    Whichever earlier commit somebody's copy is from, however lines of work were joined since: the
    sequence is not lower than theirs, and higher where anything material is not the same; the second
    is not earlier, and later where anything shown is not the same.
    """
    if not before:
        return now and EventAtCommit(now.material, now.shown, first, max(moment, now.since))
    latest = max(before, key=lambda one: (one.sequence, one.modified, one))
    material, shown, since = now or (latest.material, latest.shown, 0)
    sequence = max(one.sequence + (one.material != material) for one in before)
    same = [one.modified for one in before if one.shown == shown]
    other = [one.modified for one in before if one.shown != shown]
    if same and max(same) > max(other, default=-1):  # a merge that brings nothing new of this event
        return EventAtCommit(material, shown, sequence, max(same))
    return EventAtCommit(material, shown, sequence, max(moment, since, *(one.modified + 1 for one in before)))


def first_sequence(event: FileVersion) -> int:
    """The sequence of the first version of an event."""
    return FIRST_SEQUENCE.get(event.facts["status"], 0)


def _midnight(day: str) -> int:
    return int(dt.datetime.fromisoformat(f"{day}T00:00:00+00:00").timestamp())


def _digest(values: Any) -> str:
    plain = json.dumps(values, sort_keys=True, ensure_ascii=True)
    return hashlib.blake2b(plain.encode("ascii"), digest_size=12).hexdigest()
