"""Links that add an event to calendars on the web, read as their services read them."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.content.library.event_times import Hours
from samenight.site.calendar_links import LONGEST, LinkedEvent, event_links

PAGE = "https://nights.example/festival/paris/2011-local/"
DAY = dt.date(2011, 3, 24)
BEGIN, END = dt.datetime(2011, 3, 24, 18, 30, tzinfo=dt.UTC), dt.datetime(2011, 3, 24, 23, 30, tzinfo=dt.UTC)
EVENT = Hours("Europe/Paris", DAY, DAY, BEGIN, END)
DESCRIPTION = "Tweet. Meet. Give.\nFor Le Rire Médecin"
# How each service names the title, the place and the text.
NAMES = {
    "Google": ("text", "location", "details"),
    "Outlook.com": ("subject", "location", "body"),
    "Microsoft 365": ("subject", "location", "body"),
    "Yahoo": ("title", "in_loc", "desc"),
}
HOSTS = {
    "Google": "calendar.google.com",
    "Outlook.com": "outlook.live.com",
    "Microsoft 365": "outlook.office.com",
    "Yahoo": "calendar.yahoo.com",
}
services = pytest.mark.parametrize("service", NAMES)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=400) | st.text("夜é <&+%#\n", max_size=900)


def links(
    title="Paris, Twestival", where="La Maison, Paris", description=DESCRIPTION, hours=EVENT, page=PAGE
):
    return dict(event_links(LinkedEvent(title, where, description, page, hours)))


def read(address):
    """The query of an address, by name."""
    found = parse_qs(urlsplit(address).query, keep_blank_values=True, strict_parsing=True)
    assert all(len(values) == 1 for values in found.values())
    return {name: values[0] for name, values in found.items()}


@services
def test_every_service_gets_the_same(service):
    address = links()[service]
    query = read(address)
    assert urlsplit(address).scheme == "https"
    assert urlsplit(address).hostname == HOSTS[service]
    title, where, text = (query[name] for name in NAMES[service])
    assert (title, where) == ("Paris, Twestival", "La Maison, Paris")
    assert re.split("<br>|\n", text) == ["Tweet. Meet. Give.", "For Le Rire Médecin", "", PAGE]


def test_times_are_given_in_utc():
    query = {service: read(address) for service, address in links().items()}
    assert query["Google"]["dates"] == "20110324T183000Z/20110324T233000Z"
    assert query["Google"]["action"] == "TEMPLATE"
    assert (query["Yahoo"]["st"], query["Yahoo"]["et"]) == ("20110324T183000Z", "20110324T233000Z")
    for service in ("Outlook.com", "Microsoft 365"):
        assert query[service]["startdt"] == "2011-03-24T18:30:00Z"
        assert query[service]["enddt"] == "2011-03-24T23:30:00Z"
        assert (query[service]["path"], query[service]["rru"]) == ("/calendar/action/compose", "addevent")
        assert "allday" not in query[service]


def test_whole_days_have_no_times_and_end_on_the_day_after():
    query = {
        s: read(address)
        for s, address in links(hours=Hours("Europe/Paris", DAY, dt.date(2011, 3, 25))).items()
    }
    assert query["Google"]["dates"] == "20110324/20110326"
    outlook = query["Outlook.com"]
    assert (outlook["startdt"], outlook["enddt"], outlook["allday"]) == ("2011-03-24", "2011-03-26", "true")
    assert (query["Yahoo"]["st"], query["Yahoo"]["dur"]) == ("20110324", "allday")
    assert "et" not in query["Yahoo"]


@given(TEXTS, TEXTS, TEXTS)
def test_any_text_makes_addresses_that_are_short_enough_and_lead_to_the_page(title, where, description):
    for service, address in links(title, where, description).items():
        assert len(address) <= LONGEST
        assert address.isascii()
        assert not re.search(r"[\s<>\"'`{}]", address)
        assert (urlsplit(address).hostname, urlsplit(address).fragment) == (HOSTS[service], "")
        found = read(address)
        assert set(NAMES[service]) < set(found)
        assert found[NAMES[service][2]].endswith(PAGE)
        assert not re.search("[<>]", "".join(found.values()).replace("<br>", ""))


@services
def test_long_text_is_cut_at_its_end_and_says_so(service):
    address = links(description="夜 " * 2000)[service]
    query = read(address)[NAMES[service][2]]
    assert LONGEST - 30 < len(address) <= LONGEST
    assert re.fullmatch(r"(夜 ?)+…(\n\n|<br><br>)" + re.escape(PAGE), query)


@services
def test_short_text_is_not_cut(service):
    description = "x" * 1000
    text = read(links(description=description)[service])[NAMES[service][2]]
    assert text.startswith(description)
    assert read(links(description="")[service])[NAMES[service][2]] == PAGE


@services
def test_a_page_of_a_long_address_is_named_whole(service):
    page = PAGE + "x" * 1900
    assert read(links(page=page)[service])[NAMES[service][2]] == page
