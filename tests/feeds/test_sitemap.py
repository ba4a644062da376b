"""The sitemap and robots.txt: every public page, once."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from samenight.calendars.artifacts import artifacts as calendars
from samenight.content.model.posts_and_pages import Page
from samenight.feeds import sitemap
from samenight.feeds.artifacts import artifacts
from samenight.pages.artifacts import artifacts as city_pages
from samenight.print_kit.artifacts import artifacts as print_kit
from samenight.results.artifacts import artifacts as results
from samenight.site.artifact import Part

from tests.pages import pages
from tests.results import money

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
PAGES = (calendars, city_pages, print_kit, results)


@pytest.fixture(scope="module")
def library():
    return money.festival()


def listed(library, path="sitemap.xml", site=None):
    root = ET.fromstring(pages.content(artifacts, library, path, site))  # noqa: S314 -- made by ourselves
    return root.tag.removeprefix(SPACE), [str(loc.text) for loc in root.iter(f"{SPACE}loc")]


def indexable(library):
    """The addresses of all pages without ``noindex``."""
    found = []
    for room in PAGES:
        for path, artifact in pages.published(room, library).items():
            if path.endswith(".html"):
                parts = {part: Part(part, "0" * 64, 1, "") for part in artifact.parts}
                html = artifact.make(artifact.facts, *([parts] if parts else [])).decode()
                found += (
                    [] if 'content="noindex"' in html else [f"{pages.URL}/{path.removesuffix('index.html')}"]
                )
    return found


def test_every_page_is_listed_once_but_for_those_that_ask_not_to_be(library):
    kind, found = listed(library)
    assert kind == "urlset"
    assert len(found) == len(set(found))
    assert sorted(found) == sorted(indexable(library))


def test_what_is_unlisted_is_not_in_it(library):
    _, found = listed(library)
    assert [address for address in found if address.endswith(("/status/", "/404.html", "/tonight/"))] == []


def test_only_published_pages_are_in_it(library):
    kinds = [Page(slug=status, title="P", status=status) for status in ("published", "hidden", "draft")]
    _, found = listed(replace(library, pages=tuple(kinds)))
    assert f"{pages.URL}/published/" in found
    assert {f"{pages.URL}/hidden/", f"{pages.URL}/draft/"} & set(found) == set()


def test_a_large_one_is_split(library, monkeypatch):
    _, whole = listed(library)
    monkeypatch.setattr(sitemap, "MOST_ADDRESSES", 10)
    kind, parts = listed(library)
    assert kind == "sitemapindex"
    names = [part.removeprefix(f"{pages.URL}/") for part in parts]
    assert names == [f"sitemap-{number}.xml" for number in range(1, len(names) + 1)]
    sizes = [len(listed(library, name)[1]) for name in names]
    assert max(sizes) == 10
    assert [address for name in names for address in listed(library, name)[1]] == whole


@pytest.mark.parametrize(("room", "kind"), [(0, "urlset"), (-1, "sitemapindex")])
def test_it_is_split_only_above_the_limit(library, monkeypatch, room, kind):
    monkeypatch.setattr(sitemap, "MOST_ADDRESSES", len(listed(library)[1]) + room)
    assert listed(library)[0] == kind


def test_the_limit_is_within_that_of_the_format():
    assert sitemap.MOST_ADDRESSES <= 50_000


def test_robots_may_read_everything_and_find_the_sitemap(library):
    text = pages.content(artifacts, library, "robots.txt").decode()
    assert text.splitlines() == ["User-agent: *", "Allow: /", "", f"Sitemap: {pages.URL}/sitemap.xml"]


def test_the_moment_of_the_build_is_not_in_it(library):
    assert listed(library) == listed(library, site=pages.a_site(now="2031-01-01"))
