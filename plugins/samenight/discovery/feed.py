"""Atom feeds (RFC 4287): posts in full, and each evening as an entry of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from samenight.festival import links
from samenight.festival.body import absolute_html, html_of
from samenight.festival.cards import revised
from samenight.festival.library import Library
from samenight.festival.model import City, Event
from samenight.festival.writing import Post

ENTRIES = 100
NAMESPACE = "http://www.w3.org/2005/Atom"
LONG_AGO = dt.date(1970, 1, 1)


@dataclass(frozen=True)
class Entry:
    """One entry: a post with its Markdown, or an evening with a line about it."""

    address: str
    title: str
    updated: dt.date
    summary: str
    body: str
    language: str


@dataclass(frozen=True)
class Feed:
    """A feed before it is written."""

    title: str
    subtitle: str
    author: str
    address: str
    page: str
    language: str
    entries: tuple[Entry, ...]


def festival_feed(library: Library, site_url: str) -> Feed:
    """The newest entries of all cities."""
    festival = library.festival
    entries = _entries(library, library.posts, library.events, site_url)
    return Feed(
        title=festival.name,
        subtitle=festival.tagline or "",
        author=festival.name,
        address=links.absolute(site_url, links.FEED),
        page=links.absolute(site_url, links.HOME),
        language=festival.languages[0],
        entries=entries[:ENTRIES],
    )


def city_feed(library: Library, city: City, site_url: str) -> Feed:
    """All entries of one city."""
    posts = library.posts_of_city.get(city.slug, ())
    events = library.events_of_city.get(city.slug, ())
    return Feed(
        title=f"{library.festival.name}: {city.name}",
        subtitle="",
        author=library.festival.name,
        address=links.absolute(site_url, links.city_feed(city.slug)),
        page=links.absolute(site_url, links.city(city.slug)),
        language=city.languages[0] if city.languages else library.festival.languages[0],
        entries=_entries(library, posts, events, site_url),
    )


def _entries(
    library: Library, posts: Iterable[Post], events: Iterable[Event], site_url: str
) -> tuple[Entry, ...]:
    found = [_post_entry(library, post, site_url) for post in posts]
    found += [_event_entry(library, event, site_url) for event in events]
    found.sort(key=lambda entry: entry.address)
    return tuple(sorted(found, key=lambda entry: entry.updated, reverse=True))


def _post_entry(library: Library, post: Post, site_url: str) -> Entry:
    city = library.city[post.city]
    return Entry(
        address=links.absolute(site_url, links.post(post.city, post.slug)),
        title=f"{city.name}: {post.title}",
        updated=post.date,
        summary="",
        body=post.body,
        language=post.languages[0] if post.languages else "",
    )


def _event_entry(library: Library, event: Event, site_url: str) -> Entry:
    city, edition = library.city[event.city], library.edition[event.edition]
    charity, day = library.charity_of(event), library.day_of(event)
    told = [
        day.isoformat() if day else "",
        event.venue.name if event.venue and event.venue.name else "",
        charity.name if charity else "",
        event.status if event.status in {"cancelled", "postponed"} else "",
    ]
    return Entry(
        address=links.absolute(site_url, links.event(event.city, event.edition)),
        title=f"{city.name}, {event.name or edition.name}",
        updated=revised(event, library),
        summary=" · ".join(filter(None, told)) or edition.name,
        body="",
        language="",
    )


def atom(feed: Feed) -> bytes:
    """The feed's XML."""
    root = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": feed.language})
    ET.SubElement(root, "id").text = feed.address
    ET.SubElement(root, "title").text = feed.title
    if feed.subtitle:
        ET.SubElement(root, "subtitle").text = feed.subtitle
    ET.SubElement(root, "updated").text = _moment(max((e.updated for e in feed.entries), default=LONG_AGO))
    ET.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": feed.address})
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.page})
    ET.SubElement(ET.SubElement(root, "author"), "name").text = feed.author
    ET.SubElement(root, "generator", {"uri": feed.page}).text = "Samenight"
    for entry in feed.entries:
        _add(root, entry)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()


def _add(root: ET.Element, entry: Entry) -> None:
    element = ET.SubElement(root, "entry", {"xml:lang": entry.language} if entry.language else {})
    ET.SubElement(element, "id").text = entry.address
    ET.SubElement(element, "title").text = entry.title
    ET.SubElement(element, "updated").text = _moment(entry.updated)
    ET.SubElement(element, "link", {"rel": "alternate", "type": "text/html", "href": entry.address})
    if entry.body.strip():
        html = absolute_html(html_of(entry.body), entry.address)
        ET.SubElement(element, "content", {"type": "html"}).text = html
    else:
        ET.SubElement(element, "summary").text = entry.summary or entry.title


def _moment(day: dt.date) -> str:
    """A day as the RFC 3339 moment that Atom asks for: its midnight in UTC."""
    return f"{day.isoformat()}T00:00:00Z"
