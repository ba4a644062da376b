"""This package's own artifacts: the files of the theme and of ``content/root``, unchanged, and the hosts'
``_headers`` file."""

from __future__ import annotations

from collections.abc import Iterable

from samenight.content.library.library import Library
from samenight.site import urls
from samenight.site.artifact import Artifact, Publisher, Site
from samenight.site.media_types import media_type

# How long caches may keep a copy, in seconds: calendars and feeds must not lag behind a cancellation.
NEWS = "public, max-age=900"
THEME = "public, max-age=3600"
ANYBODY = ("Access-Control-Allow-Origin", "*")
# For documents that can hold scripts and are not pages: opened on their own, they run nothing, load nothing
# and belong to no origin. As pictures and feeds they are what they were.
_INERT = ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
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
    (
        "*.atom",
        (("Content-Type", "application/atom+xml; charset=utf-8"), ("Cache-Control", NEWS), _INERT, ANYBODY),
    ),
    ("*.svg", (_INERT,)),
    ("*.xml", (_INERT,)),
    (
        urls.CALENDAR_JSON,
        (("Content-Type", "application/jscalendar+json;type=group"), ("Cache-Control", NEWS), ANYBODY),
    ),
    (urls.RESULTS_JSON, (("Cache-Control", NEWS), ANYBODY)),
    (urls.RESULTS_CSV, (("Content-Type", "text/csv; charset=utf-8"), ("Cache-Control", NEWS), ANYBODY)),
    (urls.RESULTS_SCHEMA, (ANYBODY,)),
    (urls.SECURITY, (("Content-Type", "text/plain; charset=utf-8"),)),
    ("theme/*", (("Cache-Control", THEME),)),
)


def _of_festival(library: Library, site: Site) -> Iterable[Artifact]:
    """One artifact for each file of the theme's folder ``static`` and of ``content/root``; ``_headers``."""
    yield Artifact(urls.HEADERS, "text/plain; charset=utf-8", headers_file, RULES)
    for path, content in site.static.items():
        yield Artifact(path, media_type(path), unchanged, content)
    for file in library.root_files:
        yield Artifact(file.path, file.media_type, unchanged, file.content)


# The files of the theme and of ``content/root``, unchanged, and ``_headers``.
artifacts = Publisher(_of_festival)


def source_of(artifact: Artifact) -> str | None:
    """The file that an artifact publishes unchanged, as people know it; ``None`` for one that is made."""
    if artifact.make is not unchanged:
        return None
    theme = artifact.path.removeprefix("theme/")
    return f"content/root/{artifact.path}" if theme == artifact.path else f"theme/static/{theme}"


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
