"""Files that lie beside the content: pictures are welcome, some others are not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from samenight.content.problems.kinds import files
from samenight.content.problems.problem import Finding
from samenight.content.reading.photo_location import tells_place

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
        placed = ending in _WITH_PLACE and size <= MAX_MEGABYTES * 1024 * 1024 and tells_place(path)
    except OSError as error:
        yield files.UNREADABLE(error.strerror)
        return
    if size > MAX_MEGABYTES * 1024 * 1024:
        yield files.SIZE(limit=MAX_MEGABYTES)
    elif placed:
        yield files.PICTURE_PLACE()
