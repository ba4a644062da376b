"""The days and times of an event."""

from __future__ import annotations

import datetime as dt

import pytest
from samenight.content.library.event_times import Hours, hours_of, wall
from samenight.content.values.times import comes_twice

from tests.calendars.conftest import LOCAL, PARIS, library


def hours(event, **parts):
    known = library(event, **parts)
    (one,) = known.events
    return hours_of(one, known.edition[one.edition], known.city[one.city].timezone)


def utc(*when):
    return dt.datetime(*when, tzinfo=dt.UTC)


def test_an_event_in_utc_and_on_the_clocks_of_its_city():
    night = dt.date(2011, 3, 24)
    found = hours({"start": "19:30", "end": "00:30"})
    assert found == Hours(
        "Europe/Paris", night, night, utc(2011, 3, 24, 18, 30), utc(2011, 3, 24, 23, 30), end_is_known=True
    )
    assert wall(found.begin, found.zone).isoformat() == "2011-03-24T19:30:00"
    assert wall(found.end, found.zone).isoformat() == "2011-03-25T00:30:00"


def test_without_a_start_there_is_no_hour():
    found = hours({"end_date": "2011-03-26", "end": "23:00"})
    assert found == Hours("Europe/Paris", dt.date(2011, 3, 24), dt.date(2011, 3, 26))
    assert (found.begin, found.end) == (None, None)


def test_an_end_that_is_only_usual_is_marked_as_such():
    found = hours({"start": "19:30"})
    assert (found.end, found.end_is_known) == (utc(2011, 3, 24, 22, 30), False)
    assert hours({"start": "19:30"}, editions=[{**LOCAL, "usual_length": "2:15"}]).end.minute == 45


def test_without_a_day_there_is_nothing():
    assert hours({"date": None}, editions=[{"slug": "2011-local", "name": "x"}]) is None


def test_skipped_hours_are_put_off_and_the_end_with_them():
    """27 March 2011: from 02:00 to 03:00 in Paris."""
    found = hours({"date": "2011-03-27", "start": "02:30", "end": "03:00"})
    assert wall(found.begin, found.zone).time() == dt.time(3, 30)
    assert found.end - found.begin == dt.timedelta(minutes=30)


@pytest.mark.parametrize(
    ("zone", "day", "start", "begin"),
    [
        ("Africa/Casablanca", "2025-02-22", "19:30", (2025, 2, 22, 18, 30)),
        ("Africa/Casablanca", "2025-03-15", "19:30", (2025, 3, 15, 19, 30)),  # Ramadan
        ("Asia/Tehran", "2022-07-01", "19:30", (2022, 7, 1, 15, 0)),
        ("Asia/Tehran", "2023-07-01", "19:30", (2023, 7, 1, 16, 0)),
        ("America/Sao_Paulo", "2019-01-15", "19:30", (2019, 1, 15, 21, 30)),
        ("America/Sao_Paulo", "2020-01-15", "19:30", (2020, 1, 15, 22, 30)),
        ("Europe/Istanbul", "2016-01-15", "19:30", (2016, 1, 15, 17, 30)),
        ("Europe/Istanbul", "2017-01-15", "19:30", (2017, 1, 15, 16, 30)),
        ("Australia/Lord_Howe", "2011-03-24", "19:30", (2011, 3, 24, 8, 30)),
        ("Australia/Lord_Howe", "2011-07-24", "19:30", (2011, 7, 24, 9, 0)),
        ("Asia/Kathmandu", "2011-03-24", "19:30", (2011, 3, 24, 13, 45)),
        ("Pacific/Apia", "2011-12-29", "19:30", (2011, 12, 30, 5, 30)),
        ("Pacific/Apia", "2011-12-31", "19:30", (2011, 12, 31, 5, 30)),
    ],
)
def test_zones_with_odd_rules(zone, day, start, begin):
    found = hours({"date": day, "start": start}, cities=[{**PARIS, "timezone": zone}])
    assert found.begin == utc(*begin)


@pytest.mark.parametrize(("hour", "twice"), [(1, False), (2, True), (3, False)])
def test_clocks_that_are_put_back_show_an_hour_twice(hour, twice):
    assert comes_twice(dt.datetime(2011, 10, 30, hour, 30), "Europe/Paris") is twice  # noqa: DTZ001


def test_a_postponed_event_is_where_it_was_until_it_has_a_new_day():
    known = library({"status": "postponed", "date": None})
    (event,) = known.events
    assert known.day_of(event) is None
    first = hours({"status": "postponed", "date": None}).first
    assert known.calendar_day_of(event) == first == dt.date(2011, 3, 24)
