"""Which letters the artwork's fonts have, so that nothing is printed as empty boxes.

Read from the ``cmap`` table of OpenType files (ISO/IEC 14496-22, section 5.2.1), formats 4 and 12.
"""

from __future__ import annotations

import functools
import struct
import unicodedata
from collections.abc import Iterator

from samenight.artifact import Fonts

SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}
FULL_UNICODE, BASIC_PLANE = 12, 4


def covers(fonts: Fonts, text: str) -> bool:
    """Whether the fonts have every letter of a text."""
    letters = letters_of(fonts)
    return all(ord(c) in letters or unicodedata.category(c) in {"Cf", "Zs"} for c in text)


@functools.lru_cache(maxsize=2)
def letters_of(fonts: Fonts) -> frozenset[int]:
    """The code points of all fonts in the folder together; a file that is no font has none."""
    letters: set[int] = set()
    for file in sorted(fonts.folder.rglob("*")):
        if file.suffix.lower() in SUFFIXES:
            letters.update(letters_in(file.read_bytes()))
    return frozenset(letters)


def letters_in(font: bytes) -> frozenset[int]:
    """The code points of one font file; of a collection, those of its first font."""
    try:
        start = _number(font, ">I", 12) if font[:4] == b"ttcf" else 0
        return frozenset(_letters(font, _cmap(font, start)))
    except (struct.error, StopIteration):
        return frozenset()


def _cmap(font: bytes, start: int) -> int:
    """Where the table ``cmap`` begins."""
    count = _number(font, ">H", start + 4)
    entries = (start + 12 + 16 * index for index in range(count))
    return next(_number(font, ">I", entry + 8) for entry in entries if font[entry : entry + 4] == b"cmap")


def _letters(font: bytes, cmap: int) -> Iterator[int]:
    count = _number(font, ">H", cmap + 2)
    tables = {cmap + _number(font, ">I", cmap + 8 + 8 * index) for index in range(count)}
    for table in sorted(tables):
        form = _number(font, ">H", table)
        if form == FULL_UNICODE:
            for group in range(_number(font, ">I", table + 12)):
                first, last = struct.unpack_from(">II", font, table + 16 + 12 * group)
                yield from range(first, last + 1)
        elif form == BASIC_PLANE:
            yield from _basic_plane(font, table)


def _basic_plane(font: bytes, table: int) -> Iterator[int]:
    """Code points of a subtable of format 4, without those it sends to "no glyph"."""
    size = _number(font, ">H", table + 6)  # twice the number of segments
    ends = table + 14
    starts, deltas, offsets = ends + size + 2, ends + 2 * size + 2, ends + 3 * size + 2
    for at in range(0, size, 2):
        first, last = _number(font, ">H", starts + at), _number(font, ">H", ends + at)
        delta, offset = _number(font, ">H", deltas + at), _number(font, ">H", offsets + at)
        for letter in range(first, min(last, 0xFFFE) + 1):
            place = offsets + at + offset + 2 * (letter - first)
            glyph = _number(font, ">H", place) if offset else (letter + delta) & 0xFFFF
            if glyph:
                yield letter


def _number(font: bytes, form: str, at: int) -> int:
    return int(struct.unpack_from(form, font, at)[0])
