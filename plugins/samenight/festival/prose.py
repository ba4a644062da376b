"""What is wrong with the prose below a header, before any of it is made into HTML.

Limits keep the known slow cases of Python-Markdown (long runs of brackets) harmless.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from samenight.festival.kinds import values
from samenight.festival.problem import Finding

MAX_BODY_BYTES = 20 * 1024
MAX_BRACKETS = 500
MAX_ANGLES = 1000
# What XML 1.0 cannot hold (section 2.2), and so no feed.
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PICTURE = re.compile(r"!\[[^\]]*\][(\[]")


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
    for number, line in enumerate(text.split("\n")):
        if found := _PICTURE.search(line):
            yield number, found.start() + 1, values.BODY_PICTURE()
