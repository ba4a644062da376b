"""What a browser shows while somebody writes: pages that reload themselves, and what is wrong."""

from __future__ import annotations

import base64
import hashlib
import html
import os
import re
import threading
from collections import Counter
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote

from samenight.builder.resident import BuildOutcome, Glance
from samenight.builder.terminal import terminal_wording
from samenight.commands.serve import Handler, SiteServer
from samenight.content.problems.problem import Phrase

RELOAD = "/-/reload"
STYLE = "/-/preview.css"
# The browser sends the number of the state that it shows, gets an answer once there is a newer one, and
# repeats the request after a timeout. Always the same text, as the page's policy names its digest.
SCRIPT = (
    "(function () { var since = document.currentScript.dataset.since; (function ask() {"
    " fetch('/-/reload?since=' + since + '&page=' + encodeURIComponent(location.pathname))"
    ".then(function (r) { if (r.status === 200) { location.reload(); } else { ask(); } })"
    ".catch(function () { setTimeout(ask, 1000); }); })(); })();"
)
CSS = b"""
.samenight-report { position: fixed; z-index: 2147483647; inset: auto 0 0 0; max-height: 70vh; margin: 0;
  overflow: auto; padding: 1rem; border: 0; border-top: 4px solid #b00020; background: #fff; color: #1a1a1a;
  box-shadow: 0 0 1rem #0008; font: 1rem/1.4 system-ui, sans-serif; direction: ltr; text-align: left; }
.samenight-report summary { font-weight: 700; cursor: pointer; }
.samenight-report pre { margin: .75rem 0 0; padding: 0; background: none; color: inherit; border: 0;
  font: .95rem/1.45 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
@media (prefers-color-scheme: dark) { .samenight-report { background: #1c1b1f; color: #f3f0f4;
  border-color: #ff8a80; } }
@media print { .samenight-report { display: none; } }
"""
NOT_YET = Phrase("This page is as it was before your last change. Correct this, and it changes by itself.")
_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)(">)')
_BUILDING = b"<!doctype html><title>Samenight</title><body><p>There is no page here yet.</p></body>"


class Preview:
    """What browsers show now: the published site, and before it the pages that are made first.

    Its states are numbered; browsers wait for one that is newer than theirs.
    """

    def __init__(self, output: Path) -> None:
        self.output = output
        self._new = threading.Condition()
        self._number = 0
        self._requests = 0
        self._pages: dict[str, bytes] = {}
        self._report = ""
        self._shown: Counter[str] = Counter()
        self._all_change = False

    @property
    def number(self) -> int:
        """The number of the state."""
        return self._number

    @property
    def report(self) -> str:
        """What is wrong, as plain text; empty if nothing is."""
        return self._report

    def page(self, path: str) -> bytes | None:
        """A page that is newer than the published one, by its path below the output folder."""
        return self._pages.get(path)

    def request(self, in_content: bool) -> tuple[int, tuple[str, ...]]:
        """Note that files have changed, only those of the content or others, too: the number of the request
        for a build, and the pages that browsers show."""
        with self._new:
            self._requests += 1
            self._all_change = self._all_change or not in_content
            return self._requests, tuple(self._shown)

    def show(self, glance: Glance) -> None:
        """Show what was made first."""
        with self._new:
            new = {path: page for path, page in glance.pages.items() if page != self._now(path)}
            self._pages |= new
            if new or glance.report:
                self._report = glance.report
                self._next()

    def finish(self, outcome: BuildOutcome) -> None:
        """Show what was built. Browsers reload only if they show something else."""
        with self._new:
            if outcome.output:
                self.output = Path(outcome.output)
            if outcome.number < self._requests:  # another build follows
                return
            shown = {path: self._pages.get(path) for path in self._shown}
            self._pages = {}
            changed = any(page is None or page != self._now(path) for path, page in shown.items())
            if changed or self._all_change or outcome.report != self._report or not shown:
                self._report = outcome.report
                self._next()
            self._all_change = False

    def wait(self, seconds: float, since: int, page: str) -> bool:
        """Wait for a state that is newer than the one with the number ``since``, while a browser shows a
        page; ``False`` if none came."""
        with self._new:
            self._shown[page] += 1
            try:
                return self._new.wait_for(lambda: self._number > since, seconds)
            finally:
                self._shown[page] -= 1
                self._shown += Counter()  # without those that nobody shows any more

    def _now(self, path: str) -> bytes | None:
        """The page that a browser would get now."""
        if path in self._pages:
            return self._pages[path]
        try:
            return (self.output / path).read_bytes()
        except OSError:
            return None

    def _next(self) -> None:
        self._number += 1
        self._new.notify_all()


class PreviewHandler(Handler):
    """Serves the site as web hosts do; pages wait for the next state, and show what is wrong."""

    def __init__(self, *args: Any, preview: Preview, **kwargs: Any) -> None:
        self._preview = preview
        super().__init__(*args, **{**kwargs, "directory": str(preview.output)})

    def answer_get(self) -> None:
        """A file, the signal to reload, or a page with a script that waits for it."""
        path, _, query = self.path.partition("?")
        if path == RELOAD:
            self._signal(parse_qs(query))
        elif path == STYLE:
            self.answer(200, CSS, "text/css; charset=utf-8")
        elif (content := self._page(unquote(path))) is not None:
            self.answer(200, self.watched(content), "text/html; charset=utf-8")
        else:
            super().answer_get()

    def not_found(self) -> bytes | None:
        """The site's own page, or while there is none, a sentence."""
        return super().not_found() or _BUILDING

    def watched(self, content: bytes) -> bytes:
        """A page that reloads itself, and shows what is wrong."""
        text = content.decode("utf-8", "replace")
        added = f'<script data-since="{self._preview.number}">{SCRIPT}</script>'
        if self._preview.report:
            added = overlay(self._preview.report) + added
        head, _, tail = _POLICY.sub(_allowing, text).rpartition("</body>")
        return f"{head}{added}</body>{tail}".encode()

    def _page(self, path: str) -> bytes | None:
        """A page as it is now; ``None`` for another file, and for one that does not exist."""
        name = path.lstrip("/") + ("index.html" if path.endswith("/") else "")
        newer = self._preview.page(name)
        if newer is not None:
            return newer
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if path.endswith("/") else file
        return file.read_bytes() if file.suffix == ".html" and file.is_file() else None

    def _signal(self, query: dict[str, list[str]]) -> None:
        since, page = query.get("since", ["0"])[0], query.get("page", ["/"])[0]
        name = page.lstrip("/") + ("index.html" if page.endswith("/") else "")
        number = int(since) if since.isdecimal() else 0
        newer = self._preview.wait(60, number, name)
        self.answer(200 if newer else 204, b"", "text/plain")


def overlay(report: str) -> str:
    """What is wrong, over the page."""
    title = html.escape(terminal_wording(os.environ).text(NOT_YET))
    return (
        f'<link rel="stylesheet" href="{STYLE}"><details class="samenight-report" open>'
        f"<summary>{title}</summary><pre>{html.escape(report)}</pre></details>"
    )


def _allowing(found: re.Match[str]) -> str:
    """A page's policy that also allows our own script, its requests and its style, and nothing else more."""
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    policy = html.unescape(found[2])
    for name, source in (
        ("script-src", f"'sha256-{digest}'"), ("connect-src", "'self'"), ("style-src", "'self'"),
    ):  # fmt: skip
        policy = _with_source(policy, name, source)
    return found[1] + html.escape(policy).replace("&#x27;", "'") + found[3]


def _with_source(policy: str, name: str, source: str) -> str:
    """A policy (Content Security Policy, Level 3) in which a directive allows one more source."""
    directives = [part.split() for part in policy.split(";") if part.strip()]
    found = next((part for part in directives if part[0].lower() == name), None)
    if found is None:
        directives.append([name, source])
    elif source not in found:
        found[1:] = [one for one in found[1:] if one != "'none'"] + [source]
    return "; ".join(" ".join(part) for part in directives)


def preview_server(preview: Preview, host: str, port: int) -> ThreadingHTTPServer:
    """The server of a preview, not yet serving. Raises :class:`OSError` if the port is taken."""
    return SiteServer((host, port), partial(PreviewHandler, preview=preview), host)
