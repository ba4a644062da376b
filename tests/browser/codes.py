"""What a phone would read in a picture."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

DOTS_PER_INCH = 300
POINTS_PER_INCH = 72


def read_in_picture(picture: Path | bytes) -> list[str]:
    """The text of every code in a picture, given as a file or as its bytes."""
    import zxingcpp  # noqa: PLC0415 -- only where codes are read

    with Image.open(io.BytesIO(picture) if isinstance(picture, bytes) else picture) as image:
        return [code.text for code in zxingcpp.read_barcodes(image.convert("RGB"))]


def read_in_pdf(path: Path) -> list[str]:
    """The text of every code on every page of a PDF, printed at 300 dpi."""
    return [text for page in pages_of(path) for text in read_in_picture(as_png(page))]


def pages_of(path: Path) -> Iterator[Image.Image]:
    """The pages of a PDF, printed at 300 dpi, in grey."""
    import pypdfium2  # noqa: PLC0415 -- only where codes are read

    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            bitmap = page.render(scale=DOTS_PER_INCH / POINTS_PER_INCH, grayscale=True)
            yield bitmap.to_pil()
            bitmap.close()
            page.close()


def as_png(image: Image.Image) -> bytes:
    """The bytes of a picture."""
    made = io.BytesIO()
    image.save(made, "png")
    return made.getvalue()
