"""Which characters the artwork's fonts have, so that nothing is printed as empty boxes, and the order of
the font families."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator

from samenight.content.reading.content_files import files_below
from samenight.print_kit.typesetting.font_files import FontFile, font_file
from samenight.site.artifact import Fonts

SUFFIXES = {".ttf", ".otf", ".ttc", ".otc"}
FIRST_FAMILIES = "families.txt"  # the families to look in first, one per line
# Categories of characters without a shape of their own: controls, joiners and other format characters,
# spaces of any width.
SHAPELESS = {"Cc", "Cf", "Zl", "Zp", "Zs"}
# They choose another shape for the letter before them; a font without it shows the usual one.
VARIATION_SELECTORS = re.compile("[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def covers(fonts: Fonts, text: str) -> bool:
    """Whether the fonts have every letter of a text."""
    return not lacking(fonts, text)


def lacking(fonts: Fonts, text: str) -> str:
    """The characters of a text that no font has, each once, in their order in the text."""
    letters = letters_of(fonts)
    if letters.issuperset(text):
        return ""
    return "".join(sign for sign in dict.fromkeys(text) if sign not in letters and _has_shape(sign))


def _has_shape(sign: str) -> bool:
    return unicodedata.category(sign) not in SHAPELESS and not VARIATION_SELECTORS.match(sign)


@functools.lru_cache(maxsize=2)
def families(fonts: Fonts) -> tuple[str, ...]:
    """The families in the order in which a letter is looked up in them: those named in ``families.txt``
    next to the fonts, then the others by the names of their files, those in subfolders last."""
    found = dict.fromkeys(font.family for font in _fonts_of(fonts) if font.family)
    file = fonts.folder / FIRST_FAMILIES
    lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    first = [name for line in lines if (name := line.partition("#")[0].strip()) in found]
    return tuple(dict.fromkeys([*first, *found]))


@functools.lru_cache(maxsize=2)
def letters_of(fonts: Fonts) -> frozenset[str]:
    """The characters of all fonts in the folder together; a file that is no font has none."""
    ranges = {one for font in _fonts_of(fonts) for one in font.ranges}
    return frozenset(chr(code) for first, last in ranges for code in range(first, last + 1))


@functools.lru_cache(maxsize=2)
def _fonts_of(fonts: Fonts) -> tuple[FontFile, ...]:
    return tuple(_read(fonts))


def _read(fonts: Fonts) -> Iterator[FontFile]:
    for file in sorted(files_below(fonts.folder), key=lambda file: (len(file.parts), file)):
        font = font_file(file) if file.suffix.lower() in SUFFIXES else None
        if font is not None:
            yield font
