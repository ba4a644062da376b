"""Checks of the text of a file as it was typed: conflict markers of git and invisible characters in all of
it, and the contents of the Markdown below the header."""

from __future__ import annotations

import re
from collections.abc import Iterator

from samenight.content.problems.kinds import texts as kinds
from samenight.content.problems.kinds import values
from samenight.content.problems.problem import Finding, Kind, Problem
from samenight.content.reading.file_checks import texts
from samenight.content.reading.file_checks.body_markup import markup_oddities

# Characters that change the direction of all text after them (UAX #9: embeddings, overrides, isolates).
# The marks LRM, RLM and ALM and the joiners are legitimate in Arabic, Hebrew and Hindi.
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")


# Characters without width. South-East Asian scripts use the first to mark possible line breaks.
_INVISIBLE = re.compile("(?<![\u0e00-\u109f\u1780-\u19ff])\u200b|[\u2060-\u2064\ufeff]")


# All of them: searching for each one is many times faster than one pattern for all.
_ANY = "\u200b\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"


_CONFLICT = re.compile(r"^(?:<{7}|\|{7}|>{7})(?: .*)?$", re.MULTILINE)
_PICTURE = re.compile(r"!\[[^\]\n]*\][(\[]")
_SCHEME = re.compile(
    r"(?:\]\(|^ {0,3}\[[^\]\n]+\]:)[ \t]*<?(?!(?i:https?|mailto|tel|geo):)([A-Za-z][A-Za-z0-9+.-]{1,20}):",
    re.MULTILINE,
)
# A key with a quoted value or a list: prose does not begin like this.
_LIKE_A_HEADER = re.compile(
    r"\s*^( {0,8}(?:- )?[a-z_]{2,20}: *(?:[\"\[{].*|\n {1,8}(?:- )?(?:[a-z_]{2,20}:|[\"{]).*))$", re.MULTILINE
)
# Web addresses contain digits and characters that look like other things.
_LINK = re.compile(r"https?://[^\s)>\]]+")


def conflicts(file: str, text: str) -> list[Problem]:
    """Problems for the conflict markers of an unfinished merge."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return []
    return list(_found(file, text, _CONFLICT, kinds.CONFLICT))


def hidden_characters(file: str, text: str) -> Iterator[Problem]:
    """Problems for invisible characters."""
    if text.isascii() or not any(char in text for char in _ANY):
        return
    yield from _found(file, text, _DIRECTION, kinds.DIRECTION)
    yield from _found(file, text, _INVISIBLE, kinds.INVISIBLE)


def _found(file: str, text: str, pattern: re.Pattern[str], kind: Kind) -> Iterator[Problem]:
    """One problem per line, at the first match in it."""
    last = 0
    for found in pattern.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        if line != last:
            column = found.start() - (text.rfind("\n", 0, found.start()) + 1) + 1
            name = f"U+{ord(found[0]):04X}" if len(found[0]) == 1 else found[0]
            yield Problem(file, line, column, "", kind(name))
            last = line


def text_oddities(text: str) -> Iterator[tuple[int, int, Finding]]:
    """What is odd in the text: the line (0 is its first), the column (from 1), and the finding."""
    header = _LIKE_A_HEADER.match(text)
    if header:
        key = header[1].strip().partition("\n")[0]
        yield text.count("\n", 0, header.start(1)), 1, values.BODY_HEADER(key)
    yield from markup_oddities(text)
    if not _may_be_odd(text):
        return
    for number, line in enumerate(text.split("\n")):
        for start, finding in _odd_in(line):
            yield number, start + 1, finding


def _may_be_odd(text: str) -> bool:
    """Whether any line may be odd; this one search is all that most texts need."""
    linked = _PICTURE.search(text) or _SCHEME.search(text)
    return bool(linked or texts.may_be_a_template(text.lower()) or texts.may_be_private(text))


def _odd_in(line: str) -> Iterator[tuple[int, Finding]]:
    if found := _PICTURE.search(line):
        yield found.start(), values.BODY_PICTURE()
    for found in _SCHEME.finditer(line):
        yield found.start(1), kinds.BODY_SCHEME(f"{found[1]}:")
    yield from texts.template_words(line)
    yield from texts.privacy_of(_LINK.sub(lambda link: " " * len(link[0]), line))
