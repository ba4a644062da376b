"""The title and the place of an event, each in one line."""

from __future__ import annotations

import pytest
from samenight.content.library.titles import edition_title, event_title, where_line


@pytest.mark.parametrize(
    ("edition", "own", "title"),
    [
        ("Twestival Local 2011", None, "Paris, Twestival Local 2011"),
        ("Spring", None, "Paris, Twestival Spring"),
        ("Spring", "La nuit", "Paris, La nuit"),
        ("Spring", "La nuit\n de PARIS", "La nuit de PARIS"),
    ],
)
def test_a_title_begins_with_the_city_where_it_has_it_not_in_it(edition, own, title):
    assert event_title("Twestival", edition, "Paris", own) == title


def test_an_edition_has_the_name_of_the_festival_in_it():
    assert edition_title("Twestival", "twestival 2009") == "twestival 2009"


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        (
            ("La Maison", "12 rue; 75010 Paris", None, "Paris", "France"),
            "La Maison, 12 rue; 75010 Paris, France",
        ),
        ((None, None, "Montmartre", "Paris", "France"), "Montmartre, Paris, France"),
        (("", " a \n b ", None, "C"), "a b, C"),
        ((), ""),
    ],
)
def test_a_place_in_one_line_repeats_nothing(parts, line):
    assert where_line(parts) == line
