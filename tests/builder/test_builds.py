"""Whole sites, built by real processes: correct, repeatable, complete at every moment."""

from __future__ import annotations

import hashlib
import json
import random
import re
import shutil
import subprocess
import sys

import pytest

from tests.programs import HANGING
from tests.sites import GOOD, NOW, build, build_clean, kill_at, make_site, own_theme, plugin, tree, write


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The good site with a theme of its own, built once; tests take copies of it."""
    site = make_site(tmp_path_factory.mktemp("built") / "site")
    own_theme(site)
    done = build(site)
    assert done.returncode == 0, done.stdout + done.stderr
    return site


@pytest.fixture
def site(built, tmp_path):
    """A copy of the built site, with output and store."""
    return shutil.copytree(built, tmp_path / "site")


def edit(site, name, old, new):
    """Change text in one file of a site."""
    path = site / name
    text = path.read_text("utf-8")
    assert old in text, (name, old)
    path.write_text(text.replace(old, new), "utf-8")


def change_price(site):
    edit(site, "content/cities/paris/2011-spring.md", '"5.00"', '"6.00"')


def stamps(folder):
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


# Broken content


def test_broken_content_stops_the_build_and_leaves_the_site_as_it_was(site):
    before, times = tree(site / "output"), stamps(site / "output")
    write(site / "content", {
        "cities/paris/2011-spring.md": '---\nstatus: "canceled"\ndate: "24.3."\n---\n',
        "cities/auckland/city.md": "no header",
        "pages/about.md": '---\ntitle: "A\n---\n',
        "stray.md": "x",
    })  # fmt: skip
    done = build(site)
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    reported = [line for line in done.stderr.splitlines() if line.startswith("content/")]
    assert [line.split("  ")[0] for line in reported] + done.stderr.splitlines()[-2:] == [
        "content/cities/auckland/city.md:1:1",
        "content/cities/paris/2011-spring.md:2:9",
        "content/cities/paris/2011-spring.md:3:7",
        "content/pages/about.md:2:8",
        "content/stray.md",
        "4 problems and 1 warning.",
        "Nothing was published; the site is as it was.",
    ]
    assert tree(site / "output") == before
    assert stamps(site / "output") == times


def test_after_the_mistake_is_corrected_the_build_goes_on(site):
    before = tree(site / "output")
    edit(site, "content/festival.md", 'base_currency: "USD"', 'base_currency: "US"')
    assert build(site).returncode == 1
    edit(site, "content/festival.md", 'base_currency: "US"', 'base_currency: "USD"')
    assert build(site).counts[1] == 0
    assert tree(site / "output") == before


def test_a_warning_stops_nothing(site):
    write(site / "content", {"stray.md": "x"})
    done = build(site)
    assert done.returncode == 0
    assert "content/stray.md  warning file.stray" in done.stderr
    assert "1 warning." in done.stderr
    assert "Nothing was published" not in done.stderr


def test_a_page_at_the_address_of_another_is_reported_before_anything_is_written(site):
    before = tree(site / "output")
    plugin(site, 'PAGE_SAVE_AS = "paris/index.html"')
    done = build(site)
    assert done.returncode == 1
    assert "output/paris/index.html" in done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert tree(site / "output") == before


def test_an_empty_content_folder_says_what_is_missing(tmp_path):
    done = build(make_site(tmp_path / "site", {}, good=False))
    assert done.returncode == 1
    assert done.stderr.startswith("content/festival.md  problem file.missing\n  This file is missing.")


# The sparsest sites

PARIS, AUCKLAND = "cities/paris/2011-spring.md", "cities/auckland/2011-spring.md"
EDITION = "editions/2011-spring.md"
NOTHING = "---\n---\n"
PARTS = """
    ---
    venue: {}
    raffle: {}
    auction: {}
    merchandise: {}
    volunteers: {}
    results: {}
    tickets: []
    programme: []
    team: [{}]
    sponsors: []
    ---
    """
ARABIC = """
    ---
    name: "باريس <&>"
    country: "FR"
    timezone: "Europe/Paris"
    languages: ["ar"]
    ---
    """


def header(line):
    """A file with one line of header."""
    return f"---\n{line}\n---\n"


SPARSE = {
    "no events": {PARIS: None, AUCKLAND: None},
    "no cities": {name: None for name in GOOD if name.startswith("cities/")},
    "no editions": {name: None for name in GOOD if "2011" in name},
    "no charity": {"charities/clean-wells.md": None, EDITION: header('name: "S"')},
    "no rates": {"rates.csv": None},
    "no pages": {"pages/about.md": None},
    "an event of nothing": {AUCKLAND: NOTHING},
    "a ticket of nothing": {AUCKLAND: header("tickets: [{}]")},
    "a ticket without an address": {AUCKLAND: header('tickets: [{name: "T", price: "5", currency: "NZD"}]')},
    "parts of nothing": {AUCKLAND: PARTS},
    "a festival alone": {**dict.fromkeys(GOOD), "festival.md": header('name: "F"\nbase_currency: "EUR"')},
    "an edition without a date": {EDITION: header('name: "S"'), PARIS: NOTHING},
    "a cancelled event": {PARIS: header('status: "cancelled"\nstatus_note: "Storm"')},
    "a postponed event": {PARIS: header('status: "postponed"')},
    "lines alone": {AUCKLAND: header('results: {lines: [{stream: "door", gross: "5", currency: "XAF"}]}')},
    "text of another script": {"cities/paris/city.md": ARABIC},
}


@pytest.mark.parametrize("files", SPARSE.values(), ids=SPARSE)
def test_whatever_is_not_known_yet_a_site_is_built(tmp_path, files):
    done = build(make_site(tmp_path / "site", files))
    assert done.returncode == 0, (done.stdout + done.stderr)[-1500:]
    expected = ("", "warning.\n", "warnings.\n", "theme/translations/ar.po.\n")
    assert done.stderr == "" or done.stderr.endswith(expected[1:])


@pytest.mark.parametrize("now", ["2000-01-01", "2011-03-24T20:00", "2011-03-25T10:00", "2030-01-01"])
def test_a_site_is_built_at_any_moment(tmp_path, now):
    assert build(make_site(tmp_path / "site"), {"SAMENIGHT_NOW": now}).returncode == 0


# Repeatable


def test_two_machines_make_the_same_bytes(tmp_path):
    one, two = (
        make_site(tmp_path / "one"),
        make_site(tmp_path / "elsewhere" / "two", dict(reversed(GOOD.items())), good=False),
    )
    here = {
        "PYTHONHASHSEED": "1",
        "LC_ALL": "C",
        "LANG": "C",
        "TZ": "Pacific/Auckland",
        "SAMENIGHT_JOBS": "1",
    }
    there = {"PYTHONHASHSEED": "2", "LC_ALL": "de_DE.UTF-8", "LANG": "fr_FR.UTF-8", "TZ": "America/New_York",
             "SAMENIGHT_JOBS": "2", "HOME": str(tmp_path), "USER": "other", "COLUMNS": "40"}  # fmt: skip
    plugin(
        two,
        "from samenight.builder.processes import artifact_maker\nartifact_maker.worth_a_pool = lambda: 1\n",
    )  # on several processes
    first, second = build(one, here, umask=0o022), build(two, there, umask=0o077)
    assert first.returncode == second.returncode == 0, first.stderr + second.stderr + second.stdout
    left, right = tree(one / "output"), tree(two / "output")
    assert left.keys() == right.keys()
    assert [name for name in left if left[name] != right[name]] == []


def test_an_hour_later_nothing_has_changed(site):
    before = tree(site / "output")
    later = build(site, {"SAMENIGHT_NOW": NOW.replace("T12", "T13")})
    assert later.counts[1] == 0
    assert "nothing changed" in later.closing
    assert tree(site / "output") == before


def test_the_moment_may_come_from_the_environment_of_reproducible_builds(tmp_path):
    setting, epoch = make_site(tmp_path / "setting"), make_site(tmp_path / "epoch")
    assert build(setting, {"SAMENIGHT_NOW": "2011-03-24T18:00"}).returncode == 0
    assert build(epoch, {"SAMENIGHT_NOW": "", "SOURCE_DATE_EPOCH": "1300989600"}).returncode == 0
    assert tree(setting / "output") == tree(epoch / "output")


def test_no_page_contains_facts_of_the_machine(site):
    for name, content in tree(site / "output").items():
        assert str(site).encode() not in content, name


# The manifest


def test_the_manifest_lists_every_file_with_its_digest(site):
    files = tree(site / "output")
    listed = {line["path"]: line for line in json.loads(files.pop("manifest.json"))["files"]}
    del files["build.json"]
    assert listed.keys() == files.keys()
    for name, content in files.items():
        assert listed[name]["sha256"] == hashlib.sha256(content).hexdigest(), name
        assert listed[name]["bytes"] == len(content)
        assert re.fullmatch(r"[a-z]+/[\w.+-]+(; charset=utf-8|;type=group)?", listed[name]["type"])


# Complete at every moment

POINTS = {
    "before Pelican writes": ("pelican.writers:Writer.write_file", 1, False, "old"),
    "after Pelican wrote": ("pelican.writers:Writer.write_file", 1, True, "old"),
    "before the first artifact is kept": ("samenight.builder.processes.artifact_maker:keep", 1, False, "old"),
    "in the middle of keeping one": ("os:replace", 1, False, "old"),
    "after the first artifact is kept": ("samenight.builder.processes.artifact_maker:keep", 1, True, "old"),
    "before the manifest": ("samenight.builder.output.published_site:manifest", 1, False, "old"),
    "before the first file is placed": ("samenight.builder.output.published_site:place", 1, False, "old"),
    "after some files are placed": ("samenight.builder.output.published_site:place", 17, True, "old"),
    "before the swap": ("samenight.builder.output.published_site:swap", 1, False, "old"),
    "within the swap, before the old one goes": (
        "samenight.builder.output.staging:_exchange",
        1,
        True,
        "new",
    ),
    "after the swap": ("samenight.builder.output.published_site:swap", 1, True, "new"),
    "before the index is written": ("samenight.builder.output.store:Store.close", 1, False, "new"),
    "after the index is written": ("samenight.builder.output.store:Store.close", 1, True, "new"),
}


# What may be next to a published folder between two builds.
LEFT = {".output.lock", ".output.kept"}


@pytest.fixture(scope="module")
def changed(built, tmp_path_factory):
    """The built site after its price is changed."""
    site = shutil.copytree(built, tmp_path_factory.mktemp("changed") / "site")
    change_price(site)
    return build_clean(site)


@pytest.mark.parametrize(("target", "call", "after", "which"), POINTS.values(), ids=POINTS)
def test_a_killed_build_leaves_a_whole_site_and_the_next_one_mends_all(
    site, changed, target, call, after, which
):
    before, conf = tree(site / "output"), (site / "pelicanconf.py").read_text("utf-8")
    change_price(site)
    kill_at(site, target, call, after)
    assert build(site).returncode == -9
    assert tree(site / "output") == (before if which == "old" else changed)
    (site / "pelicanconf.py").write_text(conf, "utf-8")
    assert build(site).returncode == 0
    assert tree(site / "output") == changed
    assert {path.name for path in site.iterdir() if path.name.startswith(".output")} <= LEFT
    assert build(site).counts[1] == 0


@pytest.mark.parametrize("renames", [1, 2, 3])
def test_where_the_system_cannot_exchange_folders_the_next_build_mends_it(site, changed, renames):
    before, conf = tree(site / "output"), (site / "pelicanconf.py").read_text("utf-8")
    change_price(site)
    plugin(
        site,
        "from samenight.builder.output import staging\nstaging._exchange = lambda one, other: False\n",
    )
    kill_at(site, "pathlib:Path.rename", renames, after=True)
    assert build(site).returncode == -9
    if renames == 1:
        assert tree(site / ".output.old") == before
    else:
        assert tree(site / "output") == changed
    (site / "pelicanconf.py").write_text(conf, "utf-8")
    assert build(site).returncode == 0
    assert tree(site / "output") == changed
    assert not (site / ".output.old").exists()


def test_also_a_build_of_broken_content_puts_the_moved_site_back(site):
    before = tree(site / "output")
    (site / "output").rename(site / ".output.old")  # as a build that was killed between two renames
    write(site / "content", {"pages/about.md": "no header"})
    assert build(site).returncode == 1
    assert tree(site / "output") == before


def test_a_template_with_a_mistake_leaves_the_site_as_it_was(site):
    before = tree(site / "output")
    edit(site, "theme/templates/home.html", "{% extends", "{{ nonsense.of.a.template }}{% extends")
    done = build(site)
    assert done.returncode != 0
    assert tree(site / "output") == before
    edit(site, "theme/templates/home.html", "{{ nonsense.of.a.template }}", "")
    assert build(site).returncode == 0
    assert tree(site / "output") == before


TWICE = """
from pathlib import Path
from pelican import get_instance, parse_arguments

home = Path("theme/templates/home.html")
text = home.read_text("utf-8")
pelican, _ = get_instance(parse_arguments(["content", "-s", "pelicanconf.py"]))
home.write_text("{{ nonsense.of.a.template }}", "utf-8")
try:
    pelican.run()
except Exception as error:
    print(type(error).__name__)
home.write_text(text, "utf-8")
pelican.run()
"""


def test_after_a_build_that_failed_the_same_process_can_build_again(site):
    """As ``pelican --autoreload`` does it: the failed build must not keep the output folder locked."""
    before = tree(site / "output")
    command = [sys.executable, "-c", TWICE]
    env = {"SAMENIGHT_NOW": NOW, "SAMENIGHT_JOBS": "1", "PATH": ""}
    done = subprocess.run(
        command, cwd=site, env=env, capture_output=True, text=True, timeout=HANGING, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("UndefinedError")
    assert tree(site / "output") == before


def test_two_builds_at_once_do_not_get_into_each_others_way(site, changed):
    change_price(site)
    command = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py"]
    env = {"SAMENIGHT_NOW": NOW, "SAMENIGHT_JOBS": "1", "PATH": ""}
    both = [
        subprocess.Popen(command, cwd=site, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    for process in both:
        _, output = process.communicate(timeout=HANGING)
        assert process.returncode == 0, output
    assert tree(site / "output") == changed


# Incremental

LOME = {
    "cities/lome/city.md": header('name: "Lomé"\ncountry: "TG"\ntimezone: "Africa/Lome"'),
    "cities/lome/2011-spring.md": header('results: {total: {amount: "1000", currency: "XOF"}}'),
}


def editing(name, old, new):
    """An edit of one file."""
    return lambda site: edit(site, name, old, new)


EDITS = {
    "price": change_price,
    "body": editing(f"content/{PARIS}", "by the canal", "on the canal"),
    "delete an event": lambda site: (site / "content" / AUCKLAND).unlink(),
    "add a city": lambda site: write(site / "content", LOME),
    "remove a post": lambda site: (site / "content/cities/paris/posts/2011-02-20-venue.md").unlink(),
    "template": editing("theme/templates/base.html", "</body>", "<!-- changed --></body>"),
    "stylesheet": lambda site: (site / "theme/static/css/site.css").write_text("body { color: black }\n"),
    "rates": editing("content/rates.csv", "1.4128", "1.5000"),
    "rename the festival": editing("content/festival.md", '"Lantern Night"', '"Night of Lanterns"'),
    "remove the page": lambda site: (site / "content/pages/about.md").unlink(),
    "an account": editing("content/cities/paris/city.md", "@lanternparis", "@parislanterns"),
    "the charity": editing("content/charities/clean-wells.md", '"Clean Wells"', '"Wells"'),
}


@pytest.mark.parametrize("seed", [1, 2])
def test_after_any_edits_the_site_is_as_if_built_anew(site, seed):
    chance = random.Random(seed)  # noqa: S311 -- a fixed sequence of edits
    for name in chance.sample(sorted(EDITS), 6):
        EDITS[name](site)
        done = build(site)
        assert done.returncode == 0, (name, done.stdout + done.stderr)
        made, clean = tree(site / "output"), build_clean(site)
        assert made.keys() == clean.keys(), name
        assert [path for path in clean if made[path] != clean[path]] == [], name


def test_the_order_of_accounts_is_an_edit_like_any_other(site):
    """Pages list accounts in the order in which they were typed."""
    accounts = 'accounts: {x: "@lanternnight", mastodon: "@lanterns@example.social"}'
    edit(
        site,
        "content/festival.md",
        accounts,
        'accounts: {mastodon: "@lanterns@example.social", x: "@lanternnight"}',
    )
    assert build(site).returncode == 0
    made, clean = tree(site / "output"), build_clean(site)
    assert [path for path in clean if made[path] != clean[path]] == []


@pytest.mark.parametrize("edited", ["body", "price"])
def test_only_what_an_edit_touches_is_made_again(site, edited):
    EDITS[edited](site)
    files, made, kept = build(site).counts
    assert files == made + kept
    assert 0 < made < files / 3


def test_an_edit_does_not_touch_other_files(site):
    before = {path: path.stat() for path in (site / "output").rglob("*.*")}
    EDITS["body"](site)
    assert build(site).returncode == 0
    same = [path for path, was in before.items() if path.stat().st_mtime_ns == was.st_mtime_ns]
    assert len(same) > len(before) / 2


def test_what_is_no_more_in_the_content_is_no_more_in_the_site(site):
    assert "auckland/index.html" in tree(site / "output")
    shutil.rmtree(site / "content/cities/auckland")
    assert build(site).returncode == 0
    assert not [path for path in tree(site / "output") if path.startswith(("auckland", "countries/nz"))]
    assert not (site / "output/auckland").exists()


def test_what_does_not_belong_in_the_output_is_taken_away(site):
    before = tree(site / "output")
    (site / "output/left.html").write_text("from another time")
    (site / "output/paris/index.html").write_text("edited by hand")
    assert build(site).returncode == 0
    assert tree(site / "output") == before


def test_a_published_file_that_is_gone_comes_back(site):
    before = tree(site / "output")
    (site / "output/paris/index.html").unlink()
    assert build(site).returncode == 0
    assert tree(site / "output") == before


def spoil_all(store):
    for number, file in enumerate(sorted(path for path in store.rglob("*") if path.is_file())):
        replacement = file.with_name("x")
        replacement.write_bytes([b"", b"spoilt", file.read_bytes()[:-1] + b"?"][number % 3])
        replacement.replace(file)


SPOILT = {
    "all files": spoil_all,
    "the index": lambda store: (store / "store/index.json").write_text("{"),
    "no store": shutil.rmtree,
    "the record of what was published": lambda store: next((store / "published").iterdir()).write_text("[1"),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_store_that_is_spoilt_costs_only_time(site, changed, spoil):
    spoil(site / ".samenight")
    change_price(site)
    assert build(site).returncode == 0
    assert tree(site / "output") == changed
    assert build(site).counts[1] == 0


def test_a_build_into_a_folder_of_other_things_harms_nothing(tmp_path):
    site = make_site(tmp_path / "site")
    (site / "output").mkdir()
    (site / "output/thesis.txt").write_text("years of work")
    done = build(site)
    assert done.returncode == 1
    assert "not made here" in done.stderr
    assert tree(site / "output") == {"thesis.txt": b"years of work"}
