"""Settings of the print kit: how they are written, and colours that can be printed and read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from samenight.content.authoring.header_writer import canonical
from samenight.content.model.file_facts import City
from samenight.content.model.ink_guesses import (
    WHITE,
    accent_contrast,
    darker,
    four_inks,
    lighter,
    nearest_inks,
    screen_colour,
    thinner,
    typed,
    white_contrast,
)
from samenight.content.model.print_settings import KINDS, PrintSettings
from samenight.content.values.inks import MAX_INK, PALETTES, contrast, default_colours, screen_of, shade_of

PARTS = st.integers(0, 100)
CMYK = st.tuples(PARTS, PARTS, PARTS, PARTS)
BORNE = CMYK.map(thinner)


def refused(settings):
    """The codes of the problems in settings, with the suggested replacements."""
    with pytest.raises(ValidationError) as caught:
        PrintSettings.model_validate(settings)
    findings = [one["ctx"]["finding"] for one in caught.value.errors()]
    return [(finding.kind.code, finding.replacement) for finding in findings]


@pytest.mark.parametrize("name", ["full", "lean", "none", *KINDS])
def test_a_plain_word_means_the_pieces(name):
    assert PrintSettings.model_validate(name) == PrintSettings(pieces=(name,))
    assert PrintSettings.model_validate({"pieces": name}) == PrintSettings.model_validate({"pieces": [name]})


@pytest.mark.parametrize(
    ("written", "meant"),
    [("Poster", "poster"), ("posters", "poster"), ("Name Badges", "name-badges"),
     ("raffle_ticket", "raffle-tickets"),
     ("yes", "full"), ("All", "full"), ("no", "none"), ("qr-pages", "qr-page")],
)  # fmt: skip
def test_pieces_under_other_names(written, meant):
    assert refused(written) == [("print.piece", f'"{meant}"')]


def test_the_one_style_keeps_the_order_of_the_keys():
    text = (
        '---\nprint: {accent: "0 0 0 0", pieces: lean, paper: a4, ground: "80 95 0 40"}\nname: "Paris"\n---\n'
    )
    assert canonical(City, "city.md", text) == (
        '---\nname: "Paris"\nprint:\n  pieces: "lean"\n  paper: "a4"\n  ground: "80 95 0 40"\n'
        '  accent: "0 0 0 0"\n---\n'
    )


@pytest.mark.parametrize(
    "written", ["C70 M100 Y15 K30", "70,100,15,30", "70 / 100 / 15 / 30", "70% 100% 15% 30%", "070 100 15 30",
                "cmyk(70, 100, 15, 30)", "C:70 M:100 Y:15 K:30", "c=70 m=100 y=15 k=30"]
)  # fmt: skip
def test_inks_are_understood_as_others_write_them(written):
    assert four_inks(written) == (70, 100, 15, 30)
    assert refused({"ground": written, "accent": "0 0 0 0"}) == [("print.inks", '"70 100 15 30"')]


@pytest.mark.parametrize(
    "written", ["70 100 15", "70 100 15 30 5", "70 100 15 101", "0.7 1 0.15 0.3", "-5 0 0 0"]
)
def test_what_is_no_ink_is_not_guessed_at(written):
    assert four_inks(written) is None
    assert refused({"ground": written, "accent": "0 0 0 0"}) == [("print.inks", "")]


@given(st.text(max_size=40))
def test_any_text_is_taken_or_refused_with_a_finding(text):
    four_inks(text)
    screen_colour(text)
    try:
        PrintSettings.model_validate({"ground": text, "accent": text})
    except ValidationError as error:
        assert all(one["type"] == "finding" for one in error.errors())


@pytest.mark.parametrize(
    ("written", "read"),
    [("#57245b", "#57245b"), ("#ABC", "#aabbcc"), ("0x57245B", "#57245b"), ("rgb(87, 36, 91)", "#57245b"),
     ("rgb(87 36 91)", "#57245b"), ("#57245bff", None), ("plum", None), ("hsl(0, 0%, 0%)", None),
     ("rgb(300, 0, 0)", None), ("100", None), ("123456", None), ("#12345", None)],
)  # fmt: skip
def test_colours_of_screens(written, read):
    assert screen_colour(written) == read


@given(BORNE)
def test_the_inks_of_a_screens_colour_come_near_it(inks):
    found = nearest_inks(screen_of(inks))
    assert sum(found) <= MAX_INK
    pairs = zip(bytes.fromhex(screen_of(found)[1:]), bytes.fromhex(screen_of(inks)[1:]), strict=True)
    assert max(abs(a - b) for a, b in pairs) <= 20


@pytest.mark.parametrize("rgb", ["#000000", "#ffffff", "#ff0000", "#00ff00", "#0000ff", "#123456"])
def test_any_colour_of_a_screen_has_nearest_inks(rgb):
    found = nearest_inks(rgb)
    assert all(0 <= part <= 100 for part in found)
    assert sum(found) <= MAX_INK
    assert nearest_inks("#ffffff") == (0, 0, 0, 0)


@given(CMYK)
def test_less_ink_keeps_the_black(inks):
    less = thinner(inks)
    assert sum(less) <= MAX_INK
    assert less[3] == inks[3]
    assert all(a <= b for a, b in zip(less, inks, strict=True))
    assert (less == inks) is (sum(inks) <= MAX_INK)


@given(BORNE, BORNE)
def test_replacements_of_faint_colours_are_accepted(ground, accent):
    deep = darker(ground)
    pale = lighter(accent, deep)
    taken = PrintSettings.model_validate({"ground": typed(deep), "accent": typed(pale)})
    assert (taken.ground, taken.accent) == (deep, pale)
    assert white_contrast(deep) >= 7
    assert min(white_contrast(shade_of(deep)), accent_contrast(pale, deep)) >= 4.5


@given(BORNE)
def test_a_ground_that_is_deep_enough_stays_as_it_is(ground):
    settings = {"ground": typed(ground), "accent": "0 0 0 0"}
    if darker(ground) == ground:
        assert PrintSettings.model_validate(settings).ground == ground
    else:
        ((code, instead),) = refused(settings)
        assert code in {"print.ground", "print.shade"}
        assert instead == f'"{typed(darker(ground))}"'


@pytest.mark.parametrize("name", PALETTES)
def test_the_palettes_keep_the_rules_for_own_colours(name):
    ground, accent = PALETTES[name]
    settings = PrintSettings.model_validate({"ground": typed(ground), "accent": typed(accent)})
    assert (settings.ground, settings.accent) == (ground, accent)


def test_no_two_palettes_have_the_same_ground():
    assert len({ground for ground, _ in PALETTES.values()}) == len(PALETTES)


@given(st.text(max_size=60))
def test_every_name_has_colours_of_the_family(slug):
    assert default_colours(slug) in PALETTES.values()


def test_names_spread_over_the_family():
    assert {default_colours(f"city-{number}") for number in range(200)} == set(PALETTES.values())


@given(CMYK, CMYK)
def test_contrast_goes_from_one_to_21_and_the_other_way_round(one, other):
    a, b = screen_of(one), screen_of(other)
    assert contrast(a, b) == contrast(b, a)
    assert 1 <= contrast(a, b) <= 21
    assert screen_of((0, 0, 0, 0)) == WHITE
