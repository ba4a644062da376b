"""Which letters the fonts have."""

from __future__ import annotations

import struct
from pathlib import Path

from samenight.artifact import Fonts, Site
from samenight.print_kit.coverage import covers, letters_in


def font(form4: bytes) -> bytes:
    """A file with nothing but a cmap of one subtable."""
    cmap = struct.pack(">HHHHI", 0, 1, 3, 1, 12) + form4
    return (
        b"\0\1\0\0" + struct.pack(">H", 1) + bytes(6) + b"cmap" + struct.pack(">III", 0, 28, len(cmap)) + cmap
    )


def test_inter_has_the_letters_of_our_cities_and_no_others(print_site: Site) -> None:
    assert covers(
        print_site.fonts, "#São Paulo, Norrköping, Québec, Łódź, Αθήνα, Київ, Đà Nẵng · 24\u2009–\u200926"
    )
    assert covers(print_site.fonts, "soft\u00adhyphen")
    assert not covers(print_site.fonts, "水戸")
    assert not covers(print_site.fonts, "תל אביב")


def test_format_4_with_its_three_ways_to_no_glyph() -> None:
    ends, starts = struct.pack(">3H", 66, 68, 0xFFFF), struct.pack(">3H", 65, 67, 0xFFFF)
    deltas, offsets = struct.pack(">3H", 0x10000 - 64, 0, 1), struct.pack(">3H", 0, 4, 0)
    body = (
        struct.pack(">4H", 6, 0, 0, 0)
        + ends
        + bytes(2)
        + starts
        + deltas
        + offsets
        + struct.pack(">2H", 7, 0)
    )
    assert letters_in(font(struct.pack(">3H", 4, 0, 0) + body)) == {65, 66, 67}


def test_what_is_no_font_has_no_letters(tmp_path: Path) -> None:
    (tmp_path / "OFL.txt").write_text("licence", "utf-8")
    (tmp_path / "broken.ttf").write_bytes(b"\0\1\0\0\0\x01")
    assert not covers(Fonts(tmp_path, b""), "a")
