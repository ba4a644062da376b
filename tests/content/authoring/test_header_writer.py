"""The standard style: the same facts, the same body, one way to write them."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from samenight.content.authoring import header_writer as module
from samenight.content.authoring.header_writer import StyleError, canonical, with_escapes
from samenight.content.model.canonical_values import canonical_values
from samenight.content.model.festival import Festival
from samenight.content.model.file_facts import City, Edition, Event
from samenight.content.reading.content_files import content_files, kind_of
from samenight.content.reading.content_reader import read_content
from samenight.content.reading.header import HeaderError, read_header


def style(header: str, model=Event) -> str:
    """A header in the standard style, without the lines around it."""
    done = canonical(model, "x.md", f"---\n{dedent(header).lstrip()}---\n")
    assert done.startswith("---\n")
    assert done.endswith("---\n")
    return done[4:-4]


def lines(text: str) -> str:
    return dedent(text).lstrip()


# What it looks like.


def test_keys_are_in_the_order_of_the_model_on_every_level():
    done = style("""
        sources: [https://example.org/]
        tickets:
        - {currency: EUR, price: 5.00, name: Early bird}
        venue: {address: 1 rue des Lampes, name: 'Le Comptoir'}
        date: 2011-03-24
        status: confirmed
        """)
    assert done == lines("""
        status: "confirmed"
        date: "2011-03-24"
        venue:
          name: "Le Comptoir"
          address: "1 rue des Lampes"
        tickets:
          - name: "Early bird"
            price: "5.00"
            currency: "EUR"
        sources:
          - "https://example.org/"
        """)


def test_unknown_keys_follow_in_their_order():
    done = style("{venu: {b: 1, a: 2}, status: held, also: x, venue: {flor: 2, name: V}, date: d}\n")
    assert done == lines("""
        status: "held"
        date: "d"
        venue:
          name: "V"
          flor: "2"
        venu:
          b: "1"
          a: "2"
        also: "x"
        """)


def test_free_keys_keep_their_order():
    done = style('accounts: {x: "@b", mastodon: "@a@b.c", bluesky: d}\nname: B\n', City)
    assert done == 'name: "B"\naccounts:\n  x: "@b"\n  mastodon: "@a@b.c"\n  bluesky: "d"\n'


def test_what_is_not_known_yet_stays_blank():
    assert style("date:\nstart: ~\nend: null\nplace: ''\nslogan: 'null'\n") == lines("""
        date: ""
        start: ""
        end: ""
        place: ""
        slogan: "null"
        """)


def test_lists_and_groups_may_be_empty_or_inside_each_other():
    assert style("tickets: [ ]\nvenue: { }\nnotes:\n-\n- \n  text: t\n- [[a, {b: }], [], c]\n") == lines("""
        venue: {}
        tickets: []
        notes:
          -
          - text: "t"
          - - - "a"
              - b: ""
            - []
            - "c"
        """)


SPELLINGS = {
    "plain": "a b",
    "single quotes": "'a b'",
    "double quotes": '"a b"',
    "several lines": "a\n  b",
    "several lines in quotes": '"a\n\n  b"',
    "kept lines": "|\n  a\n   b",
    "folded lines": ">-\n  a\n  b",
    "escapes": '"\\x61\\u0020\\U00000062"',
}


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS)
def test_every_spelling_of_a_text_becomes_one(spelling):
    text = read_header("x.md", f"---\nslogan: {spelling}\n---\n").values["slogan"]
    shown = text.replace("\n", "\\n")
    assert style(f"slogan: {spelling}\n") == f'slogan: "{shown}"\n'


def test_nothing_is_typed_on_the_way():
    values = ["no", "18:30", "0123", "5.00", "+260970000000", "1e3", ".inf", "0x1F", "2011-03-24", "=", "<<"]
    assert style(f"hashtags: [{', '.join(values)}]\n") == "\n".join(
        ["hashtags:", *(f'  - "{value}"' for value in values), ""]
    )


READABLE = [
    "Łódź",
    "東京",
    "مراكش",
    "🎉👩‍👩‍👧",
    "می‌خواهم",
    "Zoë & “Co” – #1: 50 % @home",
    "a\xa0b",
    " a ",
    "---",
    "it's",
    "<b>",
]


@pytest.mark.parametrize("text", READABLE)
def test_what_people_write_stays_readable(text):
    assert style(f'slogan: "{text}"\n') == f'slogan: "{text}"\n'


HIDDEN = {
    "\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\",
    "\0": "\\x00", "\x1b": "\\x1b", "\x7f": "\\x7f", "\x85": "\\x85",
    "\u2028": "\\u2028", "\u2029": "\\u2029", "\u202e": "\\u202e", "\u2067": "\\u2067",
    "\ufeff": "\\ufeff", "\uffff": "\\uffff",
}  # fmt: skip


@pytest.mark.parametrize(("character", "shown"), HIDDEN.items(), ids=ascii)
def test_what_hides_is_shown_by_an_escape(character, shown):
    assert style(f'slogan: "a\\U{ord(character):08x}"\n') == f'slogan: "a{shown}"\n'


def test_keys_that_other_tools_would_misread_are_quoted():
    assert style("{yes: 1, Null: 2, 'a b': 3, é: 4, '': 5, '1': 6, a-b_C: 7, '<<': 8}\n") == lines("""
        "yes": "1"
        "Null": "2"
        "a b": "3"
        "é": "4"
        "": "5"
        "1": "6"
        a-b_C: "7"
        "<<": "8"
        """)


# Comments.


def test_a_comment_stays_above_what_it_belongs_to():
    done = style("""
        # when
        date: d   # the night

        # where, really
        venue: # a room
          address: A
          # on the door
          name: V # "old" name: #V
        status: s
        # that is all
        """)
    assert done == lines("""
        status: "s"
        # when
        # the night
        date: "d"
        # where, really
        # a room
        venue:
          # on the door
          # "old" name: #V
          name: "V"
          address: "A"
        # that is all
        """)


def test_comments_of_lists_are_above_their_items():
    done = style("""
        hashtags: ["A", "B"] # ours
        tickets: # all
          # the first
          - price: 5 # cheap
            name: Early
          - # the second
            name: Late # or never
          - {name: x, # of a group
             price: 1} # and its end
        sources:
          [ # open
            a, # one
            b
            # closed
          ] # now
        """)
    assert done == lines("""
        tickets:
          # the first
          - name: "Early"
            # cheap
            price: "5"
          # the second
          # or never
          - name: "Late"
          # of a group
          - name: "x"
            # and its end
            price: "1"
        # ours
        hashtags:
          - "A"
          - "B"
        # open
        sources:
          # one
          - "a"
          # now
          - "b"
        # closed
        """).replace("tickets:", "# all\ntickets:", 1)


def test_what_only_looks_like_a_comment_is_text():
    done = style("""
        slogan: a#b
        place: "# no"
        website: 'x # no'
        capacity_note: |  # yes
          # no
          more # no
        date_note: a
          b#c # yes
        """)
    assert [line.strip() for line in done.splitlines() if line.strip().startswith("#")] == ["# yes", "# yes"]
    assert '"# no\\nmore # no\\n"' in done
    assert '"a b#c"' in done


def test_a_header_of_comments_keeps_them():
    assert style("# one\n\n  # two\n") == "# one\n# two\n"
    assert style("--- # one\n# two\n") == "# one\n# two\n"


# Files.


@pytest.mark.parametrize(
    "body", ["", "Text", "Text\n", "\n\nA\r\nB\rC \t\n", "---\n---\n", "\ufeff\x85\u2028\0\n\n", "\r\n"]
)
@pytest.mark.parametrize("end", ["\n", "\r\n", " \n", " \r\n"])
def test_the_body_stays_and_its_lines_end_like_those_of_the_file(body, end):
    text = f"\ufeff---{end}status: held{end}---{end}{body}"
    done = canonical(Event, "x.md", text)
    only = "\r\n" if not re.search("(?<!\r)\n", text) else "\n"
    plain = re.sub("\r+\n", "\n", body)
    assert done == f'---\nstatus: "held"\n---\n{plain}'.replace("\n", only)
    assert canonical(Event, "x.md", done) == done


def test_a_file_that_ends_with_its_header_is_whole():
    assert canonical(Event, "x.md", "---\n---") == "---\n---\n"
    assert canonical(Event, "x.md", "---\r\nplace: P\r\n---") == '---\r\nplace: "P"\r\n---\r\n'


def test_windows_lines_mean_what_they_mean_to_a_build():
    text = '---\r\nslogan: "a\r\n\r\n  b"\r\nplace: |\r\n  c\r\n  d\r\n---\r\n'
    values = read_header("x.md", text.replace("\r\n", "\n")).values
    done = canonical(Event, "x.md", text)
    assert "\n" not in done.replace("\r\n", "")
    assert read_header("x.md", done.replace("\r\n", "\n")).values == values


@pytest.mark.parametrize("header", ["a: [", "a: b\na: c\n", "a: *x\n", "a: !t b\n", "- a\n"])
def test_what_cannot_be_read_is_refused_with_its_place(header):
    with pytest.raises(HeaderError) as caught:
        canonical(Event, "x.md", f"---\n{header}\n---\n")
    assert caught.value.problem.file == "x.md"
    assert caught.value.problem.line


def test_what_would_become_too_large_is_refused():
    nested = "a: " + "{a: " * 6 + "[" + "x," * 8_000 + "]" + "}" * 6
    with pytest.raises(StyleError, match=r"could not be read\. The header is larger than 32 KB"):
        style(nested + "\n")


def test_a_key_that_needs_more_than_a_line_is_refused():
    with pytest.raises(StyleError, match=r'The key "x{20}\.\.\." is too long'):
        style("? " + "x" * 1100 + "\n: a\n")
    assert style(f"{'x' * 1000}: a\n") == f'{"x" * 1000}: "a"\n'


def test_a_change_of_meaning_is_refused(monkeypatch):
    monkeypatch.setattr(module, "_inline", lambda _: '"something else"')
    with pytest.raises(StyleError, match="would have other values"):
        style("slogan: a\n")


def test_text_for_a_terminal_is_harmless():
    assert with_escapes('"a\\b"\tc\x1b[31m\u202e') == '"a\\b"\tc\\x1b[31m\\u202e'


# Any file.

HOSTILE = [
    "", "null", "~", "---", "...", "# a", "a: b", "a #b", "- a", "'", '"', "\\", "\\n", " a ", "\t",
    "\n\n a\n", "\x85", "\u2028", "\u2029", "\ufeff", "\u202e", "🎉", "مراكش", "{", "[", "!a", "&a", "*a",
    "%", "@", "`", "|",
]  # fmt: skip
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=10) | st.sampled_from(HOSTILE)
KEYS = st.sampled_from(["name", "date", "venue", "tickets", "price", "accounts", "x", "text", "notes"]) | TEXT
TREES = st.recursive(
    TEXT | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=14,
)
HEADERS = st.dictionaries(KEYS, TREES, max_size=5)
COMMENT = st.sampled_from(["", "", "", " # c", ' # "a": [b', " #", " # é 🎉 "])
BODIES = st.lists(st.sampled_from([*"a-# \n\r\t\ufeff\x85\u2028é", "---\n", "\r\n"]), max_size=12).map(
    "".join
)
MODELS = st.sampled_from([Festival, Edition, City, Event])


@st.composite
def scalars(draw, text: str | None) -> str:
    """A text in one of the ways in which YAML can hold it."""
    if text is None:
        return draw(st.sampled_from(["", "~", "null"]))
    safe = text.isascii() and text.isalpha() and text not in {"null", "Null", "NULL"}
    ways = ['"' + "".join(c if c.isalnum() and c.isascii() else f"\\U{ord(c):08x}" for c in text) + '"']
    ways += [text] if safe else []
    ways += ["'" + text.replace("'", "''") + "'"] if text.isprintable() else []
    return draw(st.sampled_from(ways))


@st.composite
def flows(draw, value) -> str:
    """A value in brackets and braces, with blanks, lines and comments between its parts."""
    if value is None or isinstance(value, str):
        return draw(scalars(value if value is not None or draw(st.booleans()) else None)) or "~"
    gap = draw(st.sampled_from(["", " ", "\n   ", " # c\n   ", "\n\n   # d\n   "]))
    if isinstance(value, list):
        return f"[{gap}" + f",{gap}".join([draw(flows(item)) for item in value]) + f"{gap}]"
    pairs = [f"{draw(scalars(key))} : {draw(flows(item))}" for key, item in value.items()]
    return f"{{{gap}" + f" ,{gap}".join(pairs) + f"{gap}}}"


@st.composite
def blocks(draw, value, indent: str) -> str:
    """A value on lines of its own, with comments and empty lines above and below."""
    if not value or isinstance(value, str) or draw(st.integers(0, 4)) == 0:
        return f" {draw(flows(value))}{draw(COMMENT)}\n"
    deeper = indent + draw(st.sampled_from([" ", "  ", "    "]))
    text = f"{draw(COMMENT)}\n"
    for part in value.items() if isinstance(value, dict) else enumerate(value):
        key = f"{draw(scalars(part[0]))}:" if isinstance(value, dict) else "-"
        above = draw(st.sampled_from(["", "", "", "\n", f"{indent}# above\n", "# far left\n\n"]))
        text += f"{above}{deeper}{key}{draw(blocks(part[1], deeper))}"
    return text


@st.composite
def files(draw) -> tuple[str, str]:
    """A file's header in a random layout, with its fences, and its body."""
    values = draw(HEADERS)
    inner = "".join(f"{draw(scalars(key))}:{draw(blocks(value, ''))}" for key, value in values.items())
    header = f"---\n{inner}{draw(st.sampled_from(['', '# end', '...']))}\n---\n"
    return draw(st.sampled_from([header, header.replace("\n", "\r\n"), "\ufeff" + header])), draw(BODIES)


def filled(values):
    """Values with every blank as an empty text."""
    if isinstance(values, dict):
        return {key: "" if value is None else filled(value) for key, value in values.items()}
    return [filled(value) for value in values] if isinstance(values, list) else values


@given(MODELS, files())
def test_it_means_the_same_and_is_done_once(model, file):
    header, body = file
    try:
        read = read_header("x.md", (header + body).removeprefix("\ufeff").replace("\r\n", "\n"))
    except HeaderError:  # too deep
        with pytest.raises(HeaderError):
            canonical(model, "x.md", header + body)
        return
    done = canonical(model, "x.md", header + body)
    plain = done.replace("\r\n", "\n")
    assert done in {plain, plain.replace("\n", "\r\n")}
    assert plain.endswith("---\n" + re.sub("\r+\n", "\n", body))
    assert read_header("x.md", plain).values == filled(canonical_values(model, read.values).values)
    assert canonical(model, "x.md", done) == done
    head = plain.removesuffix(re.sub("\r+\n", "\n", body))
    assert [line for line in head.split("\n") if line != line.rstrip()] == []


def flow(value) -> str:
    """A value in brackets and braces, in the plainest way."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{flow(key)}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return "~" if value is None else '"' + "".join(f"\\U{ord(c):08x}" for c in value) + '"'


def no_comment(text: str) -> bool:
    return "#" not in text


@given(MODELS, files().map(lambda file: file[0]).filter(no_comment))
def test_the_layout_does_not_matter(model, header):
    try:
        values = read_header("x.md", header.removeprefix("\ufeff").replace("\r\n", "\n")).values
    except HeaderError:
        return
    done = canonical(model, "x.md", header).replace("\r\n", "\n")
    assert done == canonical(model, "x.md", f"---\n{flow(values)}\n---\n")


@given(st.text() | st.text(st.sampled_from([*"ab:-?[]{},&*!|>%@`#'\"\\ \t\n\r\x85\u2028é"])))
@example("a: |+\n  b\n\n# c\nd: >\n  e # f\n")
@example("? a # b\n: c # d\n")
@example("a: 'b' #\n#\n")
@example("%YAML 1.1 # a\n--- # b\n# c\nd: e\n... # f\n# g")
@example('a: "\x85 b\u2028c" # d\x85# e\u2028f: g')
@example("a: b\rc: d # e\rf: g")
@example("- # a\n  - b: c\n")
@example("a: [b: c, # d\n : ]")
def test_any_text_is_rewritten_or_refused(text):
    whole = f"---\n{text}\n---\nBody"
    try:
        before = read_header("x.md", whole.replace("\r\n", "\n"))
    except HeaderError:
        return
    done = canonical(Event, "x.md", whole)
    after = read_header("x.md", done)
    assert after.values == filled(before.values)
    assert canonical(Event, "x.md", done) == done


PARTS = ["a: b", "c:\n  - d: e\n    f: g\n  -\n  - h", "i: [j,\n k]", 'm: "n\n  # o"', "p: 'q' "]


@given(st.permutations(PARTS), st.data())
def test_no_comment_is_lost(parts, data):
    written = []
    numbers = iter(range(100))
    for line in "\n".join(parts).split("\n"):
        inside = line.endswith('# o"')  # the lines of one text can have no comment between them
        if not inside and data.draw(st.booleans()):
            written.append(f"# {next(numbers)}")
        behind = '"n' not in line and data.draw(st.booleans())
        written.append(f"{line} # {next(numbers)}" if behind else line)
    found = [line.strip() for line in style("\n".join(written) + "\n").split("\n")]
    kept = [int(line[2:]) for line in found if line.startswith("# ")]
    assert sorted(kept) == list(range(next(numbers)))


# A whole site.


def test_the_facts_of_a_site_stay_the_same(reading, tmp_path):
    before = reading()
    content = tmp_path / "site/content"
    for path in content_files(content):
        kind = kind_of(path.relative_to(content).parts)
        if kind:
            path.write_bytes(canonical(kind[0], path.name, path.read_bytes().decode()).encode())
    after = read_content(content)
    assert after.library == before.library
    assert after.problems == before.problems == ()
