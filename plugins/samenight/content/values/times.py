"""Wall-clock times, IANA time zones, and the instants they stand for.

An organiser types the local time of the venue: a date and "19:30". It is kept that way in the facts;
only calendars and the check whether an event has begun need the instant.
"""

from __future__ import annotations

import datetime as dt
import functools
import importlib.resources
import re
import zoneinfo
from decimal import Decimal

from babel.core import get_global

# The assumed length of an event if neither it nor its edition states one (never shown as a fact).
USUAL_LENGTH = dt.timedelta(hours=4)


@functools.cache
def zone_names() -> frozenset[str]:
    """The names of all IANA zones of the pinned ``tzdata`` package."""
    listing = importlib.resources.files("tzdata").joinpath("zones").read_text("utf-8")
    return frozenset(listing.split())


@functools.cache
def _zones_by_country() -> dict[str, dict[str, str]]:
    """Each country's zones, with the coordinates (ISO 6709) of the place that each is named after."""
    listing = importlib.resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    zones: dict[str, dict[str, str]] = {}
    for line in listing.splitlines():
        if line and not line.startswith("#"):
            code, point, name, *_ = line.split("\t")
            zones.setdefault(code, {})[name] = point
    return zones


def zones_of_country(code: str) -> tuple[str, ...]:
    """The time zones of a country (ISO 3166 code) in ``zone.tab``; empty if it lists none."""
    return tuple(_zones_by_country().get(code, ()))


def point_of_zone(name: str, code: str) -> tuple[Decimal, Decimal] | None:
    """Latitude and longitude, in whole minutes, of the place in a country (ISO 3166 code) that a zone is
    named after, from ``zone.tab``; ``None`` if it is not a zone of this country."""
    point = _zones_by_country().get(code, {}).get(name)
    found = re.fullmatch(r"([+-]\d\d)(\d\d)(?:\d\d)?([+-]\d{3})(\d\d)(?:\d\d)?", point) if point else None
    if found is None:
        return None
    latitude, longitude = (Decimal(f"{found[n]}.{int(found[n + 1]) * 100 // 60:02}") for n in (1, 3))
    return latitude, longitude


def current_zone_name(name: str) -> str:
    """The current name of a zone: ``Asia/Kolkata`` for ``Asia/Calcutta`` (CLDR's aliases)."""
    return str(get_global("zone_aliases").get(name, name))


@functools.cache
def zone(name: str) -> zoneinfo.ZoneInfo:
    """The zone's rules, from the pinned ``tzdata`` package and never from the machine.

    Rules differ from one machine to the next, and so would the calendars.
    Raises :class:`zoneinfo.ZoneInfoNotFoundError` for an unknown name.
    """
    if name not in zone_names():
        raise zoneinfo.ZoneInfoNotFoundError(name)
    path = importlib.resources.files("tzdata").joinpath("zoneinfo", *name.split("/"))
    with path.open("rb") as file:
        return zoneinfo.ZoneInfo.from_file(file, key=name)


def instant(day: dt.date, time: dt.time, zone_name: str) -> dt.datetime:
    """The instant in UTC at which a wall clock in ``zone_name`` shows ``day`` and ``time``.

    A time that the clocks skip in spring is read with the offset from before the change, and one that
    occurs twice in autumn as the first (PEP 495, ``fold=0``; RFC 5545, section 3.3.5).
    """
    local = dt.datetime.combine(day, time, tzinfo=zone(zone_name))
    return local.astimezone(dt.UTC)


def comes_twice(local: dt.datetime, zone_name: str) -> bool:
    """Whether a local time (without tzinfo) occurs twice in a zone, because the clocks are put back."""
    there = local.replace(tzinfo=zone(zone_name))
    return there.utcoffset() != there.replace(fold=1).utcoffset()


def with_offset(moment: dt.datetime, zone_name: str) -> dt.datetime:
    """An instant in the local time of a zone, with a fixed offset from UTC instead of the zone's rules:
    those were read from a file and cannot be pickled with a fact."""
    offset = moment.astimezone(zone(zone_name)).utcoffset()
    assert offset is not None
    return moment.astimezone(dt.timezone(offset))


def end_day(day: dt.date, start: dt.time | None, end: dt.time) -> dt.date:
    """The day on which an event ends: the next one if the end is not after the start."""
    if start is not None and end <= start:
        return day + dt.timedelta(days=1)
    return day


def today_in(zone_name: str, now: dt.datetime) -> dt.date:
    """The date in ``zone_name`` at the instant ``now``."""
    return now.astimezone(zone(zone_name)).date()


def midnight(day: dt.date, zone_name: str) -> dt.datetime:
    """The instant in UTC at which a day begins in a zone: midnight, or the first moment after it if the
    clocks skip midnight."""
    return instant(day, dt.time(), zone_name)


def rfc_3339(moment: dt.datetime) -> str:
    """An instant in UTC in the format of RFC 3339, to the second."""
    return f"{moment:%Y-%m-%dT%H:%M:%S}Z"


def deadline_end(until: dt.date | dt.datetime, zone_name: str) -> dt.datetime:
    """The instant in UTC from which a deadline is over: its time in a zone, or the end of the day if it
    has only a day."""
    if isinstance(until, dt.datetime):
        return instant(until.date(), until.time(), zone_name)
    return midnight(until + dt.timedelta(days=1), zone_name)


def deadline_begin(since: dt.date | dt.datetime, zone_name: str) -> dt.datetime:
    """The instant in UTC from which something is possible: its time in a zone, or the start of its day."""
    if isinstance(since, dt.datetime):
        return instant(since.date(), since.time(), zone_name)
    return midnight(since, zone_name)
