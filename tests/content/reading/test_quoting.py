"""A value that begins with a special character of YAML is suggested in quotes, anywhere in a line."""

from __future__ import annotations

import pytest
from samenight.content.reading.header import HeaderError, read_header


@pytest.mark.parametrize(
    ("header", "replacement"),
    [
        ("name: @ana kim", '"@ana kim"'),
        ("team:\n  - @ana", '"@ana"'),
        ("team: [@ana, kim]", '"@ana"'),
        ("team: [kim, @ana]", '"@ana"'),
        ("team: {lead: @ana}", '"@ana"'),
        ("team:\n  - {lead: @ana}", '"@ana"'),
    ],
)
def test_what_is_to_be_typed_is_the_value_alone(header, replacement):
    with pytest.raises(HeaderError) as refused:
        read_header("content/x.md", f"---\n{header}\n---\n")
    problem = refused.value.problem
    assert (problem.code, problem.finding.replacement) == ("header.start", replacement)
    line, column = header.split("\n")[problem.line - 2], problem.column
    mended = line[: column - 1] + replacement + line[column - 1 + len(replacement) - 2 :]
    assert read_header("content/x.md", f"---\n{header.replace(line, mended)}\n---\n").values
