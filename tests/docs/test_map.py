"""The map of the code (docs/architecture.md): what it names exists, and the words of the project are used."""

from __future__ import annotations

import re

import pytest

from tests.sites import REPOSITORY
from tests.test_architecture import FILES, HOUSE, LAYER_OF

MAP = REPOSITORY / "docs" / "architecture.md"
ROWS = [
    row.strip("|").split("|")
    for row in MAP.read_text("utf-8")
    .partition("## To change X, open Y")[2]
    .partition("\n## ")[0]
    .splitlines()
    if row.startswith("|") and "`" in row
]


def test_the_map_has_many_rows():
    assert len(ROWS) >= 20


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0].strip())
def test_what_the_map_names_exists(row):
    """Each path of the second column is in the code, or from the root of the repository."""
    paths = [path for path in re.findall("`([^`]+)`", row[1]) if "/" in path]
    assert paths
    assert [path for path in paths if not ((HOUSE / path).exists() or (REPOSITORY / path).exists())] == []


def test_the_map_names_every_package():
    text = MAP.read_text("utf-8")
    top = {package for package in LAYER_OF if not package.startswith(("print_kit/", "builder/"))} - {
        "content"
    }
    assert [name for name in sorted(top) if f"`{name}`" not in text and name.count("/") < 2] == []


WRITTEN = [
    *FILES,
    *(path for path in (REPOSITORY / "theme").rglob("*") if path.suffix in {".html", ".typ", ".md", ".po"}),
    *(path for path in (REPOSITORY / "docs").rglob("*.md") if path != MAP),
    REPOSITORY / "README.md",
    REPOSITORY / "CONTRIBUTING.md",
    *(HOUSE / "content" / "problems" / "translations").glob("*.po"),
]


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_an_event_is_never_called_an_evening(path):
    """Half of them are not in the evening."""
    assert re.findall(r".*\b(?:evenings?|soirées?)\b.*", path.read_text("utf-8"), re.IGNORECASE) == []
