"""References between files: every name that one file uses for another must exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set

from samenight.festival.fields import FileFact
from samenight.festival.header import Location
from samenight.festival.model import Charity, City, Edition, Event
from samenight.festival.origin import Origin, origin_key
from samenight.festival.problem import Problem, nearest
from samenight.festival.writing import Page, Post

_FOLDERS: dict[type[FileFact], tuple[str, str]] = {
    Charity: ("charity", "charities"),
    Edition: ("edition", "editions"),
}


Names = Set[tuple[type[FileFact], str]]


def reference_problems(
    facts: Iterable[FileFact], names: Names, origins: Mapping[str, Origin]
) -> Iterator[Problem]:
    """A Problem for every reference that leads nowhere, and for two things at one address.

    ``names`` are the kinds and slugs of all files, right or wrong: a file with a mistake in it
    is not also said to be missing.
    """
    for fact in facts:
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
            message = f'A city has the address "/{fact.slug}/" already. Rename this page.'
            yield origin.problem((), message, "reference.address")


def _event(event: Event, names: Names, origin: Origin) -> Iterator[Problem]:
    yield from _city(origin, event.city, names)
    if (Edition, event.edition) not in names:
        message = _unknown(Edition, event.edition, names)
        yield origin.problem((), f"{message} The file is named after its edition.", "reference.edition")
    yield from _charity(origin, ("charity",), event.charity, names)


def _post(post: Post, names: Names, origin: Origin) -> Iterator[Problem]:
    yield from _city(origin, post.city, names)
    if post.edition and (Edition, post.edition) not in names:
        message = _unknown(Edition, post.edition, names)
        yield origin.problem(("edition",), message, "reference.edition")


def _city(origin: Origin, city: str, names: Names) -> Iterator[Problem]:
    if (City, city) not in names:
        message = f'The folder has no "city.md". Add it to say where {city} is.'
        yield origin.problem((), message, "reference.city")


def _charity(origin: Origin, location: Location, slug: str | None, names: Names) -> Iterator[Problem]:
    if slug and (Charity, slug) not in names:
        yield origin.problem(location, _unknown(Charity, slug, names), "reference.charity")


def _unknown(kind: type[FileFact], slug: str, names: Names) -> str:
    noun, folder = _FOLDERS[kind]
    meant = nearest(slug, sorted(name for of, name in names if of is kind))
    advice = f'Did you mean "{meant}"?' if meant else f"Add content/{folder}/{slug}.md."
    return f'There is no {noun} "{slug}". {advice}'
