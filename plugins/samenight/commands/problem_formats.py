"""The formats of a list of problems: text, JSON, and those of git hosts."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from samenight.content.problems.problem import Phrase, Problem
from samenight.content.problems.report import Style, count_of, report
from samenight.content.problems.wording import Wording, harmless, visible

# GitHub shows at most this many errors, and this many warnings, of a step; the rest is not shown.
ANNOTATIONS = 10
_GITLAB = MappingProxyType({"error": "major", "warning": "minor", "note": "info"})
_HEAD = (Phrase("File"), Phrase("Line"), Phrase("Field"), Phrase("What is wrong"), Phrase("Its code"))


def as_text(problems: Sequence[Problem], style: Style) -> None:
    """For people, on standard error."""
    if problems:
        print(report(problems, style), file=sys.stderr)


def as_json(problems: Sequence[Problem], style: Style) -> None:
    """One JSON object: ``problems``, each with all its details, and their counts."""
    of = Counter(problem.severity for problem in problems)
    found = [_entry(problem, style.wording) for problem in problems]
    whole = {"errors": of["error"], "warnings": of["warning"], "notes": of["note"], "problems": found}
    print(_json(whole))


def _json(value: object) -> str:
    unicode = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    return json.dumps(value, ensure_ascii=not unicode, indent=2)


def _entry(problem: Problem, wording: Wording) -> dict[str, Any]:
    finding = problem.finding
    return {
        "code": problem.code,
        "severity": problem.severity,
        "file": problem.file,
        "line": problem.line or None,
        "column": problem.column or None,
        "field": problem.field or None,
        "found": finding.found or None,
        "what": wording.what(finding),
        "mend": wording.mend(finding),
        "why": wording.why(finding),
        "replacement": finding.replacement or None,
        "also": problem.also or None,
    }


def as_gitlab(problems: Sequence[Problem], style: Style) -> None:
    """GitLab's Code Quality report. A fingerprint depends on the mistake but not on its line, so that
    a problem that only moves does not count as new."""
    seen: Counter[str] = Counter()
    entries = []
    for problem in problems:
        identity = "\0".join([problem.file, problem.field, problem.code, problem.finding.found])
        seen[identity] += 1
        entries.append(
            {
                "description": f"{_field(problem)}{style.wording.sentence(problem)}",
                "check_name": problem.code,
                "fingerprint": hashlib.sha256(f"{identity}\0{seen[identity]}".encode()).hexdigest(),
                "severity": _GITLAB[problem.severity],
                "location": {"path": problem.file, "lines": {"begin": max(problem.line, 1)}},
            }
        )
    print(_json(entries))


def as_github(problems: Sequence[Problem], style: Style) -> None:
    """GitHub's workflow commands; if there are more than it shows, one for each file. The whole
    list goes to the summary of the job (``GITHUB_STEP_SUMMARY``)."""
    for severity, command in (("error", "error"), ("warning", "warning"), ("note", "notice")):
        some = [problem for problem in problems if problem.severity == severity]
        for group in _groups(some):
            print(_annotation(command, group, style.wording))
    summary = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary and problems:
        with open(summary, "a", encoding="utf-8") as file:
            file.write(_table(problems, style.wording))
    if problems:
        print(count_of(problems, style.wording), file=sys.stderr)


def _groups(problems: Sequence[Problem]) -> list[list[Problem]]:
    if len(problems) <= ANNOTATIONS:
        return [[problem] for problem in problems]
    files: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        files[problem.file].append(problem)
    return list(files.values())


def _annotation(severity: str, group: Sequence[Problem], wording: Wording) -> str:
    first = group[0]
    place = {"file": first.file}
    if first.line:
        place |= {"line": str(first.line), "col": str(first.column)}
    place["title"] = first.code if len(group) == 1 else count_of(group, wording).rstrip(".")
    lines = [f"{_line(one, group)}{_field(one)}{wording.sentence(one)}" for one in group]
    lines += [wording.why(first.finding)] if len(group) == 1 else []
    where = ",".join(f"{name}={_property(value)}" for name, value in place.items())
    return f"::{severity} {where}::{_data(chr(10).join(lines))}"


def _line(problem: Problem, group: Sequence[Problem]) -> str:
    return f"{problem.line}: " if len(group) > 1 and problem.line else ""


def _field(problem: Problem) -> str:
    return f"{harmless(problem.field)}: " if problem.field else ""


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")


def _table(problems: Sequence[Problem], wording: Wording) -> str:
    rows = [
        f"| {_cell(problem.file)} | {problem.line or ''} | {_cell(harmless(problem.field))} "
        f"| {_cell(wording.sentence(problem))} | `{problem.code}` |"
        for problem in problems
    ]
    head = f"| {' | '.join(wording.text(name) for name in _HEAD)} |"
    return "\n".join(
        [f"### {count_of(problems, wording)}", "", head, "|---|---:|---|---|---|", *rows, "", ""]
    )


def _cell(text: str) -> str:
    """Text escaped for a table in GitHub's Markdown."""
    plain = visible(text).replace("&", "&amp;").replace("<", "&lt;").replace("@", "&#64;")
    plain = re.sub(r"(?i)(?<=www)\.", "&#46;", plain.replace("$", "&#36;").replace("://", "&#58;//"))
    return re.sub(r"([\\|`*_\[\]!~]|(?<!&)#)", r"\\\1", plain)


FORMATS: Mapping[str, Callable[[Sequence[Problem], Style], None]] = MappingProxyType(
    {"text": as_text, "github": as_github, "gitlab": as_gitlab, "json": as_json}
)
