"""All events for developers: one JSCalendar group of events (RFC 8984), from the same facts as the
iCalendar files, with the same UIDs, titles and instants.

Each event is on a line of its own, in the order of the library, so that two builds can be compared.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from samenight.calendars import texts
from samenight.calendars.calendar_entry import CalendarEntry, CalendarFile, WithdrawnEntry
from samenight.calendars.ical import PRODID, STATUS, uid
from samenight.content.library.event_times import wall
from samenight.content.library.resolved_event import LONG_AGO
from samenight.content.values.times import rfc_3339
from samenight.site import urls

MEDIA_TYPE = "application/jscalendar+json;type=group"

Json = dict[str, Any]


def group(facts: CalendarFile) -> bytes:
    """The bytes of a group (RFC 8984, 5.3): its own properties, then the events under ``entries``, last those
    that were withdrawn."""
    changes = [*(one.modified for one in facts.entries), *(one.modified for one in facts.withdrawn)]
    head: Json = {
        "@type": "Group",
        "uid": f"calendar@{urlsplit(facts.site_url).hostname}",
        "updated": rfc_3339(max(changes, default=LONG_AGO)),
        "prodId": PRODID,
        "title": facts.name,
        "source": urls.absolute(facts.site_url, urls.CALENDAR_JSON),
        "links": {
            "page": _link(urls.absolute(facts.site_url, facts.page), "describedby", "text/html"),
            "calendar": _link(urls.absolute(facts.site_url, facts.path), "alternate", "text/calendar"),
        },
    }
    events = [event(entry, facts.site_url) for entry in facts.entries]
    events += [withdrawn_event(entry, facts.site_url) for entry in facts.withdrawn]
    lines = ",\n".join(events)
    return f'{_text(head)[:-1]}, "entries": [\n{lines}\n]}}\n'.encode()


@functools.lru_cache(maxsize=8192)
def event(entry: CalendarEntry, site_url: str) -> str:
    """An event (RFC 8984, 5.1) on one line. What is not known is left out."""
    value: Json = {
        "@type": "Event",
        "uid": uid(entry, site_url),
        "updated": rfc_3339(entry.modified),
        "sequence": entry.sequence,
        "title": texts.summary(entry),
        "description": texts.description(texts.paragraphs(entry, site_url)),
        "locale": entry.language,
        **_times(entry),
        "status": STATUS[entry.status].lower(),
        "locations": {"venue": _location(entry)},
        "links": dict(_links(entry, site_url)),
    }
    if entry.join_url and entry.is_coming:
        name = entry.wording.text("Online")
        value["virtualLocations"] = {
            "join": {"@type": "VirtualLocation", "name": name, "uri": entry.join_url}
        }
    if entry.hashtags:
        value["keywords"] = dict.fromkeys(entry.hashtags, True)
    return _text(value)


def withdrawn_event(entry: WithdrawnEntry, site_url: str) -> str:
    """An event that was withdrawn, on one line: cancelled, with its time alone."""
    return _text({
        "@type": "Event",
        "uid": uid(entry, site_url, entry.part),
        "updated": rfc_3339(entry.modified),
        "sequence": entry.sequence,
        "title": entry.title,
        "locale": entry.language,
        **_times(entry),
        "status": "cancelled",
    })  # fmt: skip


def _times(entry: CalendarEntry | WithdrawnEntry) -> Json:
    """A local time in its zone, and how long it lasts as clocks run; or whole days without a zone."""
    hours = entry.hours
    if hours.begin is None or hours.end is None:
        days = f"P{(hours.last - hours.first).days + 1}D"
        return {"start": f"{hours.first}T00:00:00", "duration": days, "showWithoutTime": True}
    start = wall(hours.begin, hours.zone).isoformat()
    return {"start": start, "timeZone": hours.zone, "duration": duration(hours.end - hours.begin)}


def duration(length: dt.timedelta) -> str:
    """A duration in hours, minutes and seconds (RFC 8984, 1.4.6), never in days: these would be calendar
    days, which are not all equally long."""
    minutes, seconds = divmod(int(length.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [f"{count}{unit}" for count, unit in ((hours, "H"), (minutes, "M"), (seconds, "S"))]
    while parts[0].startswith("0") and len(parts) > 1:
        del parts[0]
    while parts[-1].startswith("0") and len(parts) > 1:
        del parts[-1]
    return "PT" + "".join(parts)


def _location(entry: CalendarEntry) -> Json:
    """The place (RFC 8984, 4.2.5): its name, and as its description the line that calendars show."""
    value: Json = {
        "@type": "Location",
        "name": entry.place,
        "description": entry.where,
        "timeZone": entry.hours.zone,
    }
    if entry.point:
        latitude, longitude = entry.point
        value["coordinates"] = f"geo:{latitude:f},{longitude:f}"
    if entry.venue_url:
        value["links"] = {"venue": {"@type": "Link", "href": entry.venue_url}}
    return value


def _links(entry: CalendarEntry, site_url: str) -> Iterator[tuple[str, Json]]:
    """Links to the page, the file, and where to pay; ``rel`` is from the IANA registry of link relations."""
    page = urls.event(entry.city, entry.event)
    yield "page", _link(urls.absolute(site_url, page), "describedby", "text/html")
    file = urls.event_calendar(entry.city, entry.event)
    yield "calendar", _link(urls.absolute(site_url, file), "alternate", "text/calendar")
    if entry.shop:
        yield "tickets", _link(entry.shop, "payment")
    if entry.donate and entry.donate.url:
        yield "donate", _link(entry.donate.url, "payment")
    if entry.charity_url:
        yield "charity", {"@type": "Link", "href": entry.charity_url, "title": entry.charity}


def _link(href: str, rel: str, content_type: str | None = None) -> Json:
    value = {"@type": "Link", "href": href, "rel": rel}
    return {**value, "contentType": content_type} if content_type else value


def _text(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False)
