"""The colour profiles that Typst names in a PDF, which cost PDFium more than all drawing."""

from __future__ import annotations

import re

# A colour space of a profile (ISO 32000-1, 8.6.5.5), and the screens' own. See without_profiles.
_PROFILED = re.compile(rb"\n\[/ICCBased (\d+) 0 R\]\n")


def without_profiles(pdf: bytes) -> bytes:
    """The PDF with the screens' own colours where Typst names a profile of the same (sRGB) and of its
    gray: PDFium takes 2 ms for each of them, half of all reading."""

    def plain(found: re.Match[bytes]) -> bytes:
        profile = pdf.find(b"\n%s 0 obj\n" % found[1])
        three = b"/N 3" in pdf[profile : pdf.find(b"stream", profile)]
        return (b"\n/DeviceRGB" if three else b"\n/DeviceGray").ljust(len(found[0]) - 1) + b"\n"

    return _PROFILED.sub(plain, pdf)
