"""Files that lie beside the content: pictures are welcome, some others are not."""

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
# A PNG can say where it was taken behind its pixels, which are then unpacked: 64 MB of them at most.
_MOST_PIXELS = 16_000_000
PICTURES = frozenset([".jpg", ".jpeg", ".png", ".webp", ".gif", ".svg", ".avif"])
# Tables of names, guests and sales.
_TABLES = frozenset([".csv", ".tsv", ".xls", ".xlsx", ".ods", ".numbers", ".vcf", ".sqlite", ".db", ".mbox"])
# Programs, archives, films, and the files of drawing programs, which no browser shows.
_UNFIT = frozenset(
    """
    .exe .dll .msi .dmg .app .bat .cmd .com .scr .ps1 .vbs .sh .jar .apk .iso .bin .html .htm .js .php .py
    .psd .psb .ai .eps .indd .idml .sketch .fig .xcf .cdr .afdesign .afphoto .tif .tiff .bmp .raw .cr2 .nef
    .heic .heif .mov .mp4 .avi .mkv .wav .zip .rar .7z .tar .gz .tgz .docx .doc .pptx .ppt .key .pages
    """.split()
)
# What can hold where it was taken.
_WITH_PLACE = frozenset([".jpg", ".jpeg", ".png", ".webp", ".avif"])


def oddities(path: Path, steps: tuple[str, ...]) -> Iterator[Finding]:
    """Why a file that is not content should not lie in the content folder.

    ``steps`` are those of its path below that folder. What lies in ``extra/`` goes out as it is.
    """
    ending = path.suffix.lower()
    if ending in _TABLES:
        yield files.TABLE(path.suffix)
    elif steps[0] != "extra" and ending not in PICTURES:
        yield files.TYPE(path.suffix) if ending in _UNFIT else files.STRAY(path.suffix)
    try:
        size = path.stat().st_size
        placed = ending in _WITH_PLACE and size <= MAX_MEGABYTES * 1024 * 1024 and _tells_place(path)
    except OSError as error:
        yield files.UNREADABLE(error.strerror)
        return
    if size > MAX_MEGABYTES * 1024 * 1024:
        yield files.SIZE(limit=MAX_MEGABYTES)
    elif placed:
        yield files.PICTURE_PLACE()


def _tells_place(picture: Path) -> bool:
    """Whether Exif or XMP hold a latitude; of a file that is no picture, nothing is known. Raises
    :class:`OSError` where the file cannot be opened."""
    from PIL import ExifTags, Image  # noqa: PLC0415 -- most checks meet no picture

    with picture.open("rb") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # very many pixels: none of them is unpacked
        try:
            with Image.open(file) as image:
                _read_to_the_end(image)
                places = image.getexif().get_ifd(ExifTags.IFD.GPSInfo)
                return ExifTags.GPS.GPSLatitude in places or b"GPSLatitude" in _xmp_of(image)
        except Exception:  # whatever a broken picture makes of itself
            return False


def _read_to_the_end(image: Image) -> None:
    if image.format == "PNG" and image.width * image.height <= _MOST_PIXELS:
        image.load()


def _xmp_of(image: Image) -> bytes:
    xmp = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    return xmp.encode() if isinstance(xmp, str) else bytes(xmp)
