"""Pictures of the pieces for the print page: the first page of their PDF, in colours, small."""

from __future__ import annotations

import io
from collections.abc import Mapping

from samenight.artifact import Part

LONGEST = 360  # pixels of the longer side: sharp enough to tell the pieces apart
QUALITY = 60  # per cent: letters stay legible
MEDIA_TYPE = "image/webp"


def preview(_facts: None, parts: Mapping[str, Part]) -> bytes:
    """The picture of a PDF, the first of the parts, as WebP. What is cut away is left out."""
    import pypdfium2  # noqa: PLC0415 -- an extra; whoever asks for previews knows that it is there

    part = next(iter(parts.values()))
    with pypdfium2.PdfDocument(part.content()) as pdf:
        page = pdf[0]
        page.set_cropbox(*page.get_trimbox())
        picture = page.render(scale=LONGEST / max(page.get_size())).to_pil()
    file = io.BytesIO()
    picture.convert("RGB").save(file, "WEBP", quality=QUALITY, method=2)
    return file.getvalue()


def size_of(width: float, height: float) -> tuple[int, int]:
    """Width and height in pixels of the picture of a sheet."""
    scale = LONGEST / max(width, height)
    return round(width * scale), round(height * scale)
