"""Valid content that looks odd is not reported, or at most as a warning."""

from __future__ import annotations

import pytest
from samenight.commands.project import register_rules
from samenight.content.reading.content_reader import EMPTY_CACHE

from tests.mistakes.laying import lay, make, mend, survey_of
from tests.mistakes.mistake import ATHENS, ATHENS_COMING, COMING, HELD, Mistake

register_rules({})


@pytest.fixture
def said(folder):
    """The problems of the good festival after a change that is valid, too."""

    def say(file, before, after):
        content, known = folder
        mend(content)
        make(content, [Mistake("", file, before, after)])
        return [(one.code, one.severity) for one in survey_of(content, known).problems]

    return say


PROSE = "Come by tram."


@pytest.mark.parametrize(
    "prose",
    [
        "Todo el mundo es bienvenido. Hay de todo.",
        "TODO EL MUNDO ES BIENVENIDO: HAY DE TODO",
        "TODO lo recaudado es para el agua.",
        "Todo mundo é bem-vindo!",
        "After Super Bowl XXX, and the XXX Edición of the congress. xxx",
        "Turn on your location, and share your location with a friend.",
        "Log into [your account](https://lanternnight.org/account) first.",
        "___Very important___ and ___so is this___.",
        "1 000 000 people, 2010-2013, 1,234,567.89 dollars, 5,00,000 rupees.",
        "ISBN 978-3-16-148410-0, ISBN-13: 978-0-306-40615-7, SIRET 732 829 320 00074.",
        "48.8697, 2.3439 is the door; 77°51′S 166°40′E the pole.",
        "Find @ana, @lanterns@lantern.social and ana@ on the door.",
        "« Venez ! » ‘quotes’ “quotes” „Zitate“ 「引用」",
    ],
)
def test_prose(said, prose):
    assert said(COMING, PROSE, prose) == []


@pytest.mark.parametrize(
    "name", ["Anna Test", "Paul Sample", "Todo", "Juan Todo", "Lorem & Sons", "Jean Place"]
)
def test_names_of_people(said, name):
    assert said(COMING, 'name: "Ana"', f'name: "{name}"') == []


@pytest.mark.parametrize(
    "name", ["The Venue Bar", "Location Zwei", "The Place to Be", "Zone Club", "L’Endroit"]
)
def test_names_of_venues(said, name):
    assert said(ATHENS_COMING, '"Σπίτι του Φωτός"', f'"{name}"') == []


@pytest.mark.parametrize("name", ["The Venue", "Location", "The Location", "Example"])
def test_a_name_that_is_also_a_word_of_templates_is_only_a_warning(said, name):
    told = said(ATHENS_COMING, '"Σπίτι του Φωτός"', f'"{name}"')
    assert told == [("text.doubtful", "warning")]


@pytest.mark.parametrize("tag", ["LanternNightΑθήνα", "LanternЛодзь", "Lantern東京", "ЛампаNight"])
def test_hashtags_of_a_festival_and_a_city_in_two_scripts(said, tag):
    assert said(ATHENS, '"LanternAthens"', f'"{tag}"') == []


@pytest.mark.parametrize("tag", ["LanternСОСОР", "LanternNіght", "LanternNightАB", "Lantern\u03bfathens"])
def test_a_letter_of_another_script_that_slipped_in(said, tag):
    told = said(ATHENS, '"LanternAthens"', f'"{tag}"')
    assert told == [("hashtag.scripts", "error")]


@pytest.mark.parametrize("code", ["ay", "bi", "fj", "mh", "na", "sm", "ty", "ht", "zh-Hant", "sr-Latn", "nb"])
def test_languages_that_are_official_somewhere(said, code):
    assert said(ATHENS, 'languages: ["el"]', f'languages: ["el", "{code}"]') == []


@pytest.mark.parametrize(("price", "currency"), [("2000000", "IRR"), ("1500000", "VND"), ("2000000", "IDR")])
def test_prices_with_many_digits(said, price, currency):
    told = said(COMING, '"35.00"\n    currency: "PLN"', f'"{price}"\n    currency: "{currency}"')
    assert told == [("money.foreign", "warning")]


RAFFLE = '"raffle"\n      gross: "1250.00"\n      currency: "PLN"'


@pytest.mark.parametrize(
    ("stream", "told"), [("donations", 0), ("matching", 0), ("sponsors", 0), ("door", 1), ("tickets", 1)]
)
def test_money_from_abroad(said, stream, told):
    line = RAFFLE.replace("raffle", stream).replace("PLN", "USD")
    codes = [code for code, _ in said(HELD, RAFFLE, line)]
    assert codes.count("money.foreign") == told


@pytest.mark.parametrize(("country", "told"), [("KH", []), ("VN", [("money.foreign", "warning")])])
def test_dollars_where_people_pay_with_them(tmp_path, country, told):
    zone, point = {"KH": ("Phnom_Penh", "11.5564, 104.9282"), "VN": ("Ho_Chi_Minh", "10.823, 106.6296")}[
        country
    ]
    mend(tmp_path)
    lay(
        tmp_path,
        {
            "cities/there/city.md": f'---\nname: "There"\ncountry: "{country}"\ntimezone: "Asia/{zone}"\n'
            f'coordinates: "{point}"\n---\n',
            "cities/there/2027-global.md": '---\nstatus: "confirmed"\ndate: "2027-03-25"\ntickets:\n'
            '  - name: "At the door"\n    price: "5.00"\n    currency: "USD"\n---\n',
        },
    )
    found = survey_of(tmp_path, EMPTY_CACHE).problems
    assert [(one.code, one.severity) for one in found] == told


CITY = '---\nname: "{}"\ncountry: "{}"\ntimezone: "{}"\ncoordinates: "{}"\n---\n'


@pytest.mark.parametrize(
    ("name", "country", "timezone", "point"),
    [
        ("Waitangi", "NZ", "Pacific/Chatham", "-43.9530, -176.5597"),
        ("Hanga Roa", "CL", "Pacific/Easter", "-27.15, -109.433"),
        ("Puerto Ayora", "EC", "Pacific/Galapagos", "-0.7402, -90.3138"),
        ("Ronton", "KI", "Pacific/Kiritimati", "1.9833, -157.4833"),
        ("Longyearbyen", "SJ", "Arctic/Longyearbyen", "78.2232, 15.6267"),
        ("Saint-Pierre", "RE", "Indian/Reunion", "-21.3393, 55.4781"),
        ("McMurdo Station", "AQ", "Antarctica/McMurdo", "-77.846, 166.676"),
        ("Laayoune", "EH", "Africa/El_Aaiun", "27.1536, -13.2033"),
        ("Prishtinë", "XK", "Europe/Belgrade", "42.6629, 21.1655"),
        ("St Helier", "JE", "Europe/Jersey", "49.1868, -2.1091"),
        ("Rosario", "AR", "America/Argentina/Cordoba", "-32.9442, -60.6505"),
        ("Utqiaġvik", "US", "America/Anchorage", "71.2906, -156.7886"),
        ("Tiksi", "RU", "Asia/Yakutsk", "71.6366, 128.8685"),
        ("Alert", "CA", "America/Toronto", "82.5018, -62.3481"),
        ("Edinburgh of the Seven Seas", "SH", "Atlantic/St_Helena", "-37.0675, -12.3111"),
        ("Adamstown", "PN", "Pacific/Pitcairn", "-25.0667, -130.1000"),
        ("Ittoqqortoormiit", "GL", "America/Scoresbysund", "70.4853, -21.9667"),
        ("Oodnadatta", "AU", "Australia/Adelaide", "-27.5486, 135.4475"),
        ("Attu Station", "US", "America/Adak", "52.8450, 173.1800"),
    ],
)
def test_places_at_the_ends_of_the_world(tmp_path, name, country, timezone, point):
    assert problems_with(tmp_path, CITY.format(name, country, timezone, point)) == []


@pytest.mark.parametrize(
    ("name", "country", "timezone", "point"),
    [
        ("Ishikawa", "JP", "Asia/Tokyo", "36.5947, 136.6256"),
        ("Ibaraki", "JP", "Asia/Tokyo", "36.3418, 140.4468"),
        ("Mie", "JP", "Asia/Tokyo", "34.7303, 136.5086"),
        ("Oregon", "US", "America/Los_Angeles", "44.9429, -123.0351"),
        ("Wyoming", "US", "America/Denver", "41.1400, -104.8202"),
        ("Washington", "US", "America/Los_Angeles", "47.6062, -122.3321"),
        ("Delaware", "US", "America/New_York", "39.1582, -75.5244"),
        ("Paris", "US", "America/New_York", "44.2598, -70.5006"),
        ("Limburg", "NL", "Europe/Amsterdam", "50.8514, 5.6910"),
    ],
)
def test_states_and_small_towns_with_the_name_of_a_larger_town(tmp_path, name, country, timezone, point):
    assert problems_with(tmp_path, CITY.format(name, country, timezone, point)) == []
    without_point = CITY.format(name, country, timezone, point).replace(f'coordinates: "{point}"\n', "")
    assert problems_with(tmp_path, without_point) == []


@pytest.mark.parametrize(
    ("name", "country", "timezone", "point"),
    [
        ("Ürümqi", "CN", "Asia/Shanghai", "43.8010, 87.6005"),
        ("Kashgar", "CN", "Asia/Urumqi", "39.4547, 75.9797"),
        ("Szczecin", "PL", "Europe/Berlin", "53.4289, 14.5530"),
        ("Simferopol", "UA", "Europe/Kyiv", "44.9572, 34.1108"),
        ("Detroit", "US", "America/New_York", "42.3314, -83.0458"),
        ("Lloydminster", "CA", "America/Edmonton", "53.2783, -110.0050"),
        ("Tweed Heads", "AU", "Australia/Brisbane", "-28.1767, 153.5411"),
        ("Phenix City", "US", "America/New_York", "32.4710, -85.0008"),
        ("Seoul", "KR", "Asia/Tokyo", "37.5665, 126.9780"),
    ],
)
def test_time_zones_that_people_use_or_that_agree(tmp_path, name, country, timezone, point):
    assert problems_with(tmp_path, CITY.format(name, country, timezone, point)) == []


@pytest.mark.parametrize(
    ("country", "timezone", "point", "said"),
    [
        ("PL", "Europe/Warsaw", "50.0755, 14.4378", "place.abroad"),  # Prague
        ("FR", "Europe/Paris", "47.3769, 8.5417", "place.abroad"),  # Zürich
        ("US", "America/New_York", "45.4215, -75.6972", "place.abroad"),  # Ottawa
        ("CL", "America/Santiago", "-31.4201, -64.1888", "place.abroad"),  # Córdoba in Argentina
        ("PT", "Europe/Lisbon", "41.0000, -14.0000", "place.abroad"),  # in the sea
        ("AU", "Australia/Sydney", "33.0000, 148.0000", "place.turned"),
    ],
)
def test_places_behind_the_border(tmp_path, country, timezone, point, said):
    assert problems_with(tmp_path, CITY.format("Niemówiłów", country, timezone, point)) == [(said, 5)]


@pytest.mark.parametrize(
    ("name", "country", "timezone", "point"),
    [
        ("Pune", "IN", "Asia/Calcutta", "18.5204, 73.8567"),
        ("Kyiv", "UA", "Europe/Kiev", "50.4501, 30.5234"),
        ("Chicago", "US", "US/Central", "41.8781, -87.6298"),
    ],
)
def test_time_zones_by_their_old_names(tmp_path, name, country, timezone, point):
    assert problems_with(tmp_path, CITY.format(name, country, timezone, point)) == []


def problems_with(content, city):
    """The problems of the good festival with one more city."""
    mend(content)
    lay(content, {"cities/there/city.md": city})
    return [(one.code, one.line) for one in survey_of(content, EMPTY_CACHE).problems]
