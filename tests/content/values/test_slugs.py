"""Slugs: names that are part of addresses for years."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.content.values.slugs import MAX_SLUG, RESERVED_SLUGS, is_slug, slug_of


@given(st.text(max_size=100))
def test_a_slug_is_valid_or_empty_and_stays(name):
    slug = slug_of(name)
    assert slug == "" or is_slug(slug)
    assert slug_of(slug) == slug
    assert len(slug) <= MAX_SLUG


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("São Paulo", "sao-paulo"), ("Saint-Denis (93)", "saint-denis-93"), ("Αθήνα", "athena"),
        ("東京", "dong-jing"), ("Łódź", "lodz"), ("Straße", "strasse"), ("---", ""), ("🎉", ""),
        ("a" * 59 + " b", "a" * 59),
    ],
)  # fmt: skip
def test_names_of_all_scripts(name, slug):
    assert slug_of(name) == slug


@pytest.mark.parametrize(
    "text", ["", "-", "a-", "-a", "a--b", "A", "é", "a b", "a/b", "..", "a.b", "a\n", "a" * 61]
)
def test_what_is_no_slug(text):
    assert not is_slug(text)


def test_the_names_that_the_site_uses():
    documented = "countries editions charities results accounts calendar status theme admin print images"
    assert set(documented.split()) <= RESERVED_SLUGS
    assert all(map(is_slug, RESERVED_SLUGS))
