"""How often the events in calendars have changed: what counts as a change, and how it is counted.

Subscribers must get every change of an event, and never an older copy in place of a newer one. Programs
compare two numbers (RFC 5545, 3.8.7.4 and 3.8.7.2): ``SEQUENCE``, which a change of time, place or
status raises, then ``DTSTAMP``, which any change that calendars can show moves forward. Both are computed
only from the versions that the files of an event had.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from samenight.content.library import resolved_event
from samenight.content.model.base import FileFact
from samenight.content.model.canonical_values import canonical_values
from samenight.content.model.festival import Festival
from samenight.content.model.fields import Date, EventStatus, Point, Slug, Text, Time, YesNo, Zone
from samenight.content.model.file_facts import Charity, City, Edition, Event
from samenight.content.reading.header import HeaderError, read_header
from samenight.content.reading.hidden_files import hidden_values, kept_values, values_if_hidden
from samenight.content.reading.origins import decoded, decoded_in_part
from samenight.content.reading.placeholders import without_blanks

# Fields that no calendar shows, in whichever file: a change of any other field is a revision.
UNSHOWN = frozenset([
    "accent", "account_pattern", "actions", "also_for", "also_known_as", "announced", "auction",
    "base_currency", "buys", "capacity_note", "currency", "expected", "facts", "favicon", "follow",
    "fonts", "goals", "grants", "hosts", "kind", "links", "logo", "maintainers", "match", "media",
    "merchandise", "note", "notes", "partners", "photos", "population", "press", "print", "purpose",
    "registration", "results", "results_due_days", "sources", "sponsor_levels", "sponsors", "team",
    "volunteers", "words",
])  # fmt: skip


class FileVersion(NamedTuple):
    """One version of a file: its material facts for calendars, by name, and a digest of everything that
    calendars can show of it."""

    facts: Mapping[str, str]
    shown: str


class EventVersion(NamedTuple):
    """One version of an event in calendars: digests of its material facts and of all that is shown;
    ``since`` is the start of its file's ``updated`` day in Unix time, 0 if it has none."""

    material: str
    shown: str
    since: int


class EventAtCommit(NamedTuple):
    """An event after a commit: the digests of its version, how often it has changed, and when last, in
    seconds of Unix time."""

    material: str
    shown: str
    sequence: int
    modified: int


class _Part(BaseModel):
    """The fields of a file that calendars need, in any version: other fields may hold anything, so that a
    version still counts that today's rules would refuse for them."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class _Venue(_Part):
    name: Text | None = None
    address: Text | None = None
    coordinates: Point | None = None


class _Event(_Part):
    edition: Slug | None = None
    hidden: Text = "no"
    status: EventStatus = "planned"
    updated: Date | None = None
    date: Date | None = None
    postponed_from: Date | None = None
    end_date: Date | None = None
    start: Time | None = None
    end: Time | None = None
    timezone: Zone | None = None
    place: Text | None = None
    venue: _Venue = _Venue()
    charity: Slug | None = None
    own_cause: YesNo = "unknown"


class _City(_Part):
    timezone: Zone
    country: Text = ""
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
    """A version of a file of that model; ``None`` if it cannot be read, so that it was never
    published. What is wrong in a hidden file does not matter, as it is withdrawn all the same."""
    try:
        text = decoded(content)
    except UnicodeDecodeError:
        return _version_if_hidden(model, decoded_in_part(content))
    try:
        header = read_header("", text)
        values = without_blanks(header.values) or {}
        hidden = hidden_values(model, text, values)
        if hidden is not None:
            return _hidden_version(hidden)
        values = canonical_values(model, values).values  # that `fmt` rewrites a file is no change
        facts = _PARTS[model].model_validate(values)
    except HeaderError:
        return _version_if_hidden(model, text)
    except ValidationError:
        return None
    body = header.body if model is Event else ""
    shown = {key: value for key, value in values.items() if key not in UNSHOWN}
    return FileVersion(dict(_flat(facts.model_dump())), _digest([shown, body.strip()]))


def _version_if_hidden(model: type[FileFact], text: str) -> FileVersion | None:
    """The version of a hidden file that cannot be read; ``None`` if the file is not hidden."""
    hidden = values_if_hidden(model, text)
    return None if hidden is None else _hidden_version(hidden)


def _hidden_version(values: Mapping[str, Any]) -> FileVersion:
    """A version of a hidden event: nothing but its days and times is shown of it."""
    kept = {**kept_values(values), "hidden": "yes"}
    return FileVersion(dict(_flat(_Event.model_validate(kept).model_dump())), _digest(kept))


def _flat(values: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """Named values as text, without line ends: line breaks in an address are no change of place."""
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
    """The version of an event, from the versions of its files; ``None`` if its day is not known, so that
    it is in no calendar. ``others`` are further files that calendars show parts of."""
    facts = event.facts
    night = None if edition.facts.get("end_date") else edition.facts.get("date")
    day = facts.get("date") or facts.get("postponed_from") or night
    if day is None:
        return None
    status = "confirmed" if facts["status"] == "held" else facts["status"]  # calendars show both alike
    when = [day, max(day, facts.get("end_date", "")), _hours(event, city, edition)]
    is_gone = facts.get("hidden") == "yes"
    material = ["hidden", *when] if is_gone else [status, *when, _place(event, city)]
    shown = [part and part.shown for part in (event, city, edition, *others)]
    since = facts.get("updated")
    return EventVersion(_digest(material), _digest([material, shown]), _unix_time(since) if since else 0)


def _hours(event: FileVersion, city: FileVersion, edition: FileVersion) -> Sequence[str | None]:
    """Start, end and time zone; empty for an event of whole days."""
    start, end = event.facts.get("start"), event.facts.get("end")
    if not start:
        return ()
    facts = event.facts
    zone = facts.get("timezone") or city.facts["timezone"]
    return (start, end or edition.facts.get("usual_length"), zone)


def _place(event: FileVersion, city: FileVersion) -> Sequence[str | None]:
    facts = event.facts
    point = facts.get("venue.coordinates") or city.facts.get("coordinates")
    return (
        facts.get("venue.name"),
        facts.get("venue.address"),
        facts.get("place"),
        point,
        city.facts.get("country", ""),
    )


def event_after(
    now: EventVersion | None, moment: int, before: Sequence[EventAtCommit], first: int = 0
) -> EventAtCommit | None:
    """An event after a commit at ``moment`` (Unix time); ``None`` if it was never in a calendar.

    ``now`` is its version in the commit, ``None`` if it is in no calendar: then nothing changes.
    ``before`` is the event after each parent commit: empty for a new event, several after a merge.
    ``first`` is the sequence of a new event.

    From whichever earlier commit a subscriber's copy is, and however branches were merged since: the
    sequence is not lower than the copy's, and higher if anything material differs; the second is not
    earlier, and later if anything shown differs.
    """
    if not before:
        return now and EventAtCommit(now.material, now.shown, first, max(moment, now.since))
    latest = max(before, key=lambda event: (event.sequence, event.modified, event))
    material, shown, since = now or (latest.material, latest.shown, 0)
    sequence = max(one.sequence + (one.material != material) for one in before)
    same = [one.modified for one in before if one.shown == shown]
    other = [one.modified for one in before if one.shown != shown]
    if same and max(same) > max(other, default=-1):  # a merge with nothing new for this event
        return EventAtCommit(material, shown, sequence, max(same))
    return EventAtCommit(material, shown, sequence, max(moment, since, *(one.modified + 1 for one in before)))


def first_sequence(event: FileVersion) -> int:
    """The sequence of the first version of an event."""
    return resolved_event.first_sequence(event.facts["status"], event.facts["hidden"])


def _unix_time(day: str) -> int:
    """The start of a day in UTC, in seconds of Unix time."""
    return int(dt.datetime.fromisoformat(f"{day}T00:00:00+00:00").timestamp())


def _digest(values: Any) -> str:
    plain = json.dumps(values, sort_keys=True, ensure_ascii=True)
    return hashlib.blake2b(plain.encode("ascii"), digest_size=12).hexdigest()
