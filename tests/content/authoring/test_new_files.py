"""New files: what open data provides, what is a blank, and what is kept of the last event."""

from __future__ import annotations

import datetime as dt
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.content.authoring import city_names, new_files, next_event, place_search
from samenight.content.authoring.header_writer import canonical
from samenight.content.authoring.new_files import NewCity, NewEdition
from samenight.content.authoring.place_search import PlaceQuery
from samenight.content.model.event_parts import Ticket
from samenight.content.model.festival import Festival
from samenight.content.model.fields import Coordinates
from samenight.content.model.file_facts import City, Edition, Event
from samenight.content.model.people import Member
from samenight.content.model.venue import Venue
from samenight.content.places import gazetteer
from samenight.content.problems.problem import errors
from samenight.content.problems.wording import ENGLISH, wording
from samenight.content.reading.file_reader import parse
from samenight.content.reading.header import read_header
from samenight.content.values.money import currency_of
from samenight.content.values.written_codes import country_codes

from tests import sites
from tests.commands.test_check import run

NIGHT = Edition(slug="2027", name="Night 2027", date="2027-03-25", charity="c")
SEASON = Edition(slug="2027", name="2027", date="2027-03-01", end_date="2027-03-31", cities_choose="yes")
POINT = Coordinates(*map(gazetteer.Decimal, ("1", "2")))
KNOWN = sorted(code for code in country_codes() if gazetteer.places_of(code))


def city_of(place):
    languages = new_files.languages_for(place.country, place.region)
    slug = f"{place.country.lower()}-{city_names.slug_for(place.name, place)}"
    return NewCity(slug, place.name, place.country, place.timezone, place.region, place.point, languages)


def test_the_largest_city_of_every_country_is_made_without_a_mistake(tmp_path):
    made = {}
    for code in KNOWN:
        city = city_of(gazetteer.places_of(code)[0])
        values = new_files.first_event(SEASON, currency_of(code), ENGLISH)
        made[f"cities/{city.slug}/city.md"] = new_files.city_file(city)
        made[f"cities/{city.slug}/2027.md"] = new_files.event_text(values)
    assert len(made) > 450
    season = NewEdition("2027", "N", SEASON.date, SEASON.end_date, None, True, "EUR")
    files = {name: text.encode() for name, text in made.items()}
    files["editions/2027.md"] = new_files.edition_file(season, ENGLISH).encode()
    # Auckland is among the new ones
    others = dict.fromkeys(name for name in sites.GOOD if name.startswith("cities/"))
    site = sites.make_site(tmp_path / "site", {**others, **files})
    checked = json.loads(run("check", "--format", "json", cwd=site).stdout)
    assert checked["errors"] == 0, checked["problems"]
    assert checked["problems"] == []


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("edition", [NIGHT, SEASON])
def test_a_first_event_is_all_blanks_but_its_status_and_currency(edition, language):
    text = new_files.event_text(new_files.first_event(edition, "PLN", wording(language)))
    assert canonical(Event, "e.md", text) == text
    event, problems = parse("e.md", text, Event, {"city": "lodz", "edition": "2027"})
    assert problems == []
    assert event == Event(city="lodz", edition="2027", status="planned")
    fields = {blank.field for blank in new_files.blanks_in(text)}
    assert {"start", "venue.name", "tickets[0].price", "donate.url"} <= fields
    assert ({"date", "charity"} <= fields) == (edition is SEASON)


def test_hints_are_in_the_readers_language():
    text = new_files.event_text(new_files.first_event(NIGHT, "EUR", wording("fr")))
    assert '"___ le nom sur la porte"' in text


def test_once_confirmed_every_blank_is_named():
    values = new_files.first_event(SEASON, None, ENGLISH) | {"status": "confirmed"}
    text = new_files.event_text(values)
    _, problems = parse("e.md", text, Event, {"city": "lodz", "edition": "2027"})
    left = [(problem.line, problem.field) for problem in problems if problem.code == "blank.left"]
    assert left == [(blank.line, blank.field) for blank in new_files.blanks_in(text)]
    assert "tickets[0].currency" in [field for _, field in left]


def test_an_edition_has_blanks_for_what_is_not_known():
    text = new_files.edition_file(NewEdition("2027", "N", None, None, None, False, "EUR"), ENGLISH)
    assert canonical(Edition, "e.md", text) == text
    edition, problems = parse("e.md", text, Edition, {"slug": "2027"})
    assert [problem.code for problem in problems] == ["blank.open", "blank.open"]
    assert edition == Edition(slug="2027", name="N", currency="EUR")


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("2027-global", "Lantern Night Global 2027"),
        ("2027", "Lantern Night 2027"),
        ("spring", "Lantern Night Spring"),
    ],
)
def test_an_edition_is_named_after_its_slug(slug, name):
    assert new_files.edition_name(slug, Festival(name="Lantern Night", base_currency="USD")) == name


LAST = """---
name: "Blue night"
status: "held"
status_note: "sold out"
updated: "2011-03-20"
date: "2011-03-24"
start: "19:30"
end: "00:30"
place: "Wilanów"
venue:
  name: "Le \\"Comptoir\\""
  address: "1 rue des Lampes"
  access:
    step_free: "unknown"
  wifi: {network: "guests", password: "secret1"}
  note: "ring twice"
capacity: "250"
website: "https://2011.example.org/"
slogan: "s"
charity: "clean-wells"
goal: {amount: "3000", currency: "LVL"}
tickets:
  - {name: "Early bird", price: "5.00", currency: "LVL", url: "https://t.example.org/1",
     until: "2011-03-14", limit: "9", sold_out: "yes"}
  - {name: "Door 2011", price: "8.00", currency: "EUR", at_the_door: "yes", note: "n"}
ticket_platform: "HelloAsso"
donate: {url: "https://d.example.org/", platform: "P", until: "2011-04-01",
         tiers: [{amount: "1", currency: "EUR", label: "l"}]}
raffle: {kind: "tombola", price: "2.00", currency: "LVL", draw: "22:00", prizes: ["iPad"],
         winners: [{prize: "iPad", ticket: "1"}]}
auction: {lots: ["Hat"]}
match: [{sponsor: "Acme", per: "ticket", amount: "1", currency: "EUR"}]
programme: [{time: "20:00", what: "Choir"}]
volunteers: {needed: "12", url: "https://v.example.org/",
             roles: [{role: "Door", hours: "18:30-20:30", needed: "3"}]}
team: [{name: "Ada", role: "Press", accounts: {x: "@ada"}, note: "n"}]
sponsors: ["Bakery", {name: "Acme"}]
hashtags: ["LanternRiga", "LanternRiga2011", "LanternRiga11"]
accounts: {x: "@lanternriga", instagram: "riga2011"}
press: [{title: "t", url: "https://p.example.org/"}]
results: {total: {amount: "1", currency: "LVL"}}
notes: ["x"]
sources: ["https://s.example.org/"]
---
Body.
"""


def next_of(text, edition=SEASON, country="LV"):
    currency = next_event.currency_change(country, dt.date(2011, 3, 24), dt.date(2027, 3, 25))
    return next_event.next_event(read_header("e.md", text).values, edition, currency, ENGLISH)


def test_what_is_kept_what_is_to_be_confirmed_and_what_is_left_out():
    assert next_of(LAST) == {
        "status": "planned",
        "name": "Blue night",
        "date": "___ a day from 2027-03-01 to 2027-03-31",
        "start": "___ again? 19:30",
        "end": "___ again? 00:30",
        "place": "Wilanów",
        "venue": {"name": '___ again? Le "Comptoir"', "address": "___ again? 1 rue des Lampes"},
        "capacity": "___ again? 250",
        "charity": "___ again? clean-wells",
        "goal": {"amount": "___ again? 3000", "currency": "EUR"},
        "tickets": [
            {"name": "Early bird", "price": "___ again? 5.00", "currency": "EUR",
             "url": "___ again? https://t.example.org/1"},
            {"name": "___ what it is called, like Early bird", "price": "___ again? 8.00",
             "currency": "EUR", "at_the_door": "yes"},
        ],
        "ticket_platform": "HelloAsso",
        "donate": {"url": "___ again? https://d.example.org/", "platform": "P"},
        "raffle": {"kind": "tombola", "price": "___ again? 2.00", "currency": "EUR"},
        "auction": {"kind": "___ again? auction"},
        "volunteers": {
            "needed": "___ again? 12",
            "url": "___ again? https://v.example.org/",
            "roles": [{"role": "Door", "hours": "___ again? 18:30-20:30", "needed": "3"}],
        },
        "team": [{"name": "Ada", "role": "Press", "accounts": {"x": "@ada"}}],
        "hashtags": ["LanternRiga"],
        "accounts": {"x": "@lanternriga"},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("model", "table"),
    [
        (Event, next_event.EVENT),
        (Venue, next_event.VENUE),
        (Ticket, next_event.TICKET),
        (Member, next_event.MEMBER),
    ],
    ids=["event", "venue", "ticket", "member"],
)
def test_for_each_field_it_is_decided_what_becomes_of_it(model, table):
    from_path = {"city", "slug", "edition", "body"} & model.model_fields.keys() if model is Event else set()
    assert model.model_fields.keys() - table.keys() - from_path == set()
    assert table.keys() <= model.model_fields.keys()


def test_what_stays_the_same_is_kept_and_what_was_true_once_is_not():
    text = """---
kind: "coderetreat"
languages: ["de", "en"]
timezone: "Europe/Berlin"
hosts: [{name: "Club", url: "https://club.example.org"}, {name: "Hosts 2011"}]
code_of_conduct: "https://example.org/conduct"
expected: "80"
join_url: "https://video.example.org/1"
notice: {text: "The door has moved"}
venue: {name: "Hall", access: {step_free: "yes", hearing_loop: "unknown"}}
team: [{name: "Ada", url: "https://ada.example.org", note: "as named"}]
---
"""
    edition, change = NIGHT, next_event.currency_change("DE", None, dt.date(2027, 3, 25))
    values = next_event.next_event(read_header("e.md", text).values, edition, change, ENGLISH)
    kept = ("kind", "languages", "timezone", "code_of_conduct")
    assert [values[key] for key in kept] == [
        "coderetreat", ["de", "en"], "Europe/Berlin", "https://example.org/conduct",
    ]  # fmt: skip
    assert values["hosts"] == [{"name": "Club", "url": "https://club.example.org"}]
    assert values["expected"] == "___ again? 80"
    assert values["venue"]["access"] == {"step_free": "___ again? yes"}
    assert values["team"] == [{"name": "Ada", "url": "https://ada.example.org"}]
    assert not {"join_url", "notice"} & values.keys()


def test_the_next_event_is_valid_and_has_no_value_that_is_to_be_confirmed():
    text = new_files.event_text(next_of(LAST))
    assert canonical(Event, "e.md", text) == text
    event, problems = parse("e.md", text, Event, {"city": "riga", "edition": "2027"})
    assert problems == []
    assert event is not None
    assert (event.start, event.venue, event.date, event.results, event.sponsors) == (
        None,
        None,
        None,
        None,
        (),
    )
    for word in ("secret1", "guests", "iPad", "Bakery", "2011"):
        assert word not in text


def test_what_was_typed_in_another_form_is_taken_over_in_canonical_form():
    """A venue that is only a name, a price with its currency."""
    typed = '---\nvenue: "Gaismas nams"\nstart: "19h30"\ntickets:\n  - {name: "Biļete", price: "5 €"}\n---\n'
    plain = (
        '---\nvenue: {name: "Gaismas nams"}\nstart: "19:30"\n'
        'tickets:\n  - {name: "Biļete", price: "5", currency: "EUR"}\n---\n'
    )
    assert next_of(typed) == next_of(plain)


def test_sponsors_and_pledge_givers_are_listed():
    assert next_event.sponsors_of(read_header("e.md", LAST).values) == ["Bakery", "Acme"]


def test_after_an_empty_event_comes_a_first_one():
    assert next_of('---\nstatus: "held"\n---\n') == new_files.first_event(SEASON, "EUR", ENGLISH)


def test_blanks_that_were_never_filled_in_are_no_last_value():
    text = '---\nstart: "___ again? 19:30"\nvenue: {name: "___ x"}\n---\n'
    assert next_of(text) == new_files.first_event(SEASON, "EUR", ENGLISH)


def test_a_currency_that_is_still_tender_stays():
    values = next_of('---\ntickets: [{name: "a", price: "1", currency: "USD"}]\n---\n', country="PA")
    assert values["tickets"][0]["currency"] == "USD"


# -- names -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "code"),
    [("pl", "PL"), ("Poland", "PL"), ("Polska", "PL"), ("POLOGNE", "PL"), ("uk", "GB"), ("Deutschland", "DE"),
     ("日本", "JP"), ("Ελλάδα", "GR"), ("czech republic", "CZ"), ("Atlantis", None), ("", None)],
)  # fmt: skip
def test_countries_by_code_or_name(typed, code):
    assert place_search.country_named(typed) == code


@pytest.mark.parametrize(
    ("name", "country", "slug"),
    [("Łódź", "PL", "lodz"), ("St. John's", "CA", "st-johns"), ("O'Fallon", "US", "o-fallon"),
     ("東京", "JP", "tokyo"), ("القاهرة", "EG", "cairo"), ("मुंबई", "IN", "mumbai"), ("Москва", "RU", "moskva"),
     ("Αθήνα", "GR", "athena"), ("서울", "KR", "seoul"), ("Kraków 🎉", "PL", "krakow")],
)  # fmt: skip
def test_slugs_of_all_scripts(name, country, slug):
    place = next(iter(gazetteer.named(name, country)), None)
    assert city_names.slug_for(name, place) == slug


@pytest.mark.parametrize("name", ["小さな町", "بلدة", "🎉", "...", "กา", "קטן"])
def test_what_cannot_be_transliterated_has_no_slug(name):
    assert city_names.slug_for(name, None) == ""


@pytest.mark.parametrize(
    ("region", "country", "taken", "free"),
    [("Illinois", "US", {"x"}, "x-il"), ("Illinois", "US", {"x", "x-il"}, "x-illinois"),
     ("", "PL", {"x"}, "x-pl"), ("", "PL", {"x", "x-pl"}, "x-2"), ("Quebec", "CA", {"x"}, "x-qc")],
)  # fmt: skip
def test_a_free_slug_tells_where_the_city_is(region, country, taken, free):
    assert city_names.free_slug("x", region, country, taken) == free


@given(st.text(max_size=40), st.sampled_from(["PL", "US", "JP", "EG", "IN"]))
def test_any_name_gives_a_file_that_is_read_or_refused_never_a_broken_one(name, country):
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    if (
        any(unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co", "Cn"} for sign in name)
        or name[:3] == "___"
    ):
        return  # refused earlier (see the tests of the command)
    text = new_files.city_file(NewCity("x", name, country, "Europe/Paris", point=POINT))
    fact, problems = parse("city.md", text, City, {"slug": "x"})
    assert errors(problems) or (fact is not None and fact.name == name)
    assert canonical(City, "city.md", text) == text


# -- places ------------------------------------------------------------------------------------


def found(name, country=None, **more):
    return [
        (place.name, place.region or place.country)
        for place in place_search.matching_places(PlaceQuery(name, country, **more))
    ]


def test_places_of_one_name():
    springfields = found("springfield", "US")
    assert len(springfields) == 8
    assert ("Springfield Gardens", "New York") not in springfields
    assert found("Springfield", "US", region="illinois") == found("Springfield", "US", region="IL")
    assert found("Springfield", "US", region="IL") == [("Springfield", "Illinois")]
    near = Coordinates(*map(gazetteer.Decimal, ("39.8", "-89.6")))
    assert found("Springfield", "US", near=near) == [("Springfield", "Illinois")]
    assert found("Springfield", "US", region="Utah") == []
    assert found("Łódź", "PL", region="łódzkie") == found("Lodz")


def test_a_clear_choice_of_place():
    assert place_search.clearly_meant(place_search.matching_places(PlaceQuery("Paris"))).country == "FR"
    assert place_search.clearly_meant(place_search.matching_places(PlaceQuery("Springfield", "US"))) is None
    assert place_search.clearly_meant(()) is None


@pytest.mark.parametrize(
    ("typed", "country", "usual"),
    [("Lodz", "PL", "Łódź"), ("Lodź", "PL", "Łódź"), ("łódź", "PL", "Łódź"), ("Łódź", "PL", None),
     ("geneva", "CH", "Geneva"), ("Genève", "CH", None),
     ("München", "DE", None), ("Munich", "DE", None), ("東京", "JP", None)],
)  # fmt: skip
def test_usual_spellings(typed, country, usual):
    assert place_search.usual_spelling(typed, gazetteer.named(typed, country)[0]) == usual


def test_a_city_under_another_spelling_is_no_new_one():
    vienna = City(slug="wien", name="Wien", country="AT", timezone="Europe/Vienna", coordinates="48.2, 16.4")
    place = gazetteer.named("Vienna", "AT")[0]
    new = NewCity("", "Vienna", "AT", "Europe/Vienna", point=place.point)
    assert place_search.same_city([vienna], new, place) == vienna
    assert place_search.same_city([vienna], NewCity("", "Wien", "US", "America/New_York"), None) is None


def test_two_cities_of_one_name_are_distinguished_by_place_or_region():
    here = {"slug": "s", "name": "Springfield", "country": "US", "timezone": "America/Chicago"}
    places = {place.region: place for place in place_search.matching_places(PlaceQuery("Springfield", "US"))}
    ohio = places["Ohio"]
    new = NewCity("", "Springfield", "US", ohio.timezone, "Ohio", ohio.point)
    for told, same in [
        ({"coordinates": "39.8, -89.6"}, False),
        ({"region": "Illinois"}, False),
        ({"region": "Ohio"}, True),
        ({}, True),
        ({"coordinates": "39.92, -83.8"}, True),
    ]:
        known = City(**here, **told)
        assert (place_search.same_city([known], new, ohio) == known) is same, told


def test_languages():
    assert new_files.languages_for("NZ", "") == ("en", "mi")
    assert new_files.languages_for("CA", "Quebec") == ("fr",)
    assert new_files.languages_for("CA", "Ontario") == ("en",)
    assert new_files.languages_for("CH", "") == ("de", "fr", "it")


@pytest.mark.parametrize(
    ("typed", "country"),
    [("ירושלים", "IL"), ("Երևան", "AM"), ("Xi'an", "CN"), ("Nuku'alofa", "TO"), ("دبي", "AE")],
)
def test_a_name_as_people_type_it_every_day_is_spelt_well(typed, country):
    assert place_search.usual_spelling(typed, gazetteer.named(typed, country)[0]) is None
