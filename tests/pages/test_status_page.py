"""The coordinator's page: which cities are ready, which are late, and what is missing."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

import pytest
from samenight.commands.status_formats import PIECES, READINESS, WORDS
from samenight.content.library.city_status import NICE, REQUIRED, Readiness
from samenight.content.library.print_choice import NEEDS
from samenight.content.model.print_settings import KINDS
from samenight.pages.artifacts import artifacts
from samenight.pages.status_page import ALL_IN_FULL

from tests import sites
from tests.pages import pages

LYON = {"slug": "lyon", "name": "Lyon", "country": "FR", "timezone": "Europe/Paris"}
LODZ = {"slug": "lodz", "name": "Łódź", "country": "PL", "timezone": "Europe/Warsaw"}
FULL = {
    "start": "19:30",
    "venue": {"name": "V", "address": "A"},
    "tickets": [{"price": "5", "currency": "EUR", "url": "https://shop.example/"}],
}
WINTER = {"slug": "2010-winter", "name": "Winter 2010", "date": "2010-12-10"}
OLD = {"slug": "2009-winter", "name": "Winter 2009", "date": "2009-12-10"}
CHANGED = dt.datetime(2011, 2, 3, 23, 30, tzinfo=dt.UTC)


def artifact(library, now=pages.BEFORE, changed=None):
    site = dataclasses.replace(pages.a_site(now), changed=changed or {})
    return pages.published(artifacts, library, site)["status/index.html"]


def page(library, now=pages.BEFORE, changed=None):
    made = artifact(library, now, changed)
    return pages.read(made.make(made.facts).decode())


def groups(tree):
    """The rows of each table, under the headline of their group."""
    found = {}
    for table in tree.iterfind(".//table"):
        for body in table.iterfind("tbody"):
            head, *rows = body.iterfind("tr")
            found[pages.words(head)] = [pages.texts(row, "*") for row in rows]
    return found


def two():
    return pages.of({**FULL, "start": None}, {**FULL, "city": "lyon"}, cities=[LYON, pages.PARIS])


def test_the_coordinator_sees_what_is_missing_and_which_file_to_edit():
    found = groups(page(two()))
    assert list(found) == ["Something missing: 1", "Ready: 1"]
    ((city, missing),) = found["Something missing: 1"]
    assert city.startswith("Paris")
    assert "paris/2011-spring.md" in city
    assert missing.startswith("start")
    assert found["Ready: 1"][0][1].startswith("–")
    assert "below content/cities/" in pages.texts(page(two()), ".//caption")[0]


def test_each_row_leads_to_the_page_of_the_event():
    links = pages.hrefs(page(two()), ".//tbody//a")
    assert links == ["../paris/2011-spring/", "../lyon/2011-spring/"]


def test_the_counts_are_above_the_table():
    tree = page(two())
    assert pages.texts(tree, ".//ul[@class='inline counts']/li") == ["1 Something missing", "1 Ready"]


def test_after_the_event_the_coordinator_sees_what_is_late():
    tree = page(pages.of({"status": "held"}), pages.AFTER)
    (((_, missing),),) = groups(tree).values()
    assert missing == "results (due 31 Mar 2011)"


def test_the_table_can_be_read_without_seeing_it():
    tree = page(two(), changed={"cities/lyon/2011-spring.md": CHANGED})
    for table in tree.iterfind(".//table"):
        assert pages.texts(table, "caption")[0]
        assert {head.get("scope") for head in table.iterfind("thead/tr/th")} == {"col"}
        assert {head.get("scope") for head in table.iterfind("tbody/tr/th")} == {"rowgroup", "row"}
        width = len(table.findall("thead/tr/th"))
        for row in table.iterfind("tbody/tr"):
            assert sum(int(cell.get("colspan", "1")) for cell in row) == width
    assert all(region.get("aria-label") for region in pages.has_class(tree, "scroll"))


def test_the_last_change_is_a_column_if_git_has_it():
    tree = page(two(), changed={"cities/lyon/2011-spring.md": CHANGED})
    assert pages.texts(tree, ".//thead//th") == ["City", "Missing", "Last change"]
    rows = groups(tree)
    assert rows["Ready: 1"][0][2] == "3 Feb 2011"
    assert rows["Something missing: 1"][0][2] == "–"


@pytest.mark.parametrize("changed", [{}, {"cities/oslo/2011-spring.md": CHANGED, "festival.md": CHANGED}])
def test_without_git_the_page_says_nothing_of_changes(changed):
    tree = page(two(), changed=changed)
    assert pages.texts(tree, ".//thead//th") == ["City", "Missing"]
    assert "git" not in pages.body(tree)


def test_another_change_on_the_same_day_leaves_the_page_as_it_is():
    def facts(moment):
        return artifact(two(), changed={"cities/lyon/2011-spring.md": moment}).facts

    assert facts(CHANGED) == facts(CHANGED - dt.timedelta(hours=3))
    assert facts(CHANGED) != facts(CHANGED + dt.timedelta(hours=3))


def test_cities_that_are_not_in_the_edition_yet_are_named():
    tree = page(pages.of(FULL, cities=[LODZ, LYON, pages.PARIS]))
    assert "2 cities are not in this edition yet" in pages.texts(tree, ".//h3")
    assert pages.texts(tree, ".//ul[@class='names']/li") == ["Łódź", "Lyon"]


def test_other_editions_are_folded_but_open_while_facts_are_due():
    held = {"status": "held"}
    library = pages.of(
        {**held, "edition": "2009-winter", "date": "2009-12-10"},
        {**held, "edition": "2010-winter", "date": "2010-12-10"},
        FULL,
        editions=[OLD, WINTER, pages.SPRING],
    )
    tree = page(library)
    folds = pages.has_class(tree, "fold")
    assert [pages.texts(fold, "summary")[0] for fold in folds] == [
        "Winter 2010 Late: 1",
        "Winter 2009 Left open: 1",
    ]
    assert ["open" in fold.attrib for fold in folds] == [True, False]


def test_a_festival_without_editions_and_an_edition_without_cities():
    assert groups(page(pages.of(editions=[], cities=[]))) == {}
    assert "No city is in this edition yet." in pages.body(page(pages.of()))


def waits(tree):
    """The pieces of each city's print kit that wait, by what they wait for."""
    return [
        {pages.texts(part, "dt")[0]: pages.texts(part, "dd")[0] for part in fold.iterfind(".//div")}
        for fold in pages.has_class(tree, "waits")
    ]


def test_a_city_without_a_venue_sees_what_its_print_kit_waits_for():
    first, second = waits(
        page(pages.of({**FULL, "venue": None}, {**FULL, "city": "lyon"}, cities=[LYON, pages.PARIS]))
    )
    assert first["venue:"] == "poster, flyer, press release"
    assert "venue:" not in second
    assert second["raffle:"] == "raffle tickets"


def test_nothing_waits_any_more_after_the_event_or_where_nothing_is_to_be_printed():
    assert waits(page(pages.of({"status": "held"}), pages.AFTER)) == []
    assert waits(page(pages.of(FULL, cities=[{**pages.PARIS, "print": "none"}]))) == []


def many(cities, event):
    """A festival with an edition to come and an old one in which every second city was held."""
    places = [{**LYON, "slug": f"city-{number:04}", "name": f"City {number}"} for number in range(cities)]
    events = [{"city": place["slug"], **event} for place in places]
    old = {"edition": "2010-winter", "date": "2010-12-10", "status": "held"}
    done = {"status": "reported", "total": {"amount": "0", "currency": "EUR"}}
    more = [
        {**old, "city": place["slug"], "results": done if n % 2 else None} for n, place in enumerate(places)
    ]
    return pages.of(*events, *more, cities=places, editions=[WINTER, pages.SPRING])


def test_with_many_cities_the_other_editions_list_who_is_not_finished():
    cities = ALL_IN_FULL // 2 + 1
    now = "2012-03-01T12:00"
    library = many(cities, FULL)
    tree = page(library, now)
    current, other = tree.findall(".//table")[0], tree.findall(".//table")[1:]
    assert len(current.findall("tbody/tr")) - len(current.findall("tbody")) == cities
    assert other == []
    left = pages.texts(tree, ".//details/p")
    assert left == [
        f"{cities} more cities are not listed here; "
        ".venv/bin/samenight status --edition 2010-winter lists all."
    ]
    assert "Good to have" not in pages.body(tree)


def test_the_page_of_a_thousand_cities_stays_small():
    bare = artifact(many(1000, {"status": "planned"}), changed={"cities/city-0001/2011-spring.md": CHANGED})
    assert len(bare.make(bare.facts)) < 400_000


SOURCE = (sites.REPOSITORY / "plugins/samenight/content/library/city_status.py").read_text("utf-8")
KEYS = {*NICE, *REQUIRED, *NEEDS, *re.findall(r'yield (?:MissingFact\()?"(\w+)"', SOURCE)}


def test_every_key_and_readiness_has_its_words():
    macros = (sites.REPOSITORY / "theme/templates/parts/status_macros.html").read_text("utf-8")
    worded = set(re.findall(r'key == "(\w+)"', macros))
    assert {*KEYS, *Readiness} <= worded
    assert set(WORDS) == KEYS
    assert set(READINESS) == set(Readiness)
    pieces = (sites.REPOSITORY / "theme/templates/parts/piece_macros.html").read_text("utf-8")
    assert re.findall(r'kind == "([\w-]+)"', pieces) == list(PIECES) == list(KINDS)
    assert {"date", "held", "handed_over", "final"} <= KEYS
