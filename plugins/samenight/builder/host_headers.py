"""What hosts are asked to say with each file: ``_headers``, in the form of Netlify and Cloudflare Pages.

Both hosts join the values of all rules that fit a file with a comma, so no two rules here that fit the
same file name the same header: a type or an age that is given twice means nothing to a browser. What
pages may load stands in the pages themselves; only who may frame them cannot be said there (CSP 3).
"""

from __future__ import annotations

from samenight.site import urls

# How many seconds a copy is good for: calendars and feeds must not lag behind a cancelled evening.
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
