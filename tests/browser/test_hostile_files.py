"""A festival of attacks in a real browser: every published file is opened by itself, from a server without
any protective header. No script runs, no request leaves, no page leads elsewhere by itself."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from samenight.commands.project import register_rules

from tests import sites
from tests.hostile import festival

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

OPENED = (".html", ".svg", ".xml", ".atom", ".json", ".txt", ".md", ".ics", ".csv", ".css", "_headers")


class Bare(SimpleHTTPRequestHandler):
    """Serves files with their types and nothing else; what is text, as text that a browser shows."""

    types = {
        ".html": "text/html", ".svg": "image/svg+xml", ".xml": "application/xml", ".atom": "application/xml",
        ".css": "text/css", ".json": "application/json", ".png": "image/png", ".webp": "image/webp",
    }  # fmt: skip

    def guess_type(self, path: object) -> str:
        """The type of a file, by its ending."""
        return self.types.get(Path(str(path)).suffix, "text/plain")

    def log_message(self, *_: object) -> None:
        """Print nothing."""


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published folder of the festival of attacks."""
    register_rules({})
    site, _ = festival.made(tmp_path_factory.mktemp("hostile") / "site")
    assert sites.build(site, {"SAMENIGHT_JOBS": "0"}).returncode == 0
    return site / "output"


@pytest.fixture(scope="module")
def host(output: Path) -> Iterator[str]:
    """The address of the server."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Bare, directory=str(output))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class Watched:
    """A page that notes what must not happen."""

    def __init__(self, page: Page, host: str) -> None:
        self.page, self.host = page, host
        self.events: list[str] = []
        self.page.on("dialog", self._on_dialog)
        self.page.on("console", self._on_console)
        self.page.on("popup", lambda _: self.events.append("a window"))
        self.page.on("download", lambda _: self.events.append("a download"))
        self.page.route("**/*", self._on_request)

    def _on_dialog(self, dialog: object) -> None:
        self.events.append("a dialog")
        dialog.dismiss()  # type: ignore[attr-defined]

    def _on_console(self, message: object) -> None:
        if "hostile" in message.text:  # type: ignore[attr-defined]
            self.events.append(f"console: {message.text}")  # type: ignore[attr-defined]

    def _on_request(self, route: Route) -> None:
        if route.request.url.startswith(self.host):
            route.continue_()
        else:
            self.events.append(f"request: {route.request.url}")
            route.abort()

    def happened(self, path: str) -> list[str]:
        """What happened when a file was opened."""
        self.events.clear()
        address = self.host + quote(path)
        self.page.goto(address, wait_until="load")
        if self.page.evaluate("window.hostile !== undefined"):
            self.events.append("a script ran")
        if self.page.url != address:
            self.events.append(f"led to {self.page.url}")
        return list(self.events)


@pytest.fixture
def watched(browser: Browser, host: str) -> Iterator[Watched]:
    """A page of a browser that is watched."""
    context = browser.new_context()
    yield Watched(context.new_page(), host)
    context.close()


def test_an_attack_that_works_is_seen(output: Path, watched: Watched) -> None:
    (output / "attack.html").write_text(
        "<script>window.hostile=1</script><img src=https://attacker.example/p>"
    )
    (output / "attack.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"><script>window.hostile=1</script></svg>'
    )
    try:
        assert watched.happened("attack.html") == ["request: https://attacker.example/p", "a script ran"]
        assert watched.happened("attack.svg") == ["a script ran"]
    finally:
        (output / "attack.html").unlink()
        (output / "attack.svg").unlink()


def test_nothing_happens_in_any_published_file(output: Path, watched: Watched) -> None:
    files = sites.tree(output)
    # old addresses lead on by themselves; tests/hostile holds that it is to a page of the site
    moved = {path for path, text in files.items() if b'http-equiv="refresh"' in text}
    assert moved
    paths = [path for path in files if path.endswith(OPENED) and path not in moved]
    assert {path.rpartition(".")[2] for path in paths} >= {"html", "svg", "xml", "atom", "json", "ics", "csv"}
    happened = {path: events for path in paths if (events := watched.happened(path))}
    assert happened == {}
