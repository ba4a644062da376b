"""The table of attacks and faults: every line names a test that exists."""

from __future__ import annotations

import ast
import functools
import re

from tests.hostile.payloads import PAYLOADS
from tests.sites import REPOSITORY

LINES = re.findall(
    r"^\| (\d+) \| (.+?) \| (.+?) \| `([^`]+)` \|$",
    (REPOSITORY / "docs/security.md").read_text("utf-8"),
    re.MULTILINE,
)


@functools.cache
def named_in(file):
    """The names of the tests in a file, as pytest collects them."""
    assert re.fullmatch(r"test_\w+\.py", file.rpartition("/")[2]), file
    tree = ast.parse((REPOSITORY / "tests" / file).read_text("utf-8"))
    names = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    return {name for name in names if name.startswith("test_")}


def test_the_table_has_at_least_80_lines_in_order_and_none_twice():
    assert [int(number) for number, *_ in LINES] == list(range(1, len(LINES) + 1))
    assert len(LINES) >= 80
    for column in (1, 3):
        cells = [line[column] for line in LINES]
        assert [cell for cell in cells if cells.count(cell) > 1] == []


def test_every_line_of_the_table_is_read():
    text = (REPOSITORY / "docs/security.md").read_text("utf-8")
    assert len(re.findall(r"^\| \d", text, re.MULTILINE)) == len(LINES)


def test_every_named_test_exists():
    for _, _, _, test in LINES:
        file, _, rest = test.partition("::")
        name, _, case = rest.partition("[")
        assert name in named_in(file), test
        assert not case or case.removesuffix("]") in PAYLOADS, test


def test_every_attack_in_a_header_is_in_the_table():
    cases = {test.partition("[")[2].removesuffix("]") for *_, test in LINES if "[" in test}
    assert cases == set(PAYLOADS)
