"""One list of problems for people, programs and git hosts: complete, and text in it has no effects."""

from __future__ import annotations

import json
import re
import urllib.parse

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from samenight.commands.problem_formats import ANNOTATIONS, as_github, as_gitlab, as_json, as_text
from samenight.content.problems.kinds import values
from samenight.content.problems.problem import Problem, in_order
from samenight.content.problems.report import Style

PARIS = "content/cities/paris/2011-spring.md"


def wrong(line=2, file=PARIS, field="status", found="confirmd", replacement='"confirmed"', also=""):
    return Problem(file, line, 9 if line else 0, field, values.WORD(found, replacement, words="a, b"), also)


def odd(line=7, file=PARIS):
    return Problem(file, line, 3, "", values.BODY_PICTURE())


@pytest.fixture
def printed(capsys, monkeypatch):
    """What a format prints on standard output, and on standard error."""
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)

    def show(form, problems):
        form(problems, Style())
        return capsys.readouterr()

    return show


@pytest.fixture
def annotations(printed):
    """GitHub's annotations as GitHub reads them: severity, properties, message."""

    def show(problems):
        found = []
        for line in printed(as_github, problems).out.splitlines():
            severity, where, message = re.fullmatch(r"::(error|warning) (.*?)::(.*)", line).groups()
            properties = {
                key: urllib.parse.unquote(value)
                for key, _, value in (one.partition("=") for one in where.split(","))
            }
            found.append((severity, properties, urllib.parse.unquote(message)))
        return found

    return show


@pytest.fixture
def summary(printed, tmp_path, monkeypatch):
    """The summary of a job."""

    def show(problems):
        file = tmp_path / "summary.md"
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(file))
        as_github(problems, Style())
        return file.read_text("utf-8") if file.exists() else ""

    return show


# Text


def test_text_goes_to_standard_error(printed):
    done = printed(as_text, [wrong()])
    assert done.out == ""
    assert done.err.endswith("\n1 problem.\n")
    assert printed(as_text, []) == ("", "")


# JSON


def test_json_has_everything(printed):
    whole = json.loads(
        printed(as_json, [wrong(also="content/x.md"), odd(), wrong(0, field="", replacement=None)]).out
    )
    assert (whole["errors"], whole["warnings"]) == (2, 1)
    assert whole["problems"][0] == {
        "code": "value.word",
        "severity": "error",
        "file": PARIS,
        "line": 2,
        "column": 9,
        "field": "status",
        "found": "confirmd",
        "what": '"confirmd" is not known here.',
        "mend": 'Did you mean "confirmed"?',
        "why": "Only these words are understood, translated and counted.",
        "replacement": '"confirmed"',
        "also": "content/x.md",
    }
    bare = whole["problems"][2]
    assert {key for key, value in bare.items() if value is None} == {
        "line", "column", "field", "replacement", "also",
    }  # fmt: skip


def test_json_of_nothing(printed):
    assert json.loads(printed(as_json, []).out) == {"errors": 0, "warnings": 0, "notes": 0, "problems": []}


@given(st.text(max_size=30))
def test_any_text_is_json_that_any_terminal_can_print(text):
    for form in (as_json, as_gitlab):
        output = written(form, [wrong(found=text, field=text)])
        output.encode("ascii")
        json.loads(output)
    assert json.loads(written(as_json, [wrong(found=f"x{text}")]))["problems"][0]["found"] == f"x{text}"


def written(form, problems):
    import contextlib  # noqa: PLC0415 -- only here, where a fixture cannot be
    import io  # noqa: PLC0415

    stream = io.StringIO()
    with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(io.StringIO()):
        form(problems, Style())
    return stream.getvalue()


# GitLab: a list of objects with description, check_name, fingerprint, severity and location
# (docs.gitlab.com, "Code Quality", "Code Quality report format")


def report_of(problems):
    entries = json.loads(written(as_gitlab, problems))
    for entry in entries:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert not entry["location"]["path"].startswith(("/", "./"))
        assert isinstance(entry["location"]["lines"]["begin"], int)
        assert entry["location"]["lines"]["begin"] >= 1
        assert re.fullmatch("[0-9a-f]{64}", entry["fingerprint"])
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)
    return entries


def test_gitlab_has_what_its_page_requires():
    first, second, third = report_of([wrong(), odd(), wrong(0, field="")])
    assert first["description"] == 'status: "confirmd" is not known here. Did you mean "confirmed"?'
    assert (first["check_name"], first["severity"]) == ("value.word", "major")
    assert first["location"] == {"path": PARIS, "lines": {"begin": 2}}
    assert second["severity"] == "minor"
    assert third["location"]["lines"] == {"begin": 1}
    assert report_of([]) == []


def test_a_problem_that_only_moves_keeps_its_fingerprint():
    before = report_of([wrong(2), odd(7), odd(9)])
    after = report_of([wrong(12), odd(17), odd(29)])
    assert [one["fingerprint"] for one in before] == [one["fingerprint"] for one in after]


def test_equal_problems_have_fingerprints_of_their_own():
    assert len(report_of([odd(1), odd(2), odd(3), wrong(1), wrong(1, file="content/x.md")])) == 5


def test_the_parts_of_a_fingerprint_cannot_be_shifted():
    report_of([wrong(field="a", found="b"), wrong(field="ab", found=""), wrong(field="", found="ab")])


# GitHub


def test_an_annotation_has_place_code_and_all_sentences(annotations):
    assert annotations([wrong(), odd(), wrong(0, field="")]) == [
        ("error", {"file": PARIS, "line": "2", "col": "9", "title": "value.word"},
         'status: "confirmd" is not known here. Did you mean "confirmed"?\n'
         "Only these words are understood, translated and counted."),
        ("error", {"file": PARIS, "title": "value.word"},
         '"confirmd" is not known here. Did you mean "confirmed"?\n'
         "Only these words are understood, translated and counted."),
        ("warning", {"file": PARIS, "line": "7", "col": "3", "title": "body.picture"},
         "Pictures in the text are not published. Take them out, or link to them.\nReaders would see a gap."),
    ]  # fmt: skip


HOSTILE = st.text(
    st.sampled_from("a:,%\r\n=\x1b\u202e\u2028é|`*<>@#[]()!$&;~\\_") | st.characters(), max_size=24
)


@given(HOSTILE)
def test_no_text_makes_a_command_of_its_own(text):
    output = written(
        as_github, [wrong(file=f"content/{text}.md", found=f"{text}\n::stop-commands::x", field=text)]
    )
    lines = output.split("\n")
    assert len(lines) == 2
    assert lines[1] == ""
    assert "\r" not in output
    properties, message = re.fullmatch(r"::error (.*?)::(.*)", lines[0]).groups()
    assert [one.partition("=")[0] for one in properties.split(",")] == ["file", "line", "col", "title"]
    assert not re.search("%(?!25|0A|0D)", message)


@pytest.mark.parametrize("count", [1, ANNOTATIONS])
def test_as_many_as_github_shows_are_shown_each(annotations, count):
    found = annotations([wrong(line) for line in range(2, count + 2)])
    assert [properties["line"] for _, properties, _ in found] == [str(line) for line in range(2, count + 2)]


def test_more_than_github_shows_are_grouped_by_file(annotations):
    problems = in_order(
        [wrong(line, f"content/{file}.md") for file in "abc" for line in range(2, 8)] + [odd()]
    )
    found = annotations(problems)
    assert [(severity, properties["file"]) for severity, properties, _ in found] == [
        ("error", "content/a.md"), ("error", "content/b.md"), ("error", "content/c.md"), ("warning", PARIS),
    ]  # fmt: skip
    _, properties, message = found[0]
    assert (properties["line"], properties["title"]) == ("2", "6 problems")
    assert [line.partition(":")[0] for line in message.split("\n")] == list("234567")


def test_a_clean_festival_is_no_annotation_and_no_summary(annotations, summary):
    assert annotations([]) == []
    assert summary([]) == ""


def test_the_summary_lists_all_in_a_table(summary):
    text = summary([wrong(line) for line in range(2, 40)] + [odd()])
    assert text.startswith(
        "### 38 problems and 1 warning.\n\n| File | Line | Field | What is wrong | Its code |\n"
    )
    rows = cells(text)
    assert len(rows) == 40
    assert rows[1] == [
        PARIS, "2", "status", '"confirmd" is not known here. Did you mean "confirmed"?', "value.word",
    ]  # fmt: skip
    assert rows[-1][:3] == [PARIS, "7", ""]


def test_a_summary_is_added_to_what_others_wrote(summary, tmp_path):
    (tmp_path / "summary.md").write_text("# Build\n", "utf-8")
    assert summary([wrong()]).startswith("# Build\n### 1 problem.\n")


def cells(text):
    """The table as a reader of GitHub's Markdown sees it: nothing in a cell but text and code."""
    rows, row = [], []
    for token in MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text):
        if token.type == "inline" and token.level == 4:
            assert {child.type for child in token.children} <= {"text", "code_inline", "text_special"}, (
                token.content
            )
            row.append("".join(child.content for child in token.children))
        elif token.type == "tr_close":
            rows.append(row)
            row = []
    return rows


@given(
    HOSTILE
    | st.sampled_from(
        [
            "| a | b |",
            "`code`",
            "**b**",
            "<b>x</b>",
            "<!--",
            "[a](https://x.org)",
            "![a](b)",
            "https://x.org",
            "# a",
            "&lt;",
            "~~a~~",
            "\\|",
            "a@b.org",
            "@someone",
            "#12",
            "$a$",
            "www.example.org",
        ]
    )
)
def test_text_in_the_table_stays_text(text):
    from samenight.commands.problem_formats import _table  # noqa: PLC0415 -- the one part that needs many texts
    from samenight.content.problems.wording import ENGLISH, harmless  # noqa: PLC0415

    rows = cells(_table([wrong(file=f"content/x{text}x.md", found=f"x{text}x", field=f"x{text}x")], ENGLISH))
    assert [len(row) for row in rows] == [5, 5]
    shown = harmless(f"x{text}x")
    assert squeezed(rows[1][2]) == squeezed(shown)
    assert squeezed(shown) in squeezed(rows[1][3])


def squeezed(text):
    return "".join(text.split())


def test_what_a_pipeline_would_link_is_written_apart(summary):
    text = summary([wrong(found="@someone #12 https://x.org $a$ www.x.org")])
    for linked in ("@someone", "#12 ", "https://", "$a", "www.x"):
        assert linked not in text.replace("\\#12", "")
