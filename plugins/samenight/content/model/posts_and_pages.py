"""Files that are mostly text: posts, prepared posts for social networks, pages, countries."""

from __future__ import annotations

from samenight.content.model.base import FileFact
from samenight.content.model.fields import (
    Accounts,
    Contact,
    Date,
    Hashtag,
    Hidden,
    Language,
    NetworkName,
    PageStatus,
    Slug,
    Text,
    Time,
    Topic,
    Url,
    YesNo,
)
from samenight.content.model.media import Follow, Link, Photo


class NewsPost(FileFact):
    """What all news have."""

    slug: Slug
    """The post's name in addresses (the file name)."""
    hidden: Hidden = "no"
    """Whether it is withdrawn: "yes" takes it off all pages and feeds."""
    title: Text
    """The headline."""
    date: Date
    """When it was published."""
    edition: Slug | None = None
    """The edition it belongs to."""
    languages: tuple[Language, ...] = ()
    """The language it is written in."""


class Post(NewsPost):
    """``cities/<city>/posts/<date>-<name>.md``: news of one city."""

    city: Slug
    """The city (the folder name)."""


class FestivalPost(NewsPost):
    """``posts/<date>-<name>.md``: news of the festival."""

    photos: tuple[Photo, ...] = ()
    """Its pictures."""


class OutreachPost(FileFact):
    """``outreach/<name>.md``, ``cities/<city>/outreach/<name>.md``: a prepared post for networks."""

    city: Slug | None = None
    """The city (the folder name); none for a post of the festival."""
    slug: Slug
    """The post's name (the file name)."""
    hidden: Hidden = "no"
    """Whether it is withdrawn."""
    title: Text | None = None
    """What it is about, for its editors."""
    edition: Slug | None = None
    """The edition it belongs to."""
    date: Date | None = None
    """The day on which it is to be published."""
    time: Time | None = None
    """When it is to be published, local time."""
    topic: Topic | None = None
    """press, volunteers or campaign."""
    networks: tuple[NetworkName, ...] = ()
    """The networks it is for; all if none is named."""
    languages: tuple[Language, ...] = ()
    """The language it is written in."""
    url: Url | None = None
    """The address it leads to; by default the page of the city."""
    photos: tuple[Photo, ...] = ()
    """Its pictures."""


class CountryFacts(FileFact):
    """``countries/<code>.md``: what the cities of a country share. The file is named after its ISO 3166
    code, in small letters."""

    slug: Slug
    """The country's code in small letters (the file name)."""
    hashtags: tuple[Hashtag, ...] = ()
    """Hashtags of the country."""
    accounts: Accounts = {}
    """Accounts of the country, one line per network."""
    contact: Contact | None = None
    """Where guests may write to: a public e-mail address or a page."""
    languages: tuple[Language, ...] = ()
    """Languages of the country's page, the main one first."""
    follow: tuple[Follow, ...] = ()
    """Accounts worth following in this country."""
    links: tuple[Link, ...] = ()
    """Links worth following."""
    note: Text | None = None
    """Anything else about the country."""


class Page(FileFact):
    """``pages/<page>.md``: an ordinary page."""

    slug: Slug
    """The page's name in addresses (the file name)."""
    title: Text
    """The headline."""
    summary: Text | None = None
    """One line for search engines."""
    menu: YesNo = "yes"
    """Whether the menu lists it."""
    status: PageStatus = "published"
    """published, hidden (no link leads to it) or draft."""
    language: Language | None = None
    """The language it is written in."""
