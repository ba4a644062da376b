"""Fixtures of the tests of the checks."""

from __future__ import annotations

import pytest

from tests.mistakes.laying import cache_of, mend


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the good festival, restored for each mistake, and the cache of the good files."""
    content = tmp_path_factory.mktemp("site") / "content"
    mend(content)
    return content, cache_of(content)
