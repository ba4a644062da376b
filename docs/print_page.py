"""The reference page of the print kit: its pieces, label sheets and colours, and the data of templates."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from samenight.builder.site_settings import fonts_of
from samenight.content.model.print_settings import KINDS
from samenight.content.problems.problem import Phrase
from samenight.content.problems.wording import ENGLISH, Words
from samenight.content.values.inks import PALETTES, contrast, ink
from samenight.print_kit.codes.contents import LEVELS
from samenight.print_kit.facts.artwork_words import artwork_labels
from samenight.print_kit.facts.fact_groups import KitFacts, PrintTheme
from samenight.print_kit.facts.template_data import data_of
from samenight.print_kit.labels.name_badges import LabelLayout, Person, merged_data
from samenight.print_kit.labels.raffle_numbers import numbered_data
from samenight.print_kit.letters.letter_facts import letter_facts
from samenight.print_kit.letters.letters import letter_data
from samenight.print_kit.pieces import descriptions
from samenight.print_kit.pieces.catalogue import LETTER_TEMPLATE, PIECES
from samenight.print_kit.pieces.label_stocks import STOCKS
from samenight.print_kit.pieces.piece import Form, Piece
from samenight.site.artifact import Sources

from docs.print_sample import KITS

ARTWORK = Path(__file__).parent.parent / "theme/print"
SHOWN = 44  # characters of an example that are shown
HEAD = """# The print kit: pieces, data, words

Made from the code by `make docs`; do not edit by hand. [The print kit](../print.md) explains it.
"""
FORMS: Mapping[Form, str] = {
    Form.OFFICE: "office PDF", Form.PRESS: "press PDF", Form.BLACK: "PDF in black", Form.SVG: "SVG",
    Form.PNG: "PNG", Form.TEXT: "Markdown",
}  # fmt: skip

Data = Mapping[str, Any]
Row = Sequence[str]
# Groups of data with the same keys under several names: one row describes all of them.
_ALIKE = (("codes.", "codes.*"), ("palette.", "palette.*"))


def text() -> str:
    """The page."""
    parts = (
        _kinds(), _pieces(), _stocks(), _levels(), _colours(), _data(), _words(), _letters(), _functions(),
    )  # fmt: skip
    return "\n".join([HEAD, *(line for part in parts for line in part)]).rstrip() + "\n"


def data_rows() -> dict[str, tuple[str, str]]:
    """The type and an example of everything in the data of templates, by its path.

    ``[]`` is each part of a list, ``*`` each code or colour. The words are left out: see _words.
    """
    return _rows(_plain(data) for kit in KITS for data in sample_data(kit))


def letter_rows() -> dict[str, tuple[str, str]]:
    """The type and an example of each fact that letters can show, by its name."""
    return _rows([_plain(letter_facts(kit, Words())) for kit in KITS])


def artwork() -> Sources:
    """The templates of the theme."""
    files = sorted(path for path in ARTWORK.rglob("*") if path.is_file())
    return Sources(tuple((path.relative_to(ARTWORK).as_posix(), path.read_text("utf-8")) for path in files))


# Pieces.


def _kinds() -> Iterator[str]:
    yield "## Kinds\n"
    yield "The names for `pieces`. [What they need](../print.md#what-a-piece-needs).\n"
    rows = (
        (f"`{kind}`", *map(_english, descriptions.KINDS[kind][:2]), _coded(needs) or "–")
        for kind, needs in KINDS.items()
    )
    yield from _table(("kind", "title", "purpose", "needs"), rows)


def _pieces() -> Iterator[str]:
    yield "## Pieces\n"
    yield ("Width and height are after cutting. The code width is the smallest at that size, quiet zone "
           "included; a code with more data is larger. Groups are the facts that the template "
           "gets.\n")  # fmt: skip
    head = ("piece", "mm", "paper", "full kit", "lean kit", "codes", "code: mm, level", "groups")
    yield from _table(head, map(_piece, PIECES.values()))


def _piece(piece: Piece) -> Row:
    most = {None: "", 1: " (the first available)"}.get(piece.most, f" (the first {piece.most} available)")
    return (
        f"`{piece.name}`",
        _pair((piece.width, piece.height)),
        piece.family.value,
        _forms(piece.forms),
        _forms(piece.lean) or "–",
        _coded(piece.codes) + most if piece.codes else "–",
        f"{piece.least:g}, {LEVELS[piece.use]}" if piece.codes else "–",
        ", ".join(piece.groups),
    )


def _forms(forms: Iterable[Form]) -> str:
    return ", ".join(FORMS[form] for form in forms)


def _stocks() -> Iterator[str]:
    yield "## Label sheets\n"
    yield "In mm; `first` is the top left corner of the first label, `pitch` the distance to the next.\n"
    rows = (
        (f"`{one.name}`", one.title, "A4" if one.paper == "a4" else "US Letter", _pair(one.label),
         f"{one.columns} × {one.rows}", _pair(one.first), _pair(one.pitch))
        for one in STOCKS.values()
    )  # fmt: skip
    yield from _table(("name", "product", "paper", "label", "labels", "first", "pitch"), rows)


def _pair(lengths: tuple[float, float]) -> str:
    return " × ".join(f"{round(length, 2):g}" for length in lengths)


def _levels() -> Iterator[str]:
    yield "## Error correction\n"
    yield from _table(("use", "level"), ((use, level) for use, level in LEVELS.items()))


def _colours() -> Iterator[str]:
    yield "## Colours\n"
    yield ("Percentages of cyan, magenta, yellow and black, and the colour on screens; the contrast of "
           "white letters and of the accent on the ground.\n")  # fmt: skip
    rows = []
    for name, (ground, accent) in PALETTES.items():
        low, high = ink(*ground), ink(*accent)
        ratios = (f"{int(contrast(one, low.rgb) * 10) / 10:g}" for one in ("#ffffff", high.rgb))
        inks = (f"`{' '.join(map(str, one.cmyk))}` {one.rgb}" for one in (low, high))
        rows.append((f"`{name}`", *inks, *ratios))
    yield from _table(("palette", "ground", "accent", "white on it", "accent on it"), rows)


# Data.


def _data() -> Iterator[str]:
    yield "## Data of templates\n"
    yield ("Paths in `sys.inputs.data`: `[]` is each part of a list, `*` each code or colour. "
           "[What they mean](../print.md#the-data).\n")  # fmt: skip
    yield from _table(("key", "type", "example"), _keyed(data_rows()))


def _letters() -> Iterator[str]:
    yield "## Facts of letters\n"
    yield "The facts that letters can show. [What they mean](../print.md#letters).\n"
    yield from _table(("name", "type", "example"), _keyed(letter_rows()))


def _keyed(rows: Mapping[str, tuple[str, str]]) -> Iterator[Row]:
    return ((f"`{path}`", *row) for path, row in rows.items())


def _words() -> Iterator[str]:
    yield "## Words\n"
    yield "`words` of the data, in the language of the artwork. In English:\n"
    yield from _table(
        ("key", "words"), ((f"`{key}`", words) for key, words in artwork_labels(ENGLISH).items())
    )


def sample_data(kit: KitFacts) -> Iterator[Data]:
    """The data of a kit for each template, including those of commands and letters."""
    press = PrintTheme(artwork(), fonts_of(ARTWORK.parent), Words())
    for piece in PIECES.values():
        if piece.template == LETTER_TEMPLATE:
            yield letter_data(piece, Form.OFFICE, kit, press)
        elif piece.template:
            groups = {name: getattr(kit, name) for name in piece.groups}
            data = data_of(piece, Form.OFFICE, groups, press.words)
            yield {**_with_names(piece, data), "families": ["Inter", "Noto Sans Arabic"]}


def _with_names(piece: Piece, data: dict[str, Any]) -> Data:
    """The data with what the commands add: people, or numbers."""
    if piece.kind == "name-badges":
        people = (Person("Ada", "Lovelace", "Speaker", "@ada"), Person("Greta"))
        return {**merged_data(data, people, LabelLayout()), "nudge": (0, 0)}
    return numbered_data(data, [[42, None]], 4) if piece.kind == "raffle-tickets" else data


def _plain(data: Data) -> Data:
    """The data as after a round trip through JSON, without the words and without functions."""
    kept = {key: value for key, value in data.items() if key != "words" and not callable(value)}
    plain: Data = json.loads(json.dumps(kept))
    return plain


def _rows(all_data: Iterable[Data]) -> dict[str, tuple[str, str]]:
    found: dict[str, dict[str, None]] = {}
    examples: dict[str, str] = {}
    for data in all_data:
        for path, value in _walked(data, ""):
            found.setdefault(path, {})[_type(value)] = None
            if path not in examples and value not in (None, [], {}):
                examples[path] = _example(value)
    groups = list(dict.fromkeys(path.partition(".")[0].removesuffix("[]") for path in found))
    order = sorted(found, key=lambda path: groups.index(path.partition(".")[0].removesuffix("[]")))
    return {path: (_types(found[path]), examples.get(path, "")) for path in order}


def _walked(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Each path and value in some data, nested ones included."""
    if path:
        yield path, value
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _walked(part, _named(f"{path}.{key}" if path else key))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for part in value:
            for inner, deeper in _walked(part, f"{path}[]"):
                if inner != f"{path}[]":
                    yield inner, deeper


def _named(path: str) -> str:
    return next((star for head, star in _ALIKE if path.startswith(head) and path.count(".") == 1), path)


_TYPES = {
    str: "text",
    bool: "true or false",
    int: "number",
    float: "number",
    type(None): "none",
    dict: "group",
}


def _type(value: Any) -> str:
    if not isinstance(value, list):
        return _TYPES[type(value)]
    kinds = " or ".join(sorted({_type(part) for part in value} - {"list"}))
    return f"list of {kinds.replace('list of', 'lists of').replace('group', 'groups')}" if value else "list"


def _types(kinds: Iterable[str]) -> str:
    """Types in words, "none" last; "list" is left out if there is a more exact list type."""
    known = set(kinds)
    lists = {kind for kind in known if kind.startswith("list")}
    if len(lists) > 1:
        known.discard("list")
    if "list of none or text" in known:
        known.discard("list of text")
    return " or ".join(sorted(known, key=lambda kind: (kind == "none", kind)))


def _example(value: Any) -> str:
    if isinstance(value, dict) or (isinstance(value, list) and isinstance(value[0], dict)):
        return ""
    shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    shown = shown if len(shown) <= SHOWN else f"{shown[:SHOWN].rstrip()} …"
    return f"`{shown}`"


# Functions.


def _functions() -> Iterator[str]:
    yield "## Functions of `common.typ`\n"
    yield "A value after an argument is its default.\n"
    rows = ((f"`{name}({arguments})`", description) for name, arguments, description in functions())
    yield from _table(("function", "description"), rows)


def functions() -> Iterator[tuple[str, str, str]]:
    """The documented functions of ``common.typ``: name, arguments, and the comment above."""
    above: list[str] = []
    for line in dict(artwork().texts)["common.typ"].splitlines():
        found = re.match(r"#let ([\w-]+)\((.*?)\) = ", line)
        if found and above:
            yield found[1], found[2], " ".join(above).replace("|", "\\|")
        if line.startswith("// ") and not line.startswith("// --"):
            above.append(line.removeprefix("// "))
        elif found or not line.startswith("#let "):  # there may be values between comment and function
            above = []


# Tables.


def _table(head: Row, rows: Iterable[Row]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


def _coded(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _english(phrase: Phrase) -> str:
    return ENGLISH.text(phrase)
