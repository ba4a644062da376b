"""The results of a bench: kept after each measurement, so that a long bench can go on where it was ended.

There is one file for each state of the code, below `benchmarks/results/`, so that all results in it are of
one commit. Keys of runs are like `cold/lean/200`: what was measured, of which site, with how many cities.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import platform
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.checkouts import REPOSITORY
from benchmarks.measuring import Spent, medians

FOLDER = REPOSITORY / "benchmarks" / "results"
# What the results depend on besides our code and Hugo.
_PACKAGES = ("pelican", "pydantic", "jinja2", "typst", "pypdfium2", "zxing-cpp", "pillow")


class Results:
    """Measurements of one state of the code."""

    def __init__(self, data: dict[str, Any], file: Path | None = None) -> None:
        """``data`` is what :meth:`save` writes to ``file``."""
        self.data = data
        self._file = file

    def runs(self, key: str) -> list[Spent]:
        """All runs of a measurement."""
        return [Spent(**run) for run in self.data["runs"].get(key, [])]

    def median(self, key: str) -> Spent | None:
        """The medians of a measurement, ``None`` if it was not made."""
        runs = self.runs(key)
        return medians(runs) if runs else None

    def add(self, key: str, spent: Spent) -> None:
        """Keep one run."""
        self.data["runs"].setdefault(key, []).append(spent.data())
        self.data["failed"].pop(key, None)
        self.save()

    def keep(self, name: str, value: Any) -> None:
        """Keep the rows of a table, or another fact, under a name."""
        self.data["kept"][name] = value
        self.data["failed"].pop(name, None)
        self.save()

    def kept(self, name: str) -> Any:
        """What is kept under a name, else ``None``."""
        return self.data["kept"].get(name)

    def fail(self, key: str, why: str) -> None:
        """Keep why something was not measured."""
        self.data["failed"][key] = why
        self.save()

    def save(self) -> None:
        """Write the file, if there is one."""
        if self._file:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            aside = self._file.with_suffix(".new")
            aside.write_text(as_text(self.data), "utf-8")
            aside.replace(self._file)


def as_text(data: dict[str, Any]) -> str:
    """The results as JSON, one measurement a line."""
    parts = []
    for name, value in sorted(data.items()):
        if isinstance(value, dict) and value:
            lines = (f"  {json.dumps(key)}: {_plain(one)}" for key, one in sorted(value.items()))
            inner = ",\n".join(lines)  # no backslash within an f-string before Python 3.12
            parts.append(f" {json.dumps(name)}: {{\n{inner}\n }}")
        else:
            parts.append(f" {json.dumps(name)}: {_plain(value)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _plain(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def results_of(commit: str, changed: Sequence[str], against: str = "") -> Results:
    """The results so far of this state of the code: of a commit, with ``changed`` files. ``against`` is the
    commit that print kits are compared with; by default that of before, if there is one."""
    found = _found_or_new(commit, changed)
    data = found.data
    if against and against != data["against"]:
        data["against"] = against
        data["runs"] = {key: runs for key, runs in data["runs"].items() if not key.startswith("kits-")}
    data["load"] = max(data["load"], round(os.getloadavg()[0], 1))
    return found


def _found_or_new(commit: str, changed: Sequence[str]) -> Results:
    state = hashlib.sha256()
    for name in changed:
        state.update(name.encode())
        if (REPOSITORY / name).is_file():
            state.update((REPOSITORY / name).read_bytes())
    draft = f"-draft-{state.hexdigest()[:8]}" if changed else ""
    file = FOLDER / f"{commit[:12]}{draft}.json"
    if file.exists():
        return Results(json.loads(file.read_text("utf-8")), file)
    data = {
        "commit": commit, "draft": bool(changed), "against": "", "runs": {}, "kept": {}, "failed": {},
        "machine": machine(), "date": dt.datetime.now(dt.UTC).date().isoformat(), "load": 0.0,
        "versions": {"python": platform.python_version(), **{name: version(name) for name in _PACKAGES}},
    }  # fmt: skip
    return Results(data, file)


def machine() -> str:
    """The machine and its system."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = info.read_text("utf-8", "replace").splitlines()
        names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
        model = names[0] if names else model
    return f"{os.cpu_count()} cores, {model}, {platform.system()}"
