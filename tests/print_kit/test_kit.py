"""The whole kit in one file: complete, whole, and the same every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from samenight.artifact import Part, Site, Sources
from samenight.festival.library import Library
from samenight.print_kit.artifacts import artifacts
from samenight.print_kit.badge_facts import BadgeFacts
from samenight.print_kit.kit import KitFacts, kit_zip
from samenight.print_kit.qr import QrFacts

from tests.making import contents, made

Badge = Callable[..., BadgeFacts]
FILES = {"qr-page.svg": b"<svg/>" * 50, "badge.pdf": b"%PDF" * 50, "a.zip": b"PK" * 50, "z.png": b"PNG" * 50}


@pytest.fixture
def parts(tmp_path: Path) -> dict[str, Part]:
    """Files that lie beside a kit, as the store has them."""
    found = {}
    for number, (name, content) in enumerate(FILES.items()):
        file = tmp_path / str(number)
        file.write_bytes(content)
        path = f"paris/print/{name}"
        found[path] = Part(path, sha256(content).hexdigest(), len(content), str(file))
    return found


def facts_of(badge: BadgeFacts) -> KitFacts:
    return KitFacts(QrFacts(badge.url, "title"), badge)


def opened(kit: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(kit))


def test_it_holds_the_files_that_lie_beside_it(
    library: Callable[..., Library], print_site: Site, tmp_path: Path
) -> None:
    files = contents(made(artifacts(library(), print_site), tmp_path / "store"))
    for city in ("auckland", "paris"):
        archive = opened(files[f"{city}/print/kit.zip"])
        assert archive.testzip() is None
        names = archive.namelist()
        beside = {path.rpartition("/")[2] for path in files if path.startswith(f"{city}/")}
        assert names == ["README.txt", *sorted(beside - {"kit.zip", "index.html"})]
        for name in names[1:]:
            assert archive.read(name) == files[f"{city}/print/{name}"]


def test_what_is_compressed_already_is_stored(plain: Badge, parts: dict[str, Part]) -> None:
    archive = opened(kit_zip(facts_of(plain()), parts))
    stored = {one.filename for one in archive.infolist() if one.compress_type == zipfile.ZIP_STORED}
    assert stored == {"badge.pdf", "a.zip", "z.png"}
    assert {name: archive.read(name) for name in FILES} == FILES


def test_nothing_in_it_tells_when_or_where_it_was_made(plain: Badge, parts: dict[str, Part]) -> None:
    kit = kit_zip(facts_of(plain()), parts)
    for entry in opened(kit).infolist():
        assert entry.date_time == (1980, 1, 1, 0, 0, 0)
        assert (entry.create_system, entry.external_attr) == (3, 0o100644 << 16)
        assert not entry.extra
    assert kit == kit_zip(facts_of(plain()), dict(reversed(parts.items())))


def test_the_text_names_every_file_and_the_address(
    library: Callable[..., Library], print_site: Site, tmp_path: Path
) -> None:
    known, bare = library(), replace(print_site, artwork=Sources(()))
    for number, site in enumerate((print_site, bare)):
        files = contents(made(artifacts(known, site), tmp_path / str(number)))
        archive = opened(files["paris/print/kit.zip"])
        text = archive.read("README.txt").decode()
        assert "https://example.org/paris/" in text
        assert "\n" not in text.replace("\r\n", "")
        for name in archive.namelist()[1:]:
            assert f"\n{name} " in text
        assert ("badge.pdf" in text) == ("paris/print/badge.pdf" in files)
