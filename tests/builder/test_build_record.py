"""``build.json``: enough to build the site again, and the digest to compare it with."""

from __future__ import annotations

import hashlib
import json
import shutil
import tomllib

import pytest
import samenight

from tests import sites
from tests.history.test_last_changes import commit, git
from tests.sites import build, tree

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")


@pytest.fixture
def site(tmp_path):
    return sites.make_site(tmp_path / "site")


@pytest.fixture
def repository(site):
    """The same site in a repository, committed."""
    git(site, "init", "--quiet", "--initial-branch=main")
    commit(site, {".gitignore": "/output/\n/.samenight/\n/.output.*\n"}, 1)
    return site


def head(site):
    return git(site, "rev-parse", "HEAD").strip()


def record(site):
    return json.loads((site / "output/build.json").read_text("utf-8"))


def test_it_holds_what_the_site_was_built_from(site):
    assert build(site).returncode == 0
    found = record(site)
    manifest = (site / "output/manifest.json").read_bytes()
    assert found["manifest_sha256"] == hashlib.sha256(manifest).hexdigest()
    assert found["files"] == len(json.loads(manifest)["files"])
    assert found["settings"]["SITEURL"].startswith("https://")
    assert found["moment"] == sites.NOW
    assert found["samenight"] == samenight.__version__
    assert found["libraries"]["icalendar"]
    assert (found["commit"], found["clean"], found["withheld"]) == (None, None, [])


def test_no_page_can_take_its_place(site):
    sites.plugin(site, 'PAGE_SAVE_AS = "build.json"')
    done = build(site)
    assert done.returncode == 1
    assert "output/build.json  problem path.twice" in done.stderr


def test_the_version_is_that_of_the_package():
    project = tomllib.loads((sites.REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == samenight.__version__


def test_it_names_the_commit_and_whether_anything_differs_from_it(repository):
    assert build(repository).returncode == 0
    assert (record(repository)["commit"], record(repository)["clean"]) == (head(repository), True)
    page = repository / "content/pages/about.md"
    page.write_text(page.read_text("utf-8").replace("Text about", "Words about"), "utf-8")
    assert build(repository).returncode == 0
    assert (record(repository)["commit"], record(repository)["clean"]) == (head(repository), False)


@pytest.mark.parametrize("name", ["content/pages/own.md", "theme/static/css/own.css"])
def test_a_file_that_git_does_not_have_is_no_part_of_the_commit(repository, name):
    sites.own_theme(repository)
    commit(repository, {}, 2)
    (repository / ".git/info/exclude").write_text("own.*\n")
    (repository / name).write_text('---\ntitle: "Own"\n---\n' if name.endswith("md") else "a {}")
    assert build(repository).returncode == 0
    assert record(repository)["clean"] is False


def test_it_says_that_a_clone_lacks_the_history(repository, tmp_path):
    commit(repository, {"notes.txt": "x"}, 2)
    assert build(repository).returncode == 0
    assert record(repository)["shallow"] is False
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{repository}", str(tmp_path / "clone"))
    assert build(tmp_path / "clone").returncode == 0
    assert record(tmp_path / "clone")["shallow"] is True


def test_a_commit_that_changes_no_file_of_the_site_changes_only_the_record(repository):
    assert build(repository).returncode == 0
    before = tree(repository / "output")
    commit(repository, {"notes.txt": "nothing of the site"}, 2)
    done = build(repository)
    assert "nothing changed" in done.stdout
    after = tree(repository / "output")
    assert record(repository)["commit"] == head(repository)
    assert {path for path in after if after[path] != before[path]} == {"build.json"}
    assert "nothing changed" in build(repository).stdout


def test_a_later_moment_at_which_nothing_changes_leaves_the_record_alone(site):
    assert build(site, {"SAMENIGHT_NOW": "2011-03-01T12:00"}).returncode == 0
    before = tree(site / "output")
    assert "nothing changed" in build(site, {"SAMENIGHT_NOW": "2011-03-01T12:30"}).stdout
    assert tree(site / "output") == before


def test_the_same_site_is_built_again_from_what_it_says(repository, tmp_path):
    assert build(repository).returncode == 0
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(repository), str(clone))
    git(clone, "checkout", "--quiet", record(repository)["commit"])
    again = build(clone, {"SAMENIGHT_NOW": record(repository)["moment"]})
    assert again.returncode == 0, again.stderr
    assert tree(clone / "output") == tree(repository / "output")
