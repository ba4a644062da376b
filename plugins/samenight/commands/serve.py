"""A small server that serves a folder as web hosts do, and can make a browser reload.

Pelican's own server sends no page if one is missing; this one sends the site's 404 page.
"""

from __future__ import annotations

import os
import re
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import click

from samenight.builder.machine_errors import fault_sentence
from samenight.builder.terminal import print_warning
from samenight.commands.options import host_option, output_option, port_option
from samenight.commands.program import Command

RELOAD = "/-/reload"
# The browser sends the number of the build that it shows, gets an answer once there is a newer one, and
# repeats the request after a timeout.
_SCRIPT = (
    "<script>(function ask() {{ fetch('/-/reload?since={}').then("
    "r => r.status === 200 ? location.reload() : ask()) }})()</script>"
)
_BUILDING = b"<!doctype html><title>Samenight</title><body><p>There is no page here yet.</p></body>"
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')


class Reloads:
    """Counts builds; waiting requests are answered at the next one."""

    def __init__(self) -> None:
        self._built = threading.Condition()
        self._count = 0

    def notify(self) -> None:
        """Announce a new build."""
        with self._built:
            self._count += 1
            self._built.notify_all()

    @property
    def count(self) -> int:
        """The number of builds so far."""
        return self._count

    def wait(self, seconds: float, since: int | None = None) -> bool:
        """Wait for a build after number ``since`` (else the next one); ``False`` if none came."""
        with self._built:
            before = self._count if since is None else since
            return self._built.wait_for(lambda: self._count > before, seconds)


class Handler(SimpleHTTPRequestHandler):
    """Serves the site; with ``reloads``, pages get a line of script that waits for the next build."""

    protocol_version = "HTTP/1.1"
    extensions_map = {
        **SimpleHTTPRequestHandler.extensions_map,
        ".atom": "application/atom+xml; charset=utf-8",
        ".ics": "text/calendar; charset=utf-8",
        ".csv": "text/csv; charset=utf-8",
    }

    def __init__(self, *args: Any, reloads: Reloads | None = None, **kwargs: Any) -> None:
        self._reloads = reloads
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        """A file, the reload signal, or a page with the reload script in it."""
        path, _, since = self.path.partition("?since=")
        if self._reloads and path == RELOAD:
            newer = self._reloads.wait(60, int(since) if since.isdecimal() else None)
            self._answer(200 if newer else 204, b"", "text/plain")
        elif self._reloads and (page := self._page()):
            self._answer(200, self._watched(page.read_bytes()), "text/html; charset=utf-8")
        else:
            super().do_GET()

    def end_headers(self) -> None:
        """No caching, so that the latest build is shown."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page if a page is missing."""
        page = Path(self.directory, "404.html")
        content = page.read_bytes() if page.is_file() else _BUILDING if self._reloads else None
        if code == 404 and content is not None:
            self._answer(404, self._watched(content), "text/html; charset=utf-8")
        else:
            super().send_error(code, message, explain)

    def list_directory(self, path: str | os.PathLike[str]) -> None:  # noqa: ARG002 -- inherited
        """Nothing: a web host does not list folders either."""
        self.send_error(404)

    def log_message(self, *_args: Any) -> None:
        """No log: only builds print."""

    def _watched(self, content: bytes) -> bytes:
        """A page that reloads itself after the next build, if there are builds to wait for."""
        if self._reloads is None:
            return content
        script = _SCRIPT.format(self._reloads.count).encode()
        return _POLICY.sub(b"", content).replace(b"</body>", script + b"</body>")

    def _page(self) -> Path | None:
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.partition("?")[0].endswith("/"):
            path /= "index.html"
        return path if path.suffix == ".html" and path.is_file() else None

    def _answer(self, status: int, content: bytes, media_type: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


class SiteServer(ThreadingHTTPServer):
    """The server; a request that fails for a reason of the machine causes one sentence."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Print why a request failed, unless the browser has gone away."""
        error = sys.exception()
        sentence = fault_sentence(error, os.environ) if error else None
        if sentence:
            print_warning(sentence)
        elif not isinstance(error, ConnectionError):
            super().handle_error(request, client_address)


def server(output: Path, host: str, port: int, reloads: Reloads | None = None) -> ThreadingHTTPServer:
    """The server, not yet serving. Raises :class:`OSError` if the port is taken."""
    handler = partial(Handler, directory=str(output), reloads=reloads)
    return SiteServer((host, port), handler)


def open_server(output: Path, host: str, port: int, reloads: Reloads | None = None) -> ThreadingHTTPServer:
    """The server, after printing its address. Exits with a message if it cannot start."""
    try:
        made = server(output, host, port, reloads)
    except OSError as error:
        another = "Try another: --port 8001, or with make: PORT=8001."
        raise SystemExit(f"Port {port} cannot be used ({error.strerror}). {another}") from None
    print(f"The site is at http://{host}:{made.server_port}/ (Ctrl-C ends).", flush=True)
    return made


def serve_site(output: Path, host: str, port: int) -> None:
    """Serve until interrupted."""
    if not (output / "index.html").is_file():
        raise SystemExit(f'There is no site in "{output}" yet. Build it with "make html".')
    with open_server(output, host, port) as running:
        try:
            running.serve_forever()
        except KeyboardInterrupt:
            print()


@click.command(cls=Command)
@output_option
@host_option
@port_option
def serve(output: Path, host: str, port: int) -> None:
    """Show the built site in a browser, as a web host would."""
    serve_site(output, host, port)
