"""Random damage: a damaged file is reported, or it means the same."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samenight.commands.project import register_rules
from samenight.content.model.base import Fact

from tests.mistakes.damage import LEGAL, STRICT, fence
from tests.mistakes.good import GOOD
from tests.mistakes.laying import cache_of, lay, survey_of
from tests.sites import REPOSITORY

register_rules({})
ARCHIVE = REPOSITORY / "content"
CITIES = ("abu-dhabi", "dakar", "izmir", "london", "sao-paulo", "ulaanbaatar")


def archive():
    """Some files of the archive that comes with the project, by name."""
    shared = [*ARCHIVE.glob("*.md"), *ARCHIVE.glob("editions/*.md"), *ARCHIVE.glob("charities/*.md")]
    paths = shared + [path for city in CITIES for path in ARCHIVE.glob(f"cities/{city}/*.md")]
    return {path.relative_to(ARCHIVE).as_posix(): path.read_text("utf-8") for path in paths}


@pytest.fixture(scope="module", params=["good", "archive"])
def festival(request, tmp_path_factory):
    """A festival's folder, its files, its meaning, and its cache."""
    files = GOOD if request.param == "good" else archive()
    content = tmp_path_factory.mktemp(request.param) / "content"
    lay(content, files)
    known = cache_of(content)
    found = survey_of(content, known)
    assert [str(problem) for problem in found.problems] == []
    return content, files, meaning(found.library), known


def meaning(thing):
    """All facts of a library, with texts as people read them: spaces and similar characters are alike."""
    if isinstance(thing, str):
        plain = unicodedata.normalize("NFKC", thing)
        return re.sub(r"\s+", " ", plain).strip()
    if isinstance(thing, tuple | list):
        return [meaning(one) for one in thing]
    if isinstance(thing, dict):
        return {key: meaning(value) for key, value in sorted(thing.items())}
    if isinstance(thing, Fact):
        return type(thing).__name__, meaning(dict(thing))
    if hasattr(thing, "festival"):  # a library
        names = ("festival", "editions", "charities", "cities", "events", "posts", "pages", "rates")
        return {name: meaning(getattr(thing, name)) for name in names}
    return thing


def damaged(festival, operator, data):
    """A file with one damage: its name and text, or ``None`` if the damage cannot be done."""
    files = festival[1]
    name = data.draw(st.sampled_from(sorted(name for name in files if name.endswith(".md"))))
    lines = files[name].split("\n")
    changes = (operator(lines, at) for at in range(1, fence(lines)))
    texts = ["\n".join(change) for change in changes if change]
    return (name, data.draw(st.sampled_from(texts))) if texts else None


def after(festival, name, text):
    """The result with the damaged file in place."""
    content, files, _, known = festival
    lay(content, {name: text})
    try:
        return survey_of(content, known)
    finally:
        lay(content, {name: files[name]})


@pytest.mark.parametrize("damage", STRICT)
@settings(max_examples=25)
@given(data=st.data())
def test_a_damaged_file_is_reported_or_means_the_same(festival, damage, data):
    change = damaged(festival, STRICT[damage], data)
    if change is None:
        return
    found = after(festival, *change)
    assert found.problems or meaning(found.library) == festival[2], change[1]


@pytest.mark.parametrize("damage", LEGAL)
@settings(max_examples=8)
@given(data=st.data())
def test_a_file_that_states_something_else_is_read(festival, damage, data):
    change = damaged(festival, LEGAL[damage], data)
    if change is not None:
        assert after(festival, *change)


def test_there_is_enough_damage():
    assert len(STRICT) >= 60
    assert not STRICT.keys() & LEGAL.keys()


@pytest.mark.parametrize("damage", STRICT)
def test_every_damage_can_be_done(damage):
    files = [text.split("\n") for name, text in GOOD.items() if name.endswith(".md")]
    done = [STRICT[damage](lines, at) for lines in files for at in range(1, fence(lines))]
    assert any(done)
