"""Which calendars there are, and the page that offers them."""

from __future__ import annotations

import pickle

from icalendar import Calendar
from samenight.calendars import offer_artifacts
from samenight.calendars.artifacts import artifacts
from samenight.site import urls
from samenight.site.artifact import Digester

from tests.calendars.conftest import LOCAL, PARIS, URL, by_path, library, published, seen, site, unfolded
from tests.pages import pages

DUBLIN = {"slug": "dublin", "name": "Dublin", "country": "IE", "timezone": "Europe/Dublin"}
TOKYO = {"slug": "tokyo", "name": "東京", "country": "JP", "timezone": "Asia/Tokyo"}
SEASON = {"slug": "season", "name": "Twestival Season", "date": "2012-05-01", "end_date": "2012-05-31"}
WORLD = {
    "cities": [DUBLIN, PARIS, TOKYO],
    "editions": [LOCAL, SEASON],
}
EVENTS = (
    {"start": "19:30"},
    {"city": "dublin", "date": "2011-03-24", "start": "20:00", "end": "02:00"},
    {"city": "paris", "edition": "season", "date": "2012-05-05", "status": "cancelled"},
    {"city": "tokyo", "edition": "season", "date": None},
)


def test_there_is_a_calendar_of_everything_that_has_an_event_with_a_day():
    assert sorted(published(*EVENTS, **WORLD)) == [
        "calendar.ics",
        "calendar.json",
        "calendar/index.html",
        "countries/fr/calendar.ics",
        "countries/ie/calendar.ics",
        "dublin/2011-local/event.ics",
        "dublin/calendar.ics",
        "editions/2011-local/calendar.ics",
        "editions/season/calendar.ics",
        "paris/2011-local/event.ics",
        "paris/calendar.ics",
        "paris/season/event.ics",
    ]


def test_an_event_without_a_day_takes_that_of_an_edition_of_one_night():
    files = published({"date": None})
    assert b"DTSTART;VALUE=DATE:20110324" in made_of(files, "paris/2011-local/event.ics")


def made_of(files, path):
    return files[path].make(files[path].facts)


def test_the_calendar_of_everything(golden):
    golden.check("calendar.ics", made_of(published(*EVENTS, **WORLD), urls.CALENDAR))


def test_each_calendar_holds_its_own_events_and_their_zones():
    files = published(*EVENTS, **WORLD)
    held = {}
    for path, artifact in files.items():
        if path.endswith(".ics"):
            assert artifact.media_type == "text/calendar; charset=utf-8"
            read = Calendar.from_ical(made_of(files, path))
            used = {e["DTSTART"].params.get("TZID") for e in read.walk("VEVENT")} - {None}
            assert used == {str(zone["TZID"]) for zone in read.walk("VTIMEZONE")}
            held[path] = [str(e["UID"]).partition("@")[0] for e in read.walk("VEVENT")]
    assert held["calendar.ics"] == ["paris.2011-local", "dublin.2011-local", "paris.season"]
    assert (
        held["countries/fr/calendar.ics"]
        == held["paris/calendar.ics"]
        == ["paris.2011-local", "paris.season"]
    )
    assert held["editions/season/calendar.ics"] == held["paris/season/event.ics"] == ["paris.season"]


def test_calendars_are_named_after_what_they_are_of():
    files = published(*EVENTS, **WORLD)
    names = {path: file.facts.name for path, file in files.items() if path.endswith("/calendar.ics")}
    assert names == {
        "countries/fr/calendar.ics": "Twestival France",
        "countries/ie/calendar.ics": "Twestival Ireland",
        "dublin/calendar.ics": "Twestival Dublin",
        "editions/2011-local/calendar.ics": "Twestival Local 2011",
        "editions/season/calendar.ics": "Twestival Season",
        "paris/calendar.ics": "Twestival Paris",
    }


def test_an_event_says_the_same_in_every_calendar():
    files = published(*EVENTS, **WORLD)
    contents = [
        made_of(files, path)
        for path in ("calendar.ics", "dublin/calendar.ics", "dublin/2011-local/event.ics")
    ]
    parts = {
        content[content.index(b"BEGIN:VEVENT\r\nSUMMARY;LANGUAGE=en:Dublin") :].split(b"URL:")[0]
        for content in contents
    }
    assert len(parts) == 1


def test_one_entry_is_the_same_in_all_its_calendars():
    files = published(*EVENTS, **WORLD)
    (alone,) = files["dublin/2011-local/event.ics"].facts.entries
    assert any(entry == alone for entry in files["calendar.ics"].facts.entries)


def test_facts_have_a_key_can_be_sent_away_and_nothing_else_touches_them():
    known = seen(library(*EVENTS, **WORLD), site())
    files, again = by_path(artifacts(known, site())), by_path(artifacts(known, site()))
    for path, file in files.items():
        sent = pickle.loads(pickle.dumps(file.facts))  # noqa: S301 -- our own
        assert file.make(sent) == file.make(again[path].facts)
        assert Digester(b"").key(file) == Digester(b"").key(again[path])


def test_the_package_offers_its_function():
    assert offer_artifacts(None) is artifacts


def test_the_page_offers_every_list():
    files = published(*EVENTS, **WORLD)
    html = made_of(files, "calendar/index.html").decode()
    for path in files:
        shared = path.endswith("/calendar.ics") and path.startswith(("editions/", "countries/"))
        if shared or path == "calendar.ics":
            assert f'href="{urls.webcal(URL, path)}"' in html
            assert f'href="../{path}"' in html
            assert f"<code>{URL}/{path}</code>" in html  # to be copied
    assert 'type="application/jscalendar+json;type=group" title="Twestival" href="../calendar.json"' in html
    assert '<a href="../calendar.json">' in html
    assert "Ireland" in html
    assert html.index("Twestival Season") < html.index("Twestival Local 2011")
    assert "2 events" in html
    assert "1 event<" in html
    assert "style=" not in html
    assert "<script" not in html


def test_without_any_day_the_page_says_so_and_links_to_no_calendar():
    files = published({"edition": "season", "date": None}, **WORLD)
    assert list(files) == ["calendar/index.html"]
    html = made_of(files, "calendar/index.html").decode()
    assert ".ics" not in html
    assert "calendar.json" not in html
    assert "No date is known yet" in html


PROGRAMS = ["iPhone, iPad, Mac", "Android", "Google Calendar", "Outlook", "Thunderbird"]


def test_five_lines_say_how_to_subscribe():
    tree = pages.read(made_of(published(*EVENTS, **WORLD), "calendar/index.html").decode())
    (how,) = [section for section in tree.iter("section") if section.get("id") == "how"]
    assert pages.texts(how, ".//dt") == PROGRAMS
    assert all(pages.texts(how, ".//dd"))


def test_each_way_into_a_calendar_says_of_which():
    tree = pages.read(made_of(published(*EVENTS, **WORLD), "calendar/index.html").decode())
    names = [a.get("aria-label") for a in tree.iter("a") if a.get("aria-label")]
    assert len(names) == len(set(names)) == 2 * 4
    assert {"Subscribe: Ireland", "Download: Ireland"} < set(names)
    assert "Twestival Season 1 event" in pages.texts(tree, ".//summary")


def test_names_of_countries_follow_the_main_language():
    files = published({}, festival={"languages": ["fr", "en"]}, cities=[{**PARIS, "country": "DE"}])
    content = made_of(files, "countries/de/calendar.ics")
    assert "X-WR-CALNAME:Twestival Allemagne" in unfolded(content)
    assert "LOCATION;LANGUAGE=fr:Paris\\, Allemagne" in unfolded(content)
