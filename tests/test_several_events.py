"""Several events of one city in one edition, events that are only online, and names that changed."""

from __future__ import annotations

import datetime as dt
import os

import pytest
from icalendar import Calendar
from samenight.calendars.artifacts import artifacts as calendars
from samenight.content.library.resolved_event import Moment, Revision
from samenight.content.model.file_facts import Event
from samenight.content.reading.content_reader import read_content
from samenight.feeds.artifacts import artifacts as feeds
from samenight.pages.artifacts import artifacts as city_pages
from samenight.print_kit.artifacts import artifacts as print_kits
from samenight.site import urls

from tests import programs, sites
from tests.pages import pages

NIGHT = {"slug": "2011-spring", "start": "19:30", "end": "23:00"}
BRUNCH = {
    "slug": "brunch",
    "edition": "2011-spring",
    "name": "Lantern brunch",
    "start": "11:00",
    "end": "13:00",
}
BOTH = (BRUNCH, NIGHT)
ONLINE = {"slug": "everywhere", "name": "Everywhere", "online": "yes", "timezone": "UTC"}


def words_of(*events, path, now=pages.BEFORE, **parts):
    return pages.words(pages.page(city_pages, pages.of(*events, **parts), path, pages.a_site(now)))


def entry(path, *events, **parts):
    made = pages.content(calendars, pages.of(*events, **parts), path).decode()
    return Calendar.from_ical(made).walk("VEVENT")


def test_each_has_its_page_its_file_and_its_uid():
    library = pages.of(*BOTH)
    assert {"paris/2011-spring/index.html", "paris/brunch/index.html"} <= pages.published(
        city_pages, library
    ).keys()
    uids = [str(one["UID"]) for one in entry("paris/calendar.ics", *BOTH)]
    assert uids == ["paris.brunch@nights.example", "paris.2011-spring@nights.example"]


def test_the_citys_page_shows_all_of_its_night():
    shown = words_of(*BOTH, path="paris/")
    assert "Also in Paris" in shown
    assert "7:30 pm" in shown
    assert "11:00 am" in shown
    assert "Lantern brunch" in shown


PARTY = {"slug": "party", "edition": "2011-spring", "name": "After party", "start": "23:30", "end": "04:00"}
MEETING = {"slug": "meeting", "edition": "2011-spring", "name": "Helpers meet", "date": "2011-03-10"}


@pytest.mark.parametrize(
    ("now", "full"),
    [
        ("2011-03-05", "Helpers meet"),
        ("2011-03-12", "Le Comptoir"),  # the event that the edition's file is about
        ("2011-03-24T11:00:00+00:00", "Le Comptoir"),
        ("2011-03-24T22:15:00+00:00", "After party"),
    ],
)
def test_the_citys_page_shows_the_main_event_in_full_while_it_is_ahead(now, full):
    night = {**NIGHT, "venue": {"name": "Le Comptoir"}}
    moment = now if "T" in now else f"{now}T12:00:00+00:00"
    shown = words_of(MEETING, BRUNCH, night, PARTY, path="paris/", now=moment)
    assert shown.index(full) < shown.index("Also in Paris")
    others = {"Helpers meet", "Lantern brunch", "After party"} - {full}
    assert all(shown.index(one) > shown.index("Also in Paris") for one in others)


def test_each_has_its_kit_and_the_citys_stays_that_of_the_same_event():
    for now in ("2011-03-24T08:00:00+00:00", "2011-03-24T14:00:00+00:00"):
        site = pages.a_site(now)
        kits = pages.published(print_kits, pages.of(*BOTH), site)
        page = {path: kits[f"{path}/print/index.json"].facts.page for path in ("paris", "paris/brunch")}
        assert page == {"paris": f"{pages.URL}/paris/", "paris/brunch": f"{pages.URL}/paris/brunch/"}


def test_lists_tell_two_events_of_a_city_apart():
    shown = words_of(*BOTH, path="editions/2011-spring/")
    assert shown.count("Paris") >= 2
    assert "Lantern brunch" in shown


def test_the_header_wins_over_the_name_of_the_file():
    event = Event.model_validate({"city": "paris", "slug": "2011-spring", "edition": "2011-autumn"})
    assert (event.edition, event.key) == ("2011-autumn", ("paris", "2011-spring"))


def read(tmp_path, files):
    return sites.read_site(tmp_path, files)


@pytest.mark.parametrize(
    ("name", "text", "codes"),
    [
        ("brunch", 'edition: "2011-spring"', []),
        ("brunch", 'status: "planned"', ["reference.edition"]),
        ("brunch", 'edition: "2011-sprng"', ["reference.edition"]),
        *(
            (name, 'edition: "2011-spring"', ["file.reserved"])
            for name in ("tonight", "print", "news", "draw", "x")
        ),
    ],
)
def test_any_file_may_be_an_event_if_it_gives_its_edition(tmp_path, name, text, codes):
    found = read(tmp_path, {f"cities/paris/{name}.md": f"---\n{text}\n---\n"})
    assert [one.code for one in found.problems if one.severity == "error"] == codes


# What is only online.


def test_what_is_only_online_needs_a_zone_and_no_country():
    library = pages.of(
        {"city": "everywhere", "start": "12:00", "join_url": "https://meet.example/x"}, cities=[ONLINE]
    )
    shown = pages.words(pages.page(city_pages, library, "everywhere/"))
    assert "Online: meet.example" in shown
    assert "OpenStreetMap" not in shown
    home = pages.words(pages.page(city_pages, library, ""))
    assert "0 countries" in home
    assert "Everywhere" in home
    (one,) = Calendar.from_ical(pages.content(calendars, library, "everywhere/calendar.ics").decode()).walk(
        "VEVENT"
    )
    assert one["LOCATION"] == "Online"
    assert one["CONFERENCE"] == "https://meet.example/x"
    assert "GEO" not in one
    assert not [path for path in pages.published(city_pages, library) if path.startswith("countries/")]


@pytest.mark.parametrize(
    ("city", "codes"),
    [
        ('name: "E"\nonline: "yes"\ntimezone: "UTC"', []),
        ('name: "E"\nonline: "yes"\ntimezone: "UTC"\ncountry: "FR"', ["city.online"]),
        ('name: "E"\ntimezone: "UTC"', ["key.missing"]),
    ],
)
def test_a_city_has_a_country_or_is_online(tmp_path, city, codes):
    found = read(tmp_path, {"cities/everywhere/city.md": f"---\n{city}\n---\n"})
    assert [one.code for one in found.problems if one.severity == "error"] == codes


def test_a_hybrid_event_is_at_both_places():
    (one,) = entry("paris/calendar.ics", {"format": "hybrid", "join_url": "https://meet.example/x"})
    assert one["LOCATION"] == "Paris, France, and online"
    assert "Online: https://meet.example/x" in one["DESCRIPTION"]


# The notice.

NOTICE = {"text": "Use the back door", "since": "2011-03-24T12:00", "until": "2011-03-24T20:00"}


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        ("2011-03-24T10:59", False),
        ("2011-03-24T11:00", True),
        ("2011-03-24T18:59", True),
        ("2011-03-24T19:00", False),
    ],
)
def test_a_notice_is_first_everywhere_while_it_is_to_be_shown(now, shown):
    library, site = pages.of({"notice": NOTICE, "start": "19:30"}), pages.a_site(f"{now}:00+00:00")
    for path in ("paris/", "paris/2011-spring/", "paris/tonight/", "editions/2011-spring/", ""):
        assert ("Use the back door" in pages.words(pages.page(city_pages, library, path, site))) is shown, (
            path
        )
    (one,) = Calendar.from_ical(pages.content(calendars, library, "paris/calendar.ics", site).decode()).walk(
        "VEVENT"
    )
    assert one["DESCRIPTION"].startswith("Use the back door.") is shown
    assert (">Use the back door." in pages.content(feeds, library, "paris/feed.atom", site).decode()) is shown


def test_a_notice_makes_the_calendars_copy_newer():
    library = pages.of({"notice": NOTICE})
    before, after = (
        library.at(Moment(dt.datetime.fromisoformat(now), frozenset({"en"}))).resolved["paris", "2011-spring"]
        for now in ("2011-03-24T10:00+00:00", "2011-03-24T11:30+00:00")
    )
    assert before.changed < after.changed
    assert {11, 19} <= {moment.hour for moment in before.moments}


# Another zone, another language.


def test_the_zone_of_an_event_is_that_of_its_times():
    (one,) = entry("paris/calendar.ics", {"timezone": "Asia/Tokyo", "start": "19:30", "end": "21:00"})
    assert one["DTSTART"].dt.astimezone(dt.UTC).hour == 10
    assert "(Asia/Tokyo)" in words_of({"timezone": "Asia/Tokyo", "start": "19:30"}, path="paris/")


def test_the_language_of_an_event_comes_before_its_citys():
    page = pages.page(city_pages, pages.of({"languages": ["fr"]}), "paris/2011-spring/")
    assert page.attrib["lang"] == "fr"


# Sponsors by level.


def test_sponsors_are_in_the_order_of_their_levels_and_others_come_last():
    sponsors = [
        {"name": "Baker", "level": "bronze"},
        {"name": "Bank", "level": "Gold"},
        {"name": "Friend", "level": "friend"},
        "Nobody",
        {"name": "Bar", "level": "gold"},
    ]
    shown = words_of({"sponsors": sponsors}, path="paris/", festival={"sponsor_levels": ["gold", "bronze"]})
    parts = ["Gold Bank", "Bar", "Bronze Baker", "More sponsors", "Friend (friend)", "Nobody"]
    assert sorted(parts, key=shown.index) == parts


# Old names.

RENAMED = {
    "slug": "lutetia",
    "name": "Lutetia",
    "country": "FR",
    "timezone": "Europe/Paris",
    "was": ["paris"],
}


def test_old_addresses_lead_on_and_uids_stay():
    event = {"city": "lutetia", "slug": "night", "was": ["2011-spring"]}
    library = pages.of(event, cities=[RENAMED])
    for old, new in {
        "paris/": "lutetia/", "paris/tonight/": "lutetia/tonight/", "paris/print/": "lutetia/print/",
        "paris/2011-spring/": "lutetia/night/", "lutetia/2011-spring/": "lutetia/night/",
        "paris/night/": "lutetia/night/",
    }.items():  # fmt: skip
        page = pages.page(city_pages, library, old)
        (refresh,) = [
            meta.get("content") for meta in page.iter("meta") if meta.get("http-equiv") == "refresh"
        ]
        assert urls.relative(old, new) == refresh.removeprefix("0; url=")
    for path in (
        "paris/calendar.ics",
        "lutetia/calendar.ics",
        "paris/2011-spring/event.ics",
        "lutetia/night/event.ics",
    ):
        (one,) = Calendar.from_ical(pages.content(calendars, library, path).decode()).walk("VEVENT")
        assert one["UID"] == "paris.2011-spring@nights.example"
    assert pages.content(feeds, library, "paris/feed.atom") == pages.content(
        feeds, library, "lutetia/feed.atom"
    )


def test_no_number_of_a_renamed_event_is_lower_than_before():
    moment = dt.datetime(2011, 3, 1, tzinfo=dt.UTC)
    known = {("paris", "2011-spring"): Revision(4, moment), ("paris", "night"): Revision(0, moment)}
    library = pages.of({"slug": "night", "edition": "2011-spring", "was": ["2011-spring"]})
    (one,) = library.at(Moment(moment, frozenset({"en"}), known)).resolved.values()
    assert one.sequence == 5


@pytest.mark.parametrize("name", ["auckland", "about", "calendar"])
def test_an_old_name_that_something_else_has_is_a_mistake(tmp_path, name):
    city = (
        sites.dedent(sites.GOOD["cities/paris/city.md"])
        .lstrip()
        .replace("---\n", f'---\nwas: ["{name}"]\n', 1)
    )
    found = read(tmp_path, {"cities/paris/city.md": city})
    (one,) = [one for one in found.problems if one.severity == "error"]
    assert (one.code, one.line, one.field) == ("reference.was", 2, "was[0]")


# Older keys.


def test_an_older_key_is_read_and_its_problem_has_its_line(tmp_path):
    venue = 'venue:\n  name: "V"\n  step_free: "yes"\n'
    text = f'---\nstatus: "planned"\n{venue}tickets:\n  - name: "T"\n    quantity: "{{}}"\n---\n'
    found = read(tmp_path, {"cities/auckland/2011-spring.md": text.format(50)})
    event = found.library.events_of_city["auckland"][0]
    assert (event.venue.access.step_free, event.tickets[0].limit) == ("yes", 50)
    assert [(one.line, one.field) for one in found.problems if one.code == "value.form"] == [
        (5, "venue.step_free"),
        (8, "tickets[0].quantity"),
    ]
    wrong = read(tmp_path / "wrong", {"cities/auckland/2011-spring.md": text.format("fifty")})
    (one,) = [one for one in wrong.problems if one.severity == "error"]
    assert (one.code, one.line, one.column, one.field) == ("value.number", 8, 15, "tickets[0].quantity")


# Accounts with a topic.


def test_an_account_may_have_a_topic(tmp_path):
    header = '---\naccounts:\n  x: {handle: "@LanternPress", topic: "press"}\n---\n'
    (one,) = read(tmp_path, {"cities/auckland/2011-spring.md": header}).library.events_of_city["auckland"]
    assert (one.accounts, one.accounts["x"].topic) == ({"x": "LanternPress"}, "press")
    shown = words_of({"accounts": {"x": {"handle": "@LanternPress", "topic": "press"}}}, path="paris/")
    assert "@LanternPress (X, for the press)" in shown


@pytest.mark.parametrize(
    ("group", "code"),
    [('{handle: "@a", topic: "presse"}', "value.word"), ('{handle: "@a", topik: "press"}', "key.unknown"),
     ('{topic: "press"}', "account.handle")],
)  # fmt: skip
def test_a_wrong_topic_is_a_mistake_at_its_account(tmp_path, group, code):
    found = read(tmp_path, {"cities/auckland/2011-spring.md": f"---\naccounts:\n  x: {group}\n---\n"})
    assert [(one.code, one.line) for one in found.problems if one.severity == "error"] == [(code, 3)]


# One file may begin a city.

CARRYING = """---
status: "planned"
# who we are
city:
  name: "Ulm"  # on the Danube
  country: "DE"
  timezone: "Europe/Berlin"
start: "19:30"
---
Prose.
"""


def test_one_file_may_begin_a_city_and_fmt_makes_two_of_it(tmp_path):
    found = read(tmp_path, {"cities/ulm/2011-spring.md": CARRYING})
    assert [str(one) for one in found.problems] == []
    assert (found.library.city["ulm"].name, found.library.city["ulm"].timezone) == ("Ulm", "Europe/Berlin")
    done = programs.samenight(["fmt"], tmp_path, {**os.environ})
    assert done.returncode == 0, done.stdout + done.stderr
    folder = tmp_path / "content/cities/ulm"
    city = '---\n# on the Danube\nname: "Ulm"\ncountry: "DE"\ntimezone: "Europe/Berlin"\n---\n'
    assert (folder / "city.md").read_text("utf-8") == city
    event = '---\nstatus: "planned"\nstart: "19:30"\n# who we are\n---\nProse.\n'
    assert (folder / "2011-spring.md").read_text("utf-8") == event
    again = read_content(tmp_path / "content")
    assert again.library == found.library


def test_a_mistake_in_a_carried_city_is_at_its_line(tmp_path):
    wrong = CARRYING.replace("Europe/Berlin", "Europe/Berln")
    found = read(tmp_path, {"cities/ulm/2011-spring.md": wrong})
    (one,) = [one for one in found.problems if one.code == "value.zone"]
    assert (one.file, one.line) == ("content/cities/ulm/2011-spring.md", 7)


def test_a_city_that_is_there_is_not_carried_as_well(tmp_path):
    text = CARRYING.replace('"Ulm"', '"Paris"').replace('"DE"', '"FR"')
    found = read(
        tmp_path, {"cities/paris/brunch.md": text.replace("---\n", '---\nedition: "2011-spring"\n', 1)}
    )
    assert [one.code for one in found.problems if one.severity == "error"] == ["city.carried"]
