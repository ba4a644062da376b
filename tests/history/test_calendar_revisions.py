"""What counts as a change of an event, and how changes are counted through any history."""

from __future__ import annotations

import datetime as dt
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.content.library.resolved_event import Revision, revision_without_history
from samenight.content.model.festival import Festival
from samenight.content.model.file_facts import Charity, City, Edition, Event
from samenight.history.calendar_revisions import (
    UNSHOWN,
    EventAtCommit,
    EventVersion,
    event_after,
    event_version,
    version_of,
)

from tests import sites

PARIS = '---\nname: "Paris"\ncountry: "FR"\ntimezone: "Europe/Paris"\ncoordinates: "48.8566, 2.3522"\n---\n'
SPRING = '---\nname: "Spring"\ndate: "2011-03-24"\n---\n'
NIGHT = """\
    ---
    status: "confirmed"
    date: "2011-03-24"
    start: "19:30"
    end: "00:30"
    venue: {name: "Le Comptoir", address: "1 rue des Lampes"}
    ---
    An event by the canal.
    """


def version(text, model=Event):
    return version_of(dedent(text).encode(), model)


def seen(event=NIGHT, city=PARIS, edition=SPRING):
    """The version of an event from these files."""
    return event_version(version(event), version(city, City), version(edition, Edition), ())


def with_(old, new):
    assert old in NIGHT
    return NIGHT.replace(old, new)


@pytest.mark.parametrize(
    ("changed", "material"),
    [
        ({"event": with_("19:30", "20:30")}, True),
        ({"event": with_("00:30", "01:00")}, True),
        ({"event": with_("2011-03-24", "2011-03-25")}, True),
        (
            {"event": with_('end: "00:30"', 'end: "00:30"\nend_date: "2011-03-25"'.replace("\n", "\n    "))},
            True,
        ),
        ({"event": with_("Le Comptoir", "La Maison")}, True),
        ({"event": with_("1 rue", "2 rue")}, True),
        ({"event": with_("confirmed", "planned")}, True),
        ({"event": with_("confirmed", "postponed")}, True),
        ({"event": with_("confirmed", "cancelled")}, True),
        ({"city": PARIS.replace("Europe/Paris", "Europe/London")}, True),
        ({"city": PARIS.replace("2.3522", "2.3533")}, True),
        ({"event": with_("confirmed", "held")}, False),
        ({"event": with_("canal", "river")}, False),
        ({"event": with_("status:", 'slogan: "Light"\n    status:')}, False),
        ({"city": PARIS.replace('"Paris"', '"Paname"')}, False),
        ({"edition": SPRING.replace("03-24", "03-31")}, False),  # the event has a day of its own
    ],
)
def test_time_place_and_status_are_material_and_other_changes_only_shown(changed, material):
    assert (seen(**changed).material != seen().material) == material
    assert seen(**changed).shown != seen().shown


@pytest.mark.parametrize(
    ("canonical", "typed"),
    [('"19:30"', '"19h30"'), ('"2011-03-24"', '"24.3.2011"'), ('"confirmed"', '"Confirmed"')],
)
def test_a_value_in_another_form_is_no_change(canonical, typed):
    assert seen(with_(canonical, typed)) == seen()


UNDATED = with_('date: "2011-03-24"', 'date_note: "soon"')


def test_the_editions_day_is_material_where_the_event_has_none():
    moved = SPRING.replace("03-24", "03-31")
    assert seen(UNDATED, edition=moved).material != seen(UNDATED).material
    assert seen(UNDATED).material == seen().material
    assert seen(UNDATED, edition=SPRING.replace("\n---\n", '\nend_date: "2011-04-24"\n---\n', 1)) is None


def test_the_zone_is_material_only_where_there_are_hours():
    days = with_('start: "19:30"', "")
    assert seen(days, PARIS.replace("Europe/Paris", "Europe/London")).material == seen(days).material


def test_the_citys_point_is_material_only_where_the_venue_has_none():
    pinned = with_('name: "Le', 'coordinates: "48.1, 2.1", name: "Le')
    assert seen(pinned, PARIS.replace("2.3522", "2.3533")).material == seen(pinned).material


@pytest.mark.parametrize(
    "same",
    [
        with_('"19:30"', "'19:30' # as every year"),
        with_('confirmed"\n', 'confirmed"\n    place: "___ which quarter?"\n'),
        with_("1 rue des Lampes", "1 rue  des Lampes "),
        NIGHT.replace("\n", "\r\n"),
    ],
)
def test_how_it_is_typed_is_no_change_of_facts(same):
    assert seen(same).material == seen().material


def test_what_no_calendar_shows_is_no_change():
    fields = {
        "sources": '["https://example.org"]', "notes": '["Loud."]', "press": "[]", "maintainers": '["@ana"]',
        "results": '{status: "final"}',
    }  # fmt: skip
    assert fields.keys() <= UNSHOWN
    for name, value in fields.items():
        assert seen(with_("status:", f"{name}: {value}\n    status:")) == seen(), name
    assert seen(city=PARIS.replace("name:", 'population: "5"\nname:')) == seen()


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "no header",
        '---\nstatus: "lost"\n---\n',
        '---\nstart: "7"\n---\n',
        "---\na: &b c\n---\n",
        "---\nvenue: [x]\n---\n",
        "---\n[]\n---\n",
    ],
)
def test_what_cannot_be_read_is_no_version(broken):
    assert version(broken) is None


def test_what_is_not_utf_8_is_no_version():
    assert version_of(b"---\nname: \xff\n---\n", Charity) is None
    assert version_of(b"---\nname: \xff\n---\n", Event) is None


HIDDEN = '---\n{}\ndate: "2027-03-25"\n---\nF\u00eate\n'


@pytest.mark.parametrize("line", ['hidden: "yes"', "Hidden: yes", '  hidden:\u00a0"yes"'])
@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "utf-16"])
def test_a_version_is_hidden_however_it_was_typed_and_saved(line, encoding):
    found = version_of(HIDDEN.format(line).encode(encoding), Event)
    assert (found.facts["hidden"], found.facts["date"]) == ("yes", "2027-03-25")


def test_a_mistake_where_calendars_do_not_look_does_not_hide_a_version():
    """Rules grow stricter; what was published under older ones still counts."""
    assert version(with_("status:", "old_key: x\n    tickets: y\n    status:")) is not None


@pytest.mark.parametrize(("model", "text"), [(Festival, "---\nname: x\n---\n"), (Charity, "---\n---\n")])
def test_files_without_material_facts(model, text):
    assert version(text, model).facts == {}


# Counting. In a random history, each commit has some of the earlier ones as parents.

events = st.builds(
    lambda material, shown, since: EventVersion(f"m{material}", f"s{material}{shown}", since),
    st.integers(0, 2), st.integers(0, 1), st.sampled_from([0, 0, 0, 50]),
)  # fmt: skip
commits = st.lists(
    st.tuples(st.none() | events, st.integers(0, 60), st.sets(st.integers(0, 20), max_size=3)),
    min_size=1, max_size=12,
)  # fmt: skip


@given(commits)
def test_whichever_copy_somebody_has_the_newer_one_wins(drawn):
    """Not lower than in any earlier commit, higher than in any that differs."""
    standing: list[EventAtCommit | None] = []
    before: list[set[int]] = []
    for number, (now, moment, picks) in enumerate(drawn):
        parents = sorted({pick % number for pick in picks} or {number - 1}) if number else []
        before.append({older for parent in parents for older in {parent, *before[parent]}})
        at_parents = [standing[parent] for parent in parents if standing[parent]]
        found = event_after(now, moment, at_parents, 0)
        standing.append(found)
        assert now is None or (found.material, found.shown) == (now.material, now.shown)
        for older in filter(None, (standing[older] for older in before[number])):
            assert found.sequence >= older.sequence + (found.material != older.material)
            assert found.modified >= older.modified + (found.shown != older.shown)


def test_a_new_event_begins_at_its_first_sequence_and_its_updated_day():
    assert event_after(EventVersion("m", "s", 0), 7, [], 1) == EventAtCommit("m", "s", 1, 7)
    assert event_after(EventVersion("m", "s", 90), 7, []) == EventAtCommit("m", "s", 0, 90)
    assert event_after(None, 7, []) is None


def test_without_a_change_nothing_moves():
    before = EventAtCommit("m", "s", 3, 50)
    assert event_after(EventVersion("m", "s", 0), 99, [before]) == before
    assert event_after(None, 99, [before]) == before


def test_a_clock_that_goes_back_moves_it_on_by_a_second():
    assert event_after(EventVersion("m", "t", 0), 7, [EventAtCommit("m", "s", 3, 50)]) == EventAtCommit(
        "m", "t", 3, 51
    )


def test_a_merge_of_what_one_side_changed_keeps_that_sides_moment():
    old, new = EventAtCommit("m", "s", 0, 10), EventAtCommit("n", "t", 1, 20)
    assert event_after(EventVersion("n", "t", 0), 99, [old, new]) == new


def test_what_a_merge_reverts_is_a_change():
    old, new = EventAtCommit("m", "s", 0, 10), EventAtCommit("n", "t", 1, 20)
    assert event_after(EventVersion("m", "s", 0), 99, [new, old]) == EventAtCommit("m", "s", 2, 99)


# Without a history.


@pytest.mark.parametrize(
    ("event", "edition", "revision"),
    [
        ("", 'announced: "2011-01-10"', (0, "2011-01-10")),
        ('updated: "2011-03-20"', 'announced: "2011-01-10"', (0, "2011-03-20")),
        ('results: {as_of: "2011-04-06"}', "", (0, "2011-04-06")),
        ('status: "cancelled"', "", (1, "2010-01-01")),
        ('status: "postponed"', "", (1, "2010-01-01")),
    ],
)
def test_without_a_history_the_content_decides(tmp_path, event, edition, revision):
    files = {
        "cities/auckland/2011-spring.md": f"---\n{event}\n---\n",
        "editions/2011-spring.md": f'---\nname: "Spring"\ndate: "2011-03-24"\n{edition}\n---\n',
    }
    library = sites.read_site(tmp_path / "site", files).library
    found = revision_without_history(library.events_of_city["auckland"][0], library.edition["2011-spring"])
    assert found == Revision(revision[0], dt.datetime.fromisoformat(f"{revision[1]}T00:00:00+00:00"))
