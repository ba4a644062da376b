"""Bring all catalogues up to date with the sentences in code and templates.

    make messages

There are two sorts of sentences, and no sentence is of both: messages of the check and the commands,
with catalogues in the package, and words of pages and artwork, with catalogues in the theme.
New sentences are added without a translation, unused ones are deleted, and translations are kept. To add a
language, create an empty file: ``theme/translations/de.po``. For the languages that we ship,
`tests/content/problems/test_messages.py` fails until every sentence has its translation.
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

PACKAGE = Path(samenight.__file__).parent
THEME = Path(__file__).parent.parent / "theme"

# The packages whose sentences are messages to organisers, as are those of every kind of mistake. The
# sentences of all other packages are published, on pages and artwork.
ADVISING = {"builder", "checks", "commands", "content", "history"}

# The functions that take sentences: phrases kept for later, words of a report, and those of a dialogue.
SAYING = {"Phrase", "text", "message", "say", "warn", "stop"}

# A sentence, or its singular and plural.
Message = str | tuple[str, str]
Sentences = dict[Message, str]


def messages() -> Sentences:
    """Every message to organisers, with where it is used."""
    found: Sentences = {}
    for kind in kinds():
        for part in ("what", "mend", "mend_with", "mend_between", "why"):
            found.setdefault(getattr(kind, part), f"{kind.code}, {part}")
    for file in sorted(PACKAGE.rglob("*.py")):
        if not publishes(file):
            _add(file, found)
    return found


def words() -> Sentences:
    """Every sentence of pages and artwork, with where it is used."""
    found: Sentences = {}
    for name, message in in_templates(THEME / "templates"):
        found.setdefault(message, name)
    for file in sorted(PACKAGE.rglob("*.py")):
        if publishes(file):
            _add(file, found)
    return found


def publishes(file: Path) -> bool:
    """Whether the sentences of a Python file appear on pages or artwork."""
    return file.relative_to(PACKAGE).parts[0] not in ADVISING


def _add(file: Path, found: Sentences) -> None:
    for message in written_in(file.read_text("utf-8")):
        found.setdefault(message, file.relative_to(PACKAGE).as_posix())


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
    """The literal sentences in Python code: the arguments of ``Phrase``, ``text`` and so on (SAYING), and
    the two of ``counted``."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            literals = [text for argument in node.args for text in _literals(argument)]
            if name == "counted" and len(literals) == 2:
                yield literals[0], literals[1]
            elif name in SAYING:
                yield from literals


def _literals(node: ast.expr) -> Iterator[str]:
    """A literal text, or both literals of a conditional expression."""
    if isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def updated(text: str, sentences: Sentences, language: str = "en") -> str:
    """A catalogue's text with exactly these sentences, in their order. Its header is kept; if there is
    none yet, it gets that of its language."""
    head = text.partition("\n\n")[0].strip() or head_of(language)
    old, new = read_po(io.BytesIO((text.strip() or head).encode())), Catalog(charset="utf-8")
    new.mime_headers = [("Plural-Forms", old.plural_forms)]  # as many forms as the language has
    for message, place in sentences.items():
        before = old.get(message)
        done = before.string if before and not before.fuzzy else ""
        entry = new.add(message, done, auto_comments=[place])
        if "%(" not in str(message):  # gettext's own checks do not support the gaps of str.format
            entry.flags.clear()
    body = io.BytesIO()
    write_po(body, new, width=100, omit_header=True)
    return f"{head}\n\n{body.getvalue().decode().strip()}\n"


def head_of(language: str) -> str:
    """The header of a new catalogue, with the plural rule of its language."""
    forms = Catalog(locale=language.replace("-", "_")).plural_forms
    fields = (f"Language: {language}", f"Plural-Forms: {forms}", "Content-Type: text/plain; charset=utf-8")
    return "\n".join(['msgid ""', 'msgstr ""', *(f'"{field}\\n"' for field in fields)])


def is_done(message: Any) -> bool:
    """Whether a message of a catalogue is translated, in every plural form."""
    return all(message.string) if message.pluralizable else bool(message.string)


# The folders of catalogues, each with the function that returns their sentences.
CATALOGUES = {PACKAGE / "content" / "problems" / "translations": messages, THEME / "translations": words}


def main() -> None:
    """Rewrite every catalogue, and print how many sentences are still to be translated."""
    for folder, sentences_of in CATALOGUES.items():
        sentences = sentences_of()
        for path in sorted(folder.glob("*.po")):
            path.write_text(updated(path.read_text("utf-8"), sentences, path.stem), "utf-8")
            catalogue = read_po(io.BytesIO(path.read_bytes()))
            open_ = sum(1 for one in catalogue if one.id and not is_done(one))
            name = path.relative_to(folder.parent)
            print(f"{folder.parent.name}, {name}: {len(sentences)} sentences, {open_} open.", file=sys.stderr)


if __name__ == "__main__":
    main()
