"""What a parser says of a broken header, in words that help; and what YAML would make of bare words."""

from __future__ import annotations

import re

import yaml

from samenight.festival.kinds import headers
from samenight.festival.problem import Kind, Phrase, Problem, quoted

# What libyaml (or PyYAML, where libyaml is not there) says, and the kind of mistake that is behind it.
_SIGNS: tuple[tuple[str, Kind], ...] = (
    ("mapping values are not allowed", headers.COLON),
    ("found character '\\t'", headers.TAB),
    ("cannot start any token", headers.START),
    ("unknown escape character", headers.ESCAPE),
    ("hexdecimal number", headers.ESCAPE),  # libyaml's own spelling
    ("hexadecimal number", headers.ESCAPE),
    ("unexpected end of stream", headers.QUOTE),
    ("quoted scalar", headers.QUOTE),
    ("did not find expected '-' indicator", headers.LIST),
    ("did not find expected ',' or ']'", headers.BRACKETS),
    ("did not find expected ',' or '}'", headers.BRACES),
    ("could not find expected ':'", headers.PAIR),
    ("did not find expected key", headers.INDENT),
    ("block scalar", headers.BLOCK),
    ("alias", headers.START),
    ("anchor", headers.START),
    ("tag", headers.TAG),
)
_ENTRY = re.compile(r"^(\s*(?:-\s+)?[\w-]+:\s+)(\S(?:.*\S)?)\s*$")

# What stands before a value in its line, a value, and an item among others in brackets.
_BEFORE = re.compile(r"\s*(?:-\s+)?(?:[\w-]+:\s+)?")
_WHOLE = re.compile(r"\S(?:.*\S)?")
_ITEM = re.compile(r"[^\s,\[\]{}]+")


def problem(file: str, source: str, error: yaml.MarkedYAMLError) -> Problem:
    """The Problem behind a parser's error: where it began rather than where it was noticed."""
    said = f"{error.context or ''} {error.problem or ''}"
    lines = source.split("\n")
    mark = error.problem_mark or error.context_mark
    kind = next((kind for sign, kind in _SIGNS if sign in said), headers.SYNTAX)
    begun = "end of stream" in said or "simple key" in said or kind in {headers.BRACKETS, headers.BRACES}
    if (
        begun and error.context_mark and (mark is None or error.context_mark.line != mark.line)
    ):  # where it was opened says more than where it was missed
        mark = error.context_mark
    line, column = (mark.line, mark.column) if mark else (1, 0)
    line = min(line, len(lines) - 2)
    if lines[line].startswith("\t"):
        kind = headers.TAB
    opened = _opened_before(lines, line) if kind in {headers.INDENT, headers.COLON, headers.PAIR} else None
    if opened is not None:
        kind, (line, column) = headers.QUOTE, opened
    text = lines[line]
    found = said.strip() if kind is headers.SYNTAX else text.strip()
    sign = text[column : column + 1] or " "
    return Problem(file, line + 1, column + 1, "", kind(found, _mended(kind, text, column), sign=sign))


def _opened_before(lines: list[str], noticed: int) -> tuple[int, int] | None:
    """Where a quote was opened and not closed on its line, at or shortly above a line at which the
    parser stumbled over the quote that closed it."""
    for number in range(noticed, max(noticed - 4, 0), -1):
        entry = _ENTRY.match(lines[number])
        value = entry[2] if entry else ""
        if entry and value[0] == '"' and len(re.findall(r'(?<!\\)"', value)) == 1:
            return number, len(entry[1])
    return None


def _mended(kind: Kind, line: str, column: int) -> str | None:
    """The line's value in quotes, or the item of a list in brackets, where that is all it lacks."""
    entry = _ENTRY.match(line)
    if kind is headers.COLON and entry:
        return f"{entry[1].strip()} {quoted(entry[2])}"
    if kind is not headers.START:
        return None
    begin = _BEFORE.match(line)
    inside = column > begin.end() if begin else False
    item = (_ITEM if inside else _WHOLE).match(line, column)
    return quoted(item[0]) if item else None


# Plain scalars that YAML 1.1 or 1.2 readers take for something other than text (YAML 1.1 types
# bool, int, float, timestamp and merge; YAML 1.2 core schema, section 10.3.2), and what for.
_RETYPED = (
    (re.compile(r"(?i:y|yes|no|n|on|off|true|false)"), Phrase("yes or no")),
    (re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*)?"), Phrase("a moment in some time zone")),
    (re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"), Phrase("a number to the base of 60")),
    (re.compile(r"[-+]?(?:0x[0-9a-fA-F_]+|0o?[0-7_]+|0b[01_]+)"), Phrase("a number")),
    (re.compile(r"[-+]?(?:[0-9][0-9_,]*(?:\.[0-9_]*)?|\.[0-9_]+)(?:[eE][-+]?[0-9]+)?"), Phrase("a number")),
    (re.compile(r"(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))"), Phrase("a number")),
    (re.compile(r"<<|="), Phrase("a rule of its own")),
)


# Quotes that word processors and Asian keyboards make of straight ones.
CURLY = frozenset("“”„‟‘’‚‛＂＇")


def needs_quotes(text: str) -> bool:
    """Whether an unquoted text is not what it seems: of another type elsewhere, or with odd quotes."""
    return '"' in text or text[0] in CURLY or retyped(text) is not None


def retyped(text: str) -> Phrase | None:
    """What another YAML reader would take an unquoted text for; ``None`` where it stays text."""
    return next((taken for pattern, taken in _RETYPED if pattern.fullmatch(text)), None)
