"""Pages of small libraries, made as a build makes them and read back as trees."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

from samenight.builder.site_settings import site_of
from samenight.content.library.library import Library
from samenight.content.library.resolved_event import Moment
from samenight.content.model.amounts import Rate
from samenight.content.model.festival import Festival
from samenight.content.model.file_facts import Charity, City, Edition, Event
from samenight.content.model.posts_and_pages import Post
from samenight.content.problems.wording import Words
from samenight.site import urls
from samenight.site.artifact import Artifact, Publisher, Site

from tests import sites

URL = "https://nights.example/festival"
BEFORE, AFTER = "2011-03-01T12:00", "2011-05-01T12:00"
BLOCKS = set("br dd div dt h1 h2 h3 h4 li ol option p section summary td th tr ul".split())
VOID = {"br", "hr", "img", "input", "link", "meta"}
FESTIVAL = {"name": "Lantern Night", "base_currency": "USD"}
PARIS = {
    "slug": "paris",
    "name": "Paris",
    "country": "FR",
    "timezone": "Europe/Paris",
    "coordinates": "48.8566, 2.3522",
}
SPRING = {"slug": "2011-spring", "name": "Spring 2011", "date": "2011-03-24"}
# The fields of an event that a test does not set itself.
EVENT = {"city": "paris", "edition": "2011-spring", "status": "confirmed", "date": "2011-03-24"}


@functools.lru_cache(maxsize=2)
def _real(theme: str) -> Site:
    """A site with a theme from the disk, which is read once."""
    return site_of({"THEME": theme, "SITEURL": URL, "SAMENIGHT_NOW": BEFORE}, {})


def a_site(now: str = BEFORE, url: str = URL, languages: Iterable[str] = ()) -> Site:
    """A site with the real theme, at a moment; ``languages`` are added to its own, with English words."""
    real = _real(str(sites.REPOSITORY / "theme"))
    at = site_of({"THEME": "/nowhere", "SITEURL": url, "SAMENIGHT_NOW": now}, {})
    words = Words((*real.words.texts, *((language, "") for language in languages)))
    return dataclasses.replace(real, now=at.now, url=at.url, words=words)


def of(*events: dict[str, Any], **parts: Any) -> Library:
    """A festival with these events; ``parts`` are headers: of the festival, and lists of the others."""
    rates = (Rate.model_validate(rate) for rate in parts.get("rates", ()))
    return Library(
        Festival.model_validate({**FESTIVAL, **parts.get("festival", {})}),
        editions=tuple(map(Edition.model_validate, parts.get("editions", [SPRING]))),
        charities=tuple(map(Charity.model_validate, parts.get("charities", []))),
        cities=tuple(map(City.model_validate, parts.get("cities", [PARIS]))),
        events=tuple(Event.model_validate({**EVENT, **event}) for event in events),
        posts=tuple(map(Post.model_validate, parts.get("posts", []))),
        rates=tuple(sorted(rates, key=lambda rate: (rate.currency, rate.date))),
    )


def published(publisher: Publisher, library: Library, site: Site | None = None) -> dict[str, Artifact]:
    """What a package publishes, by path; no path twice."""
    at = site or a_site()
    found = list(publisher(library.at(Moment(at.now, at.words.languages)), at))
    paths = {artifact.path: artifact for artifact in found}
    assert len(paths) == len(found)
    return paths


def content(publisher: Publisher, library: Library, path: str, site: Site | None = None) -> bytes:
    """The bytes that a package publishes at a path."""
    artifact = published(publisher, library, site)[urls.output_file(path)]
    return artifact.make(artifact.facts)


def page(publisher: Publisher, library: Library, path: str, site: Site | None = None) -> ET.Element:
    """The page that a package publishes at a path, parsed."""
    return read(content(publisher, library, path, site).decode())


class _Reader(HTMLParser):
    """Parses HTML into a tree, without ``wbr``; fails on elements that are not closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.builder = ET.TreeBuilder()
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "wbr":
            return
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute comes twice: <{tag}> {names}"
        if tag in BLOCKS:
            self.builder.data(" ")
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.builder.end(tag)
        else:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        opened = self._open.pop()
        assert opened == tag, f"<{opened}> is closed by </{tag}>"
        self.builder.end(tag)

    def handle_data(self, data: str) -> None:
        if self._open:
            self.builder.data(data)


def read(html: str) -> ET.Element:
    """A page as a tree."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.builder.close()


def words(element: ET.Element | None) -> str:
    """The text of an element, with single spaces."""
    assert element is not None
    return " ".join("".join(element.itertext()).split())


def body(tree: ET.Element) -> str:
    """The text of a page's main part."""
    return words(tree.find(".//main"))


def texts(tree: ET.Element, path: str) -> list[str]:
    """The texts of the elements at an ElementPath."""
    return [words(element) for element in tree.iterfind(path)]


def hrefs(tree: ET.Element, path: str = ".//a") -> list[str]:
    """Where the links at an ElementPath lead."""
    return [element.attrib["href"] for element in tree.iterfind(path) if "href" in element.attrib]


def values(tree: ET.Element) -> Iterator[str]:
    """Every value of every attribute."""
    return (value for element in tree.iter() for value in element.attrib.values())


def has_class(tree: ET.Element, name: str) -> list[ET.Element]:
    """The elements of a class."""
    return [element for element in tree.iter() if name in element.get("class", "").split()]
