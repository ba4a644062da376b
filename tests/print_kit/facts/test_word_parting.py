"""Very long words may be parted where they must be, and nothing else may."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.print_kit.facts.line_breaking import (
    LONGEST_ADDRESS,
    LONGEST_UNPARTED,
    LONGEST_WORD,
    name_lines,
    partable,
    with_breaks,
)

BREAK = "\u200b"
LLAN = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch"


@given(st.text(max_size=200))
def test_nothing_is_added_but_breaks_and_nothing_is_lost(text: str) -> None:
    assert partable(text).replace(BREAK, "") == text.replace(BREAK, "")


@given(st.text(st.characters(categories=["L", "M", "N"]), max_size=LONGEST_UNPARTED))
def test_words_of_usual_length_stay_whole(word: str) -> None:
    assert partable(f"before {word} after") == f"before {word} after"


@given(st.text(st.characters(categories=["L", "M"]), min_size=LONGEST_UNPARTED + 1, max_size=80))
def test_no_mark_is_parted_from_its_letter(word: str) -> None:
    for part in partable(word).split(BREAK)[1:]:
        assert unicodedata.category(part[0])[0] != "M"


def test_a_long_word_can_be_parted_anywhere() -> None:
    assert partable(f"in {LLAN}") == f"in {BREAK.join(LLAN)}"


@pytest.mark.parametrize("word", ["م" * 60, f"https://example.org/{'a' * (LONGEST_ADDRESS - 20)}"])
def test_letters_that_hold_hands_and_addresses_stay_whole(word: str) -> None:
    assert partable(word) == word


def test_an_address_that_no_line_holds_is_parted() -> None:
    assert BREAK in partable(f"https://example.org/{'a' * LONGEST_ADDRESS}")


def test_data_keeps_its_shape() -> None:
    data: dict[str, Any] = {"a": [LLAN, None, 3], "b": {"c": "short"}, "d": ((1, 2), LLAN)}
    said = with_breaks(data)
    assert said["a"][1:] == [None, 3]
    assert said["b"] == {"c": "short"}
    assert said["d"][0] == [1, 2]
    assert said["a"][0] == said["d"][1] == BREAK.join(LLAN)


def test_a_name_that_is_too_long_for_a_line_of_a_headline_is_hyphenated() -> None:
    name = "ba" * (LONGEST_WORD // 2) + "b"
    assert len(name) == LONGEST_WORD + 1
    assert any(len(lines) > 1 for lines in name_lines(name))
    assert name_lines(name[:-1]) == ((name[:-1],),)
