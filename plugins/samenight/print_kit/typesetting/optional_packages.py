"""The packages of the extra ``print``, and what a kit lacks without them."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from samenight.content.problems.kinds.printing import MISSING, UNMADE, UNREAD, UNSEEN
from samenight.content.problems.problem import Finding

# Packages of the extra, and the module of each. The first typesets, the others read codes back.
EXTRAS: Mapping[str, str] = MappingProxyType(
    {"typst": "typst", "pypdfium2": "pypdfium2", "zxing-cpp": "zxingcpp"}
)


def missing_extras() -> tuple[str, ...]:
    """The packages of the extra that are not installed."""
    return tuple(name for name, module in EXTRAS.items() if importlib.util.find_spec(module) is None)


def notices() -> Iterator[Finding]:
    """The build's notice of missing packages; nothing if all are installed."""
    missing = missing_extras()
    if missing:
        lacking = UNMADE if "typst" in missing else UNSEEN if "pypdfium2" in missing else UNREAD
        yield MISSING(packages=", ".join(missing), lacking=lacking)
