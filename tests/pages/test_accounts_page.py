"""The list of all accounts and hashtags."""

from __future__ import annotations

from samenight.pages.artifacts import artifacts

from tests.pages import pages

SPRING_2010 = {"slug": "2010-spring", "name": "Spring 2010", "date": "2010-03-25"}
LYON = {"slug": "lyon", "name": "Lyon", "country": "FR", "timezone": "Europe/Paris"}
AUCKLAND = {"slug": "auckland", "name": "Auckland", "country": "NZ", "timezone": "Pacific/Auckland"}


def page(*events, **parts):
    return pages.page(artifacts, pages.of(*events, **parts), "accounts/")


def rows(tree):
    """The line of each city, by country."""
    return {pages.words(s.find("h2")): pages.texts(s, ".//li") for s in tree.iterfind(".//section")}


def test_the_festivals_come_first():
    tree = page(
        festival={
            "hashtags": ["LanternNight"],
            "accounts": {"x": "@lantern", "mastodon": "@l@example.social"},
        }
    )
    hero = tree.find(".//header[@class='hero']")
    assert pages.words(hero).endswith("#LanternNight @l@example.social (Mastodon), @lantern (X)")
    assert pages.hrefs(hero) == ["https://example.social/@l", "https://x.com/lantern"]


def test_cities_are_listed_by_country():
    cities = [
        {**AUCKLAND, "accounts": {"x": "@akl"}},
        {**pages.PARIS, "hashtags": ["LanternParis"], "accounts": {"x": "@par"}},
    ]
    tree = page(cities=cities)
    assert rows(tree) == {"France": ["Paris: #LanternParis @par (X)"], "New Zealand": ["Auckland: @akl (X)"]}
    assert "../paris/" in pages.hrefs(tree)


def test_a_city_without_any_is_left_out_and_so_is_its_country():
    cities = [AUCKLAND, LYON, {**pages.PARIS, "accounts": {"x": "@par"}}]
    assert rows(page(cities=cities)) == {"France": ["Paris: @par (X)"]}


def test_without_any_account_the_page_says_so():
    tree = page({})
    assert rows(tree) == {}
    assert "No city has named an account yet." in pages.body(tree)


def test_a_city_without_its_own_is_listed_with_those_of_its_latest_event_that_names_some():
    events = (
        {"edition": "2010-spring", "accounts": {"x": "@old"}, "hashtags": ["Old"]},
        {"edition": "2011-spring", "accounts": {"x": "@new"}},
    )
    assert rows(page(*events, editions=[SPRING_2010, pages.SPRING])) == {"France": ["Paris: #Old @new (X)"]}


def test_a_citys_own_go_before_those_of_its_events():
    events = {"accounts": {"x": "@event"}, "hashtags": ["Event"]}
    cities = [{**pages.PARIS, "accounts": {"x": "@city"}, "hashtags": ["City"]}]
    assert rows(page(events, cities=cities)) == {"France": ["Paris: #City @city (X)"]}


def test_the_festivals_hashtag_is_not_a_citys():
    assert rows(page({"hashtags": ["LanternNight"]}, festival={"hashtags": ["LanternNight"]})) == {}
