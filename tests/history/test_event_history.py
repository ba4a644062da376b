"""How often events have changed: real repositories in temporary folders."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil

import pytest
from samenight.builder.output.store import write_atomically
from samenight.content.library.resolved_event import revision_without_history
from samenight.content.model.file_facts import Edition, Event
from samenight.history.calendar_revisions import first_sequence, version_of
from samenight.history.event_history import (
    EventHistory,
    event_history_of,
    record_of,
    revisions_of,
    why_unknown,
)
from samenight.history.last_changes import history_of

from tests import sites
from tests.history.test_last_changes import at, commit, git

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")

MARK = b"code"
PARIS = "content/cities/paris/2011-spring.md"
KEY = ("paris", "2011-spring")
NIGHT = sites.GOOD["cities/paris/2011-spring.md"]
CITY = sites.GOOD["cities/paris/city.md"]


def history(repository, cache=None):
    content = repository / "content"
    return event_history_of(content, history_of(content), cache or repository.parent / "none", MARK)


def revisions(repository):
    """Sequence and moment of each event, as in a build without a cache."""
    return revisions_of(repository / "content", history(repository))


def sequence_and_day(repository, key=KEY):
    """The sequence of an event, and the day of March 2011 of its last change."""
    revision = revisions(repository)[key]
    return revision.sequence, revision.modified.day


def night(*changes):
    """The file of the event in Paris, with texts replaced."""
    text = NIGHT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return {PARIS: text}


LATER = night(("19:30", "20:30"))
ELSEWHERE = night(("19:30", "20:30"), ("Le Comptoir", "La Maison"))
PROSE = night(("canal", "river"))
DATED = ('status: "confirmed"', 'status: "confirmed"\n        updated: "2011-03-20"')


@pytest.fixture
def repository(tmp_path):
    """The good site, committed on 1 March 2011."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder, {f"content/{name}": text for name, text in sites.GOOD.items()}, 1)
    return folder


def test_material_changes_raise_the_sequence_and_others_move_the_moment(repository):
    assert sequence_and_day(repository) == (0, 1)
    commit(repository, LATER, 2)
    assert sequence_and_day(repository) == (1, 2)
    commit(repository, ELSEWHERE, 3)
    assert sequence_and_day(repository) == (2, 3)
    commit(repository, night(("19:30", "20:30"), ("Le Comptoir", "La Maison"), ("canal", "river")), 4)
    assert sequence_and_day(repository) == (2, 4)
    commit(repository, {PARIS: NIGHT}, 5)
    assert sequence_and_day(repository) == (3, 5)
    assert sequence_and_day(repository, ("auckland", "2011-spring")) == (0, 1)


def test_moments_are_in_utc_to_the_second(repository):
    assert revisions(repository)[KEY].modified == at(1)


def test_city_and_edition_count_for_all_their_events(repository):
    commit(repository, {"content/cities/paris/city.md": CITY.replace("Europe/Paris", "Europe/London")}, 2)
    assert sequence_and_day(repository) == (1, 2)
    moved = sites.GOOD["editions/2011-spring.md"].replace("2011-03-24", "2011-03-31")
    commit(repository, {"content/editions/2011-spring.md": moved}, 3)
    assert sequence_and_day(repository) == (1, 3)  # it has a day of its own


def test_charity_and_festival_are_shown_and_not_material(repository):
    wells = sites.GOOD["charities/clean-wells.md"]
    commit(repository, {"content/charities/clean-wells.md": wells.replace("Clean Wells", "Wells")}, 2)
    assert sequence_and_day(repository) == (0, 2)
    commit(
        repository, {"content/festival.md": sites.GOOD["festival.md"].replace("Lantern Night", "Lamps")}, 3
    )
    assert sequence_and_day(repository) == (0, 3)


def test_what_calendars_do_not_show_moves_nothing(repository):
    others = {
        "content/pages/about.md": "x", "content/rates.csv": "x", "README": "x", "content/new/file.md": "x",
        PARIS: NIGHT.replace("count:", "# counted twice\n              count:").replace("240", "241"),
    }  # fmt: skip
    commit(repository, others, 2)
    assert sequence_and_day(repository) == (0, 1)


def test_a_version_that_cannot_be_read_is_no_change(repository):
    commit(repository, {PARIS: "broken"}, 2)
    assert sequence_and_day(repository) == (0, 1)
    commit(repository, night(("19:30", "9")), 3)
    commit(repository, {PARIS: b"\xff" + b" " * 300_000}, 4)
    assert sequence_and_day(repository) == (0, 1)
    commit(repository, {PARIS: NIGHT}, 5)
    assert sequence_and_day(repository) == (0, 1)
    commit(repository, LATER, 6)
    assert sequence_and_day(repository) == (1, 6)


def test_what_is_taken_away_and_comes_back_goes_on_counting(repository):
    commit(repository, LATER, 2)
    commit(repository, {PARIS: None}, 3)
    commit(repository, {PARIS: NIGHT}, 4)
    assert sequence_and_day(repository) == (2, 4)


def test_a_renamed_city_is_another_one(repository):
    commit(repository, LATER, 2)
    git(repository, "mv", "content/cities/paris", "content/cities/lutetia")
    git(repository, "commit", "--quiet", "--message", "Move", day=3)
    assert sequence_and_day(repository, ("lutetia", "2011-spring")) == (0, 3)


def test_an_event_counts_from_when_it_has_a_day(repository):
    commit(repository, {PARIS: '---\nstatus: "postponed"\n---\n'}, 2)  # where it was, until it has a new day
    assert sequence_and_day(repository) == (1, 2)
    lyon = {"content/cities/lyon/city.md": CITY, "content/cities/lyon/open.md": "---\n---\n",
            "content/editions/open.md": '---\nname: "Open"\n---\n'}  # fmt: skip
    commit(repository, lyon, 3)
    assert ("lyon", "open") not in revisions(repository)
    commit(repository, {"content/cities/lyon/open.md": '---\nplace: "Croix-Rousse"\n---\n'}, 4)
    commit(repository, {"content/cities/lyon/open.md": '---\ndate: "2011-05-01"\n---\n'}, 5)
    assert sequence_and_day(repository, ("lyon", "open")) == (0, 5)


@pytest.mark.parametrize(("status", "sequence"), [("planned", 0), ("postponed", 1), ("cancelled", 1)])
def test_a_history_that_becomes_known_later_gives_no_lower_number(repository, status, sequence):
    commit(repository, {"content/cities/lyon/city.md": CITY}, 2)
    commit(repository, {"content/cities/lyon/2011-spring.md": f'---\nstatus: "{status}"\n---\n'}, 3)
    assert sequence_and_day(repository, ("lyon", "2011-spring")) == (sequence, 3)


def test_a_clock_that_went_back(repository):
    commit(repository, LATER, 9)
    commit(repository, ELSEWHERE, 3)
    revision = revisions(repository)[KEY]
    assert revision == (2, at(9) + dt.timedelta(seconds=1))


def test_a_commit_at_an_impossible_moment(repository):
    sites.write(repository, LATER)
    git(repository, "add", "-A")
    tree = git(repository, "write-tree").strip()
    for second in ("0", "4294967296", "99999999999999999"):
        head = git(repository, "rev-parse", "HEAD").strip()
        author, committer = "A <a@example.org> 1 +0000", f"A <a@example.org> {second} +0000"
        raw = f"tree {tree}\nparent {head}\nauthor {author}\ncommitter {committer}\n\nx\n"
        (repository.parent / "raw").write_text(raw)
        found = git(
            repository, "hash-object", "-t", "commit", "-w", "--literally", str(repository.parent / "raw")
        )
        git(repository, "reset", "--quiet", "--hard", found.strip())
    assert revisions(repository)[KEY] == (1, at(1) + dt.timedelta(seconds=1))


def test_the_day_that_the_file_says_wins_where_it_is_later(repository):
    commit(repository, night(DATED), 2)
    assert sequence_and_day(repository) == (0, 20)
    commit(repository, night(DATED, ("canal", "sea")), 3)
    later = dt.datetime(2011, 3, 20, 0, 0, 1, tzinfo=dt.UTC)
    assert revisions(repository)[KEY] == (0, later)


# Branches.


def test_a_merge_counts_what_it_brings_once(repository):
    git(repository, "checkout", "--quiet", "-b", "side")
    commit(repository, LATER, 3)
    git(repository, "checkout", "--quiet", "main")
    commit(repository, {"README": "x"}, 4)
    git(repository, "merge", "--quiet", "--no-ff", "--message", "Merge", "side", day=5)
    assert sequence_and_day(repository) == (1, 3)


def test_a_pull_and_a_push_lower_no_number(repository):
    """What was published becomes the second parent of the new commit."""
    git(repository, "checkout", "--quiet", "-b", "mine")
    commit(repository, {"README": "x"}, 2)
    git(repository, "checkout", "--quiet", "main")
    commit(repository, LATER, 3)
    commit(repository, {PARIS: NIGHT}, 4)
    published = revisions(repository)
    assert published[KEY].sequence == 2
    git(repository, "checkout", "--quiet", "mine")
    git(repository, "merge", "--quiet", "--message", "Merge main", "main", day=5)
    assert revisions(repository) == published


def test_what_both_sides_changed_is_newer_than_either(repository):
    git(repository, "checkout", "--quiet", "-b", "side")
    commit(repository, LATER, 3)
    git(repository, "checkout", "--quiet", "main")
    commit(repository, night(("Le Comptoir", "La Maison")), 4)
    git(repository, "merge", "--quiet", "--no-commit", "--strategy=ours", "side")
    commit(repository, ELSEWHERE, 5)
    assert sequence_and_day(repository) == (2, 5)


def test_unrelated_histories_that_are_joined(repository):
    git(repository, "checkout", "--quiet", "--orphan", "other")
    git(repository, "rm", "-r", "--quiet", "--cached", ".")
    commit(repository, LATER, 2)
    git(repository, "checkout", "--quiet", "--force", "main")
    git(repository, "merge", "--quiet", "--allow-unrelated-histories", "--strategy=ours", "--message", "M",
        "other", day=3)  # fmt: skip
    assert sequence_and_day(repository) == (1, 3)


# Uncommitted changes.


def test_what_is_not_committed_is_one_more_version(repository):
    commit(repository, {"README": "x"}, 2)
    sites.write(repository, LATER)
    assert sequence_and_day(repository) == (1, 2)
    sites.write(repository, ELSEWHERE)
    assert sequence_and_day(repository) == (1, 2)
    sites.write(repository, PROSE)
    assert sequence_and_day(repository) == (0, 2)
    git(repository, "add", "-A")
    assert sequence_and_day(repository) == (0, 2)
    sites.write(repository, {PARIS: NIGHT})
    assert sequence_and_day(repository) == (0, 1)
    sites.write(repository, night(DATED, ("canal", "sea")))
    assert sequence_and_day(repository) == (0, 20)


def test_new_and_missing_files_that_are_not_committed(repository):
    new = {"content/cities/lyon/city.md": CITY, "content/cities/lyon/2011-spring.md": NIGHT, PARIS: None}
    sites.write(repository, new)
    found = revisions(repository)
    assert found["lyon", "2011-spring"] == (0, at(1))
    assert found[KEY] == (0, at(1))  # no library has it; it would go on from here


def test_a_city_that_is_not_committed_concerns_its_events(repository):
    sites.write(repository, {"content/cities/paris/city.md": CITY.replace("Europe/Paris", "Europe/London")})
    assert sequence_and_day(repository) == (1, 1)


# Without a known history.


def test_nothing_is_known_without_a_repository(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    site = sites.make_site(tmp_path / "site")
    assert (revisions(site), history(site)) == ({}, EventHistory())
    assert why_unknown(site / "content") is None
    git(site, "init", "--quiet")
    assert (revisions(site), why_unknown(site / "content")) == ({}, None)


def test_without_git_nothing_is_known_and_a_warning_says_so(repository, monkeypatch):
    monkeypatch.setenv("PATH", str(repository))
    assert revisions(repository) == {}
    assert "Is git installed" in why_unknown(repository / "content")


def test_a_shallow_clone_gives_nothing_and_says_how_to_clone(repository, tmp_path):
    commit(repository, LATER, 2)
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{repository}", "shallow")
    assert revisions(tmp_path / "shallow") == {}
    assert "git fetch --unshallow" in why_unknown(tmp_path / "shallow/content")
    git(tmp_path / "shallow", "fetch", "--quiet", "--unshallow")
    assert revisions(tmp_path / "shallow") == revisions(repository)


def test_a_history_with_a_gap_is_not_used(repository):
    commit(repository, LATER, 2)
    old = git(repository, "rev-parse", f"HEAD~1:{PARIS}").strip()
    (repository / ".git/objects" / old[:2] / old[2:]).unlink()
    assert revisions(repository) == {}
    assert "--filter" in why_unknown(repository / "content")


def test_links_are_no_files(repository):
    (repository / PARIS).unlink()
    (repository / PARIS).symlink_to("city.md")
    commit(repository, {}, 2)
    assert sequence_and_day(repository) == (0, 1)


def test_user_settings_of_git_change_nothing(repository, tmp_path, monkeypatch):
    commit(repository, LATER, 2)
    before = revisions(repository)
    settings = """
        [diff]
            renames = copies
            relative = true
            noprefix = true
            external = false
        [core]
            quotePath = true
            abbrev = 4
        [log]
            diffMerges = first-parent
            date = relative
        [color]
            ui = always
        """
    sites.write(tmp_path, {"settings": settings})
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "settings"))
    assert revisions(repository) == before


def test_nothing_in_the_repository_is_touched(repository):
    os.utime(repository / PARIS, (1, 1))
    before = sites.tree(repository)
    revisions(repository)
    assert sites.tree(repository) == before


# The cache.


def test_a_history_is_cached_and_read_again(repository, tmp_path):
    commit(repository, LATER, 2)
    first, cache = history(repository), tmp_path / "store/revisions"
    write_atomically(cache, record_of(MARK, first))
    again = history(repository, cache)
    assert again.kept
    assert (again.tree, again.versions, again.moment) == (first.tree, first.versions, first.moment)
    assert record_of(MARK, again) is None
    sites.write(repository, ELSEWHERE)
    assert revisions_of(repository / "content", again) == revisions_of(repository / "content", first)


def test_versions_that_are_known_are_not_read_again(repository, tmp_path, monkeypatch):
    cache = tmp_path / "revisions"
    write_atomically(cache, record_of(MARK, history(repository)))
    commit(repository, LATER, 2)
    read = []
    real = event_history_of.__globals__["contents_of"]
    monkeypatch.setitem(
        event_history_of.__globals__, "contents_of", lambda c, blobs: real(c, read.extend(blobs) or blobs)
    )
    found = history(repository, cache)
    assert read == [git(repository, "rev-parse", f"HEAD:{PARIS}").strip()]
    assert revisions_of(repository / "content", found)[KEY] == (1, at(2))


def test_a_cache_of_other_code_is_not_used(repository, tmp_path):
    cache = tmp_path / "revisions"
    write_atomically(cache, record_of(b"older", history(repository)))
    assert not history(repository, cache).kept


@pytest.mark.parametrize(
    "damage",
    [
        lambda _kept: b"",
        lambda _kept: b"\xff",
        lambda _kept: b"[" * 100_000,
        lambda kept: json.dumps(kept)[:-9].encode(),
        lambda kept: json.dumps({**kept, "versions": {}}).encode(),
        lambda kept: json.dumps({**kept, "versions": {"a": [1]}}).encode(),
        lambda kept: json.dumps({**kept, "files": []}).encode(),
        lambda kept: json.dumps({**kept, "moment": "x"}).encode(),
        lambda kept: json.dumps({**kept, "events": {"../x": ["", "", 0, 0]}}).encode(),
        lambda kept: json.dumps({**kept, "events": {PARIS[8:]: ["", "", 0]}}).encode(),
        lambda kept: json.dumps({**kept, "events": {PARIS[8:]: ["", "", 0, 10**30]}}).encode(),
    ],
)
def test_a_damaged_cache_costs_only_time(repository, tmp_path, damage):
    cache = tmp_path / "revisions"
    write_atomically(cache, record_of(MARK, history(repository)))
    cache.write_bytes(damage(json.loads(cache.read_text())))
    found = history(repository, cache)
    assert not found.kept
    assert found.tree == history(repository).tree


def test_what_is_not_known_is_not_cached():
    assert record_of(MARK, EventHistory()) is None


# In a build.


def test_two_clones_of_one_commit_build_the_same_bytes(repository):
    commit(repository, LATER, 2)
    published = []
    for name in ("one", "two"):
        clone = repository.with_name(name)
        git(repository.parent, "clone", "--quiet", str(repository), name)
        (clone / "pelicanconf.py").write_text(
            sites.CONF.format(conf=str(sites.REPOSITORY / "pelicanconf.py"))
        )
        built = sites.build(clone)
        assert built.returncode == 0
        assert "Calendars cannot" not in built.stderr
        published.append(sites.tree(clone / "output"))
    assert published[0] == published[1]
    assert b"\r\nSEQUENCE:1\r\n" in published[0]["paris/2011-spring/event.ics"]


def test_a_shallow_clone_is_built_and_warned_of(repository):
    git(repository.parent, "clone", "--quiet", "--depth=1", f"file://{repository}", "shallow")
    clone = repository.with_name("shallow")
    (clone / "pelicanconf.py").write_text(sites.CONF.format(conf=str(sites.REPOSITORY / "pelicanconf.py")))
    built = sites.build(clone, {"LC_ALL": "C"})
    assert built.returncode == 0
    assert built.stderr.count("git fetch --unshallow") == 1
    assert "--unshallow" in sites.build(clone, {"LC_ALL": "fr_FR.UTF-8"}).stderr
    event = sites.tree(clone / "output")["paris/2011-spring/event.ics"]
    assert b"\r\nDTSTAMP:20110406T000000Z\r\n" in event


def hidden(text):
    """A file with the line that withdraws it."""
    return text.replace("---\n", '---\n        hidden: "yes"\n', 1)


def test_hiding_and_showing_again_are_changes_that_every_subscriber_gets(repository):
    commit(repository, LATER, 2)
    commit(repository, {PARIS: hidden(LATER[PARIS])}, 3)
    assert sequence_and_day(repository) == (2, 3)
    commit(repository, {PARIS: hidden(ELSEWHERE[PARIS])}, 4)  # nobody sees another venue
    assert sequence_and_day(repository) == (2, 3)
    commit(repository, ELSEWHERE, 5)
    assert sequence_and_day(repository) == (3, 5)


@pytest.mark.parametrize(
    "text", ['---\nhidden: "yes"\ndate: "24.3."\n---\n', '---\nhidden: "yes"\nname: "open\n---\n']
)
def test_a_hidden_file_with_mistakes_counts_too(repository, text):
    commit(repository, {PARIS: text}, 2)
    assert sequence_and_day(repository) == (1, 2)


def test_hiding_counts_before_it_is_committed(repository):
    (repository / PARIS).write_text(sites.dedent(hidden(NIGHT)).lstrip(), "utf-8")
    assert sequence_and_day(repository)[0] == 1


@pytest.mark.parametrize(("status", "sequence"), [("confirmed", 1), ("cancelled", 2)])
def test_without_a_history_a_hidden_event_is_one_change_further(status, sequence):
    event = Event(city="paris", edition="s", status=status, hidden="yes")
    assert revision_without_history(event, Edition(slug="s", name="S")).sequence == sequence
    version = version_of(f'---\nstatus: "{status}"\nhidden: "yes"\n---\n'.encode(), Event)
    assert first_sequence(version) == sequence


def test_hiding_an_event_of_which_only_the_day_is_known_is_a_change(repository):
    """Nothing else in its entry differs, as there is no venue to be left out."""
    commit(repository, {PARIS: "---\n---\n"}, 2)
    before, _ = sequence_and_day(repository)
    commit(repository, {PARIS: '---\nhidden: "yes"\n---\n'}, 3)
    assert sequence_and_day(repository) == (before + 1, 3)
    commit(repository, {PARIS: "---\n---\n"}, 4)
    assert sequence_and_day(repository) == (before + 2, 4)
