"""The pages that list: home, countries, editions, charities, and what is not found."""

from __future__ import annotations

import pytest
from samenight.pages import list_pages
from samenight.pages.artifacts import artifacts

from tests.pages import pages

AUTUMN = {"slug": "2011-autumn", "name": "Autumn 2011", "date": "2011-10-20", "charity": "wells"}
AUCKLAND = {"slug": "auckland", "name": "Auckland", "country": "NZ", "timezone": "Pacific/Auckland"}
LYON = {"slug": "lyon", "name": "Lyon", "country": "FR", "timezone": "Europe/Paris"}
WELLS = {"slug": "wells", "name": "Clean Wells"}


def raised(amount, currency="EUR", **more):
    return {"total": {"amount": amount, "currency": currency}, **more}


def small():
    """Two editions, three cities in two countries, one charity; sums in two currencies."""
    hand = {"date": "2011-04-08", "amount": "100.50", "currency": "EUR"}
    return pages.of(
        {"charity": "wells", "results": raised("100.50", handed_over=hand)},
        {"city": "lyon", "results": raised("20")},
        {"city": "auckland", "results": raised("7", "NZD"), "status": "cancelled"},
        {"edition": "2011-autumn", "date": "2011-10-20"},
        editions=[{**pages.SPRING, "cities_choose": "yes"}, AUTUMN],
        cities=[AUCKLAND, LYON, pages.PARIS],
        charities=[WELLS],
    )


def page(path, library=None, now=pages.BEFORE):
    return pages.page(artifacts, library or small(), path, pages.a_site(now))


def cards(tree):
    """Where the cards of a page lead."""
    return pages.hrefs(tree, ".//ul[@class='cards']/li/a")


def test_home_counts_and_lists_everything():
    tree = page("")
    text = pages.body(tree)
    assert "3 cities, 2 countries, 3 events" in text
    assert pages.texts(tree, ".//ul[@class='names']/li") == ["Lyon", "Paris", "Auckland"]
    assert pages.texts(tree, ".//ul[@class='editions']/li/a") == ["Autumn 2011", "Spring 2011"]
    assert tree.find(".//section[@id='cities']") is not None


@pytest.mark.parametrize(
    ("now", "title"),
    [
        ("2011-03-01", "Coming up: Spring 2011"),
        ("2011-03-24T12:00", "Coming up: Spring 2011"),
        ("2011-06-01", "Coming up: Autumn 2011"),
        ("2012-01-01", "The latest edition: Autumn 2011"),
    ],
)
def test_home_begins_with_the_coming_edition_else_the_latest(now, title):
    assert title in pages.texts(page("", now=now), ".//h2")


def test_home_names_only_countries_where_there_are_many_cities(monkeypatch):
    monkeypatch.setattr(list_pages, "CITIES_ON_HOME", 2)
    tree = page("")
    assert pages.texts(tree, ".//ul[@class='names']/li") == []
    assert pages.texts(tree, ".//div[@class='country']/h3") == ["France", "New Zealand"]
    assert pages.texts(page("countries/fr/"), ".//ul[@class='names']/li") == ["Lyon", "Paris"]


def test_home_leaves_many_events_to_the_page_of_the_edition(monkeypatch):
    assert len(cards(page(""))) == 3
    monkeypatch.setattr(list_pages, "CARDS_ON_HOME", 2)
    assert cards(page("")) == []
    assert len(cards(page("editions/2011-spring/"))) == 3


def test_home_of_a_festival_that_has_nothing_yet():
    text = pages.body(page("", pages.of(cities=[], editions=[])))
    assert "0 cities, 0 countries, 0 events" in text


def test_one_of_each_is_not_called_several():
    assert "1 city, 1 country, 1 event" in pages.body(page("", pages.of({})))


def test_a_country_lists_its_cities_events_and_sum():
    tree = page("countries/fr/")
    assert pages.texts(tree, ".//h1") == ["France"]
    assert "2 cities, known to have raised €120.50" in pages.body(tree)
    assert cards(tree) == ["../../paris/2011-autumn/", "../../paris/2011-spring/", "../../lyon/2011-spring/"]
    assert "NZ$7" in pages.body(page("countries/nz/"))


def test_an_edition_lists_its_cities_and_sums_by_currency():
    tree = page("editions/2011-spring/")
    assert "3 events, known to have raised €120.50, NZ$7" in pages.body(tree)
    assert "a charity that each city chooses" in pages.body(tree)
    assert set(cards(tree)) == {f"../../{city}/2011-spring/" for city in ("paris", "lyon", "auckland")}


MOVED = {"status": "postponed", "postponed_from": "2011-03-20"}


def test_a_card_says_when_where_how_much_and_whether_at_all():
    library = pages.of({"venue": {"name": "Le Comptoir"}, "results": raised("20"), **MOVED})
    (card,) = pages.texts(page("countries/fr/", library), ".//ul[@class='cards']/li")
    for words in ("Paris", "postponed", "24 Mar 2011", "Le Comptoir", "€20"):
        assert words in card


def test_an_edition_shows_what_sources_say_apart_from_its_sum():
    facts = [
        {"what": "cities in the UK and Ireland", "count": "27"},
        {
            "what": "raised",
            "amount": "9000",
            "currency": "EUR",
            "up_to": "9500",
            "precision": "about",
            "note": "Press",
        },
    ]
    library = pages.of({"results": raised("20")}, editions=[{**pages.SPRING, "facts": facts}])
    tree = page("editions/2011-spring/", library)
    assert "known to have raised €20 " in pages.body(tree) + " "
    assert "about €9,000 – €9,500 Press" in pages.words(tree.find(".//section[@class='told']"))
    assert "Cities in the UK and Ireland" in pages.texts(tree, ".//section[@class='told']/h3")


def test_a_charity_lists_what_was_for_it_and_what_it_received():
    tree = page("charities/wells/")
    text = pages.body(tree)
    assert "Raised, as far as known €100.50" in text
    assert "€100.50, 8 April 2011" in text
    assert cards(tree) == ["../../paris/2011-autumn/", "../../paris/2011-spring/"]


@pytest.mark.parametrize("path", ["status/", "404.html", "paris/tonight/"])
def test_some_pages_ask_search_engines_to_leave_them_out(path):
    assert page(path).find(".//meta[@name='robots']").attrib["content"] == "noindex"


@pytest.mark.parametrize(("url", "root"), [("https://a.example", "/"), ("https://a.example/b/c/", "/b/c/")])
def test_the_not_found_page_has_links_that_work_at_any_address(url, root):
    tree = pages.page(artifacts, small(), "404.html", pages.a_site(url=url))
    found = [
        href for href in pages.hrefs(tree) + pages.hrefs(tree, ".//link[@rel='stylesheet']") if href[0] != "#"
    ]
    assert [href for href in found if not href.startswith(root)] == []
    assert f"{root}#cities" in found
    assert f"{root}theme/css/site.css" in found
