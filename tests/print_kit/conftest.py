"""What the tests of the print kit share."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from samenight.artifact import Site
from samenight.output.surroundings import site_of
from samenight.print_kit.artifacts import press_of
from samenight.print_kit.badge_facts import BadgeFacts

from tests import sites
from tests.print_kit.samples import PLAIN


@pytest.fixture(scope="session")
def print_site() -> Site:
    """A site with the real theme."""
    settings = {
        "THEME": str(sites.REPOSITORY / "theme"),
        "SITEURL": "https://example.org",
        "SAMENIGHT_NOW": sites.NOW,
    }
    return site_of(settings, {})


@pytest.fixture
def plain() -> Callable[..., BadgeFacts]:
    """A badge that is made without Typst, with some facts changed."""
    return lambda **changes: dataclasses.replace(PLAIN, **changes)


@pytest.fixture
def typeset(print_site: Site) -> Callable[..., BadgeFacts]:
    """A badge that Typst makes, with some facts changed."""
    pytest.importorskip("typst")

    def facts(**changes: Any) -> BadgeFacts:
        return dataclasses.replace(PLAIN, press=press_of(print_site), **changes)

    return facts
