"""Every PDF of a full kit, checked for what print shops need: boxes, colours, fonts, text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from samenight.print_kit.pieces.catalogue import PIECES
from samenight.print_kit.typesetting.press_pdf import CONDITIONS

from tests.print_kit.conftest import Made
from tests.print_kit.kits import listed
from tests.print_kit.pdf_reading import (
    boxes_of,
    catalogue_of,
    fonts_of,
    info_of,
    operators_of,
    screen_colours_of,
    texts_of,
    transparency_of,
)

FOLDER = "paris/print/"


def files_of(kit: Made, form: str) -> Iterator[tuple[dict[str, Any], dict[str, Any], bytes]]:
    """The files of a form: the list's entries of the piece and of the file, and the bytes."""
    found = [
        (piece, file, kit.files[FOLDER + file["file"]])
        for piece in listed(kit.files, FOLDER)["pieces"]
        for file in piece["files"]
        if file["form"] == form
    ]
    assert len(found) > 5
    yield from found


def size(box: tuple[float, float, float, float]) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]


def test_press_files_have_the_boxes_that_the_list_states(kit: Made) -> None:
    for piece, file, pdf in files_of(kit, "press"):
        bleed = file["bleed"]
        for boxes in boxes_of(pdf):
            media, bled, trim = boxes["MediaBox"], boxes["BleedBox"], boxes["TrimBox"]
            cut = piece["width"], piece["height"]
            assert size(trim) == pytest.approx(cut, abs=0.02), file
            assert size(bled) == pytest.approx([side + 2 * bleed for side in cut], abs=0.03), file
            assert media[0] < bled[0] < trim[0] < trim[2] < bled[2] < media[2], file
            assert media[1] < bled[1] < trim[1] < trim[3] < bled[3] < media[3], file


def test_press_files_have_no_colours_of_screens_and_say_what_theirs_are_for(kit: Made) -> None:
    for piece, file, pdf in files_of(kit, "press"):
        assert file["colours"] == "CMYK"
        assert screen_colours_of(pdf) == set(), file
        assert transparency_of(pdf) == set(), file
        condition = CONDITIONS[PIECES[piece["name"]].family]
        intent = b"/S/GTS_PDFX/OutputConditionIdentifier(%s)" % condition.name.encode()
        assert intent in catalogue_of(pdf), file
        assert b"/Trapped/False" in info_of(pdf), file


def test_office_files_are_printed_in_their_own_size(kit: Made) -> None:
    for piece, file, pdf in files_of(kit, "office"):
        assert b"/PrintScaling/None" in catalogue_of(pdf), file
        for boxes in boxes_of(pdf):
            assert size(boxes["MediaBox"]) == pytest.approx((piece["width"], piece["height"]), abs=0.02), file


@pytest.mark.parametrize("form", ["office", "press"])
def test_fonts_are_embedded_and_subset_and_every_page_has_words(kit: Made, form: str) -> None:
    for _piece, file, pdf in files_of(kit, form):
        fonts = fonts_of(pdf)
        assert fonts, file
        assert [font for font in fonts if not (font.embedded and font.subset)] == [], file
        assert all(re.search(r"\w{3}", text) for text in texts_of(pdf)), file
        assert not any("\ufffd" in text for text in texts_of(pdf)), file


def test_codes_alone_are_black_ink_alone(kit: Made) -> None:
    for _piece, file, pdf in files_of(kit, "black"):
        assert file["colours"] == "K"
        assert screen_colours_of(pdf) == set(), file
        assert operators_of(pdf)[0] >= {"k"}
        assert fonts_of(pdf) == []
