"""What organisers write is text and never markup, wherever it is shown."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from samenight.content.model.festival import Festival
from samenight.content.model.file_facts import Charity, City, Edition, Event
from samenight.content.model.posts_and_pages import Post
from samenight.pages.artifacts import artifacts
from samenight.results.artifacts import artifacts as results

from tests import sites
from tests.pages import pages
from tests.pages.filled import filled

OF_SPRING = {"edition": "2011-spring"}

TRAPS = (
    "<script>alert({})</script>",
    "{{{{ 7*7 }}}} {{% raw %}} {}",
    "\" onmouseover='x' <img src=x onerror=y> {}",
    "../../{}",
    "%(name)s %s 100% {}",
    "</title></p><!-- {}",
    "&lt;b&gt; &{};",
    "javascript:alert({})",
)
PUBLISHERS = (artifacts, results)


def split(figures):
    """One figure that is an amount and one that is a number."""
    (both,) = figures
    return [{k: v for k, v in both.items() if k != "count"}, {k: both[k] for k in ("what", "count")}]


def library_with(text):
    """A festival in which every text is made by ``text``, but for the prose."""
    how = {"text": text}
    event, _ = filled(
        Event, {"city": "paris", "slug": "2011-spring", "charity": "wells", "body": "", **OF_SPRING}, **how
    )
    edition, _ = filled(
        Edition, {"slug": "2011-spring", "charity": "wells", "also_for": [], "body": ""}, **how
    )
    charity, _ = filled(Charity, {"slug": "wells", "country": "NZ", "body": ""}, **how)
    place = {"slug": "paris", "country": "FR", "timezone": "Europe/Paris", "languages": ["en"], "body": ""}
    city, _ = filled(City, place, **how)
    festival, _ = filled(Festival, {"base_currency": "USD", "languages": ["en"], "body": ""}, **how)
    post, _ = filled(
        Post, {"city": "paris", "slug": "p", "edition": None, "languages": [], "body": ""}, **how
    )
    event["results"]["also_reported"] = split(event["results"]["also_reported"])
    for header in (edition, charity, festival):
        header["facts"] = split(header["facts"])
    return pages.of(
        event, festival=festival, editions=[edition], charities=[charity], cities=[city], posts=[post]
    )


def all_pages(library):
    """Every page of these packages as a tree, by path."""
    library = sites.seen(library)
    found = [artifact for publish in PUBLISHERS for artifact in publish(library, pages.a_site())]
    html = [artifact for artifact in found if artifact.path.endswith(".html")]
    return {artifact.path: pages.read(artifact.make(artifact.facts).decode()) for artifact in html}


def shape(tree):
    """The elements of a page with the names of their attributes, in order."""
    return [(element.tag, sorted(element.attrib)) for element in tree.iter()]


# Hosts of links that contain typed text as values of a query: maps, and calendars on the web.
WITH_TEXT = {
    "maps.apple.com",
    "calendar.google.com",
    "calendar.yahoo.com",
    "outlook.live.com",
    "outlook.office.com",
}


def links_of(tree):
    """The links of a page: addresses, or only the hosts of those that contain typed text."""
    return [
        urlsplit(href).netloc if urlsplit(href).netloc in WITH_TEXT else href for href in pages.hrefs(tree)
    ]


@pytest.fixture(scope="module")
def harmless():
    return all_pages(library_with("word {}".format))


@pytest.mark.parametrize("trap", TRAPS)
def test_hostile_text_changes_nothing_but_the_text(trap, harmless):
    found = all_pages(library_with(trap.format))
    assert found.keys() == harmless.keys()
    for path, tree in found.items():
        assert shape(tree) == shape(harmless[path]), path
        assert links_of(tree) == links_of(harmless[path]), path


@pytest.mark.parametrize("trap", TRAPS)
def test_hostile_text_is_shown_as_it_was_typed(trap):
    found = all_pages(library_with(trap.format))
    name = trap.format(1)
    assert pages.texts(found["index.html"], ".//h1") == [name]
    assert pages.texts(found["paris/index.html"], ".//h1") == [name]
    assert name in pages.texts(found["paris/2011-spring/index.html"], ".//title")[0]


PROSE = (
    "<script>alert(1)</script><img src=x onerror=y>\n\n"
    "[a](javascript:alert(1)) {{ 7*7 }} <b style='x' onclick='y'>b</b>"
)


def test_prose_is_cleaned_on_every_page():
    library = pages.of(
        {"body": PROSE},
        festival={"body": PROSE},
        editions=[{**pages.SPRING, "body": PROSE}],
        charities=[{"slug": "wells", "name": "Wells", "body": PROSE}],
        cities=[{**pages.PARIS, "body": PROSE}],
        posts=[{"city": "paris", "slug": "p", "title": "P", "date": "2011-02-01", "body": PROSE}],
    )
    for path, tree in all_pages(library).items():
        assert not [e for e in tree.iter() if e.tag in {"script", "style", "iframe"}], path
        assert not [n for e in tree.iter() for n in e.attrib if n.startswith("on") or n == "style"], path
        assert not [value for value in pages.hrefs(tree) if value.startswith("javascript")], path
        assert "49" not in pages.words(tree), path
    assert "{{ 7*7 }}" in pages.body(all_pages(library)["paris/index.html"])
