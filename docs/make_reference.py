"""Writes the reference pages from the code (`make docs`); a test fails when they are out of date."""

from __future__ import annotations

import ast
import inspect
import itertools
import sys
import textwrap
import typing
from collections.abc import Iterator
from pathlib import Path
from types import NoneType
from typing import Any

from pydantic import BaseModel
from samenight.content.model import (
    amounts,
    festival,
    fields,
    file_facts,
    people,
    posts_and_pages,
    print_settings,
    venue,
)
from samenight.content.model.base import fields_of
from samenight.content.reading.file_reader import known_keys

sys.path.insert(0, str(Path(__file__).parent.parent))  # for the packages docs and tests
from docs import print_page, problems_page

HERE = Path(__file__).parent / "reference"

KINDS = {
    fields.Text: "text",
    fields.Amount: "amount",
    fields.ExchangeRate: "number with decimals",
    fields.Number: "whole number",
    fields.Date: "date, `2011-03-24`",
    fields.Time: "time, `19:30`",
    fields.Deadline: "date, or date and time, `2011-04-01T23:59`",
    fields.Currency: "ISO 4217 code, `EUR`",
    fields.Country: "ISO 3166 code, `FR`",
    fields.Zone: "IANA time zone, `Europe/Paris`",
    fields.Language: "language code, `fr`, `pt-BR`",
    fields.Url: "web address",
    fields.Contact: "public e-mail or web address",
    fields.SecurityContact: "e-mail address, `https://` address or `tel:` number",
    fields.Slug: "slug, `le-rire-medecin`",
    festival.NamePattern: "text with `{city}` in it",
    fields.Hashtag: "hashtag, with or without `#`",
    fields.Accounts: 'accounts, one line a network: `x: "@name"`, or a group of `handle` and `topic` '
    "(`press`, `volunteers`, `campaign`)",
    people.Maintainer: "name on the git host, `@ana`, `@our-festival/lodz`",
    venue.WifiName: "text of 32 bytes at most",
    venue.WifiPassword: "8 to 63 letters, digits and signs without accents",
    fields.NetworkName: "network, `mastodon`",
    festival.ScreenColour: "colour of a screen, `#e8590c`, `teal`",
    festival.Colour: "name of a colour in CSS, `teal`",
    fields.Length: "hours, or hours and minutes, `3:30`",
    fields.Point: "latitude, longitude, `48.8697, 2.3439`",
    print_settings.Pieces: "`full`, `lean`, `none`, or a list: "
    + ", ".join(f"`{kind}`" for kind in print_settings.KINDS),
    print_settings.Inks: "percentages of cyan, magenta, yellow and black, `40 0 35 0`",
    print_settings.Ground: "percentages of cyan, magenta, yellow and black, `70 100 15 30`",
}

FILES = (
    (festival.Festival, "content/festival.md"),
    (file_facts.Edition, "content/editions/<edition>.md"),
    (file_facts.Charity, "content/charities/<charity>.md"),
    (posts_and_pages.CountryFacts, "content/countries/<code>.md"),
    (file_facts.City, "content/cities/<city>/city.md"),
    (file_facts.Event, "content/cities/<city>/<edition>.md"),
    (posts_and_pages.Post, "content/cities/<city>/posts/<post>.md"),
    (posts_and_pages.FestivalPost, "content/posts/<post>.md"),
    (posts_and_pages.OutreachPost, "content/outreach/<name>.md"),
    (posts_and_pages.Page, "content/pages/<page>.md"),
    (amounts.Rate, "content/rates.csv"),
)

HEAD = """# Fields of the content files

Made from the model by `make docs`; do not edit by hand.

Every file is a header between two `---` lines, and Markdown below. Put every value in double
quotes. A key without a value means "not known yet". Bold keys are required.
"""


def pages() -> dict[Path, str]:
    """The text of each reference page, by its path."""
    fields_page = "\n".join([HEAD, *_files(), *_groups()]).rstrip() + "\n"
    return {
        HERE / "fields.md": fields_page,
        HERE / "print.md": print_page.text(),
        HERE / "problems.md": problems_page.text(),
    }


def _files() -> Iterator[str]:
    for kind, path in FILES:
        yield f"## `{path}`\n"
        yield from _table(kind)


def _groups() -> Iterator[str]:
    yield "# Groups of keys\n"
    seen: dict[str, type[BaseModel]] = {}
    for kind, _ in FILES:
        _collect(kind, seen)
    for name in sorted(seen):
        yield f"## {name}\n"
        yield from _table(seen[name])


def _collect(kind: type[BaseModel], seen: dict[str, type[BaseModel]]) -> None:
    for hint in typing.get_type_hints(kind).values():
        for group in _models_in(hint):
            if group.__name__ not in seen:
                seen[group.__name__] = group
                _collect(group, seen)


def _models_in(hint: Any) -> Iterator[type[BaseModel]]:
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        yield hint
    for inner in typing.get_args(hint):
        yield from _models_in(inner)


def descriptions(kind: type[BaseModel]) -> dict[str, str]:
    """The attribute docstring (PEP 258) of each field of a model and its base classes, by the field's name.

    Read from the source, since only this page needs it: reading it at every start would cost a tenth of a
    check's time.
    """
    found: dict[str, str] = {}
    for base in reversed([base for base in kind.__mro__ if base.__module__.startswith("samenight.")]):
        (tree,) = ast.parse(textwrap.dedent(inspect.getsource(base))).body
        lines = getattr(tree, "body", [])
        for above, below in itertools.pairwise(lines):
            if isinstance(above, ast.AnnAssign) and isinstance(above.target, ast.Name):
                text = below.value if isinstance(below, ast.Expr) else None
                if isinstance(text, ast.Constant):
                    found[above.target.id] = inspect.cleandoc(str(text.value))
    return found


def _table(kind: type[BaseModel]) -> Iterator[str]:
    yield f"{(kind.__doc__ or '').replace('``', '`').strip()}\n"
    yield "| key | value | meaning |"
    yield "|---|---|---|"
    hints = typing.get_type_hints(kind, include_extras=True)
    meanings, fields, names = (
        descriptions(kind),
        fields_of(kind),
        {info.alias or name: name for name, info in kind.model_fields.items()},
    )
    for key in known_keys(kind, ()):
        required = fields[key].is_required() and not (kind is file_facts.Event and key == "edition")
        name = f"**`{key}`**" if required else f"`{key}`"
        yield f"| {name} | {words(hints[names[key]])} | {meanings[names[key]]} |"
    yield ""


def words(hint: Any) -> str:
    """The kind of value of a field with this type, in words."""
    for type_, text in KINDS.items():
        if hint == type_:
            return text
    choices = _choices(hint)
    if choices:
        return "one of " + ", ".join(f"`{choice}`" for choice in choices)
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return f"group [{hint.__name__}](#{hint.__name__.lower()})"
    inner = [part for part in typing.get_args(hint) if part not in {NoneType, Ellipsis}]
    prefix = "list: " if typing.get_origin(hint) is tuple else ""
    return prefix + words(inner[0])


def _choices(hint: Any) -> tuple[str, ...]:
    """The words that a field allows, if it allows only certain words; else empty."""
    checks = [getattr(one, "func", None) for one in getattr(hint, "__metadata__", ())]
    return next((check.words for check in checks if check and hasattr(check, "words")), ())


def main() -> None:
    """Write all pages."""
    for path, text in pages().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        print(f"Wrote {path.relative_to(Path.cwd())}.", file=sys.stderr)


if __name__ == "__main__":
    main()
