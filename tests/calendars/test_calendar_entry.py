"""More parts of an entry: organiser, picture, reminders, HTML, and languages."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from icalendar import Calendar
from samenight.content.model.festival import Festival
from samenight.content.model.file_facts import City, Event
from samenight.site import urls

from tests.calendars.conftest import PARIS, URL, made, made_calendar, published, unfolded, vevent
from tests.calendars.test_ical import CHARITIES, FULL, HOSTILE

FRENCH = {"cities": [{**PARIS, "languages": ["fr", "en"]}]}
PICTURE = {"static": {urls.SHARE_IMAGE: b"a picture"}}


def lines_with(content, start):
    return [line for line in unfolded(content) if line.startswith(start)]


# The organiser.


def test_the_organiser_is_named_where_an_address_is_public():
    content = made({}, cities=[{**PARIS, "contact": "paris+guests@nights.example"}])
    expected = 'ORGANIZER;CN="Twestival Paris":mailto:paris%2Bguests@nights.example'
    assert lines_with(content, "ORGANIZER") == [expected]


def test_a_city_without_an_address_has_the_festivals():
    content = made({}, festival={"contact": "hello@nights.example"})
    assert lines_with(content, "ORGANIZER") == ['ORGANIZER;CN="Twestival":mailto:hello@nights.example']


def test_a_page_to_write_at_is_a_contact_since_an_organiser_must_have_an_address():
    content = made({}, festival={"contact": "https://nights.example/contact"})
    assert lines_with(content, "CONTACT") == ["CONTACT:Twestival\\, https://nights.example/contact"]
    assert lines_with(content, "ORGANIZER") == []


def test_without_a_public_address_no_organiser_is_named():
    event = {"team": [{"name": "Ana", "accounts": {"mastodon": "@ana@social.example"}}]}
    assert "ORGANIZER" not in vevent(event)
    assert "Ana" not in made(event).decode()


def test_a_name_cannot_break_out_of_its_parameter():
    name = 'The "Night"; of: cities,\u2028^n'
    (line,) = lines_with(made({}, festival={"name": name, "contact": "a@b.example"}), "ORGANIZER")
    assert line.endswith(":mailto:a@b.example")
    organiser = vevent({}, festival={"name": name, "contact": "a@b.example"})["ORGANIZER"]
    assert organiser.params["CN"] == name.replace("\u2028", " ")


# The picture.


def test_the_picture_of_the_site_is_the_calendars_and_in_a_download_the_events():
    line = f"IMAGE;VALUE=URI;DISPLAY=FULLSIZE;FMTTYPE=image/png:{URL}/{urls.SHARE_IMAGE}"
    lines = unfolded(made_calendar(FULL, charities=CHARITIES, **PICTURE))
    assert lines.count(line) == 1
    assert lines.index(line) < lines.index("BEGIN:VTIMEZONE")
    lines = unfolded(made(FULL, charities=CHARITIES, **PICTURE))
    assert lines.count(line) == 1
    assert lines.index("BEGIN:VEVENT") < lines.index(line) < lines.index("BEGIN:VALARM")


def test_without_a_picture_none_is_named():
    assert b"IMAGE" not in made_calendar(FULL, charities=CHARITIES)
    assert b"IMAGE" not in made(FULL, charities=CHARITIES)


# Reminders.


def reminders(event):
    (found,) = Calendar.from_ical(made(event)).walk("VEVENT")
    return [(str(a["TRIGGER"].to_ical(), "ascii"), str(a["DESCRIPTION"])) for a in found.walk("VALARM")]


@pytest.mark.parametrize("status", ["planned", "confirmed"])
def test_a_download_reminds_a_day_and_two_hours_before(status):
    assert reminders({"start": "19:30", "status": status}) == [
        ("-P1D", "Tomorrow: Paris, Twestival Local 2011"),
        ("-PT2H", "In two hours: Paris, Twestival Local 2011"),
    ]


def test_a_whole_day_has_one_reminder_six_hours_before():
    assert reminders({}) == [("-PT6H", "Tomorrow: Paris, Twestival Local 2011")]


@pytest.mark.parametrize("status", ["held", "cancelled", "postponed"])
def test_an_event_that_is_over_or_off_has_no_reminders(status):
    assert reminders({"start": "19:30", "status": status}) == []


def test_calendars_to_subscribe_to_never_ring():
    for path, artifact in published({"start": "19:30"}).items():
        if path.endswith("/calendar.ics") or path == "calendar.ics":
            assert b"VALARM" not in artifact.make(artifact.facts)


# The time that is taken.


@pytest.mark.parametrize(("status", "free"), [("confirmed", False), ("cancelled", True), ("postponed", True)])
def test_an_event_that_is_off_takes_no_time(status, free):
    assert (vevent({"status": status}).get("TRANSP") == "TRANSPARENT") is free


# HTML.


def html_of(event, **parts):
    found = vevent(event, **parts)["X-ALT-DESC"]
    assert found.params["FMTTYPE"] == "text/html"
    text = str(found)
    for escaped, sign in (("\\,", ","), ("\\;", ";"), ("\\\\", "\\")):
        text = text.replace(escaped, sign)
    return ET.fromstring(text.removeprefix("<!DOCTYPE html>"))  # noqa: S314 -- our own


def test_the_html_says_what_the_text_says_and_its_addresses_are_links():
    tree = html_of(FULL, charities=CHARITIES)
    for line in tree.iter("br"):
        line.text = "\n"
    shown = "\n\n".join("".join(paragraph.itertext()) for paragraph in tree.iter("p"))
    assert shown == str(vevent(FULL, charities=CHARITIES)["DESCRIPTION"])
    assert [link.get("href") for link in tree.iter("a")] == [
        "https://rire.example",
        "https://tickets.example/a,b;c",
        "https://give.example/?a=1,2",
        "https://maison.example",
        f"{URL}/paris/2011-local/",
    ]


@pytest.mark.parametrize(
    "text",
    [
        *HOSTILE,
        "<script>alert(1)</script>",
        "</p></body><img src=x onerror=alert(1)>",
        'https://x.example/"onmouseover="alert(1)',
        "javascript:alert(1)",
        "&amp; & &lt;b&gt; ]]>",
    ],
)
def test_whatever_is_typed_stays_text(text):
    tree = html_of({"charity_note": text})
    assert {element.tag for element in tree.iter()} <= {"html", "body", "p", "br", "a"}
    attributes = [(element.tag, *element.attrib) for element in tree.iter() if element.attrib]
    assert {attribute for _, attribute in attributes} <= {"lang", "href"}
    assert all(link.get("href").startswith("https://") for link in tree.iter("a"))
    shown = "".join(tree.itertext())
    assert all(line in shown for line in text.splitlines())


def test_the_full_stop_of_a_sentence_is_not_the_links():
    (link, _) = html_of({"charity_note": "See https://x.example/a."}).iter("a")
    assert (link.get("href"), link.tail) == ("https://x.example/a", ".")


# Languages.


def test_a_citys_own_calendars_are_in_its_language():
    event = {**FULL, "status": "cancelled", "status_note": "Le toit fuit."}
    for path in ("paris/calendar.ics", "paris/2011-local/event.ics"):
        (found,) = Calendar.from_ical(made_calendar(event, path, charities=CHARITIES, **FRENCH)).walk(
            "VEVENT"
        )
        assert found["SUMMARY"] == "ANNULÉ\u00a0: Paris, Twestival Local 2011"
        assert found["DESCRIPTION"].startswith("Annulé. Le toit fuit.\n\n")
        assert {found[name].params["LANGUAGE"] for name in ("SUMMARY", "DESCRIPTION", "LOCATION")} == {"fr"}
        assert '<html lang="fr">' in found["X-ALT-DESC"]


def test_the_text_reads_well_in_french():
    assert vevent(FULL, charities=CHARITIES, **FRENCH)["DESCRIPTION"].split("\n\n") == [
        "Twestival Local 2011 à Paris, France\nTweet. Meet. Give.\nA Thursday.",
        "Pour Le Rire Médecin\nClowns in hospitals; two a week.\nhttps://rire.example",
        "Billets\u00a0:\n"
        "- Early bird\u00a0: 5\u00a0€, comprend one drink, jusqu’au 14 mars 2011, 23:59, "
        "https://tickets.example/a,b;c\n"
        "- Sur place\u00a0: 8,50\u00a0€\n"
        "- Children\u00a0: gratuit, épuisé",
        "Faire un don jusqu’au 1er avril 2011\u00a0: https://give.example/?a=1,2\n"
        "- 10\u00a0€\u00a0: one visit",
        "Métro Château d'Eau\nEntrée de plain-pied.\nhttps://maison.example",
        "#TwestivalParis #twestival",
        f"Plus d’informations\u00a0: {URL}/paris/2011-local/",
    ]


@pytest.mark.parametrize(
    "path", ["calendar.ics", "countries/fr/calendar.ics", "editions/2011-local/calendar.ics"]
)
def test_calendars_of_many_cities_are_in_the_festivals_language(path):
    (found,) = Calendar.from_ical(made_calendar({"status": "cancelled"}, path, **FRENCH)).walk("VEVENT")
    assert found["SUMMARY"] == "CANCELLED: Paris, Twestival Local 2011"
    assert found["SUMMARY"].params["LANGUAGE"] == "en"


def test_but_for_words_both_say_the_same():
    """So that a reader of both calendars has one event, and every program can read each."""
    facts = []
    for path in ("calendar.ics", "paris/calendar.ics"):
        content = made_calendar({**FULL, "status": "postponed"}, path, charities=CHARITIES, **FRENCH)
        (found,) = Calendar.from_ical(content).walk("VEVENT")
        words = {"SUMMARY", "DESCRIPTION", "LOCATION", "X-ALT-DESC"}
        facts.append({name: value.to_ical() for name, value in found.items() if name not in words})
    assert facts[0] == facts[1]
    assert facts[0]["UID"] == b"paris.2011-local@nights.example"


@pytest.mark.parametrize(
    ("of_city", "of_festival", "spoken"),
    [
        (["fr"], ["en"], "fr"),
        (["fr-CA"], ["en"], "fr-CA"),
        (["de", "fr"], ["en"], "fr"),
        (["de"], ["fr"], "fr"),
        ([], ["fr"], "fr"),
        (["de"], ["ja"], "en"),
        (["de"], ["ja", "fr"], "fr"),
    ],
)
def test_a_calendar_is_in_the_first_language_that_has_words(of_city, of_festival, spoken):
    event = vevent({}, cities=[{**PARIS, "languages": of_city}], festival={"languages": of_festival})
    assert event["SUMMARY"].params["LANGUAGE"] == spoken


# Other parts of the text.


def test_an_unknown_end_is_called_open_only_before_the_event():
    for status, shown in (("planned", True), ("confirmed", True), ("held", False), ("cancelled", False)):
        assert ("The end is open." in vevent({"start": "19:30", "status": status})["DESCRIPTION"]) is shown
    assert "The end is open." not in vevent({"start": "19:30", "end": "23:00"})["DESCRIPTION"]
    assert "The end is open." not in vevent({})["DESCRIPTION"]


@pytest.mark.parametrize(
    ("donate", "line"),
    [
        ({"url": "https://g.example"}, "Donate: https://g.example"),
        ({"platform": "GiveNow"}, "Donate: GiveNow"),
        ({"until": "2011-04-01T23:30"}, "Donate until 1 April 2011, 11:30\u00a0pm"),
        ({"tiers": [{"amount": "10", "currency": "USD", "label": "a pump"}]}, "Donate\n- US$10: a pump"),
        (
            {"tiers": [{"amount": "5", "currency": "USD", "label": "a brick", "reward": "a card"}]},
            "Donate\n- US$5: a brick, in return a card",
        ),
        (
            {"tiers": [{"amount": "5", "up_to": "9", "currency": "USD", "reward": "a card"}]},
            "Donate\n- US$5–US$9: in return a card",
        ),
        (
            {"tiers": [{"amount": "5", "open_amount": "yes", "currency": "USD", "label": "a brick"}]},
            "Donate\n- from US$5: a brick",
        ),
    ],
)
def test_how_to_give_as_far_as_it_is_known(donate, line):
    assert f"\n\n{line}\n\n" in vevent({"donate": donate})["DESCRIPTION"]


def test_a_setting_is_read():
    festival = Festival.model_validate({"name": "x", "base_currency": "EUR"})
    assert (festival.color, festival.calendar_extras) == ("indigo", "no")
    assert City.model_validate(PARIS).contact is None
    assert Event.model_validate({"city": "a", "edition": "b"}).postponed_from is None
