"""Pages at the addresses that cities and events had under older names: each leads to where it is now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from samenight.content.library.library import Library
from samenight.content.library.resolved_city import resolved_city
from samenight.content.library.resolved_event import names_of
from samenight.content.model.file_facts import City
from samenight.site import urls


@dataclass(frozen=True)
class MovedPage:
    """The name of what moved, and the path where it is now."""

    name: str
    target: str


def old_addresses(library: Library) -> Iterator[tuple[str, str, str, str]]:
    """For each old address of a city, its screen, its print kit and its events: that path, the path of today,
    the name of what is there, and the language of its page."""
    for city in library.cities:
        yield from _of_city(library, city)
        for event in library.events_of_city.get(city.slug, ()):
            one = library.resolve(event)
            for name in names_of(event, city)[:-1]:
                yield urls.event(*name), urls.event(*event.key), one.title, one.language


def _of_city(library: Library, city: City) -> Iterator[tuple[str, str, str, str]]:
    language = resolved_city(city, library, library.languages).language
    paths = [urls.city]
    if library.current_event(city.slug) or city.slug in library.emptied_cities:
        paths += [urls.city_tonight, urls.city_print]
    for name in city.was:
        for path in paths:
            yield path(name), path(city.slug), city.name, language
