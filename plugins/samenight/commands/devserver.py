"""`samenight devserver`: a fresh build for each change, and a reload of the browser.

Each build is a separate process, so that changes of plugins and settings take effect, too.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import click
from watchfiles import DefaultFilter
from watchfiles import watch as changes

from samenight.commands.options import host_option, output_option, port_option
from samenight.commands.program import Command
from samenight.commands.serve import Reloads, open_server

WATCHED = ("theme", "plugins", "pelicanconf.py", "publishconf.py")


def build(output: Path, settings: str, content: str = "content") -> bool:
    """Build once in a fresh process, into the folder that is served; whether it succeeded."""
    command = [sys.executable, "-P", "-m", "pelican", content, "-o", str(output), "-s", settings]
    return subprocess.run(command, check=False).returncode == 0


def watch(output: Path, settings: str, address: tuple[str, int] | None, content: str = "content") -> None:
    """Build, serve, and build again after each change, until interrupted."""
    watched = [path for path in (content, *WATCHED) if Path(path).exists()]
    found = changes(*watched, watch_filter=DefaultFilter(), rust_timeout=300, yield_on_timeout=True,
                    raise_interrupt=False)  # fmt: skip
    next(found)  # from here on no change is missed, not even during the first build
    reloads = Reloads()
    if address:
        running = open_server(output, *address, reloads)
        threading.Thread(target=running.serve_forever, daemon=True).start()
    print(f"Watching {', '.join(watched)}.", flush=True)
    build(output, settings, content)
    reloads.notify()
    for changed in filter(None, found):
        names = sorted({Path(path).name for _, path in changed})
        print(f"\n{', '.join(names[:5])}{' and more' if len(names) > 5 else ''} changed.", flush=True)
        if build(output, settings, content):
            reloads.notify()


@click.command(cls=Command)
@output_option
@host_option
@port_option
@click.option("--settings", default="pelicanconf.py", show_default=True, help="Pelican's settings.")
@click.option("--content", default="content", show_default=True, help="The content folder.")
@click.option("--no-server", is_flag=True, help="Only rebuild; serve nothing.")
def devserver(output: Path, host: str, port: int, settings: str, content: str, no_server: bool) -> None:
    """Rebuild whenever content, theme, plugins or settings change, and reload the browser."""
    watch(output, settings, None if no_server else (host, port), content)
