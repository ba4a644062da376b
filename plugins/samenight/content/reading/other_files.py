"""Checks of the files next to the content files: pictures are welcome, some others are not."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from samenight.content.problems.kinds import files
from samenight.content.problems.problem import Finding

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_MEGABYTES = 8
# A PNG can hold its location after its pixels, which must then be decoded: at most 64 MB of them.
_MOST_PIXELS = 16_000_000
PICTURES = frozenset([".jpg", ".jpeg", ".png", ".webp", ".gif", ".svg", ".avif"])
# Tables of names, guests and sales.
TABLES = frozenset([".csv", ".tsv", ".xls", ".xlsx", ".ods", ".numbers", ".vcf", ".sqlite", ".db", ".mbox"])
# Programs, archives, films, office documents, and image formats that no browser shows.
_UNFIT = frozenset(
    """
    .exe .dll .msi .dmg .app .bat .cmd .com .scr .ps1 .vbs .sh .jar .apk .iso .bin .html .htm .js .php .py
    .psd .psb .ai .eps .indd .idml .sketch .fig .xcf .cdr .afdesign .afphoto .tif .tiff .bmp .raw .cr2 .nef
    .heic .heif .mov .mp4 .avi .mkv .wav .zip .rar .7z .tar .gz .tgz .docx .doc .pptx .ppt .key .pages
    """.split()
)
# Formats that can hold the place where a picture was taken.
_WITH_PLACE = frozenset([".jpg", ".jpeg", ".png", ".webp", ".avif"])


def file_oddities(path: Path) -> Iterator[Finding]:
    """Why a file that is not content should not be in the content folder."""
    ending = path.suffix.lower()
    if ending in TABLES:
        yield files.TABLE(path.suffix)
    elif ending not in PICTURES:
        yield files.TYPE(path.suffix) if ending in _UNFIT else files.STRAY(path.suffix)
    try:
        size = path.stat().st_size
        placed = ending in _WITH_PLACE and size <= MAX_MEGABYTES * 1024 * 1024 and _has_place(path)
    except OSError as error:
        yield files.UNREADABLE(error.strerror)
        return
    if size > MAX_MEGABYTES * 1024 * 1024:
        yield files.SIZE(limit=MAX_MEGABYTES)
    elif placed:
        yield files.PICTURE_PLACE()


def _has_place(picture: Path) -> bool:
    """Whether Exif or XMP hold a latitude; false for a file that is not a picture. Raises
    :class:`OSError` if the file cannot be opened."""
    from PIL import ExifTags, Image  # noqa: PLC0415 -- most checks have no picture to look at

    with picture.open("rb") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # warns of very large pictures, which are not decoded here
        try:
            with Image.open(file) as image:
                _read_to_the_end(image)
                places = image.getexif().get_ifd(ExifTags.IFD.GPSInfo)
                return ExifTags.GPS.GPSLatitude in places or b"GPSLatitude" in _xmp_of(image)
        except Exception:  # a broken picture can raise anything
            return False


def _read_to_the_end(image: Image) -> None:
    if image.format == "PNG" and image.width * image.height <= _MOST_PIXELS:
        image.load()


def _xmp_of(image: Image) -> bytes:
    xmp = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    return xmp.encode() if isinstance(xmp, str) else bytes(xmp)
