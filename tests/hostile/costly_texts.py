"""Texts that are as long as a file may be, and that take a converter or a search longer than others do."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from samenight.content.reading.file_checks.body_limits import MAX_BODY_BYTES, MAX_CELLS, MAX_LEVELS, MAX_LINES

SIZE = MAX_BODY_BYTES - 100
ORDINARY = (
    "Lanterns by the [canal](https://example.org/canal), and *more* of **them**, at 20:00.\n\n"
    "* one choir\n* two bands\n\n## What comes next\n\n"
)


def filled(unit: str) -> str:
    """A text of the full size made of one unit."""
    return unit * (SIZE // len(unit.encode()))


def in_blocks(line: str, lines: int, first: str = "") -> str:
    """The same with an empty line after some lines."""
    return filled(first + line * lines + "\n")


def stairs(mark: str) -> str:
    """A list of which each item is in the item before, as deep as it may be, again and again."""
    return filled("".join(f"{'    ' * level}{mark}x\n\n" for level in range(MAX_LEVELS)))


def columns(number: int) -> str:
    """A table with many columns, of which each row fills only one."""
    rows = min(MAX_LINES, MAX_CELLS // (number + 1)) - 2
    return f"{'a|' * number}\n{'-|' * number}\n{'b' + chr(10)}" + "b\n" * (rows - 1)


# Accepted or refused: what is accepted must be cheap.
TEXTS: Mapping[str, str] = MappingProxyType(
    {
        # levels
        "items in one line": filled("1. "),
        "bullets in one line": filled("- * + "),
        "quotes in one line": filled("> "),
        "quotes without spaces": filled(">"),
        "lists in quotes": filled("> * "),
        "quotes in lists": filled("* > "),
        "years in one line": filled("1234567890. "),
        "rules with a letter": "- " * 9000 + "x",
        "deep quotes": in_blocks(">" * MAX_LEVELS + "x\n", 1),
        "deep quotes in one block": in_blocks(">" * MAX_LEVELS + "x\n", MAX_LINES),
        "deep lists in one line": in_blocks("* 1. " * (MAX_LEVELS // 2) + "x\n", 1),
        "deep notes": in_blocks("[^1]: > " * (MAX_LEVELS // 2) + "x\n", 2)[:6000],
        "stairs of bullets": stairs("* "),
        "stairs of numbers": stairs("1. "),
        "stairs of quotes": stairs("> "),
        "stairs of definitions": stairs("t\n"),
        "endless stairs": "".join(f"{'    ' * level}* x\n" for level in range(99)),
        "endless definitions": "".join(f"{'    ' * n}t\n{'    ' * n}:   d\n\n" for n in range(70)),
        "endless quotes": "".join(f"{'>' * level} x\n" for level in range(1, 199)),
        # lines
        "bullets": in_blocks("* a\n", MAX_LINES),
        "loose bullets": filled("* a\n\n"),
        "loose numbers": filled("1. a\n\n"),
        "numbers and bullets": filled("1. a\n\n* b\n\n"),
        "headings": in_blocks("# a\n", MAX_LINES),
        "underlined headings": in_blocks("a\n-\n", MAX_LINES // 2),
        "rules": in_blocks("***\n", MAX_LINES),
        "definitions": in_blocks(": d\n", MAX_LINES - 1, "t\n"),
        "terms": filled("t\n: d\n\n"),
        "lines of code": in_blocks("    x\n", MAX_LINES),
        "no empty line": filled("a\n"),
        "endless definitions of a term": "t\n" + filled(": d\n")[2:],
        "endless headings": filled("# a\n"),
        "endless rules": filled("***\n"),
        "paragraphs": filled("a\n\n"),
        "empty lines": filled("\n"),
        # tables
        "wide table": columns(60),
        "tall table": columns(9),
        "small tables": filled("a|b\n-|-\nc|d\n\n")[:9000],
        "too wide a table": "a|" * 2000 + "\n" + "-|" * 2000 + "\n" + "b\n" * 5000,
        "columns alone": "|" * 9000 + "\n" + "|-" * 4000,
        "a table of code": "a|b\n-|-\n" + "`|" * 9000,
        # signs
        "stars": filled("*a "),
        "tight stars": filled("a*"),
        "three stars": filled("***a"),
        "mixed emphasis": filled("*_a"),
        "emphasis in emphasis": "*a **b " * 1400 + "c** d*" * 1400,
        "backslashes": filled("\\"),
        "ampersands": filled("&"),
        "entities": filled("&#1;"),
        "backticks": filled("`"),
        "uneven backticks": filled("``a`"),
        "few uneven backticks": "``a`" * 160 + "a" * 19_000,
        "angles": "<" * 1000 + "a" * 19_000,
        "tags": "<a " * 1000 + "a" * 17_000,
        "attributes": '<a b="' * 1000 + "a" * 14_000,
        "comments": "<!--" * 1000,
        "addresses in angles": "<http://a" * 1000,
        "elements": "<blockquote>" * 1000,
        "tables in HTML": "<table><tr><td>" * 330,
        "a long word": "a" * SIZE,
        "addresses": filled("http://a.b "),
        "mail": filled("a@b.c "),
        "digits": filled("0123456789 "),
        "accents": "a" + filled("\u0301"),
        # brackets
        "open brackets": "[" * 500 + "a" * 19_000,
        "few open brackets": "[" * 24 + "a" * 20_000,
        "brackets in brackets": "[" * 240 + "a" * 19_000 + "]" * 240,
        "few brackets in brackets": "[" * 24 + "a" * 20_000 + "]" * 24,
        "open links": "[a](" * 450 + "a" * 18_000,
        "few open links": "[a](" * 24 + "a" * 20_000,
        "few open links in angles": "[a](<" * 24 + "a" * 20_000,
        "few open references": "[a][" * 24 + "a" * 20_000,
        "few open pictures": "![a](<" * 24 + "a" * 20_000,
        "open titles": '[a](b "' * 400 + "a" * 17_000,
        "links": filled("[a](https://example.org/a) ")[:13_000],
        "pairs": "[]" * 500,
        "round brackets": "[a](" + "(" * 19_000,
        "spaces in a link": "[a](" + " " * 19_000,
        # notes
        "many references to one note": "[^1]" * 499 + "\n\n[^1]: x\n",
        "many notes": "".join(f"x[^{n}]\n\n[^{n}]: x\n" for n in range(249)),
        "notes in a circle": "".join(f"[^{n}]: [^{(n + 1) % 160}] a\n" for n in range(160)) + "x[^0]",
        "a long note": "x[^1]\n\n[^1]: a\n" + "    b\n\n" * 2500,
        "addresses of references": "".join(f"[{n}]: http://a\n" for n in range(499)),
    }
)  # fmt: skip
