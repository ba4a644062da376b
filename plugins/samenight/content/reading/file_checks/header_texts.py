"""All texts of a header, with the places where they were typed; and the parts of a fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from samenight.content.model.base import Fact
from samenight.content.problems.problem import Location

# Accounts have rules of their own, a Wi-Fi password may look like anything, and four inks like the
# number of a telephone.
_APART = frozenset(["accounts", "wifi", "contact", "maintainers", "print"])


@dataclass(frozen=True)
class Texts:
    """What an organiser typed. ``whole`` is all of it, a line each: a search in it tells at once that
    there is nothing to be found in any, as in nearly every file."""

    typed: tuple[tuple[Location, str], ...]
    whole: str

    def urls(self) -> Iterator[tuple[Location, str]]:
        """Those that are web addresses."""
        return ((at, text) for at, text in self.typed if text.startswith(("http://", "https://")))


def texts_of(typed: Iterable[tuple[Location, str | None]]) -> Texts:
    """The texts of a header, without accounts, contact, names on the git host, Wi-Fi and
    what is to be printed."""
    kept = tuple((at, text) for at, text in typed if text and _APART.isdisjoint(at))
    return Texts(kept, "\n".join(text for _, text in kept))


def parts_of(fact: Fact, at: Location = ()) -> Iterator[tuple[Location, Fact]]:
    """A fact and all facts inside it."""
    yield at, fact
    for name, value in fact.__dict__.items():
        if isinstance(value, Fact):
            yield from parts_of(value, (*at, name))
        elif type(value) is tuple:
            for number, item in enumerate(value):
                if isinstance(item, Fact):
                    yield from parts_of(item, (*at, name, number))
