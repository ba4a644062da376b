"""Slugs: lower-case ASCII names that are part of addresses for years."""

from __future__ import annotations

import re

from unidecode import unidecode

MAX_SLUG = 60
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

# Published next to the events in a city's folder, now or in time.
RESERVED_EVENTS = frozenset("calendar draw feed ig news outreach p print tonight x".split())
# Names that published paths use, now or in time (see site/urls.py).
RESERVED_SLUGS = frozenset(
    "accounts admin calendar changes charities countries editions identity images join l news print results"
    " status theme".split()
)


def is_slug(text: str) -> bool:
    """Whether ``text`` can be used in an address unchanged."""
    return len(text) <= MAX_SLUG and SLUG.fullmatch(text) is not None


def slug_of(name: str) -> str:
    """A slug for a name in any script; empty if nothing in it can be transliterated."""
    readable = name.encode("utf-8", "ignore").decode()  # a file name can hold any bytes
    words = re.findall(r"[a-z0-9]+", unidecode(readable).casefold())
    return "-".join(words)[:MAX_SLUG].strip("-")
