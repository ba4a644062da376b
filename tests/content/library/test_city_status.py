"""The status of cities: what an event lacks before it takes place, and what is late after it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.content.library.city_status import (
    NICE,
    REQUIRED,
    URGENCY,
    Readiness,
    city_state,
    edition_state,
    states,
)
from samenight.content.library.resolved_event import Moment

from tests.pages import pages

# Everything a guest needs; the night is 24 March 2011.
FULL = {
    "start": "19:30",
    "venue": {"name": "Le Comptoir", "address": "1 rue des Lampes"},
    "tickets": [{"price": "5", "currency": "EUR", "url": "https://shop.example/"}],
}
HAND = {"date": "2011-04-08", "amount": "20", "currency": "EUR"}
RECEIPT = {**HAND, "receipt": "https://wells.example/thanks"}
EARLY, NEAR, TONIGHT = "2011-03-01", "2011-03-04", "2011-03-24T18:00"
MORNING, DUE, OVERDUE = "2011-03-25T12:00", "2011-03-31T12:00", "2011-04-01T12:00"
YEARS_LATER = "2014-01-01"


def at(moment):
    return dt.datetime.fromisoformat(moment).replace(tzinfo=dt.UTC)


def seen(moment, *events, **parts):
    return pages.of(*events, **parts).at(Moment(at(moment)))


def state(moment, event, **parts):
    library = seen(moment, event, **parts)
    return city_state(library, library.resolve(library.events[0]))


def wants(moment, event, **parts):
    return {want.key: str(want.urgency) for want in state(moment, event, **parts).wants}


def raised(status="final", **more):
    as_of = {"as_of": "2011-03-28"} if status == "final" else {}
    return {"status": status, "total": {"amount": "20", "currency": "EUR"}, **as_of, **more}


def test_an_event_with_all_that_a_guest_needs_is_ready():
    found = state(EARLY, FULL)
    assert (found.readiness, found.wants) == (Readiness.READY, ())
    assert (found.city, found.file, found.night) == (
        "paris",
        "cities/paris/2011-spring.md",
        dt.date(2011, 3, 24),
    )


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"start": None}, ["start"]),
        ({"venue": None}, ["venue"]),
        ({"venue": {"address": "1 rue des Lampes"}}, ["venue"]),
        ({"venue": {"name": "Le Comptoir"}}, ["address"]),
        ({"tickets": []}, ["tickets"]),
        ({"tickets": [], "ticket_url": "https://shop.example/"}, ["price"]),
        ({"tickets": [{"url": "https://shop.example/"}]}, ["price"]),
        ({"tickets": [{"price": "5", "currency": "EUR"}]}, ["ticket_link"]),
        ({"tickets": [{"price": "5", "currency": "EUR", "at_the_door": "yes"}]}, []),
        ({"tickets": [{"price": "0", "currency": "EUR"}]}, []),
        ({"own_cause": "yes"}, ["charity"]),
        ({"own_cause": "yes", "charity_note": "The hospice of the town"}, []),
    ],
)
def test_what_a_guest_needs(change, missing):
    assert list(wants(EARLY, {**FULL, **change})) == missing


def test_a_city_that_chooses_its_charity_must_give_it():
    choosing = [{**pages.SPRING, "cities_choose": "yes"}]
    assert list(wants(EARLY, FULL, editions=choosing)) == ["charity"]
    chosen = {**FULL, "charity": "wells"}
    assert wants(EARLY, chosen, editions=choosing, charities=[{"slug": "wells", "name": "Wells"}]) == {}


def test_the_night_of_the_edition_is_the_night_of_its_cities():
    assert wants(EARLY, {**FULL, "date": None}) == {}
    window = [{**pages.SPRING, "end_date": "2011-03-27"}]
    assert wants(EARLY, {**FULL, "date": None}, editions=window) == {"date": "missing"}


@pytest.mark.parametrize(
    ("moment", "urgency"),
    [("2011-03-02T12:00", "missing"), ("2011-03-03T12:00", "soon"), (NEAR, "soon"), (TONIGHT, "late")],
)
def test_what_is_missing_is_more_urgent_as_the_night_comes(moment, urgency):
    assert wants(moment, {**FULL, "start": None}) == {"start": urgency}
    assert state(moment, {**FULL, "start": None}).readiness == urgency


def test_a_plan_is_to_be_confirmed_three_weeks_before():
    assert wants("2011-03-02", {**FULL, "status": "planned"}) == {}
    assert wants(NEAR, {**FULL, "status": "planned"}) == {"confirmed": "soon"}
    assert wants(TONIGHT, {**FULL, "status": "planned"}) == {"confirmed": "late"}


def test_what_would_be_good_to_have_makes_no_city_late():
    found = state(TONIGHT, FULL)
    assert set(found.nice) == set(NICE) - {"join_url"}
    assert found.readiness is Readiness.READY
    named = {**FULL, "end": "23:00", "hashtags": ["LanternParis"]}
    assert set(state(EARLY, named).nice) == set(NICE) - {"end", "hashtag", "join_url"}
    online = {**FULL, "format": "online"}
    assert set(state(TONIGHT, online).nice) == set(NICE) - {"coordinates"}


def test_before_and_after_follow_the_clock_of_the_city():
    auckland = {"slug": "auckland", "name": "Auckland", "country": "NZ", "timezone": "Pacific/Auckland"}
    event = {**FULL, "city": "auckland", "end": "23:00"}
    assert state("2011-03-24T09:59", event, cities=[auckland]).readiness is Readiness.READY
    assert list(wants("2011-03-24T10:00", event, cities=[auckland])) == ["held", "results"]


@pytest.mark.parametrize(
    ("event", "missing"),
    [
        ({"status": "confirmed"}, ["held", "results"]),
        ({"status": "planned"}, ["held", "results"]),
        ({"status": "postponed", "postponed_from": "2011-03-20"}, ["held", "results"]),
        ({"status": "held"}, ["results"]),
        ({"status": "held", "results": {"attendance": "20"}}, ["results"]),
        ({"status": "held", "results": raised("reported")}, ["final"]),
        ({"status": "held", "results": raised("provisional")}, ["final"]),
        ({"status": "held", "raffle": {"draw": "22:00"}}, ["winners", "results"]),
        ({"status": "held", "raffle": {"prizes": ["A lamp"]}}, ["results"]),
        ({"status": "cancelled"}, []),
    ],
)  # fmt: skip
def test_after_the_night_the_results_are_requested(event, missing):
    assert list(wants(DUE, event)) == missing
    assert set(wants(DUE, event).values()) <= {"soon"}
    assert set(wants(OVERDUE, event).values()) <= {"late"}


def test_winners_and_results_that_are_reported_are_not_requested():
    raffle = {"draw": "22:00", "winners": [{"prize": "A lamp", "ticket": "42"}]}
    event = {"status": "held", "raffle": raffle, "results": raised(handed_over=RECEIPT)}
    assert state(OVERDUE, event).readiness is Readiness.DONE


@pytest.mark.parametrize(
    ("days", "urgency"), [("0", "late"), ("7", "late"), ("8", "soon"), ("9" * 9, "soon")]
)
def test_the_festival_sets_when_results_are_due(days, urgency):
    assert wants(OVERDUE, {"status": "held"}, festival={"results_due_days": days}) == {"results": urgency}


def test_final_results_are_to_be_handed_over_a_month_later():
    event = {"status": "held", "results": raised()}
    assert wants("2011-04-30T12:00", event) == {"handed_over": "soon"}
    assert wants("2011-05-01T12:00", event) == {"handed_over": "late"}


def test_nothing_raised_is_nothing_to_hand_over():
    nothing = {"total": {"amount": "0", "currency": "EUR"}}
    assert state(OVERDUE, {"status": "held", "results": raised(**nothing)}).readiness is Readiness.DONE


def test_a_hand_over_wants_its_receipt():
    event = {"status": "held", "results": raised(handed_over=HAND)}
    assert wants(DUE, event) == {"receipt": "soon"}
    assert wants("2011-05-09T12:00", event) == {"receipt": "late"}


@pytest.mark.parametrize(
    ("event", "readiness"),
    [
        ({"status": "held"}, "left_open"),
        ({"status": "confirmed"}, "left_open"),
        ({"status": "postponed", "date": None}, "left_open"),
        ({"status": "held", "results": raised("reported")}, "done"),
        ({"status": "held", "results": raised("provisional")}, "late"),
        ({"status": "held", "results": raised()}, "late"),
        ({"status": "held", "results": raised(handed_over=HAND)}, "left_open"),
        ({"status": "cancelled"}, "cancelled"),
    ],
)
def test_years_later_only_money_that_was_counted_is_requested(event, readiness):
    assert state(YEARS_LATER, event).readiness == readiness


def test_a_postponed_event_lacks_its_new_date_and_nothing_else():
    assert wants(TONIGHT, {"status": "postponed", "date": None}) == {"date": "missing"}
    assert wants(OVERDUE, {"status": "postponed", "date": None}) == {"date": "missing"}
    assert wants(TONIGHT, {"status": "postponed"}) == {"date": "missing"}
    moved = {"status": "postponed", "postponed_from": "2011-03-24", "date": "2011-05-24"}
    assert "start" in wants(OVERDUE, moved)


def test_an_event_that_was_held_is_over_though_its_day_is_not_known():
    window = [{**pages.SPRING, "end_date": "2011-12-31"}]
    assert wants(EARLY, {"status": "held", "date": None}, editions=window) == {"results": "soon"}


AUTUMN = {"slug": "2011-autumn", "name": "Autumn 2011", "date": "2011-10-20"}


def city(slug, name):
    return {"slug": slug, "name": name, "country": "FR", "timezone": "Europe/Paris"}


def test_the_most_urgent_come_first_then_those_who_lack_most_then_by_name():
    cities = [city(slug, slug.title()) for slug in ("arles", "brest", "caen", "dijon", "evry")]
    events = [
        {**FULL, "city": "evry", "start": None},
        {"city": "dijon"},
        {**FULL, "city": "caen", "start": None},
        {**FULL, "city": "brest"},
        {"city": "arles", "status": "cancelled"},
    ]
    library = seen(NEAR, *events, cities=cities)
    found = edition_state(library, library.editions[0])
    assert [one.city for one in found.cities] == ["dijon", "caen", "evry", "brest", "arles"]
    assert dict(found.counts) == {"soon": 3, "ready": 1, "cancelled": 1}


def test_cities_that_are_not_in_an_edition_yet_are_named_until_it_is_over():
    parts = {"cities": [city("lyon", "Lyon"), pages.PARIS], "editions": [pages.SPRING, AUTUMN]}
    spring, autumn = states(seen(EARLY, FULL, **parts))
    assert spring.absent == (("lyon", "Lyon"),)
    assert autumn.absent == (("lyon", "Lyon"), ("paris", "Paris"))
    later = states(seen(DUE, FULL, **parts))
    assert [one.edition for one in later] == ["2011-autumn", "2011-spring"]
    assert later[1].absent == ()


def test_an_edition_is_recent_for_a_year():
    def recent(moment):
        return [one.recent for one in states(seen(moment, FULL, editions=[pages.SPRING, AUTUMN]))]

    assert recent("2012-03-01") == [True, True]
    assert recent("2012-04-01") == [True, False]
    assert recent(YEARS_LATER) == [True, False]


def test_a_festival_without_editions():
    assert states(seen(EARLY, editions=[], cities=[])) == ()


MOMENTS = st.datetimes(dt.datetime(2010, 1, 1), dt.datetime(2015, 1, 1))  # noqa: DTZ001
EVENTS = st.fixed_dictionaries(
    {
        "status": st.sampled_from(["planned", "confirmed", "postponed", "cancelled", "held"]),
        "date": st.sampled_from([None, "2011-03-24", "2011-06-01"]),
        "start": st.sampled_from([None, "19:30"]),
        "venue": st.sampled_from([None, FULL["venue"]]),
        "tickets": st.sampled_from([[], FULL["tickets"]]),
        "results": st.sampled_from([None, raised("provisional"), raised(), raised(handed_over=RECEIPT)]),
    }
)


@given(EVENTS, MOMENTS)
def test_the_readiness_follows_from_the_wants(event, moment):
    found = state(moment.isoformat(), event)
    urgencies = [URGENCY[want.urgency] for want in found.wants]
    assert urgencies == sorted(urgencies)
    if found.wants:
        assert found.readiness is found.wants[0].urgency
    else:
        assert found.readiness in {Readiness.READY, Readiness.DONE, Readiness.CANCELLED}
    assert len({want.key for want in found.wants}) == len(found.wants)


@given(EVENTS, MOMENTS, st.integers(0, 200))
def test_what_is_late_stays_late_until_somebody_tells_or_a_year_has_passed(event, moment, days):
    before, after = moment, moment + dt.timedelta(days)
    late = [key for key, urgency in wants(before.isoformat(), event).items() if urgency == "late"]
    later = wants(after.isoformat(), event)
    assert all(later.get(key) in {"late", "left_open"} for key in late if key not in {*REQUIRED, "confirmed"})
