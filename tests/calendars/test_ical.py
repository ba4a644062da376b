"""One event in a calendar, read back with a parser."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from samenight.calendars.ical import calendar, download
from samenight.calendars.ical_values import escaped, folded_line
from samenight.content.values.times import zone, zone_names

from tests.calendars.conftest import ROOT, URL, made, made_calendar, published, unfolded, vevent
from tests.calendars.test_timezones import PECULIAR

FULL = {
    "start": "19:30", "end": "00:30", "slogan": "Tweet. Meet. Give.", "date_note": "A Thursday.",
    "hashtags": ["TwestivalParis", "twestival"], "charity": "le-rire-medecin",
    "charity_note": "Clowns in hospitals; two a week.",
    "venue": {
        "name": "La Maison, Cave", "address": "12 rue de l'Été; 75010 Paris", "url": "https://maison.example",
        "coordinates": "48.8697, 2.343900", "access": {"step_free": "yes"},
        "getting_there": "Métro Château d'Eau",
    },
    "tickets": [
        {"name": "Early bird", "price": "5.00", "currency": "EUR", "until": "2011-03-14T23:59",
         "includes": "one drink", "url": "https://tickets.example/a,b;c"},
        {"price": "8.5", "currency": "EUR", "at_the_door": "yes"},
        {"name": "Children", "price": "0", "currency": "EUR", "sold_out": "yes"},
    ],
    "donate": {"url": "https://give.example/?a=1,2", "until": "2011-04-01",
               "tiers": [{"amount": "10", "currency": "EUR", "label": "one visit"}]},
}  # fmt: skip
CHARITIES = [{"slug": "le-rire-medecin", "name": "Le Rire Médecin", "website": "https://rire.example"}]
FESTIVAL = {"hashtags": ["Twestival"]}


def full(**changes):
    return vevent({**FULL, **changes}, charities=CHARITIES, festival=FESTIVAL)


def test_an_event_in_full(golden):
    golden.check("paris-2011-local.ics", made(FULL, charities=CHARITIES, festival=FESTIVAL))


def test_a_calendar_to_subscribe_to_names_itself_its_source_and_how_often_to_look():
    lines = unfolded(made_calendar(FULL, charities=CHARITIES, festival={"color": "Teal"}))
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert {
        "PRODID:-//Samenight//Samenight calendars//EN", "CALSCALE:GREGORIAN",
        "NAME:Twestival", "X-WR-CALNAME:Twestival",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H", "X-PUBLISHED-TTL:PT12H",
        f"SOURCE;VALUE=URI:{URL}/calendar.ics", f"URL:{URL}/calendar/",
        "COLOR:teal", "X-APPLE-CALENDAR-COLOR:#008080",
    } <= set(lines)  # fmt: skip
    assert not [line for line in lines if line.startswith(("METHOD", "BEGIN:VALARM"))]


def test_a_file_to_download_says_nothing_of_a_calendar():
    """It goes into a calendar that the reader has already, under a name of their own."""
    head = unfolded(made(FULL, charities=CHARITIES))
    head = head[: head.index("BEGIN:VTIMEZONE")]
    assert [line.partition(":")[0] for line in head] == ["BEGIN", "VERSION", "PRODID", "CALSCALE"]


def test_an_event_after_midnight_ends_on_the_next_day():
    event = full()
    assert event.start == dt.datetime(2011, 3, 24, 19, 30, tzinfo=zone("Europe/Paris"))
    assert event.end.isoformat() == "2011-03-25T00:30:00+01:00"
    assert event["DTSTART"].params["TZID"] == "Europe/Paris"


def test_the_facts_of_the_place():
    event = full()
    place = "La Maison, Cave, 12 rue de l'Été; 75010 Paris, France"
    assert event["LOCATION"] == place
    assert "GEO:48.8697;2.343900" in unfolded(made(FULL, charities=CHARITIES))
    assert event["URL"] == f"{URL}/paris/2011-local/"


def test_without_a_venue_the_place_is_the_city():
    event = vevent({"place": "Montmartre"})
    assert event["LOCATION"] == "Montmartre, Paris, France"
    assert event["GEO"].to_ical() == "48.8566;2.3522"


def test_the_text_reads_well():
    assert full()["DESCRIPTION"].split("\n\n") == [
        "Twestival Local 2011 in Paris, France\nTweet. Meet. Give.\nA Thursday.",
        "For Le Rire Médecin\nClowns in hospitals; two a week.\nhttps://rire.example",
        "Tickets:\n"
        "- Early bird: €5, includes one drink, until 14 March 2011, 11:59\u00a0pm, "
        "https://tickets.example/a,b;c\n"
        "- At the door: €8.50\n"
        "- Children: free, sold out",
        "Donate until 1 April 2011: https://give.example/?a=1,2\n- €10: one visit",
        "Métro Château d'Eau\nStep-free entrance.\nhttps://maison.example",
        "#TwestivalParis #twestival",
        f"More: {URL}/paris/2011-local/",
    ]


@pytest.mark.parametrize(
    ("status", "written", "sequence", "summary"),
    [
        ("planned", "TENTATIVE", 0, "Paris, Twestival Local 2011"),
        ("confirmed", "CONFIRMED", 0, "Paris, Twestival Local 2011"),
        ("held", "CONFIRMED", 0, "Paris, Twestival Local 2011"),
        ("postponed", "TENTATIVE", 1, "POSTPONED: Paris, Twestival Local 2011"),
        ("cancelled", "CANCELLED", 1, "CANCELLED: Paris, Twestival Local 2011"),
    ],
)
def test_the_status_is_for_programs_and_for_people(status, written, sequence, summary):
    event = full(status=status)
    assert (event["STATUS"], event["SEQUENCE"], event["SUMMARY"]) == (written, sequence, summary)


def test_a_cancelled_event_says_why_and_sells_nothing():
    text = full(status="cancelled", status_note="The roof leaks.")["DESCRIPTION"]
    assert text.startswith("Cancelled. The roof leaks.\n\n")
    assert "Tickets" not in text
    assert "Donate" in text


def test_an_event_that_is_over_asks_for_nothing():
    text = full(status="held")["DESCRIPTION"]
    assert "Tickets" not in text
    assert "Donate until 1 April 2011" in text  # a collection may go on after the night
    assert "Donate" not in full(status="held", donate={"url": "https://give.example/"})["DESCRIPTION"]


def test_the_uid_outlives_title_date_and_venue():
    changed = vevent({"name": "Party", "date": "2011-04-02", "venue": {"name": "Elsewhere"}})
    assert changed["UID"] == full()["UID"] == "paris.2011-local@nights.example"


def test_the_stamp_is_the_day_of_the_last_change():
    for event, stamp in (({}, "20101201T000000Z"), ({"updated": "2011-03-20"}, "20110320T000000Z")):
        found = vevent(event)
        assert found["DTSTAMP"].to_ical() == found["LAST-MODIFIED"].to_ical() == stamp.encode()


@pytest.mark.parametrize(
    ("event", "summary"),
    [
        ({"name": "Twestival Paris"}, "Twestival Paris"),
        ({"name": "Soirée\ncaritative"}, "Paris, Soirée caritative"),
        ({"edition": "spring"}, "Paris, Twestival Spring"),
    ],
)
def test_the_title_names_city_and_event_once(event, summary):
    editions = [{"slug": "2011-local", "name": "Twestival Local 2011"}, {"slug": "spring", "name": "Spring"}]
    assert vevent(event, editions=editions)["SUMMARY"] == summary


@pytest.mark.parametrize(
    ("event", "start", "end"),
    [
        ({}, "20110324", "20110325"),
        ({"end_date": "2011-03-26"}, "20110324", "20110327"),
        ({"end": "23:00"}, "20110324", "20110325"),
        ({"date": "2012-02-28", "end_date": "2012-02-29"}, "20120228", "20120301"),
    ],
)
def test_without_a_beginning_it_takes_whole_days(event, start, end):
    found = vevent(event)
    assert (found["DTSTART"].to_ical(), found["DTEND"].to_ical()) == (start.encode(), end.encode())
    assert found["DTSTART"].params["VALUE"] == "DATE"
    assert b"VTIMEZONE" not in made(event)


@pytest.mark.parametrize(
    ("event", "start", "end"),
    [
        ({"start": "19:30"}, "20110324T193000", "20110324T233000"),
        ({"start": "22:00"}, "20110324T220000", "20110325T020000"),
        ({"start": "10:00", "end": "18:00"}, "20110324T100000", "20110324T180000"),
        ({"start": "20:00", "end": "01:00", "end_date": "2011-03-26"}, "20110324T200000", "20110326T010000"),
        ({"start": "20:00", "end": "01:00", "end_date": "2011-03-25"}, "20110324T200000", "20110325T010000"),
        ({"start": "18:00", "end": "16:00", "end_date": "2011-03-26"}, "20110324T180000", "20110326T160000"),
        ({"start": "19:00", "end": "19:00"}, "20110324T190000", "20110325T190000"),
        ({"start": "20:00", "end_date": "2011-03-26"}, "20110324T200000", "20110327T000000"),
        # 27 March: the clocks go from 02:00 to 03:00.
        ({"date": "2011-03-27", "start": "02:30"}, "20110327T033000", "20110327T063000"),
        ({"date": "2011-03-27", "start": "02:30", "end": "03:00"}, "20110327T033000", "20110327T040000"),
        ({"date": "2011-03-26", "start": "22:00", "end": "02:15"}, "20110326T220000", "20110327T031500"),
        # 30 October: the hour from 02:00 to 03:00 comes twice.
        ({"date": "2011-10-30", "start": "02:30", "end": "02:45"}, "20111030T003000Z", "20111030T004500Z"),
        ({"date": "2011-10-29", "start": "22:00", "end": "02:30"}, "20111029T220000", "20111030T003000Z"),
        ({"date": "2011-10-30", "start": "01:00", "end": "03:30"}, "20111030T010000", "20111030T033000"),
    ],
)
def test_beginning_and_end(event, start, end):
    found = vevent(event)
    assert (found["DTSTART"].to_ical(), found["DTEND"].to_ical()) == (start.encode(), end.encode())


def test_a_day_that_never_was():
    """Samoa went from 29 to 31 December 2011."""
    apia = {"slug": "apia", "name": "Apia", "country": "WS", "timezone": "Pacific/Apia"}
    event = {"city": "apia", "date": "2011-12-30", "start": "20:00", "end": "00:30"}
    found = vevent(event, cities=[apia])
    assert found["DTSTART"].to_ical() == b"20111231T200000"
    assert found["DTEND"].to_ical() == b"20120101T003000"


def instant_of(value):
    """The one instant that a time names by the rules of its zone; fails where it names two or none."""
    if "TZID" not in value.params:
        return value.dt
    rules = zone(value.params["TZID"])
    local = value.dt.replace(tzinfo=rules)
    assert local.utcoffset() == local.replace(fold=1).utcoffset()
    return local.astimezone(dt.UTC)


@given(
    zone_name=st.sampled_from(PECULIAR) | st.sampled_from(sorted(zone_names())),
    day=st.dates(dt.date(1975, 1, 1), dt.date(2040, 12, 31)),
    start=st.times(),
    end=st.none() | st.times(),
    more=st.none() | st.integers(0, 5),
)
def test_whenever_it_is_it_ends_after_it_begins_at_times_that_clocks_show(zone_name, day, start, end, more):
    city = {"slug": "paris", "name": "Paris", "country": "FR", "timezone": zone_name}
    times = {"date": day.isoformat(), "start": f"{start:%H:%M}"}
    if end is not None:
        times["end"] = f"{end:%H:%M}"
    if more or (more == 0 and times.get("end", "24:00") > times["start"]):
        times["end_date"] = (day + dt.timedelta(days=more)).isoformat()
    artifact = published(times, cities=[city])["calendar.ics"]
    (found,) = Calendar.from_ical(artifact.make(artifact.facts)).walk("VEVENT")
    hours = artifact.facts.entries[0].hours
    begins, ends = (instant_of(found[name]) for name in ("DTSTART", "DTEND"))
    assert begins == hours.begin < hours.end == ends
    assert hours.end_is_known is ("end" in times)


HOSTILE = [
    'He said "no"; then, perhaps: yes\\no\\N',
    "first\nsecond\n\nBEGIN:VALARM\nEND:VEVENT",
    "🎉🎈 fête 👩‍👩‍👧 日本語の夕べ",
    "ערב של צדקה, مساء الخير",
    "a\u2028b\u2029c",
    "\u202eאבג\u202c \u2067x\u2069 \u200f!",
    '=1+1;\tTZID="x"^n^\'',
    "é" * 400,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back_as_it_was(text):
    event = {"name": text, "venue": {"name": text}, "charity_note": text, "start": "20:00"}
    content = made(event)
    shown = text.replace("\u2028", "\n").replace("\u2029", "\n")
    (found,) = Calendar.from_ical(content).walk("VEVENT")
    assert shown in found["DESCRIPTION"]
    assert " ".join(text.split()) in found["SUMMARY"]
    assert found["LOCATION"].startswith(" ".join(text.split()))
    assert content.count(b"\r\nBEGIN:") == len(unfolded(content)) - len(
        [line for line in unfolded(content) if not line.startswith("BEGIN:")]
    ) - 1  # fmt: skip


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_control_character_gets_into_a_file(text):
    written = escaped(text)
    controls = [sign for sign in written if unicodedata.category(sign) == "Cc" and sign != "\t"]
    assert controls == []
    assert written.count(r"\n") >= text.count("\n")


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n\t"), max_size=300))
def test_any_text_comes_back_and_every_line_is_short_and_whole(text):
    text = text.strip()
    content = made({"charity_note": text or None})
    for line in content.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")
    assert b"\n" not in content.replace(b"\r\n", b"")
    (found,) = Calendar.from_ical(content).walk("VEVENT")
    assert text.replace("\u2028", "\n").replace("\u2029", "\n") in found["DESCRIPTION"]


@given(st.text(st.sampled_from("ab\\é日🎉 "), max_size=400))
def test_a_folded_line_is_the_line_when_unfolded(line):
    pieces = folded_line(line.encode()).split(b"\r\n")
    assert b"".join([pieces[0], *(piece.removeprefix(b" ") for piece in pieces[1:])]).decode() == line
    assert max(map(len, pieces)) <= 75
    assert all(piece.startswith(b" ") for piece in pieces[1:])
    assert all(piece.decode() for piece in pieces[1:])


def test_lines_are_folded_as_late_as_can_be():
    assert folded_line(b"a" * 75) == b"a" * 75
    assert folded_line(b"a" * 150) == b"a" * 75 + b"\r\n " + b"a" * 74 + b"\r\n a"
    assert folded_line(b"a" * 74 + "é".encode()) == b"a" * 74 + b"\r\n " + "é".encode()
    assert folded_line(b"a" * 74 + b"\\n") == b"a" * 74 + b"\r\n \\n"
    assert folded_line(b"\\" * 80) == b"\\" * 75 + b"\r\n " + b"\\" * 5


def test_bytes_are_the_same_whatever_the_process():
    script = (
        "import hashlib; from tests.calendars import test_ical as t;"
        "print(hashlib.sha256(t.made(t.FULL, charities=t.CHARITIES, festival=t.FESTIVAL)).hexdigest())"
    )
    digests = set()
    for surroundings in (
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Apia", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "America/Sao_Paulo", "LC_ALL": "C.UTF-8"},
    ):
        environ = {**os.environ, "PYTHONPATH": f"{ROOT}/plugins", **surroundings}
        run = subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, env=environ, check=True, capture_output=True
        )
        digests.add(run.stdout)
    assert len(digests) == 1


def test_the_maker_can_be_sent_to_another_process():
    artifact = published(FULL, charities=CHARITIES)["calendar.ics"]
    assert artifact.make is calendar
    assert published(FULL, charities=CHARITIES)["paris/2011-local/event.ics"].make is download
