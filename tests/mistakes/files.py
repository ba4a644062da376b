"""Whole files: their names, places and types."""

from __future__ import annotations

import io
import os
from pathlib import Path

from PIL import ExifTags, Image

from tests.mistakes.good import GOOD
from tests.mistakes.mistake import (
    ABOUT,
    ATHENS,
    CASABLANCA_COMING,
    COMING,
    FESTIVAL,
    HELD,
    LODZ,
    POST,
    SAO_PAULO_HELD,
    TOKYO_COMING,
    WELLS,
    WHOLE,
    Mistake,
)

EMPTY = "---\n---\n"
CON = '---\nname: "Condom"\ncountry: "FR"\ntimezone: "Europe/Paris"\n---\n'
EDITION = '---\nname: "Autumn"\ndate: "2027-09-01"\n---\n'


def _picture(form: str, **metadata: object) -> bytes:
    """A small picture with metadata."""
    file = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(file, form, **metadata)
    return file.getvalue()


def _taken_in_oslo() -> bytes:
    """Exif with a latitude."""
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (59.0, 54.0, 0.0)
    return exif.tobytes()


_XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><x exif:GPSLatitude='59,54N'/></x:xmpmeta>"
PHOTO = _picture("JPEG", exif=_taken_in_oslo())
PHOTO_PNG = _picture("PNG", exif=_taken_in_oslo())
PHOTO_AVIF = _picture("AVIF", exif=_taken_in_oslo())
PHOTO_WEBP = _picture("WEBP", exif=_taken_in_oslo())
XMP_PHOTO = _picture("WEBP", xmp=_XMP)


def _behind_the_pixels(png: bytes) -> bytes:
    """A PNG with its metadata moved behind its pixels, as the standard allows."""
    begin = png.index(b"eXIf") - 4
    end = begin + 12 + int.from_bytes(png[begin : begin + 4], "big")
    last = png.index(b"IEND") - 4
    return png[:begin] + png[end:last] + png[begin:end] + png[last:]


def _linked(content: Path) -> None:
    (content / "pages/imprint.md").symlink_to("/etc/hostname")


def _hidden_link(content: Path) -> None:
    (content / "cities/.berlin").symlink_to("/etc")


def _linked_folder(content: Path) -> None:
    (content / "cities/berlin").symlink_to(content / "cities/lodz", target_is_directory=True)


def _without_festival(content: Path) -> None:
    (content / FESTIVAL).unlink()


def _without_city(content: Path) -> None:
    (content / LODZ).unlink()


def _without_edition(content: Path) -> None:
    (content / "editions/2026-spring.md").unlink()


def _pipe(content: Path) -> None:
    os.mkfifo(content / "pages/news.md")


def _folder(content: Path) -> None:
    (content / "pages/news.md").mkdir()


def _deep(content: Path) -> None:
    folder = content.joinpath("pages", *["a"] * 8)
    folder.mkdir(parents=True)
    (folder / "b.md").write_text(EMPTY)


def _large_picture(content: Path) -> None:
    with (content / "cities/lodz/room.jpg").open("wb") as file:
        file.truncate(9 * 1024 * 1024)


def _locked(content: Path) -> None:
    (content / ABOUT).chmod(0)


def _name_in_latin_1(content: Path) -> None:
    folder = os.fsencode(content / "cities/lodz/posts") + b"/caf\xe9.md"
    with open(folder, "wb") as file:
        file.write(GOOD[POST].encode())


MISTAKES = (
    Mistake("file.link", "pages/imprint.md", at=WHOLE, alter=_linked),
    Mistake("file.link", "cities/berlin", at=WHOLE, alter=_linked_folder, note="a folder that is a link"),
    Mistake("file.missing", FESTIVAL, at=WHOLE, alter=_without_festival),
    Mistake("file.stray", "cities/lodz/notes.yaml", after="a: 1\n", at=WHOLE),
    Mistake("file.stray", "cities/lodz.md", after=GOOD[LODZ], at=WHOLE),
    Mistake("file.stray", "cities/lodz/2027-global.MD", after=EMPTY, at=WHOLE, note="an ending in capitals"),
    Mistake("file.page", "pages/news.rst", after=".. include:: /etc/hostname", at=WHOLE, note="reST"),
    Mistake("file.page", "pages/news.markdown", after=GOOD[ABOUT], at=WHOLE, note="another ending"),
    Mistake("file.page", "pages/more/news.md", after=GOOD[ABOUT], at=WHOLE, note="in a folder"),
    Mistake("file.page", "pages/news.html", after="<p>", at=WHOLE, note="HTML"),
    Mistake("file.page", "pages/map.svg", after="<svg/>", at=WHOLE, note="a drawing"),
    Mistake("file.link", "cities/.berlin", at=WHOLE, alter=_hidden_link, note="a hidden link"),
    Mistake("root.name", "root/index.html", after="<p>", at=WHOLE, note="a page"),
    Mistake("root.name", "root/_redirects", after="/lodz https://example.org 301", at=WHOLE,
            note="settings of a host"),
    Mistake("root.name", "root/.htaccess", after="Options +Indexes", at=WHOLE, note="settings of a server"),
    Mistake("root.name", "root/logo.svg", after="<svg/>", at=WHOLE, note="a drawing"),
    Mistake("root.content", "root/CNAME", after="see https://lantern.example/", at=WHOLE),
    Mistake("root.content", "root/googleab12cd34ef567890.html", after="<script>1</script>", at=WHOLE,
            note="a script"),
    Mistake("file.slug", "cities/Łódź/city.md", after=GOOD[LODZ], at=WHOLE, stays="a file is to be renamed"),
    Mistake("file.slug", "pages/About us.md", after=GOOD[ABOUT], at=WHOLE, stays="a file is to be renamed"),
    Mistake("file.slug", "pages/東京.md", after=GOOD[ABOUT], at=WHOLE),
    Mistake(
        "file.slug", "cities/lodz/posts/caf?.md", at=WHOLE, alter=_name_in_latin_1,
        stays="a file is to be renamed", note="a name that is not UTF-8",
    ),
    Mistake("file.reserved", "pages/results.md", after=GOOD[ABOUT], at=WHOLE),
    Mistake("file.reserved", "pages/nul.md", after=GOOD[ABOUT], at=WHOLE, note="a page that Windows has not"),
    Mistake("file.reserved", "charities/aux.md", after=GOOD[WELLS], at=WHOLE, note="a charity that Windows has not"),
    Mistake("file.reserved", "editions/com1.md", after=EDITION, at=WHOLE, note="an edition that Windows has not"),
    Mistake("file.reserved", "cities/con/city.md", after=CON, at=WHOLE, note="a city that Windows has not"),
    Mistake("file.reserved", "cities/lodz/posts/lpt9.md", after=GOOD[POST], at=WHOLE, note="a post that Windows has not"),
    Mistake("file.reserved", "cities/lodz/aux.jpg", after=_picture("JPEG"), at=WHOLE),
    Mistake("file.reserved", "cities/lodz/who?.png", after=_picture("PNG"), at=WHOLE),
    Mistake("file.reserved", "cities/lodz/photos /a.png", after=_picture("PNG"), at=WHOLE),
    Mistake(
        "file.reserved", "cities/print/city.md", after=GOOD[ATHENS], at=WHOLE, note="a city called print"
    ),
    Mistake("file.reserved", "cities/lodz/tonight.md", after='---\nedition: "2027-global"\n---\n', at=WHOLE,
            note="an event called tonight"),
    Mistake("file.country", "countries/poland.md", after='---\nhashtags: ["LanternPoland"]\n---\n', at=WHOLE),
    Mistake("city.carried", "cities/lodz/brunch.md", at=WHOLE,
            after='---\nedition: "2027-global"\ncity:\n  name: "Łódź"\n  country: "PL"\n---\n'),
    Mistake("file.unreadable", ABOUT, at=WHOLE, alter=_locked),
    Mistake("file.encoding", ABOUT, after=GOOD[ABOUT].replace("Text", "Fête").encode("cp1252"), at=WHOLE),
    Mistake("file.encoding", ABOUT, after=GOOD[ABOUT].encode("utf-16"), at=WHOLE, note="UTF-16"),
    Mistake("file.large", ABOUT, after=GOOD[ABOUT] + "Text. " * 30_000, at=WHOLE, note="180 KB of text"),
    Mistake("file.special", "pages/news.md", at=WHOLE, alter=_pipe),
    Mistake("file.special", "pages/news.md", at=WHOLE, alter=_folder, note="a folder called like a text"),
    Mistake("file.deep", "pages" + "/a" * 8, at=WHOLE, alter=_deep),
    Mistake("privacy.picture", "cities/lodz/room.jpg", after=PHOTO, at=WHOLE, note="a photo with its place"),
    Mistake("privacy.picture", "cities/lodz/room.webp", after=XMP_PHOTO, at=WHOLE, note="XMP behind pixels"),
    Mistake("privacy.picture", "cities/lodz/room.webp", after=PHOTO_WEBP, at=WHOLE, note="a WebP photo"),
    Mistake("privacy.picture", "cities/lodz/room.avif", after=PHOTO_AVIF, at=WHOLE, note="an AVIF photo"),
    Mistake("privacy.picture", "cities/lodz/room.png", after=PHOTO_PNG, at=WHOLE, note="a PNG photo"),
    Mistake(
        "privacy.picture", "cities/lodz/room.png", after=_behind_the_pixels(PHOTO_PNG), at=WHOLE,
        note="Exif behind the pixels",
    ),
    Mistake("file.type", "cities/lodz/setup.exe", after=b"MZ", at=WHOLE),
    Mistake("file.type", "cities/lodz/poster.PSD", after=b"8BPS", at=WHOLE),
    Mistake("file.table", "cities/lodz/guests.csv", after="name,e-mail\n", at=WHOLE),
    Mistake("file.table", "cities/lodz/sales.xlsx", after=b"PK", at=WHOLE),
    Mistake("file.size", "cities/lodz/room.jpg", at=WHOLE, alter=_large_picture),
    Mistake("key.given", COMING, 'status: "confirmed"', 'status: "confirmed"\ncity: "lodz"', at='city: "lodz"'),
    Mistake("key.given", LODZ, "name:", 'slug: "lodz"\nname:'),
    Mistake("reference.address", "pages/lodz.md", after=GOOD[ABOUT]),
    Mistake("reference.edition", "cities/tokyo/2027-globl.md", after=GOOD[TOKYO_COMING],
            stays="a file is to be renamed"),
    Mistake("reference.edition", HELD, at="---\nstatus", alter=_without_edition,
            more=(("reference.edition", f"{SAO_PAULO_HELD}::---\nstatus"),)),
    Mistake("reference.edition", "cities/tokyo/brunch.md", after='---\nedition: "2027-globe"\n---\n',
            at='edition: "2027-globe"'),
    Mistake("reference.was", LODZ, 'region:', 'was: ["tokyo"]\nregion:'),
    Mistake("reference.was", COMING, 'status: "confirmed"', 'was: ["2026-spring"]\nstatus: "confirmed"'),
    Mistake("reference.edition", POST, 'edition: "2027-global"', 'edition: "2027-globe"'),
    Mistake("reference.city", "cities/berlin/2027-global.md", after=GOOD[CASABLANCA_COMING]),
    Mistake("reference.city", HELD, at="---\nstatus", alter=_without_city,
            more=(("reference.city", f"{COMING}::---\nstatus"), ("reference.city", f"{POST}::---\ntitle"))),
    Mistake("reference.charity", HELD, 'charity: "clean-wells"', 'charity: "clean-well"'),
    Mistake("value.slug", POST, 'edition: "2027-global"', 'edition: "Lantern Night 2027"'),
    Mistake("reference.city", "cities/lodz-pl/2027-global.md", after=GOOD[CASABLANCA_COMING],
            stays="the file has to be moved"),
    Mistake("reference.charity", "editions/2027-global.md", 'charity: "clean-wells"', 'charity: "unicef"'),
)  # fmt: skip
