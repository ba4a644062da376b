"""Event cards: the few facts about an event that other pages show."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from samenight.content.library.event_cards import cards_of
from samenight.content.library.event_state import Headline
from samenight.content.library.resolved_event import Moment

from tests.pages import pages

NOW = dt.datetime(2011, 3, 1, 12, tzinfo=dt.UTC)


def test_a_card_names_the_event(library):
    festival = library()
    auckland, paris = cards_of(festival.events, festival)
    assert (paris.city_name, paris.country, paris.edition_name) == ("Paris", "FR", "Spring 2011")
    assert (paris.day, paris.venue) == (dt.date(2011, 3, 24), "Le Comptoir")
    assert paris.headline is Headline.ON_SALE
    assert paris.charity_name == "Clean Wells"
    assert [entry.net for entry in paris.raised] == [Decimal("2351.34")]
    assert auckland.raised == ()


def apart(*events, **parts):
    festival = pages.of(*events, **parts).at(Moment(NOW))
    return [card.apart for card in cards_of(festival.events, festival)]


def test_an_event_with_a_name_of_its_own_has_it_on_its_card():
    assert apart({"name": "Lumières"}, {"city": "lyon"}, cities=[LYON, pages.PARIS]) == ["Lumières", None]


LYON = {"slug": "lyon", "name": "Lyon", "country": "FR", "timezone": "Europe/Paris"}


def test_cities_of_one_name_are_distinguished_by_quarter_or_region():
    cities = [
        {**LYON, "slug": "springfield-il", "name": "Springfield", "region": "Illinois"},
        {**LYON, "slug": "springfield-ma", "name": "Springfield", "region": "Massachusetts"},
        {**LYON, "region": "Rhône"},
    ]
    events = [{"city": city["slug"]} for city in cities]
    assert apart(*events, cities=cities) == ["Illinois", "Massachusetts", None]
    quarter = {**events[0], "place": "Eastside"}
    assert apart(quarter, events[1], cities=cities) == ["Eastside", "Massachusetts"]
