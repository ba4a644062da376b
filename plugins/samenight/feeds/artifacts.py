"""The feed of everything and of each city, the sitemap, robots.txt, security.txt."""

from __future__ import annotations

from collections.abc import Iterable

from samenight.content.library.library import Library
from samenight.feeds.atom import atom, city_feed, festival_feed
from samenight.feeds.sitemap import public_paths, robots, security, security_facts, sitemap_artifacts
from samenight.site import urls
from samenight.site.artifact import Artifact, Publisher, Site

ATOM = "application/atom+xml; charset=utf-8"
TEXT = "text/plain; charset=utf-8"


def _of_city(library: Library, site: Site) -> Iterable[Artifact]:
    for city in library.cities:
        feed = city_feed(library, city, site)
        for name in (city.slug, *city.was):
            yield Artifact(urls.city_feed(name), ATOM, atom, feed)


def _of_festival(library: Library, site: Site) -> Iterable[Artifact]:
    yield Artifact(urls.FEED, ATOM, atom, festival_feed(library, site))
    addresses = tuple(urls.absolute(site.url, path) for path in public_paths(library))
    yield from sitemap_artifacts(addresses, site.url)
    sitemap = urls.absolute(site.url, urls.SITEMAP)
    yield Artifact(urls.ROBOTS, TEXT, robots, sitemap)
    contact = security_facts(library, site.url)
    if contact:
        yield Artifact(urls.SECURITY, TEXT, security, contact)


# All files of this package.
artifacts = Publisher(_of_festival, _of_city)
