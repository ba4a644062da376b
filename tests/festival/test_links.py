"""Addresses: every published path leads where it says, from anywhere."""

from __future__ import annotations

from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.festival import links

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
    found = urljoin(root(site) + here, links.relative(here, target + anchor))
    assert found == links.absolute(site, target + anchor)
    assert unquote(urlsplit(found).path) == urlsplit(root(site)).path + target


@given(PAGES, TARGETS)
def test_a_relative_link_has_neither_scheme_nor_root(here, target):
    link = links.relative(here, target)
    assert link
    assert not urlsplit(link).scheme
    assert not link.startswith("/")


@given(FOLDERS)
def test_a_page_is_served_by_a_file_in_its_folder(path):
    assert links.output_file(path) == f"{path}index.html"


@given(SITES, TARGETS)
def test_calendars_are_subscribed_to_by_their_own_scheme(site, target):
    assert "webcal" + links.absolute(site, target).removeprefix("https").removeprefix("http") == links.webcal(
        site, target
    )


def test_what_posters_carry():
    promised = {
        links.city("paris"): "paris/",
        links.event("paris", "2011-spring"): "paris/2011-spring/",
        links.event_calendar("paris", "2011-spring"): "paris/2011-spring/event.ics",
        links.city_calendar("paris"): "paris/calendar.ics",
        links.city_feed("paris"): "paris/feed.atom",
        links.city_print("paris"): "paris/print/",
        links.city_tonight("paris"): "paris/tonight/",
        links.country("FR"): "countries/fr/",
        links.country_calendar("fr"): "countries/fr/calendar.ics",
        links.edition("2011-spring"): "editions/2011-spring/",
        links.edition_calendar("2011-spring"): "editions/2011-spring/calendar.ics",
        links.charity("clean-wells"): "charities/clean-wells/",
        links.edition_results("2011-spring"): "results/2011-spring/",
        links.CALENDAR: "calendar.ics",
        links.FEED: "feed.atom",
        links.RESULTS_JSON: "results/results.json",
        links.RESULTS_CSV: "results/results.csv",
        links.RESULTS_SCHEMA: "results/schema.json",
        links.SITEMAP: "sitemap.xml",
        links.ROBOTS: "robots.txt",
        links.NOT_FOUND: "404.html",
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
    assert links.relative(here, target) == link
