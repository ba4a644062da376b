"""Which letters the artwork's fonts have, so that nothing is printed as empty boxes."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator

from samenight.print_kit.typesetting.font_files import FontFile, font_file
from samenight.site.artifact import Fonts

SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}
FIRST_FAMILIES = "families.txt"  # which families are looked in first, one a line
# What has no shape of its own: controls, joiners and other format signs, spaces of any width.
SHAPELESS = {"Cc", "Cf", "Zl", "Zp", "Zs"}
# What chooses another shape for the letter before it; a font that has none of it shows the usual one.
VARIATION_SELECTORS = re.compile("[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def covers(fonts: Fonts, text: str) -> bool:
    """Whether the fonts have every letter of a text."""
    return not lacking(fonts, text)


def lacking(fonts: Fonts, text: str) -> str:
    """The letters of a text that no font has: each once, in the order in which they come."""
    letters = letters_of(fonts)
    if letters.issuperset(text):
        return ""
    return "".join(sign for sign in dict.fromkeys(text) if sign not in letters and _has_shape(sign))


def _has_shape(sign: str) -> bool:
    return unicodedata.category(sign) not in SHAPELESS and not VARIATION_SELECTORS.match(sign)


@functools.lru_cache(maxsize=2)
def families(fonts: Fonts) -> tuple[str, ...]:
    """The families in the order in which a letter is looked for in them: those that ``families.txt``
    beside the fonts names, then the others by the names of their files, those in folders last."""
    found = dict.fromkeys(font.family for font in _fonts_of(fonts) if font.family)
    file = fonts.folder / FIRST_FAMILIES
    lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    first = [name for line in lines if (name := line.partition("#")[0].strip()) in found]
    return tuple(dict.fromkeys([*first, *found]))


@functools.lru_cache(maxsize=2)
def letters_of(fonts: Fonts) -> frozenset[str]:
    """The letters of all fonts in the folder together; a file that is no font has none."""
    ranges = {one for font in _fonts_of(fonts) for one in font.ranges}
    return frozenset(chr(code) for first, last in ranges for code in range(first, last + 1))


@functools.lru_cache(maxsize=2)
def _fonts_of(fonts: Fonts) -> tuple[FontFile, ...]:
    return tuple(_read(fonts))


def _read(fonts: Fonts) -> Iterator[FontFile]:
    for file in sorted(fonts.folder.rglob("*"), key=lambda file: (len(file.parts), file)):
        font = font_file(file) if file.suffix.lower() in SUFFIXES and file.is_file() else None
        if font is not None:
            yield font
