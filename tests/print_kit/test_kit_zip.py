"""The download of a kit, its list and its page: complete, intact and correct."""

from __future__ import annotations

import io
import json
import re
import zipfile
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image
from samenight.print_kit.kit_zip import README, kit_zip
from samenight.print_kit.pieces.catalogue import PIECES
from samenight.print_kit.pieces.piece import BLEED, Form
from samenight.print_kit.print_page import PieceEntry, PrintPage
from samenight.site.artifact import Part

from tests.print_kit.conftest import Made
from tests.print_kit.kits import listed, names_in, opened

FOLDERS = ("paris/print/", "auckland/print/", "print/")
FILES = {"qr-page.svg": b"<svg/>" * 50, "badge.pdf": b"%PDF" * 50, "a.zip": b"PK" * 50, "z.png": b"PNG" * 50}
every_kit = pytest.mark.parametrize("folder", FOLDERS, ids=["full", "lean", "festival"])


def offered(files: dict[str, bytes], folder: str) -> set[str]:
    """The files of a kit: not its page, its list, its download, and the pictures on its page."""
    names = names_in(files, folder) - {"index.html", "index.json", "kit.zip"}
    return {name for name in names if not name.endswith("-preview.webp")}


@every_kit
def test_the_download_holds_the_files_that_lie_beside_it(kit: Made, folder: str) -> None:
    archive = opened(kit.files[f"{folder}kit.zip"])
    assert archive.testzip() is None
    names = archive.namelist()
    assert names == [README, *sorted(offered(kit.files, folder))]
    for name in names[1:]:
        assert archive.read(name) == kit.files[folder + name]


@pytest.fixture
def parts(tmp_path: Path) -> dict[str, Part]:
    """The other files of a kit, as they are in the store."""
    found = {}
    for number, (name, content) in enumerate(FILES.items()):
        file = tmp_path / str(number)
        file.write_bytes(content)
        path = f"paris/print/{name}"
        found[path] = Part(path, sha256(content).hexdigest(), len(content), str(file))
    return found


def test_nothing_is_compressed_a_second_time(parts: dict[str, Part]) -> None:
    archive = opened(kit_zip("text", parts))
    assert {one.compress_type for one in archive.infolist()} == {zipfile.ZIP_STORED}
    assert {name: archive.read(name) for name in FILES} == FILES


def test_nothing_in_it_tells_when_or_where_it_was_made(parts: dict[str, Part]) -> None:
    kit = kit_zip("text", parts)
    for entry in opened(kit).infolist():
        assert entry.date_time == (1980, 1, 1, 0, 0, 0)
        assert (entry.create_system, entry.external_attr) == (3, 0o100644 << 16)
        assert not entry.extra
    assert kit == kit_zip("text", dict(reversed(parts.items())))


@every_kit
def test_the_text_names_every_file_and_the_address(kit: Made, folder: str) -> None:
    text = opened(kit.files[f"{folder}kit.zip"]).read(README).decode()
    assert f"https://example.org/{folder.removesuffix('print/')}" in text
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line) <= 78 for line in text.splitlines() if "://" not in line)
    named = set(re.findall(r"^  \* (\S+) – ", text, re.MULTILINE))
    assert named == offered(kit.files, folder)


def test_the_text_speaks_the_language_of_the_city(kit: Made) -> None:
    french, english = (
        opened(kit.files[f"{folder}kit.zip"]).read(README).decode()
        for folder in ("paris/print/", "auckland/print/")
    )
    assert "Cette adresse ne change jamais" in french
    assert "This address never changes." in english
    assert "This address" not in french


@every_kit
def test_the_list_agrees_with_the_files(kit: Made, folder: str) -> None:
    index = listed(kit.files, folder)
    assert index["page"] == f"https://example.org/{folder.removesuffix('print/')}"
    files = [file for piece in index["pieces"] for file in piece["files"]]
    assert {file["file"] for file in files} == offered(kit.files, folder)
    for file in [*files, index["kit"]]:
        content = kit.files[folder + file["file"]]
        assert (file["bytes"], file["sha256"]) == (len(content), sha256(content).hexdigest())


def test_the_list_says_what_each_piece_is(kit: Made) -> None:
    index = {piece["name"]: piece for piece in listed(kit.files, "paris/print/")["pieces"]}
    assert list(index) == list(PIECES)
    poster, badge, wall = index["poster-a3"], index["badge-dark"], index["social-wall"]
    assert (poster["kind"], poster["width"], poster["height"]) == ("poster", 297, 420)
    assert poster["codes"] == {"page": "https://example.org/paris/"}
    office, press = poster["files"]
    assert (office["form"], office["colours"], office["bleed"]) == ("office", "RGB", 0)
    assert (press["form"], press["colours"], press["bleed"]) == ("press", "CMYK", BLEED)
    assert [file.get("dots_per_inch") for file in badge["files"]] == [None, None, None, 300]
    assert 20 < badge["smallest_width"] <= badge["width"]
    assert index["badge-dark-plain"]["smallest_width"] is None
    assert list(wall["codes"]) == ["hashtag", "donate"]
    assert list(index["table-tent-a4"]["codes"]) == ["donate", "wifi", "hashtag"]
    assert index["qr-wifi"]["codes"] == {"wifi": "Invités"}


class Seen(HTMLParser):
    """Pictures, links and digests of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.pictures: list[dict[str, str | None]] = []
        self.links: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"img", "a"}:
            (self.pictures if tag == "img" else self.links).append(dict(attrs))


@every_kit
def test_the_page_offers_every_file_with_its_digest(kit: Made, folder: str) -> None:
    html = kit.files[f"{folder}index.html"].decode()
    seen = Seen()
    seen.feed(html)
    names = {link["href"]: link["download"] for link in seen.links if "download" in link}
    assert names.keys() == offered(kit.files, folder) | {"kit.zip"}
    assert len(set(names.values())) == len(names), "they meet in one folder of downloads"
    for name in names:
        assert isinstance(name, str)
        assert f"<code>{sha256(kit.files[folder + name]).hexdigest()}</code>" in html
    assert {"index.json"} <= {link["href"] for link in seen.links}
    assert "style=" not in html


def test_the_page_says_how_large_files_are(kit: Made) -> None:
    html = kit.files["paris/print/index.html"].decode()
    for name in ("poster-a3-press.pdf", "badge-dark.png", "letter-thank-you.md"):
        size = -(-len(kit.files[f"paris/print/{name}"]) // 1000)
        assert re.search(rf'href="{name}"[^<]*</a> <span class="quiet">{size}\s', html), name
    assert re.search(r'href="kit\.zip"[^<]*\(ZIP, \d,\d\sMo', html)


def pieces_of(kit: Made, folder: str) -> list[PieceEntry]:
    """The pieces on the page of a kit."""
    page = kit.artifacts[f"{folder}index.html"].facts.content
    assert isinstance(page, PrintPage)
    return [piece for section in page.sections for piece in section.pieces]


@every_kit
def test_every_piece_has_its_picture(kit: Made, folder: str) -> None:
    shown = {piece.name: piece.picture for piece in pieces_of(kit, folder)}
    assert list(shown) == [piece["name"] for piece in listed(kit.files, folder)["pieces"]]
    typeset = {name: picture for name, picture in shown.items() if PIECES[name].template}
    assert all(picture and picture.endswith("-preview.webp") for picture in typeset.values())
    assert all(picture == f"{folder}{name}.svg" for name, picture in shown.items() if name not in typeset)
    assert {path for path in kit.files if path.startswith(folder) and path.endswith(".webp")} == set(
        typeset.values()
    )
    seen = Seen()
    seen.feed(kit.files[f"{folder}index.html"].decode())
    assert {f"{folder}{picture['src']}" for picture in seen.pictures} == set(shown.values())
    assert all(picture["alt"] for picture in seen.pictures)


def test_pictures_are_small_and_not_blank(kit: Made) -> None:
    for piece in pieces_of(kit, "paris/print/"):
        if piece.picture and piece.picture.endswith(".webp"):
            with Image.open(io.BytesIO(kit.files[piece.picture])) as image:
                assert max(image.size) == 320
                grey = image.convert("L").getextrema()
                assert grey[1] - grey[0] > 100


def test_only_letters_have_a_text(kit: Made) -> None:
    texts = {name for name in offered(kit.files, "paris/print/") if name.endswith(".md")}
    assert texts == {piece.file(Form.TEXT) for piece in PIECES.values() if Form.TEXT in piece.forms}
    assert json.loads(kit.files["paris/print/index.json"])["name"] == "Paris"


def test_the_password_of_the_room_is_for_those_in_it(kit: Made) -> None:
    with opened(kit.files["paris/print/kit.zip"]) as archive:
        text = archive.read(README).decode()
    page, index = (kit.files[f"paris/print/{name}"].decode() for name in ("index.html", "index.json"))
    for published in (text, page, index):
        assert "mot de passe" not in published
    assert "Invités" in page
    assert "paris/print/qr-wifi.svg" in kit.files
