"""The whole kit of a city in one file, with a text that says what is what."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from samenight.artifact import Part
from samenight.print_kit.badge_facts import BLEED, HEIGHT, WIDTH, BadgeFacts
from samenight.print_kit.qr import SIDE, QrFacts, smallest_side

README = "README.txt"
COMPRESSED = (".pdf", ".png", ".zip")  # by themselves: to try again costs more than it saves
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that ZIP can say; the same in every build
UNIX, PLAIN_FILE = 3, 0o100644 << 16


@dataclass(frozen=True)
class KitFacts:
    """What the pieces of the kit are made of."""

    qr: QrFacts
    badge: BadgeFacts


def kit_zip(facts: KitFacts, parts: Mapping[str, Part]) -> bytes:
    """The text and the files that lie beside the kit, by name, all with the same date: equal files
    give equal bytes."""
    by_name = {path.rpartition("/")[2]: part for path, part in parts.items()}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        _add(archive, README, readme(facts).encode())
        for name, part in sorted(by_name.items()):
            _add(archive, name, part.content())
    return file.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, FIRST_DAY)
    entry.create_system, entry.external_attr = UNIX, PLAIN_FILE
    method = zipfile.ZIP_STORED if name.endswith(COMPRESSED) else zipfile.ZIP_DEFLATED
    archive.writestr(entry, content, method, 1)


def readme(facts: KitFacts) -> str:
    """What the print team should know about each file; lines end as on Windows, so that every
    editor shows them."""
    smallest = smallest_side(facts.qr.text)
    pdf = f"""
badge.pdf     The badge with your hashtag and accounts. For the print shop.
              {WIDTH} x {HEIGHT} mm after cutting, {BLEED} mm bleed on each side, CMYK, fonts embedded.
"""
    text = f"""{facts.badge.festival} {facts.badge.city}: print kit

The code leads to
{facts.qr.text}
This address never moves. Scan one proof with two different phones before you print a hundred.

qr-page.svg   The code, to be placed in your own artwork. Vector, black, {SIDE} x {SIDE} mm.
qr-page.png   The same for word processors. Black and white, 600 dpi or more.
              Print either at {smallest} mm or more, and a tenth of the distance it is read from.
              The white border belongs to it: put nothing into it, and keep dark on light.
{pdf if facts.badge.press else ""}
badge.svg     The badge for screens and for drawing programs. {WIDTH} x {HEIGHT} mm, no bleed, RGB.
"""
    return text.replace("\n", "\r\n")
