"""Which types of files are published, by the ending of their names.

The list is our own: what a machine takes an ending for depends on the machine, and a type that nobody has
thought of is not published. Media types are those of IANA.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from types import MappingProxyType

UNKNOWN = "application/octet-stream"
TYPES: Mapping[str, str] = MappingProxyType(
    {
        ".atom": "application/atom+xml",
        ".avif": "image/avif",
        ".css": "text/css",
        ".csv": "text/csv",
        ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".gif": "image/gif",
        ".html": "text/html",
        ".ico": "image/vnd.microsoft.icon",
        ".ics": "text/calendar",
        ".jpeg": "image/jpeg",
        ".jpg": "image/jpeg",
        ".js": "text/javascript",
        ".json": "application/json",
        ".md": "text/markdown",
        ".odt": "application/vnd.oasis.opendocument.text",
        ".otf": "font/otf",
        ".pdf": "application/pdf",
        ".png": "image/png",
        ".svg": "image/svg+xml",
        ".ttf": "font/ttf",
        ".txt": "text/plain",
        ".webmanifest": "application/manifest+json",
        ".webp": "image/webp",
        ".woff": "font/woff",
        ".woff2": "font/woff2",
        ".xml": "application/xml",
        ".zip": "application/zip",
    }
)
# Files without such an ending that hosts and other services ask for.
_WITHOUT_ENDING = frozenset(["_headers", "CNAME", ".nojekyll"])
_WELL_KNOWN = re.compile(
    r"\.well-known/(apple-app-site-association|atproto-did|discord|keybase|nodeinfo|webfinger|matrix/(client|server))"
)


def media_type(path: str) -> str:
    """The media type of a file, :data:`UNKNOWN` if its ending is not in the list."""
    return TYPES.get(posixpath.splitext(path)[1].lower(), UNKNOWN)


def is_publishable(path: str) -> bool:
    """Whether a file may be at this path: its type is in the list, and no part of it begins with a full
    stop, except for ``.well-known`` and what hosts ask for."""
    if path in _WITHOUT_ENDING or _WELL_KNOWN.fullmatch(path):
        return True
    visible = path.removeprefix(".well-known/")
    return path.isprintable() and not f"/{visible}".count("/.") and media_type(visible) != UNKNOWN
