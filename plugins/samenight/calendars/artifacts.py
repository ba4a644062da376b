"""What this room publishes: calendars of everything there is, and the page that offers them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from samenight import theme
from samenight.artifact import Artifact, Site
from samenight.calendars import jscalendar
from samenight.calendars.entry import CalendarFile, Entry, country_name, entry_of
from samenight.calendars.ical import ICALENDAR, calendar
from samenight.calendars.words import summary
from samenight.festival import links
from samenight.festival.library import Library
from samenight.festival.model import Event
from samenight.festival.titles import edition_title


@dataclass(frozen=True)
class Offer:
    """A calendar on the page that offers them: its path, its name (of a country: its code), and
    how many events are in it."""

    path: str
    name: str
    count: int


@dataclass(frozen=True)
class CalendarPage:
    """What the page of the calendars shows. ``everything`` is ``None`` where no date is known."""

    everything: Offer | None
    editions: tuple[Offer, ...]
    countries: tuple[Offer, ...]


@dataclass(frozen=True)
class Group:
    """Events that make one calendar: where it and its page are, its name, and the events."""

    path: str
    page: str
    name: str
    events: tuple[Event, ...]


def artifacts(library: Library, site: Site) -> Iterable[Artifact]:
    """All calendars that have an event with a day in them, and the page."""
    counts: dict[str, int] = {}
    for file in _files(library, site):
        counts[file.path] = len(file.entries)
        yield Artifact(file.path, ICALENDAR, calendar, file)
        if file.path == links.CALENDAR:
            yield Artifact(links.CALENDAR_JSON, jscalendar.MEDIA_TYPE, jscalendar.group, file)
    frame, content = theme.frame_of(library, site), _page(counts, library)
    yield theme.page(site, frame, links.CALENDAR_PAGE, "calendar.html", content)


def _files(library: Library, site: Site) -> Iterator[CalendarFile]:
    """The calendars, out of entries that are made once and shared by all calendars they are in."""
    made = {(event.city, event.edition): entry_of(event, library) for event in library.events}
    for entry in filter(None, made.values()):
        path, page = links.event_calendar(entry.city, entry.edition), links.event(entry.city, entry.edition)
        yield CalendarFile(site.url, path, page, summary(entry), (entry,))
    for group in _groups(library):
        found = (made[event.city, event.edition] for event in group.events)
        entries: tuple[Entry, ...] = tuple(filter(None, found))
        if entries:
            yield CalendarFile(site.url, group.path, group.page, group.name, entries)


def _groups(library: Library) -> Iterator[Group]:
    """Cities, countries, editions, and the festival as a whole."""
    name = library.festival.name
    for slug, events in library.events_of_city.items():
        title = f"{name} {library.city[slug].name}"
        yield Group(links.city_calendar(slug), links.city(slug), title, events)
    for code, events in library.events_of_country.items():
        title = f"{name} {country_name(code, library)}"
        yield Group(links.country_calendar(code), links.country(code), title, events)
    for slug, events in library.events_of_edition.items():
        title = edition_title(name, library.edition[slug].name)
        yield Group(links.edition_calendar(slug), links.edition(slug), title, events)
    yield Group(links.CALENDAR, links.CALENDAR_PAGE, name, library.events)


def _page(counts: Mapping[str, int], library: Library) -> CalendarPage:
    """The offers: editions newest first, countries by name; the template writes the names."""
    editions = ((links.edition_calendar(edition.slug), edition.name) for edition in library.editions[::-1])
    codes = sorted(library.cities_of_country, key=lambda code: country_name(code, library))
    countries = ((links.country_calendar(code), code) for code in codes)
    whole = _offers([(links.CALENDAR, library.festival.name)], counts)
    return CalendarPage(whole[0] if whole else None, _offers(editions, counts), _offers(countries, counts))


def _offers(named: Iterable[tuple[str, str]], counts: Mapping[str, int]) -> tuple[Offer, ...]:
    return tuple(Offer(path, name, counts[path]) for path, name in named if path in counts)
