"""Reads the content files into a library. Every mistake becomes a Problem; none stops the reading.

Facts and problems of unchanged files are taken from a cache (:class:`FactCache`).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from samenight.content.library.library import Library
from samenight.content.model.amounts import Rate
from samenight.content.model.base import FileFact
from samenight.content.model.festival import Festival
from samenight.content.model.file_facts import Charity, City, Edition, Event, RootFile
from samenight.content.model.posts_and_pages import Page, Post
from samenight.content.problems.kinds import files, headers, places, printing, sums, texts, values
from samenight.content.problems.problem import Finding, Kind, Problem, as_warning, in_order
from samenight.content.reading import other_files, root_files
from samenight.content.reading.content_files import (
    ContentEntry,
    bad_names,
    entries,
    is_text,
    kind_of,
    printable,
    refused_names,
)
from samenight.content.reading.exchange_rates import read_rates
from samenight.content.reading.file_reader import parse
from samenight.content.reading.hidden_files import is_withdrawn
from samenight.content.reading.origins import WRONG_RATES, Origin, decoded, decoded_in_part, origin_key
from samenight.content.reading.references import KnownFiles, reference_problems, with_files_meant

# The largest file: a header has at most 32 KB, a body 20, and the rates of twenty years 40.
MAX_BYTES = 128 * 1024
# An event that carries its city: the key alone in its line, or with a group behind it.
_CARRIES = re.compile(rb"^['\"]?city['\"]?:[ \t]*(?:\{|#|\r?$)", re.MULTILINE)
_LARGE = files.LARGE(limit=MAX_BYTES // 1024)
# A problem without its file: line, column, field, code, what was found, replacement, facts.
CachedProblem = tuple[int, int, str, str, str, str, tuple[tuple[str, str | int], ...]]
KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.code: kind
        for module in (files, headers, places, printing, sums, texts, values)
        for kind in vars(module).values()
        if isinstance(kind, Kind)
    }
)


@dataclass(frozen=True)
class FactCache:
    """The results of files that were read before, keyed by kind, name and a digest of their bytes.
    ``facts`` are their facts, ``notes`` their problems without the file's name."""

    facts: Mapping[str, FileFact] = field(default_factory=dict)
    notes: Mapping[str, tuple[CachedProblem, ...]] = field(default_factory=dict)


EMPTY_CACHE = FactCache()
# Contents to read instead of what is on disk, by path below the content folder ("/" between); ``None`` for a
# file to leave out.
Replaced = Mapping[str, bytes | None]
NOTHING: Replaced = MappingProxyType({})


class UnreadFile(NamedTuple):
    """A Markdown file whose facts are not in the cache: the key that they have there, its name in problems,
    its bytes, its kind, and the keys that come from its path."""

    key: str
    name: str
    content: bytes
    model: type[FileFact]
    given: dict[str, str]


# Reads some files: their facts and notes by key. A file that cannot be read has notes alone.
ReadMany = Callable[[Sequence[UnreadFile]], FactCache]


def read_apart(files: Iterable[UnreadFile]) -> FactCache:
    """The facts of some files, which depend on nothing else: they can be read in any process."""
    facts: dict[str, FileFact] = {}
    notes: dict[str, tuple[CachedProblem, ...]] = {}
    for file in files:
        fact, problems = _new_fact(file.name, file.content, file.model, file.given)
        facts.update({file.key: fact} if fact is not None else {})
        notes.update({file.key: tuple(map(note_of, problems))} if problems else {})
    return FactCache(facts, notes)


@dataclass(frozen=True)
class Reading:
    """The result of reading a content folder.

    ``library`` holds what could be read, so that rules over it can run even if some files are wrong; it
    is ``None`` if there is no festival. Publish it only without errors.
    """

    library: Library | None
    problems: tuple[Problem, ...]
    origins: Mapping[str, Origin]
    cache: FactCache


def read_content(
    root: Path,
    cache: FactCache = EMPTY_CACHE,
    replaced: Replaced = NOTHING,
    read_many: ReadMany = read_apart,
) -> Reading:
    """Read the folder ``content`` (see the content model) and collect everything that is wrong.

    ``cache`` is that of an earlier reading with the same code: a file with the same name and bytes is
    not read again. The cache of this reading is in its result. ``replaced`` are contents to read instead of
    what is on disk. ``read_many`` reads the files that are not in the cache, possibly on several cores.
    """
    reader = _Reader(root, cache, replaced, read_many)
    reader.read_all()
    known = KnownFiles(reader.names, reader.facts)
    problems = [
        *with_files_meant(reader.problems, known),
        *reference_problems(reader.facts, known, reader.origins),
    ]
    library = _assembled(reader.facts, reader.rates, reader.root_files)
    return Reading(library, tuple(in_order(problems)), reader.origins, FactCache(reader.kept, reader.notes))


@dataclass
class _Reader:
    root: Path
    cache: FactCache
    replaced: Replaced
    read_many: ReadMany
    known: list[tuple[ContentEntry, str]] = field(default_factory=list)
    unread: dict[str, UnreadFile] = field(default_factory=dict)
    kept: dict[str, FileFact] = field(default_factory=dict)
    notes: dict[str, tuple[CachedProblem, ...]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    origins: dict[str, Origin] = field(default_factory=dict)
    facts: list[FileFact] = field(default_factory=list)
    rates: list[Rate] = field(default_factory=list)
    root_files: list[RootFile] = field(default_factory=list)
    names: set[tuple[type[FileFact], str]] = field(default_factory=set)
    carrying: list[tuple[ContentEntry, bytes, str]] = field(default_factory=list)

    def read_all(self) -> None:
        """Read every file of the content model, and report all others."""
        for entry in self._entries():
            if entry.odd:
                self._add(entry, entry.odd)
            elif entry.steps[0] == "pages" and kind_of(entry.steps) is None:
                self._add(entry, files.PAGE())
            elif entry.steps[0] == root_files.FOLDER:
                self._read_root_file(entry)
            elif entry.steps == ("rates.csv",):
                self._read_rates(entry)
            elif is_text(entry.path):
                self._read_markdown(entry)
            else:
                for finding in (*refused_names(entry.steps), *other_files.file_oddities(Path(entry.path))):
                    self._add(entry, finding)
        self._find_carried_cities()
        self._take_facts()
        if (Festival, "") not in self.names:
            self._add(ContentEntry("", ("festival.md",)), files.MISSING())

    def _entries(self) -> Iterator[ContentEntry]:
        """What is on disk, without files to leave out, and with those that others replace: also a link or a
        file that is gone."""
        missing = {path for path, content in self.replaced.items() if content is not None}
        for entry in entries(self.root):
            path = below_content(entry.steps)
            if path in missing:
                missing.remove(path)
                yield entry._replace(odd=None)
            elif self.replaced.get(path, b"") is not None:
                yield entry
        for path in sorted(missing):
            yield ContentEntry(str(self.root / path), tuple(path.split("/")))

    def _add(self, entry: ContentEntry, finding: Finding) -> None:
        self.problems.append(Problem(self._name(entry), 0, 0, "", finding))

    def _name(self, entry: ContentEntry) -> str:
        return f"{printable(self.root.name)}/{below_content(entry.steps)}"

    def _read_markdown(self, entry: ContentEntry) -> None:
        kind = kind_of(entry.steps)
        if kind is None:
            self._add(entry, files.STRAY())
            return
        model, given = kind
        self.names.add((model, given.get("slug", "")))
        misnamed = [Problem(self._name(entry), 0, 0, "", finding) for finding in bad_names(model, given)]
        content = self._bytes(entry)
        if content is not None and misnamed:
            fact, _ = _new_fact(self._name(entry), content, model, given)
            self.problems += _as_warnings_if_withdrawn(fact, misnamed)
        elif content is not None:
            self._find_fact(entry, content, model, given)
            if model is Event and _CARRIES.search(content):
                self.carrying.append((entry, content, given["city"]))
        else:
            self.problems += misnamed

    def _read_rates(self, entry: ContentEntry) -> None:
        content = self._content(entry)
        text = self._text(entry, content) if content is not None else None
        problems: list[Problem] = []
        if text is not None:
            rates, problems = read_rates(self._name(entry), text)
            self.rates += rates
            self.problems += problems
        if text is None or problems:
            self.origins[WRONG_RATES] = Origin(self._name(entry), entry.path)

    def _read_root_file(self, entry: ContentEntry) -> None:
        content = self._content(entry)
        if content is not None:
            found = root_files.root_file("/".join(entry.steps[1:]), content)
            if isinstance(found, Finding):
                self._add(entry, found)
            else:
                self.root_files.append(found)

    def _content(self, entry: ContentEntry) -> bytes | None:
        content = self._bytes(entry)
        if content is not None and len(content) > MAX_BYTES:
            self._add(entry, _LARGE)
            return None
        return content

    def _bytes(self, entry: ContentEntry) -> bytes | None:
        """The bytes of a file; only the first of one that is too large, and one more."""
        instead = self.replaced.get(below_content(entry.steps))
        if instead is not None:
            return instead[: MAX_BYTES + 1]
        try:
            with open(entry.path, "rb") as file:
                return file.read(MAX_BYTES + 1)
        except OSError as error:
            self._add(entry, files.UNREADABLE(error.strerror))
            return None

    def _text(self, entry: ContentEntry, content: bytes) -> str | None:
        try:
            return decoded(content)
        except UnicodeDecodeError as error:
            self._add(entry, files.ENCODING(byte=error.start + 1))
        return None

    def _find_carried_cities(self) -> None:
        """Find the cities that have no file of their own yet, but are in that of their first event."""
        for entry, content, slug in self.carrying:
            if (City, slug) in self.names:
                self._add(entry, files.CITY_TWICE(f"cities/{slug}/city.md"))
            else:
                self.names.add((City, slug))
                self._find_fact(entry, content, City, {"slug": slug})

    def _find_fact(
        self, entry: ContentEntry, content: bytes, model: type[FileFact], given: dict[str, str]
    ) -> None:
        key = f"{model.__name__} {sorted(given.items())} {hashlib.sha256(content).hexdigest()}"
        self.known.append((entry, key))
        if key not in self.cache.facts:
            self.unread[key] = UnreadFile(key, self._name(entry), content, model, given)

    def _take_facts(self) -> None:
        """Read what is not in the cache, then take all facts and problems in the order of the files."""
        new = self.read_many(list(self.unread.values()))
        for entry, key in self.known:
            read = self.cache if key in self.cache.facts else new
            fact, notes = read.facts.get(key), read.notes.get(key, ())
            problems = [problem_of(note, self._name(entry)) for note in notes]
            self.problems += _as_warnings_if_withdrawn(fact, problems)
            if fact is not None:
                self._keep(entry, key, fact, notes)

    def _keep(self, entry: ContentEntry, key: str, fact: FileFact, notes: tuple[CachedProblem, ...]) -> None:
        self.notes.update({key: notes} if notes else {})
        self.kept[key] = fact
        self.facts.append(fact)
        instead = self.replaced.get(below_content(entry.steps))
        carried = isinstance(fact, City) and entry.steps[-1] != "city.md"
        self.origins[origin_key(fact)] = Origin(self._name(entry), entry.path, instead, carried)


def _new_fact(
    name: str, content: bytes, model: type[FileFact], given: dict[str, str]
) -> tuple[FileFact | None, list[Problem]]:
    """The fact of a file, and its problems. A file that is too large or in another encoding has none,
    unless it is hidden."""
    if len(content) > MAX_BYTES:
        finding = _LARGE
    else:
        try:
            return parse(name, decoded(content), model, given)
        except UnicodeDecodeError as error:
            finding = files.ENCODING(byte=error.start + 1)
    fact, _ = parse(name, decoded_in_part(content[:MAX_BYTES]), model, given)
    hidden = fact is not None and is_withdrawn(fact)
    return fact if hidden else None, [Problem(name, 0, 0, "", finding)]


def _as_warnings_if_withdrawn(fact: FileFact | None, problems: Iterable[Problem]) -> list[Problem]:
    """A mistake must not keep anything published."""
    hidden = fact is not None and is_withdrawn(fact)
    return [as_warning(problem) for problem in problems] if hidden else list(problems)


def _assembled(facts: Iterable[FileFact], rates: Iterable[Rate], root: Iterable[RootFile]) -> Library | None:
    """The library of all facts whose city and edition exist, sorted; ``None`` if there is no festival."""
    kinds: dict[type[FileFact], list[Any]] = defaultdict(list)
    for fact in facts:
        kinds[type(fact)].append(fact)
    if not kinds[Festival]:
        return None
    cities = {city.slug for city in kinds[City]}
    editions = sorted(kinds[Edition], key=lambda e: (e.date or dt.date.max, e.slug))
    last = {edition.slug: edition.end_date or edition.date or dt.date.max for edition in editions}
    events = [e for e in kinds[Event] if e.city in cities and e.edition in last]
    posts = [post for post in kinds[Post] if post.city in cities]
    return Library(
        festival=kinds[Festival][0],
        editions=tuple(editions),
        charities=tuple(sorted(kinds[Charity], key=lambda c: c.slug)),
        cities=tuple(sorted(kinds[City], key=lambda c: c.slug)),
        events=tuple(sorted(events, key=lambda e: _order(e, last))),
        posts=tuple(sorted(posts, key=lambda p: (p.date, p.city, p.slug), reverse=True)),
        pages=tuple(sorted(kinds[Page], key=lambda p: p.slug)),
        rates=tuple(sorted(rates, key=lambda r: (r.currency, r.date))),
        root_files=tuple(sorted(root)),
    )


def _order(event: Event, last: Mapping[str, dt.date]) -> tuple[object, ...]:
    """Events by day and city, and those of one city on one day by their beginning."""
    start = event.start or dt.time.min
    return event.date or last[event.edition], event.city, event.edition, start, event.slug


def below_content(steps: Iterable[str]) -> str:
    """The path of a file below the content folder, with "/" between its parts, as text that can be shown."""
    return printable("/".join(steps))


def note_of(problem: Problem) -> CachedProblem:
    """A problem without its file's name."""
    finding = problem.finding
    place = (problem.line, problem.column, problem.field)
    return (*place, problem.code, finding.found, finding.replacement, finding.facts)


def problem_of(note: CachedProblem, file: str) -> Problem:
    """The problem of a note. Raises :class:`KeyError` for an unknown code."""
    line, column, field, code, found, replacement, facts = note
    return Problem(file, line, column, field, Finding(KINDS[code], found, replacement, facts))
