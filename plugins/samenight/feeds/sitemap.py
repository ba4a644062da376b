"""Files for programs that look around: the sitemap (sitemaps.org 0.9), robots.txt and security.txt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree as ET

from samenight.content.library.library import Library
from samenight.site import urls
from samenight.site.artifact import Artifact

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST_ADDRESSES = 45_000  # the format allows 50,000 per file
XML = "application/xml"


def public_paths(library: Library) -> Iterator[str]:
    """The path of every page for search engines: not the projector's, nor the coordinator's, nor that of a
    city whose events were all withdrawn."""
    yield from (urls.HOME, urls.RESULTS, urls.CALENDAR_PAGE, urls.ACCOUNTS)
    if library.editions:
        yield urls.FESTIVAL_PRINT
    for edition in library.editions:
        yield from (urls.edition(edition.slug), urls.edition_results(edition.slug))
    yield from (urls.country(code) for code in library.cities_of_country)
    yield from (urls.charity(charity.slug) for charity in library.charities)
    yield from (urls.page(page.slug) for page in library.pages if page.status == "published")
    for city in library.cities:
        if city.slug in library.emptied_cities:
            continue
        yield urls.city(city.slug)
        if library.events_of_city.get(city.slug):
            yield urls.city_print(city.slug)
        yield from (urls.event(city.slug, e.slug) for e in library.events_of_city.get(city.slug, ()))


def sitemap_artifacts(addresses: tuple[str, ...], site_url: str) -> Iterator[Artifact]:
    """One sitemap, or an index of several if there are too many addresses for one."""
    if len(addresses) <= MOST_ADDRESSES:
        yield Artifact(urls.SITEMAP, XML, urlset, addresses)
        return
    names = []
    for number, start in enumerate(range(0, len(addresses), MOST_ADDRESSES), 1):
        names.append(urls.sitemap_part(number))
        yield Artifact(names[-1], XML, urlset, addresses[start : start + MOST_ADDRESSES])
    yield Artifact(urls.SITEMAP, XML, index, tuple(urls.absolute(site_url, name) for name in names))


def urlset(addresses: tuple[str, ...]) -> bytes:
    """A sitemap of addresses."""
    return _listing("urlset", "url", addresses)


def index(addresses: tuple[str, ...]) -> bytes:
    """A sitemap of sitemaps."""
    return _listing("sitemapindex", "sitemap", addresses)


def _listing(outer: str, inner: str, addresses: tuple[str, ...]) -> bytes:
    root = ET.Element(outer, {"xmlns": NAMESPACE})
    for address in addresses:
        ET.SubElement(ET.SubElement(root, inner), "loc").text = address
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()


def robots(sitemap: str) -> bytes:
    """robots.txt (RFC 9309): everybody may read everything."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n".encode()


class SecurityFacts(NamedTuple):
    """The facts of security.txt: the address of the contact, the instant (UTC) at which it lapses, the
    languages (BCP 47) that are read there, and the public address of the file."""

    contact: str
    lapses: dt.datetime
    languages: tuple[str, ...]
    address: str


def security_facts(library: Library, site_url: str) -> SecurityFacts | None:
    """The facts of security.txt, or ``None`` if there is no contact, or it has lapsed."""
    festival, lapses = library.festival, library.security_lapses
    if festival.security_contact is None or lapses is None or lapses <= library.now:
        return None
    address = urls.absolute(site_url, urls.SECURITY)
    return SecurityFacts(festival.security_contact, lapses, festival.languages, address)


def security(facts: SecurityFacts) -> bytes:
    """security.txt (RFC 9116): where to report a weakness. An address without encryption is no canonical
    one."""
    lines = [
        f"Contact: {facts.contact}",
        f"Expires: {facts.lapses:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(facts.languages)}",
        *([f"Canonical: {facts.address}"] if facts.address.startswith("https://") else []),
    ]
    return "".join(f"{line}\n" for line in lines).encode()
