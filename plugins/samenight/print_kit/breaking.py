"""How a headline may be broken into lines: hashtags at their humps, names at their spaces."""

from __future__ import annotations

from collections.abc import Iterator

MOST_LINES = 3


def humps(hashtag: str) -> tuple[str, ...]:
    """The words that a hashtag was put together from: ``#Old``, ``York``, ``2010``."""
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


def broken(pieces: tuple[str, ...], joiner: str) -> tuple[tuple[str, ...], ...]:
    """The pieces on one line, on two, on three: each time with the shortest longest line."""
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
    return max(map(len, lines))
