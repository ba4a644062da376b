"""The coordinator's page: who is ready, who is late, and for what."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samenight.content.library.city_status import (
    SOON_DAYS,
    UNFINISHED,
    CityState,
    EditionState,
    Readiness,
    states,
)
from samenight.content.library.library import Library

# Up to this many cities in all editions, every one is listed with all that is known; beyond it, of
# editions that are not the current one only those who are not finished.
ALL_IN_FULL = 400
# The page stays below 400 KB however many cities there are; `samenight status` lists them all.
MOST_ROWS = 1000

Changes = Mapping[str, dt.datetime]


@dataclass(frozen=True)
class CityRow:
    """One city, and the day in UTC of the last change of its file, where git knows it."""

    state: CityState
    changed: dt.date | None


@dataclass(frozen=True)
class CityGroup:
    """Cities that stand at the same point; ``count`` is how many there are, listed or not."""

    readiness: Readiness
    count: int
    rows: tuple[CityRow, ...]


@dataclass(frozen=True)
class EditionPart:
    """One edition on the page; ``unlisted`` is how many of its cities are left out, ``recent`` whether
    its cities are still asked for what they have not told."""

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
    """The state of all cities. ``dated`` is whether git told when files last changed, ``nice``
    whether there is room for what would be good to have."""

    current: EditionPart | None
    others: tuple[EditionPart, ...]
    soon_days: int
    due_days: int
    dated: bool
    nice: bool


def status_page(library: Library, changed: Changes) -> StatusPage:
    """The facts of the page; ``changed`` is when files last changed, by path below the content."""
    editions = states(library)
    few = sum(len(edition.cities) for edition in editions) <= ALL_IN_FULL
    parts, room = [], MOST_ROWS
    for number, edition in enumerate(editions):
        whole = few or number == 0  # the first is the current one
        listed = [state for state in edition.cities if whole or state.readiness in UNFINISHED][:room]
        room -= len(listed)
        parts.append(_part(edition, listed, changed))
    return StatusPage(
        current=parts[0] if parts else None,
        others=tuple(parts[1:]),
        soon_days=SOON_DAYS,
        due_days=library.festival.results_due_days,
        dated=any(row.changed for part in parts for group in part.groups for row in group.rows),
        nice=few,
    )


def _part(edition: EditionState, listed: Iterable[CityState], changed: Changes) -> EditionPart:
    rows = {
        readiness: tuple(_row(state, changed) for state in states_there)
        for readiness, states_there in itertools.groupby(listed, key=lambda state: state.readiness)
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


def _row(state: CityState, changed: Changes) -> CityRow:
    # the day alone: another commit on the same day leaves the page as it is
    moment = changed.get(state.file)
    return CityRow(state, moment.astimezone(dt.UTC).date() if moment else None)
