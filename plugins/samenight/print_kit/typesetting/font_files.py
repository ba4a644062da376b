"""Reading font files: the name of the family, and the characters that the font has.

Read from the tables ``name`` and ``cmap`` of OpenType files (ISO/IEC 14496-22, sections 5.2.8 and
5.2.1; of the latter formats 4 and 12). Only these tables are read: the outlines of a Chinese font
are a hundred times as large.
"""

from __future__ import annotations

import itertools
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

FULL_UNICODE, BASIC_PLANE = 12, 4
LAST = 0x10FFFF  # of all code points
FAMILY, WINDOWS, ENGLISH = 1, 3, 0x409
# Words at the end of a name that distinguish the fonts of a family; the same list as in Typst.
_STYLE = (
    "normal|italic|oblique|slanted|thin|th|hairline|light|lt|regular|medium|med|md|bold|bd|demi|extb|black"
    "|blk|bk|heavy|narrow|condensed|cond|cn|cd|compressed|expanded|exp"
)
_MORE = "extra|ext|ex|x|semi|sem|sm|demi|dem|ultra"
_STYLES = re.compile(rf"(?:[ _-](?:(?:{_MORE})[ _-]?)?(?:{_STYLE})+)+$", re.IGNORECASE)


@dataclass(frozen=True)
class FontFile:
    """A font: the name of its family, and ranges of code points, both ends included."""

    family: str
    ranges: tuple[tuple[int, int], ...]


def font_file(path: Path) -> FontFile | None:
    """The font in a file, or the first font of a collection; ``None`` if the file is no font."""
    with path.open("rb") as file:
        try:
            tables = _tables(file)
            names, cmap = _at(file, *tables[b"name"]), _at(file, *tables[b"cmap"])
            return FontFile(_family(names), tuple(sorted(_ranges(cmap))))
        except (struct.error, LookupError, UnicodeDecodeError):
            return None


def _tables(file: BinaryIO) -> dict[bytes, tuple[int, int]]:
    """The offset and size of each table in bytes."""
    head = _at(file, 0, 16)
    start = _number(head, ">I", 12) if head[:4] == b"ttcf" else 0
    count = _number(_at(file, start, 12), ">H", 4)
    entries = struct.iter_unpack(">4sIII", _at(file, start + 12, 16 * count))
    return {name: (offset, size) for name, _, offset, size in entries}


def _at(file: BinaryIO, start: int, size: int) -> bytes:
    file.seek(start)
    return file.read(size)


def _family(table: bytes) -> str:
    """The family's name as in Typst: the English one if there are several, without the words for
    weight, slant and width."""
    count, texts = struct.unpack_from(">HH", table, 2)
    found: dict[bool, str] = {}
    for index in range(count):
        platform, _, language, name, size, offset = struct.unpack_from(">6H", table, 6 + 12 * index)
        if platform == WINDOWS and name == FAMILY:
            text = table[texts + offset : texts + offset + size].decode("utf-16-be")
            found.setdefault(language == ENGLISH, text)
    return _STYLES.sub("", found[max(found)].strip().lstrip(".")) if found else ""


def _ranges(cmap: bytes) -> Iterator[tuple[int, int]]:
    """Ranges of the subtables that cover all of Unicode; if there is none, of the others."""
    offsets = {_number(cmap, ">I", 8 + 8 * index) for index in range(_number(cmap, ">H", 2))}
    tables = [cmap[offset:] for offset in sorted(offsets)]
    full = [table for table in tables if _number(table, ">H", 0) == FULL_UNICODE]
    for table in full:
        groups = table[16 : 16 + 12 * _number(table, ">I", 12)]
        yield from ((first, min(last, LAST)) for first, last, _ in struct.iter_unpack(">III", groups))
    for table in tables:
        if not full and _number(table, ">H", 0) == BASIC_PLANE:
            yield from _basic_plane(table)


def _basic_plane(table: bytes) -> Iterator[tuple[int, int]]:
    """Ranges of a subtable of format 4, without the characters that it maps to "no glyph"."""
    count = _number(table, ">H", 6) // 2
    numbers = struct.unpack_from(f">{(len(table) - 14) // 2}H", table, 14)
    ends, starts = numbers[:count], numbers[count + 1 : 2 * count + 1]
    deltas = numbers[2 * count + 1 : 3 * count + 1]
    offsets_at = 3 * count + 1
    for index, (first, last, delta) in enumerate(zip(starts, ends, deltas, strict=True)):
        offset, end = numbers[offsets_at + index], min(last, 0xFFFE)
        if offset:
            glyphs = offsets_at + index + offset // 2
            shown = numbers[glyphs : glyphs + end - first + 1]
            missing = [first + step for step, glyph in enumerate(shown) if not glyph]
        else:
            missing = [letter for letter in [-delta & 0xFFFF] if first <= letter <= end]
        bounds = [first - 1, *missing, end + 1]
        pairs = itertools.pairwise(bounds)
        yield from ((before + 1, after - 1) for before, after in pairs if before + 1 < after)


def _number(font: bytes, form: str, at: int) -> int:
    return int(struct.unpack_from(form, font, at)[0])
