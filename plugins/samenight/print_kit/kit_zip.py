"""The whole kit of a city in one file, with a text that says what is what."""

from __future__ import annotations

import io
import textwrap
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from samenight.content.problems.wording import Wording, Words, name_of_language
from samenight.print_kit.print_page import PieceShown, Section
from samenight.site.artifact import Part

README = "README.txt"
COMPRESSED = (".pdf", ".png", ".zip")  # by themselves: to try again costs more than it saves
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that ZIP can say; the same in every build
UNIX, PLAIN_FILE = 3, 0o100644 << 16


def kit_file(facts: ReadmeFacts, parts: Mapping[str, Part]) -> bytes:
    """The kit with the text that tells of it."""
    return kit_zip(readme(facts), parts)


def kit_zip(text: str, parts: Mapping[str, Part]) -> bytes:
    """The text and the files that lie beside the kit, by name, all with the same date: equal files
    give equal bytes."""
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
    method = zipfile.ZIP_STORED if name.endswith(COMPRESSED) else zipfile.ZIP_DEFLATED
    archive.writestr(entry, content, method, 1)


WIDTH = 78  # characters of a line


@dataclass(frozen=True)
class ReadmeFacts:
    """What the text is made of: its title, the address that codes lead to, the language with the words
    that there are, the pieces, and the city's language where there are no words in it."""

    title: str
    page: str
    language: str
    words: Words
    sections: tuple[Section, ...]
    missing_language: str | None = None


def readme(facts: ReadmeFacts) -> str:
    """The text, in the language of the kit. Lines end as on Windows, so that every editor shows them."""
    said = facts.words.of(facts.language)
    lines = [
        facts.title,
        "=" * min(len(facts.title), WIDTH),
        "",
        *_told(said.text("The codes lead to {page}. This address never moves.", page=facts.page)),
        "",
        *_missing(facts, said),
        *_advice(said),
    ]
    for section in facts.sections:
        lines += ["", "", section.title, "-" * min(len(section.title), WIDTH)]
        for piece in section.pieces:
            lines += ["", *_piece(piece, said)]
    return "\r\n".join(lines) + "\r\n"


def _missing(facts: ReadmeFacts, said: Wording) -> list[str]:
    """That the words are in another language than the city's, where they are."""
    if facts.missing_language is None:
        return []
    name = name_of_language(facts.missing_language, facts.language)
    note = said.text(
        "There are no words in {language} yet, so these files are in another language.", language=name
    )
    return [*_told(note), ""]


def _advice(said: Wording) -> list[str]:
    advice = (
        said.text("Files that end in -press.pdf are for the print shop: CMYK, 3 mm bleed, crop marks."),
        said.text("The other PDF files are for your own printer: print them at 100 %, not “fit to page”."),
        said.text("Leave the white border of a code empty, and keep it dark on light."),
        said.text("Scan one proof with two different phones before you print a hundred."),
    )
    return [line for one in advice for line in _told(one, "- ")]


def _piece(piece: PieceShown, said: Wording) -> list[str]:
    size = "{:g} x {:g} {}".format(*piece.size)
    lines = [*_told(f"{piece.title} ({size})"), *_told(piece.purpose, "  ")]
    if piece.smallest:
        lines += _told(said.text("Never narrower than {width} mm.", width=piece.smallest), "  ")
    for file in piece.files:
        lines += _told(f"{file.name} – {file.use}", "  * ")
    return lines


def _told(text: str, first: str = "") -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_long_words=False,
        break_on_hyphens=False,
    )
