"""What is written beside the evenings: posts of a city, ordinary pages."""

from __future__ import annotations

from samenight.content.model.base import FileFact
from samenight.content.model.fields import Date, Language, PageStatus, Slug, Text, YesNo


class Post(FileFact):
    """``cities/<city>/posts/<date>-<name>.md``: news of one city."""

    city: Slug
    """The city (the folder name)."""
    slug: Slug
    """The post's name in addresses (the file name)."""
    title: Text
    """The headline."""
    date: Date
    """When it was published."""
    edition: Slug | None = None
    """The edition it belongs to."""
    languages: tuple[Language, ...] = ()
    """The language it is written in."""


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
