"""The paths that a festival publishes, as far as texts link to them: pages, calendars, feeds and data."""

from __future__ import annotations

from collections.abc import Iterator, Set

from samenight.content.library.library import Library
from samenight.content.library.resolved_event import names_of
from samenight.site import urls

_FIXED = (
    urls.HOME, urls.CALENDAR_PAGE, urls.FEED, urls.RESULTS, urls.RESULTS_JSON, urls.RESULTS_CSV,
    urls.RESULTS_SCHEMA, urls.ACCOUNTS, urls.STATUS, urls.FESTIVAL_PRINT, urls.SITEMAP, urls.ROBOTS,
    urls.NOT_FOUND, urls.BUILD, urls.MANIFEST,
)  # fmt: skip


def paths_of(library: Library) -> frozenset[str]:
    """The published paths of pages, calendars, feeds and data."""
    return frozenset([*_paths(library), *_calendars(library)])


def _paths(library: Library) -> Iterator[str]:
    """Those of all but the calendars."""
    yield from _FIXED
    yield from (file.path for file in library.root_files)
    yield from (urls.country(code) for code in library.cities_of_country)
    for edition in library.editions:
        yield from (urls.edition(edition.slug), urls.edition_results(edition.slug))
    yield from (urls.charity(charity.slug) for charity in library.charities)
    yield from (urls.page(page.slug) for page in library.pages if page.status != "draft")
    for city in library.cities:
        for name in (city.slug, *city.was):
            yield from (urls.city(name), urls.city_feed(name))
            if library.events_of_city.get(city.slug) or city.slug in library.emptied_cities:
                yield from (urls.city_tonight(name), urls.city_print(name))
    for event in (*library.events, *library.hidden_events):
        yield from (urls.event(*names) for names in names_of(event, library.city[event.city]))


def _calendars(library: Library) -> Iterator[str]:
    """The calendars that have an event with a known day, or cancel one that is hidden now."""
    for event in (*library.events, *library.hidden_events):
        if library.calendar_day_of(event):
            city = library.city[event.city]
            yield from (urls.event_calendar(*names) for names in names_of(event, city))
            yield from (urls.city_calendar(name) for name in (city.slug, *city.was))
            yield from (urls.country_calendar(code) for code in filter(None, [city.country]))
            yield from (urls.edition_calendar(event.edition), urls.CALENDAR, urls.CALENDAR_JSON)


def is_part_of_a_kit(path: str, paths: Set[str]) -> bool:
    """Whether a path is below a print kit or the theme: which files these have is not worked out here."""
    before, found, _ = path.partition("/print/")
    return path.startswith(("theme/", "print/")) or bool(found and f"{before}/" in paths)
