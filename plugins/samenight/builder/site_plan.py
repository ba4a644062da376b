"""Which files the site consists of: declared anew, or, for cities that have not changed, as they were.

A city's files depend on the facts of its library and on the moment. A record keeps, for each city, a digest
of those facts, until when its files stay true, and their paths and keys. A later build with the same facts
before that moment takes them from there, without declaring anything.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from pydantic_core import from_json, to_json

from samenight.builder.artifacts import source_of
from samenight.builder.output.store import PublishedFile, Store
from samenight.content.library.library import Library
from samenight.content.library.next_moment import next_moment
from samenight.site.artifact import Artifact, Digester, Publisher, Site


class PlannedFile(NamedTuple):
    """A file of the site: its path, its media type, its key, and the name of what makes it."""

    path: str
    media_type: str
    key: str
    owner: str


@dataclass(frozen=True)
class CityFiles:
    """The files of a city, and until when they are those files (UTC); ``None`` for ever."""

    until: dt.datetime | None
    files: tuple[PlannedFile, ...]


@dataclass(frozen=True)
class SiteRecord:
    """The files of all cities at a moment (UTC), each under the digest of the facts they are made from."""

    moment: dt.datetime
    cities: Mapping[str, CityFiles] = field(default_factory=dict)

    def files_of(self, digest: str, now: dt.datetime) -> CityFiles | None:
        """The files of the city with these facts, if they are still the same at the moment ``now``."""
        found = self.cities.get(digest) if self.moment <= now else None
        return found if found and (found.until is None or now < found.until) else None


@dataclass(frozen=True)
class SitePlan:
    """All files of the site before they are made: those that are in the store already, with their owners, and
    the artifacts to make if they are not. ``cities`` are the digests of all cities with the end of their
    validity, and the artifacts of those that were declared."""

    stored: tuple[tuple[PublishedFile, str], ...] = ()
    artifacts: tuple[Artifact, ...] = ()
    cities: Mapping[str, CityFiles | tuple[dt.datetime | None, tuple[Artifact, ...]]] = field(
        default_factory=dict
    )

    @property
    def paths(self) -> list[tuple[str, str]]:
        """The paths of all files, with their owners."""
        known = [(file.path, owner) for file, owner in self.stored]
        return known + [(artifact.path, owner_of(artifact)) for artifact in self.artifacts]

    def record(self, moment: dt.datetime, files: Iterable[PublishedFile]) -> SiteRecord:
        """The record for the next build, when the artifacts are made."""
        keys = {file.path: file.key for file in files}

        def city_files(known: CityFiles | tuple[dt.datetime | None, tuple[Artifact, ...]]) -> CityFiles:
            if isinstance(known, CityFiles):
                return known
            until, artifacts = known
            rows = (PlannedFile(a.path, a.media_type, keys[a.path], owner_of(a)) for a in artifacts)
            return CityFiles(until, tuple(rows))

        return SiteRecord(moment, {digest: city_files(known) for digest, known in self.cities.items()})


def owner_of(artifact: Artifact) -> str:
    """What makes an artifact, as people know it: a file of the festival, or one of our packages."""
    return source_of(artifact) or artifact.make.__module__.removeprefix("samenight.")


def plan_of(
    library: Library,
    site: Site,
    publishers: Sequence[Publisher],
    digester: Digester,
    record: SiteRecord,
    store: Store,
) -> SitePlan:
    """The plan of the site. What the record knows of unchanged cities is used if the store has all of it."""
    at_moment = dataclasses.replace(site, now=library.now, changed={})
    shared = _shared_digest(library, at_moment, publishers, digester)
    ours = all(one.of_city.__module__.startswith("samenight.") for one in publishers)
    stored: list[tuple[PublishedFile, str]] = []
    artifacts: list[Artifact] = []
    cities: dict[str, CityFiles | tuple[dt.datetime | None, tuple[Artifact, ...]]] = {}
    for city in library.alone.values():
        digest = hashlib.sha256(shared + digester.digest(city.own_facts)).hexdigest()
        known = record.files_of(digest, library.now) if ours else None
        found = _in_store(known, store) if known else None
        if known and found is not None:
            stored += found
            cities[digest] = known
        else:
            declared = tuple(artifact for one in publishers for artifact in one.of_city(city, at_moment))
            artifacts += declared
            cities[digest] = (next_moment(city), declared)
    artifacts += (artifact for one in publishers for artifact in one.of_festival(library, site))
    return SitePlan(tuple(stored), tuple(artifacts), cities)


def _in_store(known: CityFiles, store: Store) -> list[tuple[PublishedFile, str]] | None:
    """The files of a city, if the store has all of them."""
    found = []
    for path, media_type, key, owner in known.files:
        stored = store.take(key)
        if stored is None:
            return None
        found.append((PublishedFile(path, media_type, key, stored), owner))
    return found


def _shared_digest(
    library: Library, site: Site, publishers: Sequence[Publisher], digester: Digester
) -> bytes:
    """A digest of everything besides a city's own facts that its files are made from."""
    names = [f"{one.of_city.__module__}.{one.of_city.__qualname__}" for one in publishers]
    static = [(path, hashlib.sha256(content).hexdigest()) for path, content in site.static.items()]
    facts = (*library.shared_facts, site.url, site.templates, site.artwork, site.fonts, site.words)
    return hashlib.sha256(digester.code_digest + digester.digest((*facts, names, static))).digest()


def read_record(file: Path) -> SiteRecord:
    """The record of the last build; an empty one if there is none that can be read."""
    try:
        moment, cities = from_json(file.read_bytes(), cache_strings="keys")
        return SiteRecord(
            dt.datetime.fromisoformat(moment),
            {digest: CityFiles(_instant(until), tuple(_rows(rows))) for digest, until, rows in cities},
        )
    except (OSError, ValueError, TypeError, AttributeError):
        return SiteRecord(dt.datetime.max.replace(tzinfo=dt.UTC))


def _rows(rows: Iterable[Sequence[Any]]) -> Iterator[PlannedFile]:
    for path, media_type, key, owner in rows:
        yield PlannedFile(str(path), str(media_type), str(key), str(owner))


def _instant(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None


def bytes_of(record: SiteRecord) -> bytes:
    """The record as it is kept."""
    cities = [
        (digest, city.until and city.until.isoformat(), city.files) for digest, city in record.cities.items()
    ]
    return to_json((record.moment.isoformat(), cities))
