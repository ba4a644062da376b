"""The VTIMEZONE of a zone says the same as the zone's rules."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from samenight.calendars.timezones import changes, vtimezone, written_offset
from samenight.content.values.times import zone, zone_names

from tests.calendars.conftest import unfolded

# Zones with something of their own: half hours, saving in winter, days skipped, rules given up.
PECULIAR = [
    "Europe/Paris", "Europe/Dublin", "Africa/Casablanca", "Africa/El_Aaiun", "Africa/Windhoek",
    "Africa/Cairo", "Pacific/Apia", "Pacific/Kiritimati", "Pacific/Chatham", "Australia/Lord_Howe",
    "Europe/Istanbul", "Europe/Moscow", "Europe/Volgograd", "Asia/Tehran", "Asia/Kathmandu",
    "Asia/Pyongyang", "Asia/Gaza", "America/Sao_Paulo", "America/Caracas", "America/St_Johns",
    "America/Nuuk", "America/Asuncion", "Antarctica/Troll", "Antarctica/Casey", "Etc/GMT+12", "UTC",
]  # fmt: skip
ZONES = st.one_of(st.sampled_from(PECULIAR), st.sampled_from(sorted(zone_names())))
YEARS = st.lists(st.integers(1975, 2040), min_size=1, max_size=3, unique=True).map(sorted)


class Observance(NamedTuple):
    """One STANDARD or DAYLIGHT of a VTIMEZONE, as a reader of the file sees it."""

    onset: dt.datetime
    before: dt.timedelta
    after: dt.timedelta
    kind: str
    name: str


def offset(text: str) -> dt.timedelta:
    size = dt.timedelta(hours=int(text[1:3]), minutes=int(text[3:5]), seconds=int(text[5:7] or 0))
    return size if text[0] == "+" else -size


def read(zone_name: str, *years: int) -> list[Observance]:
    """The observances of a zone's component, read from its text without any library."""
    found, fields, kind = [], {}, ""
    lines = unfolded(vtimezone(zone_name, years))
    assert lines[:2] == ["BEGIN:VTIMEZONE", f"TZID:{zone_name}"]
    assert lines[-1] == "END:VTIMEZONE"
    for line in lines[2:-1]:
        key, _, value = line.partition(":")
        if key == "BEGIN":
            kind, fields = value, {}
        elif key == "END":
            onset = dt.datetime.strptime(fields["DTSTART"], "%Y%m%dT%H%M%S")  # noqa: DTZ007
            before, after = offset(fields["TZOFFSETFROM"]), offset(fields["TZOFFSETTO"])
            found.append(Observance(onset, before, after, kind, fields["TZNAME"]))
        else:
            fields[key] = value
    return found


def ahead(observances: list[Observance], local: dt.datetime) -> dt.timedelta:
    """The offset of a local time: that of the observance with the last onset before it."""
    return max(found for found in observances if found.onset <= local).after


def is_skipped(local: dt.datetime, zone_name: str) -> bool:
    there = local.replace(tzinfo=zone(zone_name))
    return there.astimezone(dt.UTC).astimezone(there.tzinfo).replace(tzinfo=None) != local


@given(zone_name=ZONES, years=YEARS, data=st.data())
def test_every_local_time_of_the_years_names_the_instant_that_the_rules_name(zone_name, years, data):
    """For a time that comes twice it is the first; skipped times are not tested."""
    observances = read(zone_name, *years)
    year = data.draw(st.sampled_from(years))
    near = [change.onset for change in changes(zone_name, year)] or [dt.datetime(year, 6, 1)]  # noqa: DTZ001
    around = st.builds(
        lambda onset, seconds: onset + dt.timedelta(seconds=seconds),
        st.sampled_from(near),
        st.integers(-10800, 10800),
    )
    anywhere = st.datetimes(dt.datetime(year, 1, 1), dt.datetime(year, 12, 31, 23, 59))  # noqa: DTZ001
    local = data.draw(st.one_of(around, anywhere)).replace(fold=0)
    if local.year == year and not is_skipped(local, zone_name):
        assert local.replace(tzinfo=zone(zone_name)).utcoffset() == ahead(observances, local)


@pytest.mark.parametrize("zone_name", PECULIAR)
def test_every_hour_of_many_years(zone_name):
    years = (2008, 2009, 2010, 2011, 2016, 2017, 2019, 2020, 2022, 2023, 2026)
    observances, hour = read(zone_name, *years), dt.timedelta(hours=1)
    turn = 0
    for year in years:
        local = dt.datetime(year, 1, 1)  # noqa: DTZ001
        while local.year == year:
            while turn + 1 < len(observances) and observances[turn + 1].onset <= local:
                turn += 1
            shown = local.replace(tzinfo=zone(zone_name)).utcoffset()
            assert shown == observances[turn].after or is_skipped(local, zone_name), local
            local += hour


@pytest.mark.parametrize("zone_name", PECULIAR)
def test_the_observances_are_in_order_and_fit_each_other(zone_name):
    observances = read(zone_name, 2009, 2010, 2011, 2012)
    assert [found.onset for found in observances] == sorted({found.onset for found in observances})
    for earlier, later in itertools.pairwise(observances):
        assert earlier.after == later.before


def test_a_zone_without_changes_is_one_standard_since_1970():
    standing = dt.timedelta(hours=5, minutes=45)
    since = dt.datetime(1970, 1, 1)  # noqa: DTZ001
    assert read("Asia/Kathmandu", 2011, 2027) == [Observance(since, standing, standing, "STANDARD", "+0545")]


def test_before_1970_the_fixed_observance_begins_with_the_year():
    assert read("Asia/Tokyo", 1964)[0].onset == dt.datetime(1964, 1, 1)  # noqa: DTZ001


def test_only_the_years_used_are_there_and_what_is_in_force_before_them():
    onsets = [found.onset.year for found in read("Europe/Paris", 2009, 2025)]
    assert onsets == [2008, 2009, 2009, 2025, 2025]


def kinds(zone_name: str, *years: int) -> list[str]:
    return [f"{found.onset:%Y-%m-%d %H:%M} {found.kind} {found.name}" for found in read(zone_name, *years)]


def test_dublin_has_standard_time_in_winter_whatever_the_law_calls_it():
    assert kinds("Europe/Dublin", 2011) == [
        "2010-10-31 02:00 STANDARD GMT", "2011-03-27 01:00 DAYLIGHT IST", "2011-10-30 02:00 STANDARD GMT",
    ]  # fmt: skip


def test_casablanca_puts_its_clocks_back_for_ramadan():
    assert kinds("Africa/Casablanca", 2025) == [
        "2024-04-14 02:00 DAYLIGHT +01", "2025-02-23 03:00 STANDARD +00", "2025-04-06 02:00 DAYLIGHT +01",
    ]  # fmt: skip


def test_apia_skips_a_whole_day():
    skipped = next(found for found in read("Pacific/Apia", 2011) if found.onset.month == 12)
    assert skipped.onset == dt.datetime(2011, 12, 30)  # noqa: DTZ001
    assert (skipped.before, skipped.after) == (dt.timedelta(hours=-10), dt.timedelta(hours=14))


def test_istanbul_keeps_its_summer_time_in_2016_and_calls_it_standard():
    assert kinds("Europe/Istanbul", 2017) == ["2016-09-07 00:00 STANDARD +03"]


def test_tehran_has_no_summer_time_after_2022():
    assert kinds("Asia/Tehran", 2022, 2024) == [
        "2021-09-22 00:00 STANDARD +0330", "2022-03-22 00:00 DAYLIGHT +0430",
        "2022-09-22 00:00 STANDARD +0330",
    ]  # fmt: skip


def test_sao_paulo_gave_its_summer_time_up_in_2019():
    assert kinds("America/Sao_Paulo", 2019, 2020) == [
        "2018-11-04 00:00 DAYLIGHT -02", "2019-02-17 00:00 STANDARD -03",
    ]  # fmt: skip


def test_lord_howe_changes_by_half_an_hour():
    assert [found.after - found.before for found in read("Australia/Lord_Howe", 2011)[1:]] == [
        dt.timedelta(minutes=-30), dt.timedelta(minutes=30),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "+0000"), (20700, "+0545"), (-12600, "-0330"), (-2670, "-004430"), (561, "+000921")],
)
def test_offsets_are_written_with_seconds_only_where_they_have_some(seconds, text):
    assert written_offset(dt.timedelta(seconds=seconds)) == text


@example(zone_name="Africa/Monrovia", year=1972)
@given(zone_name=ZONES, year=st.integers(1975, 2040))
def test_a_change_is_exact_to_the_second(zone_name, year):
    rules = zone(zone_name)
    for change in changes(zone_name, year):
        moment = (change.onset - change.before.offset).replace(tzinfo=dt.UTC)
        just_before = (moment - dt.timedelta(seconds=1)).astimezone(rules)
        there = moment.astimezone(rules)
        assert (just_before.utcoffset(), just_before.tzname()) == (change.before.offset, change.before.name)
        assert (there.utcoffset(), there.tzname()) == (change.after.offset, change.after.name)
