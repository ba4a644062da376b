"""References between files: every file that another one names must exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from samenight.content.model.base import FileFact
from samenight.content.model.file_facts import Charity, City, Edition, Event
from samenight.content.model.posts_and_pages import Page, Post
from samenight.content.problems.kinds import files
from samenight.content.problems.problem import Location, Problem, nearest, quoted
from samenight.content.reading.hidden_files import is_withdrawn
from samenight.content.reading.origins import Origin, origin_key
from samenight.content.values.slugs import RESERVED_EVENTS, RESERVED_SLUGS

KnownNames = Set[tuple[type[FileFact], str]]


def reference_problems(
    facts: Sequence[FileFact], names: KnownNames, origins: Mapping[str, Origin]
) -> Iterator[Problem]:
    """A Problem for every broken reference, and for every page with the same address as a city.

    ``names`` are the kinds and slugs of all files, right or wrong: a file with a mistake in it is not
    reported as missing as well. A hidden file names no other.
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
        elif isinstance(fact, Post):
            yield from _post(fact, names, origin)
        elif isinstance(fact, Page) and (City, fact.slug) in names:
            yield origin.problem((), files.REFERENCE_ADDRESS(fact.slug))


def _old_names(
    facts: Iterable[FileFact], names: KnownNames, origins: Mapping[str, Origin]
) -> Iterator[Problem]:
    """A Problem for each old name that something else has now, or had."""
    taken = {slug: "/" + slug + "/" for kind, slug in names if kind in {City, Page}}
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


def _event(event: Event, names: KnownNames, origin: Origin) -> Iterator[Problem]:
    yield from _city(origin, event.city, names)
    if (Edition, event.edition) not in names:
        typed = ("edition",) if event.edition != event.slug else ()
        yield origin.problem(
            typed, files.REFERENCE_EDITION(event.edition, _meant(Edition, event.edition, names))
        )
    yield from _charity(origin, ("charity",), event.charity, names)


def _post(post: Post, names: KnownNames, origin: Origin) -> Iterator[Problem]:
    yield from _city(origin, post.city, names)
    if post.edition and (Edition, post.edition) not in names:
        near = _meant(Edition, post.edition, names)
        yield origin.problem(("edition",), files.REFERENCE_EDITION(post.edition, near))


def _city(origin: Origin, city: str, names: KnownNames) -> Iterator[Problem]:
    if (City, city) not in names:
        yield origin.problem((), files.REFERENCE_CITY(city))


def _charity(origin: Origin, location: Location, slug: str | None, names: KnownNames) -> Iterator[Problem]:
    if slug and (Charity, slug) not in names:
        yield origin.problem(location, files.REFERENCE_CHARITY(slug, _meant(Charity, slug, names)))


def _meant(kind: type[FileFact], slug: str, names: KnownNames) -> str | None:
    near = nearest(slug, sorted(name for of, name in names if of is kind))
    return quoted(near) if near else None
