"""One file of artwork: typeset, finished for where it goes, and its codes read back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from samenight.print_kit.catalogue import PIECES
from samenight.print_kit.choice import codes_on, smallest_module
from samenight.print_kit.coverage import families
from samenight.print_kit.data import data_of
from samenight.print_kit.facts import Press
from samenight.print_kit.finishing import CONDITIONS, at_density, for_office, for_press
from samenight.print_kit.legible import without_pictures
from samenight.print_kit.pieces import MEDIA_TYPES, Form, Piece
from samenight.print_kit.scanning import scan
from samenight.print_kit.typesetting import typeset


@dataclass(frozen=True)
class Sheet:
    """What a file of artwork is made of. ``groups`` are those of the kit's facts that its piece
    shows, by name."""

    piece: str
    form: Form
    groups: tuple[tuple[str, Any], ...]
    press: Press


_FORMATS = {Form.OFFICE: "pdf", Form.PRESS: "pdf", Form.SVG: "svg", Form.PNG: "png"}


def sheet_file(sheet: Sheet) -> bytes:
    """The file. Raises :class:`samenight.artifact.UnfitError` where a code on it cannot be read."""
    piece = PIECES[sheet.piece]
    fonts = sheet.press.fonts
    data = without_pictures(fonts, data_of(piece, sheet.form, dict(sheet.groups)))
    data["families"] = families(fonts)
    (made,) = typeset(sheet.press, piece.template, data, _FORMATS[sheet.form], piece.dots)
    done = _finished(made, piece, sheet.form)
    codes = dict(sheet.groups).get("codes")
    if codes:
        drawn = [text for _, text in codes_on(piece, codes)] * piece.copies
        scan(done, MEDIA_TYPES[sheet.form], drawn, smallest_module(piece, codes))
    return done


def _finished(made: bytes, piece: Piece, form: Form) -> bytes:
    if form is Form.PRESS:
        return for_press(made, condition=CONDITIONS[piece.family])
    if form is Form.PNG:
        return at_density(made, piece.dots)
    return for_office(made) if form is Form.OFFICE else made
