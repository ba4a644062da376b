"""Cards: the few facts by which other pages name an event."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from samenight.festival.cards import cards_of, revised
from samenight.festival.moments import Phase

NOW = dt.datetime(2011, 3, 1, 12, tzinfo=dt.UTC)


def test_a_card_names_the_event(library):
    festival = library()
    auckland, paris = cards_of(festival.events, festival, NOW)
    assert (paris.city_name, paris.country, paris.edition_name) == ("Paris", "FR", "Spring 2011")
    assert (paris.day, paris.venue, paris.phase) == (dt.date(2011, 3, 24), "Le Comptoir", Phase.BEFORE)
    assert paris.charity_name == "Clean Wells"
    assert [entry.net for entry in paris.raised] == [Decimal("2351.34")]
    assert auckland.raised == ()


def event_of(library, header, edition=None):
    files = {"cities/auckland/2011-spring.md": f"---\n{header}\n---\n"}
    if edition:
        files["editions/2011-spring.md"] = f"---\n{edition}\n---\n"
    festival = library(files)
    return festival.events_of_city["auckland"][0], festival


RESULTS = 'results: {status: "final", as_of: "2011-04-06"}'


def test_revised_is_what_the_file_says(library):
    assert revised(*event_of(library, f'updated: "2011-03-02"\n{RESULTS}')) == dt.date(2011, 3, 2)


def test_else_the_day_of_its_results(library):
    assert revised(*event_of(library, RESULTS)) == dt.date(2011, 4, 6)


def test_else_the_announcement_of_the_edition(library):
    assert revised(*event_of(library, 'status: "planned"')) == dt.date(2011, 1, 10)


def test_else_the_year_of_the_event(library):
    assert revised(*event_of(library, 'date: "2011-03-24"', 'name: "Spring"')) == dt.date(2011, 1, 1)


def test_else_a_day_that_never_changes(library):
    assert revised(*event_of(library, "", 'name: "Spring"')) == dt.date(1970, 1, 1)
