"""A browser to drive, and the built site served to it."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from samenight.commands.serve import server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome")  # as in needs.sh
ARGUMENTS = (
    "--no-sandbox",  # the sandbox refuses root, and root is who tests in containers
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def executable() -> str:
    """The system's Chromium."""
    for path in filter(None, map(shutil.which, NAMES)):
        if subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0:
            return path
    raise SystemExit('There is no Chromium. "sh tests/browser/needs.sh" installs it or says how.')


@contextmanager
def browsing() -> Iterator[Browser]:
    """One browser, closed at the end."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 -- only where a browser is driven

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def served(output: Path) -> Iterator[str]:
    """The address at which a built site is served, with a slash at its end."""
    with server(output, "127.0.0.1", 0) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}/"
        running.shutdown()
