"""What print shops ask of a PDF and Typst does not write: the bleed box.

It is added as an incremental update (ISO 32000-1, 7.5.6): the file stays as it was, and behind it
come the page objects anew, with a second table of where they are.
"""

from __future__ import annotations

import re

_PAGE = re.compile(rb"^(\d+) 0 obj\n<</Type/Page/.*?\nendobj\n", re.MULTILINE | re.DOTALL)
_MEDIA_BOX = re.compile(rb"/MediaBox(\[[^\]]*\])")
_TRAILER = re.compile(rb"trailer\n<<(.*?)>>\nstartxref\n(\d+)\n%%EOF\s*\Z", re.DOTALL)


def with_bleed_box(pdf: bytes) -> bytes:
    """The file with the bleed box (14.11.2) of every page as large as its media box.

    That is where Typst ends a page with bleed: it draws no marks outside. Raises
    :class:`ValueError` for a PDF that is not built as Typst's are.
    """
    trailer = _TRAILER.search(pdf)
    pages = list(_PAGE.finditer(pdf))
    if not trailer or not pages:
        raise ValueError("This PDF has no plain page objects, or no plain trailer.")
    update, table = b"\n", b"xref\n"
    for page in pages:
        table += b"%d 1\n%010d 00000 n \n" % (int(page[1]), len(pdf) + len(update))
        update += _MEDIA_BOX.sub(rb"\g<0>/BleedBox\1", page[0], count=1)
    start = len(pdf) + len(update)
    tail = b"trailer\n<<%s/Prev %s>>\nstartxref\n%d\n%%%%EOF\n" % (trailer[1], trailer[2], start)
    return pdf + update + table + tail
