"""Artifacts into the store: those it has are taken, the others made, on all cores if many.

What others are made from is made before them: level by level, all on one pool of processes. What
looks at itself and finds that it must not be published is not kept, and told when all else is made.
"""

from __future__ import annotations

import gc
import itertools
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Any

from samenight.builder.path_checks import problem_at
from samenight.builder.store import Entry, Stocked, Store, keep
from samenight.content.problems.problem import Finding, Problem
from samenight.site.artifact import Artifact, Digester, Part, UnfitError

# How many artifacts are handed out together: few, as some take ten times as long as others.
CHUNK = 10
# How many chunks each process has before it at a time; each holds its facts in memory twice.
UNDER_WAY = 4
# When a worker looks for garbage: seldom, as pages leave little that does not go by itself.
SELDOM = (50_000, 20, 20)

# What comes of making an artifact: where it is kept, or why it is not.
Outcome = Entry | Finding

Progress = Callable[[Iterable[Any], int], Iterable[Any]]


@dataclass(frozen=True)
class Task:
    """An artifact that must be made, the key to keep it under, and what it is made from."""

    key: str
    path: str
    make: Callable[..., bytes]
    facts: Any
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class PublishedFile:
    """A file of the site: where it goes, what it is, and where its bytes are."""

    path: str
    media_type: str
    key: str
    stocked: Stocked


@dataclass(frozen=True)
class Made:
    """All pieces of the site, and how many of them had to be made."""

    pieces: tuple[PublishedFile, ...]
    made: int


class UnfitSiteError(Exception):
    """Some artifacts must not be published; all others are in the store. ``problems`` says which and why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(", ".join(map(str, problems)))
        self.problems = tuple(problems)


def make_all(
    artifacts: Sequence[Artifact], digester: Digester, store: Store, jobs: int, progress: Progress
) -> Made:
    """Take every artifact from the store, or make it and keep it there.

    Raises :class:`samenight.builder.making.PartError` before anything is made, and
    :class:`UnfitSiteError` after everything is.
    """
    keys: dict[str, str] = {}
    stocked: dict[str, Stocked] = {}
    unfit: dict[str, Finding] = {}

    def missing(level: Iterable[Artifact]) -> Iterator[Task]:
        """What is not in the store, found while other processes already make what was found."""
        for artifact in level:
            key = keys[artifact.path] = digester.key(artifact, keys)
            found = store.take(key)
            if found is not None:
                stocked[key] = found
            elif all(keys[path] in stocked for path in artifact.parts):  # else one of them is unfit
                parts = tuple(_part(path, stocked[keys[path]]) for path in artifact.parts)
                yield Task(key, artifact.path, artifact.make, artifact.facts, parts)

    def made() -> Iterator[str]:
        for key, outcome in _made(map(missing, levels(artifacts)), store, jobs):
            if isinstance(outcome, Finding):
                unfit[key] = outcome
            else:
                stocked[key] = store.enter(key, outcome)  # before the next level asks for it
            yield key

    count = sum(1 for _ in progress(made(), len(artifacts)))
    if unfit:
        named = (problem_at(a.path, unfit[keys[a.path]]) for a in artifacts if keys[a.path] in unfit)
        raise UnfitSiteError(list(named))
    pieces = (PublishedFile(a.path, a.media_type, keys[a.path], stocked[keys[a.path]]) for a in artifacts)
    return Made(tuple(pieces), count)


def _part(path: str, stocked: Stocked) -> Part:
    return Part(path, stocked.digest, stocked.size, stocked.file)


def _made(steps: Iterable[Iterator[Task]], store: Store, jobs: int) -> Iterator[tuple[str, Outcome]]:
    """What comes of the artifacts that are made now, by key, one level of them after the other.

    They are made here until a level is worth a pool.
    """
    enough = worth_a_pool()
    with ExitStack() as stack:
        executor: Executor | None = None
        for tasks in steps:
            first = list(itertools.islice(tasks, enough))
            if executor is None and len(first) == enough and jobs > 1:
                pool = ProcessPoolExecutor(jobs, initializer=gc.set_threshold, initargs=SELDOM)
                executor = stack.enter_context(pool)
            todo = itertools.chain(first, tasks)
            if executor is None:
                yield from ((task.key, _kept(store.folder, task)) for task in todo)
            else:
                for outcomes in _on(executor, todo, store.folder, UNDER_WAY * jobs):
                    yield from outcomes


def worth_a_pool() -> int:
    """From how many artifacts on they are made by other processes, if there may be any.

    Where processes are forked, from the first: two start in 30 ms, and this one must make nothing
    then. Typst starts threads, and a process forked from one with threads may wait for them for ever.
    Elsewhere every process starts a Python of its own.
    """
    return 1 if multiprocessing.get_start_method() == "fork" else 200


def _on(
    executor: Executor, tasks: Iterator[Task], folder: str, under_way: int
) -> Iterator[list[tuple[str, Outcome]]]:
    """Chunks of artifacts made on an executor, with only a few chunks under way at a time."""
    waiting: deque[Future[list[tuple[str, Outcome]]]] = deque()
    while chunk := list(itertools.islice(tasks, CHUNK)):
        waiting.append(executor.submit(make_chunk, folder, chunk))
        if len(waiting) > under_way:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def make_chunk(folder: str, tasks: Sequence[Task]) -> list[tuple[str, Outcome]]:
    """Make several artifacts and keep them in the store's folder; what an executor is handed.

    The bytes stay where they were made: sending them back would cost as much as making them.
    """
    return [(task.key, _kept(folder, task)) for task in tasks]


def _kept(folder: str, task: Task) -> Outcome:
    try:
        return keep(folder, task.key, content_of(task))
    except UnfitError as unfit:
        return unfit.finding


def content_of(task: Task) -> bytes:
    """The bytes of an artifact."""
    try:
        if task.parts:
            parts: Mapping[str, Part] = {part.path: part for part in task.parts}
            return task.make(task.facts, parts)
        return task.make(task.facts)
    except Exception as error:  # named and raised again: a traceback alone does not tell which file
        error.add_note(f"while making {task.path}")
        raise


class PartError(Exception):
    """A mistake in a room: parts that nobody publishes, or that are made from each other."""


def levels(artifacts: Sequence[Artifact]) -> Iterator[Iterable[Artifact]]:
    """All artifacts in levels: first those without parts, then those made from earlier levels alone.

    Raises :class:`PartError`, at once and not with the first level.
    """
    composed = {artifact.path: artifact for artifact in artifacts if artifact.parts}
    if composed:
        _know_all_parts(composed.values(), {artifact.path for artifact in artifacts})
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


def _know_all_parts(composed: Iterable[Artifact], published: set[str]) -> None:
    for artifact in composed:
        for part in artifact.parts:
            if part not in published:
                raise PartError(f"{artifact.path} is made from {part}, which nobody publishes.")
