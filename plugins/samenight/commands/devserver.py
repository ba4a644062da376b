"""`samenight devserver`: pages that change in the browser while somebody writes.

Builds run in a process of their own that keeps everything in memory; after a change of settings or plugins,
a new process takes its place.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path

import click
from watchfiles import DefaultFilter
from watchfiles import watch as changes

from samenight.builder.resident import BuildOutcome, Glance, Request, serve_builds, stopped_sentence
from samenight.builder.terminal import message
from samenight.commands.live_preview import Preview, preview_server
from samenight.commands.options import host_option, language_choice, output_option, port_option
from samenight.commands.program import Command
from samenight.commands.serve import opened

# What a process that runs does not read again.
CODE = ("plugins", "pelicanconf.py", "publishconf.py")
THEME = "theme"
# Milliseconds to collect changes of several files; and how often to look whether Ctrl-C was pressed.
_STEP, _LOOK = 20, 300


class BuilderProcess:
    """The process that builds, at once when it starts; another one takes its place when it must."""

    def __init__(self, arguments: Iterable[str], receive: Callable[[Glance | BuildOutcome], None]) -> None:
        self._arguments = list(arguments)
        self._receive = receive
        self._start(0)

    def _start(self, number: int) -> None:
        self._number = number
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=serve_builds, args=(theirs, self._arguments, number))
        self._process.start()
        theirs.close()  # so that its end is noticed
        threading.Thread(target=self._listen, args=(self._connection,), daemon=True).start()

    def request(self, request: Request) -> None:
        """Pass a request on; if the process has ended, a new one builds everything."""
        if self._process.is_alive():
            with suppress(OSError):
                self._number = request.number
                self._connection.send(request)
                return
        self.restart(request.number)

    def restart(self, number: int) -> None:
        """End the process, and start another, whose first build answers the request with this number."""
        self.end()
        self._start(number)

    def end(self) -> None:
        """End the process: what it was building is not published."""
        self._connection.close()
        self._process.terminate()
        self._process.join()

    def _listen(self, connection: object) -> None:
        with suppress(EOFError, OSError):
            while True:
                self._receive(connection.recv())  # type: ignore[attr-defined]
        if connection is self._connection and not self._connection.closed:
            self._receive(BuildOutcome(stopped_sentence(), "", self._number))


def watch(output: Path, settings: str, address: tuple[str, int] | None, content: str = "content") -> None:
    """Build, serve, and build again after each change, until interrupted."""
    code = [path for path in dict.fromkeys([*CODE, settings]) if Path(path).exists()]
    watched = [path for path in (content, THEME) if Path(path).exists()] + code
    found = changes(*watched, watch_filter=DefaultFilter(), step=_STEP, rust_timeout=_LOOK,
                    yield_on_timeout=True, raise_interrupt=False)  # fmt: skip
    next(found)  # from here on no change is missed, not even during the first build
    preview = Preview(output.resolve())
    if address:
        running = opened(partial(preview_server, preview, *address), *address)
        threading.Thread(target=running.serve_forever, daemon=True).start()
    print(message("Watching {places}.", places=", ".join(watched)), flush=True)
    logging.getLogger("watchfiles").setLevel(logging.ERROR)  # it reports Ctrl-C
    builder = BuilderProcess([content, "-o", str(output), "-s", settings], partial(_receive, preview))
    try:
        for changed in filter(None, found):
            paths = sorted({path for _, path in changed})
            print("\n" + message("{files} changed.", files=_names(paths)), flush=True)
            number, pages = preview.request(all(_is_below(path, [content]) for path in paths))
            if any(_is_below(path, code) for path in paths):
                builder.restart(number)
            else:
                builder.request(Request(number, pages))
    finally:
        builder.end()


def _receive(preview: Preview, message: Glance | BuildOutcome) -> None:
    if isinstance(message, Glance):
        preview.show(message)
    else:
        preview.finish(message)


def _names(paths: Iterable[str]) -> str:
    names = list(dict.fromkeys(Path(path).name for path in paths))
    listed = ", ".join(names[:5])
    return message("{names} and more", names=listed) if len(names) > 5 else listed


def _is_below(path: str, places: Iterable[str]) -> bool:
    """Whether a file is one of some files, or inside one of some folders."""
    absolute = os.path.realpath(path)
    return any(
        absolute == place or absolute.startswith(place + os.sep) for place in map(os.path.realpath, places)
    )


@click.command(cls=Command)
@output_option
@host_option
@port_option
@click.option("--settings", default="pelicanconf.py", show_default=True, help="Pelican's settings.")
@click.option("--content", default="content", show_default=True, help="The content folder.")
@language_choice
@click.option("--no-server", is_flag=True, help="Only rebuild; serve nothing.")
def devserver(output: Path, host: str, port: int, settings: str, content: str, no_server: bool) -> None:
    """Rebuild whenever content, theme, plugins or settings change, and reload the browser.

    The page that a browser shows changes first, the rest of the site after it. A mistake is shown over the
    page, with its place and how to correct it, until it is corrected.
    """
    watch(output, settings, None if no_server else (host, port), content)
