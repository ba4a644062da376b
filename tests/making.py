"""What artifacts are in the end, also those that are made from others."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from samenight.builder.making import Made, make_all
from samenight.builder.store import Store
from samenight.site.artifact import Artifact, Digester


def made(artifacts: Iterable[Artifact], folder: Path, jobs: int = 1) -> Made:
    """Make artifacts as a build does, with a store in ``folder`` that remembers the last time."""
    store = Store(folder)
    found = make_all(list(artifacts), Digester(b"mark"), store, jobs, lambda items, _: items)
    store.close(piece.key for piece in found.pieces)
    return found


def contents(found: Made) -> dict[str, bytes]:
    """The bytes of what was made, by path."""
    return {piece.path: Path(piece.stocked.file).read_bytes() for piece in found.pieces}
