"""Mistakes in a festival whose fields are each valid: each rule finds its own, and reports nothing else."""

from __future__ import annotations

import datetime as dt

import pytest
from samenight.checks import problems
from samenight.content.library.resolved_event import Moment
from samenight.content.problems.problem import in_order

from tests import sites
from tests.sites import read_site

NOW = dt.datetime(2013, 1, 1, tzinfo=dt.UTC)  # when all events of the tests are over

EDITION = """
    ---
    name: "Spring 2011"
    date: "2011-03-24"
    {}
    ---
    """
EVENT = """
    ---
    status: "held"
    {}
    ---
    """
TWO_CHARITIES = {"charities/school.md": '---\nname: "School"\n---\n'}


def file(text, *lines):
    """A file with these lines in its header."""
    return text.format("\n    ".join(lines))


@pytest.fixture
def found(tmp_path):
    """The problems of the good site with some files replaced, of one file or of all together."""

    def find(files=None):
        reading = read_site(tmp_path / "site", files)
        found = in_order(
            [*reading.problems, *problems(reading.library.at(Moment(NOW)), reading.origins, NOW)]
        )
        return [(p.file, p.line, p.field, p.code, p.severity) for p in found]

    return find


PARIS = "content/cities/paris/2011-spring.md"


def test_the_good_site_has_nothing_wrong(found):
    assert found() == []


SPAN = 'end_date: "2011-03-26"'


@pytest.mark.parametrize(
    ("day", "wrong"), [("2011-03-24", 0), ("2011-03-26", 0), ("2011-03-27", 1), ("2010-03-24", 1)]
)
def test_an_event_outside_its_edition(found, day, wrong):
    files = {
        "editions/2011-spring.md": file(EDITION, SPAN, 'charity: "clean-wells"'),
        "cities/paris/2011-spring.md": file(EVENT, f'date: "{day}"'),
    }
    assert (
        found(files)
        == [(PARIS, 3, "date", "event.outside", "warning" if day.startswith("2011") else "error")] * wrong
    )


@pytest.mark.parametrize(
    "lines", [('status: "postponed"', 'postponed_from: "2011-03-24"', 'date: "2011-06-01"'), ()]
)
def test_a_postponed_or_undated_event_is_not_outside(found, lines):
    text = "\n".join(["---", *(lines or ['status: "planned"']), "---", ""])
    assert found({"editions/2011-spring.md": file(EDITION, SPAN), "cities/paris/2011-spring.md": text}) == []


@pytest.mark.parametrize(("day", "wrong"), [("2011-03-24", 0), ("2011-03-25", 0), ("2012-03-24", 1)])
def test_an_event_far_from_the_one_night_of_its_edition(found, day, wrong):
    """Usually a wrong year; a night before or after happens."""
    files = {"cities/paris/2011-spring.md": file(EVENT, f'date: "{day}"')}
    assert (
        found(files)
        == [(PARIS, 3, "date", "event.outside", "warning" if day.startswith("2011") else "error")] * wrong
    )


@pytest.mark.parametrize(
    ("lines", "total", "wrong"),
    [
        ((("100", "EUR"),), ("100", "EUR"), 0),
        ((("60", "EUR"),), ("100", "EUR"), 0),
        ((("60", "EUR"), ("41", "EUR")), ("100", "EUR"), 1),
        ((("60", "EUR"), ("41", "USD")), ("100", "EUR"), 0),
        ((("900", "USD"),), ("100", "EUR"), 0),
    ],
)
def test_lines_that_make_more_than_their_total(found, lines, total, wrong):
    listed = ", ".join(f'{{stream: "door", gross: "{gross}", currency: "{code}"}}' for gross, code in lines)
    results = f'results: {{lines: [{listed}], total: {{amount: "{total[0]}", currency: "{total[1]}"}}}}'
    files = {"cities/paris/2011-spring.md": file(EVENT, 'date: "2011-03-24"', results)}
    assert found(files) == [(PARIS, 4, "results.total.amount", "results.parts", "error")] * wrong


def test_fees_come_off_before_lines_are_compared_with_the_total(found):
    results = (
        'results: {lines: [{stream: "door", gross: "105", fees: "5", currency: "EUR"}], '
        'total: {amount: "100", currency: "EUR"}}'
    )
    assert found({"cities/paris/2011-spring.md": file(EVENT, 'date: "2011-03-24"', results)}) == []


@pytest.mark.parametrize(("named", "wrong"), [("school", 1), ("clean-wells", 0)])
def test_a_charity_other_than_that_of_the_edition(found, named, wrong):
    files = {"cities/paris/2011-spring.md": file(EVENT, 'date: "2011-03-24"', f'charity: "{named}"')}
    assert found(files | TWO_CHARITIES) == [(PARIS, 4, "charity", "event.charity", "warning")] * wrong


def test_a_city_may_choose_where_cities_choose(found):
    files = {
        "editions/2011-spring.md": file(EDITION, 'cities_choose: "yes"'),
        "cities/paris/2011-spring.md": file(EVENT, 'date: "2011-03-24"', 'charity: "school"'),
    }
    assert found(files | TWO_CHARITIES) == []


TOTAL = 'results: {total: {amount: "1", currency: "EUR"}}'


@pytest.mark.parametrize(
    ("status", "results", "wrong"),
    [("cancelled", TOTAL, 1), ("held", TOTAL, 0), ("cancelled", 'results: {note: "Refunded"}', 0)],
)
def test_results_of_an_event_that_did_not_take_place(found, status, results, wrong):
    text = "\n".join(["---", f'status: "{status}"', 'date: "2011-03-24"', results, "---", ""])
    expected = [(PARIS, 4, "results", "results.cancelled", "warning")] * wrong
    assert found({"cities/paris/2011-spring.md": text}) == expected


ZONES = {"FR": "Europe/Paris", "US": "America/Chicago"}


@pytest.mark.parametrize(
    ("name", "country", "region", "wrong"),
    [
        ("Paris", "FR", "", 1),
        ("PARIS", "FR", "", 1),
        ("Paris", "US", "", 0),
        ("Paris", "FR", 'region: "Texas"', 0),
        ("Parys", "FR", "", 0),
    ],
)
def test_two_folders_for_one_city(found, name, country, region, wrong):
    text = "\n".join(
        [
            "---",
            f'name: "{name}"',
            f'country: "{country}"',
            f'timezone: "{ZONES[country]}"',
            region,
            "---",
            "",
        ]
    )
    expected = [("content/cities/paris-2/city.md", 2, "name", "city.twice", "warning")] * wrong
    assert found({"cities/paris-2/city.md": text}) == expected


@pytest.mark.parametrize(("zone", "wrong"), [("Europe/Paris", 0), ("America/Los_Angeles", 1)])
def test_whether_its_day_has_come_is_seen_on_the_events_own_clock(found, zone, wrong):
    edition = EDITION.replace("2011-03-24", "2013-01-01").format("")
    event = file(EVENT, 'date: "2013-01-01"', f'timezone: "{zone}"')
    files = {"cities/paris/2011-spring.md": event, "editions/2011-spring.md": edition}
    in_paris = [one for one in found(files) if one[0] == PARIS]
    assert in_paris == [(PARIS, 2, "status", "event.held", "error")] * wrong


def test_messages_say_what_to_do(tmp_path):
    files = {"cities/paris/2011-spring.md": file(EVENT, 'date: "2011-03-24"', 'charity: "school"')}
    reading = read_site(tmp_path / "site", files | TWO_CHARITIES)
    (problem,) = problems(reading.library.at(Moment(NOW)), reading.origins, NOW)
    assert str(problem) == f"{PARIS}:4:10  charity  event.charity  school"
    assert sites.said(problem) == (
        "Spring 2011 is for clean-wells; this city names another charity. "
        "Leave it out, or tell the coordinators."
    )


def test_a_zone_of_another_country(found):
    city = '---\nname: "Paris"\ncountry: "FR"\ntimezone: "Asia/Tokyo"\n---\n'
    assert found({"cities/paris/city.md": city}) == [
        ("content/cities/paris/city.md", 4, "timezone", "zone.country", "error")
    ]


def test_two_cities_at_one_point(found):
    """The one that is elsewhere is reported with its distance, the one that was copied with the other."""
    city = '---\nname: "{}"\ncountry: "FR"\ntimezone: "Europe/Paris"\ncoordinates: "48.85, 2.35"\n---\n'
    files = {"cities/paris/city.md": city.format("Paris"), "cities/lyon/city.md": city.format("Lyon")}
    assert found(files) == [
        ("content/cities/lyon/city.md", 5, "coordinates", "place.far", "error"),
        ("content/cities/paris/city.md", 5, "coordinates", "city.copied", "warning"),
    ]


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("yourlocation", [("text.template", "error")]),
        ("TBA", [("text.unknown", "warning")]),
        ("Example", [("text.doubtful", "warning")]),
        ("Sample", [("text.template", "error")]),
        ("The Venue Bar", []),
        ("X-Ray", []),
    ],
)
def test_a_venue_from_a_template(found, name, codes):
    text = file(EVENT, f'venue: {{name: "{name}"}}')
    expected = [(PARIS, 3, "venue.name", code, severity) for code, severity in codes]
    assert found({"cities/paris/2011-spring.md": text}) == expected


def test_a_logo_is_reported_as_not_published(found):
    text = file(EVENT, 'sponsors: [{name: "Shop", logo: "logo.svg"}]')
    assert found({"cities/paris/2011-spring.md": text}) == [
        (PARIS, 3, "sponsors[0].logo", "event.logo", "warning")
    ]


def test_a_city_whose_language_has_no_words(tmp_path):
    confirmed = {"cities/paris/2011-spring.md": '---\nstatus: "confirmed"\ndate: "2011-03-24"\n---\n'}
    for known, said in (({"en", "fr"}, []), ({"en", "de"}, ["fr"]), ({"en"}, [])):
        reading = read_site(tmp_path / "-".join(sorted(known)), confirmed)
        before = dt.datetime.fromisoformat(sites.NOW)
        library = reading.library.at(Moment(before, frozenset(known)))
        found = [one for one in problems(library, reading.origins, before) if one.code == "print.words"]
        assert [dict(one.finding.facts)["language"] for one in found] == said
        assert all(dict(one.finding.facts)["instead"] == "en" for one in found)
