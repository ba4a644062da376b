"""The builder that stays in memory: after any edits, at any time, it publishes what a clean build does."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from samenight.builder.resident import BuildOutcome, Glance, Request, ResidentBuilder, serve_builds

from tests import sites
from tests.builder.test_builds import AUCKLAND, EDITS, PARIS, editing
from tests.programs import HANGING
from tests.sites import NOW, build_clean, tree, write

PAGE = "paris/index.html"
HIDDEN = editing(f"content/{AUCKLAND}", 'start: "18:00"', 'start: "18:00"\nhidden: "yes"')
NAMESAKE = {
    "cities/paris-texas/city.md": '---\nname: "Paris"\ncountry: "US"\ntimezone: "America/Chicago"\n---\n',
    "cities/paris-texas/2011-spring.md": '---\nstart: "20:00"\n---\nIn the other one.\n',
}
# Edits that change what cities show of each other or of the festival.
MORE = {
    "a namesake": lambda site: write(site / "content", NAMESAKE),
    "hide an event": HIDDEN,
    "move the night": editing("content/editions/2011-spring.md", '"2011-03-24"', '"2011-03-25"'),
    "a colour": editing(
        "content/cities/auckland/city.md", 'country: "NZ"', 'country: "NZ"\nlanguages: ["fr"]'
    ),
    "a second event": lambda site: write(
        site / "content",
        {
            "editions/2012.md": '---\nname: "2012"\ndate: "2012-05-05"\n---\n',
            "cities/paris/2012.md": '---\nstart: "21:00"\n---\nOnce more.\n',
        },
    ),
    "print everything": editing(
        "content/cities/paris/city.md", 'country: "FR"', 'country: "FR"\nprint: "none"'
    ),
}


@contextmanager
def resident(site: Path, environ: dict[str, str]) -> Iterator[Connection]:
    """A process that builds a site when it gets an environment and the paths of pages; it answers with what
    they look like before the build, and the outcome of the build."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_build_again, args=(theirs, str(site), environ), daemon=True)
    process.start()
    theirs.close()
    try:
        yield ours
    finally:
        ours.close()
        process.join(HANGING)
        process.kill()


def _build_again(connection: Connection, site: str, environ: dict[str, str]) -> None:
    os.chdir(site)
    os.environ.update(environ)
    builder = ResidentBuilder(["content", "-s", "pelicanconf.py"])
    while True:
        try:
            now, pages = connection.recv()
        except EOFError:
            return
        os.environ.update(now)
        connection.send((builder.glance(pages), builder.build()))


def built(connection: Connection, *pages: str, **now: str) -> tuple[Glance, BuildOutcome]:
    """A build, and pages as they looked before it."""
    connection.send((now, pages))
    assert connection.poll(HANGING)
    glance, outcome = connection.recv()
    return glance, outcome


JOBS = {"SAMENIGHT_JOBS": "1"}
FIXED = {"SAMENIGHT_NOW": NOW, **JOBS}


def test_after_any_edits_the_site_is_as_if_built_anew(site):
    """All edits, in any order; after each one the site is also as a build in a new process makes it."""
    sites.own_theme(site)
    other = Path(shutil.copytree(site, site.with_name("other")))
    every = {**EDITS, **MORE}
    order = random.Random(7).sample(sorted(every), len(every))  # noqa: S311 -- a fixed sequence of edits
    applied = 0
    with resident(site, FIXED) as builder:
        assert built(builder)[1].report == ""
        for name in order:
            try:
                every[name](site)
            except (AssertionError, FileNotFoundError):  # an earlier edit took away what it changes
                continue
            every[name](other)
            glance, outcome = built(builder, PAGE)
            assert (name, outcome.report) == (name, "")
            assert glance.pages[PAGE] == (site / "output" / PAGE).read_bytes(), name
            assert sites.build(other).returncode == 0
            assert different(tree(site / "output"), tree(other / "output")) == [], name
            applied += 1
            if applied % 5 == 0:
                assert different(tree(site / "output"), build_clean(site)) == [], name
        assert applied > len(every) - 4
        assert different(tree(site / "output"), build_clean(site)) == []


def different(made: dict[str, bytes], expected: dict[str, bytes]) -> list[str]:
    """The files that are in only one of two sites, or not the same in both."""
    return [path for path in sorted({*made, *expected}) if made.get(path) != expected.get(path)]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Connection]]:
    """A site that is built, with its own theme, and its builder; tests leave the content as it was."""
    site = sites.make_site(tmp_path_factory.mktemp("resident") / "site")
    sites.own_theme(site)
    with resident(site, FIXED) as builder:
        nothing, outcome = built(builder, PAGE)
        assert nothing == Glance(), "nothing was read yet"
        assert outcome == BuildOutcome("", str(site / "output"))
        yield site, builder


def test_a_mistake_is_reported_with_its_place_and_goes_away(shared):
    site, builder = shared
    before = tree(site / "output")
    editing(f"content/{AUCKLAND}", 'price: "20.00"', 'price: "twenty"')(site)
    glance, outcome = built(builder, PAGE)
    for report in (glance.report, outcome.report):
        assert f"content/{AUCKLAND}:" in report
        assert '"twenty" is not an amount' in report
        assert "\x1b" not in report
    assert glance.pages == {}
    assert tree(site / "output") == before
    editing(f"content/{AUCKLAND}", 'price: "twenty"', 'price: "30.00"')(site)
    glance, outcome = built(builder, "auckland/index.html")
    assert (glance.report, outcome.report) == ("", "")
    assert b"30" in glance.pages["auckland/index.html"]
    editing(f"content/{AUCKLAND}", 'price: "30.00"', 'price: "20.00"')(site)
    built(builder)
    assert different(tree(site / "output"), before) == []


def test_a_rule_over_the_whole_festival_is_reported_by_the_build(shared):
    site, builder = shared
    wrong = site / "content/cities/paris/2013-spring.md"
    wrong.write_text("---\n---\nNo such edition.\n")
    _, outcome = built(builder)
    wrong.unlink()
    assert "content/cities/paris/2013-spring.md" in outcome.report
    assert built(builder)[1].report == ""


def test_a_mistake_in_a_template_does_not_end_it(shared):
    site, builder = shared
    template = site / "theme/templates/city.html"
    text = template.read_text("utf-8")
    template.write_text("{% if %}" + text, "utf-8")
    glance, outcome = built(builder, PAGE)
    assert glance.pages == {}
    assert "TemplateSyntaxError" in outcome.report
    template.write_text("<!-- new -->" + text, "utf-8")
    glance, outcome = built(builder, PAGE)
    template.write_text(text, "utf-8")
    assert outcome.report == ""
    assert glance.pages[PAGE].startswith(b"<!-- new -->")


def test_a_page_is_seen_before_anything_is_published(shared):
    site, builder = shared
    editing(f"content/{PARIS}", "by the canal", "on the canal")(site)
    pages = (PAGE, "index.html", "paris/print/index.html", "nowhere.html", "paris/2011-spring/index.html")
    glance, _ = built(builder, *pages)
    editing(f"content/{PARIS}", "on the canal", "by the canal")(site)
    assert set(glance.pages) == {PAGE, "index.html", "paris/2011-spring/index.html"}
    assert b"on the canal" in glance.pages[PAGE]
    assert all((site / "output" / path).read_bytes() == page for path, page in glance.pages.items())


MOMENTS = ("2011-03-01T12:00", "2011-03-01T12:30", "2011-03-24T07:00", "2011-03-24T19:00", "2011-03-24T19:20",
           "2011-03-25T06:00", "2011-03-24T07:00", "2011-05-01T00:00")  # fmt: skip


def test_at_any_time_the_site_is_as_if_built_anew(site):
    sites.plugin(site, "SAMENIGHT_NOW = None")
    anew: dict[str, dict[str, bytes]] = {}
    with resident(site, JOBS) as builder:
        for moment in MOMENTS:
            at = dt.datetime.fromisoformat(f"{moment}:00+00:00")
            epoch = str(int(at.timestamp()))
            assert built(builder, SOURCE_DATE_EPOCH=epoch)[1].report == ""
            if epoch not in anew:
                anew[epoch] = build_clean(site, {"SOURCE_DATE_EPOCH": epoch})
            assert different(tree(site / "output"), anew[epoch]) in ([], ["build.json"]), moment


def test_requests_are_answered_by_number_and_the_last_one_counts(site, monkeypatch):
    monkeypatch.chdir(site)
    monkeypatch.setenv("SAMENIGHT_NOW", NOW)
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(
        target=serve_builds, args=(theirs, ["content", "-s", "pelicanconf.py"]), daemon=True
    )
    process.start()
    theirs.close()
    assert ours.poll(HANGING)
    assert ours.recv() == BuildOutcome("", str(site / "output"), 0)
    for number in range(1, 6):
        editing(f"content/{AUCKLAND}", "harbour", f"harbour {number}")(site)
        ours.send(Request(number, ("auckland/index.html",)))
    last = None
    seen: dict[int, Glance] = {}
    while last != 5:
        assert ours.poll(HANGING)
        answer = ours.recv()
        if isinstance(answer, Glance):
            seen[answer.number] = answer
        else:
            last = answer.number
    assert b"harbour 5 4 3 2 1" in seen[5].pages["auckland/index.html"]
    assert b"harbour 5 4 3 2 1" in (site / "output/auckland/index.html").read_bytes()
    ours.close()
    process.join(HANGING)
    assert process.exitcode == 0
