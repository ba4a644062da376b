"""The pages of a city: which event they show, and what they show of it at which time."""

from __future__ import annotations

import pytest
from samenight.pages.artifacts import artifacts
from samenight.site import urls

from tests.pages import pages

EVENT = urls.event("paris", "2011-spring")
AUTUMN = {"slug": "2011-autumn", "name": "Autumn 2011", "date": "2011-10-20"}
TWO = [pages.SPRING, AUTUMN]
RESULTS = {"lines": [{"stream": "door", "gross": "80", "currency": "EUR"}]}


def page(*events, path=EVENT, now=pages.BEFORE, **parts):
    return pages.page(artifacts, pages.of(*events, **parts), path, pages.a_site(now))


def banner(*events, **how):
    return " | ".join(pages.words(found) for found in pages.has_class(page(*events, **how), "banner"))


@pytest.mark.parametrize(
    ("event", "now", "text"),
    [
        ({"status": "confirmed"}, "2011-03-01T12:00", ""),
        ({"status": "planned"}, "2011-03-01T12:00", "Planned. Not everything is settled yet."),
        ({"status": "confirmed"}, "2011-03-24T18:00", "Today!"),
        ({"status": "planned"}, "2011-03-24T18:00", "Today!"),
        ({"status": "confirmed"}, "2011-03-25T02:00", "Today!"),
        ({"status": "held"}, "2011-03-30T18:00", "Over. The money raised is being counted."),
        ({"status": "held"}, "2011-04-24T18:00", "Over. How much it raised is not known."),
        ({"status": "planned"}, "2011-03-30T18:00", "Over. The money raised is being counted."),
        (
            {"status": "planned"},
            "2011-04-24T18:00",
            "Over. It was announced; no report of it was found.",
        ),
        ({"status": "held", "results": RESULTS}, "2011-04-24T18:00", "This event raised €80."),
        ({"status": "cancelled"}, "2011-03-24T18:00", "Cancelled. It does not take place."),
        ({"status": "cancelled", "status_note": "No hall."}, "2011-03-01T12:00", "Cancelled. No hall."),
        ({"status": "cancelled"}, "2011-04-24T18:00", "Cancelled. It did not take place."),
        (
            {"status": "postponed", "status_note": "In May."},
            "2011-04-24T18:00",
            "Postponed. It was to be on 24 March 2011; a new date is not known yet. In May.",
        ),
        (
            {"status": "postponed", "postponed_from": "2011-03-24", "date": "2011-05-19"},
            "2011-03-01T12:00",
            "Postponed. It moves from 24 March 2011 to 19 May 2011.",
        ),
    ],
)
def test_the_banner_follows_status_and_moment(event, now, text):
    assert banner(event, now=now) == text


def test_it_is_tonight_by_the_clock_of_the_city():
    auckland = {"slug": "auckland", "name": "Auckland", "country": "NZ", "timezone": "Pacific/Auckland"}
    how = {"cities": [pages.PARIS, auckland], "now": "2011-03-23T13:00"}
    path = urls.event("auckland", "2011-spring")
    assert banner({"city": "auckland"}, path=path, **how) == "Today!"
    assert banner({"city": "paris"}, **how) == ""


SELLING = {
    "tickets": [{"name": "T", "price": "5", "currency": "EUR", "url": "https://shop.example/1"}],
    "donate": {"url": "https://give.example/"},
}


@pytest.mark.parametrize(
    ("event", "now", "buttons"),
    [
        ({}, pages.BEFORE, ["Get tickets", "Donate", "Add to calendar", "Map"]),
        ({}, "2011-03-24T18:00", ["Get tickets", "Donate", "Add to calendar", "Map"]),
        ({}, pages.AFTER, []),
        ({"status": "cancelled"}, pages.BEFORE, ["Donate", "Update your calendar"]),
        ({"status": "postponed"}, pages.BEFORE, ["Donate", "Update your calendar"]),
        (
            {"status": "postponed", "postponed_from": "2011-03-24", "date": "2011-05-19"},
            pages.BEFORE,
            ["Get tickets", "Donate", "Add to calendar", "Map"],
        ),
    ],
)
def test_buttons_are_there_while_they_are_of_use(event, now, buttons):
    hero = page({**SELLING, **event}, now=now).find(".//header[@class='hero']")
    assert [pages.words(button) for button in pages.has_class(hero, "button")] == buttons


@pytest.mark.parametrize("tickets", [[], [{"name": "At the door", "price": "8", "currency": "EUR"}]])
def test_a_coming_event_need_not_sell_tickets_online(tickets):
    assert "Get tickets" not in pages.body(page({"tickets": tickets}))


@pytest.mark.parametrize(
    ("now", "shown", "note"),
    [
        ("2011-03-01T12:00", "Spring 2011", ""),
        ("2011-03-24T23:30", "Spring 2011", ""),
        ("2011-06-01T12:00", "Autumn 2011", ""),
        ("2012-06-01T12:00", "Autumn 2011", ""),
    ],
)
def test_the_citys_address_shows_the_coming_event_else_the_latest(now, shown, note):
    events = ({}, {"edition": "2011-autumn", "date": "2011-10-20"})
    tree = page(*events, path="paris/", now=now, editions=TWO)
    assert shown in pages.words(tree.find(".//p[@class='kicker']"))
    (other,) = {"Spring 2011", "Autumn 2011"} - {shown}
    assert other in pages.texts(tree, ".//ul[@class='cards']/li/a")


def test_a_cancelled_event_makes_way_for_one_that_takes_place():
    events = ({"status": "cancelled"}, {"edition": "2011-autumn", "date": "2011-10-20"})
    tree = page(*events, path="paris/", editions=TWO)
    assert "Autumn 2011" in pages.words(tree.find(".//p[@class='kicker']"))


def test_an_earlier_event_leads_to_the_latest():
    events = ({}, {"edition": "2011-autumn", "date": "2011-10-20"})
    old = page(*events, now="2012-01-01", editions=TWO)
    assert pages.hrefs(old, ".//p[@class='past-note']/a") == ["../"]
    new = page(*events, path="paris/2011-autumn/", now="2012-01-01", editions=TWO)
    assert pages.has_class(new, "past-note") == []


@pytest.mark.parametrize(
    ("event", "now", "asks"),
    [
        ({"status": "held"}, pages.AFTER, True),
        ({"status": "held", "body": "It was loud."}, pages.AFTER, True),
        ({"status": "held", "venue": {"name": "V"}}, pages.AFTER, False),
        ({"status": "held", "results": RESULTS}, pages.AFTER, False),
        ({"status": "cancelled"}, pages.AFTER, False),
        ({"status": "confirmed"}, pages.BEFORE, False),
    ],
)
def test_a_past_event_with_few_facts_asks_for_more(event, now, asks):
    assert bool(pages.has_class(page(event, now=now), "ask")) is asks


def test_what_is_not_known_yet_is_said():
    text = pages.body(
        page({"date": None, "status": "planned"}, editions=[{"slug": "2011-spring", "name": "S"}])
    )
    assert "The date is not known yet." in text
    assert "The venue is not known yet." in text
    assert "The charity is not known." in text


def test_a_past_event_without_a_venue_says_that_none_is_recorded():
    nowhere = {**pages.PARIS, "coordinates": None}
    text = pages.body(page({"status": "held"}, now=pages.AFTER, cities=[nowhere]))
    assert "Where it took place is not recorded." in text


def test_a_known_point_without_a_venue_names_the_city():
    assert "Where Paris For" in pages.body(page({"status": "held"}, now=pages.AFTER))


def test_an_undated_event_of_a_long_edition_says_between_which_days():
    year = {"slug": "2011-spring", "name": "S", "date": "2011-01-01", "end_date": "2011-12-31"}
    text = pages.body(page({"date": None}, editions=[year]))
    assert "Some day between 1 January 2011 and 31 December 2011" in text


def test_no_calendar_is_offered_where_no_day_is_known():
    tree = page({"date": None}, path="paris/", editions=[{"slug": "2011-spring", "name": "S"}])
    assert [href for href in pages.hrefs(tree) + pages.hrefs(tree, ".//link") if href.endswith(".ics")] == []


def test_a_city_without_an_event_still_has_its_page():
    tree = page(path="paris/")
    assert pages.texts(tree, ".//h1") == ["Paris"]
    assert "No event is planned here yet." in pages.body(tree)
    assert "../countries/fr/" in pages.hrefs(tree)
    found = pages.published(artifacts, pages.of())
    assert "paris/tonight/index.html" not in found
    assert [path for path in found if path.startswith("paris/")] == ["paris/index.html"]


def test_the_citys_posts_are_on_its_page_newest_first():
    post = {"city": "paris", "title": "Old", "date": "2011-02-01", "slug": "old", "body": "*Soon.*"}
    new = {**post, "title": "New", "date": "2011-02-20", "slug": "new", "languages": ["fr"]}
    tree = page({}, path="paris/", posts=[new, post])
    articles = tree.findall(".//section[@class='posts']/article")
    assert [(a.get("id"), a.get("lang")) for a in articles] == [("post-new", "fr"), ("post-old", None)]
    assert pages.texts(articles[1], ".//em") == ["Soon."]
    assert pages.has_class(page({}, posts=[new, post]), "posts") == []


def test_the_screen_for_the_venue():
    event = {
        "charity": "wells",
        "hashtags": ["LanternParis"],
        "accounts": {"x": "@lanternparis"},
        "results": RESULTS,
        "raffle": {"draw": "22:00"},
        "donate": {"url": "https://give.example/"},
        "sponsors": ["The Shed"],
        "programme": [{"time": "20:00", "what": "Choir", "who": "The Owls"}],
        "goal": {"amount": "500", "currency": "EUR"},
    }
    tree = page(event, path=urls.city_tonight("paris"), charities=[{"slug": "wells", "name": "Clean Wells"}])
    text = pages.body(tree)
    for words in (
        "#LanternParis",
        "@lanternparis",
        "For Clean Wells",
        "Goal: €500",
        "€80",
        "Draw at 10:00 pm",
        "8:00 pm Choir, The Owls",
        "https://give.example/",
        f"{pages.URL}/paris/",
        "The Shed",
    ):
        assert words in text
    assert tree.find(".//header") is None
    assert tree.find(".//footer") is None
    assert [image.get("src") for image in tree.iterfind(".//img")] == ["../print/qr-page.svg"]
    assert tree.find(".//meta[@name='robots']").attrib["content"] == "noindex"


# The page's language.


def french(**event):
    return {"cities": [{**pages.PARIS, "languages": ["fr", "en"]}], "path": event.pop("path", EVENT)}


@pytest.mark.parametrize("path", [EVENT, "paris/", "paris/tonight/"])
def test_a_page_says_the_language_of_its_city(path):
    assert page({}, **french(path=path)).attrib == {"lang": "fr", "dir": "ltr"}
    assert page({}, path=path).attrib == {"lang": "en", "dir": "ltr"}


def test_dates_and_money_are_those_of_the_language():
    text = pages.body(page({"results": RESULTS, "start": "19:30"}, **french()))
    assert "jeudi 24 mars 2011" in text
    assert "19:30" in text
    assert "80 €" in text
    assert "Thursday, 24 March 2011" in pages.body(page({}))


@pytest.mark.parametrize("language", ["ar", "he", "fa"])
def test_some_languages_run_from_right_to_left(language):
    library = pages.of({}, festival={"languages": [language]})
    tree = pages.page(artifacts, library, EVENT, pages.a_site(languages=[language]))
    assert tree.attrib == {"lang": language, "dir": "rtl"}


def test_a_page_without_translation_is_in_the_festivals_language():
    """A page in two languages is of no use; the organiser's text keeps its own language."""
    tree = page({"body": "مساء الخير"}, cities=[{**pages.PARIS, "languages": ["ar"]}])
    assert tree.attrib == {"lang": "en", "dir": "ltr"}
    assert "Thursday, 24 March 2011" in pages.body(tree)
    (prose,) = pages.has_class(tree, "prose")
    assert (prose.get("lang"), prose.get("dir")) == ("ar", "rtl")


def test_pages_of_no_city_are_in_the_festivals_language():
    library, site = pages.of({}, festival={"languages": ["de", "en"]}), pages.a_site(languages=["de"])
    for path in ("", "status/", "countries/fr/", "editions/2011-spring/"):
        assert pages.page(artifacts, library, path, site).get("lang") == "de"
    assert "24. März 2011" in pages.body(pages.page(artifacts, library, "editions/2011-spring/", site))


def ticket(**facts):
    made = page(
        {"tickets": [{"price": "5", "currency": "EUR", **facts}], "ticket_url": "https://shop.example/"}
    )
    sections = [
        section for section in made.iterfind(".//section") if pages.texts(section, "h2") == ["Tickets"]
    ]
    return pages.texts(sections[0], ".//li")[0]


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        ({"name": "Early bird"}, "€5 Early bird"),
        ({"name": "Early bird", "includes": "one drink"}, "€5 Early bird, includes one drink"),
        ({"includes": "one drink", "sold_out": "yes"}, "€5, includes one drink sold out"),
        ({"name": "Early bird", "sold_out": "yes"}, "€5 Early bird sold out"),
        ({"at_the_door": "yes"}, "€5 at the door"),
        ({"name": "Children", "price": "0"}, "free Children"),
        ({"until": "2011-03-14", "limit": "50"}, "€5 until 14 March 2011, 50 in all"),
    ],
)
def test_a_ticket_reads_as_a_line(facts, line):
    assert ticket(**facts) == line


@pytest.mark.parametrize("path", [urls.city("paris"), EVENT])
def test_raffle_tickets_find_the_raffle_on_the_page(path):
    """Their code ends in ``#raffle``."""
    (section,) = page({"raffle": {"prizes": ["A lantern"]}}, path=path).findall(".//section[@id='raffle']")
    assert "A lantern" in pages.words(section)
