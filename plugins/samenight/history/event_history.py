"""How often each event has changed, where the content is kept in git: its whole history is asked.

Wherever git has no answer, as in :mod:`samenight.history.last_changes`, nothing is known, and calendars say
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
from samenight.content.model.file_facts import Event
from samenight.content.problems.problem import Phrase
from samenight.history import git
from samenight.history.calendar_revisions import EventAtCommit, FileVersion, version_of
from samenight.history.event_timeline import ContentAtCommit, Timeline, model_of, version_name
from samenight.history.git import Commit, commits_of, contents_of
from samenight.history.last_changes import FileHistory, differing

Key = tuple[str, str]
Versions = Mapping[str, FileVersion | None]


@dataclass(frozen=True)
class EventHistory:
    """All that is known of the content up to a commit of the second ``moment``; empty where nothing is.

    ``versions`` are what was read of all files that ever were, ``kept`` tells whether a memory holds
    all this already.
    """

    commit: str = ""
    folder: str = ""
    moment: int = 0
    versions: Versions = field(default_factory=lambda: MappingProxyType({}))
    tree: ContentAtCommit = field(default_factory=ContentAtCommit)
    kept: bool = False


def chronicle_of(content: Path, history: FileHistory, memory: Path, mark: bytes) -> EventHistory:
    """What is known up to the commit of ``history``; versions that the file ``memory`` holds of the same
    code (``mark``) are not read again."""
    if not history.commit:
        return EventHistory()
    known = _recalled(memory, mark)
    if (known.commit, known.folder) == (history.commit, history.folder):
        return known
    commits = commits_of(content, history.commit, history.folder)
    if not commits:
        return EventHistory()
    try:
        versions = _versions(content, commits, known.versions)
    except OSError:
        return EventHistory()
    paths = {path for commit in commits for path, _ in commit.changes}
    tree = Timeline(versions, paths).last(commits)
    return EventHistory(history.commit, history.folder, commits[-1].moment, versions, tree)


def revisions_of(content: Path, chronicle: EventHistory) -> Mapping[Key, Revision]:
    """The revision of each event by the slugs of its city and edition, as it stands on disk.

    What is not committed yet is one more version, of the second of the last commit.
    """
    if not chronicle.commit:
        return MappingProxyType({})
    changed = [path for path in differing(content, chronicle.folder) if model_of(path)]
    tree = _with(content, sorted(changed), chronicle) if changed else chronicle.tree
    return MappingProxyType({_key(path): _revision(stood) for path, stood in sorted(tree.events.items())})


def record_of(mark: bytes, chronicle: EventHistory) -> bytes | None:
    """A chronicle as a file for the next build of the same code (``mark``): reading all versions takes as
    long as there are versions. ``None`` where nothing is known, or the file has it already."""
    if chronicle.kept or not chronicle.commit:
        return None
    tree = chronicle.tree
    kept = {
        "mark": mark.hex(),
        "commit": chronicle.commit, "folder": chronicle.folder, "moment": chronicle.moment,
        "versions": chronicle.versions, "files": tree.files, "events": tree.events,
    }  # fmt: skip
    return json.dumps(kept).encode("ascii")


def why_unknown(content: Path) -> Phrase | None:
    """Why nothing is known of content that is kept in git; ``None`` where it is not, or is new there."""
    here = content.absolute()
    if not any((folder / ".git").exists() for folder in (here, *here.parents)):
        return None
    said = git.answer(content, "rev-parse", "--is-shallow-repository")
    if said is None:
        return Phrase(
            "Calendars cannot tell their subscribers how often an event has changed: git cannot read its "
            "history here. Is git installed, and does the folder belong to you?"
        )
    if said.strip() == b"true" or git.answer(content, "rev-parse", "--verify", "--quiet", "HEAD"):
        return Phrase(
            "Calendars cannot tell their subscribers how often an event has changed: this clone does not "
            "hold the whole history. Fetch it (git fetch --unshallow), or clone anew without --depth and "
            "--filter; in CI, a depth of 0."
        )
    return None


def _versions(content: Path, commits: Sequence[Commit], known: Versions) -> Versions:
    """All versions of all files by name. Raises :class:`OSError` where one is missing."""
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


def _with(content: Path, changed: Sequence[str], chronicle: EventHistory) -> ContentAtCommit:
    """The tree with what is on disk in some files."""
    versions = dict(chronicle.versions)
    changes: list[tuple[str, str | None]] = []
    for path in changed:
        try:
            text = (content / path).read_bytes()
        except OSError:
            changes.append((path, None))
            continue
        name = version_name(path, hashlib.sha256(text).hexdigest())
        versions[name] = _version(path, text)
        changes.append((path, name))
    tree = chronicle.tree.copy()
    paths = {*changed, *tree.files, *tree.events}
    Timeline(versions, paths).follow(tree, changes, chronicle.moment)
    return tree


def _key(path: str) -> Key:
    _, city, name = path.split("/")
    return (city, name.removesuffix(".md"))


def _revision(stood: EventAtCommit) -> Revision:
    return Revision(stood.sequence, dt.datetime.fromtimestamp(stood.modified, dt.UTC))


def _recalled(memory: Path, mark: bytes) -> EventHistory:
    """What was kept, if it is whole and of the same code."""
    try:
        kept = json.loads(memory.read_text("ascii"))
        if kept["mark"] != mark.hex():
            return EventHistory()
        versions = {str(name): _known(version) for name, version in kept["versions"].items()}
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


def _known(version: Any) -> FileVersion | None:
    if version is None:
        return None
    facts, shown = version
    return FileVersion({str(name): str(text) for name, text in facts.items()}, str(shown))


def _event_at_commit(path: str, material: str, shown: str, sequence: int, modified: int) -> EventAtCommit:
    if model_of(path) is not Event:
        raise ValueError(path)
    stood = EventAtCommit(str(material), str(shown), int(sequence), int(modified))
    _revision(stood)  # raises where the moment is none
    return stood
