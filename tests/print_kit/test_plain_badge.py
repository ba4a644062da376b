"""The badge without Typst: its text stays within its edges, and any name is safe."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.print_kit.codes.contents import page_code
from samenight.print_kit.facts.artwork_words import title_of
from samenight.print_kit.plain_badge import plain_svg

from tests.print_kit.samples import IDENTITY, PAGE, SVG, parsed

HOSTILE = '<script>&"\'</svg>#eval("1")$x$*b*\\u{0}[//'
CASES: dict[str, dict[str, Any]] = {
    "short": {"city": "Mito", "hashtags": ("Mito",), "accounts": ()},
    "long": {"hashtags": ("TwestivalNewcastleUponTyne2011",), "festival": "Festival of Many Cities " * 4},
    "one word": {"hashtags": ("llanfairpwllgwyngyllgogerychwyr",), "city": "Llanfair" * 8},
    "nothing": {"hashtags": (), "accounts": (), "first": None},
    "many": {"accounts": tuple(("Network", f"@lanterns{n}") for n in range(6))},
    "other script": {"city": "水戸", "festival": "تجربة", "hashtags": ("ツイスティバル水戸",)},
    "hostile": {"city": HOSTILE, "festival": HOSTILE, "accounts": (("", HOSTILE),)},
    "festival": {"city": ""},
}


@pytest.mark.parametrize("case", CASES)
def test_its_text_lies_within_its_edges(case: str) -> None:
    identity = replace(IDENTITY, **CASES[case])
    root = parsed(plain_svg(identity, page_code(PAGE)))
    assert (root.attrib["width"], root.attrib["height"]) == ("90mm", "55mm")
    texts = root.findall(f"{SVG}text")
    assert (identity.city or identity.festival) in "".join(text.text or "" for text in texts)
    for text in texts:
        assert float(text.attrib["x"]) == 5
        assert 5 < float(text.attrib["y"]) <= 50
        assert float(text.attrib.get("textLength", "0")) <= 80
    ys = [float(text.attrib["y"]) for text in texts]
    assert ys == sorted(ys), "no line over another"


@given(name=st.text(min_size=1, max_size=40), handle=st.text(max_size=40))
def test_any_name_is_well_formed(name: str, handle: str) -> None:
    parsed(plain_svg(replace(IDENTITY, city=name, festival=name, accounts=(("", handle),)), page_code(PAGE)))


def test_its_title_says_what_it_shows() -> None:
    title = parsed(plain_svg(IDENTITY, page_code(PAGE))).find(f"{SVG}title")
    assert title is not None
    assert title.text == title_of(IDENTITY)
    assert title.text == (
        "#LanternNewcastle #LanternNight, @lanternsncl, Mastodon @lanterns@example.social,"
        " Lantern Night Newcastle upon Tyne"
    )


def test_the_code_of_a_long_address_is_larger() -> None:
    def side(url: str) -> float:
        group = parsed(plain_svg(IDENTITY, page_code(url))).find(f"{SVG}g")
        assert group is not None
        scale = float(group.attrib["transform"].rpartition("scale(")[2].rstrip(")"))
        return scale * float(group[0].attrib["width"])

    assert side(PAGE) == pytest.approx(24, abs=0.01)
    assert side("https://example.org/" + "x" * 150 + "/") > 24
