"""The second part of the PDF points where it says it does."""

from __future__ import annotations

import re

import pytest
from samenight.print_kit.pdf_boxes import with_bleed_box

FIRST = b"""%PDF-1.7
1 0 obj
<</Type/Page/MediaBox[0 0 272 172]/TrimBox[8 8 264 164]>>
endobj
xref
0 2
trailer
<</Size 2/Root 1 0 R>>
startxref
85
%%EOF"""


def test_the_update_is_found_by_its_offsets() -> None:
    pdf = with_bleed_box(FIRST)
    assert pdf.startswith(FIRST)
    table = int(re.findall(rb"startxref\n(\d+)\n", pdf)[-1])
    assert pdf[table:].startswith(b"xref\n1 1\n")
    offset = int(pdf[table:].split(b"\n")[2][:10])
    assert pdf[offset:].startswith(
        b"1 0 obj\n<</Type/Page/MediaBox[0 0 272 172]/BleedBox[0 0 272 172]/TrimBox"
    )
    assert b"trailer\n<</Size 2/Root 1 0 R/Prev 85>>" in pdf[table:]
    assert len(pdf[table:].split(b"\n")[2]) == 19, "with its line end, an entry has 20 bytes"


def test_another_kind_of_pdf_is_refused() -> None:
    with pytest.raises(ValueError, match="no plain page objects"):
        with_bleed_box(b"%PDF-1.7\n")
