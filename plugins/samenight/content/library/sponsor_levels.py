"""Sponsors by their levels, in the order that the festival or the edition gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samenight.content.model.people import Sponsor


@dataclass(frozen=True)
class SponsorGroup:
    """The sponsors of one level. ``level`` is ``None`` for those of other levels or of none, ``is_rest`` is
    whether these come after others that have one."""

    level: str | None
    sponsors: tuple[Sponsor, ...]
    is_rest: bool = False


def sponsor_groups(sponsors: Sequence[Sponsor], levels: Sequence[str]) -> tuple[SponsorGroup, ...]:
    """Sponsors in groups, in the order of the levels and, in each, as they were typed. Capitals make no
    difference; a level without sponsors is left out."""
    ranks = {level.casefold(): number for number, level in reversed(list(enumerate(levels)))}
    ranked: dict[int, list[Sponsor]] = {}
    rest: list[Sponsor] = []
    for sponsor in sponsors:
        rank = ranks.get((sponsor.level or "").casefold())
        if rank is None:
            rest.append(sponsor)
        else:
            ranked.setdefault(rank, []).append(sponsor)
    groups = [SponsorGroup(levels[rank], tuple(ranked[rank])) for rank in sorted(ranked)]
    return (*groups, *([SponsorGroup(None, tuple(rest), bool(groups))] if rest else []))
