"""Whether a picture tells where it was taken. Only its ends are read, and none of its pixels."""

from __future__ import annotations

import re
import struct
from pathlib import Path

# Where cameras and programs write about a picture: before its pixels, or behind them.
_HEAD, _TAIL = 192 * 1024, 64 * 1024
# Exif is a TIFF inside of the picture (CIPA DC-008, 4.5.2), behind its mark in JPEG, PNG, WebP and AVIF.
_EXIF = re.compile(rb"(?:Exif\0\0|eXIf|EXIF.{4})(?:Exif\0\0)?(?=II\*\0|MM\0\*)", re.DOTALL)
_PLACE, _LATITUDE = 0x8825, 2


def tells_place(picture: Path) -> bool:
    """Whether Exif or XMP hold a latitude. Raises :class:`OSError` where the file cannot be read."""
    ends = _ends(picture)
    if b"GPSLatitude" in ends:  # XMP is text
        return True
    return any(_has_latitude(ends[found.end() :]) for found in _EXIF.finditer(ends))


def _ends(picture: Path) -> bytes:
    with picture.open("rb") as file:
        head = file.read(_HEAD)
        size = file.seek(0, 2)
        file.seek(max(size - _TAIL, len(head)))
        return head + file.read(_TAIL)


def _has_latitude(tiff: bytes) -> bool:
    order = "<" if tiff[:2] == b"II" else ">"
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        place = _tags(tiff, order, first).get(_PLACE)
        return place is not None and _LATITUDE in _tags(tiff, order, place)
    except struct.error:  # cut short
        return False


def _tags(tiff: bytes, order: str, at: int) -> dict[int, int]:
    """The tags of a directory of a TIFF with their values, or where those are (TIFF 6.0, section 2)."""
    (count,) = struct.unpack_from(f"{order}H", tiff, at)
    entries = [struct.unpack_from(f"{order}HHII", tiff, at + 2 + 12 * n) for n in range(min(count, 200))]
    return {tag: value for tag, _, _, value in entries}
