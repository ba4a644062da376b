"""The class of a piece of a kit (name, size, forms, facts and codes), forms of files, and paper sizes."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from samenight.print_kit.codes.contents import Use

INCH = 25.4  # mm
BLEED = 3  # mm, on every side of a press file; the crop marks are further out
# Trimmed sheets in mm: ISO 216, and ANSI/ASME Y14.1 (Letter, and B, which print shops call Tabloid).
A3, A4, A6 = (297, 420), (210, 297), (105, 148)
LETTER, TABLOID = (8.5 * INCH, 11 * INCH), (11 * INCH, 17 * INCH)
QUARTER = (4.25 * INCH, 5.5 * INCH)  # a quarter of a Letter sheet


class Form(enum.StrEnum):
    """The form of a file: its use, which decides its format, colours and bleed."""

    OFFICE = "office"  # PDF, RGB, trimmed: for an office printer
    PRESS = "press"  # PDF, CMYK, with bleed and crop marks: for the print shop
    BLACK = "black"  # PDF, black ink alone, trimmed: a code
    SVG = "svg"  # vector, RGB, letters as outlines: for screens and drawing programs
    PNG = "png"  # pixels, RGB: for word processors and social networks
    TEXT = "text"  # Markdown: a letter to edit


ENDINGS: Mapping[Form, str] = MappingProxyType(
    {
        Form.OFFICE: ".pdf",
        Form.PRESS: "-press.pdf",
        Form.BLACK: ".pdf",
        Form.SVG: ".svg",
        Form.PNG: ".png",
        Form.TEXT: ".md",
    }
)
MEDIA_TYPES: Mapping[Form, str] = MappingProxyType(
    {
        Form.OFFICE: "application/pdf",
        Form.PRESS: "application/pdf",
        Form.BLACK: "application/pdf",
        Form.SVG: "image/svg+xml",
        Form.PNG: "image/png",
        Form.TEXT: "text/markdown; charset=utf-8",
    }
)


class Family(enum.StrEnum):
    """The family of papers a piece is for: ISO 216, that of North America, or either."""

    ISO = "iso"
    US = "us"
    ANY = "any"


@dataclass(frozen=True)
class Piece:
    """One piece of artwork.

    ``name`` is its file name without ending, ``kind`` its kind in the settings. ``template`` is a file
    of the theme's ``print`` folder; ``options`` are passed to it. ``width`` and ``height`` are in mm,
    after cutting. ``groups`` are the fields of the kit's facts that it shows; ``codes`` are the codes
    that it may show, and ``least`` is the side in mm of the smallest of them, quiet zone included, at
    the stated size; ``use`` chooses their error correction. ``dots`` is the density of its PNG in dots
    per inch. ``lean`` are its forms in a lean kit. ``most`` is how many codes it shows at a time, the
    first of those that are known; ``copies`` is how often each of them is drawn on all pages together,
    and so how often it must be found in the finished file.
    """

    name: str
    kind: str
    template: str
    width: float
    height: float
    forms: tuple[Form, ...]
    groups: tuple[str, ...]
    codes: tuple[str, ...] = ()
    least: float = 0
    use: Use = "poster"
    family: Family = Family.ANY
    options: tuple[tuple[str, Any], ...] = ()
    dots: int = 300
    lean: tuple[Form, ...] = ()
    most: int | None = None
    copies: int = 1

    def file(self, form: Form) -> str:
        """The name of one of its files."""
        return self.name + ENDINGS[form]
