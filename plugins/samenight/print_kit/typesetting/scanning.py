"""Codes are read back from what was made, by a decoder that shares nothing with what drew them.

What is rendered and read is the finished file: the code may be covered, cut, inverted or too small on
it, while the code itself is right.
"""

from __future__ import annotations

import functools
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from PIL import Image

from samenight.content.problems.kinds.printing import UNREADABLE
from samenight.print_kit.codes.qr import QUIET_ZONE
from samenight.print_kit.pieces.piece import INCH
from samenight.print_kit.typesetting.optional_packages import EXTRAS, missing_extras
from samenight.print_kit.typesetting.typst import POINTS
from samenight.site.artifact import UnfitError

# Dots to a module, at the first look and at the second: of 300 codes rendered at a size off by up to
# 3 %, all were read from 2.6 on. What was not found is looked for everywhere, with the decoder's patience.
_DOTS_A_MODULE = (3, 6)
# A path of so many points in a square is taken for a code; a circle has five.
_POINTS_OF_A_CODE = 60
# What nobody is to read in the log of a build.
_PASSWORD = re.compile(r"(?<=;P:).*(?=;;)")
# Turns a file into pictures in gray, of so many dots to a mm.
_Render = Callable[[bytes, float], Iterator[Image.Image]]
_Edges = tuple[float, float, float, float]


def scan(content: bytes, media_type: str, expected: Iterable[str], module: float) -> None:
    """Look whether every code in a file can be read, as far as what looks is installed.

    ``expected`` are the texts of its codes, each as many times as it is drawn, on all pages together.
    ``module`` is the side in mm of the smallest module when the file is printed in its own size; a PNG
    states its own by its density. Raises :class:`samenight.site.artifact.UnfitError` naming the first text
    that is not found as often, :class:`ValueError` for a PNG without its density, and
    :class:`KeyError` for other media types than those of PDF, SVG and PNG.
    """
    wanted = Counter(text.encode() for text in expected)
    looks, needs = _LOOKS[media_type]
    if not wanted or needs.intersection(missing_extras()):
        return
    read: Counter[bytes] = Counter()
    for render, dots, patience in zip(looks, _DOTS_A_MODULE, _patience(), strict=True):
        read = Counter(code for page in render(content, dots / module) for code in _read(page, patience))
        if wanted <= read:
            return
    text = next(text for text in wanted if read[text] < wanted[text])
    shown = _PASSWORD.sub("…", text.decode())
    raise UnfitError(UNREADABLE(shown, read=read[text], drawn=wanted[text]))


def _read(page: Image.Image, patience: Mapping[str, Any]) -> list[bytes]:
    """What the codes in a picture hold. As bytes: whether they are UTF-8 is for phones to find out."""
    import zxingcpp  # noqa: PLC0415 -- of the extra; whoever asks knows that it is there

    return [code.bytes for code in zxingcpp.read_barcodes(page, **patience)]


@functools.cache
def _patience() -> tuple[Mapping[str, Any], ...]:
    """How hard the decoder looks, the first and the second time. Never for light codes on dark ground:
    many phones do not see them."""
    import zxingcpp  # noqa: PLC0415

    upright = {"try_rotate": False, "try_downscale": False}  # neither keeps it from seeing turned codes
    shared = {"formats": zxingcpp.BarcodeFormat.QRCode, "try_invert": False}
    return MappingProxyType({**shared, **upright}), MappingProxyType(shared)


def _whole_pages(pdf: bytes, dots: float) -> Iterator[Image.Image]:
    return _rendered(pdf, dots, _nothing)


def _nothing(_page: Any) -> _Edges:
    return 0, 0, 0, 0


def _codes_on_pages(pdf: bytes, dots: float) -> Iterator[Image.Image]:
    """What lies around the codes of each page, or all of it. Only that takes a third of the time."""
    quiet = QUIET_ZONE * _DOTS_A_MODULE[0] / dots / INCH * POINTS
    return _rendered(pdf, dots, functools.partial(_around_codes, quiet))


def _rendered(pdf: bytes, dots: float, cut: Callable[[Any], _Edges]) -> Iterator[Image.Image]:
    """All pages of a PDF, so much of each cut off from the left, bottom, right and top, in points."""
    import pypdfium2  # noqa: PLC0415

    scale = dots * INCH / POINTS
    with pypdfium2.PdfDocument(without_profiles(pdf)) as document:
        for page in document:
            bitmap = page.render(scale=scale, crop=cut(page), grayscale=True, may_draw_forms=False)
            yield bitmap.to_pil()
            bitmap.close()
            page.close()


def _around_codes(quiet: float, page: Any) -> _Edges:
    """What may be cut off so that all that is drawn like a code stays, with ``quiet`` points around."""
    boxes = list(_like_codes(page))
    if not boxes:
        return _nothing(page)
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    width, height = page.get_size()
    ends = min(lefts), min(bottoms), width - max(rights), height - max(tops)
    left, bottom, right, top = (max(0.0, end - quiet) for end in ends)
    return left, bottom, right, top


def _like_codes(page: Any) -> Iterator[_Edges]:
    """The edges of paths in a square with the many points of a code."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    for path in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=1):
        if pdfium.FPDFPath_CountSegments(path.raw) >= _POINTS_OF_A_CODE:
            left, bottom, right, top = path.get_bounds()
            if abs((right - left) / (top - bottom) - 1) < 0.01:
                yield left, bottom, right, top


def _codes_in_drawing(svg: bytes, dots: float) -> Iterator[Image.Image]:
    return _codes_on_pages(_placed(svg), dots)


def _whole_drawing(svg: bytes, dots: float) -> Iterator[Image.Image]:
    return _whole_pages(_placed(svg), dots)


def _placed(svg: bytes) -> bytes:
    """A page with a drawing on it. Typst could make a picture of it, but packs that slowly."""
    page = b'#set page(width: auto, height: auto, margin: 0pt)\n#image("drawing.svg")'
    made = _typst().compile(input={"main.typ": page, "drawing.svg": svg}, format="pdf")
    return bytes(made)


def _png_pages(png: bytes, dots: float) -> Iterator[Image.Image]:
    """The picture, with as many of its dots put together as can be."""
    picture = Image.open(io.BytesIO(png))
    if "dpi" not in picture.info:
        raise ValueError("This PNG does not state its density.")
    yield picture.convert("L").reduce(max(1, int(picture.info["dpi"][0] / INCH / dots)))


@functools.cache
def _typst() -> Any:
    """Typst without any font: the letters of a drawing are outlines, or not looked at."""
    import typst  # noqa: PLC0415

    return typst.Compiler(ignore_system_fonts=True)


# By media type: what makes pictures of a file at the first look and at the second, and what must be
# installed for it.
_LOOKS: Mapping[str, tuple[tuple[_Render, _Render], frozenset[str]]] = MappingProxyType(
    {
        "application/pdf": ((_codes_on_pages, _whole_pages), frozenset({"pypdfium2", "zxing-cpp"})),
        "image/svg+xml": ((_codes_in_drawing, _whole_drawing), frozenset(EXTRAS)),
        "image/png": ((_png_pages, _png_pages), frozenset({"zxing-cpp"})),
    }
)


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
