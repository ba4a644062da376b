"""What this room itself publishes: the theme's static files, as they are, and what hosts say with files."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable

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


# How many seconds a copy is good for: calendars and feeds must not lag behind a cancelled event.
NEWS = "public, max-age=900"


THEME = "public, max-age=3600"


ANYBODY = ("Access-Control-Allow-Origin", "*")


Rule = tuple[str, tuple[tuple[str, str], ...]]


RULES: tuple[Rule, ...] = (
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


def headers_file(rules: tuple[Rule, ...]) -> bytes:
    """The file: of each rule the path, then its headers, indented."""
    blocks = (
        "".join([f"/{path}\n", *(f"  {name}: {value}\n" for name, value in said)]) for path, said in rules
    )
    return "\n".join(blocks).encode()
