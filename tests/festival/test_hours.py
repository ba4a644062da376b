"""From when to when an evening lasts, with its offset from UTC."""

from __future__ import annotations

import datetime as dt
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.festival.hours import Hours, hours_of, span
from samenight.festival.moments import zone, zone_names

from tests.city_pages import pages

NIGHT = dt.date(2011, 3, 24)
TIMES = st.times().map(lambda time: time.replace(second=0, microsecond=0))


def hours(event, **city):
    library = pages.of(event, cities=[{**pages.PARIS, **city}], editions=[{**pages.SPRING, "date": None}])
    return hours_of(library.events[0], library)


def said(moment):
    return moment and moment.isoformat()


@pytest.mark.parametrize(
    ("event", "begin", "end", "until"),
    [
        ({}, None, None, None),
        ({"end": "23:00"}, None, None, None),
        ({"start": "19:30"}, "2011-03-24T19:30:00+01:00", None, "2011-03-24T23:30:00+01:00"),
        (
            {"start": "19:30", "end": "00:30"},
            "2011-03-24T19:30:00+01:00",
            "2011-03-25T00:30:00+01:00",
            "2011-03-25T00:30:00+01:00",
        ),
        (  # the clocks are put forward in that night
            {"date": "2011-03-26", "start": "22:00", "end": "04:00"},
            "2011-03-26T22:00:00+01:00",
            "2011-03-27T04:00:00+02:00",
            "2011-03-27T04:00:00+02:00",
        ),
        (
            {"start": "19:30", "end": "22:00", "end_date": "2011-03-28"},
            "2011-03-24T19:30:00+01:00",
            "2011-03-28T22:00:00+02:00",
            "2011-03-28T22:00:00+02:00",
        ),
    ],
)
def test_hours_of_an_evening(event, begin, end, until):
    found = hours(event)
    assert (said(found.begin), said(found.end), said(found.until)) == (begin, end, until)


def test_days_end_on_the_day_after_the_last():
    assert hours({}) == Hours(NIGHT, NIGHT)
    assert hours({}).after == dt.date(2011, 3, 25)
    assert hours({"end_date": "2011-03-26"}).after == dt.date(2011, 3, 27)


def test_without_a_day_there_are_no_hours():
    assert hours({"date": None, "start": "19:30"}) is None


@given(
    st.sampled_from(sorted(zone_names())), st.dates(dt.date(2000, 1, 1), dt.date(2035, 12, 31)), TIMES, TIMES
)
def test_the_end_comes_after_the_beginning_and_both_are_times_of_the_zone(name, day, start, end):
    begin, until = span(day, day, start, None if start == end else end, name)
    assert until > begin
    for moment in (begin, until):
        assert moment.astimezone(zone(name)).replace(tzinfo=None) == moment.replace(tzinfo=None)
    assert pickle.loads(pickle.dumps((begin, until))) == (begin, until)  # noqa: S301 -- our own
