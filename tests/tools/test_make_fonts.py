"""The tool that makes the fonts, applied to the fonts of the theme."""

from __future__ import annotations

from pathlib import Path

import pytest
from samenight.print_kit.typesetting.font_files import font_file

from tests.mistakes.laying import THEME

pytest.importorskip("fontTools")  # `make fonts` installs it

from tools.make_fonts import fonts_from, script_font

NOTO = THEME / "fonts" / "noto"


def saved(folder: Path, name: str, script: str) -> bytes:
    file = folder / name
    script_font(NOTO / name, script).save(file)
    return file.read_bytes()


def test_a_subset_font_is_not_changed(tmp_path):
    assert saved(tmp_path, "NotoSansThai-Bold.ttf", "Thai") == (NOTO / "NotoSansThai-Bold.ttf").read_bytes()


def test_letters_of_other_scripts_are_left_out(tmp_path):
    saved(tmp_path, "NotoSansThai-Bold.ttf", "Laoo")
    found = font_file(tmp_path / "NotoSansThai-Bold.ttf")
    assert found.family == "Noto Sans Thai"
    assert {first for first, _ in found.ranges} <= {0x20, 0xA0, 0x200C, 0x25CC}


def test_a_missing_font_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"NotoSansArabic-Regular\.ttf.*fonts-noto-core"):
        next(fonts_from(tmp_path))
