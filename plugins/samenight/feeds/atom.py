"""Atom feeds (RFC 4287): posts in full, each event as an entry of its own, and what was withdrawn as a
``deleted-entry`` (RFC 6721), so that readers remove their copy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from samenight.content.library.library import Library
from samenight.content.library.resolved_city import ResolvedPost, resolved_city
from samenight.content.library.resolved_event import LONG_AGO, ResolvedEvent, WithdrawnEvent
from samenight.content.model.file_facts import City
from samenight.content.values.times import rfc_3339
from samenight.site import display, event_words, urls
from samenight.site.artifact import Site
from samenight.site.body_html import absolute_html, html_of, placed
from samenight.site.text_links import TextHome, home_of

ENTRIES = 100
NAMESPACE = "http://www.w3.org/2005/Atom"
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"


_NO_HOME = TextHome(urls.HOME, ())


@dataclass(frozen=True)
class FeedEntry:
    """One entry: a post with its Markdown, or an event with a summary; ``updated`` is in UTC."""

    address: str
    title: str
    updated: dt.datetime
    summary: str
    body: str
    language: str
    home: TextHome = _NO_HOME
    """Where the Markdown belongs."""


@dataclass(frozen=True)
class DeletedEntry:
    """An entry that was withdrawn: its permanent name, and when (UTC)."""

    address: str
    when: dt.datetime


@dataclass(frozen=True)
class Feed:
    """A feed before it is written."""

    title: str
    subtitle: str
    author: str
    address: str
    page: str
    language: str
    entries: tuple[FeedEntry, ...]
    deleted: tuple[DeletedEntry, ...] = ()


def festival_feed(library: Library, site: Site) -> Feed:
    """The newest entries of all cities, events in the language of the festival, as subscribers cannot read
    the languages of all cities."""
    festival, language = library.festival, site.words.first(*library.festival.languages)
    posts = [_post_entry(post, site.url) for post in library.published_posts]
    events = [_event_entry(event, site, language) for event in library.resolved.values()][::-1]
    return Feed(
        title=festival.name,
        subtitle=festival.tagline or "",
        author=festival.name,
        address=urls.absolute(site.url, urls.FEED),
        page=urls.absolute(site.url, urls.HOME),
        language=language,
        entries=_newest_first([*posts, *events])[:ENTRIES],
        deleted=_deleted(library.withdrawn, site)[:ENTRIES],
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
        address=urls.absolute(site.url, urls.city_feed(city.slug)),
        page=urls.absolute(site.url, urls.city(city.slug)),
        language=resolved_city(city, library, library.languages).language,
        entries=_newest_first(entries),
        deleted=_deleted((event for event in library.withdrawn if event.city == city.slug), site),
    )


def _deleted(events: Iterable[WithdrawnEvent], site: Site) -> tuple[DeletedEntry, ...]:
    """Hidden events, the one that was withdrawn last first. Posts are not among them: their permanent names
    are made of words that organisers typed."""
    found = [
        DeletedEntry(urls.absolute(site.url, urls.event(one.city, one.event)), one.revision.modified)
        for one in events
    ]
    return tuple(sorted(found, key=lambda one: one.when, reverse=True))


def _newest_first(entries: Iterable[FeedEntry]) -> tuple[FeedEntry, ...]:
    """Entries by their last change, newest first; at equal times, the library's latest first."""
    return tuple(sorted(entries, key=lambda entry: entry.updated, reverse=True))


def _post_entry(resolved: ResolvedPost, site_url: str) -> FeedEntry:
    return FeedEntry(
        address=urls.absolute(site_url, urls.post(resolved.post.city, resolved.post.slug)),
        title=f"{resolved.city.name}: {resolved.post.title}",
        updated=resolved.published,
        summary="",
        body=resolved.post.body,
        language=resolved.language,
        home=home_of(resolved.post),
    )


def _event_entry(event: ResolvedEvent, site: Site, language: str) -> FeedEntry:
    wording, locale = site.words.of(language), display.locale(language)
    return FeedEntry(
        address=urls.absolute(site.url, urls.event(*event.key)),
        title=event_words.marked_title(event, wording, locale),
        updated=event.changed,
        summary=event_words.in_short(event, wording, locale),
        body="",
        language=language,
    )


def atom(feed: Feed) -> bytes:
    """The feed's XML."""
    tombstones = {"xmlns:at": TOMBSTONES} if feed.deleted else {}
    root = ET.Element("feed", {"xmlns": NAMESPACE, **tombstones, "xml:lang": feed.language})
    ET.SubElement(root, "id").text = feed.address
    ET.SubElement(root, "title").text = feed.title
    if feed.subtitle:
        ET.SubElement(root, "subtitle").text = feed.subtitle
    changes = [*(entry.updated for entry in feed.entries), *(entry.when for entry in feed.deleted)]
    ET.SubElement(root, "updated").text = rfc_3339(max(changes, default=LONG_AGO))
    ET.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": feed.address})
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.page})
    ET.SubElement(ET.SubElement(root, "author"), "name").text = feed.author
    ET.SubElement(root, "generator", {"uri": feed.page}).text = "Samenight"
    for deleted in feed.deleted:
        ET.SubElement(root, "at:deleted-entry", {"ref": deleted.address, "when": rfc_3339(deleted.when)})
    for entry in feed.entries:
        _add(root, entry)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'.encode()


def _add(root: ET.Element, entry: FeedEntry) -> None:
    element = ET.SubElement(root, "entry", {"xml:lang": entry.language} if entry.language else {})
    ET.SubElement(element, "id").text = entry.address
    ET.SubElement(element, "title").text = entry.title
    ET.SubElement(element, "updated").text = rfc_3339(entry.updated)
    ET.SubElement(element, "link", {"rel": "alternate", "type": "text/html", "href": entry.address})
    if entry.body.strip():
        html = placed(html_of(entry.body, entry.home), entry.home.path)
        html = absolute_html(html, entry.address)
        ET.SubElement(element, "content", {"type": "html"}).text = html
    else:
        ET.SubElement(element, "summary").text = entry.summary or entry.title
