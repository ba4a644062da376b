"""One file of artwork: typeset, finished for its use, and its codes checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samenight.print_kit.codes.contents import LEVELS, Codes
from samenight.print_kit.codes.qr import matrix_of
from samenight.print_kit.facts.fact_groups import PrintTheme
from samenight.print_kit.facts.line_breaks import breakable_data
from samenight.print_kit.facts.template_data import data_of
from samenight.print_kit.pieces.catalogue import PIECES
from samenight.print_kit.pieces.kit_pieces import codes_on, smallest_module
from samenight.print_kit.pieces.piece import MEDIA_TYPES, Form, Piece
from samenight.print_kit.typesetting.code_checks import Alike, DrawnCodes, check_codes
from samenight.print_kit.typesetting.code_drawing import pdf_with_codes, stand_in, svg_with_codes
from samenight.print_kit.typesetting.font_coverage import families
from samenight.print_kit.typesetting.press_pdf import CONDITIONS, for_office, for_press
from samenight.print_kit.typesetting.printable_text import without_pictures
from samenight.print_kit.typesetting.svg import finished_svg
from samenight.print_kit.typesetting.typst import typeset


@dataclass(frozen=True)
class Sheet:
    """What a file of artwork is made from. ``groups`` are the groups of the kit's facts that its piece
    shows, by name; ``alike`` says which files look the same."""

    piece: str
    form: Form
    groups: tuple[tuple[str, Any], ...]
    theme: PrintTheme
    alike: Alike = ()


_FORMATS = {Form.OFFICE: "pdf", Form.PRESS: "pdf", Form.SVG: "svg"}


def sheet_file(sheet: Sheet) -> bytes:
    """The file. Raises :class:`samenight.site.artifact.UnfitError` if a code on it cannot be read."""
    piece, groups = PIECES[sheet.piece], dict(sheet.groups)
    data = data_of(piece, sheet.form, groups, sheet.theme.words)
    return set_piece(piece, sheet.form, data, sheet.theme, groups.get("codes"), sheet.alike)


def set_piece(
    piece: Piece,
    form: Form,
    data: Mapping[str, Any],
    theme: PrintTheme,
    codes: Codes | None,
    alike: Alike,
) -> bytes:
    """A piece in one form, from the data of its template. Raises as :func:`sheet_file` does."""
    drawn = dict(codes_on(piece, codes)) if codes else {}
    done = _with_codes(piece, form, data, theme, drawn)
    if codes:
        check_codes(done, MEDIA_TYPES[form], codes_drawn(piece, codes), alike)
    return done


def codes_drawn(piece: Piece, codes: Codes) -> DrawnCodes:
    """The codes of a piece as they are drawn in each of its forms."""
    texts = tuple(text for _, text in codes_on(piece, codes)) * piece.copies
    return DrawnCodes(texts, LEVELS[piece.use], smallest_module(piece, codes))


def _with_codes(
    piece: Piece, form: Form, data: Mapping[str, Any], theme: PrintTheme, drawn: Mapping[str, str]
) -> bytes:
    """The finished file. Its codes, ``drawn`` by name, are drawn into it; or by the template, if that
    does it in a way of its own."""
    names = {name: number for number, name in enumerate(piece.codes) if name in drawn}
    matrices = {number: matrix_of(drawn[name], LEVELS[piece.use]) for name, number in names.items()}
    codes = {
        name: {**code, "outlines": stand_in(matrices[names[name]], names[name])} if name in names else code
        for name, code in data.get("codes", {}).items()
    }
    with_stand_ins = _set({**data, "codes": codes}, piece, form, theme)
    draw = svg_with_codes if form is Form.SVG else pdf_with_codes
    made = draw(with_stand_ins, matrices, piece.copies)
    return _finished(_set(data, piece, form, theme) if made is None else made, piece, form)


def _set(data: Mapping[str, Any], piece: Piece, form: Form, theme: PrintTheme) -> bytes:
    (made,) = typeset(theme, piece.template, settable(data, theme), _FORMATS[form])
    if form is Form.SVG:
        return finished_svg(made, data["identity"]["words"], piece.width, piece.height)
    return made


# Groups whose words the templates fit one by one, and those without text.
_AS_THEY_ARE = frozenset({"identity", "codes", "words", "piece", "palette"})


def settable(data: Mapping[str, Any], theme: PrintTheme) -> dict[str, Any]:
    """The data with the font families to set it in, without characters that no font has, and with break
    opportunities in words that are too long."""
    shown: dict[str, Any] = without_pictures(theme.fonts, data)
    broken = {name: part if name in _AS_THEY_ARE else breakable_data(part) for name, part in shown.items()}
    return broken | {"families": families(theme.fonts)}


def _finished(made: bytes, piece: Piece, form: Form) -> bytes:
    if form is Form.PRESS:
        return for_press(made, condition=CONDITIONS[piece.family])
    return for_office(made) if form is Form.OFFICE else made
