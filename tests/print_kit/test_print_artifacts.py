"""Which files each city gets, from which facts."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import replace

import pytest
from samenight.content.library.library import Library
from samenight.content.library.print_choice import Paper, lacking, settings_for
from samenight.content.model.print_settings import KINDS
from samenight.print_kit.artifacts import artifacts
from samenight.print_kit.pieces.catalogue import PIECES
from samenight.print_kit.pieces.kit_pieces import chosen
from samenight.print_kit.pieces.piece import ENDINGS, Family, Form
from samenight.print_kit.print_page import PrintPage
from samenight.site.artifact import Site

from tests.print_kit.conftest import Made
from tests.print_kit.kits import FULL, ONE_FULL, RICH, by_path, city, event, festival, keys, names_in

Libraries = Callable[..., Library]
OWN = {"index.html", "index.json", "kit.zip"}
LONELY = {"cities/lima/city.md": '---\nname: "Lima"\ncountry: "PE"\ntimezone: "America/Lima"\n---\n'}


@pytest.fixture(autouse=True)
def _all_extras() -> None:
    for package in ("typst", "pypdfium2", "zxingcpp"):
        pytest.importorskip(package)


def kinds_of(names: set[str]) -> set[str]:
    """The kinds of pieces that files belong to."""
    files = {piece.file(form): piece.kind for piece in PIECES.values() for form in piece.forms}
    return {files[name] for name in names if name in files}


def papers_of(names: set[str]) -> set[Family]:
    """The papers that files are cut to."""
    files = {piece.file(form): piece.family for piece in PIECES.values() for form in piece.forms}
    return {files[name] for name in names if name in files}


def test_every_city_with_an_event_has_its_kit_and_so_has_the_festival(
    library: Libraries, print_site: Site
) -> None:
    found = by_path(library(LONELY), print_site)
    for folder in ("auckland/print/", "paris/print/", "print/"):
        assert OWN | {"qr-page.svg", "qr-page.png", "qr-page.pdf", "badge-dark.pdf"} < names_in(found, folder)
    assert not names_in(found, "lima/")
    assert all(path.startswith(("auckland/print/", "paris/print/", "print/")) for path in found)


def test_a_festival_without_an_edition_has_no_kit(print_site: Site, reading: Callable[..., object]) -> None:
    read = reading(festival(""), False)
    assert list(artifacts(read.library, print_site)) == []  # type: ignore[attr-defined]


def test_a_full_kit_has_every_piece_in_every_form(kit: Made) -> None:
    names = names_in(kit.files, "paris/print/")
    every = {piece.file(form) for piece in PIECES.values() for form in piece.forms}
    assert names - OWN - {name for name in names if name.endswith("-preview.webp")} == every


def test_a_lean_kit_has_what_the_catalogue_says(kit: Made, library: Libraries) -> None:
    known = library(ONE_FULL)
    auckland = known.city["auckland"]
    missing = lacking(known.resolve(known.events_of_city["auckland"][0]))
    wanted = list(chosen(settings_for(known, auckland), missing))
    expected = {piece.file(form) for piece in wanted for form in piece.forms}
    names = names_in(kit.files, "auckland/print/")
    assert {name for name in names - OWN if not name.endswith("-preview.webp")} == expected
    assert {"poster-a4.pdf", "poster-a3-press.pdf", "badge-dark.svg"} < names
    assert (
        not {"poster-a4-press.pdf", "badge-light.pdf", "badge-dark.png", "letter-press-release.pdf"} & names
    )


@pytest.mark.parametrize(
    "files",
    [event(""), RICH, event('raffle: {price: "2", currency: "EUR"}', "cancelled"), {}],
    ids=["little", "all", "cancelled", "good"],
)
def test_what_an_event_lacks_is_not_there(
    library: Libraries, print_site: Site, files: dict[str, str]
) -> None:
    known = library(FULL | files)
    names = names_in(by_path(known, print_site), "paris/print/")
    missing = lacking(known.resolve(known.events_of_city["paris"][0]))
    assert kinds_of(names) == set(KINDS) - missing.keys()


def test_nobody_asks_for_anything_when_all_is_over(library: Libraries, print_site: Site) -> None:
    known = library(FULL | RICH)
    before, after = (
        kinds_of(names_in(by_path(known, site), "paris/print/"))
        for site in (print_site, replace(print_site, now=print_site.now.replace(month=6)))
    )
    no_more = {"sponsor-letter", "pledge-form", "qr-tickets", "qr-donate", "prices"}
    assert before - after == no_more


@pytest.mark.parametrize(
    ("header", "papers"),
    [
        ('print: {pieces: "full", paper: "a4"}', {Family.ISO, Family.ANY}),
        ('print: {pieces: "full", paper: "letter"}', {Family.US, Family.ANY}),
        ('print: {pieces: "full"}', {Family.ISO, Family.US, Family.ANY}),
        ('print: {pieces: "lean"}', {Family.ISO, Family.ANY}),
        ('print: {pieces: "lean", paper: "letter"}', {Family.US, Family.ANY}),
    ],
)
def test_sheets_are_cut_to_the_requested_paper(
    library: Libraries, print_site: Site, header: str, papers: set[Family]
) -> None:
    names = names_in(by_path(library(RICH | city(header)), print_site), "paris/print/")
    assert papers_of(names) == papers


def test_letters_are_written_on_the_paper_of_the_country(library: Libraries, print_site: Site) -> None:
    american = {
        "cities/paris/city.md": '---\nname: "Paris"\ncountry: "US"\ntimezone: "America/Chicago"\n---\n'
    }
    found = by_path(library(FULL | RICH | american), print_site)["paris/print/letter-thank-you.pdf"]
    assert found.facts.paper is Paper.US


def test_a_city_that_wants_none_has_the_code_that_its_pages_show(
    library: Libraries, print_site: Site
) -> None:
    found = by_path(library(RICH | city('print: "none"')), print_site)
    assert names_in(found, "paris/print/") == OWN | {"qr-page.svg", "qr-page.png", "qr-page.pdf"}


def test_pieces_that_are_named_are_there_in_full(library: Libraries, print_site: Site) -> None:
    found = by_path(library(RICH | city('print: {pieces: ["badge", "prices"]}')), print_site)
    names = names_in(found, "paris/print/")
    assert kinds_of(names) == {"qr-page", "badge", "prices"}
    assert {"badge-one-ink-plain-press.pdf", "prices-letter.pdf"} < names


def test_the_kit_of_the_festival_is_what_is_everybodys(kit: Made) -> None:
    kinds = kinds_of(names_in(kit.files, "print/"))
    assert kinds >= {"qr-page", "qr-calendar", "qr-hashtag", "badge", "name-badges", "poster", "flyer"}
    assert not kinds & {"qr-wifi", "table-tent", "raffle-tickets", "prices", "press-release"}
    page = kit.artifacts["print/index.html"].facts.content
    assert isinstance(page, PrintPage)
    assert page.others == (("Auckland", "auckland/print/"), ("Paris", "paris/print/"))
    assert 'href="../paris/print/"' in kit.files["print/index.html"].decode()


def test_a_festival_without_hashtags_has_no_code_of_one(library: Libraries, print_site: Site) -> None:
    names = names_in(by_path(library(festival("")), print_site), "print/")
    assert not {"qr-hashtag", "social-wall"} & kinds_of(names)
    assert "badge-dark.pdf" in names


def test_facts_can_be_digested_and_sent_to_another_process(kit: Made) -> None:
    known = keys(kit.artifacts.values())
    previews = [path for path in known if path.endswith("-preview.webp")]
    assert len(set(known.values())) >= len(known) - len(previews)
    sent = pickle.loads(pickle.dumps(list(kit.artifacts.values())))  # noqa: S301 -- our own
    assert keys(sent) == known


def test_files_have_their_media_types(kit: Made) -> None:
    types = {".pdf": "application/pdf", ".png": "image/png", ".svg": "image/svg+xml", ".webp": "image/webp",
             ".zip": "application/zip", ".json": "application/json"}  # fmt: skip
    for path, artifact in kit.artifacts.items():
        ending = path[path.rindex(".") :]
        assert ending in {*types, *ENDINGS.values(), ".html"}
        assert artifact.media_type == types.get(ending, artifact.media_type), path
    assert kit.artifacts["paris/print/letter-thank-you.md"].media_type == "text/markdown; charset=utf-8"


def test_pixels_and_pictures_are_made_from_the_pdf_beside_them(kit: Made) -> None:
    for piece in PIECES.values():
        if piece.template and Form.PNG in piece.forms:
            made_of = kit.artifacts[f"paris/print/{piece.file(Form.PNG)}"].parts
            assert made_of == (f"paris/print/{piece.file(Form.OFFICE)}",)
