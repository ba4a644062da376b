"""The ledger: what each event raised, and totals that can be checked by hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.content.library.ledger import Rates, counted_lines, total_of
from samenight.content.library.library import Library
from samenight.content.model.amounts import Rate, Results
from samenight.content.model.festival import Festival
from samenight.content.model.file_facts import City, Edition, Event
from samenight.content.values.money import rounded

DAY = "2011-03-24"
RATES = (
    Rate(currency="EUR", date="2011-03-01", rate="1.3000", source="Bank"),
    Rate(currency="EUR", date=DAY, rate="1.4128", source="Bank"),
    Rate(currency="JPY", date=DAY, rate="0.0123", source="Bank"),
    Rate(currency="EUR", date="2011-03-25", rate="9.0000", source="Bank"),
)


def line(stream, gross, currency="EUR", fees=None, **more):
    return {
        "stream": stream,
        "gross": gross,
        "currency": currency,
        **({"fees": fees} if fees else {}),
        **more,
    }


def total(amount, currency="EUR", **more):
    return {"amount": amount, "currency": currency, **more}


def library_of(*results, rates=RATES, base="USD", date=DAY):
    """One city per result, all on one night."""
    cities = [
        City(slug=f"c{n}", name="C", country="FR", timezone="Europe/Paris") for n in range(len(results))
    ]
    events = [
        Event(city=f"c{n}", edition="e", **({"date": date} if date else {}), results=one)
        for n, one in enumerate(results)
    ]
    return Library(
        festival=Festival(name="F", base_currency=base), editions=(Edition(slug="e", name="E"),),
        cities=tuple(cities), events=tuple(events), rates=tuple(rates),
    )  # fmt: skip


def entries(*results, **more):
    library = library_of(*results, **more)
    return [entry for event in library.events for entry in library.entries_of(event)]


def figures(*results, **more):
    return [
        (e.currency, str(e.gross), str(e.fees), str(e.net), e.precision) for e in entries(*results, **more)
    ]


def test_lines_are_added_up_and_fees_taken_off():
    found = figures({"lines": [line("tickets", "1500.00", fees="48.66"), line("raffle", "900.00")]})
    assert found == [("EUR", "2400.00", "48.66", "2351.34", None)]


def test_a_total_alone_is_counted_as_reported():
    assert figures({"total": total("2000", precision="about")}) == [("EUR", "2000", "None", "2000", "about")]


def test_a_total_that_the_lines_make_up_is_a_proof_and_not_money():
    lines = [line("tickets", "1500.00", fees="48.66"), line("raffle", "900.00")]
    found = figures({"lines": lines, "total": total("2351.34")})
    assert found == [("EUR", "2400.00", "48.66", "2351.34", None)]


def test_lines_that_are_parts_are_not_added_to_their_total():
    found = figures({"lines": [line("raffle", "900.00")], "total": total("5000.00", precision="at_least")})
    assert found == [("EUR", "5000.00", "None", "5000.00", "at_least")]


def test_lines_above_their_total_do_not_count_either():
    assert figures({"lines": [line("raffle", "900.00")], "total": total("800.00")})[0][3] == "800.00"


def test_lines_in_another_currency_than_their_total_are_counted_in_addition_once():
    lines = [line("tickets", "100.00"), line("door", "50.00", "GBP"), line("door", "7.00", "GBP")]
    found = {(row[0], row[3]) for row in figures({"lines": lines, "total": total("100.00")})}
    assert found == {("EUR", "100.00"), ("GBP", "57.00")}


def test_lines_wholly_in_another_currency_than_the_total_are_parts_of_it():
    """ "75 dollars in all; tickets 50 euros": a total in one currency is already converted."""
    found = figures({"lines": [line("tickets", "50.00")], "total": total("75.00", "USD")})
    assert [(row[0], row[3]) for row in found] == [("USD", "75.00")]


def test_a_total_of_zero_is_reported_and_not_unknown():
    assert figures({"total": total("0")}) == [("EUR", "0", "None", "0", None)]


def test_several_currencies_stay_apart():
    lines = [line("tickets", "10.00"), line("door", "2000", "JPY"), line("raffle", "5.00")]
    assert [(row[0], row[3]) for row in figures({"lines": lines})] == [("EUR", "15.00"), ("JPY", "2000")]


def test_a_sum_is_as_exact_as_its_weakest_line():
    lines = [
        line("tickets", "10.00"),
        line("door", "5.00", precision="about"),
        line("raffle", "5.00", precision="estimate"),
    ]
    assert figures({"lines": lines})[0][4] == "estimate"


@pytest.mark.parametrize("nothing", [None, {}, {"attendance": "200"}])
def test_nothing_reported_is_no_entry(nothing):
    assert entries(nothing) == []


def test_fees_above_the_gross_are_a_loss():
    assert figures({"lines": [line("tickets", "1.00", fees="1.50")]})[0][3] == "-0.50"


def test_what_is_also_reported_is_never_counted():
    also = [{"what": "raised", "amount": "9999", "currency": "EUR"}]
    assert figures({"total": total("100"), "also_reported": also}) == [("EUR", "100", "None", "100", None)]


def test_counted_lines():
    assert counted_lines(Results(lines=[line("door", "5.00")]))
    assert counted_lines(Results(lines=[line("door", "5.00")], total=total("5")))
    assert not counted_lines(Results(lines=[line("door", "5.00")], total=total("6")))
    assert not counted_lines(Results())


# Conversion


def test_an_amount_is_converted_with_the_rate_of_its_day_and_rounded_once():
    (entry,) = entries({"total": total("2351.34")})
    assert entry.rate.rate == Decimal("1.4128")
    assert str(entry.converted) == "3321.97"  # 3321.973152


def test_the_base_currency_needs_no_rate():
    (entry,) = entries({"total": total("10.005", "USD")}, rates=())
    assert (str(entry.converted), entry.rate) == ("10.01", None)


def test_a_currency_without_decimals_is_rounded_to_none():
    (entry,) = entries(
        {"total": total("100")},
        base="JPY",
        rates=[Rate(currency="EUR", date=DAY, rate="115.555", source="B")],
    )
    assert str(entry.converted) == "11556"


@pytest.mark.parametrize(
    ("day", "rate"),
    [
        ("2011-02-28", None), ("2011-03-01", "1.3000"), ("2011-03-23", "1.3000"), (DAY, "1.4128"),
        ("2011-03-25", "9.0000"), ("2011-04-25", "9.0000"), ("2011-04-26", None), (None, None),
    ],
)  # fmt: skip
def test_the_rate_of_a_day_is_the_last_one_before_it_within_a_month(day, rate):
    found = Rates("USD", RATES).on("EUR", dt.date.fromisoformat(day) if day else None)
    assert (str(found.rate) if found else None) == rate


def test_what_cannot_be_converted_is_reported():
    rows = entries({"total": total("10")}, {"total": total("10", "GBP")})
    whole = total_of(rows, "USD")
    assert (whole.converted_entries, whole.entries, whole.complete) == (1, 2, False)
    assert str(whole.converted) == "14.13"
    assert [sum_.currency for sum_ in whole.sums] == ["EUR", "GBP"]


def test_a_sum_of_converted_amounts_adds_up_by_hand():
    rows = entries(*[{"total": total("0.05")}] * 3)  # 0.07064 each: 0.07, and not 0.21192
    assert [str(row.converted) for row in rows] == ["0.07"] * 3
    assert str(total_of(rows, "USD").converted) == "0.21"


# Totals


def test_a_total_has_the_part_that_is_not_exact_and_not_final():
    final = {"status": "final", "as_of": "2011-04-06", "total": total("100")}
    about = {"status": "provisional", "total": total("50", precision="about")}
    (sum_,) = total_of(entries(final, about), "USD").sums
    assert [str(sum_.net), str(sum_.inexact), str(sum_.open), str(sum_.events)] == ["150", "50", "50", "2"]


def test_currencies_are_listed_by_how_many_events_used_them():
    rows = entries(*[{"total": total("1", code)} for code in ("JPY", "GBP", "EUR", "GBP")])
    assert [sum_.currency for sum_ in total_of(rows, "USD").sums] == ["GBP", "EUR", "JPY"]


def test_the_total_of_nothing():
    whole = total_of([], "USD")
    assert whole.sums == ()
    assert whole.converted == 0
    assert whole.complete


AMOUNTS = st.decimals(0, 99_999_999, places=2).map(str)
CODES = st.sampled_from(["EUR", "JPY", "USD", "GBP"])
LINES = st.lists(st.builds(line, st.sampled_from(["tickets", "door"]), AMOUNTS, CODES, AMOUNTS), max_size=4)
RESULTS = st.builds(
    lambda lines, told: {"lines": lines, **({"total": told} if told else {})},
    LINES, st.none() | st.builds(total, AMOUNTS, CODES),
)  # fmt: skip


@given(st.lists(RESULTS, max_size=6), st.integers(0, 6))
def test_the_total_of_a_split_is_the_total_of_the_whole(results, cut):
    rows = entries(*results)
    parts, whole = [total_of(rows[:cut], "USD"), total_of(rows[cut:], "USD")], total_of(rows, "USD")
    assert sum(part.converted for part in parts) == whole.converted
    assert sum(part.entries for part in parts) == whole.entries
    for name in ("gross", "fees", "net", "inexact", "open", "events"):
        for sum_ in whole.sums:
            pieces = [getattr(s, name) for part in parts for s in part.sums if s.currency == sum_.currency]
            assert sum(pieces) == getattr(sum_, name)


@given(st.lists(RESULTS, max_size=4))
def test_an_event_has_one_entry_a_currency_and_each_adds_up(results):
    library = library_of(*results)
    for event in library.events:
        rows = library.entries_of(event)
        assert len({row.currency for row in rows}) == len(rows)
        for row in rows:
            assert row.net == row.gross - (row.fees or 0)
            if row.converted is not None:
                assert row.converted == rounded(row.converted, "USD")
    assert sum(map(len, library.entries.values())) == len(entries(*results))


@given(LINES, AMOUNTS, CODES)
def test_either_the_total_counts_or_what_makes_it_up(lines, amount, code):
    told = {"lines": lines, "total": total(amount, code)}
    rows = [(row.currency, row.net) for row in entries(told)]
    assert rows in ([(code, Decimal(amount))], [(row.currency, row.net) for row in entries({"lines": lines})])
