"""Bring the catalogues of the check's messages up to date with the sentences in the code.

    make messages

New sentences come in without a translation, those that are no longer said go, and what is translated
stays as it is. `tests/test_messages.py` fails until every sentence has its translation.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import samenight
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from samenight.checks.catalogue import CATALOGUE
from samenight.festival.problem import Kind

HOUSE = Path(samenight.__file__).parent
CATALOGUES = HOUSE / "festival" / "translations"

# What is called with sentences: words kept for later, words of a report, and a dialogue's.
SAYING = {"Phrase", "text", "say", "warn", "stop"}

# A sentence, or the forms of what is counted for one and for many.
Message = str | tuple[str, str]


def messages() -> dict[Message, str]:
    """Every sentence that can be said to an organiser, with a word on where."""
    found: dict[Message, str] = {}
    for kind in kinds():
        for part in ("what", "mend", "mend_with", "why"):
            found.setdefault(getattr(kind, part), f"{kind.code}, {part}")
    for file in sorted(HOUSE.rglob("*.py")):
        for message in written_in(file.read_text("utf-8")):
            found.setdefault(message, file.relative_to(HOUSE).as_posix())
    return found


def kinds() -> list[Kind]:
    """All kinds of mistake."""
    return list(CATALOGUE.values())


def written_in(code: str) -> Iterator[Message]:
    """The sentences that Python code says by itself: those given to ``Phrase``, ``text`` and their
    like, and the two given to ``counted``."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            literals = [text for argument in node.args for text in _literals(argument)]
            if name == "counted" and len(literals) == 2:
                yield literals[0], literals[1]
            elif name in SAYING:
                yield from literals


def _literals(node: ast.expr) -> Iterator[str]:
    """A text, or each of two between which a condition chooses."""
    if isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def updated(text: str, said: dict[Message, str]) -> str:
    """A catalogue's text with exactly the sentences ``said``, in their order. Its head stays."""
    head = text.partition("\n\n")[0]
    old, new = read_po(io.BytesIO(text.encode())), Catalog(charset="utf-8")
    for message, place in said.items():
        before = old.get(message)
        done = before.string if before and not before.fuzzy else ""
        # Our gaps are those of str.format: gettext's own checks know other kinds only.
        new.add(message, done, auto_comments=[place]).flags.clear()
    body = io.BytesIO()
    write_po(body, new, width=100, omit_header=True)
    return f"{head}\n\n{body.getvalue().decode().strip()}\n"


def is_done(message: Any) -> bool:
    """Whether a message of a catalogue has its translation, in every form."""
    return all(message.string) if message.pluralizable else bool(message.string)


def main() -> None:
    """Rewrite every catalogue, and say what is still to be translated."""
    said = messages()
    for path in sorted(CATALOGUES.glob("*.po")):
        path.write_text(updated(path.read_text("utf-8"), said), "utf-8")
        catalogue = read_po(io.BytesIO(path.read_bytes()))
        open_ = sum(1 for one in catalogue if one.id and not is_done(one))
        print(f"{path.name}: {len(said)} messages, {open_} to be translated.", file=sys.stderr)


if __name__ == "__main__":
    main()
