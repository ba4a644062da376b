"""Calendars as iCalendar files (RFC 5545, with the calendar's own properties of RFC 7986).

Every value is written here in its final form, and the ``icalendar`` library puts properties and
parameters in their order. Nothing depends on the moment of the build: a file changes only
when the facts in it do.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import urlsplit

from icalendar import Calendar, Event
from icalendar.prop import vUnknown

from samenight.calendars import timezones, when, words
from samenight.calendars.entry import CalendarFile, Entry
from samenight.calendars.lines import written
from samenight.festival import links

ICALENDAR = "text/calendar; charset=utf-8"  # the media type
PRODID = "-//Samenight//Samenight calendars//EN"
REFRESH = "PT12H"  # how often subscribers should look for news
STATUS = {
    "planned": "TENTATIVE",
    "confirmed": "CONFIRMED",
    "postponed": "TENTATIVE",
    "cancelled": "CANCELLED",
    "held": "CONFIRMED",
}
# The revision a subscriber's program must not overlook (RFC 5545, 3.8.7.4).
SEQUENCE = {"postponed": 1, "cancelled": 1}
END = b"END:VCALENDAR\r\n"

# All that ends a line to some parser: RFC 5545 knows CRLF only, Python and Unicode know more.
_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def calendar(facts: CalendarFile) -> bytes:
    """The bytes of a calendar: its own properties, the zones it needs, its events."""
    head = Calendar()
    head["PRODID"], head["VERSION"], head["CALSCALE"] = map(vUnknown, (PRODID, "2.0", "GREGORIAN"))
    head["NAME"] = head["X-WR-CALNAME"] = text(facts.name)
    head["URL"] = vUnknown(links.absolute(facts.site_url, facts.page))
    head["SOURCE"] = vUnknown(links.absolute(facts.site_url, facts.path), params={"VALUE": "URI"})
    head["REFRESH-INTERVAL"] = vUnknown(REFRESH, params={"VALUE": "DURATION"})
    head["X-PUBLISHED-TTL"] = vUnknown(REFRESH)
    zones = (timezones.vtimezone(zone, years) for zone, years in _zones(facts))
    events = (event(entry, facts.site_url) for entry in facts.entries)
    return b"".join([written(head).removesuffix(END), *zones, *events, END])


def _zones(facts: CalendarFile) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The zones of the events that have a time, and the years of which each is needed."""
    years: dict[str, set[int]] = defaultdict(set)
    for entry in facts.entries:
        hours = when.hours(entry)
        if hours:
            years[entry.zone] |= {hours[0].year, hours[1].year}
    for zone in sorted(years):
        yield zone, tuple(sorted(years[zone]))


@functools.lru_cache(maxsize=8192)
def event(entry: Entry, site_url: str) -> bytes:
    """The VEVENT of an event (RFC 5545, 3.6.1). Kept, as several calendars hold the same one."""
    vevent = Event()
    vevent["UID"] = text(uid(entry, site_url))
    vevent["DTSTAMP"] = vevent["LAST-MODIFIED"] = vUnknown(f"{_day(entry.revised)}T000000Z")
    vevent["SEQUENCE"] = vUnknown(str(SEQUENCE.get(entry.status, 0)))
    vevent["DTSTART"], vevent["DTEND"] = _times(entry)
    vevent["SUMMARY"] = text(words.summary(entry))
    vevent["STATUS"] = vUnknown(STATUS[entry.status])
    vevent["LOCATION"] = text(words.location(entry))
    if entry.point:
        latitude, longitude = entry.point
        vevent["GEO"] = vUnknown(f"{latitude:f};{longitude:f}")
    vevent["URL"] = vUnknown(links.absolute(site_url, links.event(entry.city, entry.edition)))
    vevent["DESCRIPTION"] = text(words.description(entry, site_url))
    categories = dict.fromkeys([entry.festival, entry.edition_name])
    vevent["CATEGORIES"] = vUnknown(",".join(map(text, categories)))
    return written(vevent)


def uid(entry: Entry, site_url: str) -> str:
    """The event's name for good, whatever becomes of its title, day or venue (RFC 7986, 5.3).

    No slug has a full stop in it, so no two events can have one name.
    """
    return f"{entry.city}.{entry.edition}@{urlsplit(site_url).hostname}"


def _times(entry: Entry) -> tuple[vUnknown, vUnknown]:
    """``DTSTART`` and ``DTEND``: local times with their zone, or whole days."""
    hours = when.hours(entry)
    if hours is None:
        first, after = (vUnknown(_day(day), params={"VALUE": "DATE"}) for day in when.days(entry))
        return first, after
    zone = {"TZID": entry.zone}
    first, after = (vUnknown(f"{_day(time)}T{time:%H%M%S}", params=zone) for time in hours)
    return first, after


def _day(day: dt.date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"  # strftime writes early years differently


def text(value: str) -> vUnknown:
    """A TEXT value (RFC 5545, 3.3.11), escaped here: the library takes ``\\N`` for a line end."""
    escaped = re.sub(r"([\\;,])", r"\\\1", value)
    return vUnknown(_LINE_ENDS.sub(r"\\n", escaped))
