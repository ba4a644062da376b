"""How much work builds of a small site are: counted, as times differ from one machine to the next.

If a number has grown, a change costs more than before: mend that, or say in the commit why it must. If one
has shrunk, lower it here, so that it stays so. This writes the table anew:

    PYTHONPATH=plugins:. .venv/bin/python -m tests.builder.counted_work --write
"""

from __future__ import annotations

import sys

import pytest

from tests import sites
from tests.builder.counted_work import (
    BUILDS,
    EDIT,
    EVENT,
    LIBRARIES,
    OURS,
    PYTHON,
    counts_of,
    modules_of,
    table,
)

# The version of Python that the table is of: others load other modules of their own.
PYTHON_OF_TABLE = (3, 11)
# By name, in a cold build; with nothing changed; with one event changed; with nothing changed, if Pelican is
# called by hand.
WORK = {
    "Markdown texts converted": (7, 0, 6, 1),
    "PDF files opened": (50, 0, 6, 0),
    "PDF pages rendered": (50, 0, 6, 0),
    "Typst runs": (39, 0, 4, 0),
    "digests": (1444, 4, 507, 281),
    "files deleted": (2, 0, 51, 1),
    "files moved": (167, 0, 30, 0),
    "files read": (731, 1, 237, 177),
    "files written": (169, 0, 33, 3),
    "folders made": (76, 0, 35, 5),
    "keys": (120, 0, 88, 54),
    "links made": (120, 0, 146, 0),
    "modules imported, of Python": (0, 49, 0, 0),
    "modules imported, of libraries": (0, 0, 0, 0),
    "modules imported, ours": (0, 4, 0, 0),
    "pictures encoded": (19, 0, 3, 0),
    "pictures searched for codes": (34, 0, 3, 0),
    "programs started": (6, 1, 7, 4),
    "templates compiled": (38, 0, 0, 0),
}


@pytest.fixture(scope="module")
def counts(tmp_path_factory):
    """The counts of the good site."""
    return counts_of(sites.make_site(tmp_path_factory.mktemp("counted") / "site"))


def differences(found, expected):
    """Sentences about every number that is another one."""
    for name in sorted({*found, *expected}):
        listed = expected.get(name, (0,) * len(BUILDS))
        for build, before in zip(BUILDS, listed, strict=True):
            now = found.get(name, {}).get(build, 0)
            if now > before:
                yield f"{name}, {build}: {now:,}; it has grown from {before:,}"
            elif now < before:
                yield f"{name}, {build}: {now:,} instead of {before:,}; lower it in the table"


def test_no_build_is_more_work_than_before(counts):
    comparable = sys.version_info[:2] == PYTHON_OF_TABLE
    names = {*counts, *WORK} - (set() if comparable else {PYTHON})
    found = {name: counts[name] for name in names & counts.keys()}
    expected = {name: WORK[name] for name in names & WORK.keys()}
    wrong = list(differences(found, expected))
    assert not wrong, "\n".join([*wrong, "The table of now:", table(counts)])


def test_a_number_that_grows_or_shrinks_is_named():
    numbers = dict.fromkeys(BUILDS, 5)
    said = list(differences({"keys": numbers, "links made": numbers}, {"keys": (5, 4, 6, 5)}))
    assert said[0] == "keys, nothing changed: 5; it has grown from 4"
    assert said[1] == "keys, one event changed: 5 instead of 6; lower it in the table"
    assert len(said) == 6  # and four for what is not in the table
    assert list(differences({"keys": numbers}, {"keys": (5, 5, 5, 5)})) == []


def test_every_counter_counts(counts):
    """A counter that has come loose from what it counts would let all work pass."""
    builds = {name for name in WORK if not name.startswith("modules")}
    assert [name for name in sorted(builds) if not counts[name]["cold"]] == []
    assert counts[OURS]["nothing changed"] > 0
    assert counts[PYTHON]["nothing changed"] > 0


def test_nothing_changed_needs_no_library_and_writes_nothing(counts):
    assert counts[LIBRARIES]["nothing changed"] == 0
    done = {name for name, builds in counts.items() if builds["nothing changed"]}
    assert not done & {"files written", "files moved", "files deleted", "folders made", "links made", "keys"}


def test_the_event_is_really_edited(tmp_path):
    site = sites.make_site(tmp_path / "site")
    assert EDIT[0] in (site / EVENT).read_text("utf-8")
    assert "pelican" in modules_of(site)  # as there is something to do
