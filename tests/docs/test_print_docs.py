"""The documentation of the print kit agrees with the code."""

from __future__ import annotations

import dataclasses
import json
import re
from dataclasses import fields

import pytest
from samenight.content.library.print_choice import FULL_UP_TO, NEEDS
from samenight.content.model.ink_guesses import GROUND_CONTRAST, LEAST_CONTRAST
from samenight.content.values.inks import MAX_INK
from samenight.print_kit.codes.contents import Codes
from samenight.print_kit.facts.fact_groups import PrintTheme
from samenight.print_kit.kit_index import KitIndex, index_json
from samenight.print_kit.letters.letter_blocks import KINDS as BLOCKS
from samenight.print_kit.letters.letters import letter_text
from samenight.print_kit.pieces.catalogue import PIECES
from samenight.print_kit.pieces.kit_pieces import smallest_width
from samenight.print_kit.pieces.piece import BLEED, ENDINGS, Form
from samenight.print_kit.print_page import FileEntry, PieceEntry, Section
from samenight.print_kit.typesetting.press_pdf import CONDITIONS
from samenight.print_kit.typesetting.typst import typeset
from samenight.site.artifact import Part, Sources

from docs import print_page
from docs.print_sample import RICH
from tests.sites import REPOSITORY

PAGE = (REPOSITORY / "docs/print.md").read_text("utf-8")


def part(heading):
    """The text below a heading, up to the next heading."""
    (found,) = re.findall(rf"^##+ {re.escape(heading)}\n(.*?)(?=^##+ |\Z)", PAGE, re.DOTALL | re.MULTILINE)
    return found


def keys(text):
    """The names in the first cells of all tables, in order."""
    cells = re.findall(r"^\| (`[^|]*?) \|", text, re.MULTILINE)
    return [name for cell in cells for name in re.findall(r"`([^`]+)`", cell)]


def test_exactly_the_keys_of_the_data_are_documented():
    documented = keys(part("The data"))
    assert len(documented) == len(set(documented))
    assert set(documented) == set(print_page.data_rows())


def test_exactly_the_facts_of_letters_are_documented():
    names = keys(part("Letters"))
    documented = [name for name in names if not re.search(r"[#!>\]_] $|^- $|^___ ", name)]
    assert len(documented) == len(set(documented))
    assert set(documented) == set(print_page.letter_rows())


def test_the_samples_have_every_fact_of_a_kit():
    """Without an example, the type of a key would be missing from the reference."""
    for path, (kinds, example) in {**print_page.data_rows(), **print_page.letter_rows()}.items():
        assert example or re.search(r"group", kinds), path
    assert all(getattr(RICH.codes, field.name) for field in fields(Codes))


def test_every_helper_that_is_named_is_in_the_reference():
    known = {name for name, _, _ in print_page.functions()}
    assert {
        "sheet",
        "fitted",
        "crammed",
        "headline",
        "shrunk",
        "code",
        "accounts",
        "rings",
        "lights",
    } <= known


def test_every_need_of_a_piece_is_documented():
    assert keys(part("What a piece needs")) == list(NEEDS)


def test_every_code_is_documented():
    assert keys(part("Codes")) == [field.name for field in fields(Codes)]


def test_every_ending_is_documented():
    assert set(keys(part("Pieces and their files"))) == set(ENDINGS.values())


def test_every_field_of_the_list_is_documented():
    shown = FileEntry("lodz/print/badge-dark.png", Form.PNG, "PNG", "")
    codes = (("page", RICH.codes.page.text),)
    size = (90, 55, "mm")
    piece = PieceEntry("badge-dark", "badge", "", "", "", "", 90, 55, size, 75, 300, None, codes, (shown,))
    parts = {shown.path: Part(shown.path, "0" * 64, 1, "")}
    sections = (Section("Badges", (piece,)),)
    index = json.loads(index_json(KitIndex("Łódź", RICH.codes.page.text, shown, sections), parts))
    (piece,) = index["pieces"]
    (file,) = piece["files"]
    assert keys(part("`index.json`")) == [*index, *piece, *file]
    assert all(f"`{form}`" in part("`index.json`") for form in Form)


def test_every_mark_of_letters_is_documented():
    text = part("Letters")
    assert [mark for mark in BLOCKS if f"`{mark}" not in text] == []
    assert [kind for kind in BLOCKS.values() if f"`{kind}`" not in part("The data")] == []


def test_the_numbers_are_those_of_the_code():
    assert f"festivals of up to {FULL_UP_TO} cities" in PAGE
    assert f"{BLEED} mm more on every side" in PAGE
    assert f"may make {MAX_INK} % in all" in PAGE
    assert f"| white on the ground | {GROUND_CONTRAST:g}:1 |" in PAGE
    assert f"| accent on ground and on shade | {LEAST_CONTRAST:g}:1 |" in PAGE
    assert all(condition.name in PAGE for condition in CONDITIONS.values())
    assert f"may be printed {smallest_width(PIECES['poster-a4'], RICH.codes)} mm wide" in PAGE


def test_links_to_headings_hold():
    pages = {"": PAGE, "reference/print.md": print_page.text()}
    for name in ("reference/fields.md", "organisers/how-to.md", "theme.md"):
        pages[name] = (REPOSITORY / "docs" / name).read_text("utf-8")
    anchors = {
        name: {
            re.sub(r"[^\w -]", "", head).strip().lower().replace(" ", "-")
            for head in re.findall(r"^#+ (.+)$", text, re.MULTILINE)
        }
        for name, text in pages.items()
    }
    links = re.findall(r"\]\(([\w./-]*)#([\w-]+)\)", PAGE)
    assert [link for link in links if link[1] not in anchors[link[0]]] == []
    back = re.findall(r"\]\(\.\./print\.md#([\w-]+)\)", pages["reference/print.md"])
    assert back
    assert set(back) <= anchors[""]


def test_the_example_template_can_be_typeset(print_press):
    (template,) = re.findall(r"```typst\n(.*?)```", PAGE, re.DOTALL)
    artwork = Sources((*print_press.artwork.texts, ("mine.typ", template)))
    press = dataclasses.replace(print_press, artwork=artwork)
    data = next(one for one in print_page.sample_data(RICH) if one["piece"]["name"] == "poster-a4")
    (pdf,) = typeset(press, "mine.typ", data, "pdf")
    assert pdf.startswith(b"%PDF-")


def test_the_example_letter_can_be_filled(print_press):
    (template,) = re.findall(r"```jinja\n(.*?)```", PAGE, re.DOTALL)
    press = dataclasses.replace(print_press, artwork=Sources((("letters/en/thank-you.md", template),)))
    text = letter_text(PIECES["letter-thank-you"], RICH, press).decode()
    assert text.startswith("# Halifax takes part in The Night of Lanterns\n")
    assert "Our goal is about €3,000." in text


@pytest.fixture(scope="module")
def print_press():
    """The templates, fonts and words of the real theme."""
    pytest.importorskip("typst")
    from samenight.builder.site_settings import fonts_of, words_of  # noqa: PLC0415

    theme = REPOSITORY / "theme"
    return PrintTheme(print_page.artwork(), fonts_of(theme), words_of(theme))


def test_the_example_setting_can_be_read(reading):
    (setting,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    city = f'---\nname: "Łódź"\ncountry: "PL"\ntimezone: "Europe/Warsaw"\n{setting}---\n'
    assert [str(problem) for problem in reading({"cities/lodz/city.md": city}).problems] == []
