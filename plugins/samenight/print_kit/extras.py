"""What the extra ``print`` brings, and what a kit lacks without it."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from samenight.festival.kinds.printing import MISSING
from samenight.festival.problem import Finding, Phrase

# Packages of the extra, and the module of each. The first sets artwork, the others read codes back.
EXTRAS: Mapping[str, str] = MappingProxyType(
    {"typst": "typst", "pypdfium2": "pypdfium2", "zxing-cpp": "zxingcpp"}
)
_UNMADE = Phrase("only codes, plain badges and the texts of letters are made")
_UNSEEN = Phrase("codes are not read back, and there are no pictures and no PNG of the pieces")
_UNREAD = Phrase("codes are not read back before they are published")


def missing_extras() -> tuple[str, ...]:
    """The packages of the extra that are not installed."""
    return tuple(name for name, module in EXTRAS.items() if importlib.util.find_spec(module) is None)


def notices() -> Iterator[Finding]:
    """What a build is to say of what is missing: nothing where all is there."""
    missing = missing_extras()
    if missing:
        lacking = _UNMADE if "typst" in missing else _UNSEEN if "pypdfium2" in missing else _UNREAD
        yield MISSING(packages=", ".join(missing), lacking=lacking)
