"""Every published file passes one door: of a known type, an ordinary file, listed in the manifest."""

from __future__ import annotations

import json
import os
import shutil

import pytest

from tests import sites
from tests.sites import build, plugin, tree, write

DIARY = "nobody may read this"
# A plugin of Pelican that writes a file at a signal; the sender knows the output folder.
WRITING = """
    from pathlib import Path
    from types import ModuleType
    from pelican import signals

    foreign = ModuleType("foreign")

    def write(sender, *_args, **_more):
        folder = Path(sender.settings["OUTPUT_PATH"])
        folder.mkdir(exist_ok=True)
        {code}

    foreign.register = lambda: signals.{signal}.connect(write)
    foreign.write = write
    PLUGINS = [*PLUGINS, foreign]
"""


def listed(site):
    files = json.loads((site / "output/manifest.json").read_text("utf-8"))["files"]
    return {file["path"]: file for file in files}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A site of which all artifacts are made, and nothing is published."""
    site = sites.make_site(tmp_path_factory.mktemp("prepared") / "site")
    assert build(site).returncode == 0
    shutil.rmtree(site / "output")
    return site


@pytest.fixture
def site(prepared, tmp_path):
    return shutil.copytree(prepared, tmp_path / "site")


def test_files_of_the_root_folder_are_published_as_they_are(site):
    write(
        site / "content", {"root/CNAME": "lantern.example\n", "root/.well-known/atproto-did": "did:plc:0\n"}
    )
    assert build(site).returncode == 0
    assert (site / "output/CNAME").read_text() == "lantern.example\n"
    assert (site / "output/.well-known/atproto-did").read_text() == "did:plc:0\n"
    assert {"CNAME", ".well-known/atproto-did"} <= listed(site).keys()


def test_a_file_of_the_root_folder_replaces_none_of_the_site(site):
    write(site / "content", {"root/robots.txt": "User-agent: *\nDisallow: /\n"})
    done = build(site)
    assert done.returncode == 1
    assert "path.twice" in done.stderr
    assert "content/root/robots.txt" in done.stderr
    assert tree(site / "output") == {}


@pytest.mark.parametrize(
    ("setting", "name"),
    [
        ('STATIC_PATHS = ["extra"]', "STATIC_PATHS"),
        ('ARTICLE_PATHS = ["notes"]', "ARTICLE_PATHS"),
        ('PAGE_PATHS = ["pages", "more"]', "PAGE_PATHS"),
        ('TEMPLATE_PAGES = {"pages/x.html": "x.html"}', "TEMPLATE_PAGES"),
        ("OUTPUT_SOURCES = True", "OUTPUT_SOURCES"),
        ('EXTRA_PATH_METADATA = {"extra/CNAME": {"path": "CNAME"}}', "EXTRA_PATH_METADATA"),
    ],
)
def test_settings_that_publish_other_files_of_the_content_are_refused(site, setting, name):
    plugin(site, setting)
    done = build(site)
    assert done.returncode == 1
    assert f"Settings: {name} must be" in done.stderr
    assert "content/root" in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(site / "output") == {}


def test_settings_that_name_no_folders_publish_pages_only(site):
    plugin(site, "for name in ('STATIC_PATHS', 'ARTICLE_PATHS', 'PAGE_PATHS'): del globals()[name]")
    write(site / "content", {"images/room.png": b"\x89PNG"})
    done = build(site)
    assert done.returncode == 0, done.stderr
    assert "about/index.html" in listed(site)
    assert [path for path in tree(site / "output") if "images" in path and "theme" not in path] == []


@pytest.mark.parametrize("folder", ["static", "templates", "print"])
@pytest.mark.parametrize("kind", ["file", "folder"])
def test_a_link_in_the_theme_is_refused(site, tmp_path, folder, kind):
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "diary.txt").write_text(DIARY)
    sites.own_theme(site)
    target = secret / "diary.txt" if kind == "file" else secret
    (site / f"theme/{folder}/more").symlink_to(target)
    done = build(site)
    assert done.returncode == 1
    assert "is a symbolic link" in done.stderr
    assert f"{folder}/more" in done.stderr.replace("\n", "")
    assert "Traceback" not in done.stderr
    assert tree(site / "output") == {}


def test_a_file_in_the_theme_of_an_unknown_type_is_refused(site):
    sites.own_theme(site)
    (site / "theme/static/run.php").write_text("<?php ?>")
    done = build(site)
    assert done.returncode == 1
    assert "output/theme/run.php  problem path.type" in done.stderr
    assert tree(site / "output") == {}


@pytest.mark.parametrize("signal", ["page_writer_finalized", "finalized"])
def test_what_a_plugin_writes_is_listed(site, signal):
    plugin(site, WRITING.format(code='folder.joinpath("more.json").write_text("[]")', signal=signal))
    done = build(site)
    assert done.returncode == 0, done.stderr
    assert listed(site)["more.json"]["type"] == "application/json"
    assert listed(site).keys() == tree(site / "output").keys() - {"manifest.json", "build.json"}


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ('folder.joinpath("run.php").write_text("<?php ?>")', "output/run.php  problem path.type"),
        ('folder.joinpath(".htaccess").write_text("x")', "output/.htaccess  problem path.type"),
        ('folder.joinpath("_redirects").write_text("x")', "output/_redirects  problem path.type"),
        ('folder.joinpath("diary.txt").symlink_to("/etc/hostname")', "output/diary.txt  problem path.link"),
        ('folder.joinpath("etc").symlink_to("/etc")', "output/etc  problem path.link"),
        (
            'folder.joinpath(".well-known").mkdir(); folder.joinpath(".well-known/evil").write_text("x")',
            "output/.well-known/evil  problem path.type",
        ),
        (
            'import os; folder.joinpath("two.txt").write_text("x"); os.link(folder / "two.txt", "second")',
            "output/two.txt  problem path.link",
        ),
        ('folder.joinpath("a\\nb.html").write_text("x")', "problem path.type"),
        (
            'import shutil; shutil.rmtree(folder); folder.symlink_to(Path("content").resolve())',
            "problem path.link",
        ),
        ('folder.joinpath("robots.txt").write_text("x")', "output/robots.txt  problem path.twice"),
    ],
)
def test_what_a_plugin_must_not_write_stops_the_build(site, code, problem):
    assert build(site).returncode == 0
    before = tree(site / "output")
    plugin(site, WRITING.format(code=code, signal="finalized"))
    done = build(site)
    assert done.returncode == 1
    assert problem in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(site / "output") == before


def test_pelican_reads_no_page_through_a_link_that_the_check_leaves_alone(site, tmp_path):
    (tmp_path / "outside").mkdir()
    page = f'---\ntitle: "Diary"\n---\n{DIARY}\n'
    (tmp_path / "outside/diary.md").write_text(page)
    (site / "content/pages/.obsidian").symlink_to(tmp_path / "outside")
    (site / "content/pages/.#diary.md").symlink_to(tmp_path / "outside/diary.md")
    done = build(site)
    assert done.returncode == 0, done.stderr
    assert [path for path, content in tree(site / "output").items() if DIARY.encode() in content] == []


def test_a_file_that_somebody_added_to_the_published_folder_goes_away(site):
    assert build(site).returncode == 0
    (site / "output/added.html").write_text("<script>1</script>")
    os.symlink("/etc/hostname", site / "output/host.txt")
    assert build(site).returncode == 0
    assert not os.path.lexists(site / "output/added.html")
    assert not os.path.lexists(site / "output/host.txt")
