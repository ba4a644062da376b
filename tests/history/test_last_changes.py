"""When files last changed in git: real repositories in temporary folders."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess

import pytest
from samenight.builder.output.store import write_atomically
from samenight.history.last_changes import FileHistory, history_of, last_changes, record_of, uncommitted

from tests import programs, sites

# Git without the user's own settings.
NOBODY = {
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "A. Example",
    "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "A. Example",
    "GIT_COMMITTER_EMAIL": "a@example.org",
}  # fmt: skip

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


def git(folder, *words, day=1):
    """Run git with made-up names, on a day of March 2011."""
    moment = f"2011-03-{day:02}T10:00:00+0100"
    around = {**os.environ, **NOBODY, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    command = ["git", "-c", "protocol.file.allow=always", *words]
    done = subprocess.run(command, cwd=folder, env=around, capture_output=True, text=True,
                          timeout=programs.HANGING, check=True)  # fmt: skip
    return done.stdout


def commit(folder, files, day):
    """Write files and commit them on a day of March 2011."""
    sites.write(folder, files)
    git(folder, "add", "-A")
    git(folder, "commit", "--quiet", "--message", f"Day {day}", day=day)


def at(day):
    return dt.datetime(2011, 3, day, 9, tzinfo=dt.UTC)


@pytest.fixture
def repository(tmp_path):
    """A repository with a content folder: one file of day 1, one changed on day 3."""
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder, {"content/a.md": "1\n", "content/b/c.md": "1\n", "README": "1\n"}, 1)
    commit(folder, {"content/b/c.md": "2\n"}, 3)
    commit(folder, {"README": "2\n"}, 5)
    return folder


CHANGED = {"a.md": at(1), "b/c.md": at(3)}


def test_each_file_has_the_moment_of_its_last_commit_in_utc(repository):
    assert last_changes(repository / "content") == CHANGED
    assert {moment.tzinfo for moment in last_changes(repository / "content").values()} == {dt.UTC}


def test_the_content_may_be_the_whole_repository(repository):
    assert last_changes(repository) == {"README": at(5), "content/a.md": at(1), "content/b/c.md": at(3)}


def test_two_clones_give_the_same(repository, tmp_path):
    git(tmp_path, "clone", "--quiet", str(repository), "clone")
    assert last_changes(tmp_path / "clone/content") == CHANGED


def test_a_shallow_clone_gives_nothing(repository, tmp_path):
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{repository}", "shallow")
    assert history_of(tmp_path / "shallow/content") == FileHistory()
    assert last_changes(tmp_path / "shallow/content") == {}


def test_the_content_may_be_a_submodule(repository, tmp_path):
    outer = tmp_path / "outer"
    outer.mkdir()
    git(outer, "init", "--quiet")
    git(outer, "submodule", "--quiet", "add", f"file://{repository}", "facts")
    git(outer, "commit", "--quiet", "--message", "Facts", day=9)
    assert last_changes(outer / "facts/content") == CHANGED


def test_the_content_may_be_reached_by_a_link(repository, tmp_path):
    (tmp_path / "linked").symlink_to(repository / "content")
    assert last_changes(tmp_path / "linked") == CHANGED


@pytest.mark.parametrize("folder", ["empty", "nowhere", "new"])
def test_where_there_is_no_history_nothing_is_known(tmp_path, folder, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    (tmp_path / "empty").mkdir()
    (tmp_path / "new").mkdir()
    git(tmp_path / "new", "init", "--quiet")
    assert last_changes(tmp_path / folder) == {}
    assert uncommitted(tmp_path / folder) == set()


def test_content_that_its_repository_does_not_keep(repository):
    sites.write(repository, {".gitignore": "other/\n", "other/a.md": "1\n"})
    assert last_changes(repository / "other") == {}
    assert uncommitted(repository / "other") == set()


def test_without_git_nothing_is_known(repository, monkeypatch):
    monkeypatch.setenv("PATH", str(repository))
    assert last_changes(repository / "content") == {}
    assert uncommitted(repository / "content") == set()


def test_what_a_hook_of_git_leaves_in_the_environment_leads_nowhere_else(repository, tmp_path, monkeypatch):
    git(tmp_path, "init", "--quiet", "elsewhere")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere/.git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "elsewhere/.git/index"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path))
    assert last_changes(repository / "content") == CHANGED
    assert uncommitted(repository / "content") == set()


def test_user_settings_of_git_change_nothing(repository, tmp_path, monkeypatch):
    settings = """
        [log]
            showSignature = true
            showRoot = false
            date = relative
            diffMerges = first-parent
        [diff]
            renames = copies
            relative = true
            noprefix = true
        [color]
            ui = always
        [core]
            quotePath = true
            fsmonitor = false
        [status]
            showUntrackedFiles = no
            relativePaths = true
            branch = true
        """
    sites.write(tmp_path, {"settings": settings})
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "settings"))
    sites.write(repository, {"content/new.md": "1\n"})
    assert last_changes(repository / "content") == CHANGED
    assert uncommitted(repository / "content") == {"new.md"}


NAMES = ["łódź.md", "東京.md", "a b.md", 'quo"te.md', "new\nline.md", "\nfirst.md", "\x01\x02.md", "tab\t.md"]


def test_names_in_any_script(repository):
    commit(repository, {f"content/{name}": "1\n" for name in NAMES}, 7)
    assert last_changes(repository / "content") == {**CHANGED, **dict.fromkeys(NAMES, at(7))}
    sites.write(repository, {f"content/{name}": "2\n" for name in NAMES})
    assert uncommitted(repository / "content") == set(NAMES)


def test_a_name_that_is_no_text(repository):
    name = os.fsdecode(b"caf\xe9.md")
    try:
        commit(repository, {f"content/{name}": "1\n"}, 7)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this disk takes no such name")
    assert last_changes(repository / "content")[name] == at(7)


def test_a_file_that_moved_changed_on_that_day(repository):
    git(repository, "mv", "content/a.md", "content/z.md")
    git(repository, "commit", "--quiet", "--message", "Move", day=8)
    assert last_changes(repository / "content")["z.md"] == at(8)


def test_the_latest_moment_counts_though_a_clock_was_wrong(repository):
    commit(repository, {"content/b/c.md": "3\n"}, 2)
    assert last_changes(repository / "content")["b/c.md"] == at(3)


def test_a_merge_is_no_change_of_what_it_brings_together(repository):
    git(repository, "checkout", "--quiet", "-b", "side", "HEAD~2")
    commit(repository, {"content/a.md": "side\n"}, 10)
    git(repository, "checkout", "--quiet", "main")
    git(repository, "merge", "--quiet", "--no-ff", "--message", "Merge", "side", day=20)
    assert last_changes(repository / "content") == {**CHANGED, "a.md": at(10)}


def test_what_is_settled_in_a_merge_changed_in_it(repository):
    git(repository, "checkout", "--quiet", "-b", "side", "HEAD~2")
    commit(repository, {"content/b/c.md": "side\n"}, 10)
    git(repository, "checkout", "--quiet", "main")
    git(repository, "merge", "--quiet", "--no-commit", "--strategy=ours", "side")
    commit(repository, {"content/b/c.md": "both\n"}, 20)
    assert last_changes(repository / "content") == {**CHANGED, "b/c.md": at(20)}


def test_what_is_not_committed_is_named_and_dated_by_its_last_commit(repository):
    assert uncommitted(repository / "content") == set()
    files = {
        "content/a.md": "changed\n",
        "content/b/new.md": "1\n",
        "content/staged.md": "1\n",
        "README": "x",
    }
    sites.write(repository, files)
    git(repository, "add", "content/staged.md")
    assert uncommitted(repository / "content") == {"a.md", "b/new.md", "staged.md"}
    assert last_changes(repository / "content") == CHANGED


def test_nothing_in_the_repository_is_touched(repository):
    os.utime(repository / "content/a.md", (1, 1))
    before = sites.tree(repository)
    last_changes(repository / "content")
    uncommitted(repository / "content")
    assert sites.tree(repository) == before


# The cache.


def test_a_history_is_cached_and_read_again(repository, tmp_path):
    content, cache = repository / "content", tmp_path / "store/history"
    first = history_of(content, cache)
    assert (first.changed, first.kept, cache.exists()) == (CHANGED, False, False)
    write_atomically(cache, record_of(first))
    again = history_of(content, cache)
    assert (again.changed, again.kept) == (CHANGED, True)
    assert record_of(again) is None


def test_another_commit_or_folder_is_read_anew(repository, tmp_path):
    cache = tmp_path / "history"
    write_atomically(cache, record_of(history_of(repository / "content", cache)))
    assert "README" in history_of(repository, cache).changed
    commit(repository, {"content/a.md": "2\n"}, 9)
    assert history_of(repository / "content", cache).changed == {**CHANGED, "a.md": at(9)}


@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b"[]", b"null", b'{"commit": 1}', b"\xff", b"[" * 100_000,
     b'{"commit": "%s", "folder": "content/", "changed": []}',
     b'{"commit": "%s", "folder": "content/", "changed": {"a.md": "x"}}'],
)  # fmt: skip
def test_a_damaged_cache_costs_only_time(repository, tmp_path, damage):
    head = git(repository, "rev-parse", "HEAD").strip().encode()
    (tmp_path / "history").write_bytes(damage.replace(b"%s", head))
    assert history_of(repository / "content", tmp_path / "history").changed == CHANGED


def test_an_incomplete_history_is_neither_used_nor_cached(repository, tmp_path):
    first = git(repository, "rev-list", "--max-parents=0", "HEAD").strip()
    (repository / ".git/objects" / first[:2] / first[2:]).unlink()
    found = history_of(repository / "content", tmp_path / "history")
    assert found == FileHistory()


def test_what_is_not_known_is_not_cached():
    assert record_of(FileHistory()) is None


# In a build.


def status_of(site):
    return (site / "output/status/index.html").read_text("utf-8")


def test_a_commit_makes_the_coordinators_page_anew_and_no_other(site, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(site.parent))
    whole = sites.build(site).counts[0]
    assert "Last change" not in status_of(site)
    git(site, "init", "--quiet")
    commit(site / "content", {}, 12)
    files = (site / "output").rglob("*")  # calendars and feeds contain when an event last changed
    stamped = sum(file.suffix in {".ics", ".atom"} or file.name == "calendar.json" for file in files)
    assert sites.build(site).counts == (whole, 1 + stamped, whole - 1 - stamped)
    assert "12 Mar 2011" in status_of(site)
    published = sites.tree(site / "output")
    del published["build.json"]  # it names the commit
    git(site, "commit", "--quiet", "--allow-empty", "--message", "Nothing", day=14)
    assert sites.build(site).counts == (whole, 0, whole)
    clone = site.with_name("clone")
    git(site.parent, "clone", "--quiet", str(site), str(clone))
    shutil.copy(site / "pelicanconf.py", clone)
    assert sites.build(clone).closing
    again = sites.tree(clone / "output")
    del again["build.json"]
    assert again == published


def test_no_name_of_who_changed_a_file_is_published(site):
    git(site, "init", "--quiet")
    commit(site / "content", {}, 12)
    assert sites.build(site).closing
    made = b"".join(sites.tree(site / "output").values())
    assert b"A. Example" not in made
    assert b"a@example.org" not in made
    assert "xample" not in (site / ".samenight/history").read_text("ascii")
    kept = (site / ".samenight/revisions").read_bytes()
    assert b"A. Example" not in kept
    assert b"a@example.org" not in kept
