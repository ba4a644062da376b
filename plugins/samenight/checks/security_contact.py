"""Rules for the security contact in ``festival.md``: with its last day, which comes and is not far off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from samenight.checks.kinds import SECURITY_EXPIRED, SECURITY_EXPIRES, SECURITY_FAR, SECURITY_HALF
from samenight.content.library.library import Library
from samenight.content.problems.problem import Finding, Problem
from samenight.content.reading.origins import Origins, origin_key

# How long before its last day organisers are reminded, and how far ahead that day may be: RFC 9116 (2.5.5)
# recommends less than a year, which is counted as 366 days so that the same day next year is accepted.
REMINDED = dt.timedelta(days=30)
FAR = dt.timedelta(days=366)


def problems(library: Library, origins: Origins) -> Iterator[Problem]:
    """The problem of the security contact, if it has one."""
    festival = library.festival
    contact, last = festival.security_contact, festival.security_expires
    finding = SECURITY_HALF() if (contact is None) != (last is None) else _of_time(library)
    if finding:
        field = "security_expires" if last else "security_contact"
        yield origins[origin_key(festival)].problem((field,), finding)


def _of_time(library: Library) -> Finding | None:
    lapses = library.security_lapses
    if lapses is None:
        return None
    last, left = library.festival.security_expires, lapses - library.now
    if left <= dt.timedelta(0):
        return SECURITY_EXPIRED(last)
    if left <= REMINDED:
        return SECURITY_EXPIRES(last)
    return SECURITY_FAR(last) if left > FAR + dt.timedelta(days=1) else None
