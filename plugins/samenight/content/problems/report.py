"""The report of problems for people: all at once, by file and line, each with its line of the file."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from samenight.content.problems.problem import Problem, Severity, in_order
from samenight.content.problems.wording import ENGLISH, Wording, harmless, visible

# The width of explanations, in columns, if the terminal's width is unknown.
USUAL_WIDTH = 80
# Returns the lines of a file, to show the wrong one; empty if the file cannot be read.
Lines = Callable[[str], Sequence[str]]
_COMMAND = re.compile(r"^(\s*)(::|##)", re.MULTILINE)


@dataclass(frozen=True)
class Paint:
    """The escape sequences around words of each role; empty by default."""

    error: str = ""
    warning: str = ""
    note: str = ""
    place: str = ""
    quiet: str = ""
    end: str = ""


PLAIN = Paint()
COLOURED = Paint("\x1b[1;31m", "\x1b[1;33m", "\x1b[1;36m", "\x1b[1m", "\x1b[2m", "\x1b[0m")


def no_lines(_file: str) -> Sequence[str]:
    """No lines, for reports without excerpts of files."""
    return ()


@dataclass(frozen=True)
class Style:
    """How a report looks: language, width in columns, colours, and the source of the lines of files."""

    wording: Wording = ENGLISH
    width: int = USUAL_WIDTH
    paint: Paint = PLAIN
    lines: Lines = no_lines


def report(problems: Iterable[Problem], style: Style = Style()) -> str:
    """All problems and their count at the end; empty if there are none. Why a kind of mistake matters is
    explained only at its first problem."""
    ordered = in_order(problems)
    if not ordered:
        return ""
    explained: set[str] = set()
    blocks = []
    for problem in ordered:
        blocks.append(_block(problem, style, first=problem.code not in explained))
        explained.add(problem.code)
    return without_commands("\n".join([*blocks, count_of(ordered, style.wording)]))


def without_commands(text: str) -> str:
    """A text in which no line is a command for the program that runs a pipeline: GitHub reads lines that
    begin with two colons, Azure those with "##"."""
    return _COMMAND.sub(lambda found: f"{found[1]}{found[2][0]} {found[2][1]}", text)


def report_of(problem: Problem, style: Style = Style()) -> str:
    """The text of one problem, as in a report."""
    return _block(problem, style, first=True).rstrip("\n")


def count_of(problems: Sequence[Problem], wording: Wording) -> str:
    """The number of problems, warnings and notes: ``2 problems and 1 warning.``"""
    of = Counter(problem.severity for problem in problems)
    counts = [
        wording.counted(of["error"], "{n} problem", "{n} problems") if of["error"] else "",
        wording.counted(of["warning"], "{n} warning", "{n} warnings") if of["warning"] else "",
        wording.counted(of["note"], "{n} note", "{n} notes") if of["note"] else "",
    ]
    *others, last = filter(None, counts)
    return wording.text(" and ").join([", ".join(others), last] if others else [last]) + "."


def severity_word(severity: Severity, wording: Wording) -> str:
    """The word for a severity in a report."""
    words: Mapping[str, str] = {
        "error": wording.text("problem"), "warning": wording.text("warning"), "note": wording.text("note"),
    }  # fmt: skip
    return words[severity]


def place_of(problem: Problem) -> str:
    """File, line and column in the form that editors and terminals turn into links."""
    return f"{problem.file}:{problem.line}:{problem.column}" if problem.line else problem.file


def _block(problem: Problem, style: Style, *, first: bool) -> str:
    paint, wording = style.paint, style.wording
    colour = {"error": paint.error, "warning": paint.warning, "note": paint.note}[problem.severity]
    word = severity_word(problem.severity, wording)
    head = [f"{paint.place}{visible(place_of(problem))}{paint.end}"]
    head += [harmless(problem.field)] if problem.field else []
    head += [f"{colour}{word}{paint.end} {paint.quiet}{problem.code}{paint.end}"]
    body = [*_excerpt(problem, style), *_wrapped(wording.sentence(problem), style)]
    if first:
        why = wording.text("Why: {why}", why=wording.why(problem.finding))
        body += [f"{paint.quiet}{line}{paint.end}" for line in _wrapped(why, style)]
    return "\n".join(["  ".join(head), *body, ""])


def _wrapped(text: str, style: Style) -> list[str]:
    width = max(style.width, 40)
    return textwrap.wrap(
        text, width, initial_indent="  ", subsequent_indent="  ",
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def _excerpt(problem: Problem, style: Style) -> list[str]:
    """The wrong line, cut to the width, with a mark below its column."""
    lines = style.lines(problem.file) if problem.line else ()
    if not 0 < problem.line <= len(lines):
        return []
    number, text = f"{problem.line:>6} | ", lines[problem.line - 1].rstrip("\r\n")
    room = max(style.width, 40) - len(number)
    before, cut = _cut(text, problem.column - 1, room)
    mark = " " * (len(number) - 2) + "| " + " " * sum(map(_columns, before)) + "^"
    quiet, end = style.paint.quiet, style.paint.end
    return [f"{quiet}{number}{end}{_harmless_line(cut)}", f"{quiet}{mark}{end}"]


def _cut(text: str, at: int, room: int) -> tuple[str, str]:
    """The shown text before the character ``at``, and the whole shown text: as much of the line as fits
    into ``room`` columns, with the character in the middle if the line is too long."""
    at = min(at, len(text))
    start, left = at, room // 2
    most = 4 * room  # a limit for combining marks, which take no room
    if len(text) <= room and sum(map(_columns, text)) <= room:
        start = 0
    while start > max(0, at - most) and (left := left - _columns(text[start - 1])) >= 0:
        start -= 1
    shown = ""
    for sign in text[start : start + 2 * most]:
        room -= _columns(sign)
        if room < 0:
            break
        shown += sign
    return text[start:at], shown


def _harmless_line(text: str) -> str:
    hidden = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    plain = text.replace("\t", " ")
    return "".join("\ufffd" if unicodedata.category(sign) in hidden else sign for sign in plain)


def _columns(sign: str) -> int:
    """How many columns of a terminal a character takes (UAX #11; combining marks take none)."""
    if unicodedata.category(sign) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in {"W", "F"} else 1
