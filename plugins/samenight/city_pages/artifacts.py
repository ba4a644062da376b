"""Which pages there are, and from which facts each is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from samenight.artifact import Artifact, Site
from samenight.city_pages.city import city_page, event_page, tonight_page
from samenight.city_pages.lists import charity_page, country_page, edition_page, home_page
from samenight.city_pages.status import status_page
from samenight.festival import links
from samenight.festival.library import Library
from samenight.theme import Frame, frame_of, page


@dataclass(frozen=True)
class Nothing:
    """The facts of a page that has none of its own."""


def artifacts(library: Library, site: Site) -> Iterable[Artifact]:
    """All pages but those of other rooms."""
    frame = frame_of(library, site)
    yield page(site, frame, links.HOME, "home.html", home_page(library))
    yield page(site, frame, links.NOT_FOUND, "not_found.html", Nothing())
    yield page(site, frame, links.STATUS, "status.html", status_page(library, site.changed))
    yield from _cities(library, site, frame)
    for code in library.cities_of_country:
        yield page(site, frame, links.country(code), "country.html", country_page(library, code))
    for edition in library.editions:
        here = links.edition(edition.slug)
        yield page(site, frame, here, "edition.html", edition_page(library, edition))
    for charity in library.charities:
        here = links.charity(charity.slug)
        yield page(site, frame, here, "charity.html", charity_page(library, charity))


def _cities(library: Library, site: Site, frame: Frame) -> Iterator[Artifact]:
    for city in library.cities:
        current = city_page(library, city)
        yield page(site, frame, links.city(city.slug), "city.html", current, current.language)
        if current.resolved is not None:
            here = links.city_tonight(city.slug)
            yield page(site, frame, here, "tonight.html", tonight_page(current), current.language)
        for event in library.events_of_city.get(city.slug, ()):
            here, content = links.event(city.slug, event.edition), event_page(library, event)
            yield page(site, frame, here, "event.html", content, content.language)
