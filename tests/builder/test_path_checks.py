"""Paths are checked before anything is written: none twice, none outside the output folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samenight.builder.output.path_checks import is_inside, path_problems

from tests import sites

STEPS = st.from_regex(r"[a-zA-Z0-9.-]{1,6}", fullmatch=True)
PATHS = st.lists(STEPS, min_size=1, max_size=4).map("/".join)


def codes(*paths):
    return [problem.code for problem in path_problems((path, f"owner{n}") for n, path in enumerate(paths))]


@pytest.mark.parametrize(
    "path",
    [
        "",
        ".",
        "..",
        "../a",
        "a/../../b",
        "a/..",
        "/a",
        "//a",
        "a//b",
        "a/",
        "./a",
        "a/./b",
        "a\\b",
        "..\\a",
        "a\0b",
    ],
)
def test_a_path_that_leaves_the_folder_or_is_not_plain(path):
    assert not is_inside(path)
    assert codes(path) == ["path.outside"]


@pytest.mark.parametrize(
    "path", ["a", "a/b.html", "404.html", ".well-known/x", "a..b", "...", "été/ü.html", "a b"]
)
def test_a_path_inside(path):
    assert is_inside(path)
    assert codes(path) == []


@given(st.text("ab./\\\0:~", max_size=8))
def test_what_is_inside_stays_inside(path):
    if is_inside(path):
        folder = Path("/site/output")
        resolved = Path(folder, path)
        assert folder in resolved.parents
        assert ".." not in resolved.parts


def test_one_path_for_two():
    (problem,) = path_problems(
        [("paris/index.html", "city_pages"), ("paris/index.html", "content/pages/paris.md")]
    )
    assert problem.file == "output/paris/index.html"
    assert "city_pages" in sites.said(problem)
    assert "content/pages/paris.md" in sites.said(problem)


def test_case_makes_no_difference():
    assert codes("Paris/index.html", "paris/index.html") == ["path.twice"]
    assert codes("paris/INDEX.html", "paris/index.html") == ["path.twice"]


def test_marks_typed_in_two_ways_make_no_difference():
    """Some disks take an accent as one character, some as two."""
    assert codes("\u00e9/a", "e\u0301/a") == [] or codes("\u00e9/a", "e\u0301/a") == ["path.twice"]
    assert codes("\u00e9", "e\u0301") == ["path.twice"]


@pytest.mark.parametrize(
    ("paths", "code"),
    [
        (("a", "a/b"), "path.folder"),
        (("a/b", "a"), "path.twice"),
        (("a/b/c", "a/b"), "path.twice"),
        (("A", "a/b"), "path.folder"),
        (("a/b/c/d", "a"), "path.twice"),
    ],
)
def test_a_file_for_one_and_a_folder_for_the_other(paths, code):
    assert codes(*paths) == [code]


@given(st.lists(PATHS, max_size=8))
def test_what_has_no_problem_can_be_written(tmp_path_factory, paths):
    if codes(*paths):
        return
    root = tmp_path_factory.mktemp("out")
    for path in paths:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(path)
    assert all((root / path).read_text() == path for path in paths)


@given(st.lists(PATHS, max_size=8), st.integers(0, 7))
def test_what_comes_twice_is_found(paths, number):
    if paths and is_inside(paths[number % len(paths)]):
        assert "path.twice" in codes(*paths, paths[number % len(paths)])
