"""Readings: a text is read as one of its plain meanings or not at all, and canonical forms as themselves."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.content.values.written_codes import (
    readings_of_country,
    readings_of_currency,
    readings_of_language,
    readings_of_zone,
)
from samenight.content.values.written_dates import readings_of_date, readings_of_deadline
from samenight.content.values.written_money import priced
from samenight.content.values.written_numbers import (
    readings_of_amount,
    readings_of_count,
    readings_of_number,
)
from samenight.content.values.written_places import (
    readings_of_answer,
    readings_of_coordinates,
    readings_of_url,
)
from samenight.content.values.written_times import readings_of_time, two_times

ALL = {
    "amount": readings_of_amount,
    "answer": readings_of_answer,
    "count": readings_of_count,
    "country": readings_of_country,
    "currency": readings_of_currency,
    "date": readings_of_date,
    "deadline": readings_of_deadline,
    "language": readings_of_language,
    "number": readings_of_number,
    "point": readings_of_coordinates,
    "time": readings_of_time,
    "url": readings_of_url,
    "zone": readings_of_zone,
}
TWO = {
    "date": {
        "05/02/2027": ("2027-02-05", "2027-05-02"),
        "3-4-2011": ("2011-04-03", "2011-03-04"),
        "2031-03-20T23:00:00.000Z": ("2031-03-20", "2031-03-21"),
        "2031-03-20T22:00:00.000Z": ("2031-03-20", "2031-03-21"),
        "2031-03-20T15:00:00.000Z": ("2031-03-20", "2031-03-21"),
    },
    "deadline": {"05/02/2027 18:00": ("2027-02-05T18:00", "2027-05-02T18:00")},
    "number": {"1.200": ("1200", "1.2"), "1,500": ("1500", "1.5"), "12,345 people": ("12345", "12.345")},
    "amount": {"1,500": ("1500", "1.5")},
    "count": {"about 1.200": ("about 1200", "about 1.2")},
}
NONE = {
    "date": [
        "Friday, 20 March 2031", "20.03.31", "24 March", "March 2031", "2031", "20 or 21 March 2031", "after 20 March 2031",
        "31.02.2031", "2031-02-30", "2031-24-03", "next Thursday", "20-22 March 2031", "2031-03-20 to 2031-03-22", "0001-1-1",
        "2031年2月30日", "金曜日 2031年3月20日", "2031-03-20T25:00", "20 March 2031 or so", "20/13/2031", "00/00/2031",
    ],
    "time": [
        "7", "19", "930", "24:30", "19:60", "13 pm", "0 am", "20:00-21:00", "7-9 pm", "2 hours", "7 o'clock", "19:30+01:00",
        "19:30 CET", "19:30Z", "19:30:15", "half past seven", "evening", "19h75", "TBA", "7.5", "-7:30", "7:3",
    ],
    "number": [
        "-5", "12.5", "1e3", "3 dozen", "50-60", "50 to 60", "50/60", "2 million", "30k", "100%", "½", "²", "①", "1 20", "12 00",
        "0 200", "1.20.300", "1,2,3", "100+", "about 50", "ten", "1 2345", "1'20",
    ],
    "count": ["about", "50 to 60", "~50+", "at most 50", "up to 100", "less than 100", "max. 100", "50%", "5 dozen", "about 1.5",
              "100 or 200", "not 50", "between 50 and 60"],
    "amount": ["-5", "1.2.3", "10-20", "10 for 2", "1.20.300", "1 20", "20k", "1e3", "", "½", "1,2,3", "12,34,5"],
    "point": ["91, 0", "0, 181", "52.5 N, 13.4 O", "48 N, 2 N", "-48 S, 2 E", "48", "1,500", "48°61'N 2°0'E", "48.5°30'N 2°E",
              "Paris", "48 N", "48, 2, 3", "geo:95,0"],
    "url": ["logo.svg", "readme.md", "me@example.org", "example", "www.example.org and more", "javascript:alert(1)", "e.g.",
            "see below", "file.pdf", "htp://example.org", "https//example.org", "1.5", "10.30"],
    "answer": ["maybe", "y", "n", "1", "0", "on", "ask us", "ye", "yes, by lift"],
    "deadline": ["2031-03-20T23:59Z", "2031-03-20T20:00+01:00", "tomorrow", "20 March", "2031-03-20T25:00", "18:00"],
    "country": ["Congo", "EU", "Europe", "Lodz", "XX", "Korea"],
    "currency": ["$", "kr", "¥", "£", "dollars", "peso", "fr", "Rs", "XYZ", "bitcoin"],
    "language": ["Klingon", "jp", "xx_YY", "und"],
    "zone": ["Paris", "CEST", "+01:00", "UTC+1", "Europe/Pariss"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "text", "two"), [(kind, *pair) for kind, table in TWO.items() for pair in table.items()]
)
def test_two_meanings_are_both_given(kind, text, two):
    assert ALL[kind](text) == two


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in NONE.items() for text in texts])
def test_what_is_not_certain_is_not_read(kind, text):
    assert ALL[kind](text) == ()


@pytest.mark.parametrize(
    "text",
    ["$20", "¥2000", "kr 100", "20k €", "20-30 €", "10 for 2 €", "€ 20 or 30", "20 bananas", "from 5 EUR"],
)
def test_an_amount_whose_currency_is_not_certain_has_none(text):
    found = priced(text)
    assert found is None or found.alone is None


def test_two_meanings_of_an_amount_with_its_currency():
    found = priced("1.500 €")
    assert found is not None
    assert (found.amounts, found.alone) == (("1500", "1.5"), "EUR")


@pytest.mark.parametrize(
    "text", ["20:00-21:00", "20:00 – 21:00", "20h-21h", "8-9 pm", "20-21 Uhr", "20:00 to 21:00"]
)
def test_a_beginning_and_an_end(text):
    assert two_times(text) == ("20:00", "21:00")


# Properties.

PIECES = st.lists(
    st.sampled_from([
        *"0123456789.,:;/-+ '\"€$°NSEWOhT#@%()_\x00\u2019\u00a0٣é月日年時~", "pm", "am", "EUR", "zł", "March", "mars", "2011", "24", "about",
        "at least", "www.", ".org", "example", "Uhr", "T19:30", "Z", "geo:", "people", "ca.", "Thursday", "20", "31", "fr", "de", "1 200",
    ]),
    max_size=8,
).map("".join)  # fmt: skip


@pytest.mark.parametrize("kind", ALL)
@given(text=PIECES | st.text(max_size=20))
def test_each_reading_is_canonical(kind, text):
    """So reading twice changes nothing, and no canonical value is ever noted."""
    readings = ALL[kind](text)
    assert len(readings) <= 2
    if len(readings) == 1:
        assert ALL[kind](readings[0]) == readings


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("text", ["1" * 30_000, "1 " * 15_000, "a." * 15_000, "-" * 30_000, "1:" * 10_000])
def test_long_texts_are_not_read(kind, text):
    assert ALL[kind](text) == ()


def possible_days(first: int, second: int, third: int) -> set[str]:
    """All days that three numbers can mean, in any order that is used anywhere."""
    found = set()
    for year, month, day in ((first, second, third), (third, second, first), (third, first, second)):
        try:
            found.add(dt.date(year, month, day).isoformat())
        except ValueError:
            continue
    return found


@given(
    st.integers(1, 40), st.integers(1, 40), st.integers(1900, 2199), st.sampled_from("./- –"), st.booleans(),
    st.booleans(),
)  # fmt: skip
def test_three_numbers_are_read_as_a_day_that_they_can_mean(one, other, year, sign, year_first, filled):
    width = 2 if filled else 1
    numbers = [f"{one:0{width}}", f"{other:0{width}}"]
    text = sign.join([str(year), *numbers] if year_first else [*numbers, str(year)])
    can_mean = possible_days(year, one, other) if year_first else possible_days(one, other, year)
    assert set(readings_of_date(text)) <= can_mean
    if sign in "/-" and not year_first:
        assert set(readings_of_date(text)) == can_mean


@given(st.from_regex(r"[0-9]{1,4}(?:[.,' ][0-9]{1,4}){0,3}", fullmatch=True))
def test_digits_with_signs_are_read_as_a_number_that_they_can_mean(text):
    """Either all signs separate groups, or the last one is the decimal sign."""
    whole = re.sub("[^0-9]", "", text)
    head, _, tail = text.rpartition(re.sub("[0-9]", "", text)[-1:] or "\0")
    can_mean = {Decimal(whole), Decimal(f"{re.sub('[^0-9]', '', head) or 0}.{tail or 0}")}
    for readings in (readings_of_number(text), readings_of_amount(text)):
        assert {Decimal(one) for one in readings} <= can_mean


@given(st.integers(0, 23), st.integers(0, 59), st.sampled_from([":", ".", "h", " h ", "：", "h "]))
def test_hours_and_minutes_are_read_as_themselves(hour, minute, sign):
    assert readings_of_time(f"{hour}{sign}{minute:02}") == (f"{hour:02}:{minute:02}",)
    assert readings_of_time(f"{hour:02}{minute:02}") == (f"{hour:02}:{minute:02}",)
    assert readings_of_time(f"{dt.time(hour, minute):%I:%M %p}") == (f"{hour:02}:{minute:02}",)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)))
def test_a_day_in_words_is_read_only_with_its_weekday(day):
    assert readings_of_date(f"{day:%A, %-d %B %Y}") == (day.isoformat(),)
    assert readings_of_date(f"{day + dt.timedelta(days=1):%A}, {day:%-d %B %Y}") == ()
