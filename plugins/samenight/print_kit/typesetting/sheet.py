"""One file of artwork: typeset, finished for where it goes, and its codes read back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samenight.print_kit.codes.contents import Codes
from samenight.print_kit.facts.facts import PrintTheme
from samenight.print_kit.facts.line_breaking import with_breaks
from samenight.print_kit.facts.template_data import data_of
from samenight.print_kit.pieces.catalogue import PIECES
from samenight.print_kit.pieces.choice import codes_on, smallest_module
from samenight.print_kit.pieces.piece import MEDIA_TYPES, Form, Piece
from samenight.print_kit.typesetting.font_coverage import families
from samenight.print_kit.typesetting.legible import without_pictures
from samenight.print_kit.typesetting.press_pdf import CONDITIONS, for_office, for_press
from samenight.print_kit.typesetting.scanning import scan
from samenight.print_kit.typesetting.svg import described
from samenight.print_kit.typesetting.typst import typeset


@dataclass(frozen=True)
class Sheet:
    """What a file of artwork is made of. ``groups`` are those of the kit's facts that its piece
    shows, by name."""

    piece: str
    form: Form
    groups: tuple[tuple[str, Any], ...]
    press: PrintTheme


_FORMATS = {Form.OFFICE: "pdf", Form.PRESS: "pdf", Form.SVG: "svg"}


def sheet_file(sheet: Sheet) -> bytes:
    """The file. Raises :class:`samenight.site.artifact.UnfitError` where a code on it cannot be read."""
    piece, groups = PIECES[sheet.piece], dict(sheet.groups)
    data = data_of(piece, sheet.form, groups, sheet.press.words)
    return set_piece(piece, sheet.form, data, sheet.press, groups.get("codes"))


def set_piece(
    piece: Piece, form: Form, data: Mapping[str, Any], press: PrintTheme, codes: Codes | None
) -> bytes:
    """A piece in one form, from what its template is given. Raises as :func:`sheet_file` does."""
    (made,) = typeset(press, piece.template, settable(data, press), _FORMATS[form])
    done = _finished(made, piece, form, data["identity"]["words"])
    if codes:
        drawn = [text for _, text in codes_on(piece, codes)] * piece.copies
        scan(done, MEDIA_TYPES[form], drawn, smallest_module(piece, codes))
    return done


# Groups whose words are fitted one by one, and what is no text.
_AS_THEY_ARE = frozenset({"identity", "codes", "words", "piece", "palette"})


def settable(data: Mapping[str, Any], press: PrintTheme) -> dict[str, Any]:
    """The data with the families of fonts it is set in, and with nothing that cannot be set: no sign
    without a font, no word that is too long without a break."""
    shown: dict[str, Any] = without_pictures(press.fonts, data)
    said = {name: part if name in _AS_THEY_ARE else with_breaks(part) for name, part in shown.items()}
    return said | {"families": families(press.fonts)}


def _finished(made: bytes, piece: Piece, form: Form, title: str) -> bytes:
    if form is Form.PRESS:
        return for_press(made, condition=CONDITIONS[piece.family])
    if form is Form.SVG:
        return described(made, title, piece.width, piece.height)
    return for_office(made)
