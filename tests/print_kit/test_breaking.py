"""Headlines break where people would break them, and lose nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.print_kit.breaking import broken, humps


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
    assert list(humps(hashtag)) == words


def test_lines_are_as_even_as_can_be() -> None:
    one, two, three = broken(humps("#TwestivalNewcastleUponTyne"), "")
    assert one == ("#TwestivalNewcastleUponTyne",)
    assert two == ("#Twestival", "NewcastleUponTyne")
    assert three == ("#Twestival", "Newcastle", "UponTyne")
    assert broken(("Newcastle", "upon", "Tyne"), " ")[1] == ("Newcastle", "upon Tyne")


@given(st.text(min_size=1, max_size=31))
def test_nothing_is_lost(hashtag: str) -> None:
    for lines in broken(humps(hashtag), ""):
        assert "".join(lines) == hashtag
