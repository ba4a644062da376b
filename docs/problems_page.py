"""The reference page of all problems: each kind as in the code, and the message for an example.

The examples are made each time: the first mistake of the kind in the corpus of the tests is put into the
corpus's correct festival, and the check reports it.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from samenight.checks.all_kinds import CATALOGUE
from samenight.commands.explain import anchor, with_open_gaps
from samenight.commands.project import register_rules
from samenight.content.problems.problem import Kind, Problem
from samenight.content.problems.report import Style, report_of
from samenight.content.problems.wording import ENGLISH
from samenight.content.reading.content_reader import FactCache

from tests.mistakes import MISTAKES
from tests.mistakes.laying import cache_of, make, mend, summary, survey_of
from tests.mistakes.mistake import Mistake

HEAD = """# Problems

Made from the code by `make docs`; do not edit by hand.

All problems that `make check` and a build report, by their codes. An error stops the build; a warning does
not, except with `--strict`; a note is no mistake: it says how something is read. `make explain` shows the
same in a terminal. A message has the facts in place of each …. Each example is the message for a real mistake
in an otherwise correct festival.
"""


def text() -> str:
    """The page."""
    register_rules({})
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        mend(content)
        entries = [_entry(kind, content, cache_of(content)) for kind in CATALOGUE.values()]
    return "\n".join([HEAD, *_contents(), *entries]).rstrip() + "\n"


def _contents() -> Iterator[str]:
    for kind in CATALOGUE.values():
        yield f"- [{kind.code}](#{anchor(kind)}): {_plain(_words(kind.what))}"
    yield ""


def _entry(kind: Kind, content: Path, cache: FactCache) -> str:
    lines = [f"## {kind.code}", ""]
    lines += [f"**{kind.severity.capitalize()}.** {_plain(_words(kind.what))}", ""]
    lines += [f"- To mend it: {_plain(_words(kind.mend))}"]
    if kind.mend_with != Kind.mend_with:
        lines += [f"- If it is clear what was meant: {_plain(_words(kind.mend_with))}"]
    if kind.mend_between != Kind.mend_between:
        lines += [f"- If it can mean two things: {_plain(_words(kind.mend_between))}"]
    lines += [f"- Why it matters: {_plain(_words(kind.why))}", ""]
    mistake = next((one for one in MISTAKES if one.code == kind.code), None)
    if mistake:
        lines += ["```text", *_example(mistake, content, cache), "```", ""]
    return "\n".join(lines)


def _example(mistake: Mistake, content: Path, cache: FactCache) -> Sequence[str]:
    make(content, [mistake])
    report = report_of(
        _problem(mistake, content, cache), Style(lines=lambda file: _lines(content.parent / file))
    )
    mend(content)
    return [line.rstrip() for line in report.partition("\n  Why: ")[0].split("\n")]


def _problem(mistake: Mistake, content: Path, cache: FactCache) -> Problem:
    if mistake.code == "file.unreadable":  # for some users, such as root, no file is unreadable
        kind = CATALOGUE[mistake.code]
        return Problem(f"content/{mistake.file}", 0, 0, "", kind("Permission denied"))
    place = (mistake.code, mistake.file, mistake.line())
    return next(one for one in survey_of(content, cache).problems if summary(one) == place)


def _lines(path: Path) -> Sequence[str]:
    return path.read_text("utf-8").split("\n")


def _words(english: str) -> str:
    return with_open_gaps(ENGLISH, english)


def _plain(sentence: str) -> str:
    """A sentence with Markdown's special characters escaped."""
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", sentence)
