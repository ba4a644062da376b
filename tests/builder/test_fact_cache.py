"""The cache of facts from one build to the next."""

from __future__ import annotations

import hashlib
import pickle
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.builder.fact_cache import read_cache, write_cache
from samenight.content.model.festival import Festival
from samenight.content.model.file_facts import Charity, City, Edition, Event
from samenight.content.model.posts_and_pages import CountryFacts, FestivalPost, OutreachPost, Page, Post
from samenight.content.reading.content_reader import EMPTY_CACHE, FactCache, read_content

from tests import sites
from tests.pages.filled import filled
from tests.sites import build, build_clean, make_site, tree, write

MARK = b"mark of the code"
NOTE = (2, 5, "coordinates", "place.far", "51.76, 19.46", "", ())
NOTES = {"a": (NOTE,)}


class Command:
    """A forged cache's content: something that runs when it is read."""

    def __reduce__(self):
        return (Path.touch, (Path("ran"),))


@pytest.fixture
def city():
    return City(slug="lodz", name="Łódź", country="PL", timezone="Europe/Warsaw", coordinates="51.76, 19.46")


def test_what_is_cached_is_read_back(tmp_path, city):
    write_cache(tmp_path / "facts", MARK, FactCache({"a": city}, NOTES))
    assert read_cache(tmp_path / "facts", MARK) == FactCache({"a": city}, NOTES)


def test_a_cache_of_other_code_is_not_used(tmp_path, city):
    write_cache(tmp_path / "facts", MARK, FactCache({"a": city}, NOTES))
    assert read_cache(tmp_path / "facts", b"mark of other code") == EMPTY_CACHE


def whole(pickled: bytes) -> bytes:
    """A cache in which only the facts are wrong."""
    return MARK + hashlib.sha256(pickled).digest() + pickled


@pytest.mark.parametrize(
    "damage",
    [b"", MARK, MARK + b"\x80", MARK + pickle.dumps({}), whole(b"\x80"), whole(pickle.dumps([1])),
     whole(pickle.dumps(None)), whole(pickle.dumps({"a": 5})), whole(pickle.dumps(({"a": 5}, {}))),
     whole(pickle.dumps(([], {}))), whole(pickle.dumps(({}, {"a": 5}))),
     whole(pickle.dumps(({}, {"a": [(1, 2)]}))),
     whole(pickle.dumps(({}, {"a": ((*NOTE[:3], "no.code", *NOTE[4:]),)})))],
)  # fmt: skip
def test_a_damaged_cache_is_empty(tmp_path, damage):
    (tmp_path / "facts").write_bytes(damage)
    assert read_cache(tmp_path / "facts", MARK) == EMPTY_CACHE


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_a_change_of_any_byte_of_a_cache_is_noticed(tmp_path, place, change):
    lodz = City(slug="lodz", name="Łódź", country="PL", timezone="Europe/Warsaw")
    write_cache(tmp_path / "facts", MARK, FactCache({"a": lodz}, NOTES))
    content = bytearray((tmp_path / "facts").read_bytes())
    content[place % len(content)] ^= change
    (tmp_path / "facts").write_bytes(content)
    assert read_cache(tmp_path / "facts", MARK) == EMPTY_CACHE


def test_a_forged_cache_runs_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "facts").write_bytes(whole(pickle.dumps({"a": Command()})))
    assert read_cache(tmp_path / "facts", MARK) == EMPTY_CACHE
    assert not (tmp_path / "ran").exists()


def test_a_file_that_is_changed_is_read_again(tmp_path):
    site = make_site(tmp_path / "site")
    assert build(site).returncode == 0
    event = site / "content/cities/paris/2011-spring.md"
    event.write_text(event.read_text("utf-8").replace("status:", "slogan: 'Lights on'\nstatus:", 1), "utf-8")
    assert build(site).returncode == 0
    assert b"Lights on" in tree(site / "output")["paris/2011-spring/index.html"]
    assert tree(site / "output") == build_clean(site)


def test_a_mistake_that_was_there_before_is_reported_again(tmp_path):
    site = make_site(tmp_path / "site")
    write(site / "content", {"cities/paris/2011-spring.md": "---\nstatus: 'heldd'\n---\n"})
    builds = [build(site) for _ in range(2)]
    assert [one.returncode for one in builds] == [1, 1]
    assert builds[0].stderr == builds[1].stderr


def test_without_a_cache_only_time_is_lost(tmp_path):
    site = make_site(tmp_path / "site")
    assert build(site).returncode == 0
    before = tree(site / "output")
    shutil.rmtree(site / ".samenight")
    assert build(site).returncode == 0
    assert tree(site / "output") == before


KINDS = (Festival, Edition, Charity, City, Event, Post, FestivalPost, OutreachPost, CountryFacts, Page)


def one_each(header):
    """A figure is an amount or a number, and not both."""
    return {**header, "facts": [{key: value for key, value in header["facts"][0].items() if key != "count"}]}


@pytest.mark.parametrize("kind", KINDS)
def test_a_fact_with_every_field_is_read_back(kind, tmp_path):
    given = {"country": "FR"} if kind is City else {"slug": "x"} if kind is Event else {}
    header, _ = filled(kind, {**given, "body": ""})
    header = one_each(header) if header.get("facts") else header
    header |= {"online": "no"} if kind is City else {}
    if kind is Event:
        header["results"]["also_reported"] = []
        header["accounts"] = {"x": {"handle": "@a", "topic": "press"}}
    known = FactCache({"x": kind.model_validate(header)})
    write_cache(tmp_path / "facts", MARK, known)
    again = read_cache(tmp_path / "facts", MARK)
    assert dict(again.facts) == dict(known.facts)


def test_all_facts_of_a_festival_are_read_back(tmp_path):
    """Every kind of value in the model; a single unknown one would empty the whole cache."""
    reading = read_content(sites.REPOSITORY / "content")
    good = sites.read_site(tmp_path / "site")
    for known in (reading.cache, good.cache):
        write_cache(tmp_path / "facts", MARK, known)
        again = read_cache(tmp_path / "facts", MARK)
        assert dict(again.facts) == dict(known.facts)
        assert len(again.facts) > 5
