"""Events that change, as subscribers see them: real commits, read by a model of a calendar program."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import random
import shutil

import pytest
from icalendar import Calendar
from samenight.calendars.artifacts import artifacts
from samenight.content.library.library import Library
from samenight.content.library.resolved_event import Revision
from samenight.content.model.festival import Festival
from samenight.content.model.file_facts import Charity, City, Edition, Event
from samenight.content.reading.content_reader import read_content
from samenight.history.calendar_revisions import UNSHOWN
from samenight.history.event_history import event_history_of, revisions_of
from samenight.history.last_changes import history_of
from samenight.site.artifact import Digester

from tests import sites
from tests.calendars.conftest import by_path, seen, site
from tests.history.test_last_changes import commit, git
from tests.pages.filled import filled

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")

UID = "paris.2011-spring@nights.example"
EVENT, CITY, EDITION = "cities/paris/2011-spring.md", "cities/paris/city.md", "editions/2011-spring.md"
HEADER = """\
---
status: "confirmed"
date: "2011-03-24"
start: "19:30"
end: "00:30"
venue: {name: "Le Comptoir", address: "1 rue des Lampes, 75011 Paris"}
---
An event by the canal.
"""


@functools.cache
def entries_in(content):
    """The events of a copy. Subscribers get the same copies in all orders, so each is read once."""
    return tuple(Calendar.from_ical(content).walk("VEVENT"))


class Subscriber:
    """What a calendar program keeps of the copies that it receives.

    Two entries with one UID are one; of two copies the one with the higher SEQUENCE is newer, and where
    that is the same the one with the later DTSTAMP (RFC 5545, 3.8.7.4; RFC 5546, 2.1.5).
    """

    def __init__(self):
        self.entries = {}

    def receive(self, content):
        """Take what is newer than what is here."""
        for entry in entries_in(content):
            uid, revision = str(entry["UID"]), (int(entry["SEQUENCE"]), entry["DTSTAMP"].dt)
            if uid not in self.entries or revision > self.entries[uid][0]:
                self.entries[uid] = (revision, entry)

    def shown(self):
        """The one entry of the event in Paris, as it is written."""
        return self.entries[UID][1].to_ical()


class FestivalRepository:
    """A festival in git, whose every state is published."""

    def __init__(self, folder):
        folder.mkdir()
        self.folder, self.day, self.copies = folder, 0, []
        git(folder, "init", "--quiet", "--initial-branch=main")
        self.publish({**sites.GOOD, EVENT: HEADER})

    def write(self, files):
        """Change files without a commit."""
        sites.write(self.folder / "content", files)

    def publish(self, files):
        """Commit files a day later, and publish the calendar of everything."""
        self.day += 1
        commit(self.folder, {f"content/{name}": text for name, text in files.items()}, self.day)
        self.copies.append(self.calendar())

    def published(self):
        """The artifacts of the calendars for the current content, by path."""
        content = self.folder / "content"
        reading = read_content(content)
        assert reading.library is not None
        cache = self.folder.with_name("none")
        revisions = revisions_of(content, event_history_of(content, history_of(content), cache, b""))
        return by_path(artifacts(seen(reading.library, site(), revisions), site()))

    def calendar(self, path="calendar.ics"):
        """The bytes of a calendar."""
        artifact = self.published()[path]
        return artifact.make(artifact.facts)

    def event(self):
        """The event in Paris in the last copy."""
        return event_in(self.copies[-1])


def event_in(content, uid=UID):
    """An event of a calendar."""
    (found,) = [entry for entry in Calendar.from_ical(content).walk("VEVENT") if entry["UID"] == uid]
    return found


@pytest.fixture
def house(tmp_path):
    """A festival that was just published for the first time."""
    return FestivalRepository(tmp_path / "house")


def event(*changes):
    """The event's file with texts replaced."""
    text = HEADER
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return {EVENT: text}


LATER = ("19:30", "20:30")
MOVED = ("Le Comptoir", "La Maison")
TYPO = sites.GOOD[CITY].replace("Europe/Paris", "Europe/London")

# What happens, one after the other: what is changed, by how much the sequence rises, what is to be seen.
LIFE = [
    (event(LATER), 1, {"DTSTART": b"20110324T203000"}),
    (event(LATER, MOVED), 1, {"LOCATION": b"La Maison"}),
    (event(LATER, MOVED, ("canal", "river")), 0, {"LOCATION": b"La Maison"}),
    ({CITY: TYPO}, 1, {"DTSTART": b"20110324T203000"}),
    ({CITY: sites.GOOD[CITY]}, 1, {"DTSTART": b"20110324T203000"}),
    (event(LATER, MOVED, ("confirmed", "postponed")), 1, {"SUMMARY": b"POSTPONED", "STATUS": b"TENTATIVE"}),
    (event(LATER, MOVED, ("03-24", "04-07")), 1, {"DTSTART": b"20110407T203000", "STATUS": b"CONFIRMED"}),
    (event(MOVED, ("03-24", "04-07"), ("confirmed", "cancelled")), 1, {"STATUS": b"CANCELLED"}),
    (event(), 1, {"STATUS": b"CONFIRMED", "DTSTART": b"20110324T193000", "LOCATION": b"Le Comptoir"}),
    (event(("confirmed", "held")), 0, {"STATUS": b"CONFIRMED"}),
]


def test_a_subscriber_ends_with_one_right_entry_whatever_happens(house):
    subscriber = Subscriber()
    subscriber.receive(house.copies[0])
    before = house.event()
    assert before["SEQUENCE"] == 0
    for files, rise, shown in LIFE:
        house.publish(files)
        now = house.event()
        assert now["SEQUENCE"] == before["SEQUENCE"] + rise, shown
        assert now["DTSTAMP"].dt > before["DTSTAMP"].dt, shown
        assert now["LAST-MODIFIED"].dt == now["DTSTAMP"].dt
        for name, value in shown.items():
            assert value in now[name].to_ical()
        subscriber.receive(house.copies[-1])
        subscriber.receive(house.copies[0])
        assert subscriber.shown() == now.to_ical()
        assert list(subscriber.entries).count(UID) == 1
        before = now


def test_in_whatever_order_old_copies_arrive(house):
    for files, _, _ in LIFE[:5]:
        house.publish(files)
    for order in itertools.permutations(house.copies):
        subscriber = Subscriber()
        for copy in order:
            subscriber.receive(copy)
        assert subscriber.shown() == house.event().to_ical()
        assert len(subscriber.entries) == 2


@pytest.mark.parametrize("seed", range(4))
def test_a_long_life_in_whatever_order(house, seed):
    chance = random.Random(seed)  # noqa: S311 -- no secret
    for files, _, _ in chance.choices(LIFE, k=12):
        sites.write(house.folder / "content", files)
        house.publish({"README.txt": f"{house.day}"})
    copies = house.copies * 2
    chance.shuffle(copies)
    subscriber = Subscriber()
    for copy in copies:
        subscriber.receive(copy)
    assert subscriber.shown() == house.event().to_ical()


def test_an_edition_that_moves_moves_events_without_a_day_of_their_own(house):
    auckland = "auckland.2011-spring@nights.example"
    house.publish({"cities/auckland/2011-spring.md": '---\nstart: "18:00"\n---\n'})
    before = event_in(house.copies[-1], auckland)
    house.publish({EDITION: sites.GOOD[EDITION].replace("2011-03-24", "2011-03-31")})
    after = event_in(house.copies[-1], auckland)
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert after["DTSTART"].to_ical() == b"20110331T180000"
    assert house.event()["SEQUENCE"] == 0
    subscriber = Subscriber()
    for copy in reversed(house.copies):
        subscriber.receive(copy)
    assert subscriber.entries[auckland][1].to_ical() == after.to_ical()


def test_an_event_that_was_taken_away_comes_back_newer_than_it_was(house):
    house.publish(event(LATER))
    house.publish({EVENT: None})
    house.publish(event(LATER, MOVED))
    subscriber = Subscriber()
    for copy in reversed(house.copies):
        subscriber.receive(copy)
    assert subscriber.shown() == house.event().to_ical()
    assert house.event()["SEQUENCE"] == 2


def test_a_change_that_is_not_committed_is_newer_already_and_committing_it_is_none(house):
    house.write(event(LATER))
    proof = house.calendar()
    house.publish({})
    subscriber = Subscriber()
    for copy in (*house.copies, proof):
        subscriber.receive(copy)
    assert subscriber.shown() == house.event().to_ical()
    assert event_in(proof)["SEQUENCE"] == house.event()["SEQUENCE"] == 1


def test_a_history_that_becomes_known_is_newer_than_what_was_published_without(tmp_path):
    house = FestivalRepository(tmp_path / "house")
    house.publish(event(("confirmed", "cancelled")))
    (house.folder / ".git").rename(tmp_path / "aside")
    without = house.calendar()
    (tmp_path / "aside").rename(house.folder / ".git")
    subscriber = Subscriber()
    subscriber.receive(without)
    subscriber.receive(house.copies[-1])
    assert subscriber.shown() == house.event().to_ical()


def test_only_calendars_of_what_changed_are_made_anew(house):
    before = keys(house)
    house.publish(event(("canal", "river")))
    changed = {path for path, key in keys(house).items() if key != before[path]}
    assert changed == {
        "calendar.ics", "countries/fr/calendar.ics", "editions/2011-spring/calendar.ics",
        "paris/calendar.ics", "paris/2011-spring/event.ics",
    }  # fmt: skip
    before = keys(house)
    house.publish({"pages/about.md": sites.GOOD["pages/about.md"].replace("Text", "Words")})
    assert keys(house) == before


def keys(house):
    """The keys of all calendars."""
    digester = Digester(b"")
    return {path: digester.key(one) for path, one in house.published().items() if path.endswith(".ics")}


KINDS = {
    Event: {"city": "paris", "edition": "local", "status": "confirmed", "date": "2030-01-01",
            "end_date": "2030-01-02", "start": "12:00", "end": "13:00", "charity": "wells"},
    City: {"slug": "paris", "country": "FR", "timezone": "Europe/Paris", "languages": ["en"]},
    Edition: {"slug": "local", "date": "2030-01-01", "end_date": "2030-01-02", "charity": "wells"},
    Charity: {"slug": "wells", "country": "FR"},
    Festival: {"base_currency": "EUR", "languages": ["en"], "account_pattern": "x{city}"},
}  # fmt: skip
UNSEEN = [(kind, name) for kind in KINDS for name in sorted(UNSHOWN & kind.model_fields.keys())]


@pytest.mark.parametrize(("kind", "name"), UNSEEN, ids=lambda one: getattr(one, "__name__", one))
def test_fields_declared_as_not_shown_are_in_no_calendar(kind, name):
    """Otherwise different copies would have the same stamp."""
    headers = {one: filled(one, given)[0] for one, given in KINDS.items()}
    before = calendars_of(headers)
    assert name in headers[kind]
    headers[kind] = {key: value for key, value in headers[kind].items() if key != name}
    if kind.model_fields[name].is_required():
        headers[kind][name] = "USD"
    assert calendars_of(headers) == before


def calendars_of(headers):
    """The calendars of a festival with one of each, of whose events nothing ever changed."""
    one = {kind: kind.model_validate(header) for kind, header in headers.items()}
    library = Library(one[Festival], (one[Edition],), (one[Charity],), (one[City],), (one[Event],))
    never = {("paris", "local"): Revision(0, dt.datetime(2011, 3, 1, tzinfo=dt.UTC))}
    found = by_path(artifacts(seen(library, site(), never), site()))
    return {path: made.make(made.facts) for path, made in found.items() if path.endswith(".ics")}


def test_a_tarball_says_the_same_every_time(house):
    shutil.rmtree(house.folder / ".git")
    assert house.calendar() == house.calendar()
    assert event_in(house.calendar())["DTSTAMP"].to_ical() == b"20110110T000000Z"
