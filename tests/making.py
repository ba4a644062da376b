"""Makes artifacts in tests, including those made from others."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from samenight.builder.output.store import Store
from samenight.builder.processes.artifact_maker import SiteFiles, make_all
from samenight.builder.processes.workers import Workers
from samenight.site.artifact import Artifact, Digester


def made(artifacts: Iterable[Artifact], folder: Path, jobs: int = 1) -> SiteFiles:
    """Make artifacts as a build does, with a store in ``folder`` that keeps them for the next call."""
    store = Store(folder)
    with Workers(jobs) as workers:
        found = make_all(list(artifacts), Digester(b"mark"), store, workers, lambda items: items)
    store.close(file.key for file in found.files)
    return found


def contents(found: SiteFiles) -> dict[str, bytes]:
    """The bytes of the artifacts, by path."""
    return {file.path: Path(file.stored.file).read_bytes() for file in found.files}
