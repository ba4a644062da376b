"""Ways into a calendar on the pages: of one event while it is ahead, of a city, country and edition."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from samenight.pages.artifacts import artifacts
from samenight.site import urls

from tests.pages import pages

EVENT = urls.event("paris", "2011-spring")
SERVICES = ["Google", "Outlook.com", "Microsoft 365", "Yahoo"]
FULL = {
    "start": "19:30", "end": "00:30", "slogan": "Come & <see>", "time_note": "doors at seven",
    "charity": "wells",
    "venue": {"name": "Le Comptoir", "address": "1 rue des Lampes, 75011 Paris"},
    "tickets": [{"price": "5", "currency": "EUR", "url": "https://shop.example/1"}],
    "donate": {"url": "https://give.example/"}, "hashtags": ["LanternParis", "Lanterns"],
}  # fmt: skip
WELLS = {"slug": "wells", "name": "Clean Wells & Co"}


def page(event, path=EVENT, now=pages.BEFORE, **parts):
    library = pages.of(event, charities=[WELLS], **parts)
    return pages.page(artifacts, library, path, pages.a_site(now))


def choices(tree):
    """The first choices of a page: their links by their words."""
    first = pages.has_class(tree, "choices")[0]
    assert first.tag == "details"
    assert first[0].tag == "summary"
    return {pages.words(link): link for link in first.iter("a")}


@pytest.mark.parametrize("path", ["paris/", EVENT])
def test_an_event_can_be_added_by_plain_links(path):
    found = choices(page(FULL, path))
    assert list(found) == ["Apple and other programs (.ics)", *SERVICES]
    assert [found[name].get("rel") for name in SERVICES] == ["noopener"] * 4
    assert found["Apple and other programs (.ics)"].get("href").endswith("event.ics")


@pytest.mark.parametrize(
    ("event", "now", "offered"),
    [
        ({}, pages.BEFORE, True),
        ({"status": "planned"}, pages.BEFORE, True),
        ({}, "2011-03-24T18:00", True),
        ({}, pages.AFTER, False),
        ({"status": "held"}, pages.AFTER, False),
        ({"status": "cancelled"}, pages.BEFORE, False),
        ({"status": "postponed"}, pages.BEFORE, False),
        ({"date": None, "status": "postponed"}, pages.BEFORE, False),
    ],
)
@pytest.mark.parametrize("path", ["paris/", EVENT])
def test_only_what_is_ahead_can_be_added(event, now, offered, path):
    found = [
        href for href in pages.hrefs(page({**FULL, **event}, path, now)) if "calendar.google.com" in href
    ]
    assert len(found) == offered


def test_it_says_what_where_and_for_whom_in_the_words_of_the_page():
    def details(tree, name):
        query = parse_qs(urlsplit(choices(tree)[name].get("href")).query)
        return {key: values[0] for key, values in query.items()}

    google = details(page(FULL), "Google")
    assert google["text"] == "Paris, Lantern Night Spring 2011"
    assert google["location"] == "Le Comptoir, 1 rue des Lampes, 75011 Paris, France"
    assert google["dates"] == "20110324T183000Z/20110324T233000Z"
    assert google["details"].splitlines() == [
        "Come & ‹see›",
        "doors at seven",
        "For Clean Wells & Co",
        "Tickets: https://shop.example/1",
        "Donate: https://give.example/",
        "#LanternParis #Lanterns",
        "",
        f"{pages.URL}/{EVENT}",
    ]
    french = details(page(FULL, cities=[{**pages.PARIS, "languages": ["fr"]}]), "Yahoo")
    assert "Pour Clean Wells & Co\nBillets\u00a0: https://shop.example/1" in french["desc"]


def test_without_an_hour_whole_days_are_added():
    found = choices(page({**FULL, "start": None, "end": None, "end_date": "2011-03-26"}))
    assert "dates=20110324%2F20110327" in found["Google"].get("href")


@pytest.mark.parametrize(
    ("path", "calendar"),
    [
        ("paris/", "paris/calendar.ics"),
        (EVENT, "paris/calendar.ics"),
        ("countries/fr/", "countries/fr/calendar.ics"),
        ("editions/2011-spring/", "editions/2011-spring/calendar.ics"),
    ],
)
def test_calendars_can_be_followed_from_the_pages_of_what_they_are_of(path, calendar):
    tree = page({}, path)
    found = pages.has_class(tree, "choices")[-1]
    assert pages.words(found.find("summary")) == "Subscribe to the calendar"
    ways = [link.get("href") for link in found.iter("a")]
    assert ways == [
        urls.webcal(pages.URL, calendar),
        urls.relative(path, calendar),
        urls.relative(path, "calendar/#how"),
    ]
    assert pages.texts(found, ".//code") == [urls.absolute(pages.URL, calendar)]
    alternates = [link.get("href") for link in tree.iterfind(".//link[@type='text/calendar']")]
    assert alternates == [urls.relative(path, calendar if path != EVENT else f"{EVENT}event.ics")]


@pytest.mark.parametrize("path", ["paris/", "countries/fr/", "editions/2011-spring/"])
def test_where_no_day_is_known_there_is_nothing_to_follow(path):
    editions = [{"slug": "2011-spring", "name": "Spring 2011"}]
    tree = page({"date": None}, path, editions=editions)
    assert pages.has_class(tree, "choices") == []
    assert "calendar.ics" not in "".join(pages.hrefs(tree, ".//*"))
