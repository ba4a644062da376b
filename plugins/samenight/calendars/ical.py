"""Calendars as iCalendar files (RFC 5545, with the properties that RFC 7986 added).

Every value is written here in its final form, and the ``icalendar`` library puts properties and
parameters in their order. Nothing depends on the moment of the build: a file changes only
when the facts in it do. There is no ``METHOD``: a published calendar would need an ``ORGANIZER`` in
every event then (RFC 5546, 3.2.1), and few of them have an address that everybody may have.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from icalendar import Alarm, Calendar, Event

from samenight.calendars import ical_values, texts, timezones
from samenight.calendars.calendar_entry import CalendarEntry, CalendarFile, EventFile, ExtraEntry
from samenight.calendars.ical_values import CRLF, Value, escaped, folded, parameter, text, written
from samenight.content.library.event_state import Status
from samenight.content.model.fields import css_colours
from samenight.site import urls
from samenight.site.display import contact_link

ICALENDAR = "text/calendar; charset=utf-8"  # the media type
PRODID = "-//Samenight//Samenight calendars//EN"
REFRESH = "PT12H"  # how often subscribers should look for news
STATUS = {
    Status.PLANNED: "TENTATIVE",
    Status.CONFIRMED: "CONFIRMED",
    Status.POSTPONED: "TENTATIVE",
    Status.CANCELLED: "CANCELLED",
    Status.HELD: "CONFIRMED",
}
END, END_EVENT = b"END:VCALENDAR\r\n", b"END:VEVENT\r\n"


def calendar(facts: CalendarFile) -> bytes:
    """The bytes of a calendar to subscribe to: what it is, the zones it needs, its events."""
    head = _head()
    head["NAME"] = head["X-WR-CALNAME"] = text(facts.name)
    head["URL"] = Value(urls.absolute(facts.site_url, facts.page))
    head["SOURCE"] = Value(urls.absolute(facts.site_url, facts.path), ";VALUE=URI")
    head["REFRESH-INTERVAL"] = Value(REFRESH, ";VALUE=DURATION")
    head["X-PUBLISHED-TTL"] = Value(REFRESH)
    head["COLOR"], head["X-APPLE-CALENDAR-COLOR"] = Value(facts.color), Value(css_colours()[facts.color])
    events = [event(entry, facts.site_url) for entry in facts.entries]
    return b"".join([_open(head), _image(facts), *_zones(facts), *events, *_extras(facts), END])


def download(facts: EventFile) -> bytes:
    """The bytes of the file of one event: it is put into the reader's own calendar, and so says
    nothing of a calendar, but may remind."""
    (entry,) = facts.entries
    lines = event(entry, facts.site_url).removesuffix(END_EVENT)
    whole = [lines, _image(facts), alarms(entry), END_EVENT]
    return b"".join([_open(_head()), *_zones(facts), *whole, *_extras(facts), END])


def _head() -> Calendar:
    head = Calendar()
    head["PRODID"], head["VERSION"], head["CALSCALE"] = map(Value, (PRODID, "2.0", "GREGORIAN"))
    return head


def _open(head: Calendar) -> bytes:
    return written(head).removesuffix(END)


def _zones(facts: CalendarFile | EventFile) -> Iterator[bytes]:
    """The zones of the events that have a time, for the years in which each is needed."""
    years: dict[str, set[int]] = defaultdict(set)
    everything: Iterable[CalendarEntry | ExtraEntry] = (*facts.entries, *facts.extras)
    for one in everything:
        years[one.hours.zone] |= ical_values.local_years(one.hours)
    for zone in sorted(years):
        if years[zone]:
            yield timezones.vtimezone(zone, tuple(sorted(years[zone])))


def _extras(facts: CalendarFile | EventFile) -> Iterator[bytes]:
    return (extra_event(extra, facts.site_url) for extra in facts.extras)


@functools.lru_cache(maxsize=16384)
def event(entry: CalendarEntry, site_url: str) -> bytes:
    """The VEVENT of an event (RFC 5545, 3.6.1). Kept, as several calendars hold the same one."""
    vevent = _begun(uid(entry, site_url), entry)
    vevent["DTSTART"], vevent["DTEND"] = ical_values.times(entry.hours)
    vevent["SUMMARY"] = text(texts.summary(entry), entry.language)
    vevent["STATUS"] = Value(STATUS[entry.status])
    if entry.status in {Status.CANCELLED, Status.POSTPONED}:
        vevent["TRANSP"] = Value("TRANSPARENT")  # whoever was to come is free that event
    vevent["LOCATION"] = text(entry.where, entry.language)
    if entry.point:
        latitude, longitude = entry.point
        vevent["GEO"] = Value(f"{latitude:f};{longitude:f}")
    _describe(vevent, entry, texts.paragraphs(entry, site_url), site_url)
    if entry.contact:
        _name_organiser(vevent, entry.organiser, entry.contact)
    return written(vevent)


def extra_event(extra: ExtraEntry, site_url: str) -> bytes:
    """The VEVENT of a moment that belongs to an event, without its place, and nobody is busy by it."""
    entry = extra.of
    vevent = _begun(uid(entry, site_url, f".{extra.kind}"), entry)
    vevent["DTSTART"], vevent["DTEND"] = ical_values.times(extra.hours)
    vevent["SUMMARY"] = text(texts.extra_summary(extra), entry.language)
    vevent["STATUS"] = Value(STATUS[entry.status] if extra.kind == "draw" else "CONFIRMED")
    vevent["TRANSP"] = Value("TRANSPARENT")
    _describe(vevent, entry, texts.extra_paragraphs(extra, site_url), site_url)
    return written(vevent)


def _begun(name: str, entry: CalendarEntry) -> Event:
    """A component with what tells revisions of an event apart."""
    vevent = Event()
    vevent["UID"] = text(name)
    # without METHOD, the stamp is the moment of the last change (RFC 5545, 3.8.7.2)
    modified = f"{ical_values.day(entry.modified)}T{entry.modified:%H%M%S}Z"
    vevent["DTSTAMP"] = vevent["LAST-MODIFIED"] = Value(modified)
    vevent["SEQUENCE"] = Value(str(entry.sequence))
    return vevent


def _describe(vevent: Event, entry: CalendarEntry, told: tuple[texts.Paragraph, ...], site_url: str) -> None:
    """The text in both forms, what it is about, and where its page is."""
    vevent["DESCRIPTION"] = text(texts.description(told), entry.language)
    vevent["X-ALT-DESC"] = Value(escaped(texts.page(told, entry.language)), ";FMTTYPE=text/html")
    vevent["URL"] = Value(urls.absolute(site_url, urls.event(entry.city, entry.edition)))
    categories = dict.fromkeys([entry.festival, entry.edition_name])
    vevent["CATEGORIES"] = Value(",".join(map(escaped, categories)))


def _name_organiser(vevent: Event, name: str, contact: str) -> None:
    """Whom to ask: ``ORGANIZER`` where it is an e-mail address, which is all that calendar programs
    expect there, else ``CONTACT`` (RFC 5545, 3.8.4.3 and 3.8.4.2)."""
    link = contact_link(contact)
    if link.startswith("mailto:"):
        vevent["ORGANIZER"] = Value(link, parameter("CN", name))
    else:
        vevent["CONTACT"] = text(f"{name}, {link}")


def _image(facts: CalendarFile | EventFile) -> bytes:
    """The picture that the pages are shared with (RFC 7986, 5.10); the events have none of their own."""
    if facts.image is None:
        return b""
    where = urls.absolute(facts.site_url, facts.image)
    return folded(f"IMAGE;VALUE=URI;DISPLAY=FULLSIZE;FMTTYPE=image/png:{where}".encode()) + CRLF


def uid(entry: CalendarEntry, site_url: str, part: str = "") -> str:
    """The event's name for good, whatever becomes of its title, day or venue (RFC 7986, 5.3).

    No slug has a full stop in it, so no two events can have one name, nor an event and a part of one.
    """
    return f"{entry.city}.{entry.edition}{part}@{urlsplit(site_url).hostname}"


def alarms(entry: CalendarEntry) -> bytes:
    """The reminders of an event that is to come: two, or one where its hour is not known."""
    if not entry.is_coming or entry.status is Status.POSTPONED:
        return b""
    said, title = entry.said, entry.title
    tomorrow = said.text("Tomorrow: {title}", title=title)
    if entry.hours.begin is None:
        return _alarm("-PT6H", tomorrow)  # at six in the evening before: a day begins at midnight
    return _alarm("-P1D", tomorrow) + _alarm("-PT2H", said.text("In two hours: {title}", title=title))


def _alarm(trigger: str, message: str) -> bytes:
    alarm = Alarm()
    alarm["ACTION"], alarm["TRIGGER"] = Value("DISPLAY"), Value(trigger)
    alarm["DESCRIPTION"] = text(message)
    return written(alarm)
