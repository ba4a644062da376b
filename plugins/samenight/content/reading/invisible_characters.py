"""What stands in a file's text and is not meant to be read: signs that nobody sees, and the marks that
git leaves where two changes meet. It is looked for in the text as it was typed, header, comments and all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from samenight.content.problems.kinds import texts as kinds
from samenight.content.problems.problem import Kind, Problem

# Signs that turn the direction of reading over everything behind them (UAX #9: embeddings, overrides,
# isolates). The marks LRM, RLM and ALM and the joiners stand in honest Arabic, Hebrew and Hindi.
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Signs without any width. South-East Asian scripts mark with the first where a line may be broken.
_INVISIBLE = re.compile("(?<![\u0e00-\u109f\u1780-\u19ff])\u200b|[\u2060-\u2064\ufeff]")
# All of them: looking for each by itself is many times as fast as for all at once.
_ANY = "\u200b\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
_CONFLICT = re.compile(r"^(?:<{7}|\|{7}|>{7})(?: .*)?$", re.MULTILINE)


def conflicts(file: str, text: str) -> list[Problem]:
    """The marks of a merge that nobody finished."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return []
    return list(_found(file, text, _CONFLICT, kinds.CONFLICT))


def hidden_signs(file: str, text: str) -> Iterator[Problem]:
    """Signs that nobody sees."""
    if text.isascii() or not any(sign in text for sign in _ANY):
        return
    yield from _found(file, text, _DIRECTION, kinds.DIRECTION)
    yield from _found(file, text, _INVISIBLE, kinds.INVISIBLE)


def _found(file: str, text: str, pattern: re.Pattern[str], kind: Kind) -> Iterator[Problem]:
    """One problem a line, at the first thing found in it."""
    told = 0
    for found in pattern.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        if line != told:
            column = found.start() - (text.rfind("\n", 0, found.start()) + 1) + 1
            name = f"U+{ord(found[0]):04X}" if len(found[0]) == 1 else found[0]
            yield Problem(file, line, column, "", kind(name))
            told = line
