"""What tests of the checks share."""

from __future__ import annotations

import pytest

from tests.mistakes.laying import mend, remembered


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder for the good festival, put back for each mistake, and the facts of the good files."""
    content = tmp_path_factory.mktemp("site") / "content"
    mend(content)
    return content, remembered(content)
