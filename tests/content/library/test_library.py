"""The library: which event a city's page shows, and which edition the home page."""

from __future__ import annotations

import dataclasses
import datetime as dt
from types import MappingProxyType

import pytest
from samenight.content.library.event_state import Phase
from samenight.content.library.resolved_event import Moment

AUTUMN = """
    ---
    name: "Autumn 2011"
    date: "{date}"
    end_date: "{end}"
    cities_choose: "yes"
    ---
    """


def at(text):
    return Moment(dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC))


def current(festival, city, now):
    found = festival.at(at(now)).current_event(city)
    return found and found.event


def time(festival, city, now):
    seen = festival.at(at(now))
    return seen.state_of(seen.events_of_city[city][0]).phase


def autumn(status="planned", date="2011-09-15", end="2011-09-20", event_date=None):
    line = f'date: "{event_date}"' if event_date else ""
    return {
        "editions/2011-autumn.md": AUTUMN.format(date=date, end=end),
        "cities/paris/2011-autumn.md": f'---\nstatus: "{status}"\n{line}\n---\n'.replace("\n\n", "\n"),
    }


@pytest.mark.parametrize(
    ("now", "edition"),
    [
        ("2011-03-01T12:00", "2011-spring"),  # both are to come: the next one
        ("2011-03-24T23:00", "2011-spring"),  # tonight
        ("2011-03-25T10:00", "2011-autumn"),  # the next one
        ("2011-09-25T10:00", "2011-autumn"),  # all are over: the latest
    ],
)
def test_the_current_event_is_the_coming_one_else_the_latest(library, now, edition):
    festival = library(autumn(event_date="2011-09-16"))
    assert current(festival, "paris", now).edition == edition


def test_a_cancelled_event_gives_way_to_one_that_takes_place(library):
    files = autumn(event_date="2011-09-16")
    festival = library(
        {**files, "cities/paris/2011-spring.md": '---\nstatus: "cancelled"\ndate: "2011-03-24"\n---\n'}
    )
    assert current(festival, "paris", "2011-03-01T12:00").edition == "2011-autumn"


def test_a_cancelled_event_is_shown_where_nothing_else_comes(library):
    festival = library(autumn("cancelled", event_date="2011-09-16"))
    event = current(festival, "paris", "2011-06-01T12:00")
    assert (event.edition, event.status) == ("2011-autumn", "cancelled")


def test_a_city_without_events_has_no_current_one(library):
    festival = library({"cities/auckland/2011-spring.md": None})
    assert current(festival, "auckland", "2011-03-01T12:00") is None
    assert current(festival, "atlantis", "2011-03-01T12:00") is None


def test_an_event_without_a_date_in_a_window_is_open_until_the_window_is_over(library):
    festival = library(autumn())
    (event,) = festival.events_of_edition["2011-autumn"]
    assert festival.day_of(event) is None
    assert festival.at(at("2011-09-16T12:00")).state_of(event).phase is Phase.UNKNOWN
    assert festival.at(at("2011-09-20T21:59")).state_of(event).phase is Phase.UNKNOWN
    assert festival.at(at("2011-09-20T22:00")).state_of(event).phase is Phase.OVER


def test_an_event_without_a_date_takes_that_of_a_single_night(library):
    festival = library({"cities/auckland/2011-spring.md": "---\n---\n"})
    (event,) = festival.events_of_city["auckland"]
    assert festival.day_of(event) == dt.date(2011, 3, 24)
    assert time(festival, "auckland", "2011-03-24T09:00") is Phase.TONIGHT


def test_a_postponed_event_without_a_new_date_is_not_over(library):
    festival = library({"cities/auckland/2011-spring.md": '---\nstatus: "postponed"\n---\n'})
    assert time(festival, "auckland", "2011-04-24T12:00") is Phase.UNKNOWN


def test_a_morning_is_over_at_noon(library):
    """Only an end before the start means "after midnight"."""
    event = '---\ndate: "2011-03-24"\nstart: "09:00"\nend: "11:00"\n---\n'
    festival = library({"cities/auckland/2011-spring.md": event})
    assert time(festival, "auckland", "2011-03-23T21:59") is Phase.RUNNING  # 10:59 there
    assert time(festival, "auckland", "2011-03-23T22:00") is Phase.OVER


@pytest.mark.parametrize(
    ("now", "edition"),
    [
        ("2011-03-01T12:00", "2011-spring"),
        ("2011-03-24T12:00", "2011-spring"),
        ("2011-03-26T12:00", "2011-autumn"),
        ("2011-09-18T12:00", "2011-autumn"),
        ("2012-01-01T12:00", "2011-autumn"),
    ],
)
def test_the_current_edition_is_the_coming_one_else_the_latest(library, now, edition):
    assert library(autumn()).at(at(now)).current_edition.slug == edition


def test_an_edition_is_current_until_its_night_is_over_in_the_far_west(library):
    """At 05:30 UTC it is 19:30 in Honolulu."""
    honolulu = '---\nname: "Honolulu"\ncountry: "US"\ntimezone: "Pacific/Honolulu"\n---\n'
    event = '---\ndate: "2011-03-24"\nstart: "18:00"\n---\n'
    files = {"cities/honolulu/city.md": honolulu, "cities/honolulu/2011-spring.md": event}
    festival = library({**autumn(), **files})
    assert time(festival, "honolulu", "2011-03-25T05:30") is Phase.RUNNING
    assert festival.at(at("2011-03-25T05:30")).current_edition.slug == "2011-spring"


def test_no_edition_is_current_where_there_is_none(library):
    none = {"editions/2011-spring.md": None, "cities/paris/2011-spring.md": None,
    "cities/auckland/2011-spring.md": None,
            "cities/paris/posts/2011-02-20-venue.md": None}  # fmt: skip
    assert library(none).current_edition is None


def test_look_ups(library):
    festival = library(autumn())
    assert [event.edition for event in festival.events_of_city["paris"]] == ["2011-spring", "2011-autumn"]
    assert [event.city for event in festival.events_of_edition["2011-spring"]] == ["auckland", "paris"]
    assert list(festival.cities_of_country) == ["FR", "NZ"]
    assert [event.city for event in festival.events_of_country["NZ"]] == ["auckland"]
    assert len(festival.events_of_charity["clean-wells"]) == 2
    assert [one.post.title for one in festival.posts_of_city["paris"]] == ["We have a room"]
    spring, autumn_event = festival.events_of_city["paris"]
    assert festival.resolve(spring).charity.name == "Clean Wells"
    assert festival.resolve(autumn_event).charity is None


def test_an_events_own_charity_goes_before_the_editions(library):
    files = {
        "charities/other.md": '---\nname: "Other"\n---\n',
        "cities/auckland/2011-spring.md": '---\ncharity: "other"\n---\n',
    }
    festival = library(files)
    assert festival.resolved["auckland", "2011-spring"].charity.slug == "other"
    assert [event.city for event in festival.events_of_charity["clean-wells"]] == ["paris"]


def test_nothing_of_it_can_be_changed(library):
    festival = library()
    assert isinstance(festival.city, MappingProxyType)
    with pytest.raises(AttributeError):
        festival.events = ()
    with pytest.raises(ValueError, match="frozen"):
        festival.festival.name = "Other"


# Hidden events

HIDDEN = '---\nhidden: "yes"\ndate: "{date}"\nname: "Secret"\n---\nNobody reads this.\n'


@pytest.mark.parametrize(
    ("hidden", "shown"), [("2011-spring", "2011-autumn"), ("2011-autumn", "2011-spring")]
)
@pytest.mark.parametrize("now", ["2011-03-01T12:00", "2011-06-01T12:00", "2012-01-01T12:00"])
def test_the_address_of_a_city_skips_a_hidden_event(library, hidden, shown, now):
    day = {"2011-spring": "2011-03-24", "2011-autumn": "2011-09-16"}[hidden]
    files = autumn(event_date="2011-09-16")
    festival = library({**files, f"cities/paris/{hidden}.md": HIDDEN.format(date=day)})
    assert current(festival, "paris", now).edition == shown
    assert festival.emptied_cities == frozenset()


def test_a_city_whose_events_are_all_hidden_has_no_current_one(library):
    festival = library({"cities/paris/2011-spring.md": HIDDEN.format(date="2011-03-24")})
    assert current(festival, "paris", "2011-03-01T12:00") is None
    assert festival.emptied_cities == {"paris"}
    assert [one.city for one in festival.withdrawn] == ["paris"]


def test_no_look_up_finds_a_hidden_event(library):
    festival = library({"cities/paris/2011-spring.md": HIDDEN.format(date="2011-03-24")})
    assert [event.city for event in festival.events] == ["auckland"]
    assert festival.events_of_city.keys() == {"auckland"}
    assert [event.city for event in festival.events_of_charity["clean-wells"]] == ["auckland"]
    assert festival.of_all.extent_of["2011-spring"] == (1, 1)
    assert set(festival.entries) == {("auckland", "2011-spring")}
    with pytest.raises(KeyError):
        festival.resolve(festival.hidden_events[0])


def test_a_library_keeps_hidden_events_and_posts_apart_whoever_makes_it(library):
    festival = library()
    (post,) = festival.posts
    event = festival.events[0]
    gone = [one.model_copy(update={"hidden": "yes"}) for one in (event, post)]
    other = dataclasses.replace(festival, events=(gone[0], festival.events[1]), posts=(gone[1],))
    assert (len(other.events), other.hidden_events, other.posts) == (1, (gone[0],), ())
    assert other.at(at("2011-03-01T12:00")).hidden_events == (gone[0],)
