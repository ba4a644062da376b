"""Which files are made if packages, letters in fonts, or templates are missing."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from samenight.content.library.library import Library
from samenight.print_kit.pieces.catalogue import PIECES
from samenight.print_kit.pieces.piece import Form
from samenight.site.artifact import Fonts, Site

from tests.making import contents, made
from tests.print_kit.conftest import Made
from tests.print_kit.kits import ONE_FULL, by_path, listed, names_in

Libraries = Callable[..., Library]
Absent = Callable[..., None]
OWN = {"index.html", "index.json", "kit.zip"}
CODES = {
    piece.file(form) for piece in PIECES.values() if piece.kind.startswith("qr-") for form in piece.forms
}
TEXTS = {piece.file(Form.TEXT) for piece in PIECES.values() if Form.TEXT in piece.forms}
LHASA = {"cities/paris/city.md": '---\nname: "𐤌 Paris"\ncountry: "FR"\ntimezone: "Europe/Paris"\n---\n'}


@pytest.fixture
def absent(monkeypatch: pytest.MonkeyPatch) -> Absent:
    """A function that makes packages appear to be missing."""
    found = importlib.util.find_spec

    def without(*names: str) -> None:
        def find(name: str, *more: Any) -> Any:
            return None if name in names else found(name, *more)

        monkeypatch.setattr(importlib.util, "find_spec", find)

    return without


def page_and_list_agree(library: Library, site: Site, folder: Path) -> dict[str, bytes]:
    """The kit of Paris, made; checks that its page and its list name the files that exist."""
    mine = [one for one in by_path(library, site).values() if one.path.startswith("paris/")]
    files = contents(made(mine, folder))
    names = names_in(files, "paris/print/") - OWN
    offered = {name for name in names if not name.endswith("-preview.webp")}
    pieces = listed(files, "paris/print/")["pieces"]
    assert {file["file"] for piece in pieces for file in piece["files"]} == offered
    html = files["paris/print/index.html"].decode()
    assert all(f'href="{name}" download=' in html for name in offered)
    return files


def test_without_typst_there_are_codes_a_badge_and_texts(
    library: Libraries, print_site: Site, absent: Absent, tmp_path: Path
) -> None:
    absent("typst")
    files = page_and_list_agree(library(ONE_FULL), print_site, tmp_path / "store")
    assert names_in(files, "paris/print/") == OWN | CODES | TEXTS | {"badge-dark.svg"}
    assert b"<text" in files["paris/print/badge-dark.svg"]
    assert 'src="badge-dark.svg"' in files["paris/print/index.html"].decode()
    assert b"read back" not in files["paris/print/index.html"]


def test_without_pdfium_there_are_no_pixels_and_no_pictures(
    kit: Made, library: Libraries, print_site: Site, absent: Absent
) -> None:
    absent("pypdfium2")
    names = names_in(by_path(library(ONE_FULL), print_site), "paris/print/")
    gone = {piece.file(Form.PNG) for piece in PIECES.values() if piece.template and Form.PNG in piece.forms}
    pictures = {name for name in names_in(kit.files, "paris/print/") if name.endswith("-preview.webp")}
    assert names_in(kit.files, "paris/print/") - names == gone | pictures
    assert gone
    assert pictures


def test_without_those_who_read_back_a_kit_is_made_all_the_same(
    library: Libraries, print_site: Site, absent: Absent, tmp_path: Path
) -> None:
    pytest.importorskip("typst")
    absent("pypdfium2", "zxingcpp")
    paris = ONE_FULL["cities/paris/city.md"].replace('print: "full"', "print: {pieces: [badge, thank-you]}")
    files = page_and_list_agree(
        library(ONE_FULL | {"cities/paris/city.md": paris}), print_site, tmp_path / "s"
    )
    assert {"badge-dark-press.pdf", "badge-light.svg", "letter-thank-you.md"} < names_in(
        files, "paris/print/"
    )


def without_artwork(library: Library, site: Site, folder: Path) -> dict[str, bytes]:
    """The kit of Paris with a name that cannot be typeset."""
    files = page_and_list_agree(library, site, folder)
    names = names_in(files, "paris/print/")
    assert not [name for name in names if name.endswith("-press.pdf") or name.startswith("poster")]
    assert {"qr-page.svg", "qr-page.pdf", "badge-dark.svg"} < names
    assert b"<text" in files["paris/print/badge-dark.svg"]
    return files


def test_what_has_letters_that_no_font_has_is_left_out(
    library: Libraries, print_site: Site, tmp_path: Path
) -> None:
    without_artwork(library(LHASA), print_site, tmp_path / "store")


def test_a_theme_without_fonts_has_no_artwork(library: Libraries, print_site: Site, tmp_path: Path) -> None:
    fontless = replace(print_site, fonts=Fonts(tmp_path / "none", b""))
    without_artwork(library(), fontless, tmp_path / "store")


def test_a_theme_without_templates_has_no_artwork(
    library: Libraries, print_site: Site, tmp_path: Path
) -> None:
    bare = replace(print_site, artwork=replace(print_site.artwork, texts=()))
    files = without_artwork(library(), bare, tmp_path / "store")
    assert not TEXTS & names_in(files, "paris/print/")


def test_only_pieces_that_show_the_letters_are_left_out(library: Libraries, print_site: Site) -> None:
    pytest.importorskip("typst")
    raffle = ONE_FULL["cities/paris/2011-spring.md"].replace("Dock & Co.", "Dock 𐤌")
    names = names_in(
        by_path(library(ONE_FULL | {"cities/paris/2011-spring.md": raffle}), print_site), "paris/print/"
    )
    assert {"badge-dark.pdf", "money-a4.pdf", "results-a4.pdf"} < names
    assert not {"thanks-a4.pdf", "poster-a4.pdf", "letter-thank-you.pdf"} & names
    assert names > TEXTS
