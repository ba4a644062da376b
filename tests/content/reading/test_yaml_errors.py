"""Broken headers are reported where the mistake begins, with what to type; texts that other programs
read as another type."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st
from samenight.content.problems.kinds import headers
from samenight.content.problems.problem import Kind, Problem, quoted
from samenight.content.reading.header import HeaderError, read_header
from samenight.content.reading.yaml_errors import retyped

from tests import sites


def problem_of(source: str) -> Problem:
    with pytest.raises(HeaderError) as caught:
        read_header("content/x.md", f"---\n{source}\n---\nText.\n")
    return caught.value.problem


# what is typed, the line (the first line of the header is 2), the column, the replacement
CASES: dict[str, list[tuple[str, int, int, str]]] = {
    "header.colon": [
        ("tagline: One evening: many cities", 2, 21, 'tagline: "One evening: many cities"'),
        ("name: a\nteam:\n  - name: Ann: the chair", 4, 14, '- name: "Ann: the chair"'),
        ("é: ü: ö", 2, 5, 'é: "ü: ö"'),
        ("a: one: two  # noted", 2, 7, 'a: "one: two"'),
        ('a: C:\\: "x"', 2, 7, 'a: "C:\\\\: \\"x\\""'),
        ('a: "b": c', 2, 7, ""),
    ],
    "header.start": [
        ("x: @city", 2, 4, '"@city"'),
        ("hashtags: [@One, Two]", 2, 12, '"@One"'),
        ("hashtags: [One, @Two]", 2, 17, '"@Two"'),
        ("hashtags:\n  - @One", 3, 5, '"@One"'),
        ("a: `b: c`", 2, 4, '"`b: c`"'),
        ("a: %5", 2, 4, '"%5"'),
        ("a: *", 2, 4, '"*"'),
        ("a: &", 2, 4, '"&"'),
        ("a: , b", 2, 4, '", b"'),
        ("a: - b", 2, 4, '"- b"'),
        ("a: ? b", 2, 4, '"? b"'),
        ("a: ] b", 2, 4, '"] b"'),
        ("a: b\nc: @d  # who", 3, 4, '"@d"'),
        ("a: b\n%c: d", 3, 1, ""),
    ],
    "header.tab": [("a:\n\tb: c", 3, 1, ""), ("a: b\n\tc: d", 3, 1, "")],
    "header.escape": [
        ('a: "C:\\Data"', 2, 7, ""),
        ('a: "\\x0"', 2, 7, ""),
        ('a: "\\ud800"', 2, 7, ""),
    ],
    "header.inner": [
        ('a: "He said "hi" to me"', 2, 4, '"He said \\"hi\\" to me"'),
        ('a: ""Pod Latarnią" and more"', 2, 4, '"\\"Pod Latarnią\\" and more"'),
    ],
    "header.quote": [
        ('a: "b\nc: d', 2, 4, ""),
        ("a: b\nc: 'd", 3, 4, ""),
        ('team: ["Ann", \'Bob]\nb: "c"', 2, 15, ""),
        # noticed at the next quote, however far below
        ('a: "b\nc: "d"', 2, 4, ""),
        ("a: 'b\nc: 'd'", 2, 4, ""),
        ('a: "b\nc: d\ne: f\ng: h\ni: j\nk: "l"', 2, 4, ""),
        ('a: "x"\nb: "c\n\n\n\n\n\n\nd: "e"\nf: "g"', 3, 4, ""),
        ('tickets:\n  - name: "A\n    price: "5"', 3, 11, ""),
        ('a: "it\'s fine"\nb: "it\'s open\nc: "don\'t"', 3, 4, ""),
        ("a: 'b\nc: it's", 2, 4, ""),
        ('a: "say \\"hi\\""\nb: "open \\" still\nc: "d"', 3, 4, ""),
        ('a: ["x", "y"]\nb: "c\nd: ["e", "f"]', 3, 4, ""),
        ('a: ["x, "y"]', 2, 5, ""),
        ('a: {b: "c, d: "e"}', 2, 8, ""),
    ],
    "header.list": [("a:\n  - b\n  c: d", 4, 3, "")],
    "header.brackets": [
        ("a: [b, c\nd: e", 2, 4, ""),
        ("a: b\né: [é, é, é", 3, 12, ""),
        ("a: [one: two: three]", 2, 13, ""),
        ("a: [b,, c]", 2, 7, ""),
        ("a: [b, c,", 2, 10, ""),
    ],
    "header.braces": [("a: {b: c\nd: e", 2, 4, ""), ("a: {b: c: d}", 2, 9, "")],
    "header.pair": [
        ("a: b\nc:d", 3, 1, ""),
        ("a: b\nc:d\ne: f\ng: h", 3, 1, ""),
        (": b", 2, 1, ""),
        ("a: b\n<<<<<<< HEAD\nc: d", 3, 1, ""),
        # complete quotes above are not the cause
        ('a: "first\n  second"\nc:d', 4, 1, ""),
        ('a: "C:\\\\"\nc:d', 3, 1, ""),
        ("a: it's\nb: 'don''t'\nc:d", 4, 1, ""),
    ],
    "header.indent": [
        ("a: b\n  c: d", 3, 3, ""),
        ('a: "b" c', 2, 8, ""),
        ("a: 'it's nice'", 2, 8, ""),
        ('a: "b",', 2, 7, ""),
    ],
    "header.block": [("a: |x", 2, 5, ""), ("a: >x\n", 2, 5, "")],
    "header.tag": [("a: !", 2, 4, ""), ("a: !x y", 2, 4, "")],
    "header.anchor": [("a: *star", 2, 4, ""), ("a: &b c", 2, 4, "")],
    "header.character": [
        ("a: b\x01", 2, 1, ""),
        ("a: b\nc: d\u2028e", 3, 5, ""),
        ("a: b\nc: d\x85e", 3, 5, ""),
    ],
    "header.mapping": [("a:b\nc", 2, 1, ""), ("- a", 2, 1, "")],
    "header.document": [("a: b\n--- #\nc: d", 3, 1, "")],
    "header.key": [("? [a]\n: b", 2, 3, "")],
    "header.duplicate": [("a: b\nc: d\na: e", 4, 1, "")],
    "header.depth": [("a: " + "[" * 9 + "]" * 9, 2, 12, "")],
    "header.size": [("a: " + "x" * 33_000, 1, 1, "")],
}
ROWS = [(code, *row) for code, rows in CASES.items() for row in rows]


@pytest.mark.parametrize(
    ("code", "source", "line", "column", "replacement"), ROWS, ids=[repr(r[1][:40]) for r in ROWS]
)
def test_a_broken_header_is_reported_where_the_mistake_begins(code, source, line, column, replacement):
    problem = problem_of(source)
    assert problem.code == code
    assert (problem.line, problem.column) == (line, column)
    assert problem.finding.replacement == replacement
    assert "expected" not in sites.said(problem)


def test_every_kind_of_broken_header_is_tried():
    kinds = {kind.code for kind in vars(headers).values() if isinstance(kind, Kind)}
    elsewhere = {"header.missing", "header.unclosed", "header.unquoted", "header.comment", "header.quotes"}
    unforeseen = {"header.syntax"}
    assert kinds == {*CASES, *elsewhere, *unforeseen}


@pytest.mark.parametrize(("code", "source", "line", "column", "replacement"), [row for row in ROWS if row[4]])
def test_a_header_with_its_replacement_is_right(code, source, line, column, replacement):
    lines = source.split("\n")
    number = line - 2
    if ": " in replacement and code == "header.colon":
        indent = lines[number][: len(lines[number]) - len(lines[number].lstrip())]
        lines[number] = indent + replacement
    else:
        before, rest = lines[number][: column - 1], lines[number][column - 1 :]
        whole = "" if code == "header.inner" else rest.removeprefix(replacement[1:-1])
        lines[number] = before + replacement + whole
    read_header("x.md", "---\n" + "\n".join(lines) + "\n---\n")


VALUES = st.text("ab ':,[]{}\\é-", min_size=1, max_size=12)


@example([":", "'", ":", ":"], 0)
@given(st.lists(VALUES, min_size=1, max_size=6), st.integers(0, 5))
def test_a_quote_without_its_end_is_reported_where_it_was_opened(values, which):
    """The quote is between good lines with any texts."""
    lines = [f"key{number}: {quoted(value)}" for number, value in enumerate(values)]
    which %= len(lines)
    lines[which] = lines[which][:-1]
    assume(not values[which].endswith("\\"))
    problem = problem_of("\n".join(lines))
    assert (problem.code, problem.line) == ("header.quote", which + 2)


# Unquoted texts

READERS_WORDS = st.one_of(
    st.from_regex(r"[-+]?[0-9._:eExXob]{1,8}", fullmatch=True),
    st.from_regex(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ][0-9:.Z+ -]{0,14})?", fullmatch=True),
    st.sampled_from(
        [
            "yes",
            "No",
            "TRUE",
            "off",
            "On",
            "y",
            "N",
            ".inf",
            "-.INF",
            ".NaN",
            "=",
            "<<",
            "1_000",
            "0o17",
            "0x1F",
            "0b11",
            "1e3",
            "6.02e+23",
            "19:30",
            "1:2:3.5",
            "12,5",
            "1,500",
            "-0",
            "+12",
            "089",
            "0123",
            "2011-03-24",
            "2011-3-4T19:30:00Z",
            "2011-03-24 19:30:00.5 +01:00",
            "190:20:30",
            ".5",
            "5.",
        ]
    ),
    st.text("0123456789.:-+_eETZ xonfytrueYNlsab,=<", max_size=12),
)


def typed_by_others(text: str) -> object:
    """What a YAML 1.1 parser reads for an unquoted text; a text if it is not valid."""
    try:
        (value,) = yaml.load(f"[{text}]", Loader=yaml.SafeLoader)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError):
        return text
    return value if isinstance(node, yaml.ScalarNode) and node.value == text else text


@given(READERS_WORDS)
def test_every_word_that_another_program_would_re_type_is_found(text):
    value = typed_by_others(text)
    if value is not None and not isinstance(value, str):
        assert retyped(text), (text, value)


# What only YAML 1.2's core schema, strict YAML 1.1, or Ruby's parser does not read as text.
ELSEWHERE = re.compile(
    r"[yYnN]|[-+]?(0o?[0-7_]+|0b[01_]+|0x[0-9a-fA-F_]+|[0-9][0-9_,]*\.?[0-9_]*([eE][-+]?[0-9]+)?"
    r"|\.[0-9][0-9_]*([eE][-+]?[0-9]+)?|[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?)"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(([Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}.*)?|=|<<"
)


@given(st.one_of(READERS_WORDS, st.text(max_size=10)))
def test_words_that_stay_text_everywhere_are_left_alone(text):
    if isinstance(typed_by_others(text), str) and not ELSEWHERE.fullmatch(text):
        assert retyped(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Paris",
        "no-one",
        "yEs",
        "oN",
        "2011-spring",
        "2011-03-24 in the evening",
        "2011-03",
        "10 EUR",
        "1.2.3",
        "+",
        "-",
        ".",
        "._",
        "e5",
        "0xZZ",
        "192.168.0.1",
        "19:30-22:00",
        "7pm",
        "12-13",
        "Nope",
        "50%",
        "C",
        "48.85, 2.35",
        "",
    ],
)
def test_what_every_parser_reads_as_text_is_no_mistake(text):
    assert retyped(text) is None


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("no", "yes or no"),
        ("2011-03-24", "a time in some time zone"),
        ("19:30", "a base-60 number"),
        ("0123", "a number"),
        ("12.50", "a number"),
        ("1,500", "a number"),
        (".inf", "a number"),
        ("=", "a YAML keyword"),
    ],
)
def test_the_message_says_what_other_parsers_read(text, taken):
    assert retyped(text) == taken


@pytest.mark.parametrize("text", ["1" * 30_000 + "x", "1," * 15_000 + "x", "1:" * 15_000 + "x", "_" * 30_000])
def test_a_text_as_long_as_a_header_is_looked_at_once(text):
    """A pattern with backtracking would take minutes."""
    assert retyped(text) is None
    assert retyped("1" * 30_000) == "a number"


@given(
    st.sampled_from(["no", "19:30", "2011-03-24", "12.50"]),
    st.sampled_from(["a: {}", "a: [b, {}]", "a:\n  - {}"]),
)
def test_plain_texts_are_found_anywhere_and_quoted_ones_nowhere(word, style):
    assert len(read_header("x.md", f"---\n{style.format(word)}\n---\n").plain) == 1
    for text in (quoted(word), f"'{word}'"):
        assert read_header("x.md", f"---\n{style.format(text)}\n---\n").plain == ()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t\r\x85"), max_size=30))
def test_a_text_in_quotes_comes_back(text):
    assume(not set(text) & {"\ufffe", "\uffff"})
    assert read_header("x.md", f"---\na: {quoted(text)}\n---\n").values == {"a": text}
