"""The next instant at which published output is out of date without any change to the files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from samenight.content.library.city_status import edition_moments, readiness_moments
from samenight.content.library.library import Library, ends_everywhere
from samenight.content.library.resolved_city import resolved_post


def next_moment(library: Library) -> dt.datetime | None:
    """The first instant (UTC) after the library's moment at which time alone changes what is shown: a day
    begins, doors open, a sale begins or ends, an event or an edition is over, results fall due, a city
    is late, a post appears, the security contact lapses. ``None`` if nothing more will change by itself."""
    return min((moment for moment in _moments(library) if moment > library.now), default=None)


def _moments(library: Library) -> Iterator[dt.datetime]:
    for event in library.resolved.values():
        yield from event.moments
        yield from readiness_moments(library, event)
    for edition in library.editions:
        yield from filter(None, [ends_everywhere(edition), *edition_moments(edition)])
    yield from filter(None, [library.security_lapses])
    yield from (resolved_post(post, library).published for post in library.posts)
