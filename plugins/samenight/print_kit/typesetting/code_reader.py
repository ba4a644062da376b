"""Reading codes back from finished files, with a decoder that shares no code with what drew them.

The finished file is rendered (PDF and SVG by PDFium) and read (by ZXing), because a correct code may
still be covered, cut, inverted or too small on it.
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

# Dots per module in the first and the second attempt: of 300 codes rendered at a size off by up to 3 %,
# all were read from 2.6 dots on. The second attempt searches the whole page, with the decoder's slower
# methods.
_DOTS_A_MODULE = (3, 6)
# A square path with so many points is taken for a code; a circle has five.
_POINTS_OF_A_CODE = 60
# Never shown in the log of a build.
_PASSWORD = re.compile(r"(?<=;P:).*(?=;;)")
# Renders a file as pictures in gray, at a number of dots per mm.
_Render = Callable[[bytes, float], Iterator[Image.Image]]
_Edges = tuple[float, float, float, float]
# A colour space with a profile (ISO 32000-1, 8.6.5.5); see without_profiles.
_PROFILED = re.compile(rb"\n\[/ICCBased (\d+) 0 R\]\n")


def scan(content: bytes, media_type: str, expected: Iterable[str], module: float) -> None:
    """Check that every code in a file can be read; does nothing if the packages for it are missing.

    ``expected`` are the texts of its codes, each as many times as it is drawn, on all pages together.
    ``module`` is the side in mm of the smallest module when the file is printed in its own size; a PNG
    states its size by its density. Raises :class:`samenight.site.artifact.UnfitError` naming the first
    text that is not found as often, :class:`ValueError` for a PNG without its density, and
    :class:`KeyError` for other media types than those of PDF, SVG and PNG.
    """
    wanted = Counter(text.encode() for text in expected)
    renderers, needs = _RENDERERS[media_type]
    if not wanted or needs.intersection(missing_extras()):
        return
    read: Counter[bytes] = Counter()
    for render, dots, options in zip(renderers, _DOTS_A_MODULE, _reader_options(), strict=True):
        read = Counter(code for page in render(content, dots / module) for code in _read(page, options))
        if wanted <= read:
            return
    text = next(text for text in wanted if read[text] < wanted[text])
    shown = _PASSWORD.sub("…", text.decode())
    raise UnfitError(UNREADABLE(shown, read=read[text], drawn=wanted[text]))


def _read(page: Image.Image, options: Mapping[str, Any]) -> list[bytes]:
    """The contents of the codes in a picture, as bytes, since the decoder may guess another encoding."""
    import zxingcpp  # noqa: PLC0415 -- an extra; callers check that it is installed

    return [code.bytes for code in zxingcpp.read_barcodes(page, **options)]


@functools.cache
def _reader_options() -> tuple[Mapping[str, Any], ...]:
    """The decoder's options in the first and the second attempt. It never looks for light codes on a
    dark ground, which many phones cannot read."""
    import zxingcpp  # noqa: PLC0415

    upright = {"try_rotate": False, "try_downscale": False}  # it reads turned codes without them, too
    shared = {"formats": zxingcpp.BarcodeFormat.QRCode, "try_invert": False}
    return MappingProxyType({**shared, **upright}), MappingProxyType(shared)


def _whole_pages(pdf: bytes, dots: float) -> Iterator[Image.Image]:
    return _rendered(pdf, dots, _no_crop)


def _no_crop(_page: Any) -> _Edges:
    return 0, 0, 0, 0


def _codes_on_pages(pdf: bytes, dots: float) -> Iterator[Image.Image]:
    """The part of each page around its codes, or all of it. The part alone takes a third of the time."""
    quiet = QUIET_ZONE * _DOTS_A_MODULE[0] / dots / INCH * POINTS
    return _rendered(pdf, dots, functools.partial(_around_codes, quiet))


def _rendered(pdf: bytes, dots: float, crop: Callable[[Any], _Edges]) -> Iterator[Image.Image]:
    """All pages of a PDF; ``crop`` gives what to cut off at the left, bottom, right and top, in points."""
    import pypdfium2  # noqa: PLC0415

    scale = dots * INCH / POINTS
    with pypdfium2.PdfDocument(without_profiles(pdf)) as document:
        for page in document:
            bitmap = page.render(scale=scale, crop=crop(page), grayscale=True, may_draw_forms=False)
            yield bitmap.to_pil()
            bitmap.close()
            page.close()


def _around_codes(quiet: float, page: Any) -> _Edges:
    """What to cut off so that everything that looks like a code stays, with ``quiet`` points around it."""
    boxes = list(_likely_codes(page))
    if not boxes:
        return _no_crop(page)
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    width, height = page.get_size()
    ends = min(lefts), min(bottoms), width - max(rights), height - max(tops)
    left, bottom, right, top = (max(0.0, end - quiet) for end in ends)
    return left, bottom, right, top


def _likely_codes(page: Any) -> Iterator[_Edges]:
    """The edges of square paths with as many points as a code has."""
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
    """A PDF page with a drawing on it. Typst could render it as PNG, but compresses that slowly."""
    page = b'#set page(width: auto, height: auto, margin: 0pt)\n#image("drawing.svg")'
    made = _typst().compile(input={"main.typ": page, "drawing.svg": svg}, format="pdf")
    return bytes(made)


def _png_pages(png: bytes, dots: float) -> Iterator[Image.Image]:
    """The picture in gray, reduced as far as ``dots`` per mm allow."""
    picture = Image.open(io.BytesIO(png))
    if "dpi" not in picture.info:
        raise ValueError("This PNG does not state its density.")
    yield picture.convert("L").reduce(max(1, int(picture.info["dpi"][0] / INCH / dots)))


@functools.cache
def _typst() -> Any:
    """Typst without any font: the letters of a drawing are outlines, or do not matter here."""
    import typst  # noqa: PLC0415

    return typst.Compiler(ignore_system_fonts=True)


# By media type: the renderers for the first and the second attempt, and the packages that they need.
_RENDERERS: Mapping[str, tuple[tuple[_Render, _Render], frozenset[str]]] = MappingProxyType(
    {
        "application/pdf": ((_codes_on_pages, _whole_pages), frozenset({"pypdfium2", "zxing-cpp"})),
        "image/svg+xml": ((_codes_in_drawing, _whole_drawing), frozenset(EXTRAS)),
        "image/png": ((_png_pages, _png_pages), frozenset({"zxing-cpp"})),
    }
)


def without_profiles(pdf: bytes) -> bytes:
    """The PDF with DeviceRGB and DeviceGray in place of Typst's profiles of sRGB and its gray: PDFium
    takes 2 ms for each profile, half of all reading."""

    def plain(found: re.Match[bytes]) -> bytes:
        profile = pdf.find(b"\n%s 0 obj\n" % found[1])
        three = b"/N 3" in pdf[profile : pdf.find(b"stream", profile)]
        return (b"\n/DeviceRGB" if three else b"\n/DeviceGray").ljust(len(found[0]) - 1) + b"\n"

    return _PROFILED.sub(plain, pdf)
