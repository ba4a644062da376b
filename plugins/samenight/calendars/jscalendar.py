"""All events for developers: one JSCalendar group of events (RFC 8984), from the same facts as the
iCalendar files, with the same identifiers, titles and instants.

One event stands on one line, in the order of the library, so that two builds can be compared.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from samenight.calendars import texts
from samenight.calendars.calendar_entry import CalendarEntry, CalendarFile
from samenight.calendars.ical import PRODID, STATUS, uid
from samenight.content.library.event_times import wall
from samenight.site import urls

MEDIA_TYPE = "application/jscalendar+json;type=group"
LONG_AGO = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

Json = dict[str, Any]


def group(facts: CalendarFile) -> bytes:
    """The bytes of a group (RFC 8984, 5.3): its own properties, then the events under ``entries``."""
    head: Json = {
        "@type": "Group",
        "uid": f"calendar@{urlsplit(facts.site_url).hostname}",
        "updated": _moment(max((entry.modified for entry in facts.entries), default=LONG_AGO)),
        "prodId": PRODID,
        "title": facts.name,
        "source": urls.absolute(facts.site_url, urls.CALENDAR_JSON),
        "links": {
            "page": _link(urls.absolute(facts.site_url, facts.page), "describedby", "text/html"),
            "calendar": _link(urls.absolute(facts.site_url, facts.path), "alternate", "text/calendar"),
        },
    }
    events = ",\n".join(event(entry, facts.site_url) for entry in facts.entries)
    return f'{_text(head)[:-1]}, "entries": [\n{events}\n]}}\n'.encode()


@functools.lru_cache(maxsize=8192)
def event(entry: CalendarEntry, site_url: str) -> str:
    """An event (RFC 8984, 5.1) on one line. What is not known is left out."""
    found: Json = {
        "@type": "Event",
        "uid": uid(entry, site_url),
        "updated": _moment(entry.modified),
        "sequence": entry.sequence,
        "title": texts.summary(entry),
        "description": texts.description(texts.paragraphs(entry, site_url)),
        "locale": entry.language,
        **_times(entry),
        "status": STATUS[entry.status].lower(),
        "locations": {"venue": _location(entry)},
        "links": dict(_links(entry, site_url)),
    }
    if entry.hashtags:
        found["keywords"] = dict.fromkeys(entry.hashtags, True)
    return _text(found)


def _times(entry: CalendarEntry) -> Json:
    """A local time in its zone, and how long it lasts as clocks run; or whole days without a zone."""
    hours = entry.hours
    if hours.begin is None or hours.end is None:
        days = f"P{(hours.last - hours.first).days + 1}D"
        return {"start": f"{hours.first}T00:00:00", "duration": days, "showWithoutTime": True}
    start = wall(hours.begin, hours.zone).isoformat()
    return {"start": start, "timeZone": hours.zone, "duration": duration(hours.end - hours.begin)}


def duration(length: dt.timedelta) -> str:
    """A length of less than a day or more, in hours, minutes and seconds (RFC 8984, 1.4.6): days would
    be days of the calendar, which are not all equally long."""
    minutes, seconds = divmod(int(length.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [f"{count}{unit}" for count, unit in ((hours, "H"), (minutes, "M"), (seconds, "S"))]
    while parts[0].startswith("0") and len(parts) > 1:
        del parts[0]
    while parts[-1].startswith("0") and len(parts) > 1:
        del parts[-1]
    return "PT" + "".join(parts)


def _location(entry: CalendarEntry) -> Json:
    """Where it is (RFC 8984, 4.2.5): the name on the door, and the whole line that calendars show."""
    found: Json = {
        "@type": "Location",
        "name": entry.place,
        "description": entry.where,
        "timeZone": entry.hours.zone,
    }
    if entry.point:
        latitude, longitude = entry.point
        found["coordinates"] = f"geo:{latitude:f},{longitude:f}"
    if entry.venue_url:
        found["links"] = {"venue": {"@type": "Link", "href": entry.venue_url}}
    return found


def _links(entry: CalendarEntry, site_url: str) -> Iterator[tuple[str, Json]]:
    """The page, the file, and where to pay; ``rel`` is of the IANA registry of link relations."""
    page = urls.event(entry.city, entry.edition)
    yield "page", _link(urls.absolute(site_url, page), "describedby", "text/html")
    file = urls.event_calendar(entry.city, entry.edition)
    yield "calendar", _link(urls.absolute(site_url, file), "alternate", "text/calendar")
    if entry.shop:
        yield "tickets", _link(entry.shop, "payment")
    if entry.donate and entry.donate.url:
        yield "donate", _link(entry.donate.url, "payment")
    if entry.charity_url:
        yield "charity", {"@type": "Link", "href": entry.charity_url, "title": entry.charity}


def _link(href: str, rel: str, content_type: str | None = None) -> Json:
    found = {"@type": "Link", "href": href, "rel": rel}
    return {**found, "contentType": content_type} if content_type else found


def _moment(moment: dt.datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}Z"


def _text(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False)
