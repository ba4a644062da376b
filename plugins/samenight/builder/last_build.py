"""Whether anything has changed since the last build, found out without loading any package.

After a build, a record keeps what the build had read: every file of content, theme, code and settings with
its size, times and digest, the variables that settings name, the versions of Python and the libraries, the
commit, what was published, and until when the site stays true. If all that is as it was, there is nothing to
build. In any doubt there is.

Only modules of the standard library are imported here, and few of them.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import stat
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

# The folder, in the current one, that holds the records; one for each command line.
FOLDER = os.path.join(".samenight", "builds")
# Variables that every build reads. Those that the settings name are added.
VARIABLES = (
    "LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "PATH", "PYTHONPATH", "PYTHONTZPATH", "SAMENIGHT_JOBS",
    "SAMENIGHT_KEEP_GOING", "MESSAGES_LANG", "SAMENIGHT_NOW", "SAMENIGHT_STORE", "SITEURL",
    "SOURCE_DATE_EPOCH",
)  # fmt: skip
_NAMED = re.compile(r"""["']([A-Z][A-Z0-9_]+)["']""")
# A file of the system that is new when its time zones are.
_ZONES = "/usr/share/zoneinfo/tzdata.zi"
# Entries that no build reads.
_SKIPPED = frozenset(["__pycache__", ".git", ".venv", ".samenight"])
# A file that was changed so shortly before a build began can change again with the same time, in nanoseconds.
_IN_DOUBT = 50_000_000

# Size in bytes, time of change and of any change of status in nanoseconds, number of the file.
Stamp = tuple[int, int, int, int]
# A file with its stamp and the SHA-256 of its content; both are empty for what is no ordinary file.
FileState = tuple[Stamp, str]


def record_file(words: Sequence[str]) -> str:
    """The file of the record for a command line, without the name of the program, in the current folder."""
    name = hashlib.sha256(json.dumps([list(words), os.getcwd()]).encode()).hexdigest()[:16]
    return os.path.join(FOLDER, f"{name}.json")


def read_record(words: Sequence[str]) -> dict[str, Any] | None:
    """The record of the last build with this command line; ``None`` if there is none that can be read."""
    try:
        with open(record_file(words), encoding="utf-8") as file:
            record = json.load(file)
    except (OSError, ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None


def renew_record(words: Sequence[str], record: Mapping[str, Any]) -> None:
    """Write the record with the stamps that :func:`why_due` found, if there are any, so that the next build
    need not read these files; as far as that is possible."""
    if not record.get("renewed"):
        return
    file = record_file(words)
    temporary = os.path.join(FOLDER, f".{os.path.basename(file)}.{os.getpid()}.new")
    try:
        with open(temporary, "w", encoding="utf-8") as written:
            json.dump(record, written)
        os.replace(temporary, file)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(temporary)


def why_due(record: dict[str, Any] | None, now: float, with_output: bool) -> str | None:
    """Why a site must be built again, as a short sentence; ``None`` if nothing has changed.

    ``now`` is the time in seconds since 1970, ``with_output`` whether the published folder must be there as
    it was published. The record gets the stamps of files that were written again with the same content, for
    :func:`renew_record`.
    """
    if record is None:
        return "There is no record of a build with these options."
    try:
        return next(_reasons(record, now, with_output), None)
    except (KeyError, TypeError, ValueError, AttributeError, OSError):
        return "The record of the last build cannot be read."


def _reasons(record: dict[str, Any], now: float, with_output: bool) -> Iterator[str]:
    begins, ends = record["moment"], record["next"]
    if record["clock"]:
        if now < float(begins):
            yield "The clock was set back."
        if ends is not None and now >= float(ends):
            yield "The site shows something that time has changed."
    if record["environment"] != environment_of(record["variables"], os.environ):
        yield "A variable of the environment has changed."
    if record["versions"] != versions():
        yield "Python or a library has changed."
    if record["commit"] != commit_of(str(record["content"])):
        yield "There is another commit."
    if record["python"] != glob_python(os.getcwd()):
        yield "There are other Python files here, which settings could import."
    renewed: dict[str, FileState] = {}
    changed = next(changes(record["roots"], record["files"], renewed), None)
    if changed is not None:
        yield f"{os.path.relpath(changed)} has changed."
    last = int(now * 1e9) - _IN_DOUBT
    certain = {path: state for path, state in renewed.items() if max(state[0][1:3]) < last}
    record["files"].update(certain)
    record["renewed"] = bool(certain)
    state = record["output_state"]
    if with_output and not (state and state == output_state(str(record["output"]))):
        yield f"{os.path.relpath(str(record['output']))} is not as it was published."


def files_of(roots: Iterable[str]) -> Iterator[tuple[str, os.stat_result]]:
    """Every file, link and folder below some folders, and the files among them, with their states; a missing
    one is left out."""
    waiting, folders = list(roots), set()
    while waiting:
        path = waiting.pop()
        try:
            found = os.stat(path)
        except OSError:
            if os.path.islink(path):
                yield path, os.lstat(path)
            continue
        yield path, found
        name = (found.st_dev, found.st_ino)
        if stat.S_ISDIR(found.st_mode) and name not in folders:  # a link can lead to a folder above it
            folders.add(name)
            with os.scandir(path) as entries:
                waiting += [entry.path for entry in entries if entry.name not in _SKIPPED]


def changes(
    roots: Iterable[str], known: Mapping[str, Sequence[Any]], renewed: dict[str, FileState]
) -> Iterator[str]:
    """The files that are new, gone or different. A file whose stamp differs is read: on a fresh checkout all
    stamps differ, and no content does. Those with the same content get into ``renewed``."""
    seen = 0
    for path, found in files_of(roots):
        state = known.get(path)
        if state is None:
            yield path
            continue
        seen += 1
        stamp = stamp_of(found)
        if list(state[0]) != list(stamp):
            if state[1] != digest_of(path, found):
                yield path
            renewed[path] = (stamp, str(state[1]))
    if seen != len(known):
        yield from (path for path in known if not os.path.lexists(path))


def stamp_of(found: os.stat_result) -> Stamp:
    """The stamp of a file; the same for all folders, whose times change with every file in them."""
    if stat.S_ISDIR(found.st_mode):
        return (0, 0, 0, 0)
    return (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def digest_of(path: str, found: os.stat_result) -> str:
    """The SHA-256 of an ordinary file; for others, what they are."""
    if not stat.S_ISREG(found.st_mode):
        return f"mode {stat.S_IFMT(found.st_mode):o}"
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def states_of(
    roots: Iterable[str], known: Mapping[str, Sequence[Any]], began: int
) -> dict[str, FileState] | None:
    """All files with their states, digests taken from ``known`` where stamps are equal. ``None`` if one was
    changed after ``began`` (nanoseconds since 1970) or shortly before: the build may have read either."""
    states: dict[str, FileState] = {}
    for path, found in files_of(roots):
        stamp = stamp_of(found)
        if max(stamp[1], stamp[2]) >= began - _IN_DOUBT:
            return None
        before = known.get(path)
        same = before is not None and list(before[0]) == list(stamp)
        states[path] = (stamp, str(before[1]) if before and same else digest_of(path, found))
    return states


def output_state(folder: str) -> str:
    """A digest of path, size, time, mode and number of every file of the published folder, and of path and
    mode of every folder in it; empty without one. A build knows it without looking
    (``PublishedFolder.state``)."""
    lines: list[str] = []
    waiting = [folder]
    start = len(folder) + 1
    try:
        while waiting:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    found = entry.stat(follow_symlinks=False)
                    if stat.S_ISDIR(found.st_mode):
                        waiting.append(entry.path)
                        lines.append(f"{entry.path[start:]}/ {found.st_mode}")
                    else:
                        lines.append(
                            f"{entry.path[start:]} {found.st_size} {found.st_mtime_ns} {found.st_mode}"
                            f" {found.st_ino}"
                        )
    except OSError:
        return ""
    lines.sort()
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


def environment_of(names: Iterable[str], environ: Mapping[str, str]) -> str:
    """A digest of the variables with these names."""
    pairs = [(name, environ.get(name)) for name in sorted(set(names))]
    return hashlib.sha256(json.dumps(pairs).encode()).hexdigest()


def variables_named_in(files: Iterable[str]) -> list[str]:
    """The names in quotes and capitals in files of settings, which may be variables that they read, with
    :data:`VARIABLES`."""
    names = set(VARIABLES)
    for path in files:
        with open(path, encoding="utf-8", errors="replace") as file:
            names.update(_NAMED.findall(file.read()))
    return sorted(names)


def versions() -> str:
    """A digest of the versions of Python, the libraries and the time zones of the system."""
    places = sorted({path for path in sys.path if path.endswith(("site-packages", "dist-packages"))})
    names = [name for place in places for name in sorted(_names_in(place)) if name.endswith("-info")]
    try:
        zones = os.stat(_ZONES).st_mtime_ns
    except OSError:
        zones = 0
    return hashlib.sha256(json.dumps([sys.version, sys.executable, names, zones]).encode()).hexdigest()


def _names_in(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def commit_of(content: str) -> str:
    """The commit of the content's repository and whether the history is whole; empty without git."""
    import subprocess  # noqa: PLC0415 -- not needed if something else has changed

    command = ["git", "--no-replace-objects", "rev-parse", "HEAD", "--is-shallow-repository"]
    try:
        done = subprocess.run(command, cwd=content, capture_output=True, check=False, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("ascii", "replace") if done.returncode == 0 else ""


class BuildFacts(NamedTuple):
    """What is recorded of a build: its folders; how many files it published; the digest of the published tree
    (SHA-256 of the manifest); its moment and the next one at which the site changes by itself (seconds since
    1970); whether the moment is that of the clock; the state of the published folder (:func:`output_state`);
    and what to print again if nothing has changed: warnings, and notes after the closing line."""

    content: str
    theme: str
    output: str
    published: int
    digest: str
    moment: float
    next: float | None
    clock: bool
    output_state: str
    warnings: tuple[str, ...]
    notes: tuple[str, ...]
    unchanged: str  # what to say if nothing has changed, in the language of the build's user


def record_of(
    build: BuildFacts, settings: Sequence[str], known: Mapping[str, Any] | None, began: int, commit: str
) -> dict[str, Any] | None:
    """The record of a build that began at ``began`` (nanoseconds since 1970) with ``commit`` checked out;
    ``known`` is an earlier one.

    ``None`` if there is another commit now, or if a file that the build read was changed meanwhile, or so
    shortly before that nobody can tell. Raises :class:`OSError` if a file cannot be read.
    """
    texts = [*map(os.path.abspath, settings), *glob_python(os.getcwd())]
    roots = sorted({build.content, build.theme, *code_files(), *texts})
    files = states_of(roots, (known or {}).get("files", {}), began)
    if files is None or commit != commit_of(build.content):
        return None
    names = variables_named_in(path for path in texts if os.path.isfile(path))
    return {
        **build._asdict(), "roots": roots, "files": files, "python": glob_python(os.getcwd()),
        "variables": names, "environment": environment_of(names, os.environ), "versions": versions(),
        "commit": commit,
    }  # fmt: skip


def glob_python(folder: str) -> list[str]:
    """The Python files in a folder: settings can import others."""
    return [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.endswith(".py")]


def code_files() -> set[str]:
    """The files of all modules that were loaded, besides those of Python and of installed libraries; our own
    package as a folder."""
    ours = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    installed = tuple({os.path.realpath(sys.prefix), os.path.realpath(sys.base_prefix), ours})
    files = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
    paths = {os.path.abspath(file) for file in files if file}
    return {ours, *(path for path in paths if not os.path.realpath(path).startswith(installed))}


def say_if_current(words: Sequence[str]) -> bool:
    """Whether nothing has changed since the last build with this command line; if so, print that."""
    began = time.perf_counter()
    record = read_record(words)
    if record is None or why_due(record, time.time(), with_output=True):
        return False
    renew_record(words, record)
    for warning in record["warnings"]:
        print(warning, file=sys.stderr)
    place = os.path.relpath(record["output"])
    print(record["unchanged"].format(place=place, seconds=f"{time.perf_counter() - began:.1f}"))
    for note in record["notes"]:
        print(note)
    return True
