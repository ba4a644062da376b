"""Fixtures of the print kit's tests."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from samenight.builder.site_settings import site_of
from samenight.print_kit.facts.fact_groups import PrintTheme
from samenight.site.artifact import Artifact, Site

from tests import sites
from tests.making import contents, made
from tests.print_kit import kits


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
def theme(print_site: Site) -> PrintTheme:
    """The templates, the fonts and the words of the real theme."""
    pytest.importorskip("typst")
    return PrintTheme(print_site.artwork, print_site.fonts, print_site.words)


@dataclass(frozen=True)
class Made:
    """The kits of a small festival: a full one of Paris, of which all facts are known, and a lean one of
    Auckland, of which few are."""

    artifacts: dict[str, Artifact]
    files: dict[str, bytes]


@pytest.fixture(scope="session")
def kit(print_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The kits of a small festival, made once."""
    for package in ("typst", "pypdfium2", "zxingcpp"):
        pytest.importorskip(package)
    folder = tmp_path_factory.mktemp("kit")
    library = sites.library_of(folder / "site", kits.ONE_FULL)
    found = kits.by_path(library, print_site)
    return Made(found, contents(made(found.values(), folder / "store")))
