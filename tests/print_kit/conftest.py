"""What the tests of the print kit share."""

from __future__ import annotations

import pytest
from samenight.artifact import Site
from samenight.output.surroundings import site_of
from samenight.print_kit.facts import Press

from tests import sites


@pytest.fixture(scope="session")
def print_site() -> Site:
    """A site with the real theme."""
    settings = {
        "THEME": str(sites.REPOSITORY / "theme"),
        "SITEURL": "https://example.org",
        "SAMENIGHT_NOW": sites.NOW,
    }
    return site_of(settings, {})


@pytest.fixture(scope="session")
def press(print_site: Site) -> Press:
    """What typesets, with the templates and the fonts of the real theme."""
    pytest.importorskip("typst")
    return Press(print_site.artwork, print_site.fonts)
