"""Every mistake of the corpus is reported with its code, file and line, and nothing else is."""

from __future__ import annotations

import os
import re
from collections import Counter

import pytest
from samenight.checks.all_kinds import CATALOGUE
from samenight.commands.project import register_rules

from tests.mistakes import MISTAKES
from tests.mistakes.laying import expected, is_root, make, mend, summary, survey_of

register_rules({})
# Problems of the output and of the machine: the content cannot have them.
ELSEWHERE = {code for code in CATALOGUE if code.startswith(("path.", "git."))} | {
    "print.code",
    "print.extra",
    "print.template",
    "print.words",  # depends on the theme
}
each_mistake = pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.title)


@pytest.fixture
def content(folder):
    mend(folder[0])
    return folder[0]


@pytest.fixture
def found(folder):
    """All problems of a festival."""
    return lambda content: survey_of(content, folder[1]).problems


def without_locks(mistake):
    if mistake.code == "file.unreadable" and is_root():
        pytest.skip("nothing is locked for root")


def test_nothing_is_wrong_in_the_good_festival(content, found):
    assert [str(problem) for problem in found(content)] == []


@each_mistake
def test_a_mistake_is_reported_where_it_is(content, found, mistake):
    without_locks(mistake)
    make(content, [mistake])
    assert sorted(map(summary, found(content))) == expected(mistake)


@each_mistake
def test_what_is_offered_instead_is_right(content, found, mistake):
    without_locks(mistake)
    make(content, [mistake])
    problem = next(one for one in found(content) if summary(one) == expected_first(mistake))
    if not problem.finding.replacement or mistake.stays:
        return
    path = content / mistake.file
    path.write_bytes(typed(path.read_bytes().decode(), problem).encode())
    after = found(content)
    again = [str(one) for one in after if (one.code, one.file) == (problem.code, problem.file)]
    assert again == []
    broken = [str(one) for one in after if one.code.startswith("header.") or one.code == "key.unknown"]
    assert broken == []


def expected_first(mistake):
    return mistake.code, mistake.file, mistake.line()


# A value in a header: in quotes of two kinds, or up to the next character that ends it.
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|' + r"'(?:[^']|'')*'|[^,\]}#\n]*[^,\]}#\s]")


def typed(text, problem):
    """A file in which the suggestion replaces what was found."""
    lines = text.split("\n")
    line, at = lines[problem.line - 1], problem.column - 1
    new = problem.finding.replacement
    if problem.code in {"key.unknown", "account.network"}:
        token = re.compile(r"[^:,}]+").match(line, at)
    elif problem.code == "header.comment":
        token = re.compile(r".*").match(line, at)
    elif problem.code == "header.colon":
        at = len(line) - len(line.lstrip(" -"))
        token = re.compile(r".*").match(line, at)
    else:
        token = TOKEN.match(line, at)
    lines[problem.line - 1] = line[:at] + new + line[token.end() :]
    return "\n".join(lines)


@pytest.mark.parametrize("code", sorted(set(CATALOGUE) - ELSEWHERE))
def test_every_kind_of_mistake_is_in_the_corpus(code):
    assert code in {mistake.code for mistake in MISTAKES}


def test_the_corpus_is_large_and_no_mistake_is_in_it_twice():
    assert len(MISTAKES) >= 300
    made = Counter((one.changed or one.file, one.before, one.after, one.alter) for one in MISTAKES)
    assert [change for change, times in made.items() if times > 1] == []


def test_all_at_once(content, found):
    """Mistakes in different files: each is reported as if it were alone. Mistakes that concern two files
    at once or remove files are left out."""
    apart = {}
    for mistake in MISTAKES:
        other = any("::" in where for _, where in mistake.more)
        if mistake.alter is None and not other and CATALOGUE[mistake.code].severity == "error":
            apart.setdefault(mistake.changed or mistake.file, mistake)
    assert len(apart) > 25
    make(content, apart.values())
    told = set(map(summary, found(content)))
    assert {expected_first(mistake) for mistake in apart.values()} <= told


def test_the_folder_can_be_cleaned(content, found):
    """Whatever a mistake leaves behind is gone for the next one."""
    make(content, [mistake for mistake in MISTAKES if mistake.alter][:3])
    mend(content)
    assert not os.path.islink(content / "pages/imprint.md")
    assert found(content) == ()
