"""Every calendar of the shipped archive, and a harder one, read by ical.js and by libical."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from samenight.builder.site_settings import words_of
from samenight.calendars import texts
from samenight.calendars.artifacts import artifacts
from samenight.calendars.calendar_entry import CalendarEntry, entry_of
from samenight.content.library.event_times import Hours
from samenight.content.library.library import Library
from samenight.content.reading.content_reader import read_content

from tests import sites
from tests.browser.conftest import NOW
from tests.browser.libical import Libical
from tests.browser.readers import Reading, by_ical_js
from tests.calendars import conftest as small
from tests.calendars.test_ical import HOSTILE

pytestmark = pytest.mark.browser

# Zones with odd rules, and nights on both sides of a change of their clocks.
NIGHTS = {
    "Africa/Casablanca": ("2018-10-27", "2025-02-22", "2025-02-23", "2025-04-06"),
    "Asia/Tehran": ("2021-03-21", "2021-09-21", "2022-03-22", "2022-09-21", "2023-03-22", "2024-07-01"),
    "America/Sao_Paulo": ("2018-11-03", "2019-02-16", "2019-11-02", "2020-01-15"),
    "Europe/Istanbul": ("2015-11-07", "2016-03-26", "2016-10-29", "2017-01-15"),
    "Australia/Lord_Howe": ("2011-04-02", "2011-04-03", "2011-10-01", "2011-12-15"),
    "Asia/Kathmandu": ("2011-03-24", "2026-07-01"),
    "Pacific/Apia": ("2011-09-23", "2011-12-29", "2011-12-30", "2012-03-31"),
    "Europe/Dublin": ("2011-03-26", "2011-10-29"),
    "America/St_Johns": ("2011-03-12", "2011-11-05"),
    "Europe/Paris": ("1975-03-24", "2011-03-26", "2011-03-27", "2011-10-29", "2040-06-01"),
    "UTC": ("2011-03-24",),
}
EVENTS = ({"start": "19:30", "end": "02:30"}, {"start": "01:30", "end": "06:00"}, {"start": "22:00"}, {})


def instant(moment: dt.datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def span(hours: Hours) -> tuple[str, str]:
    """Beginning and end as a reader gives them."""
    if hours.begin is None or hours.end is None:
        return hours.first.isoformat(), (hours.last + dt.timedelta(days=1)).isoformat()
    return instant(hours.begin), instant(hours.end)


def expected(entry: CalendarEntry, site_url: str) -> dict[str, str]:
    """What a program must read of an event, by its facts."""
    start, end = span(entry.hours)
    text = texts.description(texts.paragraphs(entry, site_url))
    return {
        "uid": f"{entry.city}.{entry.event}@{site_url.split('/')[2]}",
        "summary": texts.summary(entry),
        "description": text.replace("\u2028", "\n").replace("\u2029", "\n"),
        "location": entry.where,
        "start": start,
        "end": end,
    }


def by_uid(facts: list[dict[str, str]]) -> list[dict[str, str]]:
    return sorted(facts, key=lambda one: one["uid"])


def readings(files: list[Path]) -> Iterator[tuple[str, Path, Reading]]:
    """Each file as each program reads it."""
    libical = Libical()
    for file, read in zip(files, by_ical_js(files), strict=True):
        yield "ical.js", file, read
        yield "libical", file, libical.read(file.read_bytes())


def entries_of(library: Library, own: bool) -> dict[str, CalendarEntry]:
    """Events by the start of their UID: in their cities' languages, or in the festival's."""
    known = words_of(sites.REPOSITORY / "theme")
    shared = known.first(*library.festival.languages)
    made = (entry_of(one, one.language if own else shared, known) for one in library.resolved.values())
    return {f"{entry.city}.{entry.event}": entry for entry in made if entry}


def belongs(path: str, entry: CalendarEntry, library: Library) -> bool:
    """Whether an event is in the calendar at a path."""
    folder = path.rpartition("/")[0]
    country = library.city[entry.city].country.lower()
    return folder in {
        "", entry.city, f"{entry.city}/{entry.event}", f"editions/{entry.event}", f"countries/{country}",
    }  # fmt: skip


def compare(library: Library, root: Path, site_url: str) -> int:
    """Fail unless every calendar below ``root`` reads as the facts have it; how many there are."""
    files = sorted(root.rglob("*.ics"))
    own, shared = entries_of(library, own=True), entries_of(library, own=False)
    for program, file, read in readings(files):
        path = file.relative_to(root).as_posix()
        entries = own if path.partition("/")[0] in library.city else shared
        wanted = [expected(one, site_url) for one in entries.values() if belongs(path, one, library)]
        assert read.troubles == [], (program, path)
        assert by_uid(read.events) == by_uid(wanted), (program, path)
    return len(files)


def test_every_calendar_of_the_archive(built):
    library = sites.seen(read_content(sites.REPOSITORY / "content").library, NOW)
    assert compare(library, built, "https://samenight.example") > len(library.cities)


def hard() -> Library:
    """Nights before and after clock changes in odd zones, and texts that could break a file."""
    cities = [
        {
            "slug": f"c{number}",
            "name": f"City {number}",
            "country": "FR",
            "timezone": zone,
            "languages": ["fr"],
        }
        for number, zone in enumerate(NIGHTS)
    ]
    editions, events = [], []
    for number, nights in enumerate(NIGHTS.values()):
        for count, (night, hours) in enumerate((n, e) for n in nights for e in EVENTS):
            text = HOSTILE[(number + count) % len(HOSTILE)]
            event = {"city": f"c{number}", "edition": f"e{count}", "date": night, "charity_note": text}
            events.append({**event, "name": text, "venue": {"name": text}, "status": "cancelled", **hours})
    most = max(int(event["edition"][1:]) for event in events)
    editions = [{"slug": f"e{count}", "name": f"Night {count}"} for count in range(most + 1)]
    contact = {"contact": "hello@nights.example", "name": 'The "Nights"; of, ^all'}
    return small.library(*events, cities=cities, editions=editions, festival=contact)


def test_odd_zones_and_hostile_texts(tmp_path):
    library = small.seen(hard(), small.site())
    for artifact in artifacts(library, small.site()):
        if artifact.path.endswith(".ics"):
            file = tmp_path / artifact.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(artifact.make(artifact.facts))
    assert compare(library, tmp_path, small.URL) > len(library.events)
