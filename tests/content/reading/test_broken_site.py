"""A site with one mistake in each file: every one is found in one reading, at its place."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

import pytest
from samenight.content.problems.problem import in_order
from samenight.content.problems.report import Style, report

from tests import sites
from tests.sites import GOOD, build, make_site, read_site

CITY = '---\nname: "X"\ncountry: "FR"\ntimezone: "Europe/Paris"\n'
EDITION = '---\nname: "E"\n'
CHARITY = '---\nname: "C"\n'
POST = '---\ntitle: "T"\n'
PAGE = '---\ntitle: "T"\n'


def event(number: int, text: str, *found: object) -> tuple[Any, ...]:
    return (f"cities/paris/2012-{number:02}.md", text, *found)


def city(slug: str, text: str, *found: object) -> tuple[Any, ...]:
    return (f"cities/{slug}/city.md", text, *found)


# file, text, line, column, field, message
BROKEN: list[tuple[Any, ...]] = [
    ("festival.md", '---\nname: "F"\nbase_currency: "EURR"\n---\n', 3, 16, "base_currency",
     'Did you mean "EUR"?'),
    ("rates.csv", "currency,date,rate,source\nEUR,2011-03-24,1.4,Bank\nNZD,2011-02-30,0.7,Bank\n", 3, 1,
     "date",
     "There is no 2011-02-30"),
    # editions
    ("editions/2012-a.md", '---\nslogn: "E"\nname: "E"\n---\n', 2, 1, "slogn", 'Did you mean "slogan"?'),
    ("editions/2012-b.md", "---\n---\n", 1, 1, "name", '"name" is missing'),
    ("editions/2012-c.md", f'{EDITION}charity: "clean-well"\n---\n', 3, 10, "charity",
     'Did you mean "clean-wells"?'),
    ("editions/2012-d.md", f'{EDITION}date: "2012-03-24"\nend_date: "2012-03-01"\n---\n', 4, 11, "end_date",
     "before it begins"),
    ("editions/2012-e.md", f'{EDITION}goal: {{amount: "10k", currency: "USD"}}\n---\n', 3, 16,
     "goal.amount", "not an amount"),
    ("editions/2012-f.md", f'{EDITION}goal: {{amount: "10000"}}\n---\n', 3, 7, "goal.currency",
     '"currency" is missing'),
    ("editions/2012-g.md", f'{EDITION}cities_choose: "maybe"\n---\n', 3, 16, "cities_choose",
     "yes, no, unknown"),
    ("editions/2012-h.md", f'{EDITION}facts:\n  - {{what: "raised", amount: "5"}}\n---\n', 4, 5, "facts[0]",
     "belong together"),
    ("editions/2012-i.md", f'{EDITION}sources: "https://example.org"\n---\n', 3, 10, "sources",
     "A list belongs here"),
    ("editions/2012-j.md", f'{EDITION}slug: "2012"\n---\n', 3, 1, "slug", "comes from the name of the file"),
    ("editions/Spring.md", EDITION + "---\n", 0, 0, "", 'Rename it to "spring"'),
    # charities
    ("charities/a.md", f'{CHARITY}country: "Frankia"\n---\n', 3, 10, "country", "not a country"),
    ("charities/b.md", f'{CHARITY}website: "http//wells.example.org"\n---\n', 3, 10, "website",
     'Did you mean "https://wells.example.org"?'),
    ("charities/c.md", f'{CHARITY}buys:\n  - {{amount: "20", currency: "$", buys: "w"}}\n---\n', 4, 30,
     "buys[0].currency",
     "ISO 4217"),
    ("charities/d.md", '---\nname: "C\n---\n', 2, 7, "", "never closed"),
    ("charities/e.md", '---\nname: C: the charity\n---\n', 2, 8, "", "needs quotes"),
    ("charities/f.md", "name: C\n", 1, 1, "", "does not begin with a header"),
    ("charities/g.md", '---\nname: "C"\n', 2, 1, "", "The header has no end"),
    ("charities/h.md", b'---\nname: "C\xe9"\n---\n', 0, 0, "", "not UTF-8 (byte 13)"),
    # cities
    city("no-zone", '---\nname: "X"\ncountry: "FR"\n---\n', 1, 1, "timezone", '"timezone" is missing'),
    city("zone", '---\nname: "X"\ncountry: "FR"\ntimezone: "Europe/Pari"\n---\n', 4, 11, "timezone",
         'Did you mean "Europe/Paris"?'),
    city("point", f'{CITY}coordinates: "148.85; 2.35"\n---\n', 5, 14, "coordinates",
         'Did you mean "2.35, 148.85"?'),
    city("people", f'{CITY}population: "2.1 million"\n---\n', 5, 13, "population", "whole number"),
    city("tag", f'{CITY}hashtags:\n  - "Good"\n  - "Not good"\n---\n', 7, 5, "hashtags[1]",
         'Did you mean "NotGood"?'),
    city("account", f'{CITY}accounts:\n  x: "@good"\n  mastodon: "@nohost"\n---\n', 7, 13,
         "accounts.mastodon", "on Mastodon"),
    city("network", f'{CITY}accounts:\n  x: "@good"\n  instagramm: "@x"\n---\n', 7, 3, "accounts.instagramm",
         'Did you mean "instagram"?'),
    city("language", f'{CITY}languages: ["fr", "klingon"]\n---\n', 5, 19, "languages[1]", "not a language"),
    city("results", CITY + "---\n", 0, 0, "", "taken by the site itself"),
    city("Saint Denis", CITY + "---\n", 0, 0, "", 'Rename it to "saint-denis"'),
    city("anchor", f"{CITY}note: &a b\n---\n", 5, 7, "", "Anchors"),
    city("twice", f'{CITY}name: "Y"\n---\n', 5, 1, "name", "is here twice, first in line 2"),
    city("nested", f'{CITY}region:\n  name: "R"\n---\n', 6, 3, "region", "One piece of text"),
    city("long", f"{CITY}---\n\n{'é' * 10_300}\n", 6, 1, "", "longer than 20 KB"),
    city("brackets", f"{CITY}---\n{'[' * 501}\n", 6, 1, "", "square brackets"),
    # events; their edition is there for each
    event(1, '---\nstatus: "canceled"\n---\n', 2, 9, "status", 'Did you mean "cancelled"?'),
    event(2, '---\ndate: "24 March"\n---\n', 2, 7, "date", "year-month-day"),
    event(3, '---\nstart: "24:30"\n---\n', 2, 8, "start", '"00:30"'),
    event(4, '---\ntickets:\n  - {name: "A", price: "5"}\n---\n', 3, 5, "tickets[0]",
          "A price needs its currency"),
    event(5, '---\ntickets:\n  - {name: "A"}\n  - {name: "B", prise: "5"}\n---\n', 4, 17, "tickets[1].prise",
          'Did you mean "price"?'),
    event(6, '---\ntickets: {name: "A"}\n---\n', 2, 10, "tickets", "A list belongs here"),
    event(7, '---\nvenue: ["Le Comptoir"]\n---\n', 2, 8, "venue", "A group of keys belongs here"),
    event(8, '---\nvenue: {name: "V", url: "javascript:x"}\n---\n', 2, 25, "venue.url", "not a web address"),
    event(9, '---\nresults: {status: "final"}\n---\n', 2, 10, "results", "Final results need their date"),
    event(10, '---\nresults:\n  lines:\n    - {stream: "bar", gross: "1", currency: "EUR"}\n---\n', 4, 16,
          "results.lines[0].stream", "not known here"),
    event(11, '---\ndonate: {url: "https://example.org", until: "April"}\n---\n', 2, 45, "donate.until",
          "year-month-day"),
    event(12, '---\ncharity: "dirty-wells"\n---\n', 2, 10, "charity",
          "Add content/charities/dirty-wells.md."),
    event(13, '---\ndate: "2012-03-24"\nend_date: "2012-03-23"\n---\n', 3, 11, "end_date",
          "before it begins"),
    event(14, '---\nraffle: {prizes: [{donor: "D"}]}\n---\n', 2, 19, "raffle.prizes[0].name",
          '"name" is missing'),
    event(15, '---\npress: [{title: "T"}]\n---\n', 2, 9, "press[0].url", '"url" is missing'),
    event(16, '---\nvenue:\n\tname: "V"\n---\n', 3, 1, "", "tab"),
    event(17, "---\n- date\n---\n", 2, 1, "", "key: value"),
    event(18, '---\nbody: "Prose belongs below"\n---\n', 2, 1, "body", "not known here"),
    event(19, '---\nname: "a\\0b"\n---\n', 2, 7, "name", "U+0000"),
    event(20, '---\nupdated: "2012-13-01"\n---\n', 2, 10, "updated", "There is no 2012-13-01"),
    ("cities/paris/2099-nowhere.md", "---\n---\n", 1, 1, "", 'There is no edition "2099-nowhere"'),
    ("cities/rome/2012-01.md", "---\n---\n", 1, 1, "", 'no "city.md"'),
    # posts and pages
    ("cities/paris/posts/2012-01-01-a.md", f"{POST}---\n", 1, 1, "date", '"date" is missing'),
    ("cities/paris/posts/2012-01-01-b.md", f'{POST}date: "2012-01-01"\nedition: "2012-99"\n---\n', 4, 10,
     "edition",
     "There is no edition"),
    ("cities/paris/posts/2012-01-01-c.md", f'{POST}date: "2012-01-01"\nauthor: "N"\n---\n', 4, 1, "author",
     "Known are"),
    ("cities/paris/posts/Été.md", f'{POST}date: "2012-01-01"\n---\n', 0, 0, "", 'Rename it to "ete"'),
    ("pages/paris.md", f"{PAGE}---\n", 1, 1, "", "A city has the address"),
    ("pages/status.md", f"{PAGE}---\n", 0, 0, "", "taken by the site itself"),
    ("pages/draft.md", f'{PAGE}status: "drafty"\n---\n', 3, 9, "status", 'Did you mean "draft"?'),
    ("pages/menu.md", f'{PAGE}menu: ["yes"]\n---\n', 3, 7, "menu", "One piece of text"),
]  # fmt: skip

FILES = {name: text for name, text, *_ in BROKEN}
EDITIONS = {f"editions/2012-{number:02}.md": EDITION + "---\n" for number in range(1, 21)}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    reading = read_site(tmp_path_factory.mktemp("broken") / "site", {**GOOD, **EDITIONS, **FILES}, good=False)
    return reading.problems


@pytest.mark.parametrize(
    ("name", "text", "line", "column", "field", "message"), BROKEN, ids=[row[0] for row in BROKEN]
)
def test_each_mistake_is_found_at_its_place(found, name, text, line, column, field, message):
    (problem,) = [problem for problem in found if problem.file == f"content/{name}"]
    assert message in sites.said(problem)
    assert (problem.line, problem.column, problem.field) == (line, column, field)
    assert problem.severity == "error"
    assert sites.said(problem).endswith((".", "?", '"'))  # a text to be typed may end it
    assert problem.code


def test_all_are_reported_in_one_reading_and_in_order(found):
    assert {problem.file for problem in found} == {f"content/{name}" for name in FILES}
    assert list(found) == in_order(found)
    assert len(BROKEN) >= 60


def lines(file):
    """The lines of a broken file, as a report shows them."""
    name = file.removeprefix("content/")
    return dedent({**GOOD, **EDITIONS, **FILES}.get(name, "")).lstrip("\n").split("\n")


def test_a_build_reports_them_all_and_publishes_nothing(tmp_path, found):
    site = make_site(tmp_path / "site", {**EDITIONS, **FILES})
    built = build(site, {"LC_ALL": "C.UTF-8", "COLUMNS": "80"})
    assert built.returncode == 1
    assert report(found, Style(lines=lines)).rsplit("\n", 1)[0] in built.stderr
    assert "Traceback" not in built.stdout + built.stderr
    assert not (site / "output").exists()
    assert dedent(built.stderr).rstrip().endswith("Nothing was published; the site is as it was.")
