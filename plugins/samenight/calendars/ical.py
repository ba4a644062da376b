"""Calendars as iCalendar files (RFC 5545, with the properties that RFC 7986 added).

Values are written here in their final form; the ``icalendar`` library puts properties and parameters in
order. Nothing depends on the time of the build: a file changes only when the facts in it do. There is no
``METHOD``: a published calendar would then need an ``ORGANIZER`` in every event (RFC 5546, 3.2.1), and
few have an e-mail address that may be published.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from icalendar import Alarm, Calendar, Event

from samenight.calendars import ical_values, texts, timezones
from samenight.calendars.calendar_entry import (
    CalendarEntry,
    CalendarFile,
    EventFile,
    ExtraEntry,
    WithdrawnEntry,
    WithdrawnFile,
)
from samenight.calendars.ical_values import (
    CRLF,
    PropertyValue,
    escaped,
    folded_line,
    parameter,
    text,
    written,
)
from samenight.content.library.event_state import Status
from samenight.content.values.inks import css_colours
from samenight.site import urls
from samenight.site.display import contact_link

ICALENDAR = "text/calendar; charset=utf-8"  # the media type of these files
PRODID = "-//Samenight//Samenight calendars//EN"
REFRESH = "PT12H"  # how often subscribers should check for changes
STATUS = {
    Status.PLANNED: "TENTATIVE",
    Status.CONFIRMED: "CONFIRMED",
    Status.POSTPONED: "TENTATIVE",
    Status.CANCELLED: "CANCELLED",
    Status.HELD: "CONFIRMED",
}
END, END_EVENT = b"END:VCALENDAR\r\n", b"END:VEVENT\r\n"


def calendar(facts: CalendarFile) -> bytes:
    """The bytes of a calendar to subscribe to: its own properties, the zones it needs, its events."""
    head = _head()
    head["NAME"] = head["X-WR-CALNAME"] = text(facts.name)
    head["URL"] = PropertyValue(urls.absolute(facts.site_url, facts.page))
    head["SOURCE"] = PropertyValue(urls.absolute(facts.site_url, facts.path), ";VALUE=URI")
    head["REFRESH-INTERVAL"] = PropertyValue(REFRESH, ";VALUE=DURATION")
    head["X-PUBLISHED-TTL"] = PropertyValue(REFRESH)
    head["COLOR"], head["X-APPLE-CALENDAR-COLOR"] = (
        PropertyValue(facts.color),
        PropertyValue(css_colours()[facts.color]),
    )
    events = [event(entry, facts.site_url) for entry in facts.entries]
    zones = _zones((*facts.entries, *facts.extras, *facts.withdrawn))
    gone = _withdrawn(facts)
    return b"".join([_open(head), _image(facts), *zones, *events, *_extras(facts), *gone, END])


def download(facts: EventFile) -> bytes:
    """The bytes of the file of one event. Readers put it into a calendar of their own, so it has no
    properties of a calendar, but it may have reminders."""
    (entry,) = facts.entries
    lines = event(entry, facts.site_url).removesuffix(END_EVENT)
    whole = [lines, _image(facts), alarms(entry), END_EVENT]
    zones = _zones((*facts.entries, *facts.extras))
    return b"".join([_open(_head()), *zones, *whole, *_extras(facts), END])


def withdrawn_download(facts: WithdrawnFile) -> bytes:
    """The bytes in place of the file of one event that was withdrawn: whoever opens it again gets the
    cancelled entries."""
    return b"".join([_open(_head()), *_zones(facts.entries), *_withdrawn(facts), END])


def _head() -> Calendar:
    head = Calendar()
    head["PRODID"], head["VERSION"], head["CALSCALE"] = map(PropertyValue, (PRODID, "2.0", "GREGORIAN"))
    return head


def _open(head: Calendar) -> bytes:
    return written(head).removesuffix(END)


def _zones(entries: Iterable[CalendarEntry | ExtraEntry | WithdrawnEntry]) -> Iterator[bytes]:
    """The zones of the entries that have a time, for the years in which each is needed."""
    years: dict[str, set[int]] = defaultdict(set)
    for one in entries:
        years[one.hours.zone] |= ical_values.local_years(one.hours)
    for zone in sorted(years):
        if years[zone]:
            yield timezones.vtimezone(zone, tuple(sorted(years[zone])))


def _extras(facts: CalendarFile | EventFile) -> Iterator[bytes]:
    return (extra_event(extra, facts.site_url) for extra in facts.extras)


def _withdrawn(facts: CalendarFile | WithdrawnFile) -> Iterator[bytes]:
    entries = facts.withdrawn if isinstance(facts, CalendarFile) else facts.entries
    return (withdrawn_event(entry, facts.site_url) for entry in entries)


@functools.lru_cache(maxsize=16384)
def event(entry: CalendarEntry, site_url: str) -> bytes:
    """The VEVENT of an event (RFC 5545, 3.6.1). Cached, as several calendars contain it."""
    vevent = _new_vevent(uid(entry, site_url), entry)
    vevent["DTSTART"], vevent["DTEND"] = ical_values.times(entry.hours)
    vevent["SUMMARY"] = text(texts.summary(entry), entry.language)
    vevent["STATUS"] = PropertyValue(STATUS[entry.status])
    if entry.status in {Status.CANCELLED, Status.POSTPONED}:
        vevent["TRANSP"] = PropertyValue("TRANSPARENT")  # guests have that time free
    vevent["LOCATION"] = text(entry.where, entry.language)
    if entry.point:
        latitude, longitude = entry.point
        vevent["GEO"] = PropertyValue(f"{latitude:f};{longitude:f}")
    if entry.join_url and entry.is_coming:
        label = parameter("LABEL", entry.wording.text("Online"))
        vevent["CONFERENCE"] = PropertyValue(entry.join_url, f";VALUE=URI;FEATURE=VIDEO{label}")
    _describe(vevent, entry, texts.paragraphs(entry, site_url), site_url)
    if entry.contact:
        _name_organiser(vevent, entry.organiser, entry.contact)
    return written(vevent)


def extra_event(extra: ExtraEntry, site_url: str) -> bytes:
    """The VEVENT of an extra entry, without a place, and without marking people as busy."""
    entry = extra.entry
    vevent = _new_vevent(uid(entry, site_url, f".{extra.kind}"), entry)
    vevent["DTSTART"], vevent["DTEND"] = ical_values.times(extra.hours)
    vevent["SUMMARY"] = text(texts.extra_summary(extra), entry.language)
    vevent["STATUS"] = PropertyValue(STATUS[entry.status] if extra.kind == "draw" else "CONFIRMED")
    vevent["TRANSP"] = PropertyValue("TRANSPARENT")
    _describe(vevent, entry, texts.extra_paragraphs(extra, site_url), site_url)
    return written(vevent)


def withdrawn_event(entry: WithdrawnEntry, site_url: str) -> bytes:
    """The VEVENT of what was withdrawn: cancelled, with its time alone, by which programs without UIDs know
    it."""
    vevent = _new_vevent(uid(entry, site_url, entry.part), entry)
    vevent["DTSTART"], vevent["DTEND"] = ical_values.times(entry.hours)
    vevent["SUMMARY"] = text(entry.title, entry.language)
    vevent["STATUS"], vevent["TRANSP"] = PropertyValue("CANCELLED"), PropertyValue("TRANSPARENT")
    return written(vevent)


def _new_vevent(name: str, entry: CalendarEntry | WithdrawnEntry) -> Event:
    """A VEVENT with its UID and the properties that number its revisions."""
    vevent = Event()
    vevent["UID"] = text(name)
    # without METHOD, DTSTAMP is the time of the last change (RFC 5545, 3.8.7.2)
    modified = f"{ical_values.day(entry.modified)}T{entry.modified:%H%M%S}Z"
    vevent["DTSTAMP"] = vevent["LAST-MODIFIED"] = PropertyValue(modified)
    vevent["SEQUENCE"] = PropertyValue(str(entry.sequence))
    return vevent


def _describe(
    vevent: Event, entry: CalendarEntry, paragraphs: tuple[texts.Paragraph, ...], site_url: str
) -> None:
    """Set the description as text and as HTML, the categories, and the address of the page."""
    vevent["DESCRIPTION"] = text(texts.description(paragraphs), entry.language)
    vevent["X-ALT-DESC"] = PropertyValue(
        escaped(texts.page(paragraphs, entry.language)), ";FMTTYPE=text/html"
    )
    vevent["URL"] = PropertyValue(urls.absolute(site_url, urls.event(entry.city, entry.event)))
    categories = dict.fromkeys([entry.festival, entry.edition_name])
    vevent["CATEGORIES"] = PropertyValue(",".join(map(escaped, categories)))


def _name_organiser(vevent: Event, name: str, contact: str) -> None:
    """Set the contact: ``ORGANIZER`` for an e-mail address, which is all that calendar programs expect
    there, else ``CONTACT`` (RFC 5545, 3.8.4.3 and 3.8.4.2)."""
    link = contact_link(contact)
    if link.startswith("mailto:"):
        vevent["ORGANIZER"] = PropertyValue(link, parameter("CN", name))
    else:
        vevent["CONTACT"] = text(f"{name}, {link}")


def _image(facts: CalendarFile | EventFile) -> bytes:
    """The festival's share image (RFC 7986, 5.10); events have no image of their own."""
    if facts.image is None:
        return b""
    where = urls.absolute(facts.site_url, facts.image)
    return folded_line(f"IMAGE;VALUE=URI;DISPLAY=FULLSIZE;FMTTYPE=image/png:{where}".encode()) + CRLF


def uid(entry: CalendarEntry | WithdrawnEntry, site_url: str, part: str = "") -> str:
    """The permanent UID of an event, whatever its title, day, venue or new name (RFC 7986, 5.3).

    ``part`` is the suffix of an extra entry. Slugs have no full stop, so all UIDs are different.
    """
    return f"{entry.uid_name}{part}@{urlsplit(site_url).hostname}"


def alarms(entry: CalendarEntry) -> bytes:
    """The VALARMs of a coming event: two, or one if its start time is not known."""
    if not entry.is_coming or entry.status is Status.POSTPONED:
        return b""
    wording, title = entry.wording, entry.title
    tomorrow = wording.text("Tomorrow: {title}", title=title)
    if entry.hours.begin is None:
        return _alarm("-PT6H", tomorrow)  # at 18:00 the day before: a whole day begins at midnight
    return _alarm("-P1D", tomorrow) + _alarm("-PT2H", wording.text("In two hours: {title}", title=title))


def _alarm(trigger: str, message: str) -> bytes:
    alarm = Alarm()
    alarm["ACTION"], alarm["TRIGGER"] = PropertyValue("DISPLAY"), PropertyValue(trigger)
    alarm["DESCRIPTION"] = text(message)
    return written(alarm)
