"""What reaches Typst: the template, what it names, and the facts as data."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samenight.content.problems.wording import ENGLISH
from samenight.print_kit.facts.fact_groups import PrintTheme
from samenight.print_kit.facts.template_data import data_of
from samenight.print_kit.pieces.catalogue import PIECES
from samenight.print_kit.pieces.piece import Form
from samenight.print_kit.typesetting import typst as running
from samenight.print_kit.typesetting.sheet import settable
from samenight.print_kit.typesetting.typst import typeset
from samenight.site.artifact import Sources, UnfitError

from tests.print_kit.samples import RICH

POSTER = PIECES["poster-a4"]
GROUPS = {name: getattr(RICH, name) for name in POSTER.groups}
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
PAGE = "#set document(date: none)\n#set page(width: 30mm, height: 20mm, margin: 2mm)\n"


def with_templates(theme: PrintTheme, **texts: str) -> PrintTheme:
    named = {name.replace("_", "."): text for name, text in texts.items()}
    return replace(theme, artwork=Sources(tuple(sorted(named.items()))))


def test_a_template_finds_what_it_names(theme: PrintTheme) -> None:
    own = with_templates(
        theme,
        card_typ=f'#import "/shared.typ": greeting\n{PAGE}#greeting #image("logo.svg", width: 5mm)',
        shared_typ='#import "words.typ": hello\n#let greeting = hello',
        words_typ='#let hello = "Hello"',
        logo_svg=DRAWING,
        unnamed_typ="#this is no Typst (",
    )
    (svg,) = typeset(own, "card.typ", {}, "svg")
    assert svg.startswith(b"<svg")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(alphabet=st.characters(blacklist_categories=("Cs",)), max_size=40))
def test_facts_are_never_source(theme: PrintTheme, text: str) -> None:
    checked = f'#let data = json("data.json")\n{PAGE}#assert.eq(type(data.text), str)\n#str(data.text.len())'
    own = with_templates(theme, card_typ=checked)
    (pdf,) = typeset(own, "card.typ", {"text": text + '#panic("run") \\ $x$ */ "'}, "pdf")
    assert pdf.startswith(b"%PDF")


def test_a_wrong_template_is_reported(theme: PrintTheme) -> None:
    own = with_templates(theme, card_typ='#import "shared.typ": *', shared_typ="#let x = (")
    with pytest.raises(UnfitError) as raised:
        typeset(own, "card.typ", {}, "pdf")
    text = ENGLISH.what(raised.value.finding)
    assert "card.typ" in text
    assert "shared.typ" in text
    assert "unclosed delimiter" in text


def with_folder(theme: PrintTheme, folder: Path) -> PrintTheme:
    """The theme with its templates in a folder of its own, next to its fonts."""
    shutil.copytree(theme.fonts.folder, folder / "fonts")
    for name, text in theme.artwork.texts:
        file = folder / "print" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
    return replace(theme, fonts=replace(theme.fonts, folder=folder / "fonts"))


def test_templates_that_are_in_the_folder_are_read_from_there_and_give_the_same(
    theme: PrintTheme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = with_folder(theme, tmp_path)
    data = settable(data_of(POSTER, Form.OFFICE, GROUPS, theme.words), theme)
    from_folder = typeset(there, POSTER.template, data, "pdf")
    monkeypatch.setattr(running, "ARTWORK", "no such folder")
    assert typeset(there, POSTER.template, data, "pdf") == from_folder


OTHER = "#let drawing(..) = (margin: 1mm, behind: [], front: [x])"


@pytest.mark.parametrize("new", ["#panic()", OTHER, "#this is no Typst (", None])
def test_a_folder_that_has_changed_is_not_used(theme: PrintTheme, tmp_path: Path, new: str | None) -> None:
    there = with_folder(theme, tmp_path)
    data = settable(data_of(POSTER, Form.OFFICE, GROUPS, theme.words), theme)
    expected = typeset(there, POSTER.template, data, "pdf")
    changed = tmp_path / "print" / "poster-drawing.typ"
    if new is None:
        changed.unlink()
    else:
        changed.write_text(new, "utf-8")
    assert typeset(there, POSTER.template, data, "pdf") == expected
