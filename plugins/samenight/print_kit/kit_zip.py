"""The download ``kit.zip``: all files of a kit, and the README that lists them with advice for printing."""

from __future__ import annotations

import io
import textwrap
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from samenight.content.problems.wording import Wording, Words, name_of_language
from samenight.print_kit.print_page import PieceEntry, Section
from samenight.site.artifact import Part

README = "README.txt"
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest date of ZIP; the same in every build
UNIX, PLAIN_FILE = 3, 0o100644 << 16
WIDTH = 78  # characters of a line


def kit_file(facts: ReadmeFacts, parts: Mapping[str, Part]) -> bytes:
    """The ZIP of a kit with its README."""
    return kit_zip(readme(facts), parts)


def kit_zip(text: str, parts: Mapping[str, Part]) -> bytes:
    """A ZIP of the README and the files of the kit, by name, all with the same date: equal files give
    equal bytes."""
    by_name = {path.rpartition("/")[2]: part for path, part in parts.items()}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        _add(archive, README, text.encode())
        for name, part in sorted(by_name.items()):
            _add(archive, name, part.content())
    return file.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, FIRST_DAY)
    entry.create_system, entry.external_attr = UNIX, PLAIN_FILE
    archive.writestr(entry, content, zipfile.ZIP_STORED)  # nearly all of it is compressed already


@dataclass(frozen=True)
class ReadmeFacts:
    """The facts of the README: its title, the address that codes lead to, the language and the words of
    all languages, the pieces, and the city's language if there is no translation into it."""

    title: str
    page: str
    language: str
    words: Words
    sections: tuple[Section, ...]
    missing_language: str | None = None


def readme(facts: ReadmeFacts) -> str:
    """The README in the language of the kit. Lines end with CR LF, which every editor shows correctly."""
    wording = facts.words.of(facts.language)
    lines = [
        facts.title,
        "=" * min(len(facts.title), WIDTH),
        "",
        *_wrapped(wording.text("The codes lead to {page}. This address never changes.", page=facts.page)),
        "",
        *_missing(facts, wording),
        *_advice(wording),
    ]
    for section in facts.sections:
        lines += ["", "", section.title, "-" * min(len(section.title), WIDTH)]
        for piece in section.pieces:
            lines += ["", *_piece(piece, wording)]
    return "\r\n".join(lines) + "\r\n"


def _missing(facts: ReadmeFacts, wording: Wording) -> list[str]:
    """A note that the words are not in the city's language, if so."""
    if facts.missing_language is None:
        return []
    name = name_of_language(facts.missing_language, facts.language)
    note = wording.text(
        "There is no translation into {language} yet, so these files are in another language.", language=name
    )
    return [*_wrapped(note), ""]


def _advice(wording: Wording) -> list[str]:
    advice = (
        wording.text("Files that end in -press.pdf are for the print shop: CMYK, 3 mm bleed, crop marks."),
        wording.text("The other PDF files are for your own printer: print them at 100 %, not “fit to page”."),
        wording.text("Leave the white border of a code empty, and keep it dark on light."),
        wording.text("Scan one proof with two different phones before you print a hundred."),
    )
    return [line for one in advice for line in _wrapped(one, "- ")]


def _piece(piece: PieceEntry, wording: Wording) -> list[str]:
    size = "{:g} x {:g} {}".format(*piece.size)
    lines = [*_wrapped(f"{piece.title} ({size})"), *_wrapped(piece.purpose, "  ")]
    if piece.smallest:
        lines += _wrapped(wording.text("Never narrower than {width} mm.", width=piece.smallest), "  ")
    for file in piece.files:
        lines += _wrapped(f"{file.name} – {file.use}", "  * ")
    return lines


def _wrapped(text: str, first: str = "") -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_long_words=False,
        break_on_hyphens=False,
    )
