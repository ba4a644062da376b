"""Line breaks for artwork: a headline on one to three lines (hashtags between their words, names at
spaces and hyphens), and break opportunities in words that are too long for any line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

MOST_LINES = 3
# A word longer than this does not fit a headline on one line: it is hyphenated, on up to four lines.
LONGEST_WORD = 26
# Where a long word may be hyphenated: after a vowel, before a consonant. In Welsh, w and y are vowels.
_SYLLABLE = re.compile("(?<=[aeiouwyàâäéèêëíîïóôöúûü])(?=[bcdfghjklmnpqrstvxzç])", re.IGNORECASE)
# In characters: longer words in a text may break anywhere, or they would run off the sheet; addresses
# stay on one line as long as there is room.
LONGEST_UNBROKEN, LONGEST_ADDRESS = 28, 80
_ANYWHERE = "\u200b"  # zero-width space
# Scripts whose letters are joined: a break changes their forms.
_JOINED = re.compile("[\u0600-\u06ff\u0700-\u077f\u0860-\u08ff\u1800-\u18af\ufb50-\ufdff\ufe70-\ufefc]")


def hashtag_words(hashtag: str) -> tuple[str, ...]:
    """The words that a hashtag is made of: ``#Old``, ``York``, ``2010``."""
    pieces: list[str] = []
    for character in hashtag:
        before = pieces[-1][-1] if pieces else ""
        hump = character.isupper() and before.islower()
        number = character.isdigit() and before.isalpha()
        if not pieces or hump or number or before == "_":
            pieces.append(character)
        else:
            pieces[-1] += character
    return tuple(pieces)


def name_lines(name: str) -> tuple[tuple[str, ...], ...]:
    """A name on one line, on two, on three: ``Stoke-on-`` and ``Trent``, ``New York`` and ``City``. A
    single very long word is hyphenated, into lines of about equal length."""
    words = tuple(re.findall(r"[^\s-]*(?:-+|\s+|$)", name.strip()))
    lines = tuple(tuple(line.strip() for line in some) for some in broken(tuple(filter(None, words)), ""))
    if len(lines) > 1 or len(name) <= LONGEST_WORD:
        return lines
    parted = (_hyphenated(name, count) for count in range(2, MOST_LINES + 2))
    return (*lines, *(some for some in parted if some))


def _hyphenated(word: str, count: int) -> tuple[str, ...]:
    """A word on ``count`` lines, each but the last with a hyphen; empty if it has too few syllables."""
    cuts = [found.start() for found in _SYLLABLE.finditer(word)]
    if len(cuts) < count:
        return ()
    wanted = [len(word) * line / count for line in range(1, count)]
    ends = [min(cuts, key=lambda cut, ideal=ideal: abs(cut - ideal)) for ideal in wanted]  # type: ignore[misc]
    if len(set(ends)) < len(ends):
        return ()
    parts = [word[start:end] for start, end in zip([0, *ends], [*ends, len(word)], strict=True)]
    return (*(f"{part}-" for part in parts[:-1]), parts[-1])


def broken(pieces: tuple[str, ...], joiner: str) -> tuple[tuple[str, ...], ...]:
    """The pieces on one line, on two, on three, each time with the longest line as short as possible."""
    lines = range(1, min(MOST_LINES, len(pieces)) + 1)
    return tuple(min(_splits(pieces, count, joiner), key=_longest) for count in lines)


def _splits(pieces: tuple[str, ...], count: int, joiner: str) -> Iterator[tuple[str, ...]]:
    """All ways to put the pieces on ``count`` lines, in order."""
    if count == 1:
        yield (joiner.join(pieces),)
        return
    for first in range(1, len(pieces) - count + 2):
        for rest in _splits(pieces[first:], count - 1, joiner):
            yield (joiner.join(pieces[:first]), *rest)


def _longest(lines: tuple[str, ...]) -> int:
    return max(len(line.rstrip()) for line in lines)


def breakable_text(text: str) -> str:
    """A text whose very long words may break between any two letters if a line is too short."""
    if len(text) <= LONGEST_UNBROKEN:
        return text
    return " ".join(map(_breakable_word, text.split(" ")))


def breakable_data(data: Any) -> Any:
    """The data of a template with such breaks in all its texts."""
    if isinstance(data, str):
        return breakable_text(data)
    if isinstance(data, Mapping):
        return {name: breakable_data(part) for name, part in data.items()}
    return [breakable_data(part) for part in data] if isinstance(data, list | tuple) else data


def _breakable_word(word: str) -> str:
    longest = LONGEST_ADDRESS if "://" in word else LONGEST_UNBROKEN
    if len(word) <= longest or _JOINED.search(word):
        return word
    return "".join(
        sign if index == 0 or unicodedata.category(sign)[0] in "MC" else _ANYWHERE + sign
        for index, sign in enumerate(word)
    )
