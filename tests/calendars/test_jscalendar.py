"""All events as JSCalendar: by the rules of RFC 8984, and the same as in the iCalendar files."""

from __future__ import annotations

import datetime as dt
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from samenight.calendars.artifacts import artifacts
from samenight.calendars.jscalendar import MEDIA_TYPE, duration
from samenight.content.reading.content_reader import read_content
from samenight.content.values.times import zone
from samenight.site import urls

from tests.calendars.conftest import PARIS, ROOT, URL, by_path, published, seen, site
from tests.calendars.jscalendar_rules import DURATION, GROUP
from tests.calendars.test_calendars import EVENTS, WORLD, made_of
from tests.calendars.test_ical import CHARITIES, FESTIVAL, FULL

ZONES = ("Europe/Paris", "Africa/Casablanca", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Sao_Paulo")
TIMES = st.none() | st.times().map(lambda time: f"{time:%H:%M}")


def both(*events, **parts):
    """The JSON, and the events of the iCalendar file of everything."""
    files = published(*events, **parts)
    group = json.loads(made_of(files, urls.CALENDAR_JSON))
    assert GROUP(group)
    return group, Calendar.from_ical(made_of(files, urls.CALENDAR)).walk("VEVENT")


def instants(event):
    """Beginning and end of an event as a reader of RFC 8984 finds them (1.4.6, 5.1)."""
    days, hours, minutes, seconds = (
        int(found[1]) if (found := re.search(rf"(\d+){unit}", event["duration"])) else 0 for unit in "DHMS"
    )
    start = dt.datetime.fromisoformat(event["start"])
    if event.get("showWithoutTime"):
        return start.date(), start.date() + dt.timedelta(days=days)
    begin = start.replace(tzinfo=zone(event["timeZone"])).astimezone(dt.UTC)
    return begin, begin + dt.timedelta(hours=hours, minutes=minutes, seconds=seconds)


def moments(vevent):
    """Beginning and end of a VEVENT. The parser takes zones from the machine, whose rules may be older."""
    begin, end = (vevent[name].dt for name in ("DTSTART", "DTEND"))
    if not isinstance(begin, dt.datetime):
        return begin, end
    rules = zone(vevent["DTSTART"].params["TZID"])
    return tuple(moment.replace(tzinfo=rules).astimezone(dt.UTC) for moment in (begin, end))


def same(group, vevents):
    """Whether both have the same content, in the same order."""
    assert len(group["entries"]) == len(vevents)
    for event, vevent in zip(group["entries"], vevents, strict=True):
        assert instants(event) == moments(vevent)
        for name, other in (("uid", "UID"), ("title", "SUMMARY"), ("sequence", "SEQUENCE")):
            assert event[name] == vevent[other]
        assert event["description"].split() == str(vevent["DESCRIPTION"]).split()
        assert event["status"].upper() == vevent["STATUS"]
        assert event["updated"] == f"{vevent['LAST-MODIFIED'].dt:%Y-%m-%dT%H:%M:%SZ}"
        assert event["locations"]["venue"]["description"] == vevent["LOCATION"]
        assert event["links"]["page"]["href"] == vevent["URL"]
    return True


def test_it_says_what_the_calendar_of_everything_says():
    assert same(*both(*EVENTS, **WORLD))
    assert same(*both(FULL, charities=CHARITIES, festival=FESTIVAL))


def test_it_is_published_with_its_type_where_an_event_has_a_day():
    assert published({})[urls.CALENDAR_JSON].media_type == MEDIA_TYPE
    assert urls.CALENDAR_JSON not in published({"edition": "season", "date": None}, **WORLD)


def test_the_group_names_itself():
    group, _ = both({"updated": "2011-03-01"}, {"city": "dublin", "updated": "2011-03-02"}, **WORLD)
    assert (group["uid"], group["title"]) == ("calendar@nights.example", "Twestival")
    assert group["updated"] == "2011-03-02T00:00:00Z"
    assert group["source"] == f"{URL}/calendar.json"
    assert {link["href"] for link in group["links"].values()} == {f"{URL}/calendar/", f"{URL}/calendar.ics"}


def test_an_event_in_full():
    (event,) = both(FULL, charities=CHARITIES, festival=FESTIVAL)[0]["entries"]
    assert (event["start"], event["timeZone"], event["duration"]) == (
        "2011-03-24T19:30:00",
        "Europe/Paris",
        "PT5H",
    )
    assert "showWithoutTime" not in event
    assert event["locations"]["venue"] == {
        "@type": "Location",
        "name": "La Maison, Cave",
        "description": "La Maison, Cave, 12 rue de l'Été; 75010 Paris, France",
        "timeZone": "Europe/Paris",
        "coordinates": "geo:48.8697,2.343900",
        "links": {"venue": {"@type": "Link", "href": "https://maison.example"}},
    }
    leads = {name: link["href"] for name, link in event["links"].items()}
    assert leads == {
        "page": f"{URL}/paris/2011-local/",
        "calendar": f"{URL}/paris/2011-local/event.ics",
        "tickets": "https://tickets.example/a,b;c",
        "donate": "https://give.example/?a=1,2",
        "charity": "https://rire.example",
    }
    assert list(event["keywords"]) == ["TwestivalParis", "twestival"]


def test_a_day_without_hours_has_no_zone():
    (event,) = both({"end_date": "2011-03-26"})[0]["entries"]
    assert (event["start"], event["duration"]) == ("2011-03-24T00:00:00", "P3D")
    assert event["showWithoutTime"] is True
    assert "timeZone" not in event


def test_one_event_a_line_and_the_same_bytes_each_time():
    first, again = (made_of(published(*EVENTS, **WORLD), urls.CALENDAR_JSON) for _ in range(2))
    assert first == again
    lines = first.decode().splitlines()
    assert len(lines) == 2 + 3
    assert all(json.loads(line.removesuffix(","))["@type"] == "Event" for line in lines[1:-1])


@given(
    st.sampled_from(ZONES),
    st.dates(dt.date(2009, 1, 1), dt.date(2030, 12, 31)),
    TIMES,
    TIMES,
    st.integers(0, 3),
)
def test_any_hours_are_the_same_instants_in_both(name, day, start, end, more):
    if more == 0 and start is not None and end is not None and end <= start:
        more = 1
    event = {"date": f"{day}", "start": start, "end": end, "end_date": f"{day + dt.timedelta(days=more)}"}
    assert same(*both(event, cities=[{**PARIS, "timezone": name}]))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).filter(str.strip))
def test_any_text_comes_through(typed):
    group, vevents = both({"name": typed, "slogan": typed, "venue": {"name": typed}})
    assert same(group, vevents)
    assert " ".join(typed.split()) in group["entries"][0]["title"]


@given(st.integers(0, 10**7))
def test_a_length_is_written_as_the_rfc_has_it(seconds):
    written = duration(dt.timedelta(seconds=seconds))
    assert re.fullmatch(DURATION, written)
    hours, minutes, rest = (
        int(found[1]) if (found := re.search(rf"(\d+){unit}", written)) else 0 for unit in "HMS"
    )
    assert hours * 3600 + minutes * 60 + rest == seconds


@pytest.mark.parametrize(
    ("length", "written"),
    [
        ({"hours": 5}, "PT5H"),
        ({"minutes": 90}, "PT1H30M"),
        ({"days": 2}, "PT48H"),
        ({"seconds": 3605}, "PT1H0M5S"),
    ],
)
def test_some_lengths(length, written):
    assert duration(dt.timedelta(**length)) == written


@pytest.fixture(scope="module")
def shipped():
    """What the package publishes of the archive that comes with the project."""
    library = read_content(ROOT / "content").library
    assert library
    return by_path(artifacts(seen(library, site()), site()))


def test_the_shipped_archive_is_the_same_in_both(shipped):
    group = json.loads(made_of(shipped, urls.CALENDAR_JSON))
    assert GROUP(group)
    assert same(group, Calendar.from_ical(made_of(shipped, urls.CALENDAR)).walk("VEVENT"))
    assert len({event["uid"] for event in group["entries"]}) == len(group["entries"])
