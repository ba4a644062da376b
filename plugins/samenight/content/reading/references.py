"""References between files: every file that another one names must exist."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from typing import Any

from samenight.content.model.base import FileFact
from samenight.content.model.file_facts import Charity, City, Edition, Event
from samenight.content.model.posts_and_pages import NewsPost, OutreachPost, Page, Post
from samenight.content.problems.kinds import files, values
from samenight.content.problems.problem import Location, Problem, nearest, quoted
from samenight.content.reading.hidden_files import is_withdrawn
from samenight.content.reading.origins import Origin, origin_key
from samenight.content.values.slugs import RESERVED_EVENTS, RESERVED_SLUGS, slug_of

KnownNames = Set[tuple[type[FileFact], str]]
# The keys whose values name other files, with the kind of file.
_NAMING: Mapping[str, type[FileFact]] = {"charity": Charity, "edition": Edition, "city": City}


class KnownFiles:
    """The files that others can name: ``names`` are the kinds and slugs of all, ``facts`` those that could be
    read."""

    def __init__(self, names: KnownNames, facts: Sequence[FileFact]) -> None:
        self._names, self._facts = names, facts

    @property
    def all(self) -> KnownNames:
        """The kinds and slugs of all files."""
        return self._names

    def __contains__(self, one: tuple[type[FileFact], str]) -> bool:
        return one in self._names

    def meant(self, kind: type[FileFact], typed: str) -> str | None:
        """The slug, in quotes, of the file that was probably meant by a name, another name or a slug."""
        ours = {word: slug for of, word, slug in self._words if of is kind}
        word = slug_of(typed)
        near = word if word in ours else nearest(word, sorted(ours))
        return quoted(ours[near]) if near else None

    @cached_property
    def _words(self) -> list[tuple[type[FileFact], str, str]]:
        """What each file may be called, as a slug. Its own slug comes last, so that it is taken first."""
        named = []
        for fact in self._facts:
            known: dict[str, Any] = fact.__dict__
            names = (known.get("name"), *known.get("also_known_as", ()))
            named += [(type(fact), slug_of(name), known.get("slug", "")) for name in names if name]
        return named + [(kind, slug, slug) for kind, slug in sorted(self._names, key=lambda one: one[1])]


def with_files_meant(problems: Iterable[Problem], known: KnownFiles) -> Iterator[Problem]:
    """Problems in which a name that was typed instead of a slug leads to the file that has this name."""
    for problem in problems:
        kind = _NAMING.get(problem.field.rpartition(".")[2])
        meant = (
            known.meant(kind, problem.finding.found) if kind and problem.code == values.SLUG.code else None
        )
        if meant:
            finding = dataclasses.replace(problem.finding, replacement=meant)
            problem = dataclasses.replace(problem, finding=finding)  # noqa: PLW2901 -- the same one, mended
        yield problem


def reference_problems(
    facts: Sequence[FileFact], names: KnownFiles, origins: Mapping[str, Origin]
) -> Iterator[Problem]:
    """A Problem for every broken reference, and for every page with the same address as a city.

    ``names`` has all files, right or wrong: a file with a mistake in it is not reported as missing as well. A
    hidden file names no other.
    """
    yield from _old_names(facts, names, origins)
    for fact in facts:
        if is_withdrawn(fact):
            continue
        origin = origins[origin_key(fact)]
        if isinstance(fact, Edition):
            yield from _charity(origin, ("charity",), fact.charity, names)
            for number, share in enumerate(fact.also_for):
                yield from _charity(origin, ("also_for", number, "charity"), share.charity, names)
        elif isinstance(fact, Event):
            yield from _event(fact, names, origin)
        elif isinstance(fact, NewsPost | OutreachPost):
            yield from _post(fact, names, origin)
        elif isinstance(fact, Page) and (City, fact.slug) in names:
            yield origin.problem((), files.REFERENCE_ADDRESS(fact.slug))


def _old_names(
    facts: Iterable[FileFact], names: KnownFiles, origins: Mapping[str, Origin]
) -> Iterator[Problem]:
    """A Problem for each old name that something else has now, or had."""
    taken = {slug: f"/{slug}/" for kind, slug in names.all if kind in {City, Page}}
    taken |= {slug: f"/{slug}/" for slug in RESERVED_SLUGS}
    for city in (fact for fact in facts if isinstance(fact, City)):
        for number, name in enumerate(city.was):
            if name in taken:
                where = ("was", number)
                yield origins[origin_key(city)].problem(where, files.REFERENCE_WAS(name, where=taken[name]))
            taken.setdefault(name, f"/{city.slug}/")
    here = {fact.key: f"{fact.slug}.md" for fact in facts if isinstance(fact, Event)}
    for event in (fact for fact in facts if isinstance(fact, Event)):
        for number, name in enumerate(event.was):
            old = (event.city, name)
            used = here.get(old) or (f"/{event.city}/{name}/" if name in RESERVED_EVENTS else None)
            if used:
                where = ("was", number)
                yield origins[origin_key(event)].problem(where, files.REFERENCE_WAS(name, where=used))
            here.setdefault(old, f"{event.slug}.md")


def _event(event: Event, names: KnownFiles, origin: Origin) -> Iterator[Problem]:
    yield from _city(origin, event.city, names)
    if (Edition, event.edition) not in names:
        typed = ("edition",) if event.edition != event.slug else ()
        meant = names.meant(Edition, event.edition)
        yield origin.problem(typed, files.REFERENCE_EDITION(event.edition, meant))
    yield from _charity(origin, ("charity",), event.charity, names)


def _post(post: NewsPost | OutreachPost, names: KnownFiles, origin: Origin) -> Iterator[Problem]:
    if isinstance(post, Post | OutreachPost) and post.city:
        yield from _city(origin, post.city, names)
    if post.edition and (Edition, post.edition) not in names:
        near = names.meant(Edition, post.edition)
        yield origin.problem(("edition",), files.REFERENCE_EDITION(post.edition, near))


def _city(origin: Origin, city: str, names: KnownFiles) -> Iterator[Problem]:
    if (City, city) not in names:
        yield origin.problem((), files.REFERENCE_CITY(city, names.meant(City, city)))


def _charity(origin: Origin, location: Location, slug: str | None, names: KnownFiles) -> Iterator[Problem]:
    if slug and (Charity, slug) not in names:
        yield origin.problem(location, files.REFERENCE_CHARITY(slug, names.meant(Charity, slug)))
