"""Slugs: the lower-case ASCII names that stand in addresses for years."""

from __future__ import annotations

import re

from unidecode import unidecode

MAX_SLUG = 60
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

# What stands beside the editions in a city's folder.
RESERVED_EDITIONS = frozenset(["print", "tonight"])
# Names that published paths have taken (architecture, "Published paths").
RESERVED_SLUGS = frozenset(
    "countries editions charities results accounts calendar status theme admin print images".split()
)


def is_slug(text: str) -> bool:
    """Whether ``text`` may stand in an address as it is."""
    return len(text) <= MAX_SLUG and SLUG.fullmatch(text) is not None


def slug_of(name: str) -> str:
    """A slug for a name in any script; empty where nothing of it can be transliterated."""
    readable = name.encode("utf-8", "ignore").decode()  # a file's name can be anything
    words = re.findall(r"[a-z0-9]+", unidecode(readable).casefold())
    return "-".join(words)[:MAX_SLUG].strip("-")
