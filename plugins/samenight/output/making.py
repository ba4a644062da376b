"""Artifacts into the store: those it has are taken, the others made, on all cores if many."""

from __future__ import annotations

import gc
import itertools
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

from samenight.artifact import Artifact, Digester
from samenight.output.store import Entry, Stocked, Store, keep

# Below this many artifacts to make, starting more processes costs more than it brings.
WORTH_A_POOL = 200
CHUNK = 40
# How many chunks are handed out at a time; each holds its facts in memory twice.
UNDER_WAY = 8
# When a worker looks for garbage: seldom, as pages leave little that does not go by itself.
SELDOM = (50_000, 20, 20)

Progress = Callable[[Iterable[Any], int], Iterable[Any]]


@dataclass(frozen=True)
class Task:
    """An artifact that must be made, and the key to keep it under."""

    key: str
    path: str
    make: Callable[[Any], bytes]
    facts: Any


@dataclass(frozen=True)
class Piece:
    """A file of the site: where it goes, what it is, and where its bytes are."""

    path: str
    media_type: str
    key: str
    stocked: Stocked


@dataclass(frozen=True)
class Made:
    """All pieces of the site, and how many of them had to be made."""

    pieces: tuple[Piece, ...]
    made: int


def make_all(
    artifacts: Sequence[Artifact], digester: Digester, store: Store, jobs: int, progress: Progress
) -> Made:
    """Take every artifact from the store, or make it and keep it there."""
    keys: dict[str, str] = {}
    stocked: dict[str, Stocked] = {}
    made = 0

    def missing() -> Iterator[Task]:
        """What is not in the store, found while other processes already make what was found."""
        for artifact in artifacts:
            key = keys[artifact.path] = digester.key(artifact)
            found = store.take(key)
            if found is None:
                yield Task(key, artifact.path, artifact.make, artifact.facts)
            else:
                stocked[key] = found

    for key, found in _made(missing(), len(artifacts), store, jobs, progress):
        stocked[key] = found
        made += 1
    pieces = (Piece(a.path, a.media_type, keys[a.path], stocked[keys[a.path]]) for a in artifacts)
    return Made(tuple(pieces), made)


def _made(
    tasks: Iterator[Task], most: int, store: Store, jobs: int, progress: Progress
) -> Iterator[tuple[str, Stocked]]:
    """Keys and files of artifacts that are made now: here if they are few, else on all cores."""
    first = list(itertools.islice(tasks, WORTH_A_POOL))
    if len(first) < WORTH_A_POOL or jobs < 2:
        for task in progress(itertools.chain(first, tasks), most):
            yield task.key, store.put(task.key, content_of(task))
        return
    with ProcessPoolExecutor(jobs, initializer=gc.set_threshold, initargs=SELDOM) as executor:
        chunks = _on(executor, itertools.chain(first, tasks), store.folder)
        for entries in progress(chunks, -(-most // CHUNK)):
            yield from ((key, store.enter(key, entry)) for key, entry in entries)


def _on(executor: Executor, tasks: Iterator[Task], folder: str) -> Iterator[list[tuple[str, Entry]]]:
    """Chunks of artifacts made on an executor, with only a few chunks under way at a time."""
    waiting: deque[Future[list[tuple[str, Entry]]]] = deque()
    while chunk := list(itertools.islice(tasks, CHUNK)):
        waiting.append(executor.submit(make_chunk, folder, chunk))
        if len(waiting) > UNDER_WAY:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def make_chunk(folder: str, tasks: Sequence[Task]) -> list[tuple[str, Entry]]:
    """Make several artifacts and keep them in the store's folder; what an executor is handed.

    The bytes stay where they were made: sending them back would cost as much as making them.
    """
    return [(task.key, keep(folder, task.key, content_of(task))) for task in tasks]


def content_of(task: Task) -> bytes:
    """The bytes of an artifact."""
    try:
        return task.make(task.facts)
    except Exception as error:  # named and raised again: a traceback alone does not tell which file
        error.add_note(f"while making {task.path}")
        raise
