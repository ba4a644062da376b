"""A small server that serves a folder as web hosts do.

Pelican's own server sends no page if one is missing; this one sends the site's 404 page.
"""

from __future__ import annotations

import ipaddress
import os
import re
import socket
import sys
from collections.abc import Callable
from fnmatch import fnmatchcase
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import click

from samenight.builder.artifacts import RULES
from samenight.builder.machine_errors import fault_sentence
from samenight.builder.terminal import message, print_warning, terminal_wording
from samenight.commands.options import host_option, language_choice, output_option, port_option
from samenight.commands.program import Command
from samenight.content.problems.problem import Phrase
from samenight.content.problems.wording import visible

# Names of this machine for itself. Numbers are allowed, too: a foreign page cannot be at one of ours.
_OWN_NAMES = ("localhost", "localhost.localdomain")
REFUSED = Phrase(
    'This server does not answer to "{name}", so that no foreign page can read the site. If that is a name '
    "of this machine, start the server with --host {name}."
)


def headers_of(path: str) -> list[tuple[str, str]]:
    """The headers that hosts send with a file, by its path below the output folder: those of ``_headers``."""
    return [header for pattern, headers in RULES if fnmatchcase(path, pattern) for header in headers]


def is_own_name(name: str, host: str) -> bool:
    """Whether a name in a request (``Host``, RFC 9110, 7.2) is one of a server that listens at ``host``."""
    bare = name.rsplit(":", 1)[0] if re.search(r":\d*$", name) else name
    bare = bare.strip("[]").rstrip(".").lower()
    try:
        ipaddress.ip_address(bare.partition("%")[0])
    except ValueError:
        machine = socket.gethostname().lower()
        return bare in {*_OWN_NAMES, host.lower(), machine, f"{machine}.local"} or bare.endswith(".localhost")
    return True


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder with the headers that hosts send."""

    protocol_version = "HTTP/1.1"
    server: SiteServer
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".csv": "text/csv; charset=utf-8"}

    def do_GET(self) -> None:
        """A file, or for HEAD its headers, if the request is for this server."""
        if self._is_for_us():
            self.answer_get()

    do_HEAD = do_GET  # noqa: N815 -- the name is given

    def answer_get(self) -> None:
        """A file, or for HEAD its headers."""
        file = self.send_head()
        if file:
            with file:
                if self.command != "HEAD":
                    self.copyfile(file, self.wfile)

    def _is_for_us(self) -> bool:
        name = self.headers.get("Host", "")
        if not name or is_own_name(name, self.server.host):
            return True
        sentence = terminal_wording(os.environ).text(REFUSED, name=visible(name))
        self.answer(421, sentence.encode(), "text/plain; charset=utf-8")
        return False

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        """The media type that hosts send."""
        own = dict(headers_of(self._published_path())).get("Content-Type")
        return own or super().guess_type(path)

    def end_headers(self) -> None:
        """The headers that hosts send; but no caching, so that the latest build is shown."""
        for name, value in headers_of(self._published_path()):
            if name not in {"Content-Type", "Cache-Control"}:
                self.send_header(name, value)
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def _published_path(self) -> str:
        return unquote(self.path.partition("?")[0]).lstrip("/")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page if a page is missing."""
        content = self.not_found() if code == 404 else None
        if content is not None:
            self.answer(404, self.watched(content), "text/html; charset=utf-8")
        else:
            super().send_error(code, message, explain)

    def not_found(self) -> bytes | None:
        """The site's page for what does not exist, if it has one."""
        page = Path(self.directory, "404.html")
        return page.read_bytes() if page.is_file() else None

    def watched(self, content: bytes) -> bytes:
        """A page as it is sent: here, as it was built."""
        return content

    def list_directory(self, path: str | os.PathLike[str]) -> None:  # noqa: ARG002 -- inherited
        """Nothing: a web host does not list folders either."""
        self.send_error(404)

    def log_message(self, *_args: Any) -> None:
        """No log: only builds print."""

    def answer(self, status: int, content: bytes, media_type: str) -> None:
        """Send an answer with this content."""
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


class SiteServer(ThreadingHTTPServer):
    """The server; a request that fails for a reason of the machine causes one sentence."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], handler: Callable[..., Handler], host: str) -> None:
        """``host`` is the name or number at which the server listens, as it was given."""
        self.host = host
        super().__init__(address, handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Print why a request failed, unless the browser has gone away."""
        error = sys.exception()
        sentence = fault_sentence(error, os.environ) if error else None
        if sentence:
            print_warning(sentence)
        elif not isinstance(error, ConnectionError):
            super().handle_error(request, client_address)


def server(output: Path, host: str, port: int) -> ThreadingHTTPServer:
    """The server of a folder, not yet serving. Raises :class:`OSError` if the port is taken."""
    return SiteServer((host, port), partial(Handler, directory=str(output)), host)


def opened(make: Callable[[], ThreadingHTTPServer], host: str, port: int) -> ThreadingHTTPServer:
    """A server that is made now, after printing its address. Exits with a message if it cannot start."""
    try:
        made = make()
    except OSError as error:
        english = Phrase(
            "Port {port} cannot be used ({reason}). Try another: --port 8001, or with make: PORT=8001."
        )
        raise SystemExit(message(english, port=port, reason=error.strerror)) from None
    address = f"http://{host}:{made.server_port}/"
    print(message("The site is at {address} (Ctrl-C ends).", address=address), flush=True)
    return made


def open_server(output: Path, host: str, port: int) -> ThreadingHTTPServer:
    """The server of a folder, after printing its address. Exits with a message if it cannot start."""
    return opened(partial(server, output, host, port), host, port)


def serve_site(output: Path, host: str, port: int) -> None:
    """Serve until interrupted."""
    if not (output / "index.html").is_file():
        english = Phrase('There is no site in "{output}" yet. Build it with "make html".')
        raise SystemExit(message(english, output=output))
    with open_server(output, host, port) as running:
        try:
            running.serve_forever()
        except KeyboardInterrupt:
            print()


@click.command(cls=Command)
@output_option
@host_option
@port_option
@language_choice
def serve(output: Path, host: str, port: int) -> None:
    """Show the built site in a browser, as a web host would."""
    serve_site(output, host, port)
