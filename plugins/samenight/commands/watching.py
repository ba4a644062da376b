"""`samenight devserver`: a fresh build for each change, and the browser told of it.

Each build is a process of its own, so that changed plugins and settings count, too.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

from watchfiles import DefaultFilter
from watchfiles import watch as changes

from samenight.commands.serving import Reloads, opened

WATCHED = ("content", "theme", "plugins", "pelicanconf.py", "publishconf.py")


def build(settings: str) -> bool:
    """Build once in a fresh process; whether it went well."""
    command = [sys.executable, "-m", "pelican", "content", "-s", settings]
    return subprocess.run(command, check=False).returncode == 0


def watch(output: Path, settings: str, address: tuple[str, int] | None) -> None:
    """Build, serve, and build again after each change, until interrupted."""
    build(settings)
    reloads = Reloads()
    if address:
        running = opened(output, *address, reloads)
        threading.Thread(target=running.serve_forever, daemon=True).start()
    watched = [path for path in WATCHED if Path(path).exists()]
    print(f"Watching {', '.join(watched)}.", flush=True)
    for changed in changes(*watched, watch_filter=DefaultFilter(), raise_interrupt=False):
        names = sorted({Path(path).name for _, path in changed})
        print(f"\n{', '.join(names[:5])}{' and more' if len(names) > 5 else ''} changed.", flush=True)
        if build(settings):
            reloads.tell()
