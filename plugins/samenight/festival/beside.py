"""Files that lie beside the content: pictures are welcome, some others are not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from samenight.festival.kinds import files, texts
from samenight.festival.problem import Finding

MAX_MEGABYTES = 8
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
# What can hold where it was taken (EXIF), and what no browser shows.
_WITH_PLACE = frozenset([".jpg", ".jpeg", ".png", ".webp", ".avif"])
_GPS = 0x8825  # the tag of the EXIF directory that holds the place (EXIF 2.32, table 4)


def oddities(path: Path, steps: tuple[str, ...]) -> Iterator[Finding]:
    """Why a file that is not content should not lie in the content folder.

    ``steps`` are those of its path below that folder. What lies in ``extra/`` goes out as it is.
    """
    ending = path.suffix.lower()
    if ending in _TABLES:
        yield texts.NAMES_FILE(path.suffix)
    elif steps[0] != "extra" and ending not in PICTURES:
        yield texts.WRONG_FILE(path.suffix) if ending in _UNFIT else files.STRAY(path.suffix)
    try:
        size = path.stat().st_size
    except OSError as error:
        yield files.UNREADABLE(error.strerror)
        return
    if size > MAX_MEGABYTES * 1024 * 1024:
        yield texts.LARGE_FILE(limit=MAX_MEGABYTES)
    elif ending in _WITH_PLACE and size and _tells_place(path):
        yield texts.PICTURE_PLACE()


def _tells_place(path: Path) -> bool:
    """Whether a picture's EXIF data name a latitude. Only its head is read, never its pixels."""
    from PIL import Image  # noqa: PLC0415 -- only where there are pictures

    try:
        with Image.open(path) as picture:
            return bool(picture.getexif().get_ifd(_GPS))
    except Exception:  # a picture that cannot be read can be anything; it is not published
        return False
