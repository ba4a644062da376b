"""The rows of a table, from the file that a spreadsheet program or a ticket shop saved: CSV in any usual
encoding, or an Excel workbook (``.xlsx``).

An encoding is recognised by its bytes. Where two are possible and give different letters, the languages of
the table's columns or of the city decide, and nothing is guessed without them.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from samenight.commands.people_heads import head_of
from samenight.content.problems.problem import Phrase

SEPARATORS = ",;\t|"
# A line and its cells.
Row = tuple[int, list[str]]
HOW_TO_SAVE = Phrase(
    "To save it as CSV in UTF-8: in Excel, File > Save As > CSV UTF-8 (Comma delimited); in LibreOffice "
    "Calc, File > Save As > Text CSV, then the character set Unicode (UTF-8); in Google Sheets, "
    "File > Download > Comma-separated values; in Numbers, File > Export To > CSV."
)  # fmt: skip
MOST_BYTES = 20_000_000  # of a workbook when it is unpacked
# The letters beyond ASCII of the languages that are written in an encoding.
_WEST = {
    "fr": "àâæçéèêëîïôœùûüÿ", "de": "äöüßé", "es": "áéíñóúüç", "it": "àèéìòùî", "pt": "ãáàâçéêíóôõúü",
    "nl": "ëïéèöüáó", "sv": "åäöéü", "fi": "åäö", "da": "æøåéö", "nb": "æøåéòô", "is": "áðéíóúýþæö",
    "ca": "àçéèíïóòúü", "en": "éèêëïñöüàçô",
}  # fmt: skip
_CENTRAL = {
    "pl": "ąćęłńóśźż", "cs": "áčďéěíňóřšťúůýž", "sk": "áäčďéíĺľňóôŕšťúýž", "hu": "áéíóöőúüű", "ro": "âăîşţ",
    "sl": "čšž", "hr": "čćđšž", "sq": "ëç",
}  # fmt: skip
_CYRILLIC = {
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
}  # fmt: skip
_GREEK = {"el": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ"}
_TURKISH = {"tr": "çğıöşüâîû"}
ENCODINGS: Mapping[str, Mapping[str, str]] = {
    "cp1252": _WEST, "cp1250": _CENTRAL, "cp1251": _CYRILLIC, "cp1253": _GREEK, "cp1254": _TURKISH,
    "mac_roman": _WEST,
}  # fmt: skip
_NAMES = {
    "cp1252": Phrase("Windows-1252 (Western Europe)"), "cp1250": Phrase("Windows-1250 (Central Europe)"),
    "cp1251": Phrase("Windows-1251 (Cyrillic)"), "cp1253": Phrase("Windows-1253 (Greek)"),
    "cp1254": Phrase("Windows-1254 (Turkish)"),
    "mac_roman": Phrase("Mac Roman"),
}  # fmt: skip
# Signs beyond letters and digits that are usual in tables of people.
_USUAL_SIGNS = frozenset(" \u00a0’‘“”„–—…€«»°·")


class TableError(Exception):
    """A file that cannot be read as a table: its line, a sentence with gaps, and whether the way to save it
    as CSV helps."""

    def __init__(self, line: int, what: Phrase, advice: Phrase | None = None, **facts: object) -> None:
        super().__init__(what)
        self.line, self.what, self.advice, self.facts = line, what, advice, facts


@dataclass(frozen=True)
class Table:
    """The rows of a table that are not empty, each with its line, and what to know about how it was read."""

    rows: Sequence[Row]
    note: Phrase | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    advice: Phrase | None = None


def read_table(file: bytes, languages: Sequence[str] = ()) -> Table:
    """Read a file. ``languages`` are those in which its names are probably written, to tell encodings apart.

    Raises :class:`TableError`.
    """
    kind = _program_file(file)
    if kind == "xlsx":
        return _workbook(file)
    if kind:
        what = Phrase("This is {kind}, which cannot be read here. Save it as .xlsx or as CSV.")
        raise TableError(1, what, HOW_TO_SAVE, kind=kind)
    text, encoding = _decoded(file, languages)
    if "\0" in text:
        raise TableError(1, Phrase("This is not a text table."), HOW_TO_SAVE)
    rows = _records(text)
    if not encoding:
        return Table(rows)
    note = Phrase("The table is not in UTF-8; it was read as {encoding}. Look at the names on the badges.")
    return Table(rows, note, {"encoding": _NAMES[encoding]}, HOW_TO_SAVE)


def _program_file(file: bytes) -> str:
    """ "xlsx", what else the file is for people, or nothing if it can be text."""
    if file.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        protected = "EncryptedPackage".encode("utf-16-le") in file
        return Phrase("a workbook with a password") if protected else Phrase("an old Excel workbook (.xls)")
    if (
        file[:200]
        .lstrip(b"\xef\xbb\xbf \t\r\n")
        .lower()
        .startswith((b"<html", b"<table", b"<!doctype", b"<?xml"))
    ):
        return Phrase("a web page or XML")
    if not file.startswith(b"PK\x03\x04"):
        return Phrase("a PDF") if file.startswith(b"%PDF") else ""
    try:
        names = zipfile.ZipFile(io.BytesIO(file)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return Phrase("a damaged or unknown zip file")
    if "xl/workbook.xml" in names:
        return "xlsx"
    if any(name.endswith(".iwa") for name in names):
        return Phrase("a Numbers file (.numbers)")
    if "content.xml" in names:
        return Phrase("a LibreOffice file (.ods)")
    return Phrase("an Excel workbook of the binary kind (.xlsb)") if "xl/workbook.bin" in names else (
        Phrase("a zip file"))  # fmt: skip


def _workbook(file: bytes) -> Table:
    """The first sheet with anything in it."""
    try:
        from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 -- few tables need it
    except ImportError:
        what = Phrase('An Excel workbook (.xlsx) needs the package python-calamine: install '
                      '"samenight[xlsx]", or save the table as CSV.')  # fmt: skip
        raise TableError(1, what, HOW_TO_SAVE) from None
    if sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(file)).infolist()) > MOST_BYTES:
        raise TableError(1, Phrase("The workbook is too large for a table of people."), HOW_TO_SAVE)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(file))
        sheets = {name: list(_rows_of(workbook.get_sheet_by_name(name))) for name in workbook.sheet_names}
    except (CalamineError, ValueError, OSError):
        raise TableError(1, Phrase("The workbook cannot be read: it is damaged."), HOW_TO_SAVE) from None
    filled = [name for name, rows in sheets.items() if rows]
    if len(filled) < 2:
        return Table(sheets[filled[0]] if filled else [])
    note = Phrase("The workbook has {count} sheets; only the first one is used: {sheet}.")
    return Table(sheets[filled[0]], note, {"count": len(filled), "sheet": filled[0]})


def _rows_of(sheet: object) -> Iterator[Row]:
    rows = sheet.to_python(skip_empty_area=False)  # type: ignore[attr-defined]
    for line, values in enumerate(rows, 1):
        cells = [_shown(value) for value in values]
        while cells and not cells[-1].strip():
            del cells[-1]
        if cells:
            yield line, cells


def _shown(value: object) -> str:
    """A cell as people see it: 3 and not 3.0."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _decoded(file: bytes, languages: Sequence[str]) -> tuple[str, str]:
    """The text, and the encoding if it is not Unicode. UTF-16 is known by its mark, or by a zero in every
    other byte."""
    if file.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in file[:2]:
        encoding = "utf-16" if file[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE} else (
            "utf-16-be" if file[:1] == b"\0" else "utf-16-le")  # fmt: skip
        try:
            return file.decode(encoding), ""
        except UnicodeDecodeError:
            raise TableError(1, Phrase("The end of the table is missing."), HOW_TO_SAVE) from None
    try:
        return file.decode("utf-8-sig"), ""
    except UnicodeDecodeError as error:
        found = _encoding_of(file, languages)
        if found:
            return file.decode(found), found
        line = file[: error.start].count(b"\n") + 1
        raise TableError(
            line, Phrase("This is not UTF-8, and the encoding is not certain."), HOW_TO_SAVE
        ) from None


def _encoding_of(file: bytes, languages: Sequence[str]) -> str | None:
    """The only encoding in which all words can be of one language; among several with different texts that
    of the languages; else ``None``."""
    texts = {}
    for encoding in ENCODINGS:
        try:
            texts[encoding] = file.decode(encoding)
        except UnicodeDecodeError:
            continue
    odd = {encoding: _odd_words(text, ENCODINGS[encoding]) for encoding, text in texts.items()}
    possible = [encoding for encoding, count in odd.items() if count == 0]
    possible = possible or [
        one for one in texts if all(map(_word_of_any(ENCODINGS[one]), _foreign(texts[one])))
    ]
    possible = possible or [encoding for encoding in odd if _clearly_best(encoding, odd)]
    for hints in ((), _languages_of_heads(texts.values()), *((language,) for language in languages)):
        fitting = [one for one in possible if not hints or not set(hints).isdisjoint(ENCODINGS[one])]
        if len({texts[encoding] for encoding in fitting}) == 1:
            return fitting[0]
    return None


def _word_of_any(languages: Mapping[str, str]) -> Callable[[str], bool]:
    """Whether a word can be of any of the languages: guests come from many countries."""
    return lambda word: any(_explained(word, frozenset(letters)) for letters in languages.values())


def _clearly_best(encoding: str, odd: Mapping[str, int]) -> bool:
    """Whether nearly all words of a table with guests from abroad fit this encoding, and far fewer fit any
    other."""
    others = [count for other, count in odd.items() if other != encoding]
    return all(count >= 4 * max(odd[encoding], 1) for count in others)


def _languages_of_heads(texts: Iterable[str]) -> set[str]:
    """The languages of the columns' heads. English ones say nothing: ticket shops write them everywhere."""
    lines = (next(filter(str.strip, text.splitlines()), "") for text in texts)
    heads = (head_of(cell.strip('" ')) for line in lines for cell in line.split(_separator_of(line)))
    return {language for head in heads if "en" not in head.languages for language in head.languages}


def _odd_words(text: str, languages: Mapping[str, str]) -> int:
    """How many words have letters that the language which explains most of them lacks, or signs or capitals
    in the middle."""
    return min(_unexplained(text, frozenset(letters)) for letters in languages.values())


def _unexplained(text: str, letters: frozenset[str]) -> int:
    return sum(not _explained(word, letters) for word in _foreign(text))


def _foreign(text: str) -> list[str]:
    """The words with letters or signs beyond ASCII."""
    return [word for word in re.split(r"[\s,;|\"]+", text) if not word.isascii()]


def _explained(word: str, letters: frozenset[str]) -> bool:
    """Whether a word can be of the language with these letters, by its letters, scripts and capitals."""
    latin = any(sign < "\u0250" for sign in letters)
    has_ascii = re.search("[A-Za-z]", word) is not None
    if (latin and not has_ascii and len(word) > 2) or (has_ascii and not latin):
        return False
    for before, sign in zip(" " + word, word, strict=False):
        if sign.isascii() or sign in _USUAL_SIGNS:
            continue
        if not sign.isalpha() or (sign.casefold() not in letters and sign != "ß"):
            return False
        if before.islower() and sign.isupper():
            return False
    return True


def _records(text: str) -> list[Row]:
    """The non-empty records, each with the line in which it begins. Raises :class:`TableError`."""
    lines = text.splitlines()
    declared = lines[0][4:5] if lines and lines[0].lower().startswith("sep=") else ""  # Excel writes this
    skipped = 1 if declared else 0
    head = next(filter(str.strip, lines[skipped:]), "")
    separator = (declared or _separator_of(head)).replace("\\t", "\t")
    found, line = [], 1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for cells in reader:
            if line > skipped and any(map(str.strip, cells)):
                found.append((line, cells))
            line = reader.line_num + 1
    except csv.Error:
        raise TableError(line, Phrase("The table cannot be read from here on. Check its quotes.")) from None
    return found


def _separator_of(head: str) -> str:
    """The separator that gives the most known columns, then the most cells, outside of quotes."""
    bare = "".join(part for number, part in enumerate(head.split('"')) if number % 2 == 0)
    whole = head.replace('"', "")
    return max(
        SEPARATORS, key=lambda sign: (sum(bool(head_of(c).part) for c in whole.split(sign)), bare.count(sign))
    )


def cleaned(cell: str) -> str:
    """A cell on one line, composed (NFC), without invisible characters."""
    words = "".join(" " if sign in "\t\r\n\v\f\u2028\u2029" else sign for sign in cell)
    shown = (
        s
        for s in words
        if s in "\u200c\u200d" or unicodedata.category(s) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
    return unicodedata.normalize("NFC", " ".join(filter(None, "".join(shown).split(" "))))
