"""The results pages: sums that can be added up again."""

from __future__ import annotations

from decimal import Decimal

import pytest
from samenight.results import pages as result_pages
from samenight.results.artifacts import artifacts

from tests import sites
from tests.pages import pages
from tests.results import money


@pytest.fixture(scope="module")
def library():
    return money.festival()


@pytest.fixture(scope="module")
def tree(library):
    return pages.page(artifacts, library, "results/")


def section(tree, title):
    """The section under a heading."""
    return next(found for found in tree.iterfind(".//section") if pages.texts(found, "h2") == [title])


def rows(tree, title, part="tbody"):
    """The cells of the table under a heading."""
    return [pages.texts(row, "*") for row in section(tree, title).iterfind(f".//{part}/tr")]


def test_the_headline_is_the_sum_of_rounded_sums(tree):
    sums = ["3321.97", "141.42", "10", "7.84", "12.30", "27.40"]
    assert sum(map(Decimal, sums)) == Decimal("3520.93")
    hero = pages.words(tree.find(".//header[@class='hero']"))
    assert "about US$3,521" in hero
    assert "7 sums are known from 8 events: €2,476.99, JP¥1,000, NZ$33.30, US$10" in hero


def test_what_has_no_rate_is_shown_as_not_in_the_sum(tree):
    assert "1 sum has no dated exchange rate and is not in the converted total." in pages.body(tree)


def test_a_festival_whose_sums_all_have_rates_says_nothing_of_it():
    library = pages.of({"results": money.total("5", "USD")})
    text = pages.body(pages.page(artifacts, library, "results/"))
    assert "no dated exchange rate" not in text
    assert "*" not in text


def test_nothing_is_known_yet():
    for path in ("results/", "results/2011-spring/"):
        assert "No sum is known yet." in pages.body(pages.page(artifacts, pages.of({}), path))


def test_editions_are_listed_with_their_sums(tree):
    assert rows(tree, "By edition") == [
        ["Spring 2011", "5", "€2,456.99, JP¥1,000, NZ$33.30, US$10", "US$3,493.53*"],
        ["Autumn 2011", "1", "€20", "US$27.40"],
    ]
    assert rows(tree, "By edition", "tfoot")[0][-1] == "US$3,520.93*"


def test_countries_and_cities_are_ranked_by_what_they_raised(tree):
    assert [row[0] for row in rows(tree, "By country")] == ["France", "United States", "Japan", "New Zealand"]
    cities = [row[:3] for row in rows(tree, "By city")]
    assert cities == [
        ["Paris", "€2,351.34", "US$3,321.97"],
        ["Lyon", "€120.10", "US$168.82"],
        ["Reno", "€5.55, US$10", "US$17.84"],
        ["京都", "JP¥1,000", "US$12.30"],
        ["Auckland", "NZ$33.30", "–"],
    ]


def test_the_bars_are_shares_of_the_longest(tree):
    bars = [
        bar.find("rect[@class='known']").get("width") for bar in section(tree, "By city").iterfind(".//svg")
    ]
    assert bars == ["100", "5", "1", "1", "0"]
    widths = [int(rect.get("width")) for rect in tree.iter("rect")]
    assert all(0 <= width <= 100 for width in widths)


def test_many_cities_are_left_to_the_pages_of_the_editions(library, monkeypatch):
    monkeypatch.setattr(result_pages, "CITIES_ON_RESULTS", 5)
    tree = pages.page(artifacts, library, "results/")
    assert "By city" not in pages.texts(tree, ".//h2")
    assert "By city" in pages.texts(pages.page(artifacts, library, "results/2011-spring/"), ".//h2")


def test_streams_are_added_up_by_currency_in_their_usual_order(tree):
    assert [row[:4] for row in rows(tree, "By stream")] == [
        ["Tickets", "€1,500", "€48.66", "€1,451.34"],
        ["Donations", "€5.55", "–", "€5.55"],
        ["Door", "€60", "–", "€60"],
        ["Door", "US$10", "–", "US$10"],
        ["Raffle", "€907.50", "–", "€907.50"],
    ]


def test_what_is_not_exact_is_said_in_each_currency(tree):
    text = pages.body(tree)
    assert "€100.10 of €2,476.99 is not an exact figure" in text
    assert "JP¥1,000 of JP¥1,000 is not an exact figure" in text
    assert "US$10 of" not in text
    assert "NZ$33.30 of" not in text


def test_the_rates_that_were_used_are_listed_and_no_others(tree):
    rates = [pages.texts(row, "*") for row in tree.iterfind(".//details//tbody/tr")]
    assert [(row[0], row[2]) for row in rates] == [("EUR", "1.4128"), ("EUR", "1.3700"), ("JPY", "0.0123")]


def test_what_sources_say_of_the_whole_is_shown_and_not_added(tree):
    text = pages.words(section(tree, "What sources say about all editions together"))
    assert "about US$9,000" in text


def test_the_data_can_be_downloaded(tree):
    links = {"results.csv", "results.json", "schema.json"}
    assert links <= set(pages.hrefs(tree))


def test_an_edition_lists_its_events_by_what_they_raised(library):
    tree = pages.page(artifacts, library, "results/2011-spring/")
    found = rows(tree, "By city")
    assert [row[0].split()[0] for row in found] == ["Paris", "Lyon", "京都", "Reno", "Reno", "Auckland"]
    assert [row[1] for row in found] == [
        "€2,351.34",
        "about €100.10",
        "estimated JP¥1,000",
        "US$10",
        "€5.55",
        "NZ$33.30",
    ]
    assert [row[2] for row in found] == ["US$3,321.97", "US$141.42", "US$12.30", "US$10", "US$7.84", "–"]
    assert [row[4] for row in found][:3] == ['Wells, "Clean"', "=School", 'Wells, "Clean"']
    assert [row[5] for row in found] == [
        "Final",
        "As reported",
        "As reported",
        "Provisional",
        "Provisional",
        "As reported",
    ]


def test_an_editions_headline_is_that_of_its_events(library):
    tree = pages.page(artifacts, library, "results/2011-spring/")
    hero = pages.words(tree.find(".//header[@class='hero']"))
    assert "about US$3,494" in hero
    assert "6 sums are known from 6 events" in hero
    found = [
        Decimal(row[2].removeprefix("US$").replace(",", "")) for row in rows(tree, "By city") if row[2] != "–"
    ]
    assert sum(found) == Decimal("3493.53")


def test_the_chart_compares_recorded_and_reported_sums():
    reported = [{"what": "raised", "amount": "1000", "currency": "USD"}]
    library = pages.of({"results": money.total("250", "USD")}, editions=[{**pages.SPRING, "facts": reported}])
    chart = pages.page(artifacts, library, "results/").find(".//figure")
    assert {rect.get("class"): rect.get("width") for rect in chart.iter("rect")} == {
        "told": "100",
        "known": "25",
    }
    assert chart.find(".//svg").get("aria-label") == "Spring 2011: US$250 / US$1,000"


def test_a_reported_sum_in_another_currency_is_not_compared():
    reported = [{"what": "raised", "amount": "1000", "currency": "EUR"}]
    library = pages.of({"results": money.total("250", "USD")}, editions=[{**pages.SPRING, "facts": reported}])
    chart = pages.page(artifacts, library, "results/").find(".//figure")
    assert {rect.get("class"): rect.get("width") for rect in chart.iter("rect")} == {"known": "100"}


def test_a_share_is_never_nothing_where_there_is_something_nor_more_than_all():
    events = [
        {"city": city["slug"], "results": money.total(amount, "USD")}
        for city, amount in zip(money.CITIES, ("0.01", "1000000", "0", "999999.99"), strict=False)
    ]
    page = result_pages.results_page(sites.seen(pages.of(*events, cities=money.CITIES)))
    assert [(line.key, line.share) for line in page.cities] == [
        ("kyoto", 100),
        ("paris", 99),
        ("auckland", 1),
        ("lyon", 0),
    ]
