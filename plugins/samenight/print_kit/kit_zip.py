"""The whole kit of a city in one file, with a text that says what is what."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from samenight.print_kit.kit_readme import Told, readme
from samenight.site.artifact import Part

README = "README.txt"
COMPRESSED = (".pdf", ".png", ".zip")  # by themselves: to try again costs more than it saves
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that ZIP can say; the same in every build
UNIX, PLAIN_FILE = 3, 0o100644 << 16


def kit_file(facts: Told, parts: Mapping[str, Part]) -> bytes:
    """The kit with the text that tells of it."""
    return kit_zip(readme(facts), parts)


def kit_zip(text: str, parts: Mapping[str, Part]) -> bytes:
    """The text and the files that lie beside the kit, by name, all with the same date: equal files
    give equal bytes."""
    by_name = {path.rpartition("/")[2]: part for path, part in parts.items()}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        _add(archive, README, text.encode())
        for name, part in sorted(by_name.items()):
            _add(archive, name, part.content())
    return file.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, FIRST_DAY)
    entry.create_system, entry.external_attr = UNIX, PLAIN_FILE
    method = zipfile.ZIP_STORED if name.endswith(COMPRESSED) else zipfile.ZIP_DEFLATED
    archive.writestr(entry, content, method, 1)
