"""Entries of postponed events, of events of unknown length, and the short extra entries."""

from __future__ import annotations

import datetime as dt

import pytest
from icalendar import Calendar

from tests.calendars.conftest import LOCAL, made, made_calendar, published, vevent

SEASON = {
    "slug": "2011-local",
    "name": "Twestival Local 2011",
    "date": "2011-03-01",
    "end_date": "2011-04-30",
}
OFF = {"status": "postponed", "date": None, "start": "19:30"}


def start_of(event, **parts):
    return vevent(event, **parts)["DTSTART"].to_ical()


def test_postponed_without_a_new_date_it_stays_on_its_day():
    assert start_of(OFF) == b"20110324T193000"


def test_if_the_edition_has_many_days_the_file_says_which_it_was():
    event = {**OFF, "postponed_from": "2011-03-22"}
    assert start_of(event, editions=[SEASON]) == b"20110322T193000"
    assert start_of(event) == b"20110322T193000"


def test_what_is_known_of_no_day_is_in_no_calendar():
    assert list(published(OFF, editions=[SEASON])) == ["calendar/index.html"]


@pytest.mark.parametrize("status", ["postponed", "confirmed"])
def test_it_moves_to_its_new_day(status):
    event = {"status": status, "date": "2011-06-01", "postponed_from": "2011-03-22", "start": "19:30"}
    assert start_of(event) == b"20110601T193000"


def test_it_says_so_in_its_title_and_text():
    event = vevent({**OFF, "status_note": "The club flooded."})
    assert (event["STATUS"], event["SUMMARY"]) == ("TENTATIVE", "POSTPONED: Paris, Twestival Local 2011")
    assert event["DESCRIPTION"].startswith(
        "Postponed. It was to be on 24 March 2011; a new date is not known yet. The club flooded.\n\n"
    )
    later = vevent({**OFF, "date": "2011-06-01", "postponed_from": "2011-03-24"})
    assert later["DESCRIPTION"].startswith("Postponed. It moves from 24 March 2011 to 1 June 2011.\n\n")


def test_a_subscriber_keeps_one_entry_all_the_way():
    """The same UID in each calendar, whatever changes."""
    for event in (
        {"start": "19:30"},
        {"start": "20:30"},
        {"start": "20:30", "venue": {"name": "Elsewhere"}},
        OFF,
        {"date": "2011-06-01", "start": "19:30", "postponed_from": "2011-03-24"},
        {"status": "cancelled"},
    ):
        for path in ("calendar.ics", "paris/calendar.ics", "countries/fr/calendar.ics"):
            (found,) = Calendar.from_ical(made_calendar(event, path)).walk("VEVENT")
            assert found["UID"] == "paris.2011-local@nights.example"


# An edition's usual length.


@pytest.mark.parametrize(
    ("length", "end"), [("4", b"20110324T233000"), ("3:30", b"20110324T230000"), ("12", b"20110325T073000")]
)
def test_an_event_of_unknown_end_has_the_editions_usual_length(length, end):
    event = vevent({"start": "19:30"}, editions=[{**LOCAL, "usual_length": length}])
    assert event["DTEND"].to_ical() == end


def test_a_known_end_is_kept():
    event = vevent({"start": "19:30", "end": "22:00"}, editions=[{**LOCAL, "usual_length": "1"}])
    assert event["DTEND"].to_ical() == b"20110324T220000"


# Short extra entries.

EVENT = {
    "start": "19:30",
    "raffle": {"draw": "00:15", "prizes": ["iPad 2"]},
    "donate": {"url": "https://give.example", "until": "2011-04-01T23:59"},
}
EXTRAS = {"festival": {"calendar_extras": "yes"}}


def entries(event, path, **parts):
    found = Calendar.from_ical(made_calendar(event, path, **parts)).walk("VEVENT")
    return {str(entry["UID"]).partition("@")[0].removeprefix("paris.2011-local"): entry for entry in found}


def test_short_entries_are_for_those_who_ask():
    assert set(entries(EVENT, "paris/calendar.ics")) == {""}
    assert set(entries(EVENT, "paris/calendar.ics", **EXTRAS)) == {"", ".draw", ".donate"}


def test_they_are_in_the_calendars_of_the_city_only():
    assert set(entries(EVENT, "paris/2011-local/event.ics", **EXTRAS)) == {"", ".draw", ".donate"}
    for path in ("calendar.ics", "countries/fr/calendar.ics", "editions/2011-local/calendar.ics"):
        assert set(entries(EVENT, path, **EXTRAS)) == {""}


def test_the_draw_takes_a_quarter_of_an_hour_after_midnight_too():
    draw = entries(EVENT, "paris/calendar.ics", **EXTRAS)[".draw"]
    assert draw["SUMMARY"] == "Raffle draw: Paris, Twestival Local 2011"
    assert draw["DTSTART"].to_ical() == b"20110325T001500"
    assert draw["DTEND"].to_ical() == b"20110325T003000"
    assert draw["DTSTART"].params["TZID"] == "Europe/Paris"
    assert draw["TRANSP"] == "TRANSPARENT"
    early = {**EVENT, "raffle": {"draw": "19:30", "prizes": ["x"]}}
    at_once = entries(early, "paris/calendar.ics", **EXTRAS)[".draw"]
    assert at_once["DTSTART"].to_ical() == b"20110324T193000"


def test_gifts_end_when_the_collection_closes():
    last = entries(EVENT, "paris/calendar.ics", **EXTRAS)[".donate"]
    assert last["SUMMARY"] == "Last chance to donate: Paris, Twestival Local 2011"
    assert last["DTSTART"].to_ical() == b"20110401T234400"
    assert last["DTEND"].to_ical() == b"20110401T235900"
    assert "https://give.example" in last["DESCRIPTION"]
    day = {**EVENT, "donate": {"until": "2011-04-01"}}
    whole = entries(day, "paris/calendar.ics", **EXTRAS)[".donate"]
    assert (whole["DTSTART"].dt, whole["DTEND"].dt) == (dt.date(2011, 4, 1), dt.date(2011, 4, 2))


def test_the_zone_is_there_for_the_years_of_all_entries():
    event = {**EVENT, "donate": {"until": "2012-06-01T12:00"}}
    content = made(event, **EXTRAS)
    assert b"DTSTART:20120325T020000" in content
    assert b"DTSTART:20120325T020000" not in made(event)


def test_what_is_off_has_no_draw_but_may_be_given_to():
    found = entries({**EVENT, "status": "cancelled"}, "paris/calendar.ics", **EXTRAS)
    assert (found[".draw"]["STATUS"], found[".donate"]["STATUS"]) == ("CANCELLED", "CONFIRMED")
    assert found[".draw"]["SUMMARY"].startswith("CANCELLED: Raffle draw")
    assert found[".donate"]["SUMMARY"].startswith("Last chance")


@pytest.mark.parametrize(
    "event", [{"start": "19:30"}, {"raffle": {"prizes": ["x"]}, "donate": {"platform": "x"}}]
)
def test_what_has_no_time_has_no_entry(event):
    assert set(entries(event, "paris/calendar.ics", **EXTRAS)) == {""}
