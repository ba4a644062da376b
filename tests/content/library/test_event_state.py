"""The state of an event at a moment: status, phase, sale, headline."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.content.library.event_state import Accounting, Headline, OfferState, Phase, Sale, Status

from tests import sites
from tests.pages import pages

BEFORE, DAY = "2011-03-01T12:00+00:00", "2011-03-24"
SHOP, OTHER = "https://shop.example/1", "https://shop.example/2"
EARLY = {"name": "Early", "price": "5", "currency": "EUR", "url": SHOP}
LATE = {"name": "Late", "price": "9", "currency": "EUR", "url": OTHER}
DOOR = {"name": "Door", "price": "12", "currency": "EUR", "at_the_door": "yes"}
GONE = {"sold_out": "yes"}
RESULTS = {"total": {"amount": "80", "currency": "EUR"}}
WINDOW = [{**pages.SPRING, "end_date": "2011-04-30"}]


def resolved(event, now=BEFORE, **parts):
    library = sites.seen(pages.of(event, **parts), now)
    return library.resolve(library.events[0])


def state(event, now=BEFORE, **parts):
    return resolved(event, now, **parts).state


def paris(text):
    """An instant, given in the winter time of Paris."""
    return f"{text}+01:00"


NIGHT = {"start": "19:30", "end": "00:30"}


@pytest.mark.parametrize(
    ("event", "now", "time"),
    [
        (NIGHT, "2011-03-23T23:59", Phase.BEFORE),
        (NIGHT, "2011-03-24T00:00", Phase.TONIGHT),
        (NIGHT, "2011-03-24T19:29", Phase.TONIGHT),
        (NIGHT, "2011-03-24T19:30", Phase.RUNNING),
        (NIGHT, "2011-03-25T00:29", Phase.RUNNING),
        (NIGHT, "2011-03-25T00:30", Phase.OVER),
        ({"start": "10:00", "end": "18:00"}, "2011-03-24T18:00", Phase.OVER),
        ({"start": "19:30"}, "2011-03-25T05:59", Phase.RUNNING),  # no end given
        ({"start": "19:30"}, "2011-03-25T06:00", Phase.OVER),
        ({}, "2011-03-25T05:59", Phase.TONIGHT),
        ({}, "2011-03-25T06:00", Phase.OVER),
        ({"end": "23:00"}, "2011-03-24T23:00", Phase.OVER),
        ({"end": "02:00"}, "2011-03-25T01:59", Phase.TONIGHT),
        ({**NIGHT, "end": "19:30"}, "2011-03-25T19:29", Phase.RUNNING),  # 24 hours
        ({**NIGHT, "end_date": "2011-03-26", "end": "16:00"}, "2011-03-26T15:59", Phase.RUNNING),
        ({**NIGHT, "end_date": "2011-03-26", "end": "16:00"}, "2011-03-26T16:00", Phase.OVER),
        ({"end_date": "2011-03-26"}, "2011-03-27T04:59", Phase.TONIGHT),
        ({"status": "held"}, "2011-03-01T12:00", Phase.OVER),
        ({"status": "postponed"}, "2011-06-01T12:00", Phase.UNKNOWN),
    ],
)
def test_where_it_is_in_time(event, now, time):
    assert state(event, paris(now)).phase is time


def test_an_event_of_unknown_day_is_over_with_the_window_of_its_edition():
    for now, time in (("2011-04-30T23:59+02:00", Phase.UNKNOWN), ("2011-05-01T00:00+02:00", Phase.OVER)):
        assert state({"date": None}, now, editions=WINDOW).phase is time


def test_at_one_instant_the_far_east_is_done_while_the_far_west_has_not_begun():
    cities = [
        {**pages.PARIS, "slug": "kiritimati", "timezone": "Pacific/Kiritimati"},
        {**pages.PARIS, "slug": "pago", "timezone": "Pacific/Pago_Pago"},
    ]
    library = pages.of(*({"city": city["slug"], **NIGHT} for city in cities), cities=cities)
    seen = sites.seen(library, "2011-03-24T10:30+00:00")
    assert [one.state.phase for one in seen.resolved.values()] == [Phase.OVER, Phase.BEFORE]


@pytest.mark.parametrize(
    ("tickets", "sale", "shop"),
    [
        ([], Sale.NONE, None),
        ([EARLY, LATE], Sale.ON_SALE, SHOP),
        ([{**EARLY, **GONE}, LATE], Sale.ON_SALE, OTHER),
        ([{**EARLY, **GONE}, {**LATE, **GONE}], Sale.SOLD_OUT, None),
        ([{**EARLY, **GONE}, DOOR], Sale.AT_THE_DOOR, None),
        ([DOOR], Sale.AT_THE_DOOR, None),
        ([{**EARLY, "until": "2011-02-15"}], Sale.ENDED, None),
        ([{**EARLY, "until": "2011-03-01"}], Sale.ON_SALE, SHOP),  # the day itself is still one of sale
        ([{**EARLY, "since": "2011-03-10"}], Sale.NOT_YET, None),
        ([{**EARLY, "until": "2011-02-15"}, {**LATE, "since": "2011-03-10"}, DOOR], Sale.NOT_YET, None),
        ([{**EARLY, "until": "2011-02-15"}, {**LATE, **GONE}], Sale.SOLD_OUT, None),
        ([{**EARLY, "at_the_door": "yes"}], Sale.ON_SALE, SHOP),  # at the door, too
        ([{"price": "0", "currency": "EUR"}], Sale.ON_SALE, None),
    ],
)
def test_what_is_sold(tickets, sale, shop):
    found = state({"tickets": tickets})
    assert (found.sale, found.shop) == (sale, shop)


@pytest.mark.parametrize(
    ("tickets", "sale", "shop"),
    [
        ([], Sale.ON_SALE, "https://all.example/"),
        ([DOOR], Sale.ON_SALE, "https://all.example/"),
        ([{"name": "Early", **GONE}, DOOR], Sale.AT_THE_DOOR, None),  # what it sold is sold out
        ([{"name": "Early", **GONE}, LATE], Sale.ON_SALE, OTHER),
        ([EARLY], Sale.ON_SALE, "https://all.example/"),
    ],
)
def test_an_address_of_the_whole_event_sells_what_has_no_address_of_its_own(tickets, sale, shop):
    found = state({"tickets": tickets, "ticket_url": "https://all.example/"})
    assert (found.sale, found.shop) == (sale, shop)


@pytest.mark.parametrize(
    "event",
    [{"status": "cancelled"}, {"status": "held"}, {"status": "postponed"}, {"date": "2011-02-01"}],
)
def test_what_is_off_or_over_sells_nothing_and_shows_no_price(event):
    found = state({"tickets": [EARLY, DOOR], "ticket_url": SHOP, **event})
    assert (found.sale, found.shop, found.prices) == (Sale.ENDED, None, ())
    assert {offer.state for offer in found.offers} == {OfferState.ENDED}


def test_what_was_postponed_to_a_known_day_sells():
    moved = {"status": "postponed", "postponed_from": DAY, "date": "2011-05-19", "tickets": [EARLY]}
    assert state(moved).shop == SHOP


def test_prices_are_of_what_can_still_be_bought_in_each_currency():
    tickets = [
        {**EARLY, "price": "1", "until": "2011-02-15"},
        {**EARLY, "price": "3", **GONE},
        EARLY,
        {**LATE, "since": "2011-03-10"},
        DOOR,
        {**LATE, "price": "7", "currency": "CHF"},
    ]
    ranges = [(one.currency, int(one.lowest), int(one.highest)) for one in state({"tickets": tickets}).prices]
    assert ranges == [("EUR", 5, 12), ("CHF", 7, 7)]


@pytest.mark.parametrize(
    ("event", "now", "headline"),
    [
        ({"status": "cancelled", **NIGHT}, "2011-03-24T21:00", Headline.CANCELLED),
        ({"status": "postponed", "tickets": [EARLY]}, "2011-03-24T21:00", Headline.POSTPONED),
        ({"tickets": [{**EARLY, **GONE}], **NIGHT}, "2011-03-26T21:00", Headline.OVER),
        ({"tickets": [{**EARLY, **GONE}], **NIGHT}, "2011-03-24T21:00", Headline.RUNNING),
        ({"tickets": [{**EARLY, **GONE}], **NIGHT}, "2011-03-24T12:00", Headline.TONIGHT),
        ({"tickets": [{**EARLY, **GONE}]}, "2011-03-01T12:00", Headline.SOLD_OUT),
        ({"tickets": [EARLY], "status": "planned"}, "2011-03-01T12:00", Headline.ON_SALE),
        ({"tickets": [DOOR]}, "2011-03-01T12:00", Headline.AT_THE_DOOR),
        ({"tickets": [{**EARLY, "until": "2011-02-01"}]}, "2011-03-01T12:00", Headline.SALE_ENDED),
        ({"tickets": [{**EARLY, "since": "2011-03-10"}]}, "2011-03-01T12:00", Headline.NOT_YET),
        ({"status": "planned"}, "2011-03-01T12:00", Headline.PLANNED),
        ({}, "2011-03-01T12:00", Headline.CONFIRMED),
    ],
)
def test_one_headline_comes_first(event, now, headline):
    assert state(event, paris(now)).headline is headline


@pytest.mark.parametrize(
    ("event", "now", "accounting", "status"),
    [
        ({}, "2011-03-24T12:00", Accounting.AWAITED, Status.CONFIRMED),
        ({}, "2011-03-31T23:59+02:00", Accounting.AWAITED, Status.CONFIRMED),
        ({}, "2011-04-01T00:00+02:00", Accounting.DUE, Status.UNREPORTED),
        ({"status": "held"}, "2011-04-01T00:00+02:00", Accounting.DUE, Status.HELD),
        ({"results": RESULTS}, "2011-04-01T12:00", Accounting.REPORTED, Status.CONFIRMED),
        ({"results": {**RESULTS, "status": "provisional"}}, "2011-04-01T12:00", Accounting.PROVISIONAL,
         Status.CONFIRMED),
        ({"status": "held", "results": {**RESULTS, "status": "final", "as_of": "2011-03-30"}},
         "2011-04-01T12:00", Accounting.FINAL, Status.HELD),
    ],
)  # fmt: skip
def test_how_far_its_results_are(event, now, accounting, status):
    found = state(event, now if "+" in now else paris(now))
    assert (found.accounting, found.status) == (accounting, status)


# Changes with time alone.

DAYS = st.dates(dt.date(2011, 2, 1), dt.date(2011, 5, 31)).map(str)
HOURS = st.none() | st.times().map(lambda time: f"{time:%H:%M}")
TICKET = st.fixed_dictionaries(
    {"name": st.just("T")},
    optional={
        "price": st.just("5"), "currency": st.just("EUR"), "url": st.just(SHOP), "since": DAYS, "until": DAYS,
        "at_the_door": st.sampled_from(["yes", "no"]), "sold_out": st.sampled_from(["yes", "no"]),
    },
).map(lambda one: {**one, "currency": "EUR"})  # fmt: skip
EVENT = st.fixed_dictionaries(
    {
        "status": st.sampled_from(["planned", "confirmed", "postponed", "cancelled", "held"]),
        "date": st.none() | DAYS,
        "start": HOURS,
        "end": HOURS,
        "tickets": st.lists(TICKET, max_size=3),
    },
    optional={
        "postponed_from": DAYS,
        "ticket_url": st.just(OTHER),
        "donate": st.fixed_dictionaries({"url": st.just("https://give.example/")}, optional={"until": DAYS}),
    },
)
ZONES = st.sampled_from(["Europe/Paris", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/Sao_Paulo"])
MOMENTS = st.datetimes(dt.datetime(2011, 1, 1), dt.datetime(2011, 7, 1))  # noqa: DTZ001 -- of UTC


def at(event, zone, moment, editions):
    city = {**pages.PARIS, "timezone": zone}
    library = pages.of(event, cities=[city], editions=editions)
    return sites.seen(library, moment.replace(tzinfo=dt.UTC).isoformat()).resolved["paris", "2011-spring"]


@given(EVENT, ZONES, MOMENTS, st.sampled_from([WINDOW, [pages.SPRING]]))
def test_nothing_changes_but_at_its_moments(event, zone, moment, editions):
    """Between two of its moments the state of an event does not change."""
    now = at(event, zone, moment, editions)
    coming = [one for one in now.moments if one > moment.replace(tzinfo=dt.UTC)]
    end = coming[0] if coming else dt.datetime(2040, 1, 1, tzinfo=dt.UTC)
    last = end.replace(tzinfo=None) - dt.timedelta(microseconds=1)
    then = at(event, zone, last, editions)
    assert (then.state, then.donate, then.changed) == (now.state, now.donate, now.changed)


@given(EVENT, ZONES, st.sampled_from([WINDOW, [pages.SPRING]]))
def test_time_never_goes_back(event, zone, editions):
    order = list(Phase)
    days = [dt.datetime(2011, 1, 20) + n * dt.timedelta(hours=37) for n in range(100)]  # noqa: DTZ001
    found = [order.index(at(event, zone, day, editions).state.phase) for day in days]
    assert found == sorted(found)


@given(EVENT, ZONES, MOMENTS)
def test_a_link_that_sells_is_there_exactly_while_something_is_sold_from_afar(event, zone, moment):
    found = at(event, zone, moment, [pages.SPRING]).state
    if found.shop:
        assert found.sale is Sale.ON_SALE
        assert found.is_coming
    if not found.is_coming:
        assert (found.shop, found.prices) == (None, ())
