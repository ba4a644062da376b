"""QR codes: what is drawn is the matrix of the standard, with its quiet zone, in real millimetres."""

from __future__ import annotations

import io
import random
import re
import zlib
from collections.abc import Callable
from decimal import Decimal
from xml.etree import ElementTree

import pytest
import qrcode
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from samenight.print_kit.codes import qr
from samenight.print_kit.codes.qr import ErrorCorrection, QrFacts, matrix_of, qr_pdf, qr_png, qr_svg

from tests.print_kit.samples import SVG, parsed

URLS = [
    "https://example.org/",
    "https://example.org/newcastle-upon-tyne/",
    "https://example.org/" + "x" * 180 + "/",
]


LEVELS: dict[ErrorCorrection, int] = {
    "L": qrcode.ERROR_CORRECT_L,
    "M": qrcode.ERROR_CORRECT_M,
    "Q": qrcode.ERROR_CORRECT_Q,
    "H": qrcode.ERROR_CORRECT_H,
}
# Bytes that fill versions 1 and 40 (table 7).
MOST = {"L": (17, 2953), "M": (14, 2331), "Q": (11, 1663), "H": (7, 1273)}


def expected(text: str, level: ErrorCorrection = "Q") -> list[list[bool]]:
    """The library's own symbol, without border."""
    code = qrcode.QRCode(error_correction=LEVELS[level], border=0)
    code.add_data(text)
    code.make()
    return [[bool(module) for module in row] for row in code.get_matrix()]


def inside(rows: list[list[bool]]) -> list[list[bool]]:
    """The rows without the quiet zone of 4 modules, which must be light."""
    border = [*rows[:4], *rows[-4:], *(row[:4] for row in rows), *(row[-4:] for row in rows)]
    assert not any(any(row) for row in border)
    return [row[4:-4] for row in rows[4:-4]]


def filled(lines: list[list[tuple[int, int]]], side: int) -> list[list[bool]]:
    """What the even-odd rule fills: modules with an odd number of upright borders to their left."""
    borders: dict[int, set[int]] = {y: set() for y in range(side)}
    for line in lines:
        for (x, y), (other, end) in zip(line, [*line[1:], line[0]], strict=True):
            if x == other:
                for row in range(min(y, end), max(y, end)):
                    borders[row] ^= {x}
    return [
        [sum(border <= column for border in borders[row]) % 2 == 1 for column in range(side)]
        for row in range(side)
    ]


def modules_of_svg(svg: bytes) -> tuple[ElementTree.Element, list[list[bool]]]:
    """The drawing, and the modules that its path encloses."""
    root = parsed(svg)
    path = root.find(f"{SVG}path")
    assert path is not None
    assert path.attrib["fill-rule"] == "evenodd"
    lines = []
    for start, steps in re.findall(r"M(\d+ \d+)((?:h-?\d+v-?\d+)+)z", path.attrib["d"]):
        x, y = map(int, start.split())
        line = [(x, y)]
        for across, down in re.findall(r"h(-?\d+)v(-?\d+)", steps):
            line += [(x + int(across), y), (x + int(across), y + int(down))]
            x, y = line[-1]
        assert line.pop() == line[0]
        lines.append(line)
    return root, filled(lines, int(root.attrib["viewBox"].split()[2]))


def symbol(text: str, level: ErrorCorrection) -> list[list[bool]]:
    return inside([list(row) for row in matrix_of(text, level)])


TEXTS = st.text(max_size=60) | st.from_regex(r"[0-9]{0,70}[A-Z $%*+./:-]{0,50}[a-z]{0,50}", fullmatch=True)


@given(TEXTS, st.sampled_from(sorted(LEVELS)))
def test_the_symbol_is_that_of_the_library(text: str, level: ErrorCorrection) -> None:
    assert symbol(text, level) == expected(text, level)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("length", [1, 30, 60, 100, 160, 230])
def test_the_symbol_is_that_of_the_library_in_larger_versions(length: int, level: ErrorCorrection) -> None:
    for seed in range(3):
        text = "".join(random.Random(seed).choices("abcdefghijklmnopqrstuvwxyz/", k=length))  # noqa: S311
        assert symbol(text, level) == expected(text, level)


@pytest.mark.parametrize("level", LEVELS)
def test_the_smallest_version_and_the_largest(level: ErrorCorrection) -> None:
    small, large = MOST[level]
    assert len(symbol("a" * small, level)) == 21
    assert len(symbol("a" * (small + 1), level)) == 25
    assert symbol("a" * large, level) == expected("a" * large, level)
    with pytest.raises(ValueError, match="41"):
        matrix_of("a" * (large + 1), level)


@pytest.mark.parametrize("url", URLS)
def test_the_svg_draws_every_module_once(url: str) -> None:
    root, rows = modules_of_svg(qr_svg(QrFacts(url, "title")))
    assert inside(rows) == expected(url)
    assert root.attrib["shape-rendering"] == "crispEdges"
    rect = root.find(f"{SVG}rect")
    assert rect is not None
    assert rect.attrib == {"width": str(len(rows)), "height": str(len(rows)), "fill": "#fff"}


@pytest.mark.parametrize("url", URLS)
def test_the_png_draws_every_module_with_as_many_dots(url: str) -> None:
    with Image.open(io.BytesIO(qr_png(QrFacts(url, "title")))) as picture:
        assert (picture.format, picture.mode) == ("PNG", "1")
        dots = picture.width // len(matrix_of(url))
        assert picture.size == (dots * len(matrix_of(url)),) * 2
        small = picture.resize((len(matrix_of(url)),) * 2, Image.Resampling.NEAREST)
        assert small.resize(picture.size, Image.Resampling.NEAREST).tobytes() == picture.tobytes()
        data = [small.getpixel((x, y)) == 0 for y in range(small.height) for x in range(small.width)]
    rows = [data[start : start + small.width] for start in range(0, len(data), small.width)]
    assert inside(rows) == expected(url)


@pytest.mark.parametrize("url", URLS)
def test_both_measure_the_same_and_no_module_is_too_small(url: str) -> None:
    facts = QrFacts(url, "title")
    side = Decimal(parsed(qr_svg(facts)).attrib["width"].removesuffix("mm"))
    assert side >= 30
    assert side / len(matrix_of(url)) >= Decimal("0.4")
    with Image.open(io.BytesIO(qr_png(facts))) as picture:
        across, down = picture.info["dpi"]
        assert across == down
        assert across >= 600
        assert picture.width / across * 25.4 == pytest.approx(float(side), rel=1e-4)


def test_a_short_address_is_thirty_millimetres_wide() -> None:
    assert parsed(qr_svg(QrFacts(URLS[0], ""))).attrib["width"] == "30mm"


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("length", range(20, 200, 6))
def test_the_smallest_side_keeps_modules_at_four_tenths_of_a_millimetre(
    length: int, level: ErrorCorrection
) -> None:
    text = ("https://example.org/" + "a" * length)[:length]
    needed = 0.4 * len(matrix_of(text, level))
    assert qr.smallest_side(text, level) >= max(20, needed)
    assert qr.smallest_side(text, level) < max(20, needed) + 1


def drawn_in_pdf(pdf: bytes) -> str:
    """The operators of the page."""
    (stream,) = re.findall(rb"stream\n(.*?)\nendstream", pdf, re.DOTALL)
    return zlib.decompress(stream).decode()


@pytest.mark.parametrize("url", URLS)
def test_the_pdf_draws_every_module_once(url: str) -> None:
    side = len(matrix_of(url))
    ground, ink = drawn_in_pdf(qr_pdf(QrFacts(url, "title"))).split(" 0 0 0 1 k ")
    lines = [
        [(int(x), int(y)) for x, y in re.findall(r"(\d+) (\d+) [ml]", line)] for line in ink.split("h")[:-1]
    ]
    rows = filled(lines, side)
    assert inside(rows) == expected(url)
    assert ground.startswith("0 0 0 0 k 0 0 ")
    assert set(re.findall(r"[a-zA-Z]+", f"{ground} {ink}")) == {"k", "re", "f", "cm", "m", "l", "h"}


@pytest.mark.parametrize("url", URLS)
def test_the_pdf_is_cut_where_the_code_ends(url: str) -> None:
    facts = QrFacts(url, "title")
    pdf = qr_pdf(facts)
    (media,), (trim,) = (
        re.findall(rb"/%s\[0 0 ([\d.]+) \1\]" % box, pdf) for box in (b"MediaBox", b"TrimBox")
    )
    side = float(parsed(qr_svg(facts)).attrib["width"].removesuffix("mm"))
    assert media == trim
    assert float(media) == pytest.approx(side / 25.4 * 72, abs=1e-4)
    scale = float(drawn_in_pdf(pdf).split(" f ")[1].split()[0])
    assert scale * len(matrix_of(url)) == pytest.approx(float(media), abs=1e-3)


def test_the_pdf_names_itself_and_nothing_of_the_day() -> None:
    pdf = qr_pdf(QrFacts(URLS[0], "Łódź (東京) \\"))
    (title,) = re.findall(rb"/Title<([0-9a-f]+)>", pdf)
    assert bytes.fromhex(title.decode()).decode("utf-16") == "Łódź (東京) \\"
    assert b"Date" not in pdf
    assert b"/Font" not in pdf


def test_the_pdf_finds_its_objects() -> None:
    pdf = qr_pdf(QrFacts(URLS[0], "title"))
    start = int(re.findall(rb"startxref\n(\d+)\n%%EOF\n\Z", pdf)[0])
    assert pdf[start:].startswith(b"xref\n0 6\n0000000000 65535 f \n")
    for number, place in enumerate(re.findall(rb"(\d{10}) 00000 n \n", pdf[start:]), 1):
        assert pdf[int(place) :].startswith(b"%d 0 obj\n" % number)
    (length,) = re.findall(rb"/Length (\d+)", pdf)
    (stream,) = re.findall(rb"stream\n(.*?)\nendstream", pdf, re.DOTALL)
    assert len(stream) == int(length)


@pytest.mark.parametrize("make", [qr_svg, qr_png, qr_pdf])
def test_every_form_is_drawn_at_the_requested_level(make: Callable[[QrFacts], bytes]) -> None:
    assert len({make(QrFacts(URLS[1], "title", level)) for level in LEVELS}) == 4


def test_the_title_is_escaped_and_what_xml_forbids_is_replaced() -> None:
    title = parsed(qr_svg(QrFacts(URLS[0], '<script>&"\ufffe'))).find(f"{SVG}title")
    assert title is not None
    assert title.text == '<script>&"\ufffd'
