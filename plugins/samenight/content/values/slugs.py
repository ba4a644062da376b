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

# Devices of Windows, which has no files of these names, whatever their ending ("Naming Files, Paths, and
# Namespaces"); and what it allows in no name. Git cannot check such a file out there.
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in "123456789\u00b9\u00b2\u00b3"]
)
_REFUSED = re.compile(r'[<>:"|?*\\\x00-\x1f]')


def is_device(name: str) -> bool:
    """Whether the name of a file or folder is that of a device on Windows, with any ending."""
    return name.partition(".")[0].rstrip(" ").casefold() in _DEVICES


def has_refused_signs(name: str) -> bool:
    """Whether Windows has no file of this name for its signs: it must not end in a full stop or a blank."""
    return name.endswith((".", " ")) or _REFUSED.search(name) is not None


def is_slug(text: str) -> bool:
    """Whether ``text`` can be used in an address unchanged."""
    return len(text) <= MAX_SLUG and SLUG.fullmatch(text) is not None


def slug_of(name: str) -> str:
    """A slug for a name in any script; empty if nothing in it can be transliterated."""
    readable = name.encode("utf-8", "ignore").decode()  # a file name can hold any bytes
    words = re.findall(r"[a-z0-9]+", unidecode(readable).casefold())
    return "-".join(words)[:MAX_SLUG].strip("-")
