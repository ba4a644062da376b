"""``samenight devserver``: the browser shows changes by itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import sites
from tests.programs import HANGING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    Running = subprocess.Popen[str]

pytestmark = pytest.mark.browser

AUCKLAND = "cities/auckland/2011-spring.md"
PATIENCE = HANGING * 1000  # ms


@contextmanager
def previewing(site: Path) -> Iterator[Running]:
    """The command as organisers start it; interrupted at the end, as with Ctrl-C."""
    command = [sys.executable, "-m", "samenight.commands", "devserver", "--port", "0"]
    env = {**os.environ, "PYTHONPATH": str(sites.REPOSITORY / "plugins"), "SAMENIGHT_NOW": sites.NOW}
    pipe, same = subprocess.PIPE, subprocess.STDOUT
    with subprocess.Popen(command, cwd=site, env=env, text=True, stdout=pipe, stderr=same) as running:
        guard = threading.Timer(HANGING, running.kill)
        guard.start()
        try:
            yield running
        finally:
            running.send_signal(signal.SIGINT)
            running.communicate()
            guard.cancel()


def line_with(running: Running, words: str) -> str:
    """The next line of the server's output with these words in it."""
    assert running.stdout
    return next(line for line in running.stdout if words in line)


def opened(browser: Browser, running: Running, path: str) -> Page:
    """A page of the preview, waiting for the next build."""
    address = line_with(running, "The site is at").split()[4]
    line_with(running, "Watching")
    page = browser.new_page()
    with page.expect_request("**/-/reload*"):
        page.goto(address + path)
    return page


def changed(site: Path, old: str, new: str) -> None:
    text = (site / "content" / AUCKLAND).read_text("utf-8")
    assert old in text
    (site / "content" / AUCKLAND).write_text(text.replace(old, new), "utf-8")


def test_changes_show_by_themselves_also_after_a_mistake(site, browser):
    from playwright.sync_api import expect  # noqa: PLC0415 -- only where a browser is driven

    sites.own_theme(site)
    with previewing(site) as running:
        page = opened(browser, running, "auckland/")
        expect(page.locator("main")).to_contain_text("By the harbour.")
        refused: list[str] = []  # the page's policy holds in the preview, too
        page.on("console", lambda message: refused.append(message.text))
        page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: '1'}))")
        assert any("Content Security Policy" in text for text in refused)

        changed(site, "By the harbour.", "In the park.")
        expect(page.locator("main")).to_contain_text("In the park.", timeout=PATIENCE)

        changed(site, 'price: "20.00"', 'price: "twenty"')
        line_with(running, '"twenty" is not an amount')
        report = page.locator(".samenight-report")
        expect(report).to_contain_text(f"content/{AUCKLAND}:", timeout=PATIENCE)
        expect(report).to_contain_text('"twenty" is not an amount')
        expect(report).to_be_in_viewport()
        expect(report).to_have_css("position", "fixed")
        expect(page.locator("main")).to_contain_text("In the park.")

        changed(site, 'price: "twenty"', 'price: "30.00"')
        expect(page.locator("main")).to_contain_text("30", timeout=PATIENCE)
        expect(report).to_have_count(0)

        with (site / "theme" / "static" / "css" / "site.css").open("a") as css:
            css.write("h1 { color: rgb(1, 2, 3) !important; }\n")
        expect(page.locator("h1")).to_have_css("color", "rgb(1, 2, 3)", timeout=PATIENCE)
        page.close()
    assert running.returncode == 0
