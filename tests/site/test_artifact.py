"""The artifact's key: it changes with every fact, and with nothing else."""
# ruff: noqa: DTZ001 -- wall-clock times have no zone

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
import subprocess
import sys
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.content.library.event_state import Phase
from samenight.content.model.amounts import Money
from samenight.content.model.fields import Coordinates
from samenight.content.model.file_facts import City, Event
from samenight.content.problems.problem import Phrase
from samenight.content.problems.wording import Words
from samenight.site.artifact import Artifact, Digester, Fonts, Sources
from samenight.site.page_templates import PageFrame

from tests import sites


@dataclass(frozen=True)
class Thing:
    """Facts of a made-up artifact."""

    name: str
    parts: tuple[Any, ...] = ()
    more: Any = None


def make(facts):
    return repr(facts).encode()


def other(facts):
    return repr(facts).encode()


def key(facts, mark=b"mark", maker=make):
    return Digester(mark).key(Artifact("a/index.html", "text/html", maker, facts))


def event(**more):
    return Event(**{"city": "paris", "edition": "spring", "date": "2011-03-24", **more})


DIFFERENT = [
    None, True, False, 0, 1, "", "1", "True", "None", b"", b"1", Decimal("1"), Decimal("1.0"),
    Decimal("1.00"),
    dt.date(2011, 3, 24), dt.datetime(2011, 3, 24), dt.datetime(2011, 3, 24, tzinfo=dt.UTC), dt.time(0),
    "2011-03-24",
    (), ("",), ("", ""), ("a", "b"), ("ab",), ("b", "a"), (("a",), "b"), ("a", ("b",)), (("a", "b"),), {},
     {"a": "b"},
    {"a": "b", "c": "d"}, {"a": ("b", "c", "d")}, (("a", "b"),), ("s:a",), Phase.BEFORE, Phase.OVER,
    "before",
    Thing("a"), Thing("a", ("b",)), Thing("a", (), "b"), Thing("a", (Thing("b"),)), Thing("a", (Thing("b"),
    Thing("c"))),
    event(), event(date="2011-03-25"), event(body="Prose"), event(status="held"),
          event(tickets=[{"name": "A"}]),
    event(tickets=[{"name": "A", "price": "5", "currency": "EUR"}]),
    event(tickets=[{"name": "A", "price": "5.00", "currency": "EUR"}]), event(accounts={"x": "a"}),
    City(slug="paris", name="Paris", country="FR", timezone="Europe/Paris"),
    Money(amount="5", currency="EUR"), Money(amount="5.0", currency="EUR"), Money(amount="5", currency="EUR",
    note="n"),
    Sources((("a", "b"),)), Sources((("a", "c"),)), Sources((("ab", ""),)), Fonts(Path("f"), b"1"),
    Fonts(Path("f"), b"2"),
    Words(), Words((("fr", "a"),)), Words((("fr", "b"),)), Words((("de", "a"),)),
    Words((("de", "a"), ("fr", "a"))),
]  # fmt: skip


def unique(facts):
    """Facts without those that are equal by design: a tuple in a tuple appears twice above."""
    seen: list[Any] = []
    for fact in facts:
        if not any(fact == one and type(fact) is type(one) and repr(fact) == repr(one) for one in seen):
            seen.append(fact)
    return seen


def test_different_facts_have_different_keys():
    facts = unique(DIFFERENT)
    keys: dict[str, list[Any]] = {}
    for fact in facts:
        keys.setdefault(key(fact), []).append(fact)
    assert [same for same in keys.values() if len(same) > 1] == []


def test_different_facts_in_a_group_have_different_keys():
    facts = unique(DIFFERENT)
    assert len({key(Thing("a", (), fact)) for fact in facts}) == len(facts)
    assert len({key((fact, "z")) for fact in facts}) == len(facts)


def test_the_function_and_the_code_digest_are_part_of_the_key():
    assert len({key("a"), key("a", mark=b"other"), key("a", maker=other)}) == 3


def test_neither_path_nor_media_type_is():
    one, two = Artifact("a", "text/html", make, "f"), Artifact("b", "text/plain", make, "f")
    assert Digester(b"").key(one) == Digester(b"").key(two)


def key_of_parts(facts="f", **keys):
    """The key of an artifact that is made from parts with these keys."""
    return Digester(b"mark").key(Artifact("a", "t", make, facts, tuple(keys)), keys)


def test_the_keys_of_parts_are_part_of_the_key_with_their_paths_and_order():
    different = [
        key("f"), key_of_parts(a="1"), key_of_parts(a="2"), key_of_parts(b="1"), key_of_parts("g", a="1"),
        key_of_parts(a="1", b="2"), key_of_parts(b="2", a="1"), key_of_parts(a="2", b="1"),
        key_of_parts(a="12"), key_of_parts(a="1", b="1"),
    ]  # fmt: skip
    assert len(set(different)) == len(different)
    assert key_of_parts(a="1", b="2") == key_of_parts(a="1", b="2")


def test_parts_are_no_facts():
    keys = {"a": "1"}
    facts_of_parts = [(("a", "1"),), ("f", (("a", "1"),)), ("f", ("a", "1")), ("f", "a", "1")]
    assert key_of_parts(**keys) not in {key(facts) for facts in facts_of_parts}


def test_other_keys_do_not_touch_it():
    artifact = Artifact("a", "t", make, "f", ("b",))
    digester = Digester(b"mark")
    assert digester.key(artifact, {"b": "1"}) == digester.key(artifact, {"b": "1", "c": "2", "a": "3"})
    with pytest.raises(KeyError):
        digester.key(artifact, {"c": "2"})


class Number(enum.IntEnum):
    """Values that are equal to numbers."""

    NONE = 0
    ONE = 1


class Letter(str, enum.Enum):  # noqa: UP042 -- its values are equal to texts
    """Values that are equal to texts."""

    EMPTY = ""
    ONE = "1"


# Values that Python takes for equal or prints alike, although they are of different types.
ALIKE = st.sampled_from(
    [*Number, *Letter, 0, 1, 0.0, 1.0, -0.0, False, True, "", "1", b"", b"1", "True", "2011-03-24",
     Phrase("1"), Decimal(0), Decimal(1), Decimal("1.0"), dt.date(2011, 3, 24), dt.datetime(2011, 3, 24),
     dt.time(), dt.timedelta(), dt.timedelta(1), Coordinates(0.0, 1.0), (0.0, 1.0), (), {}]
)  # fmt: skip
FACTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.dates() | st.binary(max_size=4)
    | st.decimals(allow_nan=False, allow_infinity=False) | st.floats(allow_nan=False) | ALIKE,
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(st.text(max_size=3), inner,
    max_size=3)
    | st.builds(Thing, st.text(max_size=3), st.lists(inner, max_size=2).map(tuple)),
    max_leaves=8,
)  # fmt: skip


def rebuilt(fact):
    """An equal fact made of new objects."""
    if type(fact) is tuple:
        return tuple(map(rebuilt, fact))
    if isinstance(fact, dict):
        return {rebuilt(name): rebuilt(value) for name, value in fact.items()}
    if isinstance(fact, Thing):
        return dataclasses.replace(fact, parts=rebuilt(fact.parts))
    return "".join(list(fact)) if type(fact) is str else fact


@given(FACTS)
def test_equal_facts_have_equal_keys(fact):
    assert key(fact) == key(rebuilt(fact))


def shape(fact):
    """A fact in words that say the type of each value."""
    if isinstance(fact, Thing):
        return f"Thing{shape((fact.name, fact.parts, fact.more))}"
    if isinstance(fact, dict):
        return f"dict{shape(tuple(fact.items()))}"
    if isinstance(fact, tuple):
        return f"{type(fact).__name__}({', '.join(map(shape, fact))})"
    return f"{type(fact).__name__} {fact!r}"


@given(ALIKE, ALIKE)
def test_values_of_different_types_have_different_keys(one, two):
    for a, b in (
        (one, two),
        ((one,), (two,)),
        ({"a": one}, {"a": two}),
        (Thing("a", (), one), Thing("a", (), two)),
    ):
        assert (key(a) == key(b)) == (shape(a) == shape(b))


@given(FACTS, FACTS)
def test_unequal_facts_have_unequal_keys(one, two):
    if shape(one) != shape(two):
        assert key(one) != key(two)


def test_equal_models_made_anew_have_equal_keys():
    assert key(event(body="x", tickets=[{"name": "A"}])) == key(event(body="x", tickets=[{"name": "A"}]))


def test_a_digester_with_a_full_cache_gives_the_same():
    digester = Digester(b"mark")
    shared = event()
    for number in range(50):
        facts = Thing(str(number), (shared, event(body=str(number))))
        assert digester.key(Artifact("a", "t", make, facts)) == key(facts)


class CountedSources(Sources):
    """Templates that count how often they are digested."""

    count = 0

    @property
    def digest(self):
        type(self).count += 1
        return super().digest


def test_what_many_artifacts_share_is_digested_once(monkeypatch):
    monkeypatch.setattr(CountedSources, "count", 0)
    digester, shared = Digester(b"mark"), CountedSources((("a", "b"),))
    keys = {digester.key(Artifact("a", "t", make, Thing(str(n), (shared,)))) for n in range(50)}
    assert (len(keys), CountedSources.count) == (50, 1)


def frame(accounts):
    return PageFrame("https://example.org", "F", None, (), accounts, None, (), "en")


def test_the_order_in_which_a_page_would_list_them_is_a_fact():
    """Pages show accounts in the order in which they were typed, so that order makes bytes."""
    one, two = {"x": "a", "mastodon": "b@c.org"}, {"mastodon": "b@c.org", "x": "a"}
    assert list(event(accounts=one).accounts) != list(event(accounts=two).accounts)
    assert key(event(accounts=one)) != key(event(accounts=two))
    assert key(frame(one)) != key(frame(two))


@pytest.mark.parametrize(
    "fact", [1.5j, {1, 2}, frozenset("a"), object(), make, iter(()), {"a": {1}}, ("a", {1}), Path("a")]
)
def test_what_has_no_canonical_form_is_refused(fact):
    for facts in (fact, Thing("a", (), fact)):
        with pytest.raises(TypeError, match="canonical"):
            key(facts)


PROBE = """
from tests.site.test_artifact import DIFFERENT, key
from samenight.site.artifact import Digester
print("\\n".join(key(fact) for fact in DIFFERENT))
"""


def test_keys_do_not_depend_on_the_process():
    def keys(seed):
        env = {"PYTHONHASHSEED": seed, "PYTHONPATH": "plugins:.", "PATH": "", "TZ": f"XYZ{seed}"}
        root = sites.REPOSITORY
        run = subprocess.run(
            [sys.executable, "-c", PROBE], env=env, cwd=root, capture_output=True, text=True, check=True
        )
        return run.stdout.split()

    assert keys("1") == keys("2")
    assert len(keys("3")) == len(DIFFERENT)
