"""What is wrong with the prose below a header, before any of it is made into HTML.

Limits keep the known slow cases of Python-Markdown (long runs of brackets) harmless.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from samenight.content.problems.kinds import texts as kinds
from samenight.content.problems.kinds import values
from samenight.content.problems.problem import Finding
from samenight.content.reading.file_checks import texts

MAX_BODY_BYTES = 20 * 1024
MAX_BRACKETS = 500
MAX_ANGLES = 1000
# What XML 1.0 cannot hold (section 2.2), and so no feed.
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PICTURE = re.compile(r"!\[[^\]\n]*\][(\[]")

_SCHEME = re.compile(
    r"(?:\]\(|^ {0,3}\[[^\]\n]+\]:)[ \t]*<?(?!(?i:https?|mailto|tel|geo):)([A-Za-z][A-Za-z0-9+.-]{1,20}):",
    re.MULTILINE,
)
# A key with a quoted value or a list, as nobody begins prose.
_LIKE_A_HEADER = re.compile(
    r"\s*^( {0,8}(?:- )?[a-z_]{2,20}: *(?:[\"\[{].*|\n {1,8}(?:- )?(?:[a-z_]{2,20}:|[\"{]).*))$", re.MULTILINE
)
# Addresses of the web hold digits and signs that look like other things.
_LINK = re.compile(r"https?://[^\s)>\]]+")


def unfit(text: str) -> Finding | None:
    """Why a body cannot be accepted; ``None`` where it can."""
    if len(text.encode()) > MAX_BODY_BYTES:
        return values.BODY_SIZE(limit=MAX_BODY_BYTES // 1024)
    hidden = next(iter(_UNREADABLE.findall(text)), None)
    if hidden:
        return values.BODY_CHARACTER(f"U+{ord(hidden):04X}")
    if text.count("[") > MAX_BRACKETS:
        return values.BODY_BRACKETS(limit=MAX_BRACKETS)
    if text.count("<") > MAX_ANGLES:
        return values.BODY_ANGLES(limit=MAX_ANGLES)
    return None


def oddities(text: str) -> Iterator[tuple[int, int, Finding]]:
    """What is odd in the text: lines after its first one, the column, and what it is."""
    begun = _LIKE_A_HEADER.match(text)
    if begun:
        yield text.count("\n", 0, begun.start(1)), 1, values.BODY_HEADER(begun[1].strip().partition("\n")[0])
    if not _may_be_odd(text):
        return
    for number, line in enumerate(text.split("\n")):
        for start, finding in _odd_in(line):
            yield number, start + 1, finding


def _may_be_odd(text: str) -> bool:
    """One look at the whole, which is all that most texts need."""
    linked = _PICTURE.search(text) or _SCHEME.search(text)
    return bool(linked or texts.may_be_a_template(text.lower()) or texts.may_be_private(text))


def _odd_in(line: str) -> Iterator[tuple[int, Finding]]:
    if found := _PICTURE.search(line):
        yield found.start(), values.BODY_PICTURE()
    for found in _SCHEME.finditer(line):
        yield found.start(1), kinds.BODY_SCHEME(f"{found[1]}:")
    yield from texts.template_words(line)
    yield from texts.privacy_of(_LINK.sub(lambda link: " " * len(link[0]), line))
