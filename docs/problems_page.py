"""The reference page of all problems: each kind as the code has it, and what is said of an example.

The examples are made anew each time: the first mistake of the kind in the corpus of the tests is laid
into its good festival, and the check is asked.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from samenight.checks.all_kinds import CATALOGUE
from samenight.commands.explain import anchor, open_
from samenight.commands.project import register_rules
from samenight.content.problems.problem import Kind, Problem
from samenight.content.problems.report import Style, report_of
from samenight.content.problems.wording import ENGLISH
from samenight.content.reading.content_reader import Remembered

from tests.mistakes import MISTAKES
from tests.mistakes.laying import make, mend, remembered, summary, survey_of
from tests.mistakes.mistake import Mistake

HEAD = """# Problems

Made from the code by `make docs`; do not edit by hand.

Everything that `make check` and a build can say, by its code. An error stops the build; a warning does
not, except with `--strict`. `make explain` says the same at the command line. What stands as … is filled
in where it is said. Each example is what is said of a real mistake in an otherwise good festival.
"""


def text() -> str:
    """The page."""
    register_rules({})
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        mend(content)
        entries = [_entry(kind, content, remembered(content)) for kind in CATALOGUE.values()]
    return "\n".join([HEAD, *_contents(), *entries]).rstrip() + "\n"


def _contents() -> Iterator[str]:
    for kind in CATALOGUE.values():
        yield f"- [{kind.code}](#{anchor(kind)}): {_plain(_words(kind.what))}"
    yield ""


def _entry(kind: Kind, content: Path, known: Remembered) -> str:
    lines = [f"## {kind.code}", ""]
    lines += [f"**{'Error' if kind.severity == 'error' else 'Warning'}.** {_plain(_words(kind.what))}", ""]
    lines += [f"- To mend it: {_plain(_words(kind.mend))}"]
    if kind.mend_with != Kind.mend_with:
        lines += [f"- Where it is known what was meant: {_plain(_words(kind.mend_with))}"]
    lines += [f"- Why it matters: {_plain(_words(kind.why))}", ""]
    mistake = next((one for one in MISTAKES if one.code == kind.code), None)
    if mistake:
        lines += ["```text", *_example(mistake, content, known), "```", ""]
    return "\n".join(lines)


def _example(mistake: Mistake, content: Path, known: Remembered) -> Sequence[str]:
    make(content, [mistake])
    told = report_of(
        _problem(mistake, content, known), Style(lines=lambda file: _lines(content.parent / file))
    )
    mend(content)
    return [line.rstrip() for line in told.partition("\n  Why: ")[0].split("\n")]


def _problem(mistake: Mistake, content: Path, known: Remembered) -> Problem:
    if mistake.code == "file.unreadable":  # nothing is locked for some who make this page
        kind = CATALOGUE[mistake.code]
        return Problem(f"content/{mistake.file}", 0, 0, "", kind("Permission denied"))
    place = (mistake.code, mistake.file, mistake.line())
    return next(one for one in survey_of(content, known).problems if summary(one) == place)


def _lines(path: Path) -> Sequence[str]:
    return path.read_text("utf-8").split("\n")


def _words(english: str) -> str:
    return open_(ENGLISH, english)


def _plain(sentence: str) -> str:
    """A sentence as text that Markdown leaves alone."""
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", sentence)
