"""Which characters the fonts have, and the order of the families."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.builder.site_settings import fonts_of
from samenight.content.places.gazetteer import places_of
from samenight.print_kit.typesetting.font_coverage import covers, families, lacking
from samenight.site.artifact import Fonts, Site

from tests.mistakes.laying import THEME

NOTO = THEME / "fonts" / "noto"
CITIES = """
    São Paulo, Norrköping, Québec, Łódź, Αθήνα, Київ, Đà Nẵng · 24\u2009–\u200926
    الرياض تهران کراچی 東京 水戸
    नई दिल्ली תל אביב ঢাকা চট্টগ্রাম กรุงเทพ თბილისი Երևան አዲስ አበባ 서울 北京 深圳 台北 臺北 சென்னை ಬೆಂಗಳೂರು
    తెలుగు മലയാളം ગુજરાતી ਪੰਜਾਬੀ සිංහල ශ්‍රී ខ្មែរ မြန်မာ ລາວ ଓଡ଼ିଆ މާލެ ᐃᖃᓗᐃᑦ ⵔⵔⴱⴰⵟ
"""


def test_the_names_of_cities_in_their_own_letters(print_site: Site) -> None:
    assert lacking(print_site.fonts, CITIES) == ""


@pytest.mark.parametrize("country", ["CN", "EG", "ET", "GE", "IN", "IR", "JP", "KH", "KR", "LK", "MM", "TH"])
def test_nearly_every_place_of_the_gazetteer(print_site: Site, country: str) -> None:
    names = [name for place in places_of(country) for name in (place.name, *place.other_names)]
    assert names
    missing = [name for name in names if not covers(print_site.fonts, name)]
    assert len(missing) < len(names) / 50, missing


def test_what_is_lacking_is_listed_once_and_in_order(print_site: Site) -> None:
    assert lacking(print_site.fonts, "Łódź 🎉 and 𐤌 🎉") == "🎉𐤌"


@pytest.mark.parametrize(
    "text", ["soft\u00adhyphen", "می\u200cخواهم", "a\tb\nc", "❤\ufe0f", "葛\U000e0100", "\u2067x"]
)
def test_what_has_no_shape_is_never_lacking(print_site: Site, text: str) -> None:
    assert lacking(print_site.fonts, text) == ""


@given(st.text())
def test_a_text_is_covered_where_nothing_is_lacking(text: str) -> None:
    fonts = Fonts(NOTO, b"noto alone")
    missing = lacking(fonts, text)
    assert covers(fonts, text) == (missing == "")
    assert set(missing) <= set(text)
    assert len(set(missing)) == len(missing)
    assert covers(fonts, "".join(sign for sign in text if sign not in missing))


def test_inter_comes_first_and_then_all_others(print_site: Site) -> None:
    found = families(print_site.fonts)
    assert found[:2] == ("Inter", "Noto Sans Arabic")
    assert len(found) == len(set(found))
    assert "Noto Sans CJK JP" in found


def test_typst_knows_the_families_by_these_names(print_site: Site) -> None:
    typst = pytest.importorskip("typst")
    known = typst.Fonts(include_system_fonts=False, font_paths=[str(print_site.fonts.folder)]).families()
    assert set(families(print_site.fonts)) <= set(known)


def test_a_font_that_is_put_there_is_used(tmp_path: Path) -> None:
    folder = tmp_path / "fonts"
    (folder / "noto").mkdir(parents=True)
    shutil.copy(NOTO / "NotoSansThai-Bold.ttf", folder / "zz-own.ttf")
    shutil.copy(NOTO / "NotoSansLao-Bold.ttf", folder / "noto")
    shutil.copy(NOTO / "NotoSansHebrew-Bold.ttf", folder / "noto")
    assert families(fonts_of(tmp_path)) == ("Noto Sans Thai", "Noto Sans Hebrew", "Noto Sans Lao")
    assert lacking(fonts_of(tmp_path), "ลาว ລາວ東") == "東"
    (folder / "families.txt").write_text("# ours\nNoto Sans Lao  # first\nNot There\n", "utf-8")
    assert families(fonts_of(tmp_path)) == ("Noto Sans Lao", "Noto Sans Thai", "Noto Sans Hebrew")


def test_what_is_no_font_has_no_letters(tmp_path: Path) -> None:
    (tmp_path / "fonts/folder.ttf").mkdir(parents=True)
    (tmp_path / "fonts/OFL.txt").write_text("licence", "utf-8")
    (tmp_path / "fonts/broken.ttf").write_bytes(b"\0\1\0\0\0\x01")
    assert families(fonts_of(tmp_path)) == ()
    assert not covers(fonts_of(tmp_path), "a")
