"""A build that goes on: files of cities with errors are published as they were in the last commit without."""

from __future__ import annotations

import json
import shutil

import pytest

from tests import sites
from tests.history.test_last_changes import commit, git
from tests.sites import GOOD, build, tree, write

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")

ON = {"SAMENIGHT_KEEP_GOING": "1"}
PARIS, AUCKLAND = "cities/paris/2011-spring.md", "cities/auckland/2011-spring.md"
CITY, POST = "cities/paris/city.md", "cities/paris/posts/2011-02-20-venue.md"
BROKEN = 'start: "25:00"'


def good(name, old="", new=""):
    """The text of a good file, with one change."""
    text = "\n".join(line.removeprefix("        ") for line in GOOD[name].strip("\n").split("\n"))
    assert old in text
    return text.replace(old, new) + "\n"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A site in a repository, committed on day 1, whose settings allow to go on; its artifacts are made."""
    site = sites.make_site(tmp_path_factory.mktemp("prepared") / "site")
    sites.plugin(site, 'import os\nSAMENIGHT_KEEP_GOING = os.environ.get("SAMENIGHT_KEEP_GOING", "")')
    git(site, "init", "--quiet", "--initial-branch=main")
    commit(site, {".gitignore": "/output/\n/.samenight/\n/.output.*\n"}, 1)
    assert build(site).returncode == 0
    shutil.rmtree(site / "output")
    return site


@pytest.fixture
def site(prepared, tmp_path):
    """A copy of it that has not published anything."""
    return shutil.copytree(prepared, tmp_path / "site", symlinks=True)


def change(site, name, old, new, day=None):
    """Change a content file, and commit it on a day of March if one is given."""
    path = site / "content" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    if day:
        commit(site, {}, day)


def page(site, address):
    return (site / "output" / address / "index.html").read_text("utf-8")


def withheld(site):
    found = json.loads((site / "output/build.json").read_text("utf-8"))["withheld"]
    return {one["file"]: one["published_as_of"] for one in found}


def head(site):
    return git(site, "rev-parse", "HEAD").strip()


def break_paris(site, day=None):
    change(site, PARIS, 'start: "19:30"', BROKEN, day)


def test_it_is_off_by_default(site):
    break_paris(site, 2)
    done = build(site)
    assert done.returncode == 1
    assert tree(site / "output") == {}


def test_one_broken_file_does_not_keep_the_others_from_being_updated(site):
    before = head(site)
    break_paris(site, 2)
    change(site, AUCKLAND, "By the harbour.", "In the harbour.", 3)
    done = build(site, ON)
    assert done.returncode == 3, done.stderr
    assert "In the harbour." in page(site, "auckland")
    assert "An event by the canal." in page(site, "paris")
    assert withheld(site) == {f"content/{PARIS}": before}
    report = " ".join(done.stderr.split())
    assert "problem value.time" in done.stderr
    broken = git(site, "log", "--format=%H", "-1", "--", f"content/{PARIS}").strip()
    assert f"since commit {broken[:10]}, 2011-03-02 09:00 UTC" in report
    assert f"published as it was in commit {before[:10]}" in report
    assert "1 file with errors is published as it was before" in report
    assert "Traceback" not in done.stderr


def test_what_is_published_equals_a_site_with_the_older_file(site):
    break_paris(site, 2)
    assert build(site, ON).returncode == 3
    found = tree(site / "output")
    change(site, PARIS, BROKEN, 'start: "19:30"')
    assert build(site, ON).returncode == 0
    mended = tree(site / "output")
    assert {path for path in found | mended if found.get(path) != mended.get(path)} <= {"build.json"}


def test_a_mistake_that_is_not_committed_counts_too(site):
    break_paris(site)
    done = build(site, ON)
    assert done.returncode == 3, done.stderr
    assert "in changes that are not committed" in " ".join(done.stderr.split())
    assert withheld(site) == {f"content/{PARIS}": head(site)}


def test_several_commits_back(site):
    before = head(site)
    for day in (2, 3, 4):
        change(site, PARIS, "An event by the canal.", f"An event by the canal. Day {day}.")
        if day == 2:
            break_paris(site)
        commit(site, {}, day)
    assert build(site, ON).returncode == 3
    assert withheld(site) == {f"content/{PARIS}": before}


def test_the_newest_version_without_errors_is_taken(site):
    change(site, PARIS, "by the canal", "at the canal", 2)
    good_version = head(site)
    break_paris(site, 3)
    assert build(site, ON).returncode == 3
    assert withheld(site) == {f"content/{PARIS}": good_version}
    assert "An event at the canal." in page(site, "paris")


def test_a_new_file_without_a_good_version_is_left_out(site):
    commit(site, {f"content/{POST}": None}, 2)
    write(
        site / "content",
        {"cities/paris/posts/2011-02-25-band.md": '---\ntitle: "Band"\ndate: "soon"\n---\nX\n'},
    )
    commit(site, {}, 3)
    done = build(site, ON)
    assert done.returncode == 3, done.stderr
    assert withheld(site) == {"content/cities/paris/posts/2011-02-25-band.md": None}
    assert "is left out: no older version can be published." in " ".join(done.stderr.split())
    assert not [path for path in tree(site / "output") if "band" in path]


def test_a_broken_city_keeps_its_events(site):
    change(site, CITY, 'timezone: "Europe/Paris"', 'timezone: "Paris/Europe"', 2)
    assert build(site, ON).returncode == 3
    assert list(withheld(site)) == [f"content/{CITY}"]
    assert "An event by the canal." in page(site, "paris")


def test_a_new_broken_city_is_left_out_with_all_that_is_in_it(site):
    files = {
        "content/cities/rome/city.md": '---\nname: "Rome"\ncountry: "XX"\ntimezone: "Europe/Rome"\n---\n',
        "content/cities/rome/2011-spring.md": '---\ndate: "2011-03-24"\n---\nBy the river.\n',
    }
    commit(site, files, 2)
    assert build(site, ON).returncode == 3
    assert withheld(site).keys() == files.keys()
    assert not [path for path in tree(site / "output") if path.startswith("rome")]


def test_a_mistake_in_a_file_of_the_festival_stops_the_build(site):
    break_paris(site, 2)
    change(site, "festival.md", 'base_currency: "USD"', 'base_currency: "US"', 3)
    done = build(site, ON)
    assert done.returncode == 1
    assert "is published as it was" not in done.stderr
    assert tree(site / "output") == {}


def test_a_file_that_does_not_belong_into_a_city_is_left_out(site):
    write(site / "content", {"cities/paris/guests.csv": "name\n"})
    (site / "content/cities/paris/2011-spring-old.md").symlink_to("/etc/hostname")
    done = build(site, ON)
    assert done.returncode == 3, done.stderr
    assert withheld(site) == {
        "content/cities/paris/2011-spring-old.md": None, "content/cities/paris/guests.csv": None,
    }  # fmt: skip


def test_an_older_version_must_fit_to_the_other_files_of_today(site):
    """The version before last names an edition's charity that has gone; it is skipped for an older one."""
    change(site, PARIS, 'status: "confirmed"', 'status: "confirmed"\ncharity: "clean-wells"', 2)
    charity = good("charities/clean-wells.md")
    commit(site, {"content/charities/other.md": charity.replace("Clean Wells", "Other")}, 3)
    change(site, PARIS, 'charity: "clean-wells"', 'charity: "other"', 4)
    middle = git(site, "log", "--format=%H", "-2", "--", f"content/{PARIS}").split()[1]
    break_paris(site)
    commit(site, {"content/charities/other.md": None}, 5)
    done = build(site, ON)
    assert done.returncode == 3, done.stderr
    assert withheld(site) == {f"content/{PARIS}": middle}


def test_a_clone_without_the_history_publishes_nothing(site, tmp_path):
    """It would leave out events of which there are good versions elsewhere."""
    break_paris(site, 2)
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{site}", str(tmp_path / "clone"))
    done = build(tmp_path / "clone", ON)
    assert done.returncode == 1
    assert "SAMENIGHT_KEEP_GOING has no effect" in " ".join(done.stderr.split())
    assert tree(tmp_path / "clone/output") == {}


def test_without_git_nothing_is_published(tmp_path):
    site = sites.make_site(tmp_path / "site")
    sites.plugin(site, "SAMENIGHT_KEEP_GOING = True")
    write(site / "content", {PARIS: good(PARIS, 'start: "19:30"', BROKEN)})
    done = build(site)
    assert done.returncode == 1
    assert "SAMENIGHT_KEEP_GOING has no effect" in " ".join(done.stderr.split())
    assert tree(site / "output") == {}


@pytest.mark.parametrize("seed", [2, 3])
def test_a_new_city_in_which_several_files_are_broken_is_left_out(site, seed):
    """The order in which files are looked at must not depend on chance."""
    files = {
        f"content/cities/{city}/{name}.md": "x"
        for city in ("rome", "oslo")
        for name in ("city", "2011-spring")
    }
    commit(site, files, 2)
    assert build(site, {**ON, "PYTHONHASHSEED": str(seed)}).returncode == 3
    assert withheld(site) == dict.fromkeys(sorted(files))


def test_a_city_whose_file_was_deleted_is_published_as_it_was(site):
    before = head(site)
    commit(site, {f"content/{CITY}": None}, 2)
    done = build(site, ON)
    assert done.returncode == 3, done.stderr
    assert withheld(site) == {f"content/{CITY}": before}
    assert "An event by the canal." in page(site, "paris")


def test_a_file_that_became_a_link_is_published_as_it_was(site):
    before = head(site)
    path = site / "content" / PARIS
    path.unlink()
    path.symlink_to("/etc/hostname")
    commit(site, {}, 2)
    assert build(site, ON).returncode == 3
    assert withheld(site) == {f"content/{PARIS}": before}
    assert "An event by the canal." in page(site, "paris")


def test_an_error_that_comes_from_another_file_is_not_dated(site):
    change(site, PARIS, 'status: "confirmed"', 'status: "confirmed"\ncharity: "other"')
    commit(site, {"content/charities/other.md": good("charities/clean-wells.md")}, 2)
    commit(site, {"content/charities/other.md": None}, 3)
    done = build(site, ON)
    assert done.returncode == 3, done.stderr
    report = " ".join(done.stderr.split())
    assert f"content/{PARIS} has errors (because of other files) and is published as it was" in report
    assert "since commit" not in report


def test_a_stray_file_elsewhere_is_left_out_and_one_in_the_root_folder_stops(site):
    write(site / "content", {"setup.exe": b"MZ"})
    assert build(site, ON).returncode == 3
    assert withheld(site) == {"content/setup.exe": None}
    write(site / "content", {"root/index.html": "<p>"})
    assert build(site, ON).returncode == 1


def test_no_name_of_a_file_controls_the_terminal(site):
    write(site / "content", {"cities/paris/2011\x1b[31m.md": "x"})
    done = build(site, ON)
    assert done.returncode == 3, done.stderr
    assert "\x1b" not in done.stderr


def test_what_is_withdrawn_does_not_come_back(site):
    path = site / "content" / PARIS
    path.write_bytes(path.read_bytes().replace(b"---\n", b'---\nHidden: "yes"\n', 1) + b"\xe9")  # not UTF-8
    change(site, POST, "---\n", '---\nlanguages: ["xx"]\n')
    done = build(site, ON)
    assert done.returncode == 3, done.stderr
    assert f"content/{PARIS}" not in withheld(site)
    assert "warning file.encoding" in done.stderr
    assert not [
        name for name, content in tree(site / "output").items() if b"An event by the canal." in content
    ]


def test_a_clone_publishes_the_same(site, tmp_path):
    break_paris(site, 2)
    git(tmp_path, "clone", "--quiet", str(site), str(tmp_path / "clone"))
    assert build(site, ON).returncode == build(tmp_path / "clone", ON).returncode == 3
    assert tree(site / "output") == tree(tmp_path / "clone/output")


def test_calendars_keep_their_revision(site):
    assert build(site, ON).returncode == 0
    before = (site / "output/paris/2011-spring/event.ics").read_bytes()
    break_paris(site, 2)
    assert build(site, ON).returncode == 3
    assert (site / "output/paris/2011-spring/event.ics").read_bytes() == before


def test_a_value_that_means_nothing_is_refused(site):
    done = build(site, {"SAMENIGHT_KEEP_GOING": "maybe"})
    assert done.returncode == 1
    assert 'SAMENIGHT_KEEP_GOING = "maybe" is neither "1" nor "0".' in " ".join(done.stderr.split())
