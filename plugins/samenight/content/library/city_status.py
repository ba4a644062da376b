"""The status of each city: what its event still lacks before its night, and what is late after it.

Required is what a guest needs to come, and afterwards what a donor needs to trust the amount. The list
is short on purpose, so that the coordinator sees at a glance whom to write to. What would merely be
good to have is listed separately and makes no city late.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from samenight.content.library.event_state import Accounting, Phase
from samenight.content.library.library import Library, is_over
from samenight.content.library.print_choice import missing_for_prints
from samenight.content.library.resolved_event import PointOf, ResolvedEvent, WithdrawnEvent
from samenight.content.model.file_facts import Edition, Event
from samenight.content.values.times import midnight, today_in

# What an event lacks is urgent from this many days before its night.
SOON_DAYS = 21
# How long after the due day of the results the money should be with the charity, and how long after
# that its receipt should be there. Banks and platforms take their time.
HAND_OVER_DAYS = 30
# What was never reported is no longer requested a year later.
REQUEST_DAYS = 365
_LONGEST = 3660  # days; longer waits could overflow a date


class Readiness(enum.StrEnum):
    """How ready an event is, or how urgent one thing that it lacks; the most urgent first."""

    LATE = "late"
    SOON = "soon"
    MISSING = "missing"
    READY = "ready"
    DONE = "done"
    LEFT_OPEN = "left_open"
    CANCELLED = "cancelled"
    HIDDEN = "hidden"


URGENCY = {readiness: number for number, readiness in enumerate(Readiness)}
# Those whom the coordinator may have to write to.
UNFINISHED = frozenset({Readiness.LATE, Readiness.SOON, Readiness.MISSING})


@dataclass(frozen=True)
class MissingFact:
    """One thing that an event lacks: a stable key, how urgent it is, and the day it is due."""

    key: str
    urgency: Readiness
    due: dt.date | None = None


@dataclass(frozen=True)
class CityStatus:
    """One event of a city in an edition. ``file`` is the one to edit, below the content folder; ``status`` is
    the status in that file (empty if it is hidden), ``readiness`` follows from all its facts; ``nice`` are
    the keys of what would be good to have, ``unprinted`` what pieces of the print kit still need: keys of
    :data:`samenight.content.library.print_choice.NEEDS`, each with the kinds of pieces."""

    city: str
    city_name: str
    country: str
    event: str
    edition: str
    file: str
    status: str
    night: dt.date | None
    readiness: Readiness
    wants: tuple[MissingFact, ...]
    nice: tuple[str, ...]
    unprinted: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class EditionStatus:
    """All cities of one edition, the most urgent first. ``absent`` are the cities of the festival, by
    slug and name, that have no event in it yet; empty if the edition is over. ``recent`` is whether it
    is the current edition, a coming one, or one that has been over for less than a year."""

    edition: str
    name: str
    date: dt.date | None
    end_date: dt.date | None
    cities: tuple[CityStatus, ...]
    absent: tuple[tuple[str, str], ...]
    recent: bool

    @property
    def counts(self) -> tuple[tuple[Readiness, int], ...]:
        """The number of cities per readiness, the most urgent first; without zeros."""
        found = Counter(state.readiness for state in self.cities)
        return tuple((readiness, found[readiness]) for readiness in Readiness if found[readiness])


def states(library: Library) -> tuple[EditionStatus, ...]:
    """The state of every edition at the library's moment: the current one first, then the newest."""
    current = library.current_edition
    others = [edition for edition in library.editions[::-1] if edition is not current]
    return tuple(edition_state(library, edition) for edition in [*filter(None, [current]), *others])


def edition_state(library: Library, edition: Edition) -> EditionStatus:
    """The state of one edition."""
    events, now = library.events_of_edition.get(edition.slug, ()), library.now
    hidden = [event for event in library.withdrawn if event.edition == edition.slug]
    states_here = [*(city_state(library, library.resolve(event)) for event in events), *map(_hidden, hidden)]
    cities = sorted(states_here, key=_most_urgent_first)
    here = {state.city for state in cities}
    absent = () if is_over(edition, now) else (city for city in library.cities if city.slug not in here)
    return EditionStatus(
        edition=edition.slug,
        name=edition.name,
        date=edition.date,
        end_date=edition.end_date,
        cities=tuple(cities),
        absent=tuple((city.slug, city.name) for city in absent),
        recent=edition is library.current_edition or not _is_old(edition, now.date()),
    )


def city_state(library: Library, one: ResolvedEvent) -> CityStatus:
    """The state of one event of a city in an edition."""
    wants = tuple(_wants(library, one, today_in(one.zone, library.now)))
    before = one.event.status != "cancelled" and one.state.phase is not Phase.OVER
    return CityStatus(
        city=one.city.slug,
        city_name=one.city.name,
        country=one.city.country,
        event=one.event.slug,
        edition=one.edition.slug,
        file=event_file(*one.key),
        status=one.event.status,
        night=one.day,
        readiness=_readiness(one, wants),
        wants=tuple(sorted(wants, key=lambda want: URGENCY[want.urgency])),
        nice=tuple(key for key, lacks in NICE.items() if lacks(one)) if before else (),
        unprinted=missing_for_prints(library, one) if before else (),
    )


def _hidden(one: WithdrawnEvent) -> CityStatus:
    """The state of a city whose event was withdrawn: nothing is known of it, and nothing is missing."""
    return CityStatus(
        city=one.city, city_name=one.city_name, country=one.country, event=one.event, edition=one.edition,
        file=event_file(one.city, one.event), status="", night=None, readiness=Readiness.HIDDEN,
        wants=(), nice=(),
    )  # fmt: skip


def event_file(city: str, event: str) -> str:
    """The file of an event, below the content folder."""
    return f"cities/{city}/{event}.md"


def _most_urgent_first(state: CityStatus) -> tuple[int, int, str]:
    return (URGENCY[state.readiness], -len(state.wants), state.city)


def _readiness(one: ResolvedEvent, wants: Iterable[MissingFact]) -> Readiness:
    if one.event.status == "cancelled":
        return Readiness.CANCELLED
    otherwise = Readiness.DONE if one.state.phase is Phase.OVER else Readiness.READY
    return min((want.urgency for want in wants), key=URGENCY.__getitem__, default=otherwise)


def _wants(library: Library, one: ResolvedEvent, today: dt.date) -> Iterator[MissingFact]:
    if one.event.status == "cancelled":
        return
    if one.state.is_unsettled:
        old = _is_old(one.edition, today)  # a year has passed without a new day
        yield MissingFact("date", Readiness.LEFT_OPEN if old else Readiness.MISSING)
    elif one.state.phase is Phase.OVER:
        yield from _wants_after(library, one, today)
    else:
        yield from _wants_before(one, today)


def _is_old(edition: Edition, today: dt.date) -> bool:
    """Whether an edition has been over for so long that nothing new is requested."""
    last = _last_of(edition)
    return last is not None and today > _later(last, REQUEST_DAYS)


# Before the night: what a guest needs to come.


def _lacks_charity(one: ResolvedEvent) -> bool:
    chosen_here = one.edition.cities_choose == "yes" or one.event.own_cause == "yes"
    return chosen_here and one.charity is None and one.event.charity_note is None


def _lacks_place_to_buy(one: ResolvedEvent) -> bool:
    """Whether tickets cost something and no place to buy them is given."""
    sold = [ticket for ticket in one.event.tickets if ticket.price is None or ticket.price > 0]
    has_place = one.event.ticket_url or any(ticket.url or ticket.at_the_door == "yes" for ticket in sold)
    return bool(sold) and not has_place


def _lacks_some_price(one: ResolvedEvent) -> bool:
    """Whether a kind of ticket has no price, or tickets are sold of which no kind is given."""
    unpriced = any(ticket.price is None for ticket in one.event.tickets)
    return unpriced or bool(one.event.ticket_url and not one.event.tickets)


def _lacks_venue(one: ResolvedEvent) -> bool:
    return one.format != "online" and (one.event.venue is None or one.event.venue.name is None)


def _lacks_address(one: ResolvedEvent) -> bool:
    venue = one.event.venue
    return bool(venue and venue.name and not venue.address)


Lacks = Callable[[ResolvedEvent], bool]
REQUIRED: Mapping[str, Lacks] = {
    "date": lambda one: one.day is None,
    "start": lambda one: one.event.start is None,
    "venue": _lacks_venue,
    "address": _lacks_address,
    "charity": _lacks_charity,
    "tickets": lambda one: not (one.event.tickets or one.event.ticket_url),
    "price": _lacks_some_price,
    "ticket_link": _lacks_place_to_buy,
}
NICE: Mapping[str, Lacks] = {
    "end": lambda one: one.event.end is None,
    "coordinates": lambda one: one.format != "online" and (one.spot is None or one.spot.of is PointOf.CITY),
    "join_url": lambda one: one.format != "in_person" and one.event.join_url is None,
    "donate": lambda one: not (one.event.donate and one.event.donate.url),
    "hashtag": lambda one: not one.has_own_names,
    "capacity": lambda one: one.event.capacity is None,
    "team": lambda one: not one.event.team,
}


def _wants_before(one: ResolvedEvent, today: dt.date) -> Iterator[MissingFact]:
    urgency = Readiness.MISSING
    if one.state.phase in {Phase.TONIGHT, Phase.RUNNING}:
        urgency = Readiness.LATE
    elif one.day and (one.day - today).days <= SOON_DAYS:
        urgency = Readiness.SOON
    for key, lacks in REQUIRED.items():
        if lacks(one):
            yield MissingFact(key, urgency, one.day)
    if one.event.status == "planned" and urgency is not Readiness.MISSING:
        yield MissingFact("confirmed", urgency, one.day)


# After the night: what a donor needs to trust the amount.


def _wants_after(library: Library, one: ResolvedEvent, today: dt.date) -> Iterator[MissingFact]:
    last = _last_day(one)
    if last is None:
        return
    due = _later(last, library.festival.results_due_days)
    old = today > _later(last, REQUEST_DAYS)
    for key, day in _unsettled(one, due, old):
        # accounts that a city has begun are requested until they are complete
        waived = old and key not in {"final", "handed_over"}
        urgency = Readiness.LATE if today > day else Readiness.SOON
        yield MissingFact(key, Readiness.LEFT_OPEN if waived else urgency, day)


def _last_day(one: ResolvedEvent) -> dt.date | None:
    """The last day of an event, or of its edition if its own is not known."""
    return one.days.last or _last_of(one.edition)


def _last_of(edition: Edition) -> dt.date | None:
    return edition.end_date or edition.date


def _unsettled(one: ResolvedEvent, due: dt.date, old: bool) -> Iterator[tuple[str, dt.date]]:
    """What is still to be reported, and by when; ``due`` is the due day of the results."""
    event, results, accounting = one.event, one.event.results, one.state.accounting
    if event.status != "held":
        yield "held", due
    if event.raffle and event.raffle.draw and not event.raffle.winners:
        yield "winners", due
    if accounting in {Accounting.AWAITED, Accounting.DUE}:
        yield "results", due
    elif accounting is Accounting.PROVISIONAL or (accounting is Accounting.REPORTED and not old):
        yield "final", due
    elif results and results.handed_over is None and accounting is Accounting.FINAL and _raised(event):
        yield "handed_over", _later(due, HAND_OVER_DAYS)
    if results and results.handed_over and not results.handed_over.receipt:
        yield "receipt", _later(results.handed_over.date, HAND_OVER_DAYS)


def _raised(event: Event) -> bool:
    """Whether there is anything to hand over."""
    results = event.results
    return bool(
        results and (any(line.gross for line in results.lines) or (results.total and results.total.amount))
    )


def _later(day: dt.date, days: int) -> dt.date:
    return day + dt.timedelta(min(days, _LONGEST))


# When any of this changes.


def readiness_moments(library: Library, one: ResolvedEvent) -> Iterator[dt.datetime]:
    """The instants (UTC) at which the status of a city changes with time alone, in addition to those of
    its event: something becomes urgent or late, or is no longer requested."""
    changes = []
    if one.day:
        changes.append(one.day - dt.timedelta(SOON_DAYS))
    last, whole, handed = _last_day(one), _last_of(one.edition), _handed_over(one.event)
    if last:
        due = _later(last, library.festival.results_due_days)
        changes += [
            _after(due),
            _after(_later(due, HAND_OVER_DAYS)),
            _after(_later(last, REQUEST_DAYS)),
        ]
    changes += [_after(_later(whole, REQUEST_DAYS))] if whole else []
    changes += [_after(_later(handed, HAND_OVER_DAYS))] if handed else []
    yield from (midnight(day, one.zone) for day in changes)


def edition_moments(edition: Edition) -> Iterator[dt.datetime]:
    """The instant (UTC) from which an edition is old: nothing new is requested from its cities."""
    last = _last_of(edition)
    if last:
        yield midnight(_after(_later(last, REQUEST_DAYS)), "UTC")


def _handed_over(event: Event) -> dt.date | None:
    return event.results.handed_over.date if event.results and event.results.handed_over else None


def _after(day: dt.date) -> dt.date:
    return day + dt.timedelta(1)
