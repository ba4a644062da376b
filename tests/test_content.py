"""The archive that comes with the project: complete, without a mistake, and counted once."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import pytest
from samenight.checks import problems
from samenight.content.authoring.header_writer import canonical
from samenight.content.library.event_state import Status
from samenight.content.library.ledger import total_of
from samenight.content.library.resolved_event import Moment
from samenight.content.places.gazetteer import kilometres, named
from samenight.content.reading.content_files import content_files, kind_of
from samenight.content.reading.content_reader import read_content

from tests.sites import REPOSITORY

NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
CONTENT = REPOSITORY / "content"


@pytest.fixture(scope="module")
def archive():
    """The archive, with whatever a user has added to it; another festival's content is their own."""
    found = read_content(CONTENT)
    if found.library is None or found.library.festival.name != "Twestival":
        pytest.skip("the content is not the archive that comes with the project")
    return found


@pytest.fixture(scope="module")
def library(archive):
    return archive.library.at(Moment(NOW))


def event_of(library, city, edition):
    (event,) = [event for event in library.events_of_city[city] if event.edition == edition]
    return event


def test_there_is_nothing_wrong_with_it(archive):
    assert [str(problem) for problem in archive.problems] == []
    assert [str(problem) for problem in problems(archive.library.at(Moment(NOW)), archive.origins, NOW)] == []


def test_it_is_in_the_one_style(archive):
    for path in content_files(CONTENT):
        kind = kind_of(path.relative_to(CONTENT).parts)
        if kind:
            text = path.read_bytes().decode()
            assert canonical(kind[0], path.name, text) == text, f"{path}: run make tidy"


def test_it_is_complete(library):
    counts = (len(library.events), len(library.cities), len(library.editions))
    assert all(found >= known for found, known in zip(counts, (167, 122, 6), strict=True))
    assert len(library.cities_of_country) >= 35


def test_every_file_of_it_is_read(archive):
    files = {f"content/{path.relative_to(CONTENT).as_posix()}" for path in CONTENT.rglob("*.md")}
    assert files == {origin.file for origin in archive.origins.values()}


def test_every_city_had_an_event_and_every_edition_a_city(library):
    assert [city.slug for city in library.cities if not library.events_of_city.get(city.slug)] == []
    assert [
        edition.slug for edition in library.editions if not library.events_of_edition.get(edition.slug)
    ] == []


def test_every_event_has_a_source_or_a_note(library):
    assert [
        (event.city, event.edition) for event in library.events if not event.sources and not event.notes
    ] == []


def test_what_rests_on_a_source_without_an_address_says_so(library):
    unaddressed = [event for event in library.events if not event.sources]
    assert sorted(event.city for event in unaddressed) == ["clermont-ferrand", "lille"]
    (edition,) = [edition for edition in library.editions if edition.slug == "2009-global"]
    notes = [note.text for event in unaddressed for note in event.notes if "address" in note.text]
    notes += [figure.note for figure in edition.facts if figure.source is None]
    assert len(notes) == 4
    assert all("this one source, whose address and date are not known" in note for note in notes)


def test_every_event_is_over(library):
    assert {event.status for event in library.events} <= {"held", "cancelled", "postponed", "planned"}
    days = [one.days.last for one in library.resolved.values() if one.days.last]
    assert max(days).year == 2013


def test_an_event_that_was_only_announced_says_so_and_counts_nothing(library):
    announced = [event for event in library.events if event.status == "planned"]
    assert "palermo" in {event.city for event in announced}
    assert {library.state_of(event).status for event in announced} == {Status.UNREPORTED}
    assert [event.city for event in announced if library.entries_of(event)] == []
    assert [event.city for event in announced if event.results and event.results.attendance] == []


@pytest.mark.parametrize(
    ("city", "edition", "status"),
    [
        ("vienna", "2009-global", "planned"),  # its source was written on the day before
        ("sao-paulo", "2009-global", "planned"),  # how many were expected
        ("nottingham", "2009-global", "held"),  # a guest's account
        ("mito", "2009-local", "held"),  # a newspaper's report
        ("bilbao", "2011-local", "held"),  # named the day after
        ("kuala-lumpur", "2013", "planned"),  # a post of the month before
    ],
)
def test_an_event_is_held_if_a_source_tells_that_it_took_place(library, city, edition, status):
    assert event_of(library, city, edition).status == status


def test_no_figure_is_called_exact_as_no_source_does(archive):
    texts = {path.name: path.read_text("utf-8") for path in CONTENT.rglob("*.md")}
    assert [name for name, text in texts.items() if 'precision: "exact"' in text] == []


@pytest.mark.parametrize(
    ("slug", "name", "other"),
    [
        ("munich", "München", "Munich"),
        ("gothenburg", "Göteborg", "Gothenburg"),
        ("brussels", "Bruxelles", "Brussel"),
        ("istanbul", "İstanbul", "Istanbul"),
        ("quebec-city", "Québec", "Quebec City"),
        ("tokyo", "Tokyo", "東京"),
    ],
)
def test_a_city_has_the_name_that_its_people_write_and_is_found_by_others(library, slug, name, other):
    (city,) = [city for city in library.cities if city.slug == slug]
    assert city.name == name
    assert other in city.also_known_as


def test_every_charity_is_used(library):
    used = {one.charity.slug for one in library.resolved.values() if one.charity}
    used |= {event.charity for event in library.events}
    for edition in library.editions:
        used |= {edition.charity, *(share.charity for share in edition.also_for)}
    assert [charity.slug for charity in library.charities if charity.slug not in used] == []


def test_a_total_reported_with_its_parts_is_counted_once(library):
    event = event_of(library, "kuala-lumpur", "2011-local")
    assert sum(line.gross for line in event.results.lines) == event.results.total.amount
    (entry,) = library.entries_of(event)
    assert (entry.net, entry.currency) == (Decimal(26000), "MYR")
    ringgit = [e for one in library.events for e in library.entries_of(one) if e.currency == "MYR"]
    (total,) = total_of(ringgit, "USD").sums
    assert total.net == sum(e.net for e in ringgit)
    assert [e.net for e in ringgit if e.city == "kuala-lumpur" and e.edition == "2011-local"] == [
        Decimal(26000)
    ]


@pytest.mark.parametrize(
    ("city", "edition", "status"),
    [("singapore", "2009-global", "cancelled"), ("london", "2013", "postponed")],
)
def test_what_did_not_take_place_says_why(library, city, edition, status):
    event = event_of(library, city, edition)
    assert event.status == status
    assert event.status_note
    assert library.entries_of(event) == ()


def test_every_sum_is_converted_but_for_a_currency_without_a_published_rate(library):
    entries = [entry for event in library.events for entry in library.entries_of(event)]
    assert {entry.currency for entry in entries if entry.converted is None and entry.day} == {"OMR"}


def test_no_total_is_larger_than_what_sources_report_of_the_whole(library):
    for edition in library.editions:
        reported = [f.amount for f in edition.facts if f.what == "raised" and f.currency == "USD"]
        events = library.events_of_edition[edition.slug]
        total = total_of((e for event in events for e in library.entries_of(event)), "USD")
        assert not reported or total.converted <= max(reported), edition.slug


# A name, an at sign, a host: what an account on Mastodon looks like only with a further at sign before it.
ADDRESS = re.compile(r"(?<![@\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def test_there_is_no_mail_address_in_it():
    found = {
        path.name: ADDRESS.findall(path.read_text("utf-8"))
        for path in CONTENT.rglob("*.*")
        if path.suffix in {".md", ".csv"}
    }
    assert {name: some for name, some in found.items() if some} == {}


def test_nobody_who_won_is_named(library):
    winners = [w for event in library.events if event.raffle for w in event.raffle.winners]
    assert [w.ticket for w in winners if not re.search(r"\d", w.ticket)] == []


def test_every_rate_is_used_and_has_its_source(library):
    used = {
        (e.rate.currency, e.rate.date)
        for event in library.events
        for e in library.entries_of(event)
        if e.rate
    }
    assert all(rate.source for rate in library.rates)
    assert used <= {(rate.currency, rate.date) for rate in library.rates}


def test_the_page_about_it_can_be_found(library):
    assert [page.slug for page in library.pages if page.status == "published"] == ["about"]


def test_the_cities_are_where_the_gazetteer_has_them(library):
    unknown = []
    for city in library.cities:
        found = named(city.name, city.country)
        if not found:
            unknown.append(city.name)
            continue
        place = min(found, key=lambda place: kilometres(place.point, city.coordinates))
        assert kilometres(place.point, city.coordinates) < 20, city.name
        assert place.timezone == city.timezone, city.name
    assert sorted(unknown) == ["St Agnes", "Whistler"]  # fewer than 15,000 people
