"""The list of HTML pages, each with the facts that its template shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from samenight.content.library.library import Library
from samenight.pages.accounts_page import accounts_page
from samenight.pages.event_page import city_page, event_page, tonight_page
from samenight.pages.list_pages import charity_page, country_page, edition_page, home_page
from samenight.pages.moved_page import MovedPage, old_addresses
from samenight.pages.status_page import status_page
from samenight.site import urls
from samenight.site.artifact import Artifact, Publisher, Site
from samenight.site.page_templates import PageFrame, frame_of, page, withdrawn_page


@dataclass(frozen=True)
class NoFacts:
    """The facts of a page that shows nothing but its template."""


def _of_festival(library: Library, site: Site) -> Iterable[Artifact]:
    frame = frame_of(library, site)
    yield page(site, frame, urls.HOME, "home.html", home_page(library))
    yield page(site, frame, urls.NOT_FOUND, "not_found.html", NoFacts())
    yield page(site, frame, urls.STATUS, "status.html", status_page(library, site.changed))
    for code in library.cities_of_country:
        yield page(site, frame, urls.country(code), "country.html", country_page(library, code))
    for edition in library.editions:
        here = urls.edition(edition.slug)
        yield page(site, frame, here, "edition.html", edition_page(library, edition))
    for charity in library.charities:
        here = urls.charity(charity.slug)
        yield page(site, frame, here, "charity.html", charity_page(library, charity))
    yield page(site, frame, urls.ACCOUNTS, "accounts.html", accounts_page(library))


def _of_city(library: Library, site: Site) -> Iterable[Artifact]:
    frame = frame_of(library, site)
    for city in library.cities:
        current = city_page(library, city)
        yield page(site, frame, urls.city(city.slug), "city.html", current, current.language)
        if current.resolved is not None:
            here = urls.city_tonight(city.slug)
            yield page(site, frame, here, "tonight.html", tonight_page(current), current.language)
        for event in library.events_of_city.get(city.slug, ()):
            here, content = urls.event(city.slug, event.slug), event_page(library, event)
            yield page(site, frame, here, "event.html", content, content.language)
    yield from _withdrawn(library, site, frame)
    for old, new, title, language in old_addresses(library):
        yield page(site, frame, old, "moved.html", MovedPage(title, new), language)


def _withdrawn(library: Library, site: Site, frame: PageFrame) -> Iterator[Artifact]:
    """The neutral pages of hidden events, and in place of the screens of cities that have no others."""
    screens = {}
    for event in library.withdrawn:
        onward = urls.city(event.city)
        for name in ((event.city, event.event), *event.older_names):
            yield withdrawn_page(site, frame, urls.event(*name), event, onward)
        if event.city in library.emptied_cities:
            screens[event.city] = withdrawn_page(site, frame, urls.city_tonight(event.city), event, onward)
    yield from screens.values()


# All HTML pages except those of other packages.
artifacts = Publisher(_of_festival, _of_city)
