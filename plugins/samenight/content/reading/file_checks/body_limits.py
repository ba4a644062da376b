"""The limits of a Markdown text, so that no text takes long to convert, or too deep a stack.

Python-Markdown calls itself once more for every level of lists and quotes, and compares much of a text with
all that follows in the same block. The limits are counted in the text as it is typed, without converting it,
and one function has all of them: what the check accepts, the build can convert.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from samenight.content.problems.kinds import values
from samenight.content.problems.problem import Finding, Kind

MAX_BODY_BYTES = 20 * 1024
MAX_BRACKETS = 500
MAX_ANGLES = 1000
MAX_BACKTICKS = 500
MAX_LEVELS = 20
MAX_LINES = 300
MAX_CELLS = 5000
# How many characters are between square brackets (or the round ones of links) in all blocks together; each
# opening bracket counts on its own.
MAX_BRACKETED = 500_000
# Characters that XML 1.0 does not allow (section 2.2), and so no feed can hold.
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MANY: tuple[tuple[str, int, Kind], ...] = (
    ("[", MAX_BRACKETS, values.BODY_BRACKETS),
    ("<", MAX_ANGLES, values.BODY_ANGLES),
    ("`", MAX_BACKTICKS, values.BODY_BACKTICKS),
)
# What can begin another level, at the beginning of a line: four spaces, a quote, an item, a definition, a
# note.
_LEVEL = re.compile(r" {4}| {0,3}(?:\t|>|(?:[*+-]|\d+\.|:)(?=[ \t]|$)|\[\^[^\]\n]*\]:)")
# Each level takes at least one character, so most lines need not be counted.
_INDENTED = re.compile(rf"^[ \t>*+:.\-\d\[]{{{MAX_LEVELS}}}.*", re.MULTILINE)
_EMPTY_LINE = re.compile(r"\n(?:[ \t]*\n)+")
# The second line of a table, with what may be before it in a list or quote.
_COLUMNS = re.compile(r"^[\s>*+:.\-\d|]*-[\s:\-|]*$", re.MULTILINE)
_BRACKET = re.compile(r"\]\(|[\[\])]")


def rejection(text: str) -> tuple[int, Finding] | None:
    """Why a body cannot be accepted, and in which line of it (0 is the first); ``None`` if it can."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BODY_BYTES:
        return 0, values.BODY_SIZE(limit=MAX_BODY_BYTES // 1024)
    hidden = _UNREADABLE.search(text)
    if hidden:
        return _line(text, hidden.start()), values.BODY_CHARACTER(f"U+{ord(hidden[0]):04X}")
    return next(_excesses(text), None)


def _excesses(text: str) -> Iterator[tuple[int, Finding]]:
    for sign, limit, kind in _MANY:
        if text.count(sign) > limit:
            yield _line(text, _nth(text, sign, limit + 1)), kind(limit=limit)
    for found in _INDENTED.finditer(text):
        if levels(found[0]) > MAX_LEVELS:
            yield _line(text, found.start()), values.BODY_NESTING(limit=MAX_LEVELS)
    cells = bracketed = 0
    for start, block in _blocks(text):
        if block.count("\n") >= MAX_LINES:
            yield _line(text, start), values.BODY_LINES(limit=MAX_LINES)
        cells += _cells(block)
        if cells > MAX_CELLS:
            yield _line(text, start), values.BODY_TABLE(limit=MAX_CELLS)
        bracketed += _bracketed(block) if "[" in block else 0
        if bracketed > MAX_BRACKETED:
            yield _line(text, start), values.BODY_OPEN()


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place)


def _nth(text: str, sign: str, number: int) -> int:
    place = -1
    for _ in range(number):
        place = text.index(sign, place + 1)
    return place


def levels(line: str) -> int:
    """How many lists, quotes and indented blocks a line can be in, at most: signs at its beginning."""
    line = _without_rule(line)
    count = place = 0
    while found := _LEVEL.match(line, place):
        count, place = count + 1, found.end()
    return count


def _without_rule(line: str) -> str:
    """The line without a row of stars or dashes at its end: that is a rule across the page. With more than
    two spaces between them, they are lists."""
    line = line.rstrip()
    kept = line.rstrip(f"{line[-1]} ") if line.endswith(("*", "-")) else line
    return line if "   " in line[len(kept) :] else kept


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """The parts between empty lines, each with the place where it begins."""
    start = 0
    for empty in _EMPTY_LINE.finditer(text):
        yield start, text[start : empty.start()]
        start = empty.end()
    yield start, text[start:].rstrip()


def _cells(block: str) -> int:
    """How many cells tables in a block can have, at most: every row gets those of the widest head."""
    if "|" not in block:
        return 0
    widest = max((line.count("|") + 1 for line in _COLUMNS.findall(block)), default=0)
    return widest * (block.count("\n") + 1)


def _bracketed(block: str) -> int:
    """The number of characters from each opening bracket to its closing one, or to the end of the block."""
    total = 0
    open_square: list[int] = []
    open_round: list[int] = []
    for found in _BRACKET.finditer(block):
        here = found.start()
        if found[0] == "[":
            open_square.append(here)
        elif found[0] == ")":
            total += here - open_round.pop() if open_round else 0
        else:
            total += here - open_square.pop() if open_square else 0
            open_round += [here] if found[0] == "](" else []
    return total + sum(len(block) - here for here in (*open_square, *open_round))
