"""Reading the names and characters of font files."""

from __future__ import annotations

import struct
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from samenight.print_kit.typesetting.font_files import FontFile, font_file

from tests.mistakes.laying import THEME

FONTS = sorted(THEME.rglob("*.[ot]tf"))


def named(*names: tuple[int, int, str]) -> bytes:
    """A table ``name`` of languages, kinds of names, and texts."""
    entries, texts = b"", b""
    for language, kind, text in names:
        content = text.encode("utf-16-be")
        entries += struct.pack(">6H", 3, 1, language, kind, len(content), len(texts))
        texts += content
    return struct.pack(">3H", 0, len(names), 6 + len(entries)) + entries + texts


def mapped(*tables: bytes) -> bytes:
    """A table ``cmap`` of these subtables."""
    heads, bodies, at = b"", b"", 4 + 8 * len(tables)
    for table in tables:
        heads += struct.pack(">HHI", 3, 10, at + len(bodies))
        bodies += table
    return struct.pack(">HH", 0, len(tables)) + heads + bodies


def font(name: bytes, cmap: bytes, start: int = 0) -> bytes:
    """A file with nothing but these two tables, which begins at ``start``."""
    at = start + 12 + 32
    head = b"\0\1\0\0" + struct.pack(">H", 2) + bytes(6)
    head += b"cmap" + struct.pack(">III", 0, at, len(cmap))
    head += b"name" + struct.pack(">III", 0, at + len(cmap), len(name))
    return head + cmap + name


def format_4(segments: list[tuple[int, int, int, int]], glyphs: tuple[int, ...] = ()) -> bytes:
    """A subtable of segments: first, last, delta, offset."""
    firsts, lasts, deltas, offsets = zip(*segments, (0xFFFF, 0xFFFF, 1, 0), strict=True)
    count = len(lasts)
    numbers = [*lasts, 0, *firsts, *(delta & 0xFFFF for delta in deltas), *offsets, *glyphs]
    return struct.pack(f">7H{len(numbers)}H", 4, 0, 0, 2 * count, 0, 0, 0, *numbers)


def format_12(groups: list[tuple[int, int]]) -> bytes:
    packed = b"".join(struct.pack(">III", first, last, 1) for first, last in groups)
    return struct.pack(">HHIII", 12, 0, 0, 0, len(groups)) + packed


NAME = named((0x409, 1, "Sample"))


def read(tmp_path: Path, content: bytes) -> FontFile | None:
    file = tmp_path / "font.ttf"
    file.write_bytes(content)
    return font_file(file)


def letters(found: FontFile | None) -> set[int]:
    assert found is not None
    return {code for first, last in found.ranges for code in range(first, last + 1)}


def test_format_4_with_its_three_ways_to_no_glyph(tmp_path: Path) -> None:
    table = format_4([(65, 66, -64, 0), (67, 69, 0, 6), (70, 72, -71, 0)], (7, 0, 9))
    assert letters(read(tmp_path, font(NAME, mapped(table)))) == {65, 66, 67, 69, 70, 72}


@given(st.lists(st.tuples(st.integers(1, 0xFFFE), st.integers(0, 40)), min_size=1, max_size=8))
def test_format_4_and_format_12_agree(tmp_path_factory, segments) -> None:
    ranges = [(first, min(first + more, 0xFFFE)) for first, more in segments]
    folder = tmp_path_factory.getbasetemp()
    small = format_4([(first, last, 1 - first, 0) for first, last in ranges])
    one = read(folder, font(NAME, mapped(small)))
    both = read(folder, font(NAME, mapped(small, format_12(ranges))))
    assert letters(one) == letters(both) == {code for a, b in ranges for code in range(a, b + 1)}


def test_a_subtable_beyond_all_code_points_ends_with_them(tmp_path: Path) -> None:
    found = read(tmp_path, font(NAME, mapped(format_12([(0x10FFFE, 0xFFFFFFFF)]))))
    assert letters(found) == {0x10FFFE, 0x10FFFF}


def test_of_a_collection_the_first_font_is_read(tmp_path: Path) -> None:
    head = b"ttcf" + struct.pack(">III", 0x10000, 1, 16)
    assert letters(read(tmp_path, head + font(NAME, mapped(format_12([(65, 70)])), start=16))) == set(
        range(65, 71)
    )


def test_the_family_goes_by_its_english_name_without_its_style(tmp_path: Path) -> None:
    names = named((0x411, 1, "見本"), (0x409, 2, "Italic"), (0x409, 1, "Sample Semi Bold Condensed"))
    found = read(tmp_path, font(names, mapped(format_12([]))))
    assert found == FontFile("Sample", ())


@given(st.binary(max_size=200))
def test_damage_is_no_font(tmp_path_factory, content) -> None:
    folder = tmp_path_factory.getbasetemp()
    assert read(folder, content) is None


@given(st.integers(0, 400), st.binary(max_size=20))
def test_a_font_that_was_cut_off_or_overwritten_never_stops_a_build(tmp_path_factory, at, junk) -> None:
    whole = font(NAME, mapped(format_4([(65, 66, -64, 0)]), format_12([(65, 90)])))
    read(tmp_path_factory.getbasetemp(), whole[:at])
    read(tmp_path_factory.getbasetemp(), whole[:at] + junk + whole[at + len(junk) :])


def test_every_font_of_the_theme_is_read() -> None:
    found = [font_file(file) for file in FONTS]
    assert len(found) > 30
    assert all(one and one.family and one.ranges for one in found)
