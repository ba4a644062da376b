"""Events as h-events: on their pages, on their city's, and in every list; the same facts as calendars."""

from __future__ import annotations

import json

import pytest
from samenight.calendars.artifacts import artifacts as calendars
from samenight.pages.artifacts import artifacts
from samenight.site import urls

from tests.pages import microformats, pages

PATH = "paris/2011-spring/"
LYON = {"slug": "lyon", "name": "Lyon", "country": "FR", "timezone": "Europe/Paris", "region": "Rhône"}
NEPAL = {"slug": "pokhara", "name": "Pokhara", "country": "NP", "timezone": "Asia/Kathmandu"}
AUTUMN = {"slug": "2011-autumn", "name": "Autumn 2011", "date": "2011-10-20", "charity": "wells"}
WORLD = {
    "cities": [LYON, pages.PARIS, NEPAL],
    "editions": [pages.SPRING, AUTUMN],
    "charities": [{"slug": "wells", "name": "Clean Wells"}],
}
EVENTS = (
    {"start": "19:30", "end": "00:30", "name": "La nuit <b>", "venue": {"name": "Le Comptoir"}},
    {"city": "lyon", "edition": "2011-autumn", "status": "cancelled", "date": "2011-10-20"},
    {"city": "paris", "edition": "2011-autumn", "status": "held", "date": "2011-10-21", "start": "20:00"},
    {"city": "pokhara", "start": "18:15", "date": "2011-03-25"},
    {"city": "lyon", "status": "postponed", "date": None},
)
LISTS = ("", "editions/2011-spring/", "editions/2011-autumn/", "countries/fr/", "charities/wells/", "paris/")


def own(event, path=PATH, **parts):
    """The h-event of an event's page."""
    (found,) = microformats.items(pages.page(artifacts, pages.of(event, **parts), path))
    assert found.types == ["h-event"]
    return found


def in_json(library):
    """The entries of calendar.json, by the address of their pages."""
    group = json.loads(pages.content(calendars, library, urls.CALENDAR_JSON))
    return {event["links"]["page"]["href"]: event for event in group["entries"]}


@pytest.mark.parametrize("path", ["paris/", PATH])
def test_the_page_of_an_event_is_an_h_event(path):
    found = own(
        {
            "start": "19:30", "end": "00:30", "slogan": "Come.", "body": "All night.",
            "venue": {"name": "Le Comptoir", "address": "1 rue des Lampes", "url": "https://comptoir.example/",
                      "coordinates": "48.87, 2.34"},
        },
        path,
    )  # fmt: skip
    place = found.properties.pop("location")[0]
    assert found.properties == {
        "name": ["Paris, Lantern Night Spring 2011"],
        "url": [f"{pages.URL}/{PATH}"],
        "category": ["Spring 2011"],
        "summary": ["Come."],
        "start": ["2011-03-24T19:30:00+01:00"],
        "end": ["2011-03-25T00:30:00+01:00"],
        "content": ["All night."],
    }
    assert place.types == ["h-card"]
    assert place.properties == {
        "name": ["Le Comptoir"],
        "url": ["https://comptoir.example/"],
        "street-address": ["1 rue des Lampes"],
        "locality": ["Paris"],
        "country-name": ["France"],
        "latitude": ["48.87"],
        "longitude": ["2.34"],
    }


@pytest.mark.parametrize(
    ("event", "start", "end"),
    [
        ({}, "2011-03-24", None),
        ({"start": "19:30"}, "2011-03-24T19:30:00+01:00", None),
        ({"date": None}, "2011-03-24", None),
        ({"end_date": "2011-03-26"}, "2011-03-24", "2011-03-26"),
        ({"end_date": "2011-03-26", "start": "19:30"}, "2011-03-24T19:30:00+01:00", "2011-03-26"),
        (
            {"end_date": "2011-03-27", "start": "19:30", "end": "22:00"},
            "2011-03-24T19:30:00+01:00",
            "2011-03-27T22:00:00+02:00",
        ),
        ({"end_date": "2011-03-24", "start": "19:30"}, "2011-03-24T19:30:00+01:00", None),
        ({"end": "22:00"}, "2011-03-24", None),
        ({"date": None, "status": "postponed", "start": "19:30"}, None, None),
    ],
)
def test_an_event_begins_and_ends_only_as_given(event, start, end):
    found = own(event)
    assert (found.one("start"), found.one("end")) == (start, end)


@pytest.mark.parametrize("venue", [None, {"address": "1 rue des Lampes"}])
def test_without_the_name_of_a_venue_the_place_is_the_town(venue):
    assert own({"venue": venue}).one("location").one("name") == "Paris"
    assert own({"venue": venue, "place": "Montmartre"}).one("location").one("name") == "Montmartre"
    assert own({"venue": venue}).one("location").one("latitude") == "48.8566"


def test_a_city_without_an_event_is_no_event():
    assert microformats.items(pages.page(artifacts, pages.of(cities=[pages.PARIS]), "paris/")) == []


def test_what_surrounds_an_event_is_not_part_of_it():
    library = pages.of(*EVENTS, **WORLD)
    event, feed = microformats.items(pages.page(artifacts, library, PATH))
    assert event.children == []
    assert feed.types == ["h-feed"]
    assert feed.one("name") == "Other events in Paris"
    assert [one.one("url") for one in feed.children] == [f"{pages.URL}/paris/2011-autumn/"]


@pytest.mark.parametrize("path", LISTS)
def test_lists_are_feeds_of_events(path):
    found = microformats.items(pages.page(artifacts, pages.of(*EVENTS, **WORLD), path))
    feeds = [item for item in found if item.types == ["h-feed"]]
    assert feeds
    for feed in feeds:
        assert feed.one("name")
        assert [child.types for child in feed.children] == [["h-event"]] * len(feed.children)
        assert feed.children


def test_every_h_event_says_what_the_calendars_say():
    library = pages.of(*EVENTS, **WORLD)
    entries, seen = in_json(library), set()
    for path in [*LISTS, *(urls.event(event.city, event.edition) for event in library.events)]:
        for event in microformats.events(pages.page(artifacts, library, path)):
            address = event.one("url")
            if address not in entries:
                assert event.one("start") is None
                continue
            entry = entries[address]
            seen.add(address)
            assert event.one("name") == entry["title"]
            if event.one("start") is None:  # calendars show where it was, pages that nothing is known
                assert entry["title"].startswith("POSTPONED")
                continue
            assert entry["start"].startswith(event.one("start")[:19])
            assert ("T" in event.one("start")) is ("showWithoutTime" not in entry)
    assert seen == entries.keys()


def test_the_offset_is_that_of_the_city_on_that_day():
    library = pages.of(*EVENTS, **WORLD)
    for path in ("pokhara/", "editions/2011-spring/"):
        starts = [event.one("start") for event in microformats.events(pages.page(artifacts, library, path))]
        assert "2011-03-25T18:15:00+05:45" in starts


def test_what_is_called_off_says_so_in_its_name():
    for language, word in (("en", "CANCELLED: "), ("fr", "ANNULÉ\u00a0: ")):
        city = {**pages.PARIS, "languages": [language]}
        assert own({"status": "cancelled"}, cities=[city]).one("name").startswith(word)
