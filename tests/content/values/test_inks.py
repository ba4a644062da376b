"""Screen colours follow from the inks, and letters can be read on every ground."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.content.values.inks import MAX_INK, contrast, screen_of
from samenight.content.values.inks import PALETTES as INKS
from samenight.print_kit.facts.fact_groups import Palette, palette, palette_of

FAMILY = {name: palette(*inks) for name, inks in INKS.items()}
PARTS = st.integers(0, 100)


# The colours of solid inks on coated paper as FOGRA39's profiles show them relative to the paper.
@pytest.mark.parametrize(
    ("cmyk", "shown"),
    [
        ((0, 0, 0, 0), (255, 255, 255)),
        ((100, 0, 0, 0), (0, 158, 224)),
        ((0, 100, 0, 0), (230, 0, 126)),
        ((0, 0, 100, 0), (255, 237, 0)),
        ((0, 100, 100, 0), (227, 6, 19)),
        ((0, 0, 0, 100), (29, 29, 27)),
    ],
)
def test_solid_inks_look_as_on_a_proof(cmyk: tuple[int, int, int, int], shown: tuple[int, ...]) -> None:
    rgb = screen_of(cmyk)
    found = [int(rgb[at : at + 2], 16) for at in (1, 3, 5)]
    assert max(abs(one - other) for one, other in zip(found, shown, strict=True)) <= 26


@given(st.tuples(PARTS, PARTS, PARTS, PARTS))
def test_more_black_is_never_lighter(cmyk: tuple[int, int, int, int]) -> None:
    cyan, magenta, yellow, black = cmyk
    darker = screen_of((cyan, magenta, yellow, min(100, black + 10)))
    white = "#ffffff"
    assert contrast(darker, white) >= contrast(screen_of(cmyk), white) - 0.15


def test_contrast_is_that_of_the_web() -> None:
    assert round(contrast("#000000", "#ffffff"), 3) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
    assert contrast("#ff0000", "#ff0000") == 1


@pytest.mark.parametrize("name", FAMILY)
def test_letters_can_be_read_on_every_ground_of_the_family(name: str) -> None:
    colours = FAMILY[name]
    for ground in (colours.ground, colours.shade):
        assert contrast("#ffffff", ground.rgb) >= 4.5
        assert contrast(colours.accent.rgb, ground.rgb) >= 4.5
    assert contrast(colours.ground.rgb, "#ffffff") >= 7  # letters of the ground on paper
    assert contrast(colours.ground.rgb, colours.tint.rgb) >= 4.5


@pytest.mark.parametrize("name", FAMILY)
def test_inks_do_not_flood_the_paper(name: str) -> None:
    colours: Palette = FAMILY[name]
    for ink in (colours.ground, colours.shade, colours.accent, colours.tint):
        assert sum(ink.cmyk) <= MAX_INK


def test_no_two_colours_of_the_family_are_alike() -> None:
    grounds = [colours.ground.rgb for colours in FAMILY.values()]
    for one, other in itertools.combinations(grounds, 2):
        apart = sum(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) for at in (1, 3, 5))
        assert apart > 20, (one, other)


def test_a_city_keeps_its_colours_and_cities_share_them_out() -> None:
    assert palette_of("lodz") == palette_of("lodz")
    found = {palette_of(f"city-{number}").ground.rgb for number in range(400)}
    assert len(found) == len(FAMILY)


@given(st.tuples(PARTS, PARTS, PARTS, PARTS))
def test_a_palette_is_made_of_inks_there_are(ground: tuple[int, int, int, int]) -> None:
    colours = palette(ground, (0, 15, 85, 0))
    for ink in (colours.ground, colours.shade, colours.accent, colours.tint):
        assert all(0 <= part <= 100 for part in ink.cmyk)
