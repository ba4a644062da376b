"""The shipped site, built once by a real process, served, and visited with a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

from tests import sites
from tests.browser.chromium import browsing, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request, Response, ViewportSize

NOW = "2014-06-01T12:00:00+00:00"  # after the last event: the shipped archive


@dataclass
class Visit:
    """A page in the browser, the status of the response, all requests, and everything that went wrong."""

    page: Page
    status: int = 0
    requests: list[Request] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def follow(self) -> None:
        """Record requests and errors from now on."""
        self.page.on("request", self._note_request)
        self.page.on("requestfailed", lambda it: self.troubles.append(f"failed: {it.url}"))
        self.page.on("pageerror", lambda error: self.troubles.append(f"page error: {error}"))
        self.page.on("console", lambda message: self._note_message(message.type, message.text))
        self.page.on("response", self._note_response)

    def _note_request(self, request: Request) -> None:
        self.requests.append(request)

    def _note_message(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"} and "responded with a status of" not in text:
            self.troubles.append(f"console: {text}")

    def _note_response(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self.troubles.append(f"{response.status}: {response.url}")


Scheme = Literal["light", "dark"]
Visiting = Callable[..., Visit]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of the shipped content."""
    site = sites.make_site(tmp_path_factory.mktemp("shipped") / "site", good=False)
    shutil.copytree(sites.REPOSITORY / "content", site / "content", dirs_exist_ok=True)
    done = sites.build(site, {"SAMENIGHT_NOW": NOW, "SAMENIGHT_JOBS": "0"})
    assert done.closing
    return site / "output"


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    """Where the shipped site is served."""
    with served(built) as at:
        yield at


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    with browsing() as running:
        yield running


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visiting]:
    """Open a page of the shipped site: ``visit(path, width, scheme)``, and more that a context takes."""
    contexts = []

    def opened(path: str, width: int = 390, scheme: Scheme = "light", **more: Any) -> Visit:
        size: ViewportSize = {"width": width, "height": 844}
        context = browser.new_context(base_url=address, viewport=size, color_scheme=scheme, **more)
        contexts.append(context)
        seen = Visit(context.new_page())
        seen.follow()
        response = seen.page.goto(path)
        assert response
        seen.status = response.status
        return seen

    yield opened
    for context in contexts:
        context.close()
