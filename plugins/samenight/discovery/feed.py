"""Atom feeds (RFC 4287): posts in full, and each evening as an entry of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from samenight import event_words, show
from samenight.artifact import Site
from samenight.festival import links
from samenight.festival.body import absolute_html, html_of
from samenight.festival.library import Library
from samenight.festival.model import City
from samenight.festival.resolved_event import ResolvedEvent, ResolvedPost, resolved_city

ENTRIES = 100
NAMESPACE = "http://www.w3.org/2005/Atom"
LONG_AGO = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Entry:
    """One entry: a post with its Markdown, or an event with a line about it; ``updated`` is in UTC."""

    address: str
    title: str
    updated: dt.datetime
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


def festival_feed(library: Library, site: Site) -> Feed:
    """The newest entries of all cities, events in the language of the festival: who follows many cities
    cannot read all of theirs."""
    festival, language = library.festival, site.words.first(*library.festival.languages)
    posts = [_post_entry(post, site.url) for post in library.published_posts]
    events = [_event_entry(event, site, language) for event in library.resolved.values()][::-1]
    return Feed(
        title=festival.name,
        subtitle=festival.tagline or "",
        author=festival.name,
        address=links.absolute(site.url, links.FEED),
        page=links.absolute(site.url, links.HOME),
        language=language,
        entries=_newest_first([*posts, *events])[:ENTRIES],
    )


def city_feed(library: Library, city: City, site: Site) -> Feed:
    """All entries of one city, in its language."""
    events = [library.resolve(event) for event in library.events_of_city.get(city.slug, ())[::-1]]
    posts = library.posts_of_city.get(city.slug, ())
    entries = [_post_entry(post, site.url) for post in posts]
    entries += [_event_entry(event, site, event.language) for event in events]
    return Feed(
        title=f"{library.festival.name}: {city.name}",
        subtitle="",
        author=library.festival.name,
        address=links.absolute(site.url, links.city_feed(city.slug)),
        page=links.absolute(site.url, links.city(city.slug)),
        language=resolved_city(city, library).language,
        entries=_newest_first(entries),
    )


def _newest_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries by when they last changed; of those that changed together, the library's latest first."""
    return tuple(sorted(entries, key=lambda entry: entry.updated, reverse=True))


def _post_entry(one: ResolvedPost, site_url: str) -> Entry:
    return Entry(
        address=links.absolute(site_url, links.post(one.post.city, one.post.slug)),
        title=f"{one.city.name}: {one.post.title}",
        updated=one.published,
        summary="",
        body=one.post.body,
        language=one.language,
    )


def _event_entry(event: ResolvedEvent, site: Site, language: str) -> Entry:
    said, locale = site.words.of(language), show.locale(language)
    return Entry(
        address=links.absolute(site.url, links.event(*event.key)),
        title=event_words.marked_title(event, said, locale),
        updated=event.changed,
        summary=event_words.in_short(event, said, locale),
        body="",
        language=language,
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


def _moment(moment: dt.datetime) -> str:
    """An instant in UTC as RFC 3339 has it (RFC 4287, 3.3)."""
    return f"{moment:%Y-%m-%dT%H:%M:%S}Z"
