"""The files of a kit, each with the facts it is made of and the function that makes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from samenight.print_kit.code_files import code_pdf, code_png, code_svg
from samenight.print_kit.codes import LEVELS
from samenight.print_kit.facts import KitFacts, Press
from samenight.print_kit.pieces import MEDIA_TYPES, Form, Piece
from samenight.print_kit.qr import QrFacts
from samenight.print_kit.sheet import Sheet, sheet_file

_QR_FORMS: dict[Form, Callable[[QrFacts], bytes]] = {
    Form.SVG: code_svg,
    Form.PNG: code_png,
    Form.BLACK: code_pdf,
}


@dataclass(frozen=True)
class KitFile:
    """One file of a kit: of which piece, in which form, and how it is made of what."""

    piece: Piece
    form: Form
    make: Callable[[Any], bytes]
    facts: Any

    @property
    def name(self) -> str:
        """Its file name."""
        return self.piece.file(self.form)

    @property
    def media_type(self) -> str:
        """Its media type (RFC 6838)."""
        return MEDIA_TYPES[self.form]


def files_of(piece: Piece, facts: KitFacts, press: Press | None) -> Iterator[KitFile]:
    """The files of a piece; none where what typesets it is missing."""
    if piece.kind.startswith("qr-"):
        yield from _code_files(piece, facts)
    elif press:
        groups = tuple((name, getattr(facts, name)) for name in piece.groups)
        for form in piece.forms:
            yield KitFile(piece, form, sheet_file, Sheet(piece.name, form, groups, press))


def _code_files(piece: Piece, facts: KitFacts) -> Iterator[KitFile]:
    code = getattr(facts.codes, piece.codes[0])
    title = f"{facts.identity.festival} {facts.identity.city}".strip()
    qr = QrFacts(code.text, f"{title}: {code.below}", LEVELS[piece.use])
    for form in piece.forms:
        yield KitFile(piece, form, _QR_FORMS[form], qr)
