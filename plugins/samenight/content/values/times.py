"""Wall-clock times, IANA time zones, and the instants they name.

An organiser types what stands on the wall of the venue: a date and "19:30". It stays so in the
facts; only calendars and the question "has it begun?" ask for the instant.
"""

from __future__ import annotations

import datetime as dt
import functools
import importlib.resources
import re
import zoneinfo
from decimal import Decimal

from babel.core import get_global

# How long an event lasts where neither it nor its edition says so (never shown as a fact).
USUAL_LENGTH = dt.timedelta(hours=4)


@functools.cache
def zone_names() -> frozenset[str]:
    """The names of all IANA zones of the pinned ``tzdata`` package."""
    listing = importlib.resources.files("tzdata").joinpath("zones").read_text("utf-8")
    return frozenset(listing.split())


@functools.cache
def _zones_by_country() -> dict[str, dict[str, str]]:
    """Each country's zones, with the place that each is named after."""
    listing = importlib.resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    zones: dict[str, dict[str, str]] = {}
    for line in listing.splitlines():
        if line and not line.startswith("#"):
            code, point, name, *_ = line.split("\t")
            zones.setdefault(code, {})[name] = point
    return zones


def zones_of_country(code: str) -> tuple[str, ...]:
    """The time zones of a country (ISO 3166 code), after ``zone.tab``; empty where it names none."""
    return tuple(_zones_by_country().get(code, ()))


def point_of_zone(name: str, code: str) -> tuple[Decimal, Decimal] | None:
    """Latitude and longitude, in whole minutes, of the place in a country (ISO 3166 code) that a zone is
    named after, as ``zone.tab`` has it; ``None`` where it is no zone of this country."""
    point = _zones_by_country().get(code, {}).get(name)
    found = re.fullmatch(r"([+-]\d\d)(\d\d)(?:\d\d)?([+-]\d{3})(\d\d)(?:\d\d)?", point) if point else None
    if found is None:
        return None
    latitude, longitude = (Decimal(f"{found[n]}.{int(found[n + 1]) * 100 // 60:02}") for n in (1, 3))
    return latitude, longitude


def today_name(name: str) -> str:
    """What a zone is called today: ``Asia/Kolkata`` for ``Asia/Calcutta`` (CLDR's aliases)."""
    return str(get_global("zone_aliases").get(name, name))


@functools.cache
def zone(name: str) -> zoneinfo.ZoneInfo:
    """The zone's rules, from the pinned ``tzdata`` package and never from the machine.

    The machine's own rules differ from one machine to the next, and so would the calendars.
    Raises :class:`zoneinfo.ZoneInfoNotFoundError` for an unknown name.
    """
    if name not in zone_names():
        raise zoneinfo.ZoneInfoNotFoundError(name)
    path = importlib.resources.files("tzdata").joinpath("zoneinfo", *name.split("/"))
    with path.open("rb") as file:
        return zoneinfo.ZoneInfo.from_file(file, key=name)


def instant(day: dt.date, time: dt.time, zone_name: str) -> dt.datetime:
    """The instant in UTC that a wall clock in ``zone_name`` shows as ``day`` and ``time``.

    A time that the clocks skip in spring is read as if they had not yet been put forward, and
    one that comes twice in autumn as the first (PEP 495, ``fold=0``; RFC 5545, section 3.3.5).
    """
    local = dt.datetime.combine(day, time, tzinfo=zone(zone_name))
    return local.astimezone(dt.UTC)


def comes_twice(local: dt.datetime, zone_name: str) -> bool:
    """Whether the clocks of a zone show a time, given without a zone, twice: when they are put back."""
    there = local.replace(tzinfo=zone(zone_name))
    return there.utcoffset() != there.replace(fold=1).utcoffset()


def with_offset(moment: dt.datetime, zone_name: str) -> dt.datetime:
    """An instant by the clock of a zone, with its offset from UTC and without the zone's rules: those
    were read from a file and cannot be sent away with a fact."""
    offset = moment.astimezone(zone(zone_name)).utcoffset()
    assert offset is not None
    return moment.astimezone(dt.timezone(offset))


def end_day(day: dt.date, start: dt.time | None, end: dt.time) -> dt.date:
    """The day on which an event ends: the next one where the end is not after the start."""
    if start is not None and end <= start:
        return day + dt.timedelta(days=1)
    return day


def today_in(zone_name: str, now: dt.datetime) -> dt.date:
    """The date on a calendar in ``zone_name`` at the instant ``now``."""
    return now.astimezone(zone(zone_name)).date()


def midnight(day: dt.date, zone_name: str) -> dt.datetime:
    """The instant in UTC at which a day begins on the clocks of a zone: its midnight, or the first moment
    after it where the clocks skip that."""
    return instant(day, dt.time(), zone_name)


def deadline_end(until: dt.date | dt.datetime, zone_name: str) -> dt.datetime:
    """The instant in UTC from which a deadline is over: the time that was written on the clocks of a
    zone, or the end of the day where there is only a day."""
    if isinstance(until, dt.datetime):
        return instant(until.date(), until.time(), zone_name)
    return midnight(until + dt.timedelta(days=1), zone_name)


def deadline_begin(since: dt.date | dt.datetime, zone_name: str) -> dt.datetime:
    """The instant in UTC from which something is possible that begins on a day, or at a time of it."""
    if isinstance(since, dt.datetime):
        return instant(since.date(), since.time(), zone_name)
    return midnight(since, zone_name)
