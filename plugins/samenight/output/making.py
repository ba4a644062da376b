"""Artifacts into the store: those it has are taken, the others made, on all cores if many."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

from samenight.artifact import Artifact, Digester
from samenight.output.store import Stocked, Store

# Below this many artifacts to make, starting more processes costs more than it brings.
WORTH_A_POOL = 200
CHUNK = 40

Progress = Callable[[Iterable[Any], int], Iterable[Any]]


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
    missing = [artifact for artifact in artifacts if stocked[keys[artifact.path]] is None]
    for artifact, content in zip(missing, _contents(missing, jobs, progress), strict=True):
        key = keys[artifact.path]
        stocked[key] = store.put(key, content)
    pieces = []
    for artifact in artifacts:
        found = stocked[keys[artifact.path]]
        assert found is not None
        pieces.append(Piece(artifact.path, artifact.media_type, keys[artifact.path], found))
    return Made(tuple(pieces), len(missing))


def _contents(missing: Sequence[Artifact], jobs: int, progress: Progress) -> Iterator[bytes]:
    """The bytes of artifacts, in their order."""
    if len(missing) < WORTH_A_POOL or jobs < 2:
        for artifact in progress(missing, len(missing)):
            yield _make(artifact.path, artifact.make, artifact.facts)
        return
    with ProcessPoolExecutor(max_workers=jobs) as executor:
        chunks = _on(executor, missing)
        for chunk in progress(chunks, -(-len(missing) // CHUNK)):
            yield from chunk


def _on(executor: Executor, missing: Sequence[Artifact]) -> Iterator[list[bytes]]:
    """Chunks of artifacts made on an executor, with only a few chunks under way at a time."""
    waiting: list[Any] = []
    for start in range(0, len(missing), CHUNK):
        chunk = missing[start : start + CHUNK]
        waiting.append(executor.submit(make_chunk, [(artifact.path, artifact.make, artifact.facts) for artifact in chunk]))
        if len(waiting) > 4 * (os.cpu_count() or 1):
            yield waiting.pop(0).result()
    for future in waiting:
        yield future.result()


def make_chunk(chunk: Sequence[tuple[str, Callable[[Any], bytes], Any]]) -> list[bytes]:
    """Make several artifacts in one go; what an executor is handed."""
    return [_make(*parts) for parts in chunk]


def _make(path: str, make: Callable[[Any], bytes], facts: Any) -> bytes:
    try:
        return make(facts)
    except Exception as error:  # named and raised again: a traceback alone does not tell which file
        error.add_note(f"while making {path}")
        raise
