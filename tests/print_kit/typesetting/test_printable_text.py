"""Emoji without a font are left out; letters without a font make a group of facts illegible."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from samenight.content.model.venue import Venue
from samenight.print_kit.typesetting.printable_text import is_legible, without_pictures
from samenight.site.artifact import Site


@dataclass(frozen=True)
class Facts:
    name: str
    venue: Venue | None = None
    others: tuple[str, ...] = ()


@pytest.mark.parametrize("name", ["Łódź", "東京", "الرياض", "Αθήνα", "नई दिल्ली", "Ulaanbaatar – Улаанбаатар"])
def test_names_of_the_world_are_legible(print_site: Site, name: str) -> None:
    assert is_legible(print_site.fonts, Facts(name))


@pytest.mark.parametrize(
    "facts",
    [Facts("ཐིམ་ཕུ"), Facts("Thimphu", Venue(name="ཐིམ་ཕུ")), Facts("Thimphu", None, ("Paris", "ཐིམ་ཕུ"))],
)
def test_a_letter_that_no_font_has_is_found_anywhere(print_site: Site, facts: Facts) -> None:
    assert not is_legible(print_site.fonts, facts)


def test_pictures_keep_nothing_away(print_site: Site) -> None:
    assert is_legible(print_site.fonts, Facts("Party 🎉"))


def test_pictures_are_left_out_with_what_joined_them(print_site: Site) -> None:
    data = {
        "name": "Party 🎉 at the 👩\u200d🚀 Bar ❤\ufe0f",
        "codes": [(1, 2, 3)],
        "none": None,
        "list": ["🎉 Łódź"],
    }
    cleaned = without_pictures(print_site.fonts, data)
    assert cleaned["list"] == ["Łódź"]
    assert cleaned["name"].startswith("Party at the Bar")
    assert "\u200d" not in cleaned["name"]
    assert cleaned["codes"] == [(1, 2, 3)]
    assert cleaned["none"] is None


def test_joiners_between_letters_stay(print_site: Site) -> None:
    assert without_pictures(print_site.fonts, "क्\u200dष") == "क्\u200dष"
