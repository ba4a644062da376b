"""Artifacts into the store: those it has are taken, the others made, on all cores if many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

from samenight.artifact import Artifact, Digester
from samenight.output.store import Entry, Stocked, Store, keep

# Below this many artifacts to make, starting more processes costs more than it brings.
WORTH_A_POOL = 200
CHUNK = 40
# How many chunks are handed out at a time; each holds its facts in memory twice.
UNDER_WAY = 8

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
    keys = {artifact.path: digester.key(artifact) for artifact in artifacts}
    stocked = {key: store.take(key) for key in keys.values()}
    tasks = [Task(keys[a.path], a.path, a.make, a.facts) for a in artifacts if not stocked[keys[a.path]]]
    for key, found in _made(tasks, store, jobs, progress):
        stocked[key] = found
    pieces = []
    for artifact in artifacts:
        piece = stocked[keys[artifact.path]]
        assert piece is not None
        pieces.append(Piece(artifact.path, artifact.media_type, keys[artifact.path], piece))
    return Made(tuple(pieces), len(tasks))


def _made(
    tasks: Sequence[Task], store: Store, jobs: int, progress: Progress
) -> Iterator[tuple[str, Stocked]]:
    """Keys and files of artifacts that are made now, here or in other processes."""
    if len(tasks) < WORTH_A_POOL or jobs < 2:
        for task in progress(tasks, len(tasks)):
            yield task.key, store.put(task.key, content_of(task))
        return
    with ProcessPoolExecutor(max_workers=jobs) as executor:
        for entries in progress(_on(executor, tasks, store.folder), -(-len(tasks) // CHUNK)):
            yield from ((key, store.enter(key, entry)) for key, entry in entries)


def _on(executor: Executor, tasks: Sequence[Task], folder: str) -> Iterator[list[tuple[str, Entry]]]:
    """Chunks of artifacts made on an executor, with only a few chunks under way at a time."""
    waiting: list[Any] = []
    for start in range(0, len(tasks), CHUNK):
        waiting.append(executor.submit(make_chunk, folder, tasks[start : start + CHUNK]))
        if len(waiting) > UNDER_WAY:
            yield waiting.pop(0).result()
    for future in waiting:
        yield future.result()


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
