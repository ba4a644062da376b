"""Files beside the texts: pictures, and what does not belong into a repository that everybody clones."""

from __future__ import annotations

import re
import struct
from pathlib import Path

from samenight.festival.kinds import files as kinds
from samenight.festival.problem import Finding

MAX_BYTES = 8 * 1024 * 1024
# What somebody exports from a ticket shop or an address book.
TABLES = frozenset(".csv .tsv .xls .xlsx .xlsm .ods .numbers .vcf .sqlite .db".split())
# Programs, sources of print shops, pictures that browsers cannot show, films, archives, offices.
WRONG = frozenset(
    """
    .exe .dll .msi .bat .cmd .com .scr .app .dmg .pkg .deb .rpm .apk .jar .sh .ps1 .vbs .js .php .py
    .psd .psb .ai .indd .xcf .sketch .fig .eps .cdr .afdesign .tif .tiff .bmp .raw .cr2 .nef .dng .heic .heif
    .zip .rar .7z .tar .gz .tgz .iso .mp4 .mov .avi .mkv .webm .wmv .mp3 .wav .m4a
    .doc .docx .odt .rtf .pages .ppt .pptx .odp .key .html .htm .eml .msg .lnk
    """.split()
)
PICTURES = frozenset(".jpg .jpeg .png .webp".split())
# Where cameras and programs write about a picture: before its pixels, or behind them.
_HEAD, _TAIL = 192 * 1024, 64 * 1024
# Exif is a TIFF inside of the picture (CIPA DC-008, 4.5.2): after its mark in JPEG, PNG and WebP.
_EXIF = re.compile(rb"(?:Exif\0\0|eXIf|EXIF.{4})(?:Exif\0\0)?(?=II\*\0|MM\0\*)", re.DOTALL)
_GPS, _LATITUDE = 0x8825, 2


def finding_of(path: Path) -> Finding | None:
    """What is wrong with a file that is no text of ours; raises :class:`OSError` where it cannot be read."""
    ending, size = path.suffix.lower(), path.lstat().st_size
    if ending in TABLES:
        return kinds.TABLE(ending)
    if ending in WRONG:
        return kinds.TYPE(ending)
    if size > MAX_BYTES:
        return kinds.SIZE(limit=MAX_BYTES // 1024 // 1024)
    if ending in PICTURES and tells_place(_around(path, size)):
        return kinds.PICTURE_PLACE()
    return None


def _around(path: Path, size: int) -> bytes:
    with path.open("rb") as file:
        head = file.read(_HEAD)
        file.seek(max(size - _TAIL, len(head)))
        return head + file.read(_TAIL)


def tells_place(picture: bytes) -> bool:
    """Whether a picture says where it was taken, in Exif or XMP."""
    if b"GPSLatitude" in picture:  # XMP is text
        return True
    return any(_has_place(picture[found.end() :]) for found in _EXIF.finditer(picture))


def _has_place(tiff: bytes) -> bool:
    order = "<" if tiff[:2] == b"II" else ">"
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        place = _tags(tiff, order, first).get(_GPS)
        return place is not None and _LATITUDE in _tags(tiff, order, place)
    except struct.error:  # cut short
        return False


def _tags(tiff: bytes, order: str, at: int) -> dict[int, int]:
    """The tags of a directory of a TIFF with their values or where those are (TIFF 6.0, section 2)."""
    (count,) = struct.unpack_from(f"{order}H", tiff, at)
    entries = [struct.unpack_from(f"{order}HHII", tiff, at + 2 + 12 * n) for n in range(min(count, 200))]
    return {tag: value for tag, _, _, value in entries}
