"""Bring all catalogues up to date with the sentences in code and templates.

    make messages

There are two sorts of sentences, and no sentence is of both: messages of the check and the commands,
whose catalogues lie in the package, and words of pages and artwork, whose catalogues lie in the theme.
New sentences come in without a translation, those that are no longer said go, and what is translated
stays as it is. An empty file begins a language: ``theme/translations/de.po``. For the languages that we
ship, `tests/content/problems/test_messages.py` fails until every sentence has its translation.
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
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from samenight.checks.all_kinds import CATALOGUE
from samenight.content.problems.problem import Kind
from samenight.site.page_templates import ENVIRONMENT

HOUSE = Path(samenight.__file__).parent
THEME = Path(__file__).parent.parent / "theme"

# The rooms and benches whose code speaks to organisers, in messages; so does every kind of mistake. What
# all others say is published: it stands on pages and artwork.
ADVISING = {"builder", "checks", "commands", "content", "history"}

# What is called with sentences: words kept for later, words of a report, and a dialogue's.
SAYING = {"Phrase", "text", "say", "warn", "stop"}

# A sentence, or the forms of what is counted for one and for many.
Message = str | tuple[str, str]
Said = dict[Message, str]


def messages() -> Said:
    """Every sentence that can be said to an organiser, with a word on where."""
    found: Said = {}
    for kind in kinds():
        for part in ("what", "mend", "mend_with", "why"):
            found.setdefault(getattr(kind, part), f"{kind.code}, {part}")
    for file in sorted(HOUSE.rglob("*.py")):
        if not publishes(file):
            _note(file, found)
    return found


def words() -> Said:
    """Every sentence that can stand on a page or on artwork, with a word on where."""
    found: Said = {}
    for name, message in in_templates(THEME / "templates"):
        found.setdefault(message, name)
    for file in sorted(HOUSE.rglob("*.py")):
        if publishes(file):
            _note(file, found)
    return found


def publishes(file: Path) -> bool:
    """Whether what a file of ours says stands on pages or artwork."""
    return file.relative_to(HOUSE).parts[0] not in ADVISING


def _note(file: Path, found: Said) -> None:
    for message in written_in(file.read_text("utf-8")):
        found.setdefault(message, file.relative_to(HOUSE).as_posix())


def kinds() -> list[Kind]:
    """All kinds of mistake."""
    return list(CATALOGUE.values())


def in_templates(folder: Path) -> Iterator[tuple[str, Message]]:
    """The sentences that the page templates below a folder mark, each with its template's name."""
    options = {
        "extensions": ",".join(ENVIRONMENT["extensions"]),
        "newstyle_gettext": "true",
        "trim_blocks": "true",
        "silent": "false",
    }
    found = extract_from_dir(folder, [("**.html", "jinja2")], {"**.html": options})
    yield from ((str(name), message) for name, _, message, _, _ in found)


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


def updated(text: str, said: Said, language: str = "en") -> str:
    """A catalogue's text with exactly the sentences ``said``, in their order. Its head stays; where there
    is none yet, it gets that of its language."""
    head = text.partition("\n\n")[0].strip() or head_of(language)
    old, new = read_po(io.BytesIO((text.strip() or head).encode())), Catalog(charset="utf-8")
    new.mime_headers = [("Plural-Forms", old.plural_forms)]  # as many forms as the language has
    for message, place in said.items():
        before = old.get(message)
        done = before.string if before and not before.fuzzy else ""
        entry = new.add(message, done, auto_comments=[place])
        if "%(" not in str(message):  # gettext's own checks do not know the gaps of str.format
            entry.flags.clear()
    body = io.BytesIO()
    write_po(body, new, width=100, omit_header=True)
    return f"{head}\n\n{body.getvalue().decode().strip()}\n"


def head_of(language: str) -> str:
    """The head of a new catalogue, with the plural rule of its language."""
    forms = Catalog(locale=language.replace("-", "_")).plural_forms
    fields = (f"Language: {language}", f"Plural-Forms: {forms}", "Content-Type: text/plain; charset=utf-8")
    return "\n".join(['msgid ""', 'msgstr ""', *(f'"{field}\\n"' for field in fields)])


def is_done(message: Any) -> bool:
    """Whether a message of a catalogue has its translation, in every form."""
    return all(message.string) if message.pluralizable else bool(message.string)


# The folders of catalogues, each with what its catalogues are to have.
CATALOGUES = {HOUSE / "content" / "problems" / "translations": messages, THEME / "translations": words}


def main() -> None:
    """Rewrite every catalogue, and say what is still to be translated."""
    for folder, sentences in CATALOGUES.items():
        said = sentences()
        for path in sorted(folder.glob("*.po")):
            path.write_text(updated(path.read_text("utf-8"), said, path.stem), "utf-8")
            catalogue = read_po(io.BytesIO(path.read_bytes()))
            open_ = sum(1 for one in catalogue if one.id and not is_done(one))
            name = path.relative_to(folder.parent)
            print(f"{folder.parent.name}, {name}: {len(said)} sentences, {open_} open.", file=sys.stderr)


if __name__ == "__main__":
    main()
