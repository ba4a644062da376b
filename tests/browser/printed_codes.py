"""Codes as they come from printers: every code of a kit, rendered at print size and then spoiled."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from types import MappingProxyType
from typing import Any

from PIL import Image, ImageFilter
from samenight.print_kit.codes.contents import LEVELS
from samenight.print_kit.codes.qr import QUIET_ZONE, matrix_of
from samenight.print_kit.pieces.catalogue import PIECES

from tests.browser.codes import pages_of

BLUR = 0.4  # of a module: a cheap printer on rough paper, a phone out of focus
TURN = 7  # degrees
# A way to spoil a picture of a code whose modules have so many pixels.
Spoiling = Callable[[Image.Image, float], Image.Image]


def blurred(picture: Image.Image, module: float) -> Image.Image:
    """Out of focus."""
    return picture.filter(ImageFilter.GaussianBlur(BLUR * module))


def turned(picture: Image.Image, _module: float) -> Image.Image:
    """Held askew."""
    return picture.rotate(TURN, Image.Resampling.BICUBIC, fillcolor=128)


def faded(picture: Image.Image, _module: float) -> Image.Image:
    """At half contrast: an empty cartridge, a dark bar."""
    return picture.point([64 + light // 2 for light in range(256)])


SPOILED: Mapping[str, Spoiling] = MappingProxyType({"blurred": blurred, "turned": turned, "faded": faded})


@dataclass(frozen=True)
class Unread:
    """A code that was not read as often as it is there: in which file, and after what."""

    file: str
    spoiled: str
    text: str


def unread_of(kits: list[Path], jobs: int | None = None) -> list[Unread]:
    """The codes in the PDF files of some kits (their folders) that a phone could not read."""
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        return [one for found in pool.map(_unread_in, kits, chunksize=4) for one in found]


def files_with_codes(kit: Path) -> Iterator[tuple[Path, Counter[str]]]:
    """The PDF files of a kit that show codes, each with the texts of its codes from the list, as often
    as they are drawn."""
    for piece in json.loads((kit / "index.json").read_bytes())["pieces"]:
        texts = Counter(dict.fromkeys(piece["codes"].values(), PIECES[piece["name"]].copies))
        for file in piece["files"]:
            if texts and file["file"].endswith(".pdf"):
                yield kit / file["file"], texts


def _unread_in(kit: Path) -> list[Unread]:
    use = {piece.file(form): piece.use for piece in PIECES.values() for form in piece.forms}
    found = []
    for file, expected in files_with_codes(kit):
        level = LEVELS[use[file.name]]
        sides = {text: len(matrix_of(text, level)) - 2 * QUIET_ZONE for text in expected}
        for spoiled, read in _read_in(file, sides).items():
            missed = expected - read
            extra = read - expected
            found += [Unread(f"{kit.parent.name}/{file.name}", spoiled, text) for text in missed + extra]
    return found


def _read_in(file: Path, sides: Mapping[str, int]) -> dict[str, Counter[str]]:
    """The codes read in a file, unspoiled and spoiled; ``sides`` are the modules of each code."""
    read = {"": Counter[str](), **{name: Counter[str]() for name in SPOILED}}
    for page in pages_of(file):
        for code in _codes_in(page):
            read[""][code.text] += 1
            picture, module = _around(page, code, sides.get(code.text, 21))
            for name, spoil in SPOILED.items():
                read[name].update({one.text for one in _codes_in(spoil(picture, module))})
    return read


def _codes_in(picture: Image.Image) -> list[Any]:
    import zxingcpp  # noqa: PLC0415 -- only where codes are read

    return list(zxingcpp.read_barcodes(picture, zxingcpp.BarcodeFormat.QRCode, try_invert=False))


def _around(page: Image.Image, code: Any, side: int) -> tuple[Image.Image, float]:
    """A code with what is printed around it, and how many pixels its modules have."""
    at = code.position
    corners = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
    across, down = [corner.x for corner in corners], [corner.y for corner in corners]
    module = (max(across) - min(across)) / side
    margin = round(module * (QUIET_ZONE + side / 8))  # so that turning does not cut into the quiet zone
    edges = (min(across) - margin, min(down) - margin, max(across) + margin, max(down) + margin)
    left, upper = (max(0, edge) for edge in edges[:2])
    right, lower = (min(edge, end) for edge, end in zip(edges[2:], page.size, strict=True))
    return page.crop((left, upper, right, lower)), module
