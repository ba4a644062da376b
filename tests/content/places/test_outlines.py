"""Outlines of countries: which points are in them, and how far others are away."""

from __future__ import annotations

from decimal import Decimal
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.content.model.fields import Coordinates
from samenight.content.places.gazetteer import places_of
from samenight.content.places.outlines import _decoded, encoded, kilometres_outside, namesakes
from samenight.content.values.times import point_of_zone, zones_of_country
from samenight.content.values.written_codes import country_codes

FOLDER = files("samenight.content.places") / "borders"


def point(text):
    return Coordinates(*map(Decimal, text.split(", ")))


@given(st.lists(st.tuples(st.integers(-18000, 18000), st.integers(-9000, 9000)), min_size=1, max_size=20))
def test_a_ring_is_read_as_it_was_written(ring):
    written = encoded([(east / 100, north / 100) for east, north in ring])
    kept = [one for number, one in enumerate(ring) if number == 0 or one != ring[number - 1]]
    assert _decoded(written) == kept
    assert "\t" not in written


@pytest.mark.parametrize("country", sorted(country_codes()))
def test_every_country_has_an_outline_with_the_places_of_its_zones_in_it(country):
    for zone in zones_of_country(country):
        where = point_of_zone(zone, country)
        assert where is not None
        distance = kilometres_outside(Coordinates(*where), country)
        assert distance is not None
        assert distance < 60, zone


def test_towns_are_in_their_countries():
    far = [
        place.name
        for country in ("DE", "FR", "NO", "CL", "ID", "FJ", "VA", "MC", "SG")
        for place in places_of(country)[:50]
        if (kilometres_outside(place.point, country) or 0) > 10
    ]
    assert far == []


@pytest.mark.parametrize(
    ("where", "country", "kilometres"),
    [
        ("40.4168, -3.7038", "PL", 1950),
        ("52.3676, 13.4050", "PL", 72),
        ("0, 0", "GH", 530),
        ("-16.8, 179.95", "FJ", 5),  # on both sides of the line where days change
        ("52, -179.9", "RU", 880),
    ],
)
def test_how_far_a_point_is_outside(where, country, kilometres):
    assert kilometres_outside(point(where), country) == pytest.approx(kilometres, rel=0.1, abs=10)


def test_a_hole_in_a_country_is_not_in_it():
    assert kilometres_outside(point("43.9424, 12.4578"), "IT") > 0  # San Marino
    assert kilometres_outside(point("-29.5, 28.2"), "ZA") > 50  # Lesotho


def test_a_country_without_an_outline():
    assert kilometres_outside(point("1, 1"), "XX") is None


def test_regions_and_small_towns_of_a_name():
    assert next(one.is_region for one in namesakes("Oregon", "US"))
    assert namesakes("Tokyo", "JP") == () or not any(one.is_region for one in namesakes("Tokyo", "JP"))
    assert namesakes("Nowhere", "US") == ()


def test_the_files_are_small_and_name_their_sources():
    assert sum(len((FOLDER / name).read_bytes()) for name in ("countries.txt", "namesakes.tsv")) < 1_000_000
    licence = (FOLDER / "LICENSE.md").read_text("utf-8")
    assert "Natural Earth" in licence
    assert "CC BY" in licence or "Creative Commons" in licence
