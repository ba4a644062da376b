"""Names compared as people type them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.content.values.text_matching import folded, folded_all, lines_with

LATIN = st.text(st.sampled_from("abcxyzABCäöüßéèêçñłŁøØđĐåæœıİşğžčšőűþðħŋəĳ -'’.st"), max_size=12)
ANY = st.text(max_size=12)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Łódź", "Lodz", "LÓDŹ", "lo\u0301dz", " Łódź "),
        ("København", "Kobenhavn", "KØBENHAVN"),
        ("Saint-Étienne", "St Etienne", "St. Étienne", "st.etienne", "SAINT ETIENNE", "St.-Étienne"),
        ("Sainte-Foy", "Ste Foy", "Ste. Foy"),
        ("St. John's", "Saint Johns", "St John’s"),
        ("Gießen", "Giessen", "GIESSEN"),
        ("Đà Nẵng", "Da Nang", "Danang"),
        ("İzmir", "Izmir", "ızmir"),
        ("Gəncə", "Gence"),
        ("Honolulu", "Honoʻlulu"),
        ("Αθήνα", "ΑΘΗΝΑ", "Αθηνα"),
        ("Орёл", "Орел"),
        ("Санкт-Петербург", "санкт петербург"),
        ("الرِّيَاض", "الرياض"),
        ("תֵּל אָבִיב-יָפוֹ", "תל אביב יפו", "תל־אביב יפו"),
        ("コペンハーゲン", "ｺﾍﾟﾝﾊｰｹﾞﾝ"),
        ("서울", unicodedata.normalize("NFD", "서울")),
        ("Washington, D.C.", "Washington DC"),
    ],
    ids=lambda spellings: spellings[0],
)
def test_spellings_of_one_name_are_equal(spellings):
    assert len({folded(spelling) for spelling in spellings}) == 1
    assert folded(spellings[0])


@pytest.mark.parametrize(
    "names",
    [("Köln", "Kolin"), ("नई दिल्ली", "दिल्ली"), ("दिल्ली", "दल्ला"), ("가", "각"), ("が", "か"), ("กา", "กำ"),
     ("東京", "北京"), ("Stade", "Saintade"), ("Hást", "Hasaint"), ("West", "Wesaint"), ("Rust", "Rusaint")],
)  # fmt: skip
def test_other_names_stay_other_names(names):
    assert len({folded(name) for name in names}) == len(names)


@given(ANY)
def test_a_name_typed_on_another_system_is_the_same(name):
    for form in ("NFC", "NFD"):
        assert folded(unicodedata.normalize(form, name)) == folded(name)


@given(LATIN)
def test_latin_names_become_plain_letters_and_digits(name):
    assert folded(name).isascii()
    assert folded(name).isalnum() or not folded(name)
    assert folded(name.upper()) == folded(name) or "ı" in name or "i" in name.casefold()


@given(LATIN)
def test_hyphens_spaces_and_stops_do_not_count(name):
    assert folded(name.replace(" ", "-")) == folded(name)
    assert folded(f" {name}. ") == folded(name)


@given(st.lists(st.lists(ANY.map(lambda name: name.replace("|", "").replace("\n", "")), min_size=1)))
def test_many_names_at_once_are_each_name_alone(lines):
    text = folded_all("\n".join("".join(f"|{name}" for name in names) + "|" for names in lines))
    assert text == "\n".join("".join(f"|{folded(name)}" for name in names) + "|" for names in lines)


@given(st.lists(st.lists(st.text("ab", max_size=2), min_size=1)), st.text("ab", max_size=2))
def test_a_name_is_found_in_every_line_that_has_it(lines, name):
    text = "\n".join(f"|{'|'.join(names)}|" for names in lines)
    wanted = [number for number, names in enumerate(lines) if name in names] if name else []
    assert list(lines_with(name, text)) == wanted
