"""Local times of venues, and the instants they stand for."""
# ruff: noqa: DTZ001 -- local times of venues have no zone

from __future__ import annotations

import datetime as dt
import zoneinfo
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.content.values.times import end_day, instant, zone, zone_names

ZONES = st.sampled_from(sorted(zone_names()))
MOVING = st.sampled_from(
    "Europe/Paris America/New_York America/Santiago Australia/Lord_Howe Africa/Casablanca Pacific/Auckland"
    " America/Havana Asia/Beirut Atlantic/Azores Pacific/Apia America/Nuuk Asia/Kathmandu".split()
)
DAYS = st.dates(dt.date(2006, 3, 21), dt.date(2035, 12, 31))
TIMES = st.times().map(lambda time: time.replace(second=0, microsecond=0))
MINUTE, NOTHING = dt.timedelta(minutes=1), dt.timedelta(0)


def change_days(name):
    """The days in a few years on which the clocks of a zone change."""
    for year in (2009, 2011, 2013, 2026):
        for number in range(1, 366):
            day = dt.datetime(year, 1, 1) + dt.timedelta(days=number)
            before, after = (
                when.replace(tzinfo=zone(name)).utcoffset() for when in (day, day + dt.timedelta(days=1))
            )
            if before != after:
                yield day.date()


@given(ZONES | MOVING, DAYS, TIMES)
def test_an_instant_has_its_local_time_again_unless_the_clocks_skip_it(name, day, time):
    found = instant(day, time, name)
    assert found.tzinfo == dt.UTC
    shown = found.astimezone(zone(name))
    wall = dt.datetime.combine(day, time)
    if shown.replace(tzinfo=None) == wall:
        assert shown.fold == 0  # a time that occurs twice is the first
    else:
        gap = shown.replace(tzinfo=None) - wall
        assert dt.timedelta(0) < gap <= dt.timedelta(days=1)  # a skipped time is as much later
        before = (found - gap - MINUTE).astimezone(zone(name)).utcoffset()
        assert (shown.utcoffset() or NOTHING) > (before or NOTHING)


@pytest.mark.parametrize(
    "name", ["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "America/Santiago"]
)
def test_around_every_change_of_the_clocks_time_goes_on(name):
    days = list(change_days(name))
    assert len(days) >= 6
    for day in days:
        instants = [
            instant(day, dt.time(hour, minute), name) for hour in range(24) for minute in (0, 15, 30, 45)
        ]
        steps = [later - earlier for earlier, later in pairwise(instants)]
        assert all(dt.timedelta(hours=-1) <= step <= dt.timedelta(hours=1, minutes=15) for step in steps)


@pytest.mark.parametrize(
    ("day", "time", "name", "utc"),
    [
        ("2011-03-24", "19:30", "Europe/Paris", "2011-03-24T18:30"),
        ("2011-03-27", "02:30", "Europe/Paris", "2011-03-27T01:30"),  # skipped
        ("2011-10-30", "02:30", "Europe/Paris", "2011-10-30T00:30"),  # twice
        ("2009-02-12", "18:00", "Pacific/Auckland", "2009-02-12T05:00"),
        ("2011-12-30", "12:00", "Pacific/Apia", "2011-12-30T22:00"),  # a day that Samoa skipped
        ("2011-03-24", "12:00", "Asia/Kathmandu", "2011-03-24T06:15"),
    ],
)
def test_some_instants(day, time, name, utc):
    found = instant(dt.date.fromisoformat(day), dt.time.fromisoformat(time), name)
    assert found.isoformat() == f"{utc}:00+00:00"


@given(DAYS, TIMES, TIMES)
def test_an_event_ends_after_it_began(day, start, end):
    last = end_day(day, start, end)
    assert dt.datetime.combine(last, end) > dt.datetime.combine(day, start) - MINUTE
    assert last - day in {dt.timedelta(0), dt.timedelta(days=1)}
    assert (last == day) == (end > start)


def test_an_end_alone_is_on_the_day():
    assert end_day(dt.date(2011, 3, 24), None, dt.time(0, 30)) == dt.date(2011, 3, 24)


def test_rules_of_zones_come_with_the_package_and_not_with_the_machine():
    assert {"Europe/Paris", "Pacific/Apia", "UTC"} <= zone_names()
    assert zone("Europe/Paris") is zone("Europe/Paris")
    with pytest.raises(zoneinfo.ZoneInfoNotFoundError):
        zone("../../etc/localtime")
