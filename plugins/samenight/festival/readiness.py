"""Who is ready: what each evening still lacks before its night, and what is late after it.

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

from samenight.festival.library import Library, is_over
from samenight.festival.model import Edition, Event
from samenight.festival.moments import Phase, today_in
from samenight.festival.printing import waiting

# From this many days before its night on, what an evening lacks is urgent.
SOON_DAYS = 21
# How long after the day on which results are due the money is to be with the charity, and how long
# after that its receipt is to be here. Banks and platforms take their time.
HAND_OVER_DAYS = 30
# Nobody is asked a year later for what was never told.
ASKED_FOR_DAYS = 365
_LONGEST = 3660  # days; a wait that no calendar overflows at


class Standing(enum.StrEnum):
    """Where an evening stands, or one thing that it lacks; the most urgent first."""

    LATE = "late"
    SOON = "soon"
    MISSING = "missing"
    READY = "ready"
    DONE = "done"
    LEFT_OPEN = "left_open"
    CANCELLED = "cancelled"


URGENCY = {standing: number for number, standing in enumerate(Standing)}
# Those whom the coordinator may have to write to.
UNFINISHED = frozenset({Standing.LATE, Standing.SOON, Standing.MISSING})


@dataclass(frozen=True)
class Want:
    """One thing that an evening lacks: a stable key, how urgent it is, and the day it is due."""

    key: str
    urgency: Standing
    due: dt.date | None = None


@dataclass(frozen=True)
class CityState:
    """One city in one edition. ``file`` is the one to edit, below the content folder; ``status`` is
    what it says of itself, ``standing`` what follows from all its facts; ``nice`` are the keys of
    what would be good to have, ``unprinted`` what pieces of the print kit wait for: keys of
    :data:`samenight.festival.printing.NEEDS`, each with the kinds of pieces."""

    city: str
    city_name: str
    country: str
    edition: str
    file: str
    status: str
    night: dt.date | None
    standing: Standing
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
    def counts(self) -> tuple[tuple[Standing, int], ...]:
        """How many cities stand where, the most urgent first; no zeros."""
        found = Counter(state.standing for state in self.cities)
        return tuple((standing, found[standing]) for standing in Standing if found[standing])


def states(library: Library, now: dt.datetime) -> tuple[EditionState, ...]:
    """The state of every edition at the instant ``now``: the current one first, then the newest."""
    current = library.current_edition(now)
    others = [edition for edition in library.editions[::-1] if edition is not current]
    return tuple(edition_state(library, edition, now) for edition in [*filter(None, [current]), *others])


def edition_state(library: Library, edition: Edition, now: dt.datetime) -> EditionState:
    """The state of one edition."""
    events = library.events_of_edition.get(edition.slug, ())
    cities = sorted((city_state(library, event, now) for event in events), key=_most_urgent_first)
    here = {event.city for event in events}
    absent = () if is_over(edition, now) else (city for city in library.cities if city.slug not in here)
    return EditionState(
        edition=edition.slug,
        name=edition.name,
        date=edition.date,
        end_date=edition.end_date,
        cities=tuple(cities),
        absent=tuple((city.slug, city.name) for city in absent),
        recent=edition is library.current_edition(now) or not _is_old(edition, now.date()),
    )


def city_state(library: Library, event: Event, now: dt.datetime) -> CityState:
    """The state of one city in one edition."""
    city = library.city[event.city]
    # "held" is said of an evening that is over, though nobody may know its day
    phase = Phase.AFTER if event.status == "held" else library.phase_of(event, now)
    wants = tuple(_wants(library, event, phase, today_in(city.timezone, now)))
    before = event.status != "cancelled" and phase is not Phase.AFTER
    return CityState(
        city=city.slug,
        city_name=city.name,
        country=city.country,
        edition=event.edition,
        file=event_file(city.slug, event.edition),
        status=event.status,
        night=library.day_of(event),
        standing=_standing(event, phase, wants),
        wants=tuple(sorted(wants, key=lambda want: URGENCY[want.urgency])),
        nice=tuple(key for key, lacks in NICE.items() if lacks(library, event)) if before else (),
        unprinted=waiting(library, event) if before else (),
    )


def event_file(city: str, edition: str) -> str:
    """The file of an event, below the content folder."""
    return f"cities/{city}/{edition}.md"


def _most_urgent_first(state: CityState) -> tuple[int, int, str]:
    return (URGENCY[state.standing], -len(state.wants), state.city)


def _standing(event: Event, phase: Phase, wants: Iterable[Want]) -> Standing:
    if event.status == "cancelled":
        return Standing.CANCELLED
    otherwise = Standing.DONE if phase is Phase.AFTER else Standing.READY
    return min((want.urgency for want in wants), key=URGENCY.__getitem__, default=otherwise)


def _wants(library: Library, event: Event, phase: Phase, today: dt.date) -> Iterator[Want]:
    if event.status == "cancelled":
        return
    if event.status == "postponed" and event.date is None:
        old = _is_old(library.edition[event.edition], today)  # it had a year to find a new one
        yield Want("date", Standing.LEFT_OPEN if old else Standing.MISSING)
    elif phase is Phase.AFTER:
        yield from _wants_after(library, event, today)
    else:
        yield from _wants_before(library, event, phase, today)


def _is_old(edition: Edition, today: dt.date) -> bool:
    """Whether an edition has been over for so long that nobody is asked for anything new."""
    last = edition.end_date or edition.date
    return last is not None and today > _later(last, ASKED_FOR_DAYS)


# Before the night: what a guest needs to come.


def _lacks_charity(library: Library, event: Event) -> bool:
    chosen_here = library.edition[event.edition].cities_choose == "yes" or event.own_cause == "yes"
    return chosen_here and library.charity_of(event) is None and event.charity_note is None


def _lacks_place_to_buy(_library: Library, event: Event) -> bool:
    """Whether tickets cost something and nobody says where they are sold."""
    sold = [ticket for ticket in event.tickets if ticket.price is None or ticket.price > 0]
    told = event.ticket_url or any(ticket.url or ticket.at_the_door == "yes" for ticket in sold)
    return bool(sold) and not told


def _lacks_price(_library: Library, event: Event) -> bool:
    unpriced = any(ticket.price is None for ticket in event.tickets)
    return unpriced or bool(event.ticket_url and not event.tickets)


Lacks = Callable[[Library, Event], bool]
REQUIRED: Mapping[str, Lacks] = {
    "date": lambda library, event: library.day_of(event) is None,
    "start": lambda _library, event: event.start is None,
    "venue": lambda _library, event: event.venue is None or event.venue.name is None,
    "address": lambda _library, event: bool(event.venue and event.venue.name and not event.venue.address),
    "charity": _lacks_charity,
    "tickets": lambda _library, event: not (event.tickets or event.ticket_url),
    "price": _lacks_price,
    "ticket_link": _lacks_place_to_buy,
}
NICE: Mapping[str, Lacks] = {
    "end": lambda _library, event: event.end is None,
    "coordinates": lambda _library, event: not (event.venue and event.venue.coordinates),
    "donate": lambda _library, event: not (event.donate and event.donate.url),
    "hashtag": lambda library, event: not _is_named(library, event),
    "capacity": lambda _library, event: event.capacity is None,
    "team": lambda _library, event: not event.team,
}


def _is_named(library: Library, event: Event) -> bool:
    """Whether the evening or its city has a hashtag or an account."""
    city = library.city[event.city]
    return bool(event.hashtags or event.accounts or city.hashtags or city.accounts)


def _wants_before(library: Library, event: Event, phase: Phase, today: dt.date) -> Iterator[Want]:
    night = library.day_of(event)
    urgency = Standing.MISSING
    if phase is Phase.TONIGHT:
        urgency = Standing.LATE
    elif night and (night - today).days <= SOON_DAYS:
        urgency = Standing.SOON
    for key, lacks in REQUIRED.items():
        if lacks(library, event):
            yield Want(key, urgency, night)
    if event.status == "planned" and urgency is not Standing.MISSING:
        yield Want("confirmed", urgency, night)


# After the night: what a donor needs to trust the sum.


def _wants_after(library: Library, event: Event, today: dt.date) -> Iterator[Want]:
    edition = library.edition[event.edition]
    last = event.end_date or library.day_of(event) or edition.end_date or edition.date
    if last is None:
        return
    due = _later(last, library.festival.results_due_days)
    old = today > _later(last, ASKED_FOR_DAYS)
    for key, day in _unsettled(event, due, old):
        # what a city has begun to account for is asked for until it is accounted for
        forgiven = old and key not in {"final", "handed_over"}
        urgency = Standing.LATE if today > day else Standing.SOON
        yield Want(key, Standing.LEFT_OPEN if forgiven else urgency, day)


def _unsettled(event: Event, due: dt.date, old: bool) -> Iterator[tuple[str, dt.date]]:
    """What is still to be told, and by when; ``due`` is the day for the results."""
    results = event.results
    if event.status != "held":
        yield "held", due
    if event.raffle and event.raffle.draw and not event.raffle.winners:
        yield "winners", due
    if results is None or not (results.lines or results.total):
        yield "results", due
    elif results.status == "provisional" or (results.status == "reported" and not old):
        yield "final", due
    elif results.handed_over is None and results.status == "final" and _raised(event):
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
