"""The coordinator's page: which cities are ready, which are late, and what is missing."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samenight.content.library.city_status import (
    SOON_DAYS,
    UNFINISHED,
    CityStatus,
    EditionStatus,
    Readiness,
    states,
)
from samenight.content.library.library import Library

# Up to this many cities in all editions together, every city is listed in full. Above it, editions other
# than the current one list only their unfinished cities.
ALL_IN_FULL = 400
# The page stays below 400 KB however many cities there are; `samenight status` lists them all.
MOST_ROWS = 1000

LastChanges = Mapping[str, dt.datetime]


@dataclass(frozen=True)
class CityRow:
    """One city, and the day in UTC of the last change of its file; ``None`` if git has none."""

    state: CityStatus
    changed: dt.date | None


@dataclass(frozen=True)
class CityGroup:
    """Cities with the same readiness; ``count`` is their number, listed or not."""

    readiness: Readiness
    count: int
    rows: tuple[CityRow, ...]


@dataclass(frozen=True)
class EditionPart:
    """One edition on the page; ``unlisted`` is the number of its cities that are left out, ``recent``
    whether its cities are still asked for missing facts."""

    slug: str
    name: str
    date: dt.date | None
    end_date: dt.date | None
    groups: tuple[CityGroup, ...]
    unlisted: int
    absent: tuple[tuple[str, str], ...]
    recent: bool


@dataclass(frozen=True)
class StatusPage:
    """The status of all cities. ``dated`` is whether git gave the last change of any file, ``nice``
    whether optional facts are listed too."""

    current: EditionPart | None
    others: tuple[EditionPart, ...]
    soon_days: int
    due_days: int
    dated: bool
    nice: bool


def status_page(library: Library, changed: LastChanges) -> StatusPage:
    """The facts of the page; ``changed`` is when files last changed, by path below the content."""
    editions = states(library)
    in_full = sum(len(edition.cities) for edition in editions) <= ALL_IN_FULL
    parts, rows_left = [], MOST_ROWS
    for number, edition in enumerate(editions):
        every = in_full or number == 0  # the first is the current one
        listed = [state for state in edition.cities if every or state.readiness in UNFINISHED][:rows_left]
        rows_left -= len(listed)
        parts.append(_part(edition, listed, changed))
    return StatusPage(
        current=parts[0] if parts else None,
        others=tuple(parts[1:]),
        soon_days=SOON_DAYS,
        due_days=library.festival.results_due_days,
        dated=any(row.changed for part in parts for group in part.groups for row in group.rows),
        nice=in_full,
    )


def _part(edition: EditionStatus, listed: Iterable[CityStatus], changed: LastChanges) -> EditionPart:
    rows = {
        readiness: tuple(_row(state, changed) for state in group)
        for readiness, group in itertools.groupby(listed, key=lambda state: state.readiness)
    }
    groups = tuple(
        CityGroup(readiness, count, rows.get(readiness, ())) for readiness, count in edition.counts
    )
    return EditionPart(
        slug=edition.edition,
        name=edition.name,
        date=edition.date,
        end_date=edition.end_date,
        groups=groups,
        unlisted=sum(group.count - len(group.rows) for group in groups),
        absent=edition.absent,
        recent=edition.recent,
    )


def _row(state: CityStatus, changed: LastChanges) -> CityRow:
    # only the day: another commit on the same day does not change the page
    moment = changed.get(state.file)
    return CityRow(state, moment.astimezone(dt.UTC).date() if moment else None)
