"""Small festivals that once said different things on page, calendar, feed and paper, really built.

Each test is one festival: what its organiser typed, and what every output says of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
import pytest
from icalendar import Calendar

from tests import sites
from tests.history.test_last_changes import commit, git
from tests.pages import pages

NOW = "2031-02-01T12:00:00+00:00"
BASE = {
    "festival.md": """
        ---
        name: "Lamp Night"
        base_currency: "EUR"
        languages: ["en", "fr"]
        hashtags: ["LampNight"]
        print: "lean"
        ---
        """,
    "editions/2031.md": """
        ---
        name: "Edition 2031"
        date: "2031-03-20"
        announced: "2031-01-05"
        charity: "wells"
        ---
        """,
    "charities/wells.md": '---\nname: "Wells"\n---\n',
    "cities/ulm/city.md": """
        ---
        name: "Ulm"
        country: "DE"
        timezone: "Europe/Berlin"
        languages: ["en"]
        ---
        """,
}
SEASON = """
    ---
    name: "Edition 2031"
    date: "2031-03-20"
    end_date: "2031-04-30"
    announced: "2031-01-05"
    charity: "wells"
    ---
    """
SOLD = [
    '{name: "Early", price: "5", currency: "EUR", sold_out: "yes", url: "https://t.example.org/3"}',
    '{name: "Late", price: "8", currency: "EUR", sold_out: "yes", url: "https://t.example.org/3"}',
]


def event(*lines: str, status: str = "confirmed", date: str = "2031-03-20") -> str:
    """The file of an event, with further lines."""
    first = [f'status: "{status}"'] + ([f'date: "{date}"'] if date else [])
    return "\n".join(["---", *first, 'start: "19:00"', 'venue: {name: "Hall"}', *lines, "---", "Text.", ""])


def tickets(*items: str) -> str:
    return "tickets:\n" + "\n".join(f"  - {item}" for item in items)


class Site:
    """A festival that was built, and how its outputs read."""

    def __init__(self, folder: Path, files: Mapping[str, str], now: str = NOW) -> None:
        self.folder = sites.make_site(folder / "site", {**BASE, **files}, good=False)
        self.build(now)

    def build(self, now: str = NOW) -> None:
        """Build it at a moment."""
        built = sites.build(self.folder, {"SAMENIGHT_NOW": now})
        assert built.returncode == 0, built.stderr
        self.said, self.output = built.stderr, self.folder / "output"

    def page(self, city: str = "ulm") -> str:
        """The text of a city's page."""
        return pages.body(pages.read((self.output / city / "index.html").read_text("utf-8")))

    def hero(self, city: str = "ulm") -> str:
        """The text of the first screen of a city's page."""
        tree = pages.read((self.output / city / "index.html").read_text("utf-8"))
        return pages.words(tree.find(".//header[@class='hero']"))

    def shared(self, city: str = "ulm") -> dict[str, str]:
        """What a link to a city's page shows in a chat."""
        tree = pages.read((self.output / city / "index.html").read_text("utf-8"))
        known = {one.get("property") or one.get("name"): one.get("content") for one in tree.iter("meta")}
        title = pages.words(tree.find(".//title"))
        return {"title": title, **{key: known[key] for key in ("description", "og:title", "og:description")}}

    def calendar(self, city: str = "ulm") -> dict[str, str]:
        """The properties of the event in its own file."""
        content = (self.output / city / "2031" / "event.ics").read_bytes()
        (found,) = Calendar.from_ical(content).walk("VEVENT")
        return {
            name: str(value) if name in {"DESCRIPTION", "SUMMARY"} else value.to_ical().decode()
            for name, value in found.items()
        }

    def feed(self, city: str = "ulm") -> str:
        """The feed of a city."""
        return (self.output / city / "feed.atom").read_text("utf-8")

    def printed(self, city: str = "ulm") -> set[str]:
        """The names of the files of a city's print kit."""
        return {path.name for path in (self.output / city / "print").iterdir()}


def test_an_event_of_three_days_ends_on_its_last_day_at_its_end(tmp_path: Path) -> None:
    text = event('end_date: "2031-03-23"', 'start: "18:00"', 'end: "16:00"', date="2031-03-21")
    site = Site(
        tmp_path, {"editions/2031.md": SEASON, "cities/ulm/2031.md": text.replace('start: "19:00"\n', "")}
    )
    assert "Friday, 21 March 2031, 6:00 pm – Sunday, 23 March 2031, 4:00 pm" in site.hero()
    found = site.calendar()
    assert (found["DTSTART"], found["DTEND"]) == ("20310321T180000", "20310323T160000")
    page = (site.output / "ulm/index.html").read_text("utf-8")
    for end in ("20310323T150000Z", "2031-03-23T15%3A00%3A00Z"):  # Google and Yahoo, Microsoft
        assert end in page


@pytest.mark.parametrize("last", ["", 'end_date: "2031-03-21"'])
def test_a_night_that_ends_in_the_morning_is_one_night_however_it_was_typed(
    tmp_path: Path, last: str
) -> None:
    site = Site(tmp_path, {"cities/ulm/2031.md": event('end: "02:00"', *filter(None, [last]))})
    assert site.calendar()["DTEND"] == "20310321T020000"
    assert "Thursday, 20 March 2031 7:00 pm – 2:00 am" in site.hero()


def test_twenty_four_hours_are_good_data(tmp_path: Path) -> None:
    site = Site(tmp_path, {"cities/ulm/2031.md": event('end: "19:00"')})
    assert site.calendar()["DTEND"] == "20310321T190000"
    assert "Thursday, 20 March 2031, 7:00 pm – Friday, 21 March 2031, 7:00 pm" in site.hero()


def test_postponed_to_a_new_day_says_that_day_everywhere(tmp_path: Path) -> None:
    moved = event('postponed_from: "2031-03-20"', status="postponed", date="2031-04-10")
    site = Site(tmp_path, {"editions/2031.md": SEASON, "cities/ulm/2031.md": moved})
    sentence = "Postponed. It moves from 20 March 2031 to 10 April 2031."
    assert sentence in site.hero()
    assert site.shared()["og:description"].startswith(sentence)
    assert site.shared()["og:title"] == "POSTPONED: Ulm, Lamp Night Edition 2031"
    assert site.calendar()["DTSTART"] == "20310410T190000"
    assert site.calendar()["DESCRIPTION"].startswith(sentence)
    assert f"<summary>{sentence}" in site.feed()
    assert "not known" not in site.hero()
    assert "poster-a4.pdf" in site.printed()
    assert "event.postponed" not in site.said


def test_postponed_with_the_old_day_has_none_and_the_check_says_how_to_write_it(tmp_path: Path) -> None:
    site = Site(tmp_path, {"cities/ulm/2031.md": event(status="postponed")})
    sentence = "Postponed. It was to be on 20 March 2031; a new date is not known yet."
    assert sentence in site.hero()
    assert site.shared()["description"].startswith(sentence)
    assert "When A new date is not known yet." in site.hero()
    assert "7:00 pm" not in site.hero()
    assert "poster-a4.pdf" not in site.printed()
    assert "event.postponed" in site.said
    assert 'postponed_from: "2031-03-20"' in " ".join(site.said.split())


def test_what_is_sold_out_is_sold_nowhere(tmp_path: Path) -> None:
    site = Site(tmp_path, {"cities/ulm/2031.md": event(tickets(*SOLD))})
    assert "Sold out." in site.hero()
    assert "Get tickets" not in site.page()
    assert "€" not in site.hero()
    assert not {name for name in site.printed() if name.startswith("qr-tickets")}
    assert "sold out" in site.calendar()["DESCRIPTION"]
    assert "t.example.org" not in site.calendar()["DESCRIPTION"]
    assert site.shared()["description"].startswith("Sold out.")


@pytest.mark.parametrize(
    ("items", "said"),
    [
        (['{name: "A", price: "5", currency: "EUR", url: "https://t.example.org/", until: "2031-01-15"}'],
         "The ticket sale has ended."),
        (['{name: "A", price: "5", currency: "EUR", url: "https://t.example.org/", since: "2031-02-15"}'],
         "Tickets from 15 February 2031."),
        ([SOLD[0], '{name: "Door", price: "9", currency: "EUR", at_the_door: "yes"}'],
         "Tickets at the door only."),
    ],
)  # fmt: skip
def test_what_cannot_be_bought_from_afar_says_why(tmp_path: Path, items: list[str], said: str) -> None:
    site = Site(tmp_path, {"cities/ulm/2031.md": event(tickets(*items))})
    assert said in site.hero()
    assert said in site.calendar()["DESCRIPTION"]
    assert "Get tickets" not in site.page()
    assert "t.example.org" not in (site.output / "ulm/index.html").read_text("utf-8")
    assert not {name for name in site.printed() if name.startswith("qr-tickets")}


def test_a_feed_moves_with_the_calendar(tmp_path: Path) -> None:
    """As confirmed, postponed, with a new day: each is news, at the same instant."""
    site = Site(tmp_path, {"cities/ulm/2031.md": event()})
    git(site.folder, "init", "--quiet", "--initial-branch=main")
    files = [event(), event(status="postponed"), event('postponed_from: "2031-03-20"', status="postponed",
             date="2031-04-10")]  # fmt: skip
    seen = []
    for day, text in enumerate(files, 1):
        commit(site.folder, {"content/cities/ulm/2031.md": text}, day)
        site.build()
        stamp, (feed, entry) = (
            site.calendar()["LAST-MODIFIED"],
            re.findall("<updated>(.*?)</updated>", site.feed()),
        )
        assert feed == entry
        assert re.sub("[-:]", "", entry) == stamp
        seen.append(stamp)
    assert seen == sorted(set(seen))
    assert "<title>POSTPONED: " in site.feed()


@pytest.mark.parametrize(
    ("text", "mark", "sentence"),
    [
        (event(status="cancelled"), "CANCELLED: ", "Cancelled. It does not take place."),
        (event('postponed_from: "2031-03-20"', status="postponed", date=""), "POSTPONED: ",
         "Postponed. It was to be on 20 March 2031; a new date is not known yet."),
    ],
)  # fmt: skip
def test_a_shared_link_tells_first_that_it_is_off(
    tmp_path: Path, text: str, mark: str, sentence: str
) -> None:
    site = Site(tmp_path, {"cities/ulm/2031.md": text})
    shared = site.shared()
    assert shared["title"].startswith(f"{mark}Ulm")
    assert shared["og:title"].startswith(f"{mark}Ulm")
    assert shared["description"].startswith(sentence)
    assert shared["og:description"].startswith(sentence)
    assert f"<title>{mark}Ulm" in site.feed()


def test_a_post_of_the_future_waits_for_its_day(tmp_path: Path) -> None:
    post = '---\ntitle: "Later"\ndate: "2031-02-03"\n---\nText.\n'
    site = Site(tmp_path, {"cities/ulm/2031.md": event(), "cities/ulm/posts/2031-02-03-later.md": post})
    assert "Later" not in site.page()
    assert "Later" not in site.feed()
    site.build("2031-02-02T22:59:00+00:00")
    assert "Later" not in site.page()
    site.build("2031-02-02T23:00:00+00:00")  # midnight in Ulm
    assert "Later" in site.page()
    assert "<updated>2031-02-02T23:00:00Z</updated>" in site.feed()


# Four more of the kind.


def test_the_first_language_with_words_speaks_on_page_calendar_feed_and_paper(tmp_path: Path) -> None:
    city = BASE["cities/ulm/city.md"].replace('["en"]', '["ca", "fr"]')
    told = 'slogan: "Together"\n        charity_note: "For pumps"\n        charity: "wells"'
    edition = BASE["editions/2031.md"].replace('charity: "wells"', told)
    files = {"cities/ulm/city.md": city, "editions/2031.md": edition, "cities/ulm/2031.md": event()}
    site = Site(tmp_path, files)
    page = (site.output / "ulm/index.html").read_text("utf-8")
    assert '<html lang="fr"' in page
    assert "LANGUAGE=fr" in (site.output / "ulm/2031/event.ics").read_text("utf-8")
    assert 'xml:lang="fr"' in site.feed()
    for said in ("Together", "For pumps"):
        assert said in site.hero()
        assert said in site.calendar()["DESCRIPTION"]
    assert "There is no translation into Catalan" in " ".join(site.said.split())
    assert "catalan" in (site.output / "ulm/print/index.html").read_text("utf-8")


def test_donations_are_requested_on_all_or_on_none(tmp_path: Path) -> None:
    """Once the page dropped the button of a cancelled event that calendar and poster still had."""
    donate = 'donate: {url: "https://give.example.org/"}'
    site = Site(tmp_path, {"cities/ulm/2031.md": event(donate, status="cancelled")})

    def asks() -> list[bool]:
        return [
            "Donate" in site.hero(),
            "give.example.org" in site.calendar()["DESCRIPTION"],
            "qr-donate.svg" in site.printed(),
        ]

    assert asks() == [True] * 3
    site.build("2031-03-22T12:00:00+00:00")
    assert asks() == [False] * 3


def test_the_day_after_no_page_asks_to_come_help_or_buy(tmp_path: Path) -> None:
    more = [
        tickets('{name: "A", price: "5", currency: "EUR", url: "https://t.example.org/"}'),
        'volunteers: {needed: "14", url: "https://help.example.org/"}',
    ]
    text = event(*more).replace('{name: "Hall"}', '{name: "Hall", getting_there: "Tram 1"}')
    site = Site(tmp_path, {"cities/ulm/2031.md": text})
    asked = ("Get tickets", "We need 14 people", "Tram 1", "Add to calendar", "€5")
    assert all(words in site.page() for words in asked)
    site.build("2031-03-21T12:00:00+00:00")
    assert "Over." in site.hero()
    assert [words for words in asked if words in site.page()] == ["€5"]  # the record of what it cost
    assert "€5" not in site.hero()
    assert "Tram 1" not in site.calendar()["DESCRIPTION"]
    assert "qr-tickets.svg" not in site.printed()
    assert "VALARM" not in (site.output / "ulm/2031/event.ics").read_text("utf-8")


def test_calendars_of_many_cities_use_one_language(tmp_path: Path) -> None:
    city = BASE["cities/ulm/city.md"].replace('["en"]', '["fr"]')
    site = Site(tmp_path, {"cities/ulm/city.md": city, "cities/ulm/2031.md": event(status="cancelled")})
    assert "<title>ANNULÉ\u00a0: Ulm" in site.feed()
    everything = (site.output / "feed.atom").read_text("utf-8")
    assert "<title>CANCELLED: Ulm" in everything
    assert 'xml:lang="en"' in everything
    assert "CANCELLED: Ulm" in (site.output / "calendar.ics").read_text("utf-8")


def test_only_an_address_of_tickets_shows_where_they_are_sold(tmp_path: Path) -> None:
    site = Site(tmp_path, {"cities/ulm/2031.md": event('ticket_url: "https://t.example.org/ulm"')})
    assert "Tickets t.example.org" in site.hero()
    assert "see below" not in site.page()


def test_moved_away_without_a_word_on_the_status_is_postponed(tmp_path: Path) -> None:
    """Whoever renames the date and forgets the status still tells nobody to come."""
    text = event('postponed_from: "2031-03-20"', tickets('{name: "A", price: "5", currency: "EUR"}'), date="")
    site = Site(tmp_path, {"cities/ulm/2031.md": text})
    sentence = "Postponed. It was to be on 20 March 2031; a new date is not known yet."
    assert sentence in site.hero()
    assert site.calendar()["STATUS"] == "TENTATIVE"
    assert site.calendar()["SUMMARY"].startswith("POSTPONED: ")
    assert "VALARM" not in (site.output / "ulm/2031/event.ics").read_text("utf-8")
    assert "€5" not in site.hero()
    assert "event.moved" in site.said


def test_cancelled_after_it_was_moved_was_to_be_on_the_last_day_named(tmp_path: Path) -> None:
    site = Site(
        tmp_path, {"cities/ulm/2031.md": event('postponed_from: "2031-03-20"', status="cancelled", date="")}
    )
    assert "Thursday, 20 March 2031" in site.hero()
    assert "not known" not in site.hero()
    site.build("2032-01-01T12:00:00+00:00")
    assert "It did not take place." in site.hero()


def test_postponed_inside_a_window_says_one_thing(tmp_path: Path) -> None:
    files = {"editions/2031.md": SEASON, "cities/ulm/2031.md": event(status="postponed", date="")}
    site = Site(tmp_path, files)
    assert "Postponed. A new date is not known yet." in site.hero()
    assert "Some day between" not in site.hero()


def test_an_own_name_is_the_title_on_paper_too(tmp_path: Path) -> None:
    city = BASE["cities/ulm/city.md"].replace("languages:", 'print: "full"\n        languages:')
    more = ['name: "Nacht"', 'donate: {url: "https://give.example.org/"}']
    site = Site(tmp_path, {"cities/ulm/city.md": city, "cities/ulm/2031.md": event(*more)})
    assert site.calendar()["SUMMARY"] == "Ulm, Nacht"
    for piece in ("poster-a4.pdf", "table-tent-a4.pdf"):
        assert "nacht" in text_of(site.output / "ulm/print" / piece).casefold()


def text_of(pdf: Path) -> str:
    """The text of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def test_the_next_night_stays_on_the_front_page_though_its_edition_is_over(tmp_path: Path) -> None:
    autumn = '---\nname: "Autumn 2031"\ndate: "2031-10-20"\ncharity: "wells"\n---\n'
    moved = event('postponed_from: "2031-03-20"', status="postponed", date="2031-04-10")
    site = Site(
        tmp_path, {"editions/2031-autumn.md": autumn, "cities/ulm/2031.md": moved}, "2031-03-24T12:00"
    )
    home = pages.body(pages.read((site.output / "index.html").read_text("utf-8")))
    assert "Coming up: Edition 2031" in home
    site.build("2031-04-12T12:00")
    home = pages.body(pages.read((site.output / "index.html").read_text("utf-8")))
    assert "Coming up: Autumn 2031" in home
