"""The list of a kit for machines: ``print/index.json``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from samenight.print_kit.catalogue import PIECES
from samenight.print_kit.page import FileShown, Parts, weighed
from samenight.print_kit.pieces import BLEED, Form, Piece

_COLOURS = {
    Form.OFFICE: "RGB", Form.PRESS: "CMYK", Form.BLACK: "K", Form.SVG: "RGB", Form.PNG: "RGB",
}  # fmt: skip


@dataclass(frozen=True)
class Listed:
    """A piece in the list: its name, its size after cutting in mm, what its codes hold, how small it may
    be printed (width in mm, 0 where it does not matter), and its files by form."""

    piece: str
    width: float
    height: float
    codes: tuple[tuple[str, str], ...]
    smallest: int
    files: tuple[tuple[Form, FileShown], ...]


@dataclass(frozen=True)
class Index:
    """The whole list. ``page`` is the address that the codes lead to."""

    name: str
    page: str
    kit: FileShown
    pieces: tuple[Listed, ...]


def index_json(index: Index, parts: Parts) -> bytes:
    """The list as JSON, in the order of the page. Lengths are in mm, sizes in bytes; docs/print.md
    tells the fields."""
    said = {
        "name": index.name,
        "page": index.page,
        "kit": _file(weighed(index.kit, parts)),
        "pieces": [_piece(one, parts) for one in index.pieces],
    }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def _piece(listed: Listed, parts: Parts) -> dict[str, Any]:
    piece = PIECES[listed.piece]
    return {
        "name": piece.name,
        "kind": piece.kind,
        "width": round(listed.width, 2),
        "height": round(listed.height, 2),
        "smallest_width": listed.smallest or None,
        "codes": dict(listed.codes),
        "files": [_form(piece, form, weighed(file, parts)) for form, file in listed.files],
    }


def _form(piece: Piece, form: Form, file: FileShown) -> dict[str, Any]:
    return {
        **_file(file),
        "form": str(form),
        "colours": _COLOURS.get(form),
        "bleed": BLEED if form is Form.PRESS else 0,
        **({"dots_per_inch": piece.dots} if form is Form.PNG else {}),
    }


def _file(file: FileShown) -> dict[str, Any]:
    return {"file": file.name, "bytes": file.bytes, "sha256": file.digest}
