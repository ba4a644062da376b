"""The organisers' letters, filled with a city's facts: as Markdown, and as blocks for Typst.

Their texts are ``print/letters/<language>/<kind>.md`` in the theme, in the format of
:mod:`samenight.print_kit.letters.letter_blocks`. A text ``<kind>-after.md`` replaces it once the event
is over.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from samenight.content.library.event_state import Phase
from samenight.content.library.print_choice import Paper
from samenight.content.problems.wording import Words, broader_tags, first_with
from samenight.print_kit.facts.fact_groups import KitFacts, PrintTheme
from samenight.print_kit.facts.template_data import data_of
from samenight.print_kit.letters.letter_blocks import Block, FilledBlock, filled, markdown, parsed
from samenight.print_kit.letters.letter_facts import letter_facts
from samenight.print_kit.pieces.catalogue import PIECES
from samenight.print_kit.pieces.piece import LETTER, Form, Piece
from samenight.print_kit.typesetting.code_checks import Alike
from samenight.print_kit.typesetting.sheet import set_piece
from samenight.site.artifact import Sources

# Letters that make no sense once the event is over.
_BEFOREHAND = frozenset({"sponsor-letter", "pledge-form"})


def is_timely(kind: str, phase: Phase) -> bool:
    """Whether a letter of this kind makes sense in this phase of the event."""
    return not (kind in _BEFOREHAND and phase is Phase.OVER)


def on_paper(piece: Piece, paper: Paper) -> Piece:
    """The piece of a letter in the size of its city's paper."""
    return replace(piece, width=LETTER[0], height=LETTER[1]) if paper is Paper.US else piece


@dataclass(frozen=True)
class LetterSheet:
    """What a letter is made from: the name of its piece, the paper, all facts of the kit, the theme, and
    how its code is checked."""

    piece: str
    paper: Paper
    kit: KitFacts
    theme: PrintTheme
    alike: Alike = ()


def letter_markdown(sheet: LetterSheet) -> bytes:
    """A letter as Markdown, in UTF-8. Raises as :func:`letter_data` does."""
    return letter_text(PIECES[sheet.piece], sheet.kit, sheet.theme)


def letter_pdf(sheet: LetterSheet) -> bytes:
    """A letter as PDF for an office printer. Raises as :func:`letter_data` does, and
    :class:`samenight.site.artifact.UnfitError` if its code cannot be read."""
    piece = on_paper(PIECES[sheet.piece], sheet.paper)
    data = letter_data(piece, Form.OFFICE, sheet.kit, sheet.theme)
    return set_piece(piece, Form.OFFICE, data, sheet.theme, sheet.kit.codes, sheet.alike)


def has_text(piece: Piece, artwork: Sources) -> bool:
    """Whether the theme has the text of a letter, in English at least."""
    return f"letters/en/{piece.kind}.md" in dict(artwork.texts)


def letter_text(piece: Piece, kit: KitFacts, theme: PrintTheme) -> bytes:
    """A letter as Markdown, in UTF-8.

    Raises :class:`KeyError` if the theme has no such letter, and :class:`jinja2.TemplateError` if its
    template is wrong.
    """
    localized, text = _chosen(piece.kind, kit, theme.artwork)
    return markdown(_blocks(localized, text, theme.words)).encode()


def letter_data(piece: Piece, form: Form, kit: KitFacts, theme: PrintTheme) -> dict[str, Any]:
    """The data of the Typst template of letters: that of any piece, and the letter's ``blocks``.

    Raises as :func:`letter_text` does.
    """
    localized, text = _chosen(piece.kind, kit, theme.artwork)
    shown = replace(piece, groups=("identity", "codes"))
    data = data_of(shown, form, {"identity": localized.identity, "codes": localized.codes}, theme.words)
    blocks = _blocks(localized, text, theme.words)
    return data | {"blocks": [{"kind": one.kind, "texts": one.texts} for one in blocks]}


def _blocks(kit: KitFacts, text: str, words: Words) -> list[FilledBlock]:
    return filled(_parsed(text), letter_facts(kit, words))


@functools.lru_cache(maxsize=64)
def _parsed(text: str) -> tuple[Block, ...]:
    return parsed(text)


def letter_language(kind: str, kit: KitFacts, artwork: Sources) -> str:
    """The language of a letter: the first of the city's and the festival's in which the theme has it."""
    return first_with(_texts(kind, kit, artwork), kit.identity.languages)


def _texts(kind: str, kit: KitFacts, artwork: Sources) -> Mapping[str, str]:
    after = _texts_of(f"{kind}-after", artwork) if kit.organisers.phase is Phase.OVER else {}
    return {**_texts_of(kind, artwork), **after}


def _chosen(kind: str, kit: KitFacts, artwork: Sources) -> tuple[KitFacts, str]:
    """The template of a letter, and the facts with its language, so that dates and sums are in it, too."""
    texts, language = _texts(kind, kit, artwork), letter_language(kind, kit, artwork)
    for tag in broader_tags(language):
        if tag in texts:
            return replace(kit, identity=replace(kit.identity, language=language)), texts[tag]
    raise KeyError(f"letters/en/{kind}.md")


@functools.lru_cache(maxsize=64)
def _texts_of(name: str, artwork: Sources) -> Mapping[str, str]:
    """The texts of a letter by their language tags, in lower case."""
    parts = ((path.split("/"), text) for path, text in artwork.texts)
    return {at[1].lower(): text for at, text in parts if at[0] == "letters" and at[2:] == [f"{name}.md"]}
