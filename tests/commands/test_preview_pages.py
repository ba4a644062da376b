"""The live preview: pages that change by themselves under their own policy, and what is wrong over them."""

from __future__ import annotations

import base64
import hashlib
import re
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from samenight.builder.resident import BuildOutcome, Glance
from samenight.commands.live_preview import RELOAD, SCRIPT, STYLE, Preview, preview_server

from tests.commands.test_serve import ask, running
from tests.programs import HANGING

POLICY = "default-src 'none'; img-src 'self'; style-src 'self'; connect-src 'self'"
PAGE = (
    f'<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    "<title>Paris</title></head><body><h1>Paris</h1></body></html>"
)
NEW = PAGE.replace("<h1>Paris", "<h1>Paris, new")


class Waiting(Preview):
    """A preview that signals when a browser waits."""

    def __init__(self, output: Path) -> None:
        super().__init__(output)
        self.waiting = threading.Semaphore(0)

    def wait(self, seconds: float, since: int, page: str) -> bool:
        with self._new:  # a thread may take it twice: nothing changes before the waiting has begun
            self.waiting.release()
            return super().wait(seconds, since, page)


@pytest.fixture
def preview(tmp_path: Path) -> Waiting:
    """The preview of a small built site."""
    folder = tmp_path / "output"
    (folder / "paris").mkdir(parents=True)
    for name in ("index.html", "paris/index.html"):
        (folder / name).write_text(PAGE, "utf-8")
    (folder / "404.html").write_text(PAGE.replace("Paris", "Nothing here"), "utf-8")
    (folder / "calendar.ics").write_bytes(b"content")
    return Waiting(folder)


@contextmanager
def served(preview: Preview) -> Iterator[Any]:
    with running(preview_server(preview, "127.0.0.1", 0)) as address:
        yield address


@contextmanager
def browsers(preview: Waiting, *pages: str) -> Iterator[list[Future[bool]]]:
    """Browsers that show pages, up to date, and wait."""
    with ThreadPoolExecutor(len(pages)) as pool:
        since = preview.number
        found = [pool.submit(preview.wait, HANGING, since, page) for page in pages]
        for _ in found:
            assert preview.waiting.acquire(timeout=HANGING)
        try:
            yield found
        finally:
            with preview._new:
                preview._next()  # lets those go that still wait


def policy_of(content: bytes) -> dict[str, list[str]]:
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', content.decode())
    assert found
    parts = (part.split() for part in found[1].split(";"))
    return {name: sources for name, *sources in parts}


def test_a_page_gets_the_script_and_keeps_its_policy(preview: Waiting) -> None:
    with served(preview) as address:
        for path in ("/", "/paris/", "/paris/index.html", "/paris/?from=poster"):
            _, headers, content = ask(address, path)
            assert content.endswith(f"{SCRIPT}</script></body></html>".encode())
            policy = policy_of(content)
            digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
            assert policy.pop("script-src") == [f"'sha256-{digest}'"]
            assert policy == {name: sources for name, *sources in (p.split() for p in POLICY.split(";"))}
            assert headers["Content-Security-Policy"] == "frame-ancestors 'none'"
            assert headers["Cache-Control"] == "no-store"
    assert (preview.output / "index.html").read_text("utf-8") == PAGE


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (
            "default-src 'none'",
            {"connect-src": ["'self'"], "style-src": ["'self'"], "default-src": ["'none'"]},
        ),
        (
            "script-src 'none'; style-src 'self' https://a.example",
            {"style-src": ["'self'", "https://a.example"]},
        ),
        ("script-src 'self'", {}),
    ],
)
def test_a_policy_of_another_theme_allows_no_more_than_it_must(
    preview: Waiting, policy: str, expected: dict[str, list[str]]
) -> None:
    (preview.output / "index.html").write_text(PAGE.replace(POLICY, policy), "utf-8")
    with served(preview) as address:
        found = policy_of(ask(address, "/")[2])
    assert "'none'" not in found["script-src"]
    assert ("'self'" in found["script-src"]) == ("'self'" in policy.partition(";")[0])
    assert expected.items() <= found.items()


def test_other_files_are_as_they_were_built(preview: Waiting) -> None:
    with served(preview) as address:
        assert ask(address, "/calendar.ics")[2] == b"content"


def test_what_is_missing_gets_the_sites_page_with_the_script(preview: Waiting) -> None:
    with served(preview) as address:
        status, _, content = ask(address, "/nowhere/")
        assert status == 404
        assert b"Nothing here" in content
        assert SCRIPT.encode() in content


def test_before_the_first_build_the_page_waits_for_it(tmp_path: Path) -> None:
    with served(Preview(tmp_path / "output")) as address:
        status, _, content = ask(address, "/")
        assert status == 404
        assert b"There is no page here yet." in content
        assert SCRIPT.encode() in content


def test_a_page_is_shown_before_it_is_published(preview: Waiting) -> None:
    with browsers(preview, "paris/index.html") as (paris,), served(preview) as address:
        number, pages = preview.request(in_content=True)
        assert pages == ("paris/index.html",)
        preview.show(Glance({"paris/index.html": NEW.encode()}, number=number))
        assert paris.result(HANGING) is True
        assert b"Paris, new" in ask(address, "/paris/")[2]
        assert b"Paris, new" not in ask(address, "/")[2]


def test_nobody_reloads_what_has_not_changed(preview: Waiting) -> None:
    number, _ = preview.request(in_content=True)
    before = preview.number
    preview.show(Glance({"paris/index.html": PAGE.encode()}, number=number))
    assert preview.number == before


def test_a_build_that_publishes_what_is_shown_reloads_nothing(preview: Waiting) -> None:
    number, _ = preview.request(in_content=True)
    preview.show(Glance({"paris/index.html": NEW.encode()}, number=number))
    with browsers(preview, "paris/index.html"):
        before = preview.number
        (preview.output / "paris/index.html").write_text(NEW, "utf-8")
        preview.finish(BuildOutcome("", str(preview.output), number))
        assert preview.number == before


@pytest.mark.parametrize("page", ["paris/print/index.html", "paris/index.html"])
def test_a_build_reloads_what_was_not_shown_yet(preview: Waiting, page: str) -> None:
    number, _ = preview.request(in_content=True)
    preview.show(Glance({"paris/index.html": NEW.encode()}, number=number))
    with browsers(preview, page) as (browser,):
        (preview.output / "paris/index.html").write_text(NEW + " ", "utf-8")
        preview.finish(BuildOutcome("", str(preview.output), number))
        assert browser.result(HANGING) is True


def test_another_theme_reloads_every_page(preview: Waiting) -> None:
    number, _ = preview.request(in_content=False)
    preview.show(Glance({"paris/index.html": PAGE.encode()}, number=number))
    with browsers(preview, "paris/index.html") as (browser,):
        preview.finish(BuildOutcome("", str(preview.output), number))
        assert browser.result(HANGING) is True


def test_an_older_build_does_not_hide_a_newer_page(preview: Waiting) -> None:
    first, _ = preview.request(in_content=True)
    second, _ = preview.request(in_content=True)
    preview.show(Glance({"paris/index.html": NEW.encode()}, number=second))
    before = preview.number
    preview.finish(BuildOutcome("", str(preview.output), first))
    assert preview.page("paris/index.html") == NEW.encode()
    assert preview.number == before


REPORT = 'content/cities/paris/2011-spring.md:5:3  "<b>twenty</b>" is not an amount.'


def test_a_mistake_is_shown_over_every_page_until_it_is_corrected(preview: Waiting) -> None:
    with browsers(preview, "paris/index.html") as (browser,), served(preview) as address:
        number, _ = preview.request(in_content=True)
        preview.show(Glance(report=REPORT, number=number))
        assert browser.result(HANGING) is True
        for path in ("/", "/paris/", "/nowhere"):
            content = ask(address, path)[2].decode()
            assert "content/cities/paris/2011-spring.md:5:3" in content
            assert "&lt;b&gt;twenty&lt;/b&gt;" in content  # never markup
            assert f'<link rel="stylesheet" href="{STYLE}">' in content
            assert Balanced.of(content) == []
        assert ask(address, STYLE)[1]["Content-Type"].startswith("text/css")
        number, _ = preview.request(in_content=True)
        preview.finish(BuildOutcome("", str(preview.output), number))
        assert b"twenty" not in ask(address, "/paris/")[2]


class Balanced(HTMLParser):
    """Counts open elements."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, _attrs: Any) -> None:
        if tag not in {"meta", "link"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    @classmethod
    def of(cls, content: str) -> list[str]:
        parser = cls()
        parser.feed(content)
        return parser.open


def test_a_mistake_that_only_the_build_finds_is_shown_too(preview: Waiting) -> None:
    with browsers(preview, "index.html") as (browser,), served(preview) as address:
        number, _ = preview.request(in_content=True)
        preview.finish(BuildOutcome(REPORT, str(preview.output), number))
        assert browser.result(HANGING) is True
        assert b"twenty" in ask(address, "/")[2]


def test_the_browser_is_notified_over_http(preview: Waiting) -> None:
    with served(preview) as address, ThreadPoolExecutor(2) as pool:
        paths = [f"{RELOAD}?since=0&page=/paris/", f"{RELOAD}?since=x&page=%2F"]
        answers = [pool.submit(ask, address, path) for path in paths]
        for _ in answers:
            assert preview.waiting.acquire(timeout=HANGING)
        assert ask(address, "/")[0] == 200  # other requests are answered meanwhile
        number, pages = preview.request(in_content=True)
        assert sorted(pages) == ["index.html", "paris/index.html"]
        preview.show(Glance({"index.html": NEW.encode()}, number=number))
        assert [answer.result(HANGING)[0] for answer in answers] == [200, 200]
        assert ask(address, f"{RELOAD}?since=0&page=/")[0] == 200  # it missed that one


def test_nothing_newer_is_no_reason_to_reload(preview: Waiting) -> None:
    assert preview.wait(0, preview.number, "index.html") is False
    assert preview.request(in_content=True)[1] == ()  # nobody waits any more


def test_the_site_is_served_where_the_build_puts_it(preview: Waiting, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "index.html").write_text(NEW, "utf-8")
    with served(preview) as address:
        preview.finish(BuildOutcome("", str(elsewhere), 0))
        assert b"Paris, new" in ask(address, "/")[2]


@pytest.mark.parametrize("path", ["/../secret.html", "/%2e%2e/secret.html", "/..%2fsecret.html"])
def test_nothing_outside_the_site_is_served(preview: Waiting, path: str) -> None:
    (preview.output.parent / "secret.html").write_text("secret")
    with served(preview) as address:
        assert b"secret" not in ask(address, path)[2]
