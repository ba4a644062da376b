"""The files of a kit, each with the facts it is made from and the function that makes it; and the
functions that make QR codes as files and read them back."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from samenight.content.library.print_choice import Paper
from samenight.print_kit.codes.contents import LEVELS
from samenight.print_kit.codes.qr import QrFacts, matrix_of, qr_pdf, qr_png, qr_svg, side_of
from samenight.print_kit.facts.fact_groups import KitFacts, PrintTheme
from samenight.print_kit.letters.letters import LetterSheet, has_text, letter_markdown, letter_pdf, on_paper
from samenight.print_kit.pieces.catalogue import LETTER_TEMPLATE
from samenight.print_kit.pieces.kit_pieces import codes_on, smallest_module
from samenight.print_kit.pieces.piece import MEDIA_TYPES, Form, Piece
from samenight.print_kit.plain_badge import PlainBadge, plain_badge
from samenight.print_kit.typesetting.code_checks import Alike, DrawnCodes, alike, check_codes
from samenight.print_kit.typesetting.optional_packages import missing_extras
from samenight.print_kit.typesetting.pdf_pictures import Pixels, pixels
from samenight.print_kit.typesetting.printable_text import is_legible
from samenight.print_kit.typesetting.sheet import Sheet, sheet_file

# The piece that is also drawn without Typst, with live text.
PLAIN = "badge-dark"


@dataclass(frozen=True)
class KitFile:
    """One file of a kit: its piece and form, the function that makes it, and that function's facts;
    ``parts`` are the names of other files of the kit that it is made from."""

    piece: Piece
    form: Form
    make: Callable[..., bytes]
    facts: Any
    parts: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Its file name."""
        return self.piece.file(self.form)

    @property
    def media_type(self) -> str:
        """Its media type (RFC 6838)."""
        return MEDIA_TYPES[self.form]


@dataclass(frozen=True)
class KitTools:
    """What the files of a kit are made with: the theme, the paper of letters, the groups of facts whose
    letters its fonts all have, the packages that this machine lacks, and what says which files look alike."""

    theme: PrintTheme
    paper: Paper
    legible: frozenset[str]
    lacking: tuple[str, ...]
    alike: Callable[[Piece, Form], Alike]

    def can_set(self, piece: Piece) -> bool:
        """Whether a piece can be typeset: Typst is installed, its template is there, and the fonts have
        all its letters."""
        template = piece.template in dict(self.theme.artwork.texts)
        return template and self.legible.issuperset(piece.groups) and "typst" not in self.lacking


def kit_tools(facts: KitFacts, theme: PrintTheme, paper: Paper) -> KitTools:
    """The tools for the files of a kit."""
    groups = (field.name for field in fields(facts))
    legible = (name for name in groups if is_legible(theme.fonts, getattr(facts, name)))
    same = functools.partial(alike, facts.identity)
    return KitTools(theme, paper, frozenset(legible), missing_extras(), same)


def files_of(piece: Piece, facts: KitFacts, tools: KitTools) -> Iterator[KitFile]:
    """The files of a piece that can be made on this machine. Codes and texts need no extra package."""
    if piece.kind.startswith("qr-"):
        yield from _code_files(piece, facts, tools)
    elif piece.template == LETTER_TEMPLATE:
        yield from _letter_files(piece, facts, tools)
    elif tools.can_set(piece):
        yield from _typeset_files(piece, facts, tools)
    elif piece.name == PLAIN and Form.SVG in piece.forms:
        yield KitFile(piece, Form.SVG, plain_badge, PlainBadge(facts.identity, facts.codes.page))


def _typeset_files(piece: Piece, facts: KitFacts, tools: KitTools) -> Iterator[KitFile]:
    """The typeset files, and the PNG: it is made from the PDF, which is quicker and looks the same."""
    groups = tuple((name, getattr(facts, name)) for name in piece.groups)
    for form in piece.forms:
        if form is not Form.PNG:
            sheet = Sheet(piece.name, form, groups, tools.theme, tools.alike(piece, form))
            yield KitFile(piece, form, sheet_file, sheet)
        elif "pypdfium2" not in tools.lacking:
            codes = tuple(text for _, text in codes_on(piece, facts.codes)) * piece.copies
            shown = Pixels(piece.dots, codes, smallest_module(piece, facts.codes))
            yield KitFile(piece, form, pixels, shown, (piece.file(Form.OFFICE),))


def _letter_files(piece: Piece, facts: KitFacts, tools: KitTools) -> Iterator[KitFile]:
    letter = on_paper(piece, tools.paper)
    sheet = LetterSheet(piece.name, tools.paper, facts, tools.theme)
    if Form.OFFICE in piece.forms and tools.can_set(piece):
        checked = replace(sheet, alike=tools.alike(piece, Form.OFFICE))
        yield KitFile(letter, Form.OFFICE, letter_pdf, checked)
    if Form.TEXT in piece.forms and has_text(piece, tools.theme.artwork):
        yield KitFile(letter, Form.TEXT, letter_markdown, sheet)


@dataclass(frozen=True)
class CodeFile:
    """The facts of a code as a file: the code itself, and how it is checked."""

    code: QrFacts
    alike: Alike = ()


def _code_files(piece: Piece, facts: KitFacts, tools: KitTools) -> Iterator[KitFile]:
    code = getattr(facts.codes, piece.codes[0])
    title = f"{facts.identity.festival} {facts.identity.city}".strip()
    qr = QrFacts(code.text, f"{title}: {code.below}", LEVELS[piece.use])
    for form in piece.forms:
        yield KitFile(piece, form, _QR_FORMS[form], CodeFile(qr, tools.alike(piece, form)))


def code_svg(facts: CodeFile) -> bytes:
    """The code as SVG. Raises :class:`samenight.site.artifact.UnfitError` if it is not right."""
    return _checked(qr_svg(facts.code), "image/svg+xml", facts)


def code_png(facts: CodeFile) -> bytes:
    """The code as PNG. Raises :class:`samenight.site.artifact.UnfitError` if it is not right."""
    return _checked(qr_png(facts.code), "image/png", facts)


def code_pdf(facts: CodeFile) -> bytes:
    """The code as PDF. Raises :class:`samenight.site.artifact.UnfitError` if it is not right."""
    return _checked(qr_pdf(facts.code), "application/pdf", facts)


def _checked(content: bytes, media_type: str, facts: CodeFile) -> bytes:
    check_codes(content, media_type, code_of(facts), facts.alike)
    return content


def code_of(facts: CodeFile) -> DrawnCodes:
    """The code of a file as it is drawn."""
    text, level = facts.code.text, facts.code.level
    matrix = matrix_of(text, level)
    return DrawnCodes((text,), level, float(side_of(matrix)) / len(matrix))


_QR_FORMS: dict[Form, Callable[[CodeFile], bytes]] = {
    Form.SVG: code_svg,
    Form.PNG: code_png,
    Form.BLACK: code_pdf,
}
