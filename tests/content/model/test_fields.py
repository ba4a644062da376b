"""Types of values: what organisers type becomes one typed form, or a sentence says why not."""
# ruff: noqa: DTZ001 -- local times of venues have no zone

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from samenight.content.model import fields
from samenight.content.model.festival import Colour
from samenight.content.problems.wording import ENGLISH

KINDS = {
    name: TypeAdapter(getattr(fields, name))
    for name in (
        "Text", "Amount", "ExchangeRate", "Number", "Date", "Time", "Deadline", "Length", "Currency",
        "Country", "Zone", "Language", "Url", "Slug", "Hashtag", "Accounts", "Point", "YesNo", "Precision",
        "EventStatus", "PageStatus", "ResultsStatus", "Stream",
    )
} | {"Colour": TypeAdapter(Colour)}  # fmt: skip

RIGHT = [
    ("Text", "  Le Comptoir ", "Le Comptoir"),
    ("Text", "e\u0301te\u0301", "été"),
    ("Amount", "10.00", Decimal("10.00")),
    ("Amount", "0", Decimal(0)),
    ("Amount", "999999999999.9999", Decimal("999999999999.9999")),
    ("ExchangeRate", "1.2853", Decimal("1.2853")),
    ("Number", "250", 250),
    ("Number", "0", 0),
    ("Date", "2011-03-24", dt.date(2011, 3, 24)),
    ("Date", "2012-02-29", dt.date(2012, 2, 29)),
    ("Time", "19:30", dt.time(19, 30)),
    ("Time", "00:00", dt.time(0)),
    ("Length", "4", dt.timedelta(hours=4)),
    ("Length", "3:30", dt.timedelta(hours=3, minutes=30)),
    ("Length", "24", dt.timedelta(days=1)),
    ("Colour", "DarkOrange", "darkorange"),
    ("Deadline", "2011-03-14", dt.date(2011, 3, 14)),
    ("Deadline", "2011-03-14T23:59", dt.datetime(2011, 3, 14, 23, 59)),
    ("Deadline", "2011-03-14 23:59", dt.datetime(2011, 3, 14, 23, 59)),
    ("Currency", "EUR", "EUR"),
    ("Currency", "DEM", "DEM"),
    ("Country", "FR", "FR"),
    ("Country", "XK", "XK"),
    ("Zone", "Europe/Paris", "Europe/Paris"),
    ("Zone", "America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
    ("Language", "no", "no"),
    ("Language", "pt-BR", "pt-BR"),
    ("Language", "zh-Hans", "zh-Hans"),
    ("Url", "https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
    ("Url", "http://example.org:8080", "http://example.org:8080"),
    ("Url", "https://münchen.example/é", "https://münchen.example/é"),
    ("Slug", "saint-denis-93", "saint-denis-93"),
    ("Hashtag", "#LanternNight", "LanternNight"),
    ("Hashtag", "日本", "日本"),
    ("Hashtag", "e\u0301te\u0301", "été"),
    ("Point", "48.8697, 2.3439", (Decimal("48.8697"), Decimal("2.3439"))),
    ("Point", "-36.8485,174.7633", (Decimal("-36.8485"), Decimal("174.7633"))),
    ("Point", "90, -180", (Decimal(90), Decimal(-180))),
    ("YesNo", "yes", "yes"),
    ("Precision", "at_least", "at_least"),
    ("EventStatus", "held", "held"),
    ("Stream", "door", "door"),
]

WRONG = [
    ("Text", ["a"], "One piece of text"),
    ("Text", {"a": "b"}, "One piece of text"),
    ("Text", "a\x00b", "U+0000"),
    ("Text", "a\x1bb", "U+001B"),
    ("Amount", "10 €", 'a point: "10".'),
    ("Amount", "-5", '"10.00"'),
    ("Amount", "1e3", '"10.00"'),
    ("Amount", "", '"10.00"'),
    ("Amount", "10.00000", '"10.00"'),
    ("ExchangeRate", "0", "not a rate"),
    ("ExchangeRate", "0.0000", "not a rate"),
    ("ExchangeRate", "1,2853", "not a rate"),
    ("Number", "12.5", "whole number"),
    ("Number", "about 30", "whole number"),
    ("Number", "-1", "whole number"),
    ("Date", "2011-02-29", "There is no 2011-02-29"),
    ("Time", "24:00", 'Write "00:00", and the next day as the date.'),
    ("Time", "19:60", '"19:30"'),
    ("Length", "0", "hours and minutes"),
    ("Length", "24:01", "a day at most"),
    ("Length", "4h", "hours and minutes"),
    ("Length", "4:60", "hours and minutes"),
    ("Colour", "#ff0000", "Write a CSS colour name"),
    ("Colour", "tael", 'Did you mean "teal"?'),
    ("Deadline", "2011-03-14T25:00", '"01:00"'),
    ("Time", "20:00-21:00", '"20:00" where it begins, and "21:00" where it ends'),
    ("Date", "05/02/2027", "It can be 5 February 2027 or 2 May 2027"),
    ("Number", "1.200", 'It can be 1,200 or 1.2: write "1200" or "1.2".'),
    ("Amount", "1,500", 'It can be 1,500 or 1.5: write "1500" or "1.5".'),
    ("Amount", "1.500 €", "It can be 1,500 or 1.5"),
    ("Currency", "$", "ISO 4217"),
    ("Country", "Frankia", "two ISO 3166 letters"),
    ("YesNo", "perhaps", "yes, no, unknown"),
    ("Deadline", "tomorrow", "year-month-day"),
    ("Country", "EU", "two ISO 3166 letters"),
    ("Zone", "Paris", '"Europe/Paris"'),
    ("Zone", "Europe/Pariss", 'Did you mean "Europe/Paris"?'),
    ("Zone", "+01:00", '"Europe/Paris"'),
    ("Language", "", '"fr"'),
    ("Language", "fr.anything", '"fr"'),
    ("Language", "fr@euro", '"fr"'),
    ("Url", "https://", "Write all of it"),
    ("Url", "javascript:alert(1)", "Write all of it"),
    ("Url", "data:text/html,x", "Write all of it"),
    ("Url", "https://example.org/a b", "Write all of it"),
    ("Url", "https://example.org/<script>", "Write all of it"),
    ("Url", "https://localhost/", "Write all of it"),
    ("Url", "https://[::1", "Write all of it"),
    ("Url", "https://example.org:99999/", "Write all of it"),
    ("Url", "https://example.org/\x00", "Write all of it"),
    ("Url", "http://.", "Write all of it"),
    ("Url", "https://a..example.org/", "Write all of it"),
    ("Url", "https://me:secret@example.org/", "Take it out"),
    ("Slug", "Saint Denis", '"saint-denis"'),
    ("Slug", "", "hyphens"),
    ("Slug", "a--b", '"a-b"'),
    ("Slug", "a/b", '"a-b"'),
    ("Hashtag", "#2011", "a letter first"),
    ("Hashtag", "Lantern Night", 'Did you mean "LanternNight"?'),
    ("Hashtag", "a", "2 to 30"),
    ("Hashtag", "Lantern-Night", 'Did you mean "LanternNight"?'),
    ("Hashtag", "x" * 31, "2 to 30"),
    ("Point", "91, 0", 'Did you mean "0, 91"?'),
    ("Point", "0, 181", "latitude, longitude"),
    ("Precision", "roughly", "about"),
    ("EventStatus", "canceled", 'Did you mean "cancelled"?'),
    ("ResultsStatus", "finall", 'Did you mean "final"?'),
    ("Stream", "ticket", 'Did you mean "tickets"?'),
    ("Accounts", "@city", "one line per network"),
    ("Accounts", {"mastodonn": "@a@b.org"}, 'Did you mean "mastodon"?'),
    ("Accounts", {"myspace": "city"}, "Known are"),
    ("Accounts", {"x": "https://[city"}, '"@city"'),
    ("Accounts", {"x": ["city"]}, '"@city"'),
]


def message_for(kind: str, typed: object) -> str:
    with pytest.raises(ValidationError) as caught:
        KINDS[kind].validate_python(typed)
    (detail,) = caught.value.errors()
    finding = detail["ctx"]["finding"]
    return f"{ENGLISH.what(finding)} {ENGLISH.mend(finding)}"


@pytest.mark.parametrize(("kind", "typed", "value"), RIGHT)
def test_what_is_right_has_one_typed_form(kind, typed, value):
    found = KINDS[kind].validate_python(typed)
    assert found == value
    assert type(found) in {type(value), fields.Coordinates}


@pytest.mark.parametrize(("kind", "typed", "sentence"), WRONG)
def test_messages_say_what_to_write_instead(kind, typed, sentence):
    message = message_for(kind, typed)
    assert sentence in message
    assert "Value error" not in message
    assert message.endswith((".", "?"))


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"Accounts"}))
@given(
    typed=st.text(max_size=20)
    | st.text("0123456789-:., T٣é€@/[]", max_size=12)
    | st.lists(st.none())
    | st.none()
)
def test_no_typed_text_ends_in_a_traceback_or_a_message_of_a_library(kind, typed):
    try:
        KINDS[kind].validate_python(typed)
    except ValidationError as error:
        assert all("Value error" not in detail["msg"] for detail in error.errors())


@given(
    st.dictionaries(
        st.sampled_from(["x", "mastodon", "bluesky", "threads", "linkedin", "facebok"]),
        st.text("@ab.:/[]é#? ", max_size=16) | st.sampled_from(["https://x.com/a", "http://[", "@a@b.org"]),
    )
)
def test_no_account_ends_in_a_traceback_or_a_message_of_a_library(typed):
    try:
        KINDS["Accounts"].validate_python(typed)
    except ValidationError as error:
        assert all("Value error" not in detail["msg"] for detail in error.errors())


@given(st.decimals(0, 999_999_999, places=2))
def test_an_amount_keeps_its_decimals(amount):
    assert str(KINDS["Amount"].validate_python(str(amount))) == str(amount)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.times())
def test_dates_and_times_come_back(day, time):
    time = time.replace(second=0, microsecond=0)
    assert KINDS["Date"].validate_python(day.isoformat()) == day
    assert KINDS["Time"].validate_python(f"{time:%H:%M}") == time
    assert KINDS["Deadline"].validate_python(f"{day}T{time:%H:%M}") == dt.datetime.combine(day, time)


@pytest.mark.parametrize("typed", ["0011-03-24", "9999-12-31", "0001-01-01"])
def test_a_year_far_from_any_festival_is_refused(typed):
    """Calendars and "tonight" compute with the days around a date: none may be out of range."""
    message_for("Date", typed)


def test_a_missing_item_of_a_list_is_not_called_a_group():
    assert "group" not in message_for("Text", None)
