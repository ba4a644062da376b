"""The links in the texts of content files: to other content files, to pages of the site, to headings.

A text is shown on several pages, so its links are first made paths from the root of the site, and then links
from the page that it is shown on. What they lead to is worked out from the text and its file alone; whether
it exists is compared with all other files by the check.
"""

from __future__ import annotations

import posixpath
import re
from typing import NamedTuple
from urllib.parse import quote, unquote

from samenight.content.model.base import FileFact
from samenight.content.model.festival import Festival
from samenight.content.model.file_facts import Charity, City, Edition, Event
from samenight.content.model.posts_and_pages import Page, Post
from samenight.content.reading.content_files import kind_of
from samenight.content.values.slugs import slug_of
from samenight.site import urls

# The ids of our templates. A heading of the same name gets another one.
RESERVED_IDS = frozenset("main cities how raffle advice".split())
_RESERVED_BEGINNINGS = ("post-", "section-")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
# Pelican's syntax, also in its older form with bars. A path after it that begins with a slash is in the
# content folder, any other is next to the file.
_PELICAN = re.compile(r"[{|](filename|static|attach|index)[}|](.*)", re.DOTALL)
_TEXT_FILE = re.compile(r"\.(?:md|markdown)$", re.IGNORECASE)
# What an address may contain besides letters and digits (RFC 3986), with percent signs as they are.
_ALLOWED = "/:?#[]@!$&'()*+,;=-._~%"
# What such an id begins with. Slugs have no two hyphens in a row, so what has them is no slug.
OWN = "text--"


class TextHome(NamedTuple):
    """Where a text belongs."""

    path: str
    """The published path of its page: ``lodz/2027-global/``."""
    folder: tuple[str, ...]
    """The folder of its file below the content folder."""
    mark: str = ""
    """What the ids of its headings begin with, if the page shows other texts too."""


def home_of(fact: FileFact) -> TextHome:
    """Where the text of a file belongs."""
    return _home(type(fact), {key: str(fact.__dict__.get(key, "")) for key in ("city", "slug")})


def _home(kind: type[FileFact], names: dict[str, str]) -> TextHome:
    slug, city = names.get("slug", ""), names.get("city", "")
    if kind is Event:
        return TextHome(urls.event(city, slug), ("cities", city))
    if kind is City:
        return TextHome(urls.city(slug), ("cities", slug), "city--")
    if kind is Post:
        return TextHome(urls.city(city), ("cities", city, "posts"), f"post-{slug}--")
    if kind is Edition:
        return TextHome(urls.edition(slug), ("editions",))
    if kind is Charity:
        return TextHome(urls.charity(slug), ("charities",))
    return TextHome(urls.page(slug), ("pages",)) if kind is Page else TextHome(urls.HOME, ())


def heading_id(heading: str, home: TextHome) -> str:
    """The id of a heading, from its words alone; two headings with the same words have the same."""
    slug = slug_of(heading) or "section"
    mark = home.mark
    if not mark and (slug in RESERVED_IDS or slug.startswith(_RESERVED_BEGINNINGS)):
        mark = OWN
    return f"{mark}{slug}"


def clean_address(address: str) -> str:
    """An address with what it must not contain percent-encoded: braces, bars, blanks, accented letters."""
    return quote(address.strip(), safe=_ALLOWED)


def is_inside(link: str) -> bool:
    """Whether a link leads to something of the site, rather than to another one or to a program."""
    return not _SCHEME.match(link) and not link.startswith(("//", "www."))


class SiteTarget(NamedTuple):
    """What a link inside the site leads to: the path of a page or file, the query with its question mark,
    and the id of an element on the page. Without a path the link stays on its page."""

    path: str | None
    query: str
    anchor: str


def target_of(link: str, home: TextHome) -> SiteTarget | None:
    """What a link in a text leads to; ``None`` if no path of the site follows from it."""
    before, _, anchor = unquote(link.strip()).partition("#")
    named, mark, query = before.partition("?")
    query = mark + query
    pelican = _PELICAN.fullmatch(named)
    if pelican and pelican[1] == "index":
        return SiteTarget(urls.HOME, query, anchor)
    if pelican or _TEXT_FILE.search(named):
        is_page = not pelican or pelican[1] == "filename"
        return _of_file(pelican[2] if pelican else named, query, anchor, home, is_page=is_page)
    anchor = anchor if anchor.isascii() else slug_of(anchor)
    return SiteTarget(_path(named, home) if named else None, query, anchor)


def _of_file(name: str, query: str, anchor: str, home: TextHome, *, is_page: bool) -> SiteTarget | None:
    """What is published of a content file: its page, or the file itself if that is meant."""
    base = "/" if name.startswith("/") else "/" + "/".join(home.folder)
    steps = tuple(posixpath.normpath(posixpath.join(base, name.lstrip("/"))).strip("/").split("/"))
    steps = steps[1:] if steps[0] == "content" else steps
    if steps[:1] == ("root",):
        return SiteTarget("/".join(steps[1:]), query, anchor)
    kind = kind_of(steps) if is_page else None
    if kind is None or kind[0] is Festival:
        return None
    there = _home(*kind)
    if not anchor:
        return SiteTarget(there.path, query, there.mark.removesuffix("--") if kind[0] is Post else "")
    return SiteTarget(there.path, query, heading_id(anchor, there))


def _path(named: str, home: TextHome) -> str:
    path = posixpath.normpath(posixpath.join(f"/{home.path}", named)).lstrip("/")
    path = path.removesuffix("index.html") if path.rpartition("/")[2] == "index.html" else path
    is_page = path and not path.endswith("/") and "." not in path.rpartition("/")[2]
    return f"{path}/" if is_page else path


def link_at(root_link: str, here: str) -> str:
    """The link from a page to what a link from the root of the site leads to (``/about/#team``)."""
    path, mark, rest = root_link.removeprefix("/").partition("#")
    path, question, query = path.partition("?")
    link = "" if mark and path == here and not query else urls.relative(here, unquote(path))
    return f"{link}{question}{query}{mark}{rest}"
