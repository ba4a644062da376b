"""How others read our calendars: ical.js (Thunderbird's) in Node, and what a reading is."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Reading:
    """What a program made of a calendar: its events' facts by name, and what it took for wrong.

    Of each event there are ``uid``, ``start``, ``end``, ``summary``, ``description`` and
    ``location``; instants are in UTC, as ``2011-03-24T18:30:00Z``, whole days as ``2011-03-24``.
    """

    events: list[dict[str, str]]
    troubles: list[str]


def by_ical_js(files: Iterable[Path]) -> list[Reading]:
    """What ical.js reads in each of some files (``make test-browser`` installs it)."""
    asked = json.dumps([str(file) for file in files])
    command = ["node", "ical_js.mjs"]
    done = subprocess.run(command, cwd=HERE, input=asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [Reading(read["events"], read["troubles"]) for read in json.loads(done.stdout)]
