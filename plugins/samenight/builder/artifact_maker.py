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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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

Progress = Callable[[Iterable[Any], int], Iterable[Any]]


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
    artifacts: Sequence[Artifact], digester: Digester, store: Store, workers: Workers, progress: Progress
) -> SiteFiles:
    """Take each artifact from the store, or make it and keep it there.

    Raises :class:`samenight.builder.artifact_maker.PartError` before anything is made, and
    :class:`UnfitSiteError` after everything else is made.
    """
    keys: dict[str, str] = {}
    stored: dict[str, StoredArtifact] = {}
    unfit: dict[str, Finding] = {}

    def missing(level: Iterable[Artifact]) -> Iterator[Task]:
        """Tasks for what is not in the store; the first ones are made while the rest are still found."""
        for artifact in level:
            key = keys[artifact.path] = digester.key(artifact, keys)
            found = store.take(key)
            if found is not None:
                stored[key] = found
            elif all(keys[path] in stored for path in artifact.parts):  # else a part is unfit
                parts = tuple(_part(path, stored[keys[path]]) for path in artifact.parts)
                yield Task(key, artifact.path, artifact.make, artifact.facts, parts)

    def made() -> Iterator[str]:
        for key, outcome in _made(map(missing, levels(artifacts)), store, workers):
            if isinstance(outcome, Finding):
                unfit[key] = outcome
            else:
                stored[key] = store.enter(key, outcome)  # before the next level needs it
            yield key

    count = sum(1 for _ in progress(made(), len(artifacts)))
    if unfit:
        named = (problem_at(a.path, unfit[keys[a.path]]) for a in artifacts if keys[a.path] in unfit)
        raise UnfitSiteError(list(named))
    files = (PublishedFile(a.path, a.media_type, keys[a.path], stored[keys[a.path]]) for a in artifacts)
    return SiteFiles(tuple(files), count)


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


def levels(artifacts: Sequence[Artifact]) -> Iterator[Iterable[Artifact]]:
    """All artifacts in levels: first those without parts, then those made only from earlier levels.

    Raises :class:`PartError` when called, not only when the first level is read.
    """
    composed = {artifact.path: artifact for artifact in artifacts if artifact.parts}
    if composed:
        _check_parts(composed.values(), {artifact.path for artifact in artifacts})
    order = TopologicalSorter({path: filter(composed.get, one.parts) for path, one in composed.items()})
    try:
        order.prepare()
    except CycleError as error:
        raise PartError(f"Artifacts are made from each other: {', '.join(error.args[1])}.") from None
    return _levels(artifacts, composed, order)


def _levels(
    artifacts: Sequence[Artifact], composed: Mapping[str, Artifact], order: TopologicalSorter[str]
) -> Iterator[Iterable[Artifact]]:
    yield (artifact for artifact in artifacts if not artifact.parts)
    while order.is_active():
        ready = order.get_ready()
        yield [composed[path] for path in ready]
        order.done(*ready)


def _check_parts(composed: Iterable[Artifact], published: set[str]) -> None:
    for artifact in composed:
        for part in artifact.parts:
            if part not in published:
                raise PartError(f"{artifact.path} is made from {part}, which is not published.")
