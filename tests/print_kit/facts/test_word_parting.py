"""Very long words may break if they must, and nothing else may."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.print_kit.facts.line_breaks import (
    LONGEST_ADDRESS,
    LONGEST_UNBROKEN,
    LONGEST_WORD,
    breakable_data,
    breakable_text,
    name_lines,
)

BREAK = "\u200b"
LLAN = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch"


@given(st.text(max_size=200))
def test_nothing_is_added_but_breaks_and_nothing_is_lost(text: str) -> None:
    assert breakable_text(text).replace(BREAK, "") == text.replace(BREAK, "")


@given(st.text(st.characters(categories=["L", "M", "N"]), max_size=LONGEST_UNBROKEN))
def test_words_of_usual_length_stay_whole(word: str) -> None:
    assert breakable_text(f"before {word} after") == f"before {word} after"


@given(st.text(st.characters(categories=["L", "M"]), min_size=LONGEST_UNBROKEN + 1, max_size=80))
def test_no_mark_is_parted_from_its_letter(word: str) -> None:
    for part in breakable_text(word).split(BREAK)[1:]:
        assert unicodedata.category(part[0])[0] != "M"


def test_a_long_word_can_be_parted_anywhere() -> None:
    assert breakable_text(f"in {LLAN}") == f"in {BREAK.join(LLAN)}"


@pytest.mark.parametrize("word", ["م" * 60, f"https://example.org/{'a' * (LONGEST_ADDRESS - 20)}"])
def test_letters_that_hold_hands_and_addresses_stay_whole(word: str) -> None:
    assert breakable_text(word) == word


def test_an_address_that_no_line_holds_is_parted() -> None:
    assert BREAK in breakable_text(f"https://example.org/{'a' * LONGEST_ADDRESS}")


def test_data_keeps_its_shape() -> None:
    data: dict[str, Any] = {"a": [LLAN, None, 3], "b": {"c": "short"}, "d": ((1, 2), LLAN)}
    broken_data = breakable_data(data)
    assert broken_data["a"][1:] == [None, 3]
    assert broken_data["b"] == {"c": "short"}
    assert broken_data["d"][0] == [1, 2]
    assert broken_data["a"][0] == broken_data["d"][1] == BREAK.join(LLAN)


def test_a_name_that_is_too_long_for_a_line_of_a_headline_is_hyphenated() -> None:
    name = "ba" * (LONGEST_WORD // 2) + "b"
    assert len(name) == LONGEST_WORD + 1
    assert any(len(lines) > 1 for lines in name_lines(name))
    assert name_lines(name[:-1]) == ((name[:-1],),)
