"""The badge: right in millimetres and colours, the same in every process, safe with any name."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samenight.print_kit.badge import badge_pdf, badge_svg
from samenight.print_kit.badge_facts import BadgeFacts, code_side, kicker_of, smallest_width, title_of
from samenight.print_kit.colours import PALETTES, Palette, palette_of
from samenight.print_kit.qr import matrix_of

from tests.print_kit.samples import PLAIN, SVG, parsed

Badge = Callable[..., BadgeFacts]
HOSTILE = '<script>&"\'</svg>#eval("1")$x$*b*\\u{0}[//'
LONG = "The International Festival of Very Many Cities on the Very Same Night for One Good Cause"
CASES: dict[str, dict[str, Any]] = {
    "short": {"city": "Mito", "hashtags": ("Mito",), "accounts": ()},
    "long": {"hashtags": ("TwestivalNewcastleUponTyne2011",), "festival": LONG, "edition": LONG},
    "one word": {"hashtags": ("llanfairpwllgwyngyllgogerychwyr",), "city": "Llanfair" * 8},
    "diacritics": {"city": "São Paulo", "hashtags": ("TwestivalNorrköpingQuébec",)},
    "nothing": {"hashtags": (), "accounts": (), "night": "", "edition": "Lantern Night"},
    "other script": {"city": "水戸", "festival": "تجربة", "hashtags": ("ツイスティバル水戸",)},
    "hostile": {"city": HOSTILE, "festival": HOSTILE, "accounts": (("", HOSTILE),)},
    "long address": {"url": "https://example.org/" + "x" * 150 + "/"},
}


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", PALETTES)
def test_text_can_be_read_on_every_ground(palette: Palette) -> None:
    for below in (palette.ground, palette.shade):
        assert contrast(palette.accent.rgb, below.rgb) >= 4.5
        assert contrast("#ffffff", below.rgb) >= 4.5


def test_inks_do_not_flood_the_paper() -> None:
    for palette in PALETTES:
        assert max(sum(ink.cmyk) for ink in (palette.ground, palette.shade, palette.accent)) <= 280


@pytest.mark.parametrize("case", CASES)
def test_svg_of_typst_is_well_formed_titled_and_of_the_declared_size(typeset: Badge, case: str) -> None:
    facts = typeset(**CASES[case])
    root = parsed(badge_svg(facts))
    assert (root.attrib["width"], root.attrib["height"]) == ("90mm", "55mm")
    assert root.attrib["role"] == "img"
    title = root.find(f"{SVG}title")
    assert title is not None
    assert title.text == title_of(facts)
    assert not root.findall(f".//{SVG}text"), "text must be outlines"


def test_svg_of_typst_shows_the_declared_colours(typeset: Badge) -> None:
    facts = typeset()
    palette = palette_of(facts.festival)
    fills = set(re.findall(r'fill="(#\w{6})"', badge_svg(facts).decode()))
    inks = {palette.ground.rgb, palette.shade.rgb, palette.accent.rgb, "#ffffff"}
    (black,) = fills - inks
    assert inks < fills
    assert contrast(black, "#ffffff") >= 7


@pytest.mark.parametrize("case", CASES)
def test_pdf_is_one_page_with_bleed_and_embedded_fonts(typeset: Badge, case: str) -> None:
    pdf = badge_pdf(typeset(**CASES[case]))
    assert pdf.startswith(b"%PDF-1.7")
    pages = dict(re.findall(rb"(\d+) 0 obj\n(<</Type/Page/.*?)\nendobj", pdf, re.DOTALL))
    (page,) = pages.values()
    boxes = {name: millimetres(page, name) for name in ("Media", "Bleed", "Trim")}
    assert boxes["Media"] == boxes["Bleed"] == pytest.approx((0, 0, 96, 61), abs=0.01)
    assert boxes["Trim"] == pytest.approx((3, 3, 93, 58), abs=0.01)
    descriptors = re.findall(rb"/Type/FontDescriptor.*?\nendobj", pdf, re.DOTALL)
    assert descriptors
    assert all(b"/FontFile" in descriptor for descriptor in descriptors)
    assert b"/CreationDate" not in pdf
    assert b"/ModDate" not in pdf


def millimetres(page: bytes, box: str) -> tuple[float, ...]:
    found = re.search(rb"/%sBox\[([^\]]*)\]" % box.encode(), page)
    assert found
    return tuple(float(number) * 25.4 / 72 for number in found[1].split())


@pytest.mark.parametrize("case", CASES)
def test_without_typst_the_svg_has_live_text_within_its_edges(plain: Badge, case: str) -> None:
    facts = plain(**CASES[case])
    root = parsed(badge_svg(facts))
    assert (root.attrib["width"], root.attrib["height"]) == ("90mm", "55mm")
    texts = root.findall(f"{SVG}text")
    assert facts.city in "".join(text.text or "" for text in texts)
    for text in texts:
        assert float(text.attrib["x"]) == 5
        assert 5 < float(text.attrib["y"]) <= 50
        assert float(text.attrib.get("textLength", "0")) <= 80
    lines = [text for text in texts if text.attrib["font-weight"] == "900"]
    assert "".join("".join(line.text or "" for line in lines).split()) == (
        f"#{facts.hashtags[0]}" if facts.hashtags else "".join(facts.city.split())
    )


@given(name=st.text(min_size=1, max_size=40), handle=st.text(max_size=40))
def test_without_typst_any_name_is_well_formed(name: str, handle: str) -> None:
    changed = {"city": name, "festival": name, "accounts": (("", handle),)}
    parsed(badge_svg(BadgeFacts(**{**vars(PLAIN), **changed})))


@settings(max_examples=25)
@given(name=st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=40))
def test_typst_sets_any_name(print_site_press: object, name: str) -> None:
    changed = {"city": name, "festival": name, "edition": name, "press": print_site_press}
    parsed(badge_svg(BadgeFacts(**{**vars(PLAIN), **changed})))


@pytest.fixture(scope="module")
def print_site_press(print_site: object) -> object:
    pytest.importorskip("typst")
    from samenight.print_kit.artifacts import press_of  # noqa: PLC0415

    return press_of(print_site)  # type: ignore[arg-type]


def test_no_name_stands_twice_above_the_headline(plain: Badge) -> None:
    assert kicker_of(plain()) == "Lantern Night · Spring 2011 · 24 March 2011"
    assert kicker_of(plain(edition="Lantern Night 2011")) == "Lantern Night 2011 · 24 March 2011"
    assert kicker_of(plain(hashtags=())) == "Spring 2011 · 24 March 2011"
    assert kicker_of(plain(night="")) == "Lantern Night · Spring 2011"


def test_the_code_of_a_long_address_is_larger() -> None:
    short, long = "https://example.org/mito/", "https://example.org/" + "x" * 150 + "/"
    assert code_side(short) == 24
    assert smallest_width(short) == 75
    assert float(code_side(long)) == pytest.approx(0.4 * len(matrix_of(long)))
    assert smallest_width(long) == 90
