"""The report: every problem with its line and a mark below it, in the width of the terminal."""

from __future__ import annotations

import io
import re
import unicodedata
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.builder.terminal import style_of, terminal_wording
from samenight.content.problems.kinds import headers, values
from samenight.content.problems.problem import Problem
from samenight.content.problems.report import COLOURED, Style, count_of, report
from samenight.content.problems.wording import Wording

FILE = ["---", 'status: "confirmd"', 'name: "東京 e\u0301 \u200bx"', "\tx: y", "---"]


def lines(_file):
    return FILE


def status(line=2, column=9, field="status", file="content/cities/paris/2011-spring.md"):
    words = "planned, confirmed, postponed, cancelled, held"
    return Problem(file, line, column, field, values.WORD("confirmd", '"confirmed"', words=words))


PICTURE = Problem("content/pages/about.md", 7, 3, "", values.BODY_PICTURE())


def text(*parts):
    return dedent("".join(parts)).strip("\n")


def test_the_layout_at_80_columns():
    assert report([PICTURE, status()], Style(lines=lines)) == text("""
        content/cities/paris/2011-spring.md:2:9  status  problem value.word
             2 | status: "confirmd"
               |         ^
          "confirmd" is not known here. Did you mean "confirmed"?
          Why: Only these words are understood, translated and counted.

        content/pages/about.md:7:3  warning body.picture
          Pictures in the text are not published. Take them out, or link to them.
          Why: Readers would see a gap.

        1 problem and 1 warning.
        """)


@pytest.mark.parametrize("width", [40, 20, 0])
def test_the_layout_on_a_narrow_terminal(width):
    assert report([status()], Style(lines=lines, width=width)) == text("""
        content/cities/paris/2011-spring.md:2:9  status  problem value.word
             2 | status: "confirmd"
               |         ^
          "confirmd" is not known here. Did you
          mean "confirmed"?
          Why: Only these words are understood,
          translated and counted.

        1 problem.
        """)


def test_why_is_explained_once_for_each_kind():
    shown = report([status(), status(3, 1), status(file="content/x.md"), PICTURE], Style(lines=lines))
    assert shown.count("Why: Only these words") == 1
    assert shown.count("Why: Readers would see a gap.") == 1
    assert shown.index("Why: Only") < shown.index(":3:1")


def test_a_problem_of_a_whole_file_has_no_line():
    shown = report([status(0, 0, "")], Style(lines=lines))
    assert shown.splitlines()[0] == "content/cities/paris/2011-spring.md  problem value.word"
    assert "|" not in shown


@pytest.mark.parametrize("line", [6, 600])
def test_a_line_that_is_no_longer_there_is_not_shown(line):
    assert "|" not in report([status(line, 1)], Style(lines=lines))


# The mark


def columns(shown):
    """The width of a text in a terminal, for the characters of these tests."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) == "W" else 1
        for sign in shown
    )


def excerpt(line, column, width=80):
    shown = report([status(1, column)], Style(lines=lambda _file: [line], width=width)).splitlines()
    return shown[1], shown[2]


@pytest.mark.parametrize(
    ("before", "wide"),
    [("name: ", 6), ("東京: ", 6), ("e\u0301\u0301te\u0301: ", 5), ("กั: ", 3), ("\tx: ", 4), ("♥️: ", 3)],
)
def test_the_mark_is_below_wide_and_combining_characters(before, wide):
    shown, mark = excerpt(f'{before}"x"', len(before) + 1)
    assert mark == "       | " + " " * wide + "^"
    assert shown == f'     1 | {before}"x"'.replace("\t", " ")


@given(
    st.text(st.sampled_from("ab 東é\u0301x"), max_size=300),
    st.text(st.sampled_from("ab 東é\u0301x"), max_size=300),
    st.sampled_from([40, 41, 80, 100]),
)
def test_a_long_line_is_cut_around_the_mark(before, behind, width):
    shown, mark = excerpt(f"{before}@{behind}", len(before) + 1, width)
    assert columns(shown) <= width
    assert len(mark) <= width
    assert "@" in shown
    assert columns(shown[: shown.index("@")]) == mark.index("^")


@pytest.mark.parametrize("before", ["\u0301" * 30_000, "x" + "\u0301" * 30_000, ""])
def test_marks_without_end_do_not_fill_a_terminal(before):
    shown, mark = excerpt(before + "@" + "\u0301" * 30_000, len(before) + 1)
    assert len(shown) < 1000
    assert len(mark) < 80


def test_a_short_line_is_not_cut():
    assert excerpt("x" * 71, 71)[0] == "     1 | " + "x" * 71
    assert len(excerpt("x" * 72, 72)[0]) < 80


@pytest.mark.parametrize("sign", ["\x1b", "\x9b", "\u202e", "\u200b", "\u2028", "\x00", "\ue000"])
def test_signs_that_would_act_on_a_terminal_are_not_shown(sign):
    hostile = Problem(f"content/{sign}.md", 1, 1, f"a{sign}b", headers.COLON(sign, sign))
    shown = report([hostile], Style(lines=lambda _file: [f"a{sign}b"]))
    assert sign not in shown
    assert f"<U+{ord(sign):04X}>" in shown.splitlines()[0]


def test_a_field_of_any_length_is_cut():
    assert len(report([status(field="x" * 30_000)], Style(lines=lines))) < 1000


# Colours


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("stream", "environ", "coloured"),
    [
        (Terminal(), {}, True),
        (Terminal(), {"NO_COLOR": ""}, True),
        (Terminal(), {"NO_COLOR": "1"}, False),
        (Terminal(), {"TERM": "dumb"}, False),
        (io.StringIO(), {}, False),
    ],
)
def test_colours_only_on_a_terminal_that_wants_them(tmp_path, stream, environ, coloured):
    shown = report([status(), PICTURE], style_of(stream, environ, tmp_path / "content"))
    assert ("\x1b[" in shown) is coloured


def test_colours_change_no_word():
    plain = report([status(), PICTURE], Style(lines=lines))
    coloured = report([status(), PICTURE], Style(lines=lines, paint=COLOURED))
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
    assert coloured.count(COLOURED.end) == len(re.findall(r"\x1b\[(?!0m)[0-9;]*m", coloured))


def test_lines_of_files_are_found_next_to_the_content(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content/x.md").write_bytes("\ufeffone\r\ntwo é\rthree\n".encode())
    (tmp_path / "content/latin.md").write_bytes(b"\xe9")
    style = style_of(io.StringIO(), {}, tmp_path / "content")
    assert list(style.lines("content/x.md")) == ["one", "two é", "three", ""]
    assert list(style.lines("content/latin.md")) == []
    assert list(style.lines("content/gone.md")) == []


# The count


@pytest.mark.parametrize(
    ("wrong", "odd", "shown"),
    [
        (1, 0, "1 problem."),
        (2, 0, "2 problems."),
        (0, 1, "1 warning."),
        (0, 2, "2 warnings."),
        (1, 1, "1 problem and 1 warning."),
        (1200, 3400, "1,200 problems and 3,400 warnings."),
    ],
)
def test_the_count(wrong, odd, shown):
    style = Style()
    assert count_of([status()] * wrong + [PICTURE] * odd, style.wording) == shown


def test_what_was_found_twice_is_counted_once():
    assert report([status(), status()], Style()).endswith("\n1 problem.")


def test_without_problems_the_report_is_empty():
    assert report([], Style()) == ""


# Languages


def test_the_whole_report_is_in_the_readers_language():
    words = {"problem": "faute", "Why: {why}": "Pourquoi : {why}"}
    french = Wording("fr", words, {"{n} problem": ("{n} faute", "{n} fautes")})
    shown = report([status()], Style(wording=french, lines=lines))
    assert "faute value.word" in shown
    assert "Pourquoi : Only" in shown
    assert shown.endswith("1 faute.")


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "fr_CA"}, "fr"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "fr:en"}, "fr"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "de:fr:en"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "tlh"}, "fr"),
        ({"LANGUAGE": "fr"}, "fr"),
        ({"LC_ALL": "C", "LANGUAGE": "fr"}, "en"),
        ({"LC_ALL": "C.UTF-8", "LANG": "fr_FR"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "", "LC_ALL": ""}, "en"),
    ],
)
def test_the_language_is_the_readers(environ, language):
    assert terminal_wording(environ).language == language


@pytest.mark.parametrize("command", ["::error::wrong", "##vso[task.complete]"])
@given(before=st.integers(0, 90))
def test_no_line_is_a_command_for_a_pipeline(command, before):
    found = f"{'a' * before} {command} {command}"
    problem = Problem("content/festival.md", 1, 1, "name", values.TIME(found))
    shown = report([problem], Style(lines=lambda _: [command, f" {command}"]))
    assert not re.search(r"^\s*(::|##)", shown, re.MULTILINE)
