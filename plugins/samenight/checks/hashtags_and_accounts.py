"""Rules for hashtags and accounts of all cities, compared with each other and the festival's pattern."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from samenight.checks import kinds
from samenight.content.library.event_state import Phase
from samenight.content.library.library import Library
from samenight.content.model.file_facts import City, Event
from samenight.content.problems.problem import Finding, Problem, quoted
from samenight.content.reading.origins import Origins, origin_key
from samenight.content.values.social_networks import NETWORKS, canonical_handle, shown_handle
from samenight.content.values.text_matching import folded

Named = City | Event
# This many lower-case letters in a row are more than one word.
_LONG = 9
_ALIKE = str.maketrans({"0": "o", "1": "l", "5": "s", "i": "l", "_": None})


def _slug(fact: Named) -> str:
    return fact.slug if isinstance(fact, City) else fact.city


def _all(library: Library) -> Iterator[Named]:
    yield from library.cities
    yield from library.events


def hashtags_shared(library: Library, origins: Origins) -> Iterator[Problem]:
    """One hashtag in two cities, or two that look alike."""
    same: dict[str, tuple[str, Named]] = {}
    alike: dict[str, tuple[str, Named]] = {}
    for fact in _all(library):
        for number, tag in enumerate(fact.hashtags):
            key, shape = tag.casefold(), _shape(tag)
            other = same.setdefault(key, (tag, fact))
            near = alike.setdefault(shape, (tag, fact))
            at = ("hashtags", number)
            if _slug(other[1]) != _slug(fact):
                finding = kinds.HASHTAG_SHARED(tag, city=library.city[_slug(other[1])].name)
                yield _problem(fact, other[1], at, finding, origins)
            elif _slug(near[1]) != _slug(fact):
                finding = kinds.HASHTAG_ALIKE(tag, other=near[0], city=library.city[_slug(near[1])].name)
                yield _problem(fact, near[1], at, finding, origins)


def _shape(tag: str) -> str:
    """A hashtag without diacritics, and with one letter for all that look alike."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", tag) if not unicodedata.combining(sign))
    return bare.casefold().translate(_ALIKE).replace("rn", "m").replace("vv", "w")


def accounts_shared(library: Library, origins: Origins) -> Iterator[Problem]:
    """One account in two cities. All may name the festival's own accounts."""
    shared = set(library.festival.accounts.items())
    seen: dict[tuple[str, str], Named] = {}
    for fact in _all(library):
        for network, handle in fact.accounts.items():
            other = seen.setdefault((network, handle.casefold()), fact)
            if _slug(other) != _slug(fact) and (network, handle) not in shared:
                city = library.city[_slug(other)].name
                finding = kinds.ACCOUNT_SHARED(shown_handle(network, handle), city=city)
                yield _problem(fact, other, ("accounts", network), finding, origins)


def _problem(
    fact: Named, other: Named, at: tuple[str | int, ...], finding: Finding, origins: Origins
) -> Problem:
    return origins[origin_key(fact)].problem(at, finding, origins[origin_key(other)].file)


def advice_on_names(library: Library, origins: Origins) -> Iterator[Problem]:
    """Advice on names that can still be changed: those of cities with an event in the future."""
    for current in library.current_events.values():
        if current.state.phase is Phase.OVER or current.event.status in {"held", "cancelled"}:
            continue
        for fact in (current.city, current.event):
            yield from _run_together(fact, library, origins)
            yield from _out_of_pattern(fact, library, origins)


def _run_together(fact: Named, library: Library, origins: Origins) -> Iterator[Problem]:
    words = [library.festival.name, library.city[_slug(fact)].name, _slug(fact)]
    for number, tag in enumerate(fact.hashtags):
        if len(tag) >= _LONG and tag.islower() and tag.isalpha():
            camel = _camel(tag, words)
            finding = kinds.HASHTAG_CASE(tag, quoted(camel) if camel else None)
            yield origins[origin_key(fact)].problem(("hashtags", number), finding)


def _camel(tag: str, words: list[str]) -> str | None:
    """The tag with capitals at the start of known words; ``None`` if it contains none."""
    for word in sorted({re.sub(r"[\W_]+", "", one.casefold()) for one in words}, key=len, reverse=True):
        if len(word) > 2 and word in tag and word != tag:
            before, _, after = tag.partition(word)
            return "".join(part.capitalize() for part in (before, word, after) if part)
    return None


def _out_of_pattern(fact: Named, library: Library, origins: Origins) -> Iterator[Problem]:
    pattern = library.festival.account_pattern
    if not pattern or "{city}" not in pattern:
        return
    city = library.city[_slug(fact)]
    meant = pattern.replace("{city}", folded(city.name))
    own = set(library.festival.accounts.items())
    before, _, after = pattern.casefold().partition("{city}")
    for network, handle in fact.accounts.items():
        if (network, handle) in own or canonical_handle(NETWORKS[network], meant) is None:
            continue  # the name is too long for the network, so each city chooses its own
        name = re.sub(r"[._-]", "", handle.partition(".")[0].casefold())
        if not (name.startswith(before) and name.endswith(after)):
            finding = kinds.ACCOUNT_PATTERN(shown_handle(network, handle), quoted(meant))
            yield origins[origin_key(fact)].problem(("accounts", network), finding)


RULES = (hashtags_shared, accounts_shared)
