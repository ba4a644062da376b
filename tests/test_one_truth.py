"""All outputs of one event agree on its language, title, state, place, hours, prices and shop.

Each output is parsed as its users parse it, and compared with the event in the library.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Component
from samenight.calendars.artifacts import artifacts as calendars
from samenight.calendars.jscalendar import duration
from samenight.content.library.event_state import Phase
from samenight.content.library.library import Library
from samenight.content.library.next_moment import next_moment
from samenight.content.library.resolved_event import Moment, ResolvedEvent
from samenight.feeds.artifacts import artifacts as feeds
from samenight.pages.artifacts import artifacts as city_pages
from samenight.print_kit.facts.fact_groups import KitFacts, palette_of
from samenight.print_kit.facts.kit_facts import city_kit, home_of
from samenight.print_kit.facts.template_data import data_of
from samenight.print_kit.pieces.catalogue import PIECES
from samenight.print_kit.pieces.piece import Form
from samenight.results.artifacts import artifacts as results
from samenight.site import display, event_words, urls
from samenight.site.artifact import Site

from tests.pages import pages

ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DAYS = st.dates(dt.date(2011, 2, 10), dt.date(2011, 4, 20)).map(str)
HOURS = st.none() | st.times().map(lambda time: f"{time:%H:%M}")
URLS = st.sampled_from(["https://shop.example/1", "https://shop.example/2"])
TICKETS = st.lists(
    st.fixed_dictionaries(
        {"name": st.sampled_from(["Early", "Late", "Door"]), "currency": st.just("EUR")},
        optional={
            "price": st.sampled_from(["0", "5", "12.50", "1200"]), "url": URLS, "since": DAYS, "until": DAYS,
            "at_the_door": st.sampled_from(["yes", "no"]), "sold_out": st.sampled_from(["yes", "no"]),
        },
    ),
    max_size=3,
)  # fmt: skip
EVENTS = st.fixed_dictionaries(
    {
        "status": st.sampled_from(["planned", "confirmed", "postponed", "cancelled", "held"]),
        "date": st.none() | DAYS,
        "start": HOURS,
        "end": HOURS,
        "tickets": TICKETS,
    },
    optional={
        "end_date": DAYS,
        "name": st.sampled_from(["Lumières", "Nuit à Paris"]),
        "slogan": st.just("Own slogan"),
        "charity_note": st.just("Own note"),
        "postponed_from": DAYS,
        "status_note": st.just("The roof leaks."),
        "venue": st.sampled_from(
            [{"name": "Le Comptoir", "address": "1 rue des Lampes"}, {"address": "Quai 3"}]
        ),
        "place": st.just("Belleville"),
        "ticket_url": URLS,
        "donate": st.just({"url": "https://give.example/"}),
    },
)
LANGUAGES = st.sampled_from([[], ["fr"], ["ca", "fr"], ["fr-CA", "en"], ["ar"], ["en", "fr"]])
FESTIVALS = st.fixed_dictionaries({"languages": st.sampled_from([["en"], ["fr"], ["de", "fr"], ["de"]])})
EDITIONS = st.sampled_from(
    [
        [{**pages.SPRING, "slogan": "Their slogan", "charity": "wells", "charity_note": "Their note"}],
        [{**pages.SPRING, "date": "2011-02-20", "end_date": "2011-04-10"}],
    ]
)
SPAN = (dt.datetime(2011, 1, 20), dt.datetime(2011, 5, 20))  # noqa: DTZ001 -- of UTC
MOMENTS = st.datetimes(*SPAN).map("{:%Y-%m-%dT%H:%M}".format)


@dataclass(frozen=True)
class Outputs:
    """An event in the library, and in each output."""

    event: ResolvedEvent
    page: ET.Element
    city: ET.Element
    tonight: ET.Element
    ics: str
    feed: ET.Element
    kit: KitFacts
    poster: dict[str, Any]
    calendar: Component | None
    json: dict[str, Any] | None


def outputs_of(event, city, festival, editions, now) -> Outputs:
    parts = {
        "festival": festival,
        "editions": editions,
        "charities": [{"slug": "wells", "name": "Clean Wells"}],
    }
    site = pages.a_site(now)
    library = at(pages.of(event, cities=[{**pages.PARIS, "languages": city}], **parts), site)
    (one,) = library.resolved.values()
    made = {
        artifact.path: artifact for room in (city_pages, feeds, calendars) for artifact in room(library, site)
    }

    def content(path: str) -> bytes | None:
        found = made.get(urls.output_file(path))
        return found.make(found.facts) if found else None

    ics, group = content(urls.event_calendar(*one.key)), content(urls.CALENDAR_JSON)
    root = ET.fromstring(content(urls.city_feed("paris")))  # noqa: S314 -- our own
    kit = city_kit(one, home_of(one, library), library, site, palette_of("paris"))
    piece = PIECES["poster-a4"]
    groups = {name: getattr(kit, name) for name in piece.groups}
    return Outputs(
        event=one,
        page=pages.read(content(urls.event(*one.key)).decode()),
        city=pages.read(content("paris/").decode()),
        tonight=pages.read(content("paris/tonight/").decode()),
        ics=(ics or b"").decode(),
        feed=root.find(f"{ATOM}entry"),
        kit=kit,
        poster=data_of(piece, Form.OFFICE, groups, site.words),
        calendar=Calendar.from_ical(ics).walk("VEVENT")[0] if ics else None,
        json=json.loads(group)["entries"][0] if group else None,
    )


def at(library: Library, site: Site) -> Library:
    return library.at(Moment(site.now, site.words.languages))


def meta(page: ET.Element, name: str) -> str:
    (found,) = [
        one.attrib["content"] for one in page.iter("meta") if name in (one.get("name"), one.get("property"))
    ]
    return found


def plain(text: str) -> str:
    """A text with plain spaces only."""
    return " ".join(text.split())


@settings(max_examples=120)
@given(EVENTS, LANGUAGES, FESTIVALS, EDITIONS, MOMENTS)
def test_every_output_of_an_event_says_the_same(event, city, festival, editions, now):
    shown = outputs_of(settled(event), city, festival, editions, now)
    for same in (language, title, state, day_and_hours, place, prices, shop):
        same(shown)


def settled(event: dict[str, Any]) -> dict[str, Any]:
    """An event without an end before its beginning, which the check refuses."""
    day, last, start, end = (event.get(name) for name in ("date", "end_date", "start", "end"))
    turned = last and day and (last < day or (last == day and start and end and end <= start))
    return {name: value for name, value in event.items() if name != "end_date" or not turned}


def language(shown: Outputs) -> None:
    one = shown.event
    assert shown.page.get("lang") == shown.city.get("lang") == one.language
    assert shown.feed.get(XML_LANG) == shown.kit.identity.language == one.language
    if shown.calendar:
        assert shown.calendar["SUMMARY"].params["LANGUAGE"] == one.language


def title(shown: Outputs) -> None:
    one, site = shown.event, pages.a_site()
    marked = event_words.marked_title(one, site.words.of(one.language), display.locale(one.language))
    assert one.title in marked
    for page in (shown.page, shown.city):
        assert meta(page, "og:title").startswith(marked)
        names = [data.attrib["value"] for data in pages.has_class(page, "p-name") if data.tag == "data"]
        assert names[0] == marked
    assert shown.feed.findtext(f"{ATOM}title") == marked
    if shown.calendar:
        assert shown.calendar["SUMMARY"] == marked
        ours = {"de": "en"}.get(shown.json["locale"], shown.json["locale"])
        assert one.title in shown.json["title"]
        assert ours in site.words.languages
    assert shown.poster["identity"]["slogan"] == one.slogan
    assert (one.slogan or "") in pages.body(shown.page)


def state(shown: Outputs) -> None:
    """One sentence, on every output."""
    one, site = shown.event, pages.a_site()
    news = event_words.news(one, site.words.of(one.language), display.locale(one.language))
    wording = plain(" ".join(news))
    summary = plain(shown.feed.findtext(f"{ATOM}summary"))
    assert summary == plain(meta(shown.page, "description")) == plain(meta(shown.city, "og:description"))
    assert summary.startswith(wording)
    banners = [pages.words(found) for found in pages.has_class(shown.page, "banner")]
    if news:
        assert plain(banners[0]) == wording
        if shown.calendar:
            assert plain(shown.calendar["DESCRIPTION"]).startswith(wording)
        assert wording in plain(pages.body(shown.tonight))
    assert shown.kit.organisers.phase is one.state.phase
    if one.state.is_unsettled:
        assert "STATUS:CONFIRMED" not in shown.ics
    if not one.state.is_coming:
        assert "VALARM" not in shown.ics
        assert "Not everything is settled" not in shown.ics
        assert "The end is open" not in shown.ics
    for heading in shown.page.iterfind(".//section"):
        assert all(len(listed) for listed in heading.iterfind("ul")), pages.words(heading)


def day_and_hours(shown: Outputs) -> None:
    one = shown.event
    dates = [found.attrib["datetime"] for found in pages.has_class(shown.page, "dt-start")]
    assert (shown.kit.identity.first, shown.kit.event.hours) == (one.day, one.hours if one.day else None)
    if one.day is None:
        assert dates == []
        assert shown.poster["identity"]["night"] is None
    elif one.begin:
        assert dt.datetime.fromisoformat(dates[0]) == one.begin
    else:
        assert dates == [one.day.isoformat()]
    if shown.calendar and one.begin:
        begin = shown.calendar["DTSTART"].dt
        assert begin == one.begin
        assert shown.json["start"][:10] == f"{begin.astimezone(one_zone(begin, shown)):%Y-%m-%d}"
    assert (shown.calendar is None) is (one.hours is None)
    ends(shown)


def ends(shown: Outputs) -> None:
    """The end is one instant, or the last of whole days, and no page shows one that is only usual."""
    one, hours = shown.event, shown.event.hours
    ends_on_page = [found.attrib["datetime"] for found in pages.has_class(shown.page, "dt-end")]
    if hours is None or hours.end is None:
        return
    end = shown.calendar["DTEND"].dt
    assert end == hours.end
    assert shown.json["duration"] == duration(hours.end - hours.begin)
    if one.begin and hours.end_is_known:
        assert [dt.datetime.fromisoformat(text) for text in ends_on_page] == [hours.end]
    urls = [link.get("href", "") for link in shown.page.iter("a")]
    google = [link for link in urls if link.startswith("https://calendar.google.com")]
    assert bool(google) is (one.state.is_coming and one.day is not None)
    assert all(f"%2F{hours.end:%Y%m%dT%H%M%SZ}" in link for link in google)


def one_zone(begin: dt.datetime, shown: Outputs) -> dt.tzinfo:
    return begin.tzinfo if "TZID" in shown.calendar["DTSTART"].params else dt.timezone(
        display.with_offset(begin, shown.event.city.timezone).utcoffset()
    )  # fmt: skip


def place(shown: Outputs) -> None:
    one = shown.event
    where = event_words.place_words(one, pages.a_site().words.of(one.language), display.locale(one.language))
    if shown.calendar:
        assert shown.calendar["LOCATION"] == where
    assert where.endswith(("France", "Paris"))
    for part in filter(None, one.place):
        assert part in pages.body(shown.page)
    assert shown.kit.event.venue == one.event.venue


def prices(shown: Outputs) -> None:
    one, site = shown.event, pages.a_site()
    wording, locale = site.words.of(one.language), display.locale(one.language)
    costs = event_words.price_words(one, wording, locale)
    terms = {pages.words(found.find("dt")): pages.words(found.find("dd")) for found in shown.page.iter("div")
             if found.find("dt") is not None}  # fmt: skip
    first = terms.get(wording.text("Tickets"), "")
    assert plain(shown.poster["event"]["prices"] or "") == plain(" / ".join(costs))
    assert all(plain(cost) in plain(first) for cost in costs)
    why_not = event_words.sale_words(one, wording, locale) if one.state.is_coming else None
    assert (shown.poster["event"]["sale"] or "") == (why_not or "").rstrip(".")
    if not one.state.is_coming:
        assert first == ""
        assert costs == ()
        assert "tickets" not in shown.poster["event"] or shown.poster["event"]["tickets"] == [
            ticket for ticket in shown.poster["event"]["tickets"] if ticket["sold_out"]
        ]


def shop(shown: Outputs) -> None:
    one = shown.event
    wanted = [one.state.shop] if one.state.shop else []
    for page in (shown.page, shown.city):
        leads = (link.get("href", "") for link in page.iter("a"))
        sells = [link for link in leads if link.startswith("https://shop.example")]
        assert sells[:1] == wanted
        assert bool(sells) is bool(wanted)
    assert [code.text for code in [shown.kit.codes.tickets] if code] == wanted
    if shown.json:
        assert [link["href"] for name, link in shown.json["links"].items() if name == "tickets"] == wanted
        assert bool(wanted) or "shop.example" not in shown.calendar["DESCRIPTION"]
    if one.state.phase is Phase.OVER:
        assert wanted == []


# Time alone.

PACKAGES = (city_pages, feeds, calendars, results)


@settings(max_examples=80)
@given(EVENTS, EVENTS, FESTIVALS, EDITIONS, MOMENTS, st.lists(DAYS, max_size=2))
def test_until_the_next_moment_nothing_that_is_published_changes(one, other, festival, editions, now, days):
    cities = [
        {**pages.PARIS, "languages": ["fr"]},
        {**pages.PARIS, "slug": "apia", "timezone": "Pacific/Apia"},
    ]
    posts = [{"city": "apia", "slug": f"{day}-{n}", "title": "T", "date": day} for n, day in enumerate(days)]
    charities = [{"slug": "wells", "name": "Clean Wells"}]
    parts = {"cities": cities, "festival": festival, "editions": editions, "charities": charities}
    library = pages.of(settled(one), {**settled(other), "city": "apia"}, posts=posts, **parts)
    first = pages.a_site(now)
    change = next_moment(at(library, first))
    last = change - dt.timedelta(minutes=1) if change else dt.datetime(2040, 1, 1, tzinfo=dt.UTC)
    then = pages.a_site(f"{max(last, first.now):%Y-%m-%dT%H:%M}")
    assert facts_of(library, first) == facts_of(library, then)


def facts_of(library: Library, site: Site) -> dict[str, Any]:
    seen = at(library, site)
    return {artifact.path: artifact.facts for package in PACKAGES for artifact in package(seen, site)}


@pytest.mark.parametrize("status", ["confirmed", "cancelled"])
def test_the_next_moment_is_the_first_of_all(status):
    event = {"status": status, "date": "2011-03-24", "start": "19:30", "end": "23:00"}
    moments, now = [], "2011-03-01T12:00"
    for _ in range(4):
        found = next_moment(at(pages.of(event), pages.a_site(now)))
        now = f"{found:%Y-%m-%dT%H:%M}"
        moments.append(now)
    assert moments == ["2011-03-02T23:00", "2011-03-23T23:00", "2011-03-24T18:30", "2011-03-24T22:00"]
