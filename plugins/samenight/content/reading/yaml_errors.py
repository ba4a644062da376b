"""Turns a YAML parser's errors into helpful problems, and finds unquoted text that YAML would retype."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from samenight.content.problems.kinds import headers
from samenight.content.problems.problem import Kind, Phrase, Problem, quoted

LineAndColumn = tuple[int, int]  # line and column, from 0

# Messages of libyaml (or PyYAML, if libyaml is not available), and the kind of mistake behind each.
_KINDS_BY_MESSAGE: tuple[tuple[str, Kind], ...] = (
    ("mapping values are not allowed", headers.COLON),
    ("found character '\\t'", headers.TAB),
    ("cannot start any token", headers.START),
    ("unknown escape character", headers.ESCAPE),
    ("character escape code", headers.ESCAPE),
    ("hexdecimal number", headers.ESCAPE),  # libyaml's own spelling
    ("hexadecimal number", headers.ESCAPE),
    ("unexpected end of stream", headers.QUOTE),
    ("quoted scalar", headers.QUOTE),
    ("node content", headers.START),
    ("are not allowed in this context", headers.START),
    ("directive", headers.START),
    ("document start", headers.START),
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
_ENTRY = re.compile(r"^(\s*(?:-\s+)*[\w-]+:\s+)(\S(?:.*\S)?)\s*$")
_SCANNER: Any = yaml.SafeLoader  # in Python: libyaml gives no access to the tokens before an error

# What precedes a value in its line, a value, and an item among others in brackets.
_BEFORE = re.compile(r"\s*(?:-\s+)?(?:[\w-]+:\s+)?")
_WHOLE = re.compile(r"\S(?:.*\S)?")
_ITEM = re.compile(r"[^\s,\[\]{}]+")
_NOTED = re.compile(r"\s+#.*$")
# A line whose value is in double quotes, with more such quotes inside.
_INNER = re.compile(r'\s*(?:-\s+)*(?:[\w-]+:\s+)?"(?:[^"]*[\s(])?"\w[^:]*"\s*')
# A key that YAML does not recognise: the blank after its colon is missing, or the colon.
_NO_KEY = re.compile(r"\s*(?:-\s+)*[\w-]+(?::(?=[^\s:])|\s*[=;：])")
# What unquoted text may not begin with, also within brackets (YAML 1.1, 5.3).
_INDICATORS = frozenset("@`%")


def problem(file: str, source: str, error: yaml.MarkedYAMLError) -> Problem:
    """The Problem for a parser's error, at the place where the mistake begins, not where it was noticed."""
    lines = source.split("\n")
    noticed = _within(lines, error.problem_mark or error.context_mark)
    kind, place = _kind_and_place(lines, error, noticed)
    # An open quote is noticed at the end of the file, and the quote before it ends where this one begins.
    opened = _open_quote(source, kind, place if kind is headers.QUOTE else noticed)
    if opened is not None:
        kind, place = headers.QUOTE, opened
    elif kind in {headers.INDENT, headers.LIST} and _INNER.fullmatch(lines[place[0]]):
        kind, place = headers.INNER, (place[0], _value_of(lines[place[0]]))
    line, column = place
    text = lines[line]
    found = _message(error).strip() if kind is headers.SYNTAX else text.strip()
    sign = text[column : column + 1] or " "
    return Problem(file, line + 1, column + 1, "", kind(found, _mended(kind, text, column), sign=sign))


def _kind_and_place(
    lines: list[str], error: yaml.MarkedYAMLError, noticed: LineAndColumn
) -> tuple[Kind, LineAndColumn]:
    message = _message(error)
    kind = next((kind for part, kind in _KINDS_BY_MESSAGE if part in message), headers.SYNTAX)
    text, start = lines[noticed[0]], _within(lines, error.context_mark) if error.context_mark else noticed
    value = _value_of(text)
    if text.startswith("\t"):
        return headers.TAB, noticed
    if kind is headers.START and noticed[1] > value and text[noticed[1] : noticed[1] + 1] in _INDICATORS:
        return kind, noticed
    if kind is headers.START and text[value : value + 1] in {"[", "{"}:
        return (headers.BRACKETS if text[value] == "[" else headers.BRACES), noticed
    if kind is headers.START:
        return kind, (noticed[0], value)
    if kind is headers.COLON and noticed[1] < value:
        return _not_fitting(lines, (noticed[0], _begin(text)))
    if kind is headers.INDENT and text.lstrip().startswith(":"):
        return headers.PAIR, noticed
    across = kind in {headers.BRACKETS, headers.BRACES} and start[0] != noticed[0]
    if across or "end of stream" in message or "simple key" in message:
        return kind, start  # the place where it was opened helps more than where its end is missing
    return kind, noticed


def _not_fitting(lines: list[str], place: LineAndColumn) -> tuple[Kind, LineAndColumn]:
    """The mistake in a line that belongs to no group: it is indented badly, or the line above should begin
    the group but is only text."""
    above = lines[place[0] - 1]
    if _begin(above) == place[1] and _NO_KEY.match(above):
        return headers.PAIR, (place[0] - 1, place[1])
    return headers.INDENT, place


def _begin(line: str) -> int:
    return len(line) - len(line.lstrip(" -"))


def _message(error: yaml.MarkedYAMLError) -> str:
    return f"{error.context or ''} {error.problem or ''}"


def _within(lines: list[str], mark: yaml.Mark | None) -> LineAndColumn:
    """A parser's mark, limited to the header: an error at its end is reported in its last line."""
    line, column = (mark.line, mark.column) if mark else (1, 0)
    last = max(len(lines) - 2, 0)
    return (line, column) if line <= last else (last, len(lines[last]))


def _open_quote(source: str, kind: Kind, noticed: LineAndColumn) -> LineAndColumn | None:
    """Where the quote was opened that should have ended before the error: it spans several lines or runs
    into the next item of a list, and is followed by text."""
    lines = source.split("\n")
    in_brackets = kind in {headers.BRACKETS, headers.BRACES}
    for token, depth in _quoted_scalars(source):
        start, end = token.start_mark, token.end_mark
        behind = lines[end.line][end.column :] if end.line < len(lines) else ""
        goes_on = not re.match(r"\s*$|\s+#" + (r"|\s*[,\]}:]" if depth else ""), behind)
        near = noticed[0] - 1 <= end.line <= noticed[0]
        across = start.line != end.line or (in_brackets and re.match(r"\w", behind) is not None)
        if goes_on and near and across:
            return (start.line, start.column)
    return None


def _quoted_scalars(source: str) -> Iterator[tuple[Any, int]]:
    """The quoted scalars up to an error, each with the number of brackets open around it."""
    scanner, tokens = _SCANNER(source), []
    try:
        while scanner.check_token():
            tokens.append(scanner.get_token())
    except yaml.YAMLError:
        tokens += scanner.tokens
    depth = 0
    for token in tokens:
        depth += isinstance(token, yaml.FlowSequenceStartToken | yaml.FlowMappingStartToken)
        depth -= isinstance(token, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken)
        if getattr(token, "style", None) in {"'", '"'}:
            yield token, depth


def _mended(kind: Kind, line: str, column: int) -> str | None:
    """The line's value in quotes, or the item of a list in brackets, if that is all it needs."""
    entry = _ENTRY.match(line)
    if kind is headers.COLON and entry and entry[2][0] not in "\"'[{":
        return f"{entry[1].strip()} {quoted(_NOTED.sub('', entry[2]))}"
    begin = _value_of(line)
    if kind is headers.INNER:
        return quoted(line[begin:].strip()[1:-1].replace('\\"', '"'))
    if kind is not headers.START or column < begin or not line[:begin].strip():
        return None
    item = (_ITEM if column > begin else _WHOLE).match(line, column)
    return quoted(_NOTED.sub("", item[0])) if item else None


def _value_of(line: str) -> int:
    """The column at which the value of a line, or a line without a key, begins."""
    found = _BEFORE.match(line)
    return found.end() if found else 0


# Plain scalars that YAML 1.1 or 1.2 parsers do not read as text (YAML 1.1 types bool, int, float,
# timestamp and merge; YAML 1.2 core schema, section 10.3.2), and what they read instead.
_WORDS = ("y", "yes", "no", "n", "on", "off", "true", "false")
_CLOCK = (
    r"(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::?[0-9]{2})?))?"
)
_RETYPED = (
    (re.compile("|".join(f"{w}|{w.title()}|{w.upper()}" for w in _WORDS)), Phrase("yes or no")),
    (re.compile(rf"[0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}}(?:{_CLOCK})?"), Phrase("a time in some time zone")),
    (re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"), Phrase("a base-60 number")),
    (re.compile(r"[-+]?(?:0x[0-9a-fA-F_]+|0o?[0-7_]+|0b[01_]+)"), Phrase("a number")),
    (
        re.compile(r"[-+]?(?:[0-9][0-9_,]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?"),
        Phrase("a number"),
    ),
    (re.compile(r"(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))"), Phrase("a number")),
    (re.compile(r"<<|="), Phrase("a YAML keyword")),
)


# Quotes that word processors and Asian keyboards put in place of straight ones.
CURLY = frozenset("“”„‟‘’‚‛＂＇")


def needs_quotes(text: str) -> bool:
    """Whether an unquoted text needs quotes: other parsers read another type, or it has odd quotes."""
    return '"' in text or text[0] in CURLY or retyped(text) is not None


def retyped(text: str) -> Phrase | None:
    """What another YAML parser would read instead of an unquoted text; ``None`` if it stays text."""
    return next((taken for pattern, taken in _RETYPED if pattern.fullmatch(text)), None)
