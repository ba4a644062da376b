"""One city in two folders, and what is left of a copied file: each is said once, and nothing else is."""

from __future__ import annotations

import pytest
from samenight.commands.project import register_rules
from samenight.content.reading.content_reader import EMPTY_CACHE

from tests.mistakes.laying import lay, mend, survey_of

register_rules({})


def city(name, country="DE", zone="Europe/Berlin", point="", more=""):
    where = f'coordinates: "{point}"\n' if point else ""
    return f'---\nname: "{name}"\ncountry: "{country}"\ntimezone: "{zone}"\n{where}{more}---\n'


def event(venue, address, point="", more=""):
    where = f'  coordinates: "{point}"\n' if point else ""
    return (
        '---\nstatus: "confirmed"\ndate: "2027-03-25"\nstart: "19:00"\nend: "22:00"\n'
        f'venue:\n  name: "{venue}"\n  address: "{address}"\n{where}{more}---\n'
    )


@pytest.fixture
def told(tmp_path):
    """What is said of the good festival with more cities."""

    def say(files):
        content = tmp_path / "content"
        mend(content)
        lay(content, {f"cities/{name}.md": text for name, text in files.items()})
        return [(one.code, one.file.split("/")[2]) for one in survey_of(content, EMPTY_CACHE).problems]

    return say


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (city("Nuremberg", point="49.4520, 11.0767"), city("Nürnberg", point="49.4520, 11.0767")),
        (city("Nuremberg", point="49.4520, 11.0767"), city("Nürnberg", point="49.4300, 11.1200")),
        (city("Nuremberg"), city("Nürnberg")),
        (city("Hachioji", "JP", "Asia/Tokyo"), city("八王子", "JP", "Asia/Tokyo", "35.6664, 139.3160")),
        (
            city("Kyiv", "UA", "Europe/Kyiv", "50.45, 30.52"),
            city("Київ", "UA", "Europe/Kyiv", "50.4501, 30.5234"),
        ),
        (city("Niemandsdorf", point="50.1111, 9.1111"), city("Nirgendsheim", point="50.1112, 9.1112")),
    ],
)
def test_one_city_under_two_names_is_said_once(told, first, second):
    files = {"a-one/city": first, "b-two/city": second}
    assert told(files) == [("city.same", "b-two")]
    shop = 'ticket_url: "https://shop.lanternnight.org/1"\n'
    same = event("Halle", "Markt 1", more=shop)
    assert told({**files, "a-one/2027-global": same, "b-two/2027-global": same}) == [("city.same", "b-two")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (city("Freiburg", point="47.9960, 7.8494"), city("Freiburg", point="53.8259, 9.2858")),
        (city("Paris", "FR", "Europe/Paris", "48.8566, 2.3522"),
         city("Montreuil", "FR", "Europe/Paris", "48.8638, 2.4485")),
        (city("Springfield", "US", "America/Chicago", more='region: "Illinois"\n'),
         city("Springfield", "US", "America/Chicago", more='region: "Missouri"\n')),
    ],
)  # fmt: skip
def test_two_cities_are_two(told, first, second):
    assert told({"a-one/city": first, "b-two/city": second}) == []


def test_two_events_of_one_edition_are_no_mistake(told):
    files = {
        "a-pune/city": city("Pune", "IN", "Asia/Kolkata"),
        "b-pune/city": city("Pune", "IN", "Asia/Kolkata"),
    }
    assert told(files) == [("city.twice", "b-pune")]
    files |= {
        "a-pune/2027-global": event("Hall A", "Road 1"),
        "b-pune/2027-global": event("Hall B", "Road 9"),
    }
    assert told(files) == []
    files["b-pune/2027-global"] = files["a-pune/2027-global"]
    assert told(files) == [("city.twice", "b-pune")]


CLUJ = {
    "a-cluj/city": city("Cluj-Napoca", "RO", "Europe/Bucharest"),
    "b-iasi/city": city("Iași", "RO", "Europe/Bucharest"),
}


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (event("Hall A", "Road 1"), event("Hall A", "Road 1"), [("venue.copied", "b-iasi")]),
        (event("Hall A", "Road 1"), event("Hall A", "Road 2"), []),
        (event("Hall A", "Road 1"), event("Hall B", "Road 1"), []),
    ],
)
def test_a_venue_is_copied_if_its_name_and_place_are(told, first, second, said):
    assert told({**CLUJ, "a-cluj/2027-global": first, "b-iasi/2027-global": second}) == said


def test_coordinates_alone_are_no_copied_venue(told):
    neighbours = {
        "a-one/city": city("Frankfurt am Main", point="50.1109, 8.6821"),
        "b-two/city": city("Offenbach", point="50.1055, 8.7610"),
        "a-one/2027-global": event("Halle", "Straße 1", "50.1080, 8.7200"),
        "b-two/2027-global": event("Club", "Straße 2", "50.1080, 8.7200"),
    }
    assert told(neighbours) == []
    neighbours["b-two/2027-global"] = neighbours["a-one/2027-global"]  # one house between two cities
    assert told(neighbours) == []
