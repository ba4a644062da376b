"""Finds people in texts: whole names in any spelling of accents and capitals, and accounts as typed.

"Mira Castell" is found in "MIRA CASTELL", "Mira Častell" and "Castell, Mira", and neither in "Mira Castellan"
nor in "Mira Castell Roca", which is somebody else's name.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from samenight.content.values.text_matching import folded

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "’": "'", "‐": "-", "‑": "-"}
)
# Scripts that are written without spaces between words.
_UNSPACED = re.compile("[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0e00-\u0eff\u1000-\u109f]")
# The next word of a longer name: a capital and small letters.
_NEXT_OF_NAME = re.compile(r"[ \u00a0][^\W\d_]+")
_BEFORE_NAME = re.compile(r"[^\W\d_]+[ \u00a0]$")
_SEPARATOR = re.compile(
    r"(\s*(?:,|;|&|\+|·|•|\|)\s*(?:(?:and|et|und|y|e|i|og|och|ja|en|a|ve|и|та|και)\s+)?"
    r"|\s+(?:/|and|et|und|y|e|i|og|och|ja|en|a|ve|и|та|και)\s+)"
)

Span = tuple[int, int]


@dataclass(frozen=True)
class SoughtPerson:
    """Whom to find: whole names, and accounts or addresses (with ``@``, ``/``, ``:`` or a full
    stop in it)."""

    names: tuple[str, ...]
    accounts: tuple[str, ...] = ()


def person_of(texts: Iterable[str]) -> SoughtPerson:
    """The person of names and accounts as somebody typed them."""
    cleaned = [" ".join(text.split()) for text in texts]
    accounts = tuple(text for text in cleaned if re.search(r"[@/:]|\w\.\w{2,}", text))
    return SoughtPerson(tuple(text for text in cleaned if text not in accounts), accounts)


def spans_of(person: SoughtPerson, text: str) -> list[Span]:
    """Where a text has the person's names or accounts, from left to right, without overlaps."""
    found = sorted(
        {*_of_names(person, text), *_of_accounts(person, text)}, key=lambda span: (span[0], -span[1])
    )
    apart: list[Span] = []
    for start, end in found:
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


def is_person(person: SoughtPerson, text: str) -> bool:
    """Whether a text is nothing but the person's name or account."""
    bare = text.strip(" \t\r\n\u00a0.,;:!*_\"'“”«»()")
    return bool(bare) and spans_of(person, bare) == [(0, len(bare))]


def is_account(person: SoughtPerson, handle: str) -> bool:
    """Whether a handle, with or without its ``@``, is one of the person's accounts."""
    return any(_plain(one).lstrip("@") == _plain(handle).lstrip("@") for one in person.accounts)


def without(person: SoughtPerson, text: str, instead: str) -> str:
    """A text without the person: taken out of a list of names ("Ada, Mira and Li"), else replaced."""
    parts = _SEPARATOR.split(text)
    while len(parts) > 1:
        index = next((n for n in range(0, len(parts), 2) if is_person(person, parts[n])), None)
        if index is None:
            break
        del parts[max(index - 1, 0) : max(index - 1, 0) + 2]
    return replaced(person, "".join(parts), instead)


def replaced(person: SoughtPerson, text: str, instead: str) -> str:
    """A text with something instead of the person."""
    for start, end in reversed(spans_of(person, text)):
        text = text[:start] + instead + text[end:]
    return text


def may_be(person: SoughtPerson, text: str) -> bool:
    """Whether a text may mean the person, or somebody of the same family name: an address made of their name,
    or the last word of the name alone."""
    keys = [key for key in map(folded, (*person.names, *person.accounts)) if len(key) > 3]
    if any(key in folded(word) for word in text.split() for key in keys):
        return True
    last = [name.split()[-1] for name in person.names if " " in name]
    return any(spans_of(SoughtPerson((one,)), text) or _inside_name(one, text) for one in last)


def is_worth_a_look(person: SoughtPerson, text: str) -> bool:
    """Whether a text can have the person at all: a quick look at a whole file."""
    low = folded(text)
    last = [name.split()[-1] for name in person.names if name.split()]
    return any(folded(one) in low for one in (*last, *person.accounts))


def _inside_name(word: str, text: str) -> bool:
    plain, _ = _plain_with_places(text)
    return re.search(rf"(?<!\w){re.escape(_plain(word))}(?!\w)", plain) is not None


def _of_names(person: SoughtPerson, text: str) -> Iterator[Span]:
    plain, places = _plain_with_places(text)
    for name in person.names:
        for match in _pattern(name).finditer(plain):
            start, end = places[match.start()], places[match.end() - 1] + 1
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1
            if not _of_longer_name(name, text, start, end):
                yield start, end


def _of_longer_name(name: str, text: str, start: int, end: int) -> bool:
    """Whether the words around say that it is part of somebody else's name."""
    if _UNSPACED.search(name):
        return False
    following = _NEXT_OF_NAME.match(text, end)
    if following and following[0][1:].istitle() and len(following[0]) > 2:
        return True
    before = _BEFORE_NAME.search(text[:start])
    return " " not in name and before is not None and before[0][:-1].istitle()


@functools.lru_cache(maxsize=64)
def _pattern(name: str) -> re.Pattern[str]:
    words = [re.escape(word) for word in _plain(name).split()]
    orders = [" +".join(words)]
    if len(words) > 1:
        orders.append(f"{words[-1]},? +{' +'.join(words[:-1])}")
    either = "|".join(orders)
    if _UNSPACED.search(name):
        return re.compile(" *".join(words))
    return re.compile(rf"(?<!\w)(?<!\w-)(?:{either})(?!\w)(?!-\w)")


def _of_accounts(person: SoughtPerson, text: str) -> Iterator[Span]:
    plain, places = _plain_with_places(text)
    for account in person.accounts:
        wanted = re.escape(_plain(account).rstrip("/"))
        for match in re.finditer(rf"(?<![\w@.]){wanted}(?![\w@]|[.-]\w|/\w)/?", plain):
            yield places[match.start()], places[match.end() - 1] + 1


def _plain(text: str) -> str:
    return _plain_with_places(text)[0].strip()


def _plain_with_places(text: str) -> tuple[str, list[int]]:
    """A text in small letters without accents, and for each of its letters its place in the text."""
    letters: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for letter in _letters_of(sign):
            letters.append(letter)
            places.append(place)
    return "".join(letters), places


@functools.lru_cache(maxsize=4096)
def _letters_of(sign: str) -> str:
    if sign.isspace():
        return " "
    apart = unicodedata.normalize("NFKD", sign.casefold().translate(_LETTERS))
    return "".join(
        one for one in apart if not unicodedata.combining(one) and unicodedata.category(one) != "Cf"
    )
