"""Content files into a library. Every mistake becomes a Problem; none stops the reading."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from samenight.festival import attachments
from samenight.festival.amounts import Rate
from samenight.festival.fields import FileFact
from samenight.festival.kinds import files
from samenight.festival.library import Library
from samenight.festival.model import Charity, City, Edition, Event, Festival
from samenight.festival.origin import Origin, decoded, origin_key
from samenight.festival.parsing import parse
from samenight.festival.problem import Finding, Problem, in_order, quoted
from samenight.festival.rates import read_rates
from samenight.festival.references import reference_problems
from samenight.festival.slugs import RESERVED_EDITIONS, RESERVED_SLUGS, is_slug, slug_of
from samenight.festival.walking import TEXTS, content_files, not_a_file
from samenight.festival.writing import Page, Post

F = TypeVar("F", bound=FileFact)
_FOLDERS: dict[str, type[FileFact]] = {"editions": Edition, "charities": Charity, "pages": Page}
# Facts by a mark of their file: its kind, its name and a digest of its bytes.
Remembered = Mapping[str, FileFact]
# No text is larger: a header has at most 32 KB, a body 20, and the rates of twenty years 40.
MAX_BYTES = 128 * 1024


@dataclass(frozen=True)
class Reading:
    """What came of reading a content folder.

    ``library`` holds what could be read, so that rules over it can be tried even where some
    files are wrong; it is ``None`` where there is no festival. Publish it only without errors.
    """

    library: Library | None
    problems: tuple[Problem, ...]
    origins: Mapping[str, Origin]
    remembered: Remembered


def read_content(root: Path, remembered: Remembered = MappingProxyType({})) -> Reading:
    """Read the folder ``content`` (see the content model) and say everything that is wrong.

    ``remembered`` are the facts of an earlier reading with the same code: a file with the same
    name and bytes is not read again. What this reading found faultless is in its result.
    """
    reader = _Reader(root, remembered)
    reader.read_all()
    problems = [*reader.problems, *reference_problems(reader.facts, reader.names, reader.origins)]
    library = _assembled(reader.facts, reader.rates)
    return Reading(library, tuple(in_order(problems)), reader.origins, reader.faultless)


@dataclass
class _Reader:
    root: Path
    remembered: Remembered
    faultless: dict[str, FileFact] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    origins: dict[str, Origin] = field(default_factory=dict)
    facts: list[FileFact] = field(default_factory=list)
    rates: list[Rate] = field(default_factory=list)
    names: set[tuple[type[FileFact], str]] = field(default_factory=set)

    def read_all(self) -> None:
        """Read every file that the content model knows, and name those it does not."""
        for path in content_files(self.root):
            steps = path.relative_to(self.root).parts
            text = steps == ("rates.csv",) or path.suffix.lower() in TEXTS
            odd = not_a_file(path, len(steps))
            if odd:
                self._say(path, odd)
            elif steps == ("rates.csv",):
                self._read_rates(path)
            elif text:
                self._read_markdown(path, steps)
            else:
                self._look_at(path)
        if (Festival, "") not in self.names:
            home = self.root / "festival.md"
            self._say(home, files.MISSING())

    def _look_at(self, path: Path) -> None:
        try:
            finding = attachments.finding_of(path)
        except OSError as error:
            finding = files.UNREADABLE(error.strerror)
        if finding:
            self._say(path, finding)

    def _say(self, path: Path, finding: Finding) -> None:
        self.problems.append(Problem(self._name(path), 0, 0, "", finding))

    def _name(self, path: Path) -> str:
        return _printable("/".join([self.root.name, *path.relative_to(self.root).parts]))

    def _read_markdown(self, path: Path, steps: tuple[str, ...]) -> None:
        kind = kind_of(steps)
        if kind is None:
            self._say(path, files.STRAY())
            return
        model, given = kind
        self.names.add((model, given.get("slug", "")))
        if self._bad_names(path, model, given):
            return
        content = self._content(path)
        if content is not None:
            self._read_fact(path, content, model, given)

    def _bad_names(self, path: Path, model: type[FileFact], given: dict[str, str]) -> bool:
        bad = [_printable(value) for value in given.values() if not is_slug(value)]
        for value in bad:
            meant = "" if re.search("[\u3400-\u9fff]", value) else slug_of(value)  # read in many ways
            self._say(path, files.SLUG(value, quoted(meant) if meant else None))
        taken = RESERVED_EDITIONS if model is Edition else RESERVED_SLUGS
        address = given.get("slug") if model in {City, Page, Edition} else None
        if address in taken:
            self._say(path, files.RESERVED(address))
        return bool(bad) or address in taken

    def _read_rates(self, path: Path) -> None:
        content = self._content(path)
        text = self._text(path, content) if content is not None else None
        if text is not None:
            rates, problems = read_rates(self._name(path), text)
            self.rates += rates
            self.problems += problems

    def _content(self, path: Path) -> bytes | None:
        try:
            with path.open("rb") as file:
                content = file.read(MAX_BYTES + 1)
        except OSError as error:
            self._say(path, files.UNREADABLE(error.strerror))
            return None
        if len(content) > MAX_BYTES:
            self._say(path, files.LARGE(limit=MAX_BYTES // 1024))
            return None
        return content

    def _text(self, path: Path, content: bytes) -> str | None:
        try:
            return decoded(content)
        except UnicodeDecodeError as error:
            self._say(path, files.ENCODING(byte=error.start + 1))
        return None

    def _read_fact(self, path: Path, content: bytes, model: type[FileFact], given: dict[str, str]) -> None:
        mark = f"{model.__name__} {sorted(given.items())} {hashlib.sha256(content).hexdigest()}"
        before = len(self.problems)
        fact = self.remembered.get(mark) or self._new_fact(path, content, model, given)
        if fact is not None:
            self.facts.append(fact)
            self.origins[origin_key(fact)] = Origin(self._name(path), path)
            if len(self.problems) == before:
                self.faultless[mark] = fact

    def _new_fact(self, path: Path, content: bytes, model: type[F], given: dict[str, str]) -> F | None:
        text = self._text(path, content)
        if text is None:
            return None
        fact, problems = parse(self._name(path), text, model, given)
        self.problems += problems
        return fact


def _assembled(facts: Iterable[FileFact], rates: Iterable[Rate]) -> Library | None:
    """All facts that can stand together, sorted; ``None`` where there is no festival."""
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
        events=tuple(sorted(events, key=lambda e: (e.date or last[e.edition], e.city, e.edition))),
        posts=tuple(sorted(posts, key=lambda p: (p.date, p.city, p.slug), reverse=True)),
        pages=tuple(sorted(kinds[Page], key=lambda p: p.slug)),
        rates=tuple(sorted(rates, key=lambda r: (r.currency, r.date))),
    )


def kind_of(steps: tuple[str, ...]) -> tuple[type[FileFact], dict[str, str]] | None:
    """The model of a file and what its name says, or ``None`` for a stray file."""
    stem, dot, ending = steps[-1].rpartition(".")
    if dot + ending != ".md":
        return None
    match steps[:-1]:
        case () if stem == "festival":
            return Festival, {}
        case (folder,) if folder in _FOLDERS:
            return _FOLDERS[folder], {"slug": stem}
        case ("cities", city) if stem == "city":
            return City, {"slug": city}
        case ("cities", city):
            return Event, {"city": city, "edition": stem}
        case ("cities", city, "posts"):
            return Post, {"city": city, "slug": stem}
    return None


def _printable(name: str) -> str:
    """A name on disk, which can be any bytes, as text that can be shown."""
    return name.encode("utf-8", "replace").decode()
