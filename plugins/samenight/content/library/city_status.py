"""Who is ready: what each event still lacks before its night, and what is late after it.

Required is what a guest needs to come, and afterwards what a donor needs to trust the sum; it is
little on purpose, so that the coordinator sees at one look whom to write to. What would merely be
good to have is told apart, and makes nobody late.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from samenight.content.library.event_state import Accounting, Phase
from samenight.content.library.library import Library, is_over
from samenight.content.library.print_choice import waiting
from samenight.content.library.resolved_event import PointOf, ResolvedEvent
from samenight.content.model.file_facts import Edition, Event
from samenight.content.values.times import midnight, today_in

# From this many days before its night on, what an event lacks is urgent.
SOON_DAYS = 21
# How long after the day on which results are due the money is to be with the charity, and how long
# after that its receipt is to be here. Banks and platforms take their time.
HAND_OVER_DAYS = 30
# Nobody is asked a year later for what was never told.
ASKED_FOR_DAYS = 365
_LONGEST = 3660  # days; a wait that no calendar overflows at


class Readiness(enum.StrEnum):
    """How far an event is, or one thing that it lacks; the most urgent first."""

    LATE = "late"
    SOON = "soon"
    MISSING = "missing"
    READY = "ready"
    DONE = "done"
    LEFT_OPEN = "left_open"
    CANCELLED = "cancelled"


URGENCY = {readiness: number for number, readiness in enumerate(Readiness)}
# Those whom the coordinator may have to write to.
UNFINISHED = frozenset({Readiness.LATE, Readiness.SOON, Readiness.MISSING})


@dataclass(frozen=True)
class Want:
    """One thing that an event lacks: a stable key, how urgent it is, and the day it is due."""

    key: str
    urgency: Readiness
    due: dt.date | None = None


@dataclass(frozen=True)
class CityState:
    """One city in one edition. ``file`` is the one to edit, below the content folder; ``status`` is
    what it says of itself, ``readiness`` what follows from all its facts; ``nice`` are the keys of
    what would be good to have, ``unprinted`` what pieces of the print kit wait for: keys of
    :data:`samenight.content.library.print_choice.NEEDS`, each with the kinds of pieces."""

    city: str
    city_name: str
    country: str
    edition: str
    file: str
    status: str
    night: dt.date | None
    readiness: Readiness
    wants: tuple[Want, ...]
    nice: tuple[str, ...]
    unprinted: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class EditionState:
    """All cities of one edition, the most urgent first. ``absent`` are the cities of the festival, by
    slug and name, that have no event in it yet; none where the edition is over. ``recent`` is whether
    it is the current one, to come, or over for less than a year."""

    edition: str
    name: str
    date: dt.date | None
    end_date: dt.date | None
    cities: tuple[CityState, ...]
    absent: tuple[tuple[str, str], ...]
    recent: bool

    @property
    def counts(self) -> tuple[tuple[Readiness, int], ...]:
        """How many cities stand where, the most urgent first; no zeros."""
        found = Counter(state.readiness for state in self.cities)
        return tuple((readiness, found[readiness]) for readiness in Readiness if found[readiness])


def states(library: Library) -> tuple[EditionState, ...]:
    """The state of every edition at the library's moment: the current one first, then the newest."""
    current = library.current_edition
    others = [edition for edition in library.editions[::-1] if edition is not current]
    return tuple(edition_state(library, edition) for edition in [*filter(None, [current]), *others])


def edition_state(library: Library, edition: Edition) -> EditionState:
    """The state of one edition."""
    events, now = library.events_of_edition.get(edition.slug, ()), library.now
    cities = sorted((city_state(library, library.resolve(event)) for event in events), key=_most_urgent_first)
    here = {event.city for event in events}
    absent = () if is_over(edition, now) else (city for city in library.cities if city.slug not in here)
    return EditionState(
        edition=edition.slug,
        name=edition.name,
        date=edition.date,
        end_date=edition.end_date,
        cities=tuple(cities),
        absent=tuple((city.slug, city.name) for city in absent),
        recent=edition is library.current_edition or not _is_old(edition, now.date()),
    )


def city_state(library: Library, one: ResolvedEvent) -> CityState:
    """The state of one city in one edition."""
    wants = tuple(_wants(library, one, today_in(one.city.timezone, library.now)))
    before = one.event.status != "cancelled" and one.state.phase is not Phase.OVER
    return CityState(
        city=one.city.slug,
        city_name=one.city.name,
        country=one.city.country,
        edition=one.edition.slug,
        file=event_file(*one.key),
        status=one.event.status,
        night=one.day,
        readiness=_readiness(one, wants),
        wants=tuple(sorted(wants, key=lambda want: URGENCY[want.urgency])),
        nice=tuple(key for key, lacks in NICE.items() if lacks(one)) if before else (),
        unprinted=waiting(library, one) if before else (),
    )


def event_file(city: str, edition: str) -> str:
    """The file of an event, below the content folder."""
    return f"cities/{city}/{edition}.md"


def _most_urgent_first(state: CityState) -> tuple[int, int, str]:
    return (URGENCY[state.readiness], -len(state.wants), state.city)


def _readiness(one: ResolvedEvent, wants: Iterable[Want]) -> Readiness:
    if one.event.status == "cancelled":
        return Readiness.CANCELLED
    otherwise = Readiness.DONE if one.state.phase is Phase.OVER else Readiness.READY
    return min((want.urgency for want in wants), key=URGENCY.__getitem__, default=otherwise)


def _wants(library: Library, one: ResolvedEvent, today: dt.date) -> Iterator[Want]:
    if one.event.status == "cancelled":
        return
    if one.state.is_unsettled:
        old = _is_old(one.edition, today)  # it had a year to find a new one
        yield Want("date", Readiness.LEFT_OPEN if old else Readiness.MISSING)
    elif one.state.phase is Phase.OVER:
        yield from _wants_after(library, one, today)
    else:
        yield from _wants_before(one, today)


def _is_old(edition: Edition, today: dt.date) -> bool:
    """Whether an edition has been over for so long that nobody is asked for anything new."""
    last = _last_of(edition)
    return last is not None and today > _later(last, ASKED_FOR_DAYS)


# Before the night: what a guest needs to come.


def _lacks_charity(one: ResolvedEvent) -> bool:
    chosen_here = one.edition.cities_choose == "yes" or one.event.own_cause == "yes"
    return chosen_here and one.charity is None and one.event.charity_note is None


def _lacks_place_to_buy(one: ResolvedEvent) -> bool:
    """Whether tickets cost something and nobody says where they are sold."""
    sold = [ticket for ticket in one.event.tickets if ticket.price is None or ticket.price > 0]
    told = one.event.ticket_url or any(ticket.url or ticket.at_the_door == "yes" for ticket in sold)
    return bool(sold) and not told


def _lacks_price(one: ResolvedEvent) -> bool:
    unpriced = any(ticket.price is None for ticket in one.event.tickets)
    return unpriced or bool(one.event.ticket_url and not one.event.tickets)


def _lacks_address(one: ResolvedEvent) -> bool:
    venue = one.event.venue
    return bool(venue and venue.name and not venue.address)


Lacks = Callable[[ResolvedEvent], bool]
REQUIRED: Mapping[str, Lacks] = {
    "date": lambda one: one.day is None,
    "start": lambda one: one.event.start is None,
    "venue": lambda one: one.event.venue is None or one.event.venue.name is None,
    "address": _lacks_address,
    "charity": _lacks_charity,
    "tickets": lambda one: not (one.event.tickets or one.event.ticket_url),
    "price": _lacks_price,
    "ticket_link": _lacks_place_to_buy,
}
NICE: Mapping[str, Lacks] = {
    "end": lambda one: one.event.end is None,
    "coordinates": lambda one: one.spot is None or one.spot.of is PointOf.CITY,
    "donate": lambda one: not (one.event.donate and one.event.donate.url),
    "hashtag": lambda one: not one.has_own_names,
    "capacity": lambda one: one.event.capacity is None,
    "team": lambda one: not one.event.team,
}


def _wants_before(one: ResolvedEvent, today: dt.date) -> Iterator[Want]:
    urgency = Readiness.MISSING
    if one.state.phase in {Phase.TONIGHT, Phase.RUNNING}:
        urgency = Readiness.LATE
    elif one.day and (one.day - today).days <= SOON_DAYS:
        urgency = Readiness.SOON
    for key, lacks in REQUIRED.items():
        if lacks(one):
            yield Want(key, urgency, one.day)
    if one.event.status == "planned" and urgency is not Readiness.MISSING:
        yield Want("confirmed", urgency, one.day)


# After the night: what a donor needs to trust the sum.


def _wants_after(library: Library, one: ResolvedEvent, today: dt.date) -> Iterator[Want]:
    last = _last_day(one)
    if last is None:
        return
    due = _later(last, library.festival.results_due_days)
    old = today > _later(last, ASKED_FOR_DAYS)
    for key, day in _unsettled(one, due, old):
        # what a city has begun to account for is asked for until it is accounted for
        forgiven = old and key not in {"final", "handed_over"}
        urgency = Readiness.LATE if today > day else Readiness.SOON
        yield Want(key, Readiness.LEFT_OPEN if forgiven else urgency, day)


def _last_day(one: ResolvedEvent) -> dt.date | None:
    """The last day of an event; where its own is not known, of its edition."""
    return one.days.last or _last_of(one.edition)


def _last_of(edition: Edition) -> dt.date | None:
    return edition.end_date or edition.date


def _unsettled(one: ResolvedEvent, due: dt.date, old: bool) -> Iterator[tuple[str, dt.date]]:
    """What is still to be told, and by when; ``due`` is the day for the results."""
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
    """The instants (UTC) at which the state of a city changes by the clock alone, beside those of its
    event: something becomes urgent, late, or is no longer asked for."""
    changes = []
    if one.day:
        changes.append(one.day - dt.timedelta(SOON_DAYS))
    last, whole, handed = _last_day(one), _last_of(one.edition), _handed_over(one.event)
    if last:
        due = _later(last, library.festival.results_due_days)
        changes += [_after(due), _after(_later(due, HAND_OVER_DAYS)), _after(_later(last, ASKED_FOR_DAYS))]
    changes += [_after(_later(whole, ASKED_FOR_DAYS))] if whole else []
    changes += [_after(_later(handed, HAND_OVER_DAYS))] if handed else []
    yield from (midnight(day, one.city.timezone) for day in changes)


def edition_moments(edition: Edition) -> Iterator[dt.datetime]:
    """The instant (UTC) from which an edition is old: its cities are no longer asked for anything new."""
    last = _last_of(edition)
    if last:
        yield midnight(_after(_later(last, ASKED_FOR_DAYS)), "UTC")


def _handed_over(event: Event) -> dt.date | None:
    return event.results.handed_over.date if event.results and event.results.handed_over else None


def _after(day: dt.date) -> dt.date:
    return day + dt.timedelta(1)
