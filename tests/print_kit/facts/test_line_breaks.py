"""Headlines break in natural places and lose nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.print_kit.facts.line_breaks import LONGEST_WORD, broken, hashtag_words, name_lines


@pytest.mark.parametrize(
    ("hashtag", "words"),
    [
        ("#TwestivalKL", ["#Twestival", "KL"]),
        ("#TwestivalNewcastleUponTyne", ["#Twestival", "Newcastle", "Upon", "Tyne"]),
        ("#nyctwestival", ["#nyctwestival"]),
        ("#Twestival2011", ["#Twestival", "2011"]),
        ("#TwestivalÉvreuxÖrebro", ["#Twestival", "Évreux", "Örebro"]),
        ("#san_jose", ["#san_", "jose"]),
        ("#ツイ", ["#ツイ"]),
    ],
)
def test_humps(hashtag: str, words: list[str]) -> None:
    assert list(hashtag_words(hashtag)) == words


def test_lines_are_as_even_as_can_be() -> None:
    one, two, three = broken(hashtag_words("#TwestivalNewcastleUponTyne"), "")
    assert one == ("#TwestivalNewcastleUponTyne",)
    assert two == ("#Twestival", "NewcastleUponTyne")
    assert three == ("#Twestival", "Newcastle", "UponTyne")
    assert broken(("Newcastle", "upon", "Tyne"), " ")[1] == ("Newcastle", "upon Tyne")


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Paris", [("Paris",)]),
        ("الرياض", [("الرياض",)]),
        ("Stoke-on-Trent", [("Stoke-on-Trent",), ("Stoke-", "on-Trent"), ("Stoke-", "on-", "Trent")]),
        ("New York City", [("New York City",), ("New York", "City"), ("New", "York", "City")]),
    ],
)
def test_names_break_at_spaces_and_behind_hyphens(name: str, lines: list[tuple[str, ...]]) -> None:
    assert list(name_lines(name)) == lines


def test_a_very_long_word_is_hyphenated() -> None:
    name = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch"
    whole, *parted = name_lines(name)
    assert whole == (name,)
    assert [len(lines) for lines in parted] == [2, 3, 4]
    assert all("".join(lines).replace("-", "") == name for lines in parted)
    assert name_lines("ж" * (LONGEST_WORD + 1)) == (("ж" * (LONGEST_WORD + 1),),)  # no syllables known


@given(st.text(alphabet="ab- ", min_size=1, max_size=24).map(str.strip).filter(bool))
def test_no_name_loses_a_letter(name: str) -> None:
    for lines in name_lines(name):
        assert "".join(lines).replace(" ", "") == name.replace(" ", "")


@given(st.text(min_size=1, max_size=31))
def test_nothing_is_lost(hashtag: str) -> None:
    for lines in broken(hashtag_words(hashtag), ""):
        assert "".join(lines) == hashtag
