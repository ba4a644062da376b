"""Facts remembered from one build to the next."""

from __future__ import annotations

import hashlib
import pickle
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.builder.fact_cache import recall, remember
from samenight.content.model.file_facts import City
from samenight.content.reading.content_reader import NOTHING_YET, Remembered, read_content

from tests import sites
from tests.sites import build, build_clean, make_site, tree, write

MARK = b"mark of the code"
NOTE = (2, 5, "coordinates", "place.far", "51.76, 19.46", "", ())
NOTES = {"a": (NOTE,)}


class Command:
    """What a forged memory would hold: something that runs when it is read."""

    def __reduce__(self):
        return (Path.touch, (Path("ran"),))


@pytest.fixture
def city():
    return City(slug="lodz", name="Łódź", country="PL", timezone="Europe/Warsaw", coordinates="51.76, 19.46")


def test_what_is_remembered_comes_back(tmp_path, city):
    remember(tmp_path / "facts", MARK, Remembered({"a": city}, NOTES))
    assert recall(tmp_path / "facts", MARK) == Remembered({"a": city}, NOTES)


def test_other_code_remembers_nothing(tmp_path, city):
    remember(tmp_path / "facts", MARK, Remembered({"a": city}, NOTES))
    assert recall(tmp_path / "facts", b"mark of other code") == NOTHING_YET


def whole(pickled: bytes) -> bytes:
    """A memory that nothing but what it remembers is wrong with."""
    return MARK + hashlib.sha256(pickled).digest() + pickled


@pytest.mark.parametrize(
    "damage",
    [b"", MARK, MARK + b"\x80", MARK + pickle.dumps({}), whole(b"\x80"), whole(pickle.dumps([1])),
     whole(pickle.dumps(None)), whole(pickle.dumps({"a": 5})), whole(pickle.dumps(({"a": 5}, {}))),
     whole(pickle.dumps(([], {}))), whole(pickle.dumps(({}, {"a": 5}))),
     whole(pickle.dumps(({}, {"a": [(1, 2)]}))),
     whole(pickle.dumps(({}, {"a": ((*NOTE[:3], "no.code", *NOTE[4:]),)})))],
)  # fmt: skip
def test_a_damaged_memory_is_none(tmp_path, damage):
    (tmp_path / "facts").write_bytes(damage)
    assert recall(tmp_path / "facts", MARK) == NOTHING_YET


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_no_byte_of_a_memory_can_change_unseen(tmp_path, place, change):
    lodz = City(slug="lodz", name="Łódź", country="PL", timezone="Europe/Warsaw")
    remember(tmp_path / "facts", MARK, Remembered({"a": lodz}, NOTES))
    content = bytearray((tmp_path / "facts").read_bytes())
    content[place % len(content)] ^= change
    (tmp_path / "facts").write_bytes(content)
    assert recall(tmp_path / "facts", MARK) == NOTHING_YET


def test_a_forged_memory_runs_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "facts").write_bytes(whole(pickle.dumps({"a": Command()})))
    assert recall(tmp_path / "facts", MARK) == NOTHING_YET
    assert not (tmp_path / "ran").exists()


def test_a_file_that_is_changed_is_read_again(tmp_path):
    site = make_site(tmp_path / "site")
    assert build(site).returncode == 0
    event = site / "content/cities/paris/2011-spring.md"
    event.write_text(event.read_text("utf-8").replace("status:", "slogan: 'Lights on'\nstatus:", 1), "utf-8")
    assert build(site).returncode == 0
    assert b"Lights on" in tree(site / "output")["paris/2011-spring/index.html"]
    assert tree(site / "output") == build_clean(site)


def test_a_mistake_that_was_there_before_is_told_again(tmp_path):
    site = make_site(tmp_path / "site")
    write(site / "content", {"cities/paris/2011-spring.md": "---\nstatus: 'heldd'\n---\n"})
    said = [build(site) for _ in range(2)]
    assert [one.returncode for one in said] == [1, 1]
    assert said[0].stderr == said[1].stderr


def test_without_a_memory_only_time_is_lost(tmp_path):
    site = make_site(tmp_path / "site")
    assert build(site).returncode == 0
    before = tree(site / "output")
    shutil.rmtree(site / ".samenight")
    assert build(site).returncode == 0
    assert tree(site / "output") == before


def test_all_that_a_festival_states_comes_back(tmp_path):
    """Every kind of value in the model; a single one that is not known would empty the whole memory."""
    reading = read_content(sites.REPOSITORY / "content")
    good = sites.read_site(tmp_path / "site")
    for known in (reading.remembered, good.remembered):
        remember(tmp_path / "facts", MARK, known)
        again = recall(tmp_path / "facts", MARK)
        assert dict(again.facts) == dict(known.facts)
        assert len(again.facts) > 5
