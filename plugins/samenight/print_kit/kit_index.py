"""The list of a kit for machines: ``print/index.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from samenight.print_kit.pieces.piece import BLEED, Form
from samenight.print_kit.print_page import FileEntry, Parts, PieceEntry, Section, with_digest

_COLOURS: Mapping[str, str] = MappingProxyType(
    {Form.OFFICE: "RGB", Form.PRESS: "CMYK", Form.BLACK: "K", Form.SVG: "RGB", Form.PNG: "RGB"}
)


@dataclass(frozen=True)
class KitIndex:
    """The whole list. ``page`` is the address that the codes lead to."""

    name: str
    page: str
    kit: FileEntry
    sections: tuple[Section, ...]


def index_json(index: KitIndex, parts: Parts) -> bytes:
    """The list as JSON, in the order of the page. Lengths are in mm, sizes in bytes; docs/print.md
    describes the fields."""
    data = {
        "name": index.name,
        "page": index.page,
        "kit": _file(with_digest(index.kit, parts)),
        "pieces": [_piece(one, parts) for section in index.sections for one in section.pieces],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _piece(piece: PieceEntry, parts: Parts) -> dict[str, Any]:
    return {
        "name": piece.name,
        "kind": piece.kind,
        "width": round(piece.width, 2),
        "height": round(piece.height, 2),
        "smallest_width": piece.smallest or None,
        "codes": dict(piece.codes),
        "files": [_file_of(piece, with_digest(file, parts)) for file in piece.files],
    }


def _file_of(piece: PieceEntry, file: FileEntry) -> dict[str, Any]:
    return {
        **_file(file),
        "form": file.form,
        "colours": _COLOURS.get(file.form),
        "bleed": BLEED if file.form == Form.PRESS else 0,
        **({"dots_per_inch": piece.dots} if file.form == Form.PNG else {}),
    }


def _file(file: FileEntry) -> dict[str, Any]:
    return {"file": file.name, "bytes": file.bytes, "sha256": file.digest}
