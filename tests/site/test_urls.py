"""Addresses: links to every published path work from every page."""

from __future__ import annotations

import posixpath
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.site import urls

SLUGS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
NAMES = st.text("abcé ~:+'()&.-_日", min_size=1, max_size=8).filter(lambda name: name.strip("."))
FOLDERS = st.lists(SLUGS, max_size=4).map(lambda steps: "".join(f"{step}/" for step in steps))
PAGES = FOLDERS | st.builds("{}{}.html".format, FOLDERS, SLUGS)
TARGETS = st.builds("{}{}".format, FOLDERS, st.just("") | NAMES)
SITES = st.sampled_from(
    ["https://example.org", "https://example.org/", "https://example.org/a/b/", "http://x.example:80"]
)


def root(site: str) -> str:
    return site.rstrip("/") + "/"


@given(SITES, PAGES, TARGETS, st.sampled_from(["", "#post-a-b", "#top"]))
def test_a_relative_link_leads_to_its_target(site, here, target, anchor):
    found = urljoin(root(site) + here, urls.relative(here, target + anchor))
    assert found == urls.absolute(site, target + anchor)
    assert unquote(urlsplit(found).path) == urlsplit(root(site)).path + target


@given(PAGES, TARGETS)
def test_a_relative_link_has_neither_scheme_nor_root(here, target):
    link = urls.relative(here, target)
    assert link
    assert not urlsplit(link).scheme
    assert not link.startswith("/")


@given(FOLDERS)
def test_a_page_is_served_by_a_file_in_its_folder(path):
    assert urls.output_file(path) == f"{path}index.html"


@given(SITES, TARGETS)
def test_calendars_are_subscribed_to_by_their_own_scheme(site, target):
    assert "webcal" + urls.absolute(site, target).removeprefix("https").removeprefix("http") == urls.webcal(
        site, target
    )


def test_what_posters_carry():
    promised = {
        urls.city("paris"): "paris/",
        urls.event("paris", "2011-spring"): "paris/2011-spring/",
        urls.event_calendar("paris", "2011-spring"): "paris/2011-spring/event.ics",
        urls.city_calendar("paris"): "paris/calendar.ics",
        urls.city_feed("paris"): "paris/feed.atom",
        urls.city_print("paris"): "paris/print/",
        urls.city_tonight("paris"): "paris/tonight/",
        urls.country("FR"): "countries/fr/",
        urls.country_calendar("fr"): "countries/fr/calendar.ics",
        urls.edition("2011-spring"): "editions/2011-spring/",
        urls.edition_calendar("2011-spring"): "editions/2011-spring/calendar.ics",
        urls.charity("clean-wells"): "charities/clean-wells/",
        urls.edition_results("2011-spring"): "results/2011-spring/",
        urls.CALENDAR: "calendar.ics",
        urls.FEED: "feed.atom",
        urls.RESULTS_JSON: "results/results.json",
        urls.RESULTS_CSV: "results/results.csv",
        urls.RESULTS_SCHEMA: "results/schema.json",
        urls.SITEMAP: "sitemap.xml",
        urls.ROBOTS: "robots.txt",
        urls.NOT_FOUND: "404.html",
    }
    assert all(path == promise for path, promise in promised.items())
    assert len(promised) == 21


@pytest.mark.parametrize(
    ("here", "target", "link"),
    [
        ("", "", "./"), ("", "paris/", "paris/"), ("paris/", "", "../"), ("paris/", "paris/", "./"),
        ("paris/2011/", "paris/calendar.ics", "../calendar.ics"), ("404.html", "paris/", "paris/"),
        ("paris/", "paris/#post-a", "./#post-a"),
    ],
)  # fmt: skip
def test_some_links(here, target, link):
    assert urls.relative(here, target) == link


@given(FOLDERS, st.text("a/.#é", max_size=8))
def test_a_link_is_the_shortest_way_as_the_system_finds_it(here, target):
    path, mark, anchor = target.partition("#")
    way = posixpath.relpath(f"/{path}", f"/{here}")
    end = "/" if path == "" or path.endswith("/") else ""
    assert urls.relative(here, target) == quote("./" if end and way == "." else way + end) + mark + anchor
