"""QR codes: what is drawn is the matrix of the standard, with its quiet zone, in real millimetres."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest
import qrcode
from PIL import Image
from samenight.print_kit import qr
from samenight.print_kit.qr import QrFacts, matrix_of, qr_png, qr_svg

from tests.print_kit.samples import SVG, parsed

URLS = [
    "https://example.org/",
    "https://example.org/newcastle-upon-tyne/",
    "https://example.org/" + "x" * 180 + "/",
]


def expected(text: str) -> list[list[bool]]:
    """The library's own symbol, without border."""
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_Q, border=0)
    code.add_data(text)
    code.make()
    return [[bool(module) for module in row] for row in code.get_matrix()]


def inside(rows: list[list[bool]]) -> list[list[bool]]:
    """The rows without the quiet zone of 4 modules, which must be light."""
    border = [*rows[:4], *rows[-4:], *(row[:4] for row in rows), *(row[-4:] for row in rows)]
    assert not any(any(row) for row in border)
    return [row[4:-4] for row in rows[4:-4]]


def modules_of_svg(svg: bytes) -> tuple[ElementTree.Element, list[list[bool]]]:
    root = parsed(svg)
    side = int(root.attrib["viewBox"].split()[2])
    rows = [[False] * side for _ in range(side)]
    (path,) = root.findall(f"{SVG}path")
    drawn = re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", path.attrib["d"])
    assert "".join(f"M{x} {y}h{r}v1h-{left}z" for x, y, r, left in drawn) == path.attrib["d"]
    for x, y, right, left in drawn:
        assert right == left
        for column in range(int(x), int(x) + int(right)):
            rows[int(y)][column] = True
    return root, rows


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


@pytest.mark.parametrize("length", range(20, 200, 3))
def test_the_smallest_side_keeps_modules_at_four_tenths_of_a_millimetre(length: int) -> None:
    text = ("https://example.org/" + "a" * length)[:length]
    needed = 0.4 * len(matrix_of(text))
    assert qr.smallest_side(text) >= max(20, needed)
    assert qr.smallest_side(text) < max(20, needed) + 1


def test_the_title_is_escaped_and_what_xml_forbids_is_replaced() -> None:
    title = parsed(qr_svg(QrFacts(URLS[0], '<script>&"\ufffe'))).find(f"{SVG}title")
    assert title is not None
    assert title.text == '<script>&"\ufffd'
