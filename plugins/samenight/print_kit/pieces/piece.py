"""What a piece of a kit is: its name, size and forms, and which facts it shows."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from samenight.print_kit.codes.contents import Use

INCH = 25.4  # mm
BLEED = 3  # mm, on every side of a press file; what lies further out is for the crop marks
# Trimmed sheets in mm: ISO 216, and ANSI/ASME Y14.1 (Letter, and B, which print shops call Tabloid).
A3, A4, A6 = (297, 420), (210, 297), (105, 148)
LETTER, TABLOID = (8.5 * INCH, 11 * INCH), (11 * INCH, 17 * INCH)
QUARTER = (4.25 * INCH, 5.5 * INCH)  # four of them make a Letter sheet


class Form(enum.StrEnum):
    """A file of a piece: what it is for, and so its colours, its edges and its format."""

    OFFICE = "office"  # PDF, RGB, cut to size: for the printer next door
    PRESS = "press"  # PDF, CMYK, with bleed and crop marks: for the print shop
    BLACK = "black"  # PDF, black ink alone, cut to size: a code
    SVG = "svg"  # vector, RGB, letters as outlines: for screens and drawing programs
    PNG = "png"  # pixels, RGB: for word processors and social networks
    TEXT = "text"  # Markdown: a letter to change


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
    """Whose paper a piece is cut to: most of the world's, North America's, or nobody's."""

    ISO = "iso"
    US = "us"
    ANY = "any"


@dataclass(frozen=True)
class Piece:
    """One piece of artwork.

    ``name`` is its file name without ending, ``kind`` what settings and people call it. ``template``
    is a file of the theme's ``print`` folder; ``options`` are handed to it. ``width`` and ``height``
    are those after cutting, in mm. ``groups`` are the fields of the kit's facts that it shows;
    ``codes`` are the codes that it may show, and ``least`` is the side in mm of the smallest of them,
    quiet zone included, at the stated size; ``use`` chooses their error correction. ``dots`` is the
    density of its PNG in dots an inch. ``lean`` are the forms that a lean kit has of it. ``most`` is how
    many of its codes it shows at a time, the first of those that are known; ``copies`` is how often each
    of them is drawn, on all pages together: it is read back as many times.
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
