"""One file of artwork: typeset, finished for its use, and its codes read back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samenight.print_kit.codes.contents import Codes
from samenight.print_kit.facts.fact_groups import PrintTheme
from samenight.print_kit.facts.line_breaks import breakable_data
from samenight.print_kit.facts.template_data import data_of
from samenight.print_kit.pieces.catalogue import PIECES
from samenight.print_kit.pieces.kit_pieces import codes_on, smallest_module
from samenight.print_kit.pieces.piece import MEDIA_TYPES, Form, Piece
from samenight.print_kit.typesetting.code_reader import scan
from samenight.print_kit.typesetting.font_coverage import families
from samenight.print_kit.typesetting.press_pdf import CONDITIONS, for_office, for_press
from samenight.print_kit.typesetting.printable_text import without_pictures
from samenight.print_kit.typesetting.svg import finished_svg
from samenight.print_kit.typesetting.typst import typeset


@dataclass(frozen=True)
class Sheet:
    """What a file of artwork is made from. ``groups`` are the groups of the kit's facts that its piece
    shows, by name."""

    piece: str
    form: Form
    groups: tuple[tuple[str, Any], ...]
    theme: PrintTheme


_FORMATS = {Form.OFFICE: "pdf", Form.PRESS: "pdf", Form.SVG: "svg"}


def sheet_file(sheet: Sheet) -> bytes:
    """The file. Raises :class:`samenight.site.artifact.UnfitError` if a code on it cannot be read."""
    piece, groups = PIECES[sheet.piece], dict(sheet.groups)
    data = data_of(piece, sheet.form, groups, sheet.theme.words)
    return set_piece(piece, sheet.form, data, sheet.theme, groups.get("codes"))


def set_piece(
    piece: Piece, form: Form, data: Mapping[str, Any], theme: PrintTheme, codes: Codes | None
) -> bytes:
    """A piece in one form, from the data of its template. Raises as :func:`sheet_file` does."""
    (made,) = typeset(theme, piece.template, settable(data, theme), _FORMATS[form])
    done = _finished(made, piece, form, data["identity"]["words"])
    if codes:
        drawn = [text for _, text in codes_on(piece, codes)] * piece.copies
        scan(done, MEDIA_TYPES[form], drawn, smallest_module(piece, codes))
    return done


# Groups whose words the templates fit one by one, and those without text.
_AS_THEY_ARE = frozenset({"identity", "codes", "words", "piece", "palette"})


def settable(data: Mapping[str, Any], theme: PrintTheme) -> dict[str, Any]:
    """The data with the font families to set it in, without characters that no font has, and with break
    opportunities in words that are too long."""
    shown: dict[str, Any] = without_pictures(theme.fonts, data)
    broken = {name: part if name in _AS_THEY_ARE else breakable_data(part) for name, part in shown.items()}
    return broken | {"families": families(theme.fonts)}


def _finished(made: bytes, piece: Piece, form: Form, title: str) -> bytes:
    if form is Form.PRESS:
        return for_press(made, condition=CONDITIONS[piece.family])
    if form is Form.SVG:
        return finished_svg(made, title, piece.width, piece.height)
    return for_office(made)
