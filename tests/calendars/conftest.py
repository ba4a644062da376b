"""Small libraries, built from the model, for the tests of the calendars."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from icalendar import Calendar, Component
from samenight.builder.site_settings import words_of
from samenight.calendars.artifacts import artifacts
from samenight.content.library.library import Library
from samenight.content.library.resolved_event import Moment, Revision
from samenight.content.model.festival import Festival
from samenight.content.model.file_facts import Charity, City, Edition, Event, EventKey
from samenight.site.artifact import Artifact, Fonts, Site, Sources

ROOT = Path(__file__).parents[2]
URL = "https://nights.example/festival"
BASE = (
    "<!doctype html><html lang='{{ lang }}'><head><title>{% block title %}{% endblock %}</title>"
    "<meta name='description' content='{% block description %}{% endblock %}'>"
    "{% block head %}{% endblock %}</head><body><main>{% block content %}{% endblock %}</main></body></html>"
)
PARIS = {
    "slug": "paris", "name": "Paris", "country": "FR", "timezone": "Europe/Paris",
    "coordinates": "48.8566, 2.3522", "hashtags": ["TwestivalParis"],
}  # fmt: skip
LOCAL = {
    "slug": "2011-local",
    "name": "Twestival Local 2011",
    "date": "2011-03-24",
    "announced": "2010-12-01",
}
# The fields of an event that a test does not set itself.
EVENT = {"city": "paris", "edition": "2011-local", "status": "confirmed", "date": "2011-03-24"}


WORDS = words_of(ROOT / "theme")


def site(url: str = URL, static: Mapping[str, bytes] = MappingProxyType({})) -> Site:
    """A site with our own page and a plain frame around it; ``static`` are files of the theme."""
    own = ("calendar.html", "parts/macros.html")
    texts = ((name, (ROOT / "theme/templates" / name).read_text("utf-8")) for name in own)
    now = dt.datetime(2011, 3, 1, tzinfo=dt.UTC)
    none, templates = Sources(()), Sources((("base.html", BASE), *texts))
    return Site(url, now, templates, none, Fonts(ROOT, b""), static=static, words=WORDS)


def library(*events: dict[str, Any], festival: dict[str, Any] | None = None, **parts: Any) -> Library:
    """A festival with these events; ``parts`` are lists of headers of cities, editions, charities."""
    return Library(
        Festival.model_validate({"name": "Twestival", "base_currency": "USD", **(festival or {})}),
        editions=tuple(map(Edition.model_validate, parts.get("editions", [LOCAL]))),
        charities=tuple(map(Charity.model_validate, parts.get("charities", []))),
        cities=tuple(map(City.model_validate, parts.get("cities", [PARIS]))),
        events=tuple(Event.model_validate({**EVENT, **event}) for event in events),
    )


def published(
    *events: dict[str, Any], url: str = URL, static: Mapping[str, bytes] = MappingProxyType({}), **parts: Any
) -> dict[str, Artifact]:
    """What the package publishes for a library, by path."""
    at = site(url, static)
    return by_path(artifacts(seen(library(*events, **parts), at), at))


def seen(
    library: Library, site: Site, revisions: Mapping[EventKey, Revision] = MappingProxyType({})
) -> Library:
    """A library at the moment of a site."""
    return library.at(Moment(site.now, site.words.languages, revisions))


def by_path(found: Iterable[Artifact]) -> dict[str, Artifact]:
    """Artifacts by path; no path twice."""
    listed = list(found)
    paths = {artifact.path: artifact for artifact in listed}
    assert len(paths) == len(listed)
    return paths


def made(event: dict[str, Any], **parts: Any) -> bytes:
    """The file of the one event of a library."""
    files = published(event, **parts)
    (path,) = [path for path in files if path.endswith("event.ics")]
    artifact = files[path]
    return artifact.make(artifact.facts)


def made_calendar(event: dict[str, Any], path: str = "calendar.ics", **parts: Any) -> bytes:
    """A calendar of the one event of a library, that of everything or another."""
    artifact = published(event, **parts)[path]
    return artifact.make(artifact.facts)


def vevent(event: dict[str, Any], **parts: Any) -> Component:
    """The event of that file, read back."""
    (found,) = Calendar.from_ical(made(event, **parts)).walk("VEVENT")
    return found


def unfolded(content: bytes) -> list[str]:
    """The lines of an iCalendar file, put together again (RFC 5545, 3.1)."""
    text = content.decode("utf-8")
    assert text.endswith("\r\n")
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


class Golden:
    """Compares bytes with a file of ``tests/golden``; SAMENIGHT_GOLDEN=refresh rewrites it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def check(self, name: str, content: bytes) -> None:
        """Fail where the content is not that of the file."""
        file = self._folder / name
        if os.environ.get("SAMENIGHT_GOLDEN") == "refresh":
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        assert content == file.read_bytes()


@pytest.fixture
def golden() -> Golden:
    """The golden files of the calendars."""
    return Golden(ROOT / "tests/golden/calendars")
