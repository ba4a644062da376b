"""Pictures of finished PDF files, rendered by PDFium: previews for the print page and PNG files."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass

from PIL import Image

from samenight.print_kit.typesetting.code_reader import scan, without_profiles
from samenight.print_kit.typesetting.typst import POINTS
from samenight.site.artifact import Part

LONGEST = 320  # pixels of the longer side of a preview: enough to tell the pieces apart
QUALITY = 60  # per cent: headlines stay legible
METHOD = 0  # of WebP: the quickest, for a third more bytes than its second
WEBP, PNG = "image/webp", "image/png"
COLOURS = 32  # in a PNG: a few flat ones, and the steps between them at the edges of letters


@dataclass(frozen=True)
class Pixels:
    """The facts of a PNG made from a PDF: its density in dots per inch, the texts of its codes, each as
    often as it is drawn, and the side in mm of their smallest module."""

    dots: int
    codes: tuple[str, ...]
    module: float


def pixels(facts: Pixels, parts: Mapping[str, Part]) -> bytes:
    """The first page of a PDF as PNG. Raises :class:`samenight.site.artifact.UnfitError` if a code on it
    cannot be read."""
    made = in_few_colours(_page(parts, facts.dots / POINTS), facts.dots)
    scan(made, PNG, facts.codes, facts.module)
    return made


def preview(_facts: None, parts: Mapping[str, Part]) -> bytes:
    """The first page of a PDF, trimmed, as a small WebP."""
    file = io.BytesIO()
    _page(parts, None).save(file, "WEBP", quality=QUALITY, method=METHOD)
    return file.getvalue()


def size_of(width: float, height: float) -> tuple[int, int]:
    """Width and height in pixels of the preview of a sheet."""
    scale = LONGEST / max(width, height)
    return round(width * scale), round(height * scale)


def in_few_colours(picture: Image.Image, dots: int) -> bytes:
    """The picture as PNG with a palette, and with its density in dots per inch (PNG 3, 11.3.4.3), without
    which word processors place it several times too large.

    With a palette a badge takes two fifths of the bytes; no flat colour is off by more than two steps of
    255, too little to be seen.
    """
    few = picture.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    file = io.BytesIO()
    few.save(file, "PNG", compress_level=6, dpi=(dots, dots))
    return file.getvalue()


def _page(parts: Mapping[str, Part], scale: float | None) -> Image.Image:
    """The first page of the first part in RGB, trimmed: ``scale`` pixels per point, or the size of a
    preview."""
    import pypdfium2  # noqa: PLC0415 -- an extra; callers check that it is installed

    content = without_profiles(next(iter(parts.values())).content())
    with pypdfium2.PdfDocument(content) as pdf:
        page = pdf[0]
        page.set_cropbox(*page.get_trimbox())
        found = page.render(scale=scale or LONGEST / max(page.get_size()), rev_byteorder=True)
        picture: Image.Image = found.to_pil()
        return picture.convert("RGB")
