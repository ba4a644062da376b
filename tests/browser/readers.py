"""Reading our calendars with ical.js (Thunderbird's) in Node, and the class of a reading."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Reading:
    """What a program read from a calendar: the facts of its events by name, and the errors it found.

    Of each event there are ``uid``, ``start``, ``end``, ``summary``, ``description`` and
    ``location``; instants are in UTC, as ``2011-03-24T18:30:00Z``, whole days as ``2011-03-24``.
    """

    events: list[dict[str, str]]
    troubles: list[str]


def by_ical_js(files: Iterable[Path]) -> list[Reading]:
    """The readings of files by ical.js (``make test-browser`` installs it)."""
    paths = json.dumps([str(file) for file in files])
    command = ["node", "ical_js.mjs"]
    done = subprocess.run(command, cwd=HERE, input=paths, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [Reading(read["events"], read["troubles"]) for read in json.loads(done.stdout)]
