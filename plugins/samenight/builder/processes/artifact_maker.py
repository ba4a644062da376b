"""Puts artifacts into the store: those it has are reused, the others made, on all cores if there are many.

Artifacts that others are made from are made first: level by level, all on one pool of processes. If a
function finds that its artifact must not be published, the artifact is not kept, and is reported after
all others are made.
"""

from __future__ import annotations

import functools
import itertools
import multiprocessing
from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Any, TypeVar

from samenight.builder.output.path_checks import problem_at
from samenight.builder.output.store import IndexEntry, PublishedFile, Store, StoredArtifact, keep
from samenight.builder.processes.cluster import marked, sees
from samenight.builder.processes.workers import Workers, in_chunks
from samenight.content.problems.problem import Finding, Problem
from samenight.site.artifact import Artifact, Digester, Part, UnfitError

T = TypeVar("T")
# How many artifacts a process gets at a time: few, as some take ten times as long as others.
CHUNK = 10

# The result of making an artifact: its index entry, or why it must not be published.
EntryOrFinding = IndexEntry | Finding

Progress = Callable[[Iterable[Any]], Iterable[Any]]


@dataclass(frozen=True)
class Task:
    """An artifact that must be made, the key to keep it under, its facts and its parts."""

    key: str
    path: str
    make: Callable[..., bytes]
    facts: Any
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class SiteFiles:
    """All files of the site, and how many of them had to be made."""

    files: tuple[PublishedFile, ...]
    made: int


class UnfitSiteError(Exception):
    """Some artifacts must not be published; all others are in the store. ``problems`` says which and why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(", ".join(map(str, problems)))
        self.problems = tuple(problems)


def make_all(
    artifacts: Iterable[Artifact], digester: Digester, store: Store, workers: Workers, progress: Progress
) -> SiteFiles:
    """Take each artifact from the store, or make it and keep it there.

    The artifacts are declared while the first ones are made, and forgotten with their facts when they are
    made, except for those that are made from parts. Raises
    :class:`samenight.builder.processes.artifact_maker.PartError` before any of those is made, and
    :class:`UnfitSiteError` after everything else is made.
    """
    making = _Making(artifacts, digester, store)
    count = sum(1 for _ in progress(making.run(workers)))
    making.stop_if_unfit()
    return SiteFiles(tuple(making.files()), count)


class _Making:
    """One run through all artifacts, with their keys by path, and what became of them by key."""

    def __init__(self, artifacts: Iterable[Artifact], digester: Digester, store: Store) -> None:
        self._artifacts, self._digester, self._store = artifacts, digester, store
        self._declared: list[tuple[str, str]] = []
        self._composed: dict[str, Artifact] = {}
        self._keys: dict[str, str] = {}
        self._stored: dict[str, StoredArtifact] = {}
        self._unfit: dict[str, Finding] = {}

    def run(self, workers: Workers) -> Iterator[str]:
        """Make what is not in the store, level by level; the keys of what was made."""
        for key, outcome in _made(self._levels(), self._store, workers):
            if isinstance(outcome, Finding):
                self._unfit[key] = outcome
            else:
                self._stored[key] = self._store.enter(key, outcome)  # before the next level needs it
            yield key

    def _levels(self) -> Iterator[Iterator[Task]]:
        yield self._missing(self._without_parts())
        yield from map(self._missing, levels(self._composed, self._keys))

    def _without_parts(self) -> Iterator[Artifact]:
        for artifact in self._artifacts:
            self._declared.append((artifact.path, artifact.media_type))
            if artifact.parts:
                self._composed[artifact.path] = artifact
            else:
                yield artifact

    def _missing(self, level: Iterable[Artifact]) -> Iterator[Task]:
        """Tasks for what is not in the store; the first ones are made while the rest are still found."""
        keys, stored = self._keys, self._stored
        for artifact in level:
            key = keys[artifact.path] = self._digester.key(artifact, keys)
            found = self._store.take(key)
            if found is not None:
                stored[key] = found
            elif all(keys[path] in stored for path in artifact.parts):  # else a part is unfit
                parts = tuple(_part(path, stored[keys[path]]) for path in artifact.parts)
                yield Task(key, artifact.path, artifact.make, artifact.facts, parts)

    def stop_if_unfit(self) -> None:
        """Raise :class:`UnfitSiteError` if an artifact must not be published."""
        keys, unfit = self._keys, self._unfit
        if unfit:
            named = (problem_at(path, unfit[keys[path]]) for path, _ in self._declared if keys[path] in unfit)
            raise UnfitSiteError(list(named))

    def files(self) -> Iterator[PublishedFile]:
        """All files, in the order in which they were declared."""
        for path, media_type in self._declared:
            key = self._keys[path]
            yield PublishedFile(path, media_type, key, self._stored[key])


def _part(path: str, stored: StoredArtifact) -> Part:
    return Part(path, stored.digest, stored.size, stored.file)


def _made(
    steps: Iterable[Iterator[Task]], store: Store, workers: Workers
) -> Iterator[tuple[str, EntryOrFinding]]:
    """Make artifacts one level after the other; the outcomes with their keys.

    They are made in this process until a level is large enough for a pool.
    """
    enough = worth_a_pool()
    for tasks in steps:
        first = list(itertools.islice(tasks, enough))
        todo = itertools.chain(first, tasks)
        if workers.is_started or (len(first) == enough and workers.jobs > 1):
            yield from _made_by(workers, todo, store.folder)
        else:
            yield from ((task.key, _kept(store.folder, task)) for task in todo)


def worth_a_pool() -> int:
    """From how many artifacts on other processes make them, if there may be any.

    Where processes are forked, from the first: two start in 30 ms, and this process must then make
    nothing, as Typst starts threads, and a process forked from one with threads can wait for them for
    ever. Elsewhere every process starts a Python interpreter of its own.
    """
    return 1 if multiprocessing.get_start_method() == "fork" else 200


def _made_by(workers: Workers, todo: Iterable[Task], folder: str) -> Iterator[tuple[str, EntryOrFinding]]:
    """The outcomes of artifacts that other processes make, here or on other machines."""
    mark = "" if workers.are_here else marked(folder)
    sent: deque[list[Task]] = deque()

    def chunks() -> Iterator[list[Task]]:
        for chunk in in_chunks(todo, CHUNK):
            sent.append(chunk)
            yield chunk

    for outcomes in workers.each(make_chunk, folder, mark, items=chunks()):
        for task, outcome in zip(sent.popleft(), outcomes, strict=True):
            yield task.key, _arrived(folder, task, outcome)


def make_chunk(folder: str, mark: str, tasks: Sequence[Task]) -> list[EntryOrFinding | bytes | None]:
    """Make several artifacts and keep them in the store's folder; runs on an executor.

    The bytes are not sent back, as that would take as long as making them, except by a process on another
    machine that does not see the folder with this mark. Such a one does not see parts either, and returns
    ``None`` for what is made from some.
    """
    if mark and not sees(folder, mark):
        return [None if task.parts else _outcome(task, bytes) for task in tasks]
    return [_kept(folder, task) for task in tasks]


def _arrived(folder: str, task: Task, outcome: EntryOrFinding | bytes | None) -> EntryOrFinding:
    if outcome is None:
        return _kept(folder, task)
    return keep(folder, task.key, outcome) if isinstance(outcome, bytes) else outcome


def _kept(folder: str, task: Task) -> EntryOrFinding:
    return _outcome(task, functools.partial(keep, folder, task.key))


def _outcome(task: Task, kept: Callable[[bytes], T]) -> T | Finding:
    """What ``kept`` returns for the artifact's bytes, or why it must not be published."""
    try:
        return kept(content_of(task))
    except UnfitError as unfit:
        return unfit.finding


def content_of(task: Task) -> bytes:
    """The bytes of an artifact."""
    try:
        if task.parts:
            parts: Mapping[str, Part] = {part.path: part for part in task.parts}
            return task.make(task.facts, parts)
        return task.make(task.facts)
    except Exception as error:  # a traceback alone does not say which file
        error.add_note(f"while making {task.path}")
        raise


class PartError(Exception):
    """A mistake in a package: parts that are not published, or that are made from each other."""


def levels(composed: Mapping[str, Artifact], known: Container[str]) -> Iterator[list[Artifact]]:
    """Artifacts with parts, by their paths, in levels: each is made only from earlier levels and from those
    without parts, whose paths are ``known``.

    Raises :class:`PartError` when called, not only when the first level is read.
    """
    for artifact in composed.values():
        for part in artifact.parts:
            if part not in composed and part not in known:
                raise PartError(f"{artifact.path} is made from {part}, which is not published.")
    order = TopologicalSorter({path: filter(composed.get, one.parts) for path, one in composed.items()})
    try:
        order.prepare()
    except CycleError as error:
        raise PartError(f"Artifacts are made from each other: {', '.join(error.args[1])}.") from None
    return _levels(composed, order)


def _levels(composed: Mapping[str, Artifact], order: TopologicalSorter[str]) -> Iterator[list[Artifact]]:
    while order.is_active():
        ready = order.get_ready()
        yield [composed[path] for path in ready]
        order.done(*ready)
