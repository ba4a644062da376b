"""What all tests share: repeatable property tests, and sites in temporary folders."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from samenight.content.library.library import Library
from samenight.content.reading.content_reader import Reading

from tests import programs, sites

settings.register_profile(
    "samenight",
    derandomize=True,
    deadline=None,
    max_examples=100,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("samenight")

# Programs that tests start write English, whatever the user's language.
os.environ.update(LC_ALL="C.UTF-8")


def pytest_unconfigure() -> None:
    """Stop the waiting processes after the tests."""
    programs.WAITING.close()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The good site."""
    return sites.make_site(tmp_path / "site")


@pytest.fixture
def reading(tmp_path: Path) -> Callable[..., Reading]:
    """Read the good site with some files written over it."""
    return lambda files=None, good=True: sites.read_site(tmp_path / "site", files, good)


@pytest.fixture
def library(tmp_path: Path) -> Callable[..., Library]:
    """The library of the good site with some files written over it."""
    return lambda files=None, good=True: sites.library_of(tmp_path / "site", files, good)
