"""Files of one code alone, each read back after it is drawn."""

from __future__ import annotations

from samenight.print_kit.codes.qr import QrFacts, matrix_of, qr_pdf, qr_png, qr_svg, side_of
from samenight.print_kit.typesetting.scanning import scan


def code_svg(facts: QrFacts) -> bytes:
    """The code as SVG. Raises :class:`samenight.site.artifact.UnfitError` where it cannot be read."""
    return _read(qr_svg(facts), "image/svg+xml", facts)


def code_png(facts: QrFacts) -> bytes:
    """The code as PNG. Raises :class:`samenight.site.artifact.UnfitError` where it cannot be read."""
    return _read(qr_png(facts), "image/png", facts)


def code_pdf(facts: QrFacts) -> bytes:
    """The code as PDF. Raises :class:`samenight.site.artifact.UnfitError` where it cannot be read."""
    return _read(qr_pdf(facts), "application/pdf", facts)


def _read(content: bytes, media_type: str, facts: QrFacts) -> bytes:
    matrix = matrix_of(facts.text, facts.level)
    scan(content, media_type, [facts.text], float(side_of(matrix)) / len(matrix))
    return content
