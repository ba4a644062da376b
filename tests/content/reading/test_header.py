"""The header: for any file, its values and places are right or a Problem says where."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from samenight.content.reading.header import HeaderError, read_header

from tests import sites

# Text as a header can hold it; JSON's double quotes are YAML's, with escapes for all else.
TEXT = st.text(max_size=12)
TREES = st.recursive(
    TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)
HEADERS = st.dictionaries(TEXT, TREES, max_size=5)
LOOSE = st.lists(
    st.sampled_from([*"abc:-?[]{},&*!|>%@`#'\"\\ \t\n", "---", "...", "a: b\n", "- c\n", "\x01", "é", "<<"])
)


def depth_of(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max(map(depth_of, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(depth_of, value), default=0)
    return 0


def quoted(text: str) -> str:
    """Text in YAML's double quotes: JSON's, but with one escape for a character beyond 16 bits."""
    return (
        '"'
        + "".join(
            c if c.isascii() and c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in text
        )
        + '"'
    )


def flow(value: object) -> str:
    """A value as YAML in brackets and braces, everything in double quotes."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(k)}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return quoted(str(value))


def block(value: object, indent: str = "") -> str:
    """A value as YAML in block style, everything in double quotes."""
    if isinstance(value, dict) and value:
        return "".join(f"\n{indent}{quoted(k)}: {block(v, indent + '  ')}" for k, v in value.items())
    if isinstance(value, list) and value:
        return "".join(f"\n{indent}- {block(v, indent + '  ')}" for v in value)
    return flow(value)


def problem_of(text: str):
    with pytest.raises(HeaderError) as caught:
        read_header("content/x.md", text)
    problem = caught.value.problem
    assert problem.file == "content/x.md"
    assert 1 <= problem.line <= text.count("\n") + 1
    assert problem.column >= 1
    assert sites.said(problem).endswith((".", '"'))  # a text to be typed may end it
    return problem


def same_depth(values: object) -> bool:
    return depth_of(values) <= 8


@given(HEADERS.filter(same_depth))
def test_text_comes_back_as_it_was_written(values):
    header = read_header("x.md", f"---\n{block(values)}\n---\nbody\n")
    assert header.values == values
    assert header.body == "body\n"


@given(HEADERS.filter(same_depth))
def test_every_place_points_at_what_it_names(values):
    text = f"---\n{block(values)}\n---\n"
    header, lines = read_header("x.md", text), text.split("\n")
    for location, (line, column) in header.places.items():
        value = values
        for step in location:
            value = value[step]
        if isinstance(value, str):
            assert lines[line - 1][column - 1 :].startswith(quoted(value))
    for location, (line, column) in header.keys.items():
        assert lines[line - 1][column - 1 :].startswith(quoted(str(location[-1])) + ":")


@given(HEADERS)
def test_every_value_has_a_place(values):
    if not same_depth(values):
        return
    header = read_header("x.md", f"---\n{flow(values)}\n---\n")

    def walk(value, location):
        assert location in header.places
        steps = (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        )
        for step, inner in steps:
            walk(inner, (*location, step))

    if values:
        walk(values, ())


@given(st.one_of(st.text(), LOOSE.map("".join)))
@example("a: \x01")
@example("é\n\n\na: \x7f")
@example("a: \ufffe")
@example("%YAML 9.9\n--- #\na: b")
@example('"\r0')
@example("a: '\u2028\u2028\u2028")
def test_any_text_is_read_or_refused_in_a_line_of_the_file(text):
    whole = f"---\n{text}\n---\n"
    try:
        header = read_header("x.md", whole)
    except HeaderError as error:
        assert 1 <= error.problem.line <= whole.count("\n") + 1
        assert error.problem.column >= 1
    else:
        assert isinstance(header.values, dict)


@given(st.binary(max_size=60))
def test_any_bytes_are_a_problem_and_never_a_traceback(tmp_path, content):
    from tests.sites import read_site  # noqa: PLC0415 -- only here

    folder = tmp_path / str(abs(hash(content)))
    if folder.exists():
        return
    reading = read_site(folder, {"pages/about.md": content})
    assert {problem.file for problem in reading.problems} == {"content/pages/about.md"}


def test_nothing_is_typed():
    header = read_header("x.md", "---\na: no\nb: 18:30\nc: 0123\nd: 5.00\ne: +260\nf: 2011-03-24\n---\n")
    assert header.values == {
        "a": "no",
        "b": "18:30",
        "c": "0123",
        "d": "5.00",
        "e": "+260",
        "f": "2011-03-24",
    }


@pytest.mark.parametrize("nothing", ["", "~", "null", "Null", "NULL", "  # later"])
def test_a_key_without_a_value_is_nothing(nothing):
    assert read_header("x.md", f"---\na: {nothing}\nb: c\n---\n").values == {"a": None, "b": "c"}


@pytest.mark.parametrize("text", ['""', '"~"', "'null'"])
def test_a_quoted_value_is_text(text):
    assert read_header("x.md", f"---\na: {text}\n---\n").values == {"a": text[1:-1]}


@pytest.mark.parametrize("text", ["---\n---\n", "---\n# nothing yet\n---\n", "---\n\n---\n"])
def test_a_header_may_be_empty(text):
    assert read_header("x.md", text).values == {}


def test_the_body_keeps_its_lines_and_the_number_of_its_first_line():
    header = read_header("x.md", "---\na: b\n---\n\nOne\n---\nTwo\n")
    assert (header.body, header.body_line) == ("\nOne\n---\nTwo\n", 4)


def test_windows_lines_and_a_byte_order_mark_do_not_matter():
    header = read_header("x.md", "\ufeff---\r\na: b\r\nc:\r\n  d: e\r\n---\r\nBody\r\n")
    assert header.values == {"a": "b", "c": {"d": "e"}}
    assert header.place(("c", "d")) == (4, 6)


def test_the_place_of_what_is_absent_is_the_nearest_thing_around_it():
    header = read_header("x.md", "---\na: b\ntickets:\n  - name: x\n---\n")
    assert header.place(("tickets", 0, "price")) == (4, 5)
    assert header.place(("tickets", 3)) == (4, 3)
    assert header.place(("nowhere",)) == (1, 1)
    assert header.key_place(("tickets",)) == (3, 1)


REFUSED = {
    "anchor": ("a: &x b\n", 2, 4, "header.anchor"),
    "anchor on a list": ("a: &x [b]\n", 2, 4, "header.anchor"),
    "anchor on a key": ("&x a: b\n", 2, 1, "header.anchor"),
    "alias": ("a: *x\n", 2, 4, "header.anchor"),
    "tag": ("a: !!int 5\n", 2, 4, "header.tag"),
    "own tag": ("a: !python/object b\n", 2, 4, "header.tag"),
    "duplicate": ("a: b\nc: d\na: e\n", 4, 1, "header.duplicate"),
    "duplicate inside": ("a:\n  - b: c\n    b: d\n", 4, 5, "header.duplicate"),
    "second document": ("a: b\n--- #\nc: d\n", 3, 1, "header.document"),
    "second document after nothing": ("--- #\n--- #\na: b\n", 3, 1, "header.document"),
    "list as a key": ("? [a]\n: b\n", 2, 3, "header.key"),
    "a list": ("- a\n", 2, 1, "header.mapping"),
    "a text": ("a\n", 2, 1, "header.mapping"),
}


@pytest.mark.parametrize(("source", "line", "column", "code"), REFUSED.values(), ids=REFUSED)
def test_what_a_header_may_not_have(source, line, column, code):
    problem = problem_of(f"---\n{source}---\n")
    assert (problem.line, problem.column, problem.code) == (line, column, code)


SYNTAX = {
    "a colon in text": ("a: one: two\n", 2, 7, "needs quotes"),
    "a tab before a key": ("a:\n\tb: c\n", 3, 1, "tab"),
    "no closing double quote": ('a: "b\nc: d\n', 2, 4, "never closed"),
    "no closing single quote": ("a: b\nc: 'd\n", 3, 4, "never closed"),
    "a value that begins with @": ("a: @city\n", 2, 4, 'begins with "@"'),
    "a value that begins with *": ("a: *\n", 2, 4, 'begins with "*"'),
    "a value that is a name with *": ("a: *star\n", 2, 4, "aliases (*)"),
    "a value that begins with %": ("a: %5\n", 2, 4, "%"),
    "a value that begins with a backtick": ("a: `b\n", 2, 4, "`"),
    "a list mixed with keys": ("a:\n  - b\n  c: d\n", 4, 3, 'Begin each item with "-"'),
    "an open bracket": ("a: [b, c\nd: e\n", 2, 4, "closing ]"),
    "an open brace": ("a: {b: c\nd: e\n", 2, 4, "closing }"),
    "no space after a colon": ("a: b\nc:d\n", 3, 1, "a colon and a space"),
    "text after a quote": ('a: "b" c\n', 2, 8, "quotes"),
    "a colon without a space and keys below": ("a: b\nc:d\ne: f\ng: h\n", 3, 1, "a colon and a space"),
    "an unknown escape": ('a: "C:\\Data"\n', 2, None, "backslash twice"),
    "an escape that wants digits": ('a: "C:\\Users"\n', 2, None, "backslash twice"),
    "a marker of a merge": ("a: b\n<<<<<<< HEAD\nc: d\n", 3, 1, "a colon"),
}


@pytest.mark.parametrize(("source", "line", "column", "said"), SYNTAX.values(), ids=SYNTAX)
def test_a_typing_mistake_is_explained_in_plain_words(source, line, column, said):
    problem = problem_of(f"---\n{source}---\n")
    assert problem.code != "header.syntax"  # which is for unforeseen errors
    assert said in sites.said(problem)
    assert (problem.line, problem.column) == (line, column or problem.column)
    assert "expected" not in sites.said(problem)


def test_a_hidden_character_is_named_with_its_line():
    problem = problem_of("---\na: é é é é é é é é é\nb: \x01\nc: d\ne: f\ng: h\n---\n")
    assert (problem.line, problem.code) == (3, "header.character")
    assert "U+0001" in sites.said(problem)


def test_a_file_needs_a_header():
    assert problem_of("Hello\n").code == "header.missing"
    assert problem_of("").code == "header.missing"
    assert problem_of("---\na: b\n").code == "header.unclosed"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\na: b\n\nSome prose.\nMore of it.\n", 3),
        ("---\na: b\nSome prose.\n", 3),
        ("---\na:\n  - b\n\n- c\n# d\n\n\nSome prose: it is long.\n\nMore.\n", 7),
        ("---\na: b\n--\nSome prose.\n", 3),
        ("---\na: b\nc: d\n", 3),
        ("---\nSome prose.\n", 2),
        ('---\n"a": {\n  b: c\n}\n=====\n\nProse\n', 5),
    ],
)
def test_a_missing_end_is_told_where_the_header_ends(text, line):
    problem = problem_of(text)
    assert (problem.code, problem.line) == ("header.unclosed", line)


def test_limits():
    assert problem_of(f"---\na: {'x' * 33_000}\n---\n").code == "header.size"
    assert problem_of("---\na: " + "[" * 9 + "]" * 9 + "\n---\n").code == "header.depth"
    assert read_header("x.md", "---\na: " + "[" * 8 + "]" * 8 + "\n---\n").values
    assert problem_of("---\n" + "[" * 25_000 + "\n---\n").code == "header.depth"
    assert problem_of("---\n" + "{a: " * 5_000 + "\n---\n").code == "header.depth"
