"""The order of making: what other artifacts are made from comes before them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from samenight.site.artifact import Artifact


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
