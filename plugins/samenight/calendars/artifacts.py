"""The artifacts of this package: all calendars, and the page that offers them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from samenight.calendars import jscalendar
from samenight.calendars.calendar_entry import (
    CalendarEntry,
    CalendarFile,
    EventFile,
    ExtraEntry,
    WithdrawnEntry,
    WithdrawnFile,
    entry_of,
    extras_of,
    withdrawn_entry,
    withdrawn_extras,
)
from samenight.calendars.ical import ICALENDAR, calendar, download, withdrawn_download
from samenight.content.library.festival_facts import grouped
from samenight.content.library.library import Library
from samenight.content.library.resolved_event import WithdrawnEvent, names_of
from samenight.content.library.titles import edition_title
from samenight.content.model.file_facts import Event, EventKey
from samenight.site import page_templates, urls
from samenight.site.artifact import Artifact, Publisher, Site
from samenight.site.display import country_in, locale


@dataclass(frozen=True)
class CalendarOffer:
    """A calendar on the page that offers them: its path, its name (for a country, its code), and
    the number of events in it."""

    path: str
    name: str
    count: int


@dataclass(frozen=True)
class CalendarPage:
    """What the page of the calendars shows. ``everything`` is ``None`` if no date is known."""

    everything: CalendarOffer | None
    editions: tuple[CalendarOffer, ...]
    countries: tuple[CalendarOffer, ...]


@dataclass(frozen=True)
class CalendarGroup:
    """The events of one calendar, and those withdrawn from it, with the paths of the calendar and of its
    page, its name, and the paths that the calendar had before."""

    path: str
    page: str
    name: str
    events: tuple[Event, ...]
    withdrawn: tuple[WithdrawnEvent, ...]
    older_paths: tuple[str, ...] = ()


@dataclass(frozen=True)
class EntrySet:
    """All entries of a festival in one choice of languages, their short extra entries, and those of hidden
    events, by the slugs of city and event."""

    entries: Mapping[EventKey, CalendarEntry]
    extras: Mapping[EventKey, tuple[ExtraEntry, ...]]
    withdrawn: Mapping[EventKey, tuple[WithdrawnEntry, ...]]


def _of_city(library: Library, site: Site) -> Iterable[Artifact]:
    """The calendars of a city and of each of its events, in its own language."""
    own = _in_own_language(library, site)
    older = {one.key: names_of(one.event, one.city)[:-1] for one in library.resolved.values()}
    older |= {(one.city, one.event): one.older_names for one in library.withdrawn}
    for key, entry in own.entries.items():
        file = EventFile(site.url, (entry,), own.extras.get(key, ()), _image(site))
        for name in (key, *older[key]):
            yield Artifact(urls.event_calendar(*name), ICALENDAR, download, file)
    for (city, slug), gone in own.withdrawn.items():
        for name in ((city, slug), *older[city, slug]):
            file_of_gone = WithdrawnFile(site.url, gone)
            yield Artifact(urls.event_calendar(*name), ICALENDAR, withdrawn_download, file_of_gone)
    for group in _cities(library):
        calendar_file = _file(group, own, library, site)
        if calendar_file:
            for path in (group.path, *group.older_paths):
                yield Artifact(path, ICALENDAR, calendar, calendar_file)


def _of_festival(library: Library, site: Site) -> Iterable[Artifact]:
    """The calendars of several cities, and the page that offers them."""
    shared = _in_one_language(library, site)
    counts: dict[str, int] = {}
    for calendar_file in filter(
        None, (_file(group, shared, library, site) for group in _groups(library, site))
    ):
        if calendar_file.entries:  # one that only cancels is not offered to anybody new
            counts[calendar_file.path] = len(calendar_file.entries)
        yield Artifact(calendar_file.path, ICALENDAR, calendar, calendar_file)
        if calendar_file.path == urls.CALENDAR:
            yield Artifact(urls.CALENDAR_JSON, jscalendar.MEDIA_TYPE, jscalendar.group, calendar_file)
    frame, content = page_templates.frame_of(library, site), _page(counts, library, site)
    yield page_templates.page(site, frame, urls.CALENDAR_PAGE, "calendar.html", content)


def _in_own_language(library: Library, site: Site) -> EntrySet:
    """Each event in its own language, for the calendars of the city."""
    pairs = ((one, entry_of(one, one.language, site.words)) for one in library.resolved.values())
    made = [(one, entry) for one, entry in pairs if entry]
    entries = {one.key: entry for one, entry in made}
    has_extras = library.festival.calendar_extras == "yes"
    extras = {one.key: tuple(extras_of(one.event, entry)) for one, entry in made} if has_extras else {}
    gone = ((one, withdrawn_entry(one, one.language, site.words)) for one in library.withdrawn)
    withdrawn = {
        (one.city, one.event): (entry, *(withdrawn_extras(one, entry) if has_extras else ()))
        for one, entry in gone
        if entry
    }
    return EntrySet(entries, extras, withdrawn)


def _in_one_language(library: Library, site: Site) -> EntrySet:
    """Each event in the festival's language: a reader of many cities does not know all their languages."""
    language = _language(library, site)
    made = ((key, entry_of(event, language, site.words)) for key, event in library.resolved.items())
    entries = {key: entry for key, entry in made if entry}
    gone = ((one, withdrawn_entry(one, language, site.words)) for one in library.withdrawn)
    withdrawn = {(one.city, one.event): (entry,) for one, entry in gone if entry}
    return EntrySet(entries, {}, withdrawn)


def _file(group: CalendarGroup, entry_set: EntrySet, library: Library, site: Site) -> CalendarFile | None:
    """The calendar of a group; ``None`` if no event in it has a day."""
    keys = [event.key for event in group.events]
    entries = tuple(entry_set.entries[key] for key in keys if key in entry_set.entries)
    extras = tuple(extra for key in keys for extra in entry_set.extras.get(key, ()))
    known = ((one.city, one.event) for one in group.withdrawn)
    gone = tuple(entry for key in known for entry in entry_set.withdrawn.get(key, ()))
    if not (entries or gone):
        return None
    color = library.festival.color
    return CalendarFile(
        site.url, group.path, group.page, group.name, entries, extras, color, _image(site), gone
    )


def _image(site: Site) -> str | None:
    return urls.SHARE_IMAGE if urls.SHARE_IMAGE in site.static else None


def _language(library: Library, site: Site) -> str:
    return site.words.first(*library.festival.languages)


def _cities(library: Library) -> Iterator[CalendarGroup]:
    """The cities, each with its own calendar in its own language."""
    gone = grouped(library.withdrawn, lambda one: [one.city])
    for slug, events in _both(library.events_of_city, gone):
        city = library.city[slug]
        title, older = f"{library.festival.name} {city.name}", tuple(map(urls.city_calendar, city.was))
        yield CalendarGroup(urls.city_calendar(slug), urls.city(slug), title, *events, older)


def _groups(library: Library, site: Site) -> Iterator[CalendarGroup]:
    """Countries, editions, and the festival as a whole."""
    name, language = library.festival.name, _language(library, site)
    gone = grouped(library.withdrawn, lambda one: [one.country])
    for code, events in _both(library.events_of_country, gone):
        title = f"{name} {country_in(locale(language), code)}"
        yield CalendarGroup(urls.country_calendar(code), urls.country(code), title, *events)
    gone = grouped(library.withdrawn, lambda one: [one.edition])
    for slug, events in _both(library.events_of_edition, gone):
        title = edition_title(name, library.edition[slug].name)
        yield CalendarGroup(urls.edition_calendar(slug), urls.edition(slug), title, *events)
    yield CalendarGroup(urls.CALENDAR, urls.CALENDAR_PAGE, name, library.events, library.withdrawn)


def _both(
    shown: Mapping[str, tuple[Event, ...]], gone: Mapping[str, tuple[WithdrawnEvent, ...]]
) -> Iterator[tuple[str, tuple[tuple[Event, ...], tuple[WithdrawnEvent, ...]]]]:
    """The events of each key, those that are shown and those that were withdrawn."""
    for key in dict.fromkeys([*shown, *gone]):
        yield key, (shown.get(key, ()), gone.get(key, ()))


def _page(counts: Mapping[str, int], library: Library, site: Site) -> CalendarPage:
    """The offers: editions newest first, countries by name; the template turns codes into names."""
    editions = ((urls.edition_calendar(edition.slug), edition.name) for edition in library.editions[::-1])
    formats = locale(_language(library, site))
    codes = sorted(library.cities_of_country, key=lambda code: country_in(formats, code))
    countries = ((urls.country_calendar(code), code) for code in codes)
    whole = _offers([(urls.CALENDAR, library.festival.name)], counts)
    return CalendarPage(whole[0] if whole else None, _offers(editions, counts), _offers(countries, counts))


def _offers(named: Iterable[tuple[str, str]], counts: Mapping[str, int]) -> tuple[CalendarOffer, ...]:
    return tuple(CalendarOffer(path, name, counts[path]) for path, name in named if path in counts)


# All calendars that have an event with a known day, and the page.
artifacts = Publisher(_of_festival, _of_city)
