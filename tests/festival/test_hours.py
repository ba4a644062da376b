"""From when to when an evening lasts, and with which offset from UTC that is told."""

from __future__ import annotations

import datetime as dt
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.festival.hours import Hours, hours_of, span, wall
from samenight.festival.moments import with_offset, zone, zone_names

from tests.city_pages import pages

NIGHT = dt.date(2011, 3, 24)
TIMES = st.times().map(lambda time: time.replace(second=0, microsecond=0))
ZONES = st.sampled_from(sorted(zone_names()))
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2035, 12, 31))


def hours(event, **city):
    library = pages.of(event, cities=[{**pages.PARIS, **city}], editions=[{**pages.SPRING, "date": None}])
    return hours_of(library.events[0], library)


@pytest.mark.parametrize(
    ("event", "begin", "end", "known"),
    [
        ({"start": "19:30"}, "2011-03-24T19:30:00+01:00", "2011-03-24T23:30:00+01:00", False),
        ({"start": "19:30", "end": "00:30"}, "2011-03-24T19:30:00+01:00", "2011-03-25T00:30:00+01:00", True),
        (  # the clocks are put forward in that night
            {"date": "2011-03-26", "start": "22:00", "end": "04:00"},
            "2011-03-26T22:00:00+01:00",
            "2011-03-27T04:00:00+02:00",
            True,
        ),
        (
            {"start": "19:30", "end": "22:00", "end_date": "2011-03-28"},
            "2011-03-24T19:30:00+01:00",
            "2011-03-28T22:00:00+02:00",
            True,
        ),
    ],
)
def test_hours_of_an_evening(event, begin, end, known):
    found = hours(event)
    told = [with_offset(moment, found.zone).isoformat() for moment in (found.begin, found.end)]
    assert (told, found.end_is_known) == ([begin, end], known)


@pytest.mark.parametrize("event", [{}, {"end": "23:00"}])
def test_without_a_beginning_only_the_day_is_known(event):
    assert hours(event) == Hours("Europe/Paris", NIGHT, NIGHT)


def test_without_a_day_there_are_no_hours():
    assert hours({"date": None, "start": "19:30"}) is None


@given(ZONES, DAYS, TIMES, TIMES)
def test_the_end_comes_after_the_beginning(name, day, start, end):
    begin, until = span(day, day, start, None if start == end else end, name)
    assert until > begin


@given(ZONES, DAYS, TIMES)
def test_an_offset_is_that_of_the_zone_at_the_moment_and_can_be_sent_away(name, day, time):
    moment = dt.datetime.combine(day, time, tzinfo=dt.UTC)
    told = with_offset(moment, name)
    assert told == moment
    assert told.utcoffset() == moment.astimezone(zone(name)).utcoffset()
    assert told.replace(tzinfo=None) == wall(moment, name)
    assert pickle.loads(pickle.dumps(told)) == told  # noqa: S301 -- our own
