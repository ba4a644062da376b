"""The organisers' letters, filled with a city's facts: as Markdown, and as blocks for Typst.

Their texts lie in the theme as ``print/letters/<language>/<kind>.md``; what a template may hold, see
:mod:`samenight.print_kit.letters.letter_blocks`. A text that ends in ``-after`` takes over when the
event is past.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from samenight.content.library.event_state import Phase
from samenight.content.library.print_choice import Paper
from samenight.content.problems.wording import Words, first_with, wider
from samenight.print_kit.facts.facts import KitFacts, PrintTheme
from samenight.print_kit.facts.template_data import data_of
from samenight.print_kit.letters.letter_blocks import Block, Filled, filled, markdown, parsed
from samenight.print_kit.letters.letter_facts import letter_facts
from samenight.print_kit.pieces.catalogue import PIECES
from samenight.print_kit.pieces.piece import LETTER, Form, Piece
from samenight.print_kit.typesetting.sheet import set_piece
from samenight.site.artifact import Sources

# What nobody sends once the event is past.
_BEFOREHAND = frozenset({"sponsor-letter", "pledge-form"})


def timely(kind: str, phase: Phase) -> bool:
    """Whether a letter of this kind makes sense where an event is in time."""
    return not (kind in _BEFOREHAND and phase is Phase.OVER)


def on_paper(piece: Piece, paper: Paper) -> Piece:
    """A letter's piece on the paper of its city."""
    return replace(piece, width=LETTER[0], height=LETTER[1]) if paper is Paper.US else piece


@dataclass(frozen=True)
class LetterSheet:
    """What a letter is made of: its piece by name, the paper, all facts of the kit, and the press."""

    piece: str
    paper: Paper
    kit: KitFacts
    press: PrintTheme


def letter_markdown(sheet: LetterSheet) -> bytes:
    """A letter as Markdown, in UTF-8. Raises as :func:`letter_data` does."""
    return letter_text(PIECES[sheet.piece], sheet.kit, sheet.press)


def letter_pdf(sheet: LetterSheet) -> bytes:
    """A letter for the printer of the office. Raises as :func:`letter_data` does, and
    :class:`samenight.site.artifact.UnfitError` where its code cannot be read."""
    piece = on_paper(PIECES[sheet.piece], sheet.paper)
    data = letter_data(piece, Form.OFFICE, sheet.kit, sheet.press)
    return set_piece(piece, Form.OFFICE, data, sheet.press, sheet.kit.codes)


def has_text(piece: Piece, artwork: Sources) -> bool:
    """Whether the theme has the text of a letter, in English at least."""
    return f"letters/en/{piece.kind}.md" in dict(artwork.texts)


def letter_text(piece: Piece, kit: KitFacts, press: PrintTheme) -> bytes:
    """A letter as Markdown, in UTF-8.

    Raises :class:`KeyError` where the theme has no such letter, and :class:`jinja2.TemplateError`
    where its template is wrong.
    """
    spoken, text = _chosen(piece.kind, kit, press.artwork)
    return markdown(_blocks(spoken, text, press.words)).encode()


def letter_data(piece: Piece, form: Form, kit: KitFacts, press: PrintTheme) -> dict[str, Any]:
    """What the template of letters is given: all that any is, and the letter's ``blocks``.

    Raises as :func:`letter_text` does.
    """
    spoken, text = _chosen(piece.kind, kit, press.artwork)
    shown = replace(piece, groups=("identity", "codes"))
    data = data_of(shown, form, {"identity": spoken.identity, "codes": spoken.codes}, press.words)
    blocks = _blocks(spoken, text, press.words)
    return data | {"blocks": [{"kind": one.kind, "texts": one.texts} for one in blocks]}


def _blocks(kit: KitFacts, text: str, words: Words) -> list[Filled]:
    return filled(_parsed(text), letter_facts(kit, words))


@functools.lru_cache(maxsize=64)
def _parsed(text: str) -> tuple[Block, ...]:
    return parsed(text)


def letter_language(kind: str, kit: KitFacts, artwork: Sources) -> str:
    """The language of a letter: the first of its city's and the festival's in which the theme has it."""
    return first_with(_texts(kind, kit, artwork), kit.identity.languages)


def _texts(kind: str, kit: KitFacts, artwork: Sources) -> Mapping[str, str]:
    after = _texts_of(f"{kind}-after", artwork) if kit.organisers.phase is Phase.OVER else {}
    return {**_texts_of(kind, artwork), **after}


def _chosen(kind: str, kit: KitFacts, artwork: Sources) -> tuple[KitFacts, str]:
    """The text of a letter, and the facts in its language: dates and sums are to speak it, too."""
    texts, language = _texts(kind, kit, artwork), letter_language(kind, kit, artwork)
    for tag in wider(language):
        if tag in texts:
            return replace(kit, identity=replace(kit.identity, language=language)), texts[tag]
    raise KeyError(f"letters/en/{kind}.md")


@functools.lru_cache(maxsize=64)
def _texts_of(name: str, artwork: Sources) -> Mapping[str, str]:
    """The texts of a letter by the tags of their languages, in small letters."""
    parts = ((path.split("/"), text) for path, text in artwork.texts)
    return {at[1].lower(): text for at, text in parts if at[0] == "letters" and at[2:] == [f"{name}.md"]}
