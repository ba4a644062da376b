"""All kinds of problem that can be reported, by their codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType, ModuleType

from samenight.checks import kinds
from samenight.content.problems.kinds import files, headers, places, printing, sums, texts, values
from samenight.content.problems.problem import Kind

# In the order of the reference page.
MODULES: tuple[ModuleType, ...] = (
    files,
    headers,
    values,
    texts,
    printing,
    places,
    sums,
    kinds,
)


def _kinds() -> Iterator[Kind]:
    for module in MODULES:
        yield from (value for value in vars(module).values() if isinstance(value, Kind))


CATALOGUE: Mapping[str, Kind] = MappingProxyType({kind.code: kind for kind in _kinds()})
