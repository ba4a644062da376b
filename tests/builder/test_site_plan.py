"""What is known of cities that have not changed is used, and nothing is declared for them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from samenight.builder.output.store import Store
from samenight.builder.processes.artifact_maker import make_all
from samenight.builder.processes.workers import Workers
from samenight.builder.site_plan import Offer, SitePlan, SiteRecord, bytes_of, read_record
from samenight.builder.site_settings import site_of
from samenight.content.library.library import Library
from samenight.content.library.next_moment import next_moment
from samenight.content.library.resolved_event import Moment, Revision
from samenight.site.artifact import Artifact, Digester, Publisher, Site

from tests import sites
from tests.sites import library_of

DECLARED: Counter[str] = Counter()


def text(facts: str) -> bytes:
    return facts.encode()


def of_city(library: Library, site: Site) -> Iterable[Artifact]:
    (city,) = library.cities
    DECLARED[city.slug] += 1
    yield Artifact(f"{city.slug}/index.html", "text/html", text, f"{city.name} {site.url} {library.events}")


def of_festival(library: Library, _site: Site) -> Iterable[Artifact]:
    DECLARED["festival"] += 1
    yield Artifact("index.html", "text/html", text, library.festival.name)


# As one of our own packages: those of others can change without a change of our version.
of_city.__module__ = "samenight.pages.artifacts"
PUBLISHERS = [Publisher(of_festival, of_city)]


class Planner:
    """Plans and makes one version of a site after another, with one store."""

    def __init__(self, folder: Path) -> None:
        self.store = Store(folder / "store")
        self.record = SiteRecord(dt.datetime.max.replace(tzinfo=dt.UTC))
        self.publishers = PUBLISHERS
        self.lacks: tuple[str, ...] = ()

    def plan(self, library: Library, site: Site) -> tuple[SitePlan, set[str]]:
        """A plan, and what was declared for it."""
        DECLARED.clear()
        digester = Digester(b"code")
        plan = SitePlan(library, site, Offer(self.publishers, self.lacks), digester, self.record, self.store)
        made = make_all(plan.artifacts(), digester, self.store, Workers(1), lambda items: items)
        known = [file for file, _ in plan.stored]
        self.record = plan.record([*known, *made.files])
        assert plan.share_declared == 1
        return plan, set(DECLARED)


@pytest.fixture
def planner(tmp_path: Path) -> Planner:
    return Planner(tmp_path)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return library_of(tmp_path / "site")


SITE = site_of(
    {"THEME": str(sites.REPOSITORY / "theme"), "SITEURL": "https://example.org", "SAMENIGHT_NOW": sites.NOW},
    {},
)
ALL = {"paris", "auckland", "festival"}


def at(library: Library, now: dt.datetime) -> Library:
    return library.at(Moment(now))


def test_only_the_festival_is_declared_if_nothing_has_changed(planner: Planner, library: Library) -> None:
    first, declared = planner.plan(library, SITE)
    assert declared == ALL
    again, declared = planner.plan(library, SITE)
    assert declared == {"festival"}
    assert sorted(again.paths) == sorted(first.paths)
    assert {path for path, _ in first.paths} == {"index.html", "paris/index.html", "auckland/index.html"}


def changed(library: Library, slug: str) -> Library:
    events = tuple(
        event.model_copy(update={"start": dt.time(18, 15)}) if event.city == slug else event
        for event in library.events
    )
    return dataclasses.replace(library, events=events)


def test_only_the_city_that_changed_is_declared(planner: Planner, library: Library) -> None:
    planner.plan(library, SITE)
    plan, declared = planner.plan(changed(library, "auckland"), SITE)
    assert declared == {"auckland", "festival"}
    assert [file.path for file, _ in plan.stored] == ["paris/index.html"]
    _, declared = planner.plan(library, SITE)  # and back
    assert declared == {"auckland", "festival"}


def test_a_new_revision_of_an_event_is_a_change_of_its_city(planner: Planner, library: Library) -> None:
    planner.plan(library, SITE)
    revised = {("paris", "2011-spring"): Revision(3, library.now)}
    _, declared = planner.plan(library.at(Moment(library.now, revisions=revised)), SITE)
    assert declared == {"paris", "festival"}


@pytest.mark.parametrize(
    "what", ["festival", "edition", "charity", "address", "template", "code", "one more"]
)
def test_what_all_cities_share_changes_all(
    planner: Planner, library: Library, what: str, tmp_path: Path
) -> None:
    planner.plan(library, SITE)
    site, planned = SITE, library
    if what == "festival":
        planned = dataclasses.replace(library, festival=library.festival.model_copy(update={"name": "Other"}))
    elif what == "edition":
        editions = tuple(one.model_copy(update={"slogan": "Come!"}) for one in library.editions)
        planned = dataclasses.replace(library, editions=editions)
    elif what == "charity":
        charities = tuple(one.model_copy(update={"name": "Other"}) for one in library.charities)
        planned = dataclasses.replace(library, charities=charities)
    elif what == "address":
        site = dataclasses.replace(SITE, url="https://other.example.org")
    elif what == "template":
        texts = (("city.html", "x"), *SITE.templates.texts)
        site = dataclasses.replace(SITE, templates=dataclasses.replace(SITE.templates, texts=texts))
    elif what == "code":
        planner.publishers = [Publisher(of_festival, _other)]
    else:
        more = {"cities/lome/city.md": '---\nname: "Lomé"\ncountry: "TG"\ntimezone: "Africa/Lome"\n---\n',
                "cities/lome/2011-spring.md": "---\n---\nHere, too.\n"}  # fmt: skip
        planned = sites.library_of(tmp_path / "more", more)  # posters name the number of cities
    _, declared = planner.plan(planned, site)
    assert declared >= ALL - {"paris", "auckland"} if what == "code" else declared >= ALL


def _other(library: Library, site: Site) -> Iterable[Artifact]:
    return of_city(library, site)


def test_the_order_of_packages_makes_no_difference(planner: Planner, library: Library) -> None:
    planner.publishers = [Publisher(of_festival, of_city), Publisher(of_festival)]
    planner.plan(library, SITE)
    planner.publishers = planner.publishers[::-1]
    assert planner.plan(library, SITE)[1] == {"festival"}


def test_what_the_machine_lacks_can_change_all(planner: Planner, library: Library) -> None:
    planner.plan(library, SITE)
    planner.lacks = ("typst",)
    assert planner.plan(library, SITE)[1] == ALL


def test_plugins_of_others_declare_each_time(planner: Planner, library: Library) -> None:
    planner.publishers = [Publisher(of_festival, _other)]
    assert planner.plan(library, SITE)[1] == ALL
    assert planner.plan(library, SITE)[1] == ALL


def test_a_city_is_declared_again_when_time_changes_it(planner: Planner, library: Library) -> None:
    now, seen = library.now, set()
    planner.plan(library, SITE)
    while moment := next_moment(at(library, now)):
        _, before = planner.plan(at(library, moment - dt.timedelta(microseconds=1)), SITE)
        assert before == {"festival"}
        _, then = planner.plan(at(library, moment), SITE)
        assert then > {"festival"} or _is_of_festival(library, moment)
        seen |= then
        now = moment
    assert seen == ALL


def _is_of_festival(library: Library, moment: dt.datetime) -> bool:
    """Whether no city changes at a moment."""
    before = moment - dt.timedelta(microseconds=1)
    return all(next_moment(at(city, before)) != moment for city in library.alone.values())


def test_a_clock_that_was_set_back_makes_all_anew(planner: Planner, library: Library) -> None:
    planner.plan(library, SITE)
    assert planner.plan(at(library, library.now - dt.timedelta(seconds=1)), SITE)[1] == ALL


def test_what_the_store_has_lost_is_declared_again(planner: Planner, library: Library) -> None:
    planner.plan(library, SITE)
    known = next(one for one in planner.record.cities.values() if one.files[0].path == "paris/index.html")
    stored = planner.store.take(known.files[0].key)
    assert stored is not None
    Path(stored.file).unlink()
    assert planner.plan(library, SITE)[1] == {"paris", "festival"}


def test_a_record_is_as_it_was_when_it_is_read_again(
    planner: Planner, library: Library, tmp_path: Path
) -> None:
    planner.plan(library, SITE)
    (tmp_path / "plan").write_bytes(bytes_of(planner.record))
    assert read_record(tmp_path / "plan") == planner.record
    planner.record = read_record(tmp_path / "plan")
    assert planner.plan(library, SITE)[1] == {"festival"}


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[1, 2]", b'["2011", [["a", "b", [[1]]]]]', b'["x", []]', b'["2011-01-01", []]', b"\xff"],
)
def test_a_damaged_record_costs_only_time(
    planner: Planner, library: Library, content: bytes, tmp_path: Path
) -> None:
    (tmp_path / "plan").write_bytes(content)
    planner.record = read_record(tmp_path / "plan")
    assert planner.plan(library, SITE)[1] == ALL


def test_only_a_plan_with_news_is_recorded(planner: Planner, library: Library) -> None:
    first, _ = planner.plan(library, SITE)
    assert not first.is_as_recorded
    again, _ = planner.plan(library, SITE)
    assert again.is_as_recorded
    fewer, _ = planner.plan(
        dataclasses.replace(library, cities=library.cities[:1], events=(), posts=()), SITE
    )
    assert not fewer.is_as_recorded
