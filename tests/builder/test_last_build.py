"""Nothing changed is found out before anything is loaded, and anything changed is noticed."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import shutil
import subprocess
import sys

import pytest
from samenight.builder import last_build
from samenight.content.library.next_moment import next_moment
from samenight.content.library.resolved_event import Moment

from tests import sites
from tests.history.test_last_changes import commit, git
from tests.programs import HANGING
from tests.sites import tree, write

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")

START = """
import sys
sys.path.insert(0, {plugins!r})
sys.argv[0] = "samenight"
from samenight.commands import start
try:
    start()
finally:
    print("LOADED", len(sys.modules), "click" in sys.modules, "pelican" in sys.modules, file=sys.stderr)
"""
NOTHING = "nothing changed"


class Folder:
    """A festival's folder in which `samenight build` is typed."""

    def __init__(self, site, plugins):
        self.site, self.plugins = site, plugins
        self.environment = {"SAMENIGHT_NOW": sites.NOW, "SAMENIGHT_JOBS": "1"}

    def run(self, *words, status=0, **more):
        environment = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "SOURCE_DATE_EPOCH"}}
        done = subprocess.run(
            [sys.executable, "-P", "-c", START.format(plugins=str(self.plugins)), "build", *words],
            cwd=self.site, env={**environment, **self.environment, **more}, capture_output=True, text=True,
            timeout=HANGING, check=False,
        )  # fmt: skip
        assert done.returncode == status, done.stdout + done.stderr
        return done

    def is_quick(self, *words, **more):
        """Whether the build found out that nothing had changed without loading a package."""
        done = self.run(*words, **more)
        return "LOADED" in done.stderr and "False False" in done.stderr.rpartition("LOADED")[2]

    def settled(self):
        """Build until there is a record: a file that has just been written could change once more."""
        for _ in range(20):
            if self.is_quick():
                return self
        raise AssertionError("no build left a record")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A site in a repository with a theme and code of its own, built."""
    base = tmp_path_factory.mktemp("engine")
    site = sites.make_site(base / "site")
    sites.own_theme(site)
    plugins = shutil.copytree(
        sites.REPOSITORY / "plugins", site / "plugins", ignore=shutil.ignore_patterns("__pycache__")
    )
    git(site, "init", "--quiet", "--initial-branch=main")
    commit(site, {".gitignore": "/output/\n/.samenight/\n/.output.*\n__pycache__/\n"}, 1)
    return Folder(site, plugins).settled()


def published(folder):
    return tree(folder.site / "output")


def test_nothing_changed_is_said_without_loading_a_package(prepared):
    done = prepared.run()
    assert NOTHING in done.stdout
    assert "placeholder" in done.stdout  # what must be known before anything is printed is said again
    loaded = int(done.stderr.rpartition("LOADED ")[2].split()[0])
    assert loaded < 110, "more modules are loaded than before"


def test_another_command_line_has_its_own_record(prepared):
    assert not prepared.is_quick("--settings", "./pelicanconf.py")
    assert prepared.is_quick()


def test_settings_of_the_command_line_are_noticed(prepared, tmp_path):
    """Both sites are published in the same folder: neither record is true of that of the other."""
    site = shutil.copytree(prepared.site, tmp_path / "site", symlinks=True)
    folder, other = Folder(site, site / "plugins").settled(), ["-e", 'SITENAME="Other"']
    before = published(folder)
    assert not folder.is_quick(*other)
    assert json.loads(published(folder)["build.json"])["settings"]["SITENAME"] == "Other"
    assert not folder.is_quick()
    after = published(folder)
    assert {path for path in before if before[path] != after[path]} <= {"build.json"}
    assert json.loads(after["build.json"])["settings"] == json.loads(before["build.json"])["settings"]


def test_warnings_are_printed_again_when_nothing_has_changed(prepared, tmp_path):
    site = shutil.copytree(prepared.site, tmp_path / "site", symlinks=True)
    write(site / "content", {"stray.md": "x"})
    folder = Folder(site, site / "plugins")
    first = folder.run()
    assert "content/stray.md  warning file.stray" in first.stderr
    again = folder.settled().run()
    assert NOTHING in again.stdout
    assert again.stderr.partition("LOADED")[0] == first.stderr.partition("LOADED")[0]


def test_a_file_that_was_written_again_is_read_once(prepared, tmp_path):
    """A fresh checkout has other times and numbers; the record gets these."""
    site = shutil.copytree(prepared.site, tmp_path / "site", symlinks=True)
    folder = Folder(site, site / "plugins").settled()
    page = site / "content/pages/about.md"
    content = page.read_bytes()
    page.unlink()
    page.write_bytes(content)

    def is_known():
        stamp, _ = last_build_record(folder)["files"][str(page)]
        return stamp == list(last_build.stamp_of(page.stat()))

    assert not is_known()
    assert any(folder.is_quick() and is_known() for _ in range(20))
    page.unlink()
    page.write_bytes(content)
    shutil.rmtree(site / "output")
    for _ in range(20):
        folder.run("--due", status=1)
        if is_known():
            break
    assert is_known()


INPUTS = [
    "content/cities/paris/2011-spring.md",
    "content/festival.md",
    "content/rates.csv",
    "theme/templates/base.html",
    "theme/static/css/site.css",
    "theme/translations/fr.po",
    "theme/print/common.typ",
    "plugins/samenight/pages/list_pages.py",
    "plugins/samenight/content/problems/translations/fr.po",
    "pelicanconf.py",
]


@pytest.mark.parametrize("name", INPUTS)
def test_a_change_of_any_file_that_a_build_reads_is_noticed(prepared, name):
    path = prepared.site / name
    before = path.read_bytes()
    record = last_build_record(prepared)
    assert why(prepared, record) is None
    path.write_bytes(before + b"\n")
    try:
        assert os.path.basename(name) in why(prepared, record)
    finally:
        path.write_bytes(before)
    assert why(prepared, record) is None, "the same content is no change, whatever its time"


@pytest.mark.parametrize(
    "name",
    [
        "content/pages/new.md",
        "content/cities/rome",
        "theme/static/css/new.css",
        "plugins/samenight/new.py",
        "new.py",
    ],
)
def test_a_new_file_or_folder_is_noticed(prepared, name):
    record = last_build_record(prepared)
    path = prepared.site / name
    if "." in path.name:
        path.write_text("")
    else:
        path.mkdir()
    try:
        found = why(prepared, record)
    finally:
        path.unlink() if path.is_file() else path.rmdir()
    assert found
    assert why(prepared, record) is None


def test_a_file_that_is_gone_is_noticed(prepared):
    record = last_build_record(prepared)
    path = prepared.site / "content/pages/about.md"
    before = path.read_bytes()
    path.unlink()
    try:
        assert "about.md" in why(prepared, record)
    finally:
        path.write_bytes(before)


def test_a_change_with_the_same_size_and_time_is_noticed(prepared):
    record = last_build_record(prepared)
    path = prepared.site / "content/pages/about.md"
    before, found = path.read_bytes(), path.stat()
    path.write_bytes(before.replace(b"Text", b"Test"))
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))
    try:
        assert "about.md" in why(prepared, record)
    finally:
        path.write_bytes(before)


def last_build_record(folder):
    (file,) = [one for one in (folder.site / last_build.FOLDER).glob("*.json")
               if json.loads(one.read_text())["content"] and one.name == name_of(folder)]  # fmt: skip
    return json.loads(file.read_text("utf-8"))


def name_of(folder):
    here = os.getcwd()
    os.chdir(folder.site)
    try:
        return os.path.basename(last_build.record_file([]))
    finally:
        os.chdir(here)


def why(folder, record, now=None, with_output=True, **environment):
    """Why a build is due, as seen in the folder with the variables of its builds."""
    here, around = os.getcwd(), dict(os.environ)
    os.chdir(folder.site)
    os.environ.pop("PYTHONPATH", None)
    os.environ.pop("SOURCE_DATE_EPOCH", None)
    os.environ.update({**folder.environment, **environment})
    try:
        record = {**record, "versions": last_build.versions()}  # those of this process differ
        return last_build.why_due(record, now or record.get("moment", 0.0), with_output)
    finally:
        os.chdir(here)
        os.environ.clear()
        os.environ.update(around)


@pytest.mark.parametrize(
    "variable",
    [
        "SITEURL",
        "SAMENIGHT_NOW",
        "SAMENIGHT_JOBS",
        "SAMENIGHT_KEEP_GOING",
        "SAMENIGHT_STORE",
        "LANG",
        "LANGUAGE",
        "LC_ALL",
        "LC_MESSAGES",
        "PATH",
        "PYTHONPATH",
        "PYTHONTZPATH",
        "SOURCE_DATE_EPOCH",
    ],
)
def test_a_change_of_a_variable_is_noticed(prepared, variable):
    record = last_build_record(prepared)
    assert "variable" in why(prepared, record, **{variable: "2011-03-02"})


def test_a_variable_that_the_settings_read_is_noticed(tmp_path):
    settings = tmp_path / "conf.py"
    settings.write_text('import os\nX = os.environ.get("MY_OWN_SETTING")\n')
    names = last_build.variables_named_in([str(settings)])
    assert "MY_OWN_SETTING" in names
    assert last_build.environment_of(names, {}) != last_build.environment_of(names, {"MY_OWN_SETTING": "1"})
    assert last_build.environment_of(names, {}) == last_build.environment_of(names, {"ANOTHER": "1"})


def test_the_versions_of_libraries_are_noticed(tmp_path, monkeypatch):
    place = tmp_path / "site-packages"
    (place / "icalendar-6.0.dist-info").mkdir(parents=True)
    monkeypatch.setattr(sys, "path", [str(place)])
    before = last_build.versions()
    (place / "icalendar-6.0.dist-info").rename(place / "icalendar-6.1.dist-info")
    assert last_build.versions() != before


def test_other_time_zones_of_the_system_are_noticed(tmp_path, monkeypatch):
    monkeypatch.setattr(last_build, "_ZONES", str(tmp_path / "tzdata.zi"))
    missing = last_build.versions()
    (tmp_path / "tzdata.zi").write_text("# version 2026a")
    present = last_build.versions()
    os.utime(tmp_path / "tzdata.zi", (1, 1))
    assert len({missing, present, last_build.versions()}) == 3


def test_it_is_noticed_when_a_clone_gets_the_rest_of_the_history(prepared, tmp_path):
    source = tmp_path / "source"
    git(tmp_path, "clone", "--quiet", str(prepared.site), str(source))
    commit(source, {"notes.txt": "x"}, 2)
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{source}", str(tmp_path / "clone"))
    before = last_build.commit_of(str(tmp_path / "clone"))
    git(tmp_path / "clone", "fetch", "--quiet", "--unshallow")
    after = last_build.commit_of(str(tmp_path / "clone"))
    assert before.split()[0] == after.split()[0]
    assert before != after


def test_a_replaced_commit_is_no_other_one(prepared):
    """Builds do not look at replacements of commits, so neither does this."""
    record = last_build_record(prepared)
    first = git(prepared.site, "rev-parse", "HEAD").strip()
    tree_of_it = git(prepared.site, "rev-parse", "HEAD^{tree}").strip()
    other = git(prepared.site, "commit-tree", tree_of_it, "-m", "another").strip()
    git(prepared.site, "replace", first, other)
    try:
        assert why(prepared, record) is None
    finally:
        git(prepared.site, "replace", "--delete", first)


def test_a_commit_is_noticed(prepared):
    record = last_build_record(prepared)
    git(prepared.site, "commit", "--quiet", "--allow-empty", "-m", "x")
    try:
        assert "commit" in why(prepared, record)
    finally:
        git(prepared.site, "reset", "--quiet", "--soft", "HEAD^")
    assert why(prepared, record) is None


COMMITTING = """
    import subprocess
    from types import ModuleType
    from pelican import signals

    def commit(_pelican):
        nobody = ["-c", "user.name=x", "-c", "user.email=x"]
        subprocess.run(["git", *nobody, "commit", "--quiet", "--allow-empty", "-m", "x"], check=True)

    committing = ModuleType("committing")
    committing.register = lambda: signals.finalized.connect(commit)
    committing.commit = commit
    PLUGINS = [*PLUGINS, committing]
"""


def test_a_commit_during_a_build_is_not_taken_for_the_one_that_was_built(prepared, tmp_path):
    site = shutil.copytree(prepared.site, tmp_path / "site", symlinks=True)
    sites.plugin(site, COMMITTING)
    folder = Folder(site, site / "plugins")
    assert [folder.is_quick() for _ in range(3)] == [False, False, False]


def test_folders_that_lead_into_each_other_are_looked_at_once(tmp_path):
    (tmp_path / "theme/inner").mkdir(parents=True)
    (tmp_path / "theme/inner/again").symlink_to(tmp_path / "theme")
    found = [path for path, _ in last_build.files_of([str(tmp_path / "theme")])]
    assert len(found) == 3


def rewritten(page, content, aside):
    """Write other content into a file, or its old content with its old time."""
    found = page.stat()
    page.write_bytes(content)
    if aside:
        os.utime(page, ns=(found.st_atime_ns, aside))


def replaced(page, aside):
    """Put a copy of a file with the same time in its place."""
    shutil.copy2(page, page.with_name("copy"))
    page.rename(aside)
    page.with_name("copy").rename(page)


TOUCHES = {
    "edit": (lambda page, _: rewritten(page, b"x", 0), None),
    "another file with the same time": (replaced, lambda page, aside: aside.replace(page)),
    "add": (
        lambda page, _: page.with_name("x.html").write_text("x"),
        lambda page, _: page.with_name("x.html").unlink(),
    ),
    "a folder more": (
        lambda page, _: (page.parent / "x").mkdir(), lambda page, _: (page.parent / "x").rmdir(),
    ),
    "remove": (lambda page, aside: page.rename(aside), lambda page, aside: aside.rename(page)),
    "mode": (lambda page, _: page.chmod(0o600), lambda page, _: page.chmod(0o644)),
    "mode of a folder": (
        lambda page, _: page.parent.chmod(0o700), lambda page, _: page.parent.chmod(0o755),
    ),
    "folder": (
        lambda page, aside: page.parent.parent.rename(aside),
        lambda page, aside: aside.rename(page.parent.parent),
    ),
}  # fmt: skip


@pytest.mark.parametrize("touch", TOUCHES)
def test_a_published_folder_that_somebody_touched_is_noticed(prepared, touch):
    record = last_build_record(prepared)
    page, aside = prepared.site / "output/paris/index.html", prepared.site / "aside"
    before, changed = page.read_bytes(), page.stat().st_mtime_ns
    there, back = TOUCHES[touch]
    assert why(prepared, record) is None
    there(page, aside)
    found = why(prepared, record)
    assert why(prepared, record, with_output=False) is None
    if back:
        back(page, aside)
    else:
        rewritten(page, before, changed)
    assert "is not as it was published" in found
    assert why(prepared, record) is None


def test_time_alone_makes_a_build_due(prepared):
    record = {**last_build_record(prepared), "clock": True, "moment": 1000.0, "next": 2000.0}
    assert why(prepared, record, now=1000.0) is None
    assert why(prepared, record, now=1999.9) is None
    assert "time" in why(prepared, record, now=2000.0)
    assert "clock" in why(prepared, record, now=999.0)
    assert why(prepared, {**record, "next": None}, now=1e12) is None


ON_SALE = """currency: "EUR", url: "https://tickets.example.org/1",
             since: "2011-03-05", until: "2011-03-20"}"""
MOMENTS = {
    "a post appears": "2011-02-19T23:00",
    "the day is near, and what is missing becomes urgent": "2011-03-02T23:00",
    "a sale begins": "2011-03-04T23:00",
    "a sale ends": "2011-03-20T23:00",
    "the day begins": "2011-03-23T23:00",
    "doors open": "2011-03-24T18:30",
    "the event is over": "2011-03-24T23:30",
    "the edition is over, also by its events in calendars": "2011-03-25T18:00",
    "results are due": "2011-03-31T22:00",
    "the money should be handed over": "2011-04-30T22:00",
    "the security contact lapses": "2011-06-02T00:00",
    "nothing more is requested for the event": "2012-03-23T23:00",
    "nothing more is requested for the edition": "2012-03-24T00:00",
}


def test_the_clock_makes_a_build_due_at_each_kind_of_moment(prepared, tmp_path):
    security = (
        'security_contact: "security@example.org"\n        security_expires: "2011-06-01"\n        print:'
    )
    paris, record = "cities/paris/2011-spring.md", last_build_record(prepared)
    library = sites.library_of(tmp_path / "site", {
        paris: sites.GOOD[paris].replace('currency: "EUR", url: "https://tickets.example.org/1"}', ON_SALE),
        "festival.md": sites.GOOD["festival.md"].replace("print:", security),
        "cities/auckland/2011-spring.md": None,
        "cities/auckland/city.md": None,
    })  # fmt: skip
    now, found = dt.datetime(2011, 2, 1, tzinfo=dt.UTC), []
    while next_one := next_moment(library.at(Moment(now))):
        begins, ends = now.timestamp(), next_one.timestamp()
        built = {**record, "clock": True, "moment": begins, "next": ends}
        assert why(prepared, built, now=begins) is None
        assert why(prepared, built, now=ends - 0.1) is None
        assert "time has changed" in why(prepared, built, now=ends)
        found.append(f"{next_one:%Y-%m-%dT%H:%M}")
        now = next_one
    assert found == list(MOMENTS.values())


def test_the_next_moment_of_the_record_is_that_of_the_library(prepared):
    record = last_build_record(prepared)
    now = dt.datetime.fromisoformat(sites.NOW).timestamp()
    assert record["moment"] == now
    assert now < record["next"] < now + 30 * 86400
    assert record["clock"] is False


def test_a_damaged_record_costs_only_time(prepared):
    record = last_build_record(prepared)
    for damaged in (
        {},
        {**record, "files": 1},
        {**record, "next": "x", "clock": True},
        {**record, "roots": None},
    ):
        assert why(prepared, damaged)


def test_errors_leave_no_record(prepared, tmp_path):
    site = shutil.copytree(prepared.site, tmp_path / "site", symlinks=True)
    folder = Folder(site, site / "plugins").settled()
    event = site / "content/cities/paris/2011-spring.md"
    before = event.read_text("utf-8")
    event.write_text(before.replace('start: "19:30"', 'start: "25:30"'), "utf-8")
    folder.run(status=1)
    folder.run(status=1)
    event.write_text(before, "utf-8")
    assert NOTHING in folder.run().stdout


def test_a_fresh_checkout_with_a_kept_store_is_compared_by_content(prepared, tmp_path):
    """As on a host: another folder of the same name is not possible here, so the files are written again."""
    site = shutil.copytree(prepared.site, tmp_path / "site", symlinks=True)
    folder = Folder(site, site / "plugins").settled()
    for path in (site / "content").rglob("*.md"):
        content = path.read_bytes()
        path.unlink()
        path.write_bytes(content)
    kept = hashlib.sha256((site / "output/manifest.json").read_bytes()).hexdigest()
    shutil.rmtree(site / "output")
    done = folder.run("--due", status=1)
    assert "No build is due" in done.stdout
    assert kept in done.stdout
    write(site / "content", {"pages/about.md": '---\ntitle: "New"\n---\nText.\n'})
    assert "about.md has changed" in folder.run("--due").stdout


def test_what_is_built_after_a_change_equals_a_clean_build(prepared, tmp_path):
    site = shutil.copytree(prepared.site, tmp_path / "site", symlinks=True)
    folder = Folder(site, site / "plugins").settled()
    page = site / "content/pages/about.md"
    page.write_text(page.read_text("utf-8").replace("Text about", "Words about"), "utf-8")
    assert NOTHING not in folder.run().stdout
    assert b"Words about" in published(folder)["about/index.html"]
    shutil.rmtree(site / ".samenight")
    kept = published(folder)
    shutil.rmtree(site / "output")
    folder.run()
    assert published(folder) == kept


def test_pelican_called_by_hand_makes_the_same_bytes(prepared, tmp_path):
    site = shutil.copytree(prepared.site, tmp_path / "site", symlinks=True)
    before = tree(site / "output")
    shutil.rmtree(site / "output")
    built = sites.build(site)
    assert built.returncode == 0
    after = tree(site / "output")
    assert {path for path in before | after if before.get(path) != after.get(path)} <= {"build.json"}
