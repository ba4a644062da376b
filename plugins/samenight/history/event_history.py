"""How often each event has changed, if the content is kept in git: read from its whole history.

If git cannot answer, as in :mod:`samenight.history.last_changes`, nothing is known, and calendars show
what the content alone says.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from samenight.content.library.resolved_event import Revision
from samenight.content.model.file_facts import Event, EventKey
from samenight.content.problems.problem import Phrase
from samenight.history import git
from samenight.history.calendar_revisions import EventAtCommit, FileVersion, version_of
from samenight.history.event_timeline import ContentAtCommit, Timeline, model_of, version_name
from samenight.history.git import Commit, MissingHistoryError, commits_of, contents_of
from samenight.history.last_changes import FileHistory, differing

Versions = Mapping[str, FileVersion | None]


@dataclass(frozen=True)
class EventHistory:
    """The history of the content up to a commit at ``moment`` (Unix time); empty if nothing is known.

    ``versions`` are those of all files that ever existed; ``kept`` is whether the cache file holds all
    this already.
    """

    commit: str = ""
    folder: str = ""
    moment: int = 0
    versions: Versions = field(default_factory=lambda: MappingProxyType({}))
    tree: ContentAtCommit = field(default_factory=ContentAtCommit)
    kept: bool = False


def event_history_of(content: Path, history: FileHistory, cache: Path, code_digest: bytes) -> EventHistory:
    """The event history up to the commit of ``history``; versions that the file ``cache`` holds are not read
    again if the same code (``code_digest``) wrote it."""
    if not history.commit:
        return EventHistory()
    known = _cached(cache, code_digest)
    if (known.commit, known.folder) == (history.commit, history.folder):
        return known
    commits = commits_of(content, history.commit, history.folder)
    if not commits:
        return EventHistory()
    try:
        versions = _versions(content, commits, known.versions)
    except MissingHistoryError:
        return EventHistory()
    paths = {path for commit in commits for path, _ in commit.changes}
    tree = Timeline(versions, paths).last(commits)
    return EventHistory(history.commit, history.folder, commits[-1].moment, versions, tree)


def revisions_of(content: Path, history: EventHistory) -> Mapping[EventKey, Revision]:
    """The revision of each event on disk, by the slugs of its city and edition.

    Uncommitted changes are one more version, at the time of the last commit.
    """
    if not history.commit:
        return MappingProxyType({})
    changed = [path for path in differing(content, history.folder) if model_of(path)]
    tree = _with(content, sorted(changed), history) if changed else history.tree
    return MappingProxyType({_key(path): _revision(event) for path, event in sorted(tree.events.items())})


def record_of(code_digest: bytes, history: EventHistory) -> bytes | None:
    """The cache file's content for the next build with the same code (``code_digest``): reading all versions
    takes longer the more there are. ``None`` if nothing is known, or the file holds it already."""
    if history.kept or not history.commit:
        return None
    tree = history.tree
    kept = {
        "mark": code_digest.hex(),
        "commit": history.commit, "folder": history.folder, "moment": history.moment,
        "versions": history.versions, "files": tree.files, "events": tree.events,
    }  # fmt: skip
    return json.dumps(kept).encode("ascii")


def why_unknown(content: Path) -> Phrase | None:
    """Why the history of content in git is not known; ``None`` if it is not in git, or not committed yet."""
    here = content.absolute()
    if not any((folder / ".git").exists() for folder in (here, *here.parents)):
        return None
    shallow = git.output_of(content, "rev-parse", "--is-shallow-repository")
    if shallow is None:
        return Phrase(
            "Revision numbers in calendars are incomplete: git cannot read the history here. Is git "
            "installed, and does the folder belong to you?"
        )
    if shallow.strip() == b"true" or git.output_of(content, "rev-parse", "--verify", "--quiet", "HEAD"):
        return Phrase(
            "Revision numbers in calendars are incomplete: this clone does not hold the whole history. "
            "Fetch it (git fetch --unshallow), or clone again without --depth and --filter; in CI, a depth "
            "of 0."
        )
    return None


def _versions(content: Path, commits: Sequence[Commit], known: Versions) -> Versions:
    """All versions of all files by name. Raises :class:`MissingHistoryError` if one is missing."""
    wanted: dict[str, set[str]] = {}
    found: dict[str, FileVersion | None] = {}
    for commit in commits:
        for path, blob in commit.changes:
            if blob and model_of(path):
                name = version_name(path, blob)
                if name in known:
                    found[name] = known[name]
                else:
                    wanted.setdefault(blob, set()).add(path)
    for blob, text in contents_of(content, wanted):
        for path in wanted[blob]:
            found[version_name(path, blob)] = _version(path, text)
    return found


def _version(path: str, text: bytes | None) -> FileVersion | None:
    model = model_of(path)
    return version_of(text, model) if model and text is not None else None


def _with(content: Path, changed: Sequence[str], history: EventHistory) -> ContentAtCommit:
    """The content with the versions on disk of some files."""
    versions = dict(history.versions)
    changes: list[tuple[str, str | None]] = []
    for path in changed:
        try:
            text = (content / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            changes.append((path, None))
            continue
        name = version_name(path, hashlib.sha256(text).hexdigest())
        versions[name] = _version(path, text)
        changes.append((path, name))
    tree = history.tree.copy()
    paths = {*changed, *tree.files, *tree.events}
    Timeline(versions, paths).apply(tree, changes, history.moment)
    return tree


def _key(path: str) -> EventKey:
    _, city, name = path.split("/")
    return (city, name.removesuffix(".md"))


def _revision(event: EventAtCommit) -> Revision:
    return Revision(event.sequence, dt.datetime.fromtimestamp(event.modified, dt.UTC))


def _cached(cache: Path, code_digest: bytes) -> EventHistory:
    """The cached history, if it is complete and was written by the same code."""
    try:
        kept = json.loads(cache.read_text("ascii"))
        if kept["mark"] != code_digest.hex():
            return EventHistory()
        versions = {str(name): _version_of_row(version) for name, version in kept["versions"].items()}
        files = {str(path): str(name) for path, name in kept["files"].items()}
        if not all(versions[name] for name in files.values()):
            return EventHistory()
        tree = ContentAtCommit(
            files, {str(path): _event_at_commit(path, *row) for path, row in kept["events"].items()}
        )
        return EventHistory(
            str(kept["commit"]), str(kept["folder"]), int(kept["moment"]), versions, tree, kept=True
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        return EventHistory()


def _version_of_row(version: Any) -> FileVersion | None:
    if version is None:
        return None
    facts, shown = version
    return FileVersion({str(name): str(text) for name, text in facts.items()}, str(shown))


def _event_at_commit(path: str, material: str, shown: str, sequence: int, modified: int) -> EventAtCommit:
    if model_of(path) is not Event:
        raise ValueError(path)
    event = EventAtCommit(str(material), str(shown), int(sequence), int(modified))
    _revision(event)  # raises if ``modified`` is not a valid time
    return event
