"""The limits of texts: what is accepted can be converted, however deep the stack is by then."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from samenight.content.model.posts_and_pages import Page
from samenight.content.problems.report import Style, report
from samenight.content.problems.wording import ENGLISH
from samenight.content.reading.file_checks.body_limits import (
    MAX_ANGLES,
    MAX_BACKTICKS,
    MAX_BODY_BYTES,
    MAX_BRACKETS,
    MAX_CELLS,
    MAX_LEVELS,
    MAX_LINES,
    levels,
    rejection,
)
from samenight.content.reading.file_reader import parse
from samenight.site.body_html import html_of

from tests.hostile.costly_texts import TEXTS

AT_LIMITS = {
    "body.size": ("a" * MAX_BODY_BYTES, "a"),
    "body.brackets": ("[]" * MAX_BRACKETS, "["),
    "body.angles": ("<" * MAX_ANGLES, "<"),
    "body.backticks": ("`" * MAX_BACKTICKS, "`"),
    "body.nesting": ("> " * MAX_LEVELS, ">"),
    "body.lines": ("a\n" * (MAX_LINES - 1) + "a", "\na"),
    "body.table": ("a|b\n-|-\n\n" * (MAX_CELLS // 4), "a|b\n-|-\n"),
}


def code(text: str) -> str | None:
    found = rejection(text)
    return found[1].kind.code if found else None


@pytest.mark.parametrize("kind", AT_LIMITS)
def test_a_text_at_a_limit_is_accepted_and_one_beyond_is_not(kind):
    text, more = AT_LIMITS[kind]
    assert (code(text), code(text + more)) == (None, kind)


def test_the_line_is_that_of_the_first_excess():
    start = "Text.\n\n* item\n\n"
    assert rejection(start + ">" * 21 + "x")[0] == 4
    assert rejection(start + "[" * 100 + "a" * 9000)[0] == 4
    assert rejection(start + "`" * 400 + "\n\n" + "`" * 101)[0] == 6
    assert rejection(start + "a\x0b")[0] == 4


def test_a_message_says_the_limit():
    line, finding = rejection("x\n\n" + "1. " * 21)
    assert (line, "more than 20 levels" in ENGLISH.what(finding)) == (2, True)


def test_the_column_is_that_of_the_first_sign_as_a_report_shows_only_what_is_near():
    text = f'---\ntitle: "T"\n---\nText.\n\n*\n{" " * 84}- deep\n'
    _, (problem,) = parse("about.md", text, Page, {"slug": "about"})
    assert (problem.code, problem.line, problem.column) == ("body.nesting", 7, 85)
    assert "- deep" in report([problem], Style(lines=lambda _: text.split("\n")))


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Text", 0),
        ("2011. was good", 1),
        ("* item", 1),
        ("**bold** text", 0),
        ("> > * 1. x", 4),
        ("    * x", 2),
        ("\t\t- x", 3),
        ("* " * 30, 0),
        ("-" * 60, 0),
        ("> - - - - - -", 1),
        ("* " * 30 + "x", 30),
        ("*     *     *", 5),
    ],
)
def test_levels_are_counted_as_they_are_typed(line, number):
    assert levels(line) == number


def test_ordinary_long_texts_are_accepted():
    poem = "\n\n".join("A line of it.\n" * 40 for _ in range(30))
    items = "".join(f"* [Number {n}](https://example.org/{n})\n" for n in range(290))
    table = "Who | What | When\n---|---|---\n" + "Somebody | sings | at eight\n" * 290
    assert [code(text) for text in (poem, items, table, "He said [sic. " + "More text. " * 1500)] == [
        None
    ] * 4


def at_depth(number: int, call: Callable[[], str]) -> str:
    """The result of a call on a stack that is deeper by a number of frames."""
    return call() if number == 0 else at_depth(number - 1, call)


def converted(text: str, depth: int) -> str:
    html_of.cache_clear()
    return at_depth(depth, lambda: html_of(text))


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_accepted_is_converted_at_any_depth_of_the_stack(name):
    text = TEXTS[name][:4000]
    if rejection(text) is None:
        shallow, deep = converted(text, 0), converted(text, 500)
        assert deep == shallow
        assert not re.search(r"<(script|style|\?)", shallow)


SIGNS = ("* ", "1. ", "> ", ">", "- ", ":   ", ": ", "    ", "\t", "[^1]: ", "  ", "*    ")
PREFIXES = st.lists(st.sampled_from(SIGNS), max_size=MAX_LEVELS).map("".join)
LINES = st.tuples(PREFIXES, st.sampled_from(["x", "# x", "a|b", "", "***", "x[^1]"])).map("".join)
# Few different lines, repeated: so that they really are inside each other.
DEEP = st.tuples(st.lists(LINES, min_size=1, max_size=4), st.integers(1, 12), st.sampled_from(["\n", "\n\n"]))


@given(DEEP)
def test_nothing_accepted_is_too_deep(parts):
    lines, times, between = parts
    text = between.join(lines * times)
    assume(rejection(text) is None)
    deep = converted(text, 500)
    assert deep == converted(text, 0)


def test_without_the_limit_a_text_would_be_too_deep():
    """So that the tests above can fail: the converter has no limit of its own."""
    with pytest.raises(RecursionError):
        converted("1. " * 3000, 0)
    html_of.__wrapped__.__globals__["_converter"].cache_clear()
