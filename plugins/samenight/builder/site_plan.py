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


class Offer(NamedTuple):
    """What declares the artifacts of all packages, and what this machine lacks, so that they declare less."""

    publishers: Sequence[Publisher]
    lacks: Sequence[str] = ()


class SitePlan:
    """All files of the site. Those of unchanged cities are in the store already; the artifacts of the others
    are declared one city after the other, when they are about to be made."""

    def __init__(
        self,
        library: Library,
        site: Site,
        offer: Offer,
        digester: Digester,
        record: SiteRecord,
        store: Store,
    ) -> None:
        """What the ``record`` knows of unchanged cities is used if the store has all of it."""
        self._library, self._site, self._offer, self.digester = library, site, offer, digester
        self._publishers = offer.publishers
        self._at_moment = dataclasses.replace(site, now=library.now, changed={})
        self._cities: dict[str, CityFiles] = {}
        self._declared: list[PlannedFile] = []
        self._ahead: dict[str, Library] = {}
        self.stored: list[tuple[PublishedFile, str]] = []
        self.store = store
        self._recorded = len(record.cities)
        self._find(record)

    def _find(self, record: SiteRecord) -> None:
        """Find out which cities have not changed."""
        shared = _shared_digest(self._library, self._at_moment, self._offer, self.digester)
        ours = all(one.of_city.__module__.startswith("samenight.") for one in self._publishers)
        for city in self._library.alone.values():
            with self.digester.forgetting():
                digest = hashlib.sha256(shared + self.digester.digest(city.own_facts)).hexdigest()
            known = record.files_of(digest, self._library.now) if ours else None
            found = _in_store(known, self.store) if known else None
            if known and found is not None:
                self.stored += found
                self._cities[digest] = known
            else:
                self._ahead[digest] = city

    @property
    def is_as_recorded(self) -> bool:
        """Whether all cities are those of the record that the plan was made with."""
        return not self._ahead and len(self._cities) == self._recorded

    @property
    def share_declared(self) -> float:
        """How much of the site is declared, from 0 to 1."""
        return min(1.0, (len(self._cities) + 1) / (len(self._library.alone) + 1))

    def artifacts(self) -> Iterator[Artifact]:
        """The artifacts that the plan has no files of, each declared when it is due."""
        for digest, city in self._ahead.items():
            begin = len(self._declared)
            with self.digester.forgetting():
                for publisher in self._publishers:
                    yield from map(self._noted, publisher.of_city(city, self._at_moment))
            self._cities[digest] = CityFiles(next_moment(city), tuple(self._declared[begin:]))
        for publisher in self._publishers:
            yield from map(self._noted, publisher.of_festival(self._library, self._site))

    def _noted(self, artifact: Artifact) -> Artifact:
        planned = PlannedFile(artifact.path, artifact.media_type, "", owner_of(artifact))
        self._declared.append(planned)
        return artifact

    @property
    def paths(self) -> list[tuple[str, str]]:
        """The paths of all files, with their owners, when everything is declared."""
        known = [(file.path, owner) for file, owner in self.stored]
        return known + [(file.path, file.owner) for file in self._declared]

    def record(self, files: Iterable[PublishedFile]) -> SiteRecord:
        """The record for the next build, when the artifacts are made."""
        keys = {file.path: file.key for file in files}
        made = {
            digest: CityFiles(city.until, tuple(file._replace(key=keys[file.path]) for file in city.files))
            for digest, city in self._cities.items()
            if digest in self._ahead
        }
        return SiteRecord(self._library.now, {**self._cities, **made})


def owner_of(artifact: Artifact) -> str:
    """What makes an artifact, as people know it: a file of the festival, or one of our packages."""
    return source_of(artifact) or artifact.make.__module__.removeprefix("samenight.")


def _in_store(known: CityFiles, store: Store) -> list[tuple[PublishedFile, str]] | None:
    """The files of a city, if the store has all of them."""
    found = []
    for path, media_type, key, owner in known.files:
        stored = store.take(key)
        if stored is None:
            return None
        found.append((PublishedFile(path, media_type, key, stored), owner))
    return found


def _shared_digest(library: Library, site: Site, offer: Offer, digester: Digester) -> bytes:
    """A digest of everything besides a city's own facts that its files are made from."""
    named = {f"{one.of_city.__module__}.{one.of_city.__qualname__}" for one in offer.publishers}
    names = sorted(named)  # packages answer a signal in another order in each process
    static = [(path, hashlib.sha256(content).hexdigest()) for path, content in site.static.items()]
    facts = (*library.shared_facts, site.url, site.templates, site.artwork, site.fonts, site.words)
    return hashlib.sha256(
        digester.code_digest + digester.digest((*facts, names, offer.lacks, static))
    ).digest()


def read_record(file: Path) -> SiteRecord:
    """The record of the last build; an empty one if there is none that can be read."""
    try:
        moment, cities = from_json(file.read_bytes(), cache_strings="keys")
        return SiteRecord(
            _aware(moment),
            {digest: CityFiles(_instant(until), tuple(_rows(rows))) for digest, until, rows in cities},
        )
    except (OSError, ValueError, TypeError, AttributeError):
        return SiteRecord(dt.datetime.max.replace(tzinfo=dt.UTC))


def _rows(rows: Iterable[Sequence[Any]]) -> Iterator[PlannedFile]:
    for path, media_type, key, owner in rows:
        yield PlannedFile(str(path), str(media_type), str(key), str(owner))


def _instant(text: str | None) -> dt.datetime | None:
    return _aware(text) if text else None


def _aware(text: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text} has no offset.")
    return moment


def bytes_of(record: SiteRecord) -> bytes:
    """The record as it is kept."""
    cities = [
        (digest, city.until and city.until.isoformat(), city.files) for digest, city in record.cities.items()
    ]
    return to_json((record.moment.isoformat(), cities))
