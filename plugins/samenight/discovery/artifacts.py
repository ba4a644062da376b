"""The feed of everything and of each city, the sitemap, robots.txt."""

from __future__ import annotations

from collections.abc import Iterable

from samenight.artifact import Artifact, Site
from samenight.discovery.feed import atom, city_feed, festival_feed
from samenight.discovery.sitemap import public_paths, robots, sitemap_artifacts
from samenight.festival import links
from samenight.festival.library import Library

ATOM = "application/atom+xml; charset=utf-8"


def artifacts(library: Library, site: Site) -> Iterable[Artifact]:
    """All files of this room."""
    yield Artifact(links.FEED, ATOM, atom, festival_feed(library, site))
    for city in library.cities:
        yield Artifact(links.city_feed(city.slug), ATOM, atom, city_feed(library, city, site))
    addresses = tuple(links.absolute(site.url, path) for path in public_paths(library))
    yield from sitemap_artifacts(addresses, site.url)
    sitemap = links.absolute(site.url, links.SITEMAP)
    yield Artifact(links.ROBOTS, "text/plain; charset=utf-8", robots, sitemap)
