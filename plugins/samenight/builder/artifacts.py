"""This package's own artifacts: the theme's static files, unchanged, and the hosts' ``_headers`` file."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable

from samenight.content.library.library import Library
from samenight.site import urls
from samenight.site.artifact import Artifact, Site

# How long caches may keep a copy, in seconds: calendars and feeds must not lag behind a cancellation.
NEWS = "public, max-age=900"
THEME = "public, max-age=3600"
ANYBODY = ("Access-Control-Allow-Origin", "*")
HeaderRule = tuple[str, tuple[tuple[str, str], ...]]
RULES: tuple[HeaderRule, ...] = (
    (
        "*",
        (
            ("Content-Security-Policy", "frame-ancestors 'none'"),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "strict-origin-when-cross-origin"),
            ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
        ),
    ),
    ("*.ics", (("Content-Type", "text/calendar; charset=utf-8"), ("Cache-Control", NEWS), ANYBODY)),
    ("*.atom", (("Content-Type", "application/atom+xml; charset=utf-8"), ("Cache-Control", NEWS), ANYBODY)),
    (
        urls.CALENDAR_JSON,
        (("Content-Type", "application/jscalendar+json;type=group"), ("Cache-Control", NEWS), ANYBODY),
    ),
    (urls.RESULTS_JSON, (("Cache-Control", NEWS), ANYBODY)),
    (urls.RESULTS_CSV, (("Content-Type", "text/csv; charset=utf-8"), ("Cache-Control", NEWS), ANYBODY)),
    (urls.RESULTS_SCHEMA, (ANYBODY,)),
    ("theme/*", (("Cache-Control", THEME),)),
)


def artifacts(_library: Library, site: Site) -> Iterable[Artifact]:
    """One artifact for each file below the theme's ``static`` folder, and ``_headers``."""
    yield Artifact(urls.HEADERS, "text/plain; charset=utf-8", headers_file, RULES)
    for path, content in site.static.items():
        media_type = mimetypes.guess_type(path)[0] or "application/octet-stream"
        yield Artifact(path, media_type, unchanged, content)


def unchanged(content: bytes) -> bytes:
    """The file, unchanged."""
    return content


def headers_file(rules: tuple[HeaderRule, ...]) -> bytes:
    """The ``_headers`` file: for each rule its path, then its headers, indented."""
    blocks = (
        "".join([f"/{path}\n", *(f"  {name}: {value}\n" for name, value in headers)])
        for path, headers in rules
    )
    return "\n".join(blocks).encode()
