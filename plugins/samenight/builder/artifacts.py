"""What this room itself publishes: the theme's static files, as they are, and what hosts say with files."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable

from samenight.builder.host_headers import RULES, headers_file
from samenight.content.library.library import Library
from samenight.site import urls
from samenight.site.artifact import Artifact, Site


def artifacts(_library: Library, site: Site) -> Iterable[Artifact]:
    """One artifact for each file below the theme's ``static`` folder, and ``_headers``."""
    yield Artifact(urls.HEADERS, "text/plain; charset=utf-8", headers_file, RULES)
    for path, content in site.static.items():
        media_type = mimetypes.guess_type(path)[0] or "application/octet-stream"
        yield Artifact(path, media_type, unchanged, content)


def unchanged(content: bytes) -> bytes:
    """The file as it is."""
    return content
