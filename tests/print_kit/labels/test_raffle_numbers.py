"""Numbers of raffle tickets: complete, unique, in order when cut, and safe from typing mistakes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.print_kit.labels.raffle_numbers import (
    HIGHEST,
    MOST,
    NumberRange,
    check_digit,
    in_rows,
    number_of,
    stacked,
    ticket_number,
)

numbers = st.integers(1, HIGHEST)
runs = st.builds(
    lambda first, length: NumberRange(first, first + length), st.integers(1, 90_000), st.integers(0, 400)
)


def bare(number, digits=5):
    return ticket_number(number, digits).replace("-", "")


def test_the_digit_of_the_thesis():
    assert check_digit("572") == 4
    assert ticket_number(42, 4) == "0042-7"


@given(numbers)
def test_what_is_printed_is_read_back(number):
    printed = ticket_number(number, 7)
    assert number_of(printed) == number
    assert number_of(printed.replace("-", "")) == number
    assert number_of(f" {printed.replace('-', ' ')} ") == number


@given(numbers, st.integers(0, 9))
def test_zeros_in_front_change_no_check_digit(number, zeros):
    assert check_digit("0" * zeros + str(number)) == check_digit(str(number))


@given(numbers, st.data())
def test_every_single_wrong_digit_is_caught(number, data):
    printed = bare(number)
    at = data.draw(st.integers(0, len(printed) - 1))
    for digit in set("0123456789") - {printed[at]}:
        assert number_of(printed[:at] + digit + printed[at + 1 :]) is None


@given(numbers)
def test_every_swap_of_neighbours_is_caught(number):
    printed = bare(number)
    for at in range(len(printed) - 1):
        swapped = printed[:at] + printed[at + 1] + printed[at] + printed[at + 2 :]
        assert swapped == printed or number_of(swapped) is None


@pytest.mark.parametrize("text", ["", "7", "12a-4", "1.24", "-", "٤٢٧"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match="No ticket's number"):
        number_of(text)


@pytest.mark.parametrize(("first", "last"), [(0, 5), (5, 4), (1, MOST + 1), (1, HIGHEST + 1), (-3, -1)])
def test_runs_have_limits(first, last):
    with pytest.raises(ValueError, match="No run"):
        NumberRange(first, last)


@given(runs, st.integers(1, 20), st.sampled_from([stacked, in_rows]))
def test_every_number_is_there_once(run, places, order):
    sheets = order(run, places)
    found = [number for sheet in sheets for number in sheet if number is not None]
    assert sorted(found) == list(range(run.first, run.last + 1))
    assert all(len(sheet) == places and sheet[0] is not None for sheet in sheets)
    assert len(sheets) == -(-len(run) // places)


@given(runs, st.integers(1, 20))
def test_piles_that_are_cut_are_in_order(run, places):
    sheets = stacked(run, places)
    piled = [sheet[place] for place in range(places) for sheet in sheets]
    assert [number for number in piled if number is not None] == list(range(run.first, run.last + 1))


@given(runs, st.integers(1, 500))
def test_parts_of_a_run_are_the_run(run, most):
    piles = list(run.piles(most))
    assert [n for pile in piles for n in range(pile.first, pile.last + 1)] == list(
        range(run.first, run.last + 1)
    )
    assert max(map(len, piles)) <= most


@given(runs)
def test_all_numbers_of_a_run_are_equally_long(run):
    assert {len(ticket_number(n, run.digits)) for n in range(run.first, run.last + 1)} == {run.digits + 2}
