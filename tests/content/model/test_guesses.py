"""Guesses: only if one reading is possible, and always a value that the field accepts."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from samenight.content.model import fields, guesses
from samenight.content.problems.problem import Finding

GUESSES = {
    "Amount": guesses.amount,
    "Number": guesses.number,
    "Date": guesses.date,
    "Zone": guesses.zone,
    "Url": guesses.url,
    "Hashtag": guesses.hashtag,
    "Point": guesses.coordinates,
}
FIELDS = {
    name: TypeAdapter(getattr(fields, name))
    for name in (
        *GUESSES,
        "Language",
        "Time",
        "Currency",
        "Country",
        "Slug",
        "Deadline",
        "EventStatus",
        "Stream",
        "ExchangeRate",
    )
}

MEANT = {
    "Amount": {
        "20 zł": "20",
        "10 €": "10",
        "€10": "10",
        "$ 5": "5",
        "£5.50": "5.50",
        "5,-": "5",
        "5.-": "5",
        "CHF 25.-": "25",
        "1.500,00 €": "1500.00",
        "1,500.00": "1500.00",
        "1'500": "1500",
        "1 500,50": "1500.50",
        "1.234.567,89": "1234567.89",
        "12,5": "12.5",
        "EUR 12.50": "12.50",
        "20 Euro": "20",
        "free": "0",
        "Gratuit": "0",
        "٢٠": "20",
    },
    "Number": {
        "1 200": "1200",
        "120 people": "120",
        "about 30": "30",
        "１２": "12",
        "120 seats inside": "120",
    },
    "Date": {
        "24.03.2011": "2011-03-24",
        "March 24, 2011": "2011-03-24",
        "24th March 2011": "2011-03-24",
        "2011/3/24": "2011-03-24",
        "24/03/2011": "2011-03-24",
        "03/24/2011": "2011-03-24",
        "4/4/2011": "2011-04-04",
        "2011-24-03": "2011-03-24",
        "24 mars 2011": "2011-03-24",
        "24 de março de 2011": "2011-03-24",
        "Donnerstag, 24. März 2011": "2011-03-24",
        "24 marca 2011": "2011-03-24",
        "24 марта 2011 г.": "2011-03-24",
        "24 Mar 2011": "2011-03-24",
    },
    "Zone": {
        "Paris": "Europe/Paris",
        "europe/paris": "Europe/Paris",
        "Europe/Pariss": "Europe/Paris",
        "new york": "America/New_York",
    },
    "Url": {
        "example.org": "https://example.org",
        "example.org/a": "https://example.org/a",
        "//example.org": "https://example.org",
        "http:/example.org": "https://example.org",
        "münchen.example/é": "https://münchen.example/é",
    },
    "Hashtag": {
        "Lantern-Night": "LanternNight",
        "lantern night": "LanternNight",
        "#fête à Paris": "FêteÀParis",
    },
    "Point": {
        "48.8697 2.3439": "48.8697, 2.3439",
        "48,8697, 2,3439": "48.8697, 2.3439",
        "2.35; 48.85": "2.35, 48.85",
        "48.85 N, 2.35 W": "48.85, -2.35",
        "151.2 E, 33.9 S": "-33.9, 151.2",
        "151.2, -33.9": "-33.9, 151.2",
        "(48.85, 2.35)": "48.85, 2.35",
        "48.85°N 2.35°E": "48.85, 2.35",
        "0.0000001; 3": "0.0000001, 3",
    },
}

UNGUESSED = {
    "Amount": [
        "1,500",
        "1.500 €",
        "1e3",
        "2 million",
        "20k",
        "1.5m",
        "10 €/20 €",
        "10-20",
        "-5",
        "10 for 2",
        "ten",
        "",
        "10%",
        "2x5",
        "1 5 0",
        "1.2.3",
        "about",
        "5 or 6",
        "A4",
    ],
    "Number": [
        "1,200",
        "1.200",
        "12.5",
        "30 or 40",
        "2 million",
        "5 dozen",
        "30+",
        "30k",
        "-1",
        "100%",
        "",
        "thirty",
    ],
    "Date": [
        "03/04/2011",
        "3-4-2011",
        "24/03/11",
        "24 March",
        "March 2011",
        "2011",
        "24 or 25 March 2011",
        "31.02.2011",
        "0001-1-1",
        "24 March 2999",
        "next Thursday",
        "",
    ],
    "Zone": ["+01:00", "UTC+1", "", "???"],
    "Url": [
        "example",
        "javascript:alert(1)",
        "me@example.org",
        "example.org/a b",
        "https://example.org/\x00",
        "data:text/html,x",
        "",
        "https://https://example.org",
    ],
    "Hashtag": ["#2011", "x", "", "!", "one " * 20],
    "Point": ["91, 181", "52.5 N, 13.4 O", "48 N, 2 N", "-48 S, 2 E", "1,500", "Paris", "1,5,3", ""],
}


@pytest.mark.parametrize(
    ("field", "typed", "guess"), [(f, t, g) for f, pairs in MEANT.items() for t, g in pairs.items()]
)
def test_what_was_meant(field, typed, guess):
    """A guess that is certain is read; another one is offered."""
    assert GUESSES[field](typed) == guess
    if offered(field, typed) is None:
        assert FIELDS[field].validate_python(typed) == FIELDS[field].validate_python(guess)
    else:
        assert offered(field, typed) == f'"{guess}"'


@pytest.mark.parametrize(("field", "typed"), [(f, t) for f, texts in UNGUESSED.items() for t in texts])
def test_what_has_two_readings_or_none_is_not_guessed(field, typed):
    assert GUESSES[field](typed) is None
    assert offered(field, typed) in {"", None}


def offered(field: str, typed: str) -> str | None:
    """The suggestion for a text, empty if there is none; ``None`` if the field accepts the text."""
    try:
        FIELDS[field].validate_python(typed)
    except ValidationError as error:
        finding: Finding = error.errors()[0]["ctx"]["finding"]
        return finding.replacement
    return None


PIECES = st.lists(
    st.sampled_from(
        [
            *"0123456789.,:;/-+ '\"€$°NSEWOhT#@%()_\x00\u2019\u00a0٣é",
            "pm",
            "am",
            "EUR",
            "zł",
            "March",
            "2011",
            "24",
            "fr",
            "pt",
            "BR",
            "Paris",
            "Europe/",
            "http",
            "https://",
            "example",
            ".org",
            "million",
        ]
    ),
    max_size=9,
).map("".join)


@pytest.mark.parametrize("field", FIELDS)
@given(typed=PIECES | st.text(max_size=20))
def test_every_guess_is_accepted_by_its_field(field, typed):
    guess = offered(field, typed)
    if guess:
        assert guess[0] == guess[-1] == '"'
        FIELDS[field].validate_python(guess[1:-1].replace('\\"', '"').replace("\\\\", "\\"))


@pytest.mark.parametrize("guess", GUESSES.values(), ids=GUESSES)
@pytest.mark.parametrize(
    "text", ["1" * 30_000, "1 " * 15_000 + "x", "1'" * 15_000, "a." * 15_000, "-" * 30_000]
)
def test_long_texts_have_no_guess(guess, text):
    assert guess(text) is None
    guess(text[:100])


@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)))
def test_a_date_in_many_styles_is_one_date_or_none(day):
    for style in ("%d.%m.%Y", "%Y/%m/%d", "%B %d, %Y", "%d %B %Y", "%Y.%m.%d"):
        assert guesses.date(day.strftime(style)) == day.isoformat()
    for style in ("%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y"):
        assert guesses.date(day.strftime(style)) in {day.isoformat(), None}
        assert (guesses.date(day.strftime(style)) is None) == (day.day <= 12 and day.day != day.month)


@given(st.integers(0, 999_999_999), st.integers(0, 99))
def test_an_amount_with_groups_is_the_amount(whole, cents):
    groups, exact = f"{whole:,}", f"{whole}.{cents:02}"
    assert guesses.amount(f"{groups}.{cents:02}") == exact
    assert guesses.amount(f"{groups.replace(',', '.')},{cents:02} €") == exact
    assert guesses.amount(f"{groups.replace(',', ' ')},{cents:02} zł") == exact


@pytest.mark.parametrize("field", ["Amount", "Number", "Date", "Time", "Url"])
def test_the_message_for_an_unknown_value_is_to_leave_it_out(field):
    with pytest.raises(ValidationError) as caught:
        FIELDS[field].validate_python("TBA")
    finding: Finding = caught.value.errors()[0]["ctx"]["finding"]
    assert finding.kind.mend.endswith("What is not known yet is left out.")
