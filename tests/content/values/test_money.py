"""Money: exact, in the decimals of its currency."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.content.values.money import (
    currency_codes,
    currency_of,
    current_currencies,
    minor_units,
    plain,
    rounded,
    tender_on,
)
from samenight.content.values.written_codes import country_codes

AMOUNTS = st.decimals(0, 999_999_999_999, places=4)
CODES = st.sampled_from(sorted(currency_codes()))


@pytest.mark.parametrize(("code", "units"), [("EUR", 2), ("JPY", 0), ("BHD", 3), ("ISK", 0), ("USD", 2)])
def test_decimals_of_currencies(code, units):
    assert minor_units(code) == units


@pytest.mark.parametrize(
    ("amount", "code", "result"),
    [("0.005", "EUR", "0.01"), ("0.004", "EUR", "0.00"), ("2.5", "JPY", "3"), ("1", "BHD", "1.000")],
)
def test_half_goes_up(amount, code, result):
    assert str(rounded(Decimal(amount), code)) == result


@given(AMOUNTS, CODES)
def test_rounding_twice_is_rounding_once(amount, code):
    once = rounded(amount, code)
    assert rounded(once, code) == once
    assert abs(once - amount) * 2 <= Decimal(1).scaleb(-minor_units(code))


@given(AMOUNTS, CODES)
def test_plain_figures_lose_nothing(amount, code):
    text = plain(amount, code)
    assert Decimal(text) == amount
    assert "E" not in text
    assert len(text.partition(".")[2]) >= minor_units(code)


@pytest.mark.parametrize(
    ("amount", "code", "text"),
    [("0", "EUR", "0.00"), ("100", "JPY", "100"), ("1E+3", "EUR", "1000.00"), ("1.125", "EUR", "1.125")],
)
def test_plain_figures(amount, code, text):
    assert plain(Decimal(amount), code) == text


@pytest.mark.parametrize(
    ("country", "currency"),
    [("FR", "EUR"), ("US", "USD"), ("CH", "CHF"), ("BG", "EUR"), ("HR", "EUR"), ("PA", "PAB"), ("BT", "BTN"),
     ("ZW", "ZWG"), ("PS", "ILS"), ("XK", "EUR"), ("AQ", None), ("XX", None)],
)  # fmt: skip
def test_the_currency_of_a_country_today(country, currency):
    assert currency_of(country) == currency


def test_every_country_with_a_currency_has_a_current_one():
    found = {currency_of(country) for country in country_codes()}
    assert found - {None} <= current_currencies()
    assert "BGN" not in current_currencies()


@pytest.mark.parametrize(
    ("country", "day", "currencies"),
    [("EE", "2010-03-25", {"EEK"}), ("EE", "2011-03-24", {"EUR"}), ("HR", "2009-02-12", {"HRK"}),
     ("BG", "2013-03-21", {"BGN"}), ("BG", "2026-01-15", {"BGN", "EUR"}), ("BG", "2026-02-01", {"EUR"}),
     ("HT", "2013-03-21", {"HTG", "USD"}), ("FR", "2002-02-01", {"FRF", "EUR"}), ("AQ", "2013-03-21", set())],
)  # fmt: skip
def test_the_currencies_of_a_country_on_a_day(country, day, currencies):
    assert tender_on(country, dt.date.fromisoformat(day)) == currencies
