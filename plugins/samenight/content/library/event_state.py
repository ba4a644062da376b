"""The state of an event at a moment, as closed lists of kinds: what stands, when it is, what is sold.

Everything that depends on the clock is here: each kind changes only at one of :func:`moments_of`, so that
whoever knows the next of them knows until when all that was made stays true.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from samenight.content.library.event_times import ONE_DAY, Days, Hours
from samenight.content.model.amounts import Results
from samenight.content.model.event_parts import Ticket
from samenight.content.model.file_facts import Event
from samenight.content.values.times import deadline_begin, deadline_end, instant, midnight

# When a night is over whose end nobody told: nobody calls a party yesterday's while it is dancing.
MORNING = dt.time(6)


class Status(enum.StrEnum):
    """What stands of an event, by its own word; "unreported" where it was announced, is over, and nobody
    said that it took place by the day on which its results were due."""

    PLANNED = "planned"
    CONFIRMED = "confirmed"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    HELD = "held"
    UNREPORTED = "unreported"


class Phase(enum.StrEnum):
    """Where an event is in time: "tonight" from the midnight of its day, "running" from its beginning."""

    UNKNOWN = "unknown"
    BEFORE = "before"
    TONIGHT = "tonight"
    RUNNING = "running"
    OVER = "over"


class OfferState(enum.StrEnum):
    """Whether one kind of ticket can be bought now."""

    NOT_YET = "not_yet"
    ON_SALE = "on_sale"
    AT_THE_DOOR = "at_the_door"
    SOLD_OUT = "sold_out"
    ENDED = "ended"


class Sale(enum.StrEnum):
    """The sale of an event's tickets as a whole; "none" where nothing is known of any."""

    NONE = "none"
    NOT_YET = "not_yet"
    ON_SALE = "on_sale"
    SOLD_OUT = "sold_out"
    ENDED = "ended"
    AT_THE_DOOR = "at_the_door"


class Accounting(enum.StrEnum):
    """How far the results of an event are: awaited until the day on which they are due; "reported" are
    sums that somebody told and nobody will count again."""

    AWAITED = "awaited"
    DUE = "due"
    PROVISIONAL = "provisional"
    REPORTED = "reported"
    FINAL = "final"


class Headline(enum.StrEnum):
    """The one thing to say first of an event."""

    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    OVER = "over"
    RUNNING = "running"
    TONIGHT = "tonight"
    NOT_YET = "not_yet"
    ON_SALE = "on_sale"
    SOLD_OUT = "sold_out"
    SALE_ENDED = "sale_ended"
    AT_THE_DOOR = "at_the_door"
    PLANNED = "planned"
    CONFIRMED = "confirmed"


@dataclass(frozen=True)
class TicketOffer:
    """A kind of ticket, and whether it can be bought now."""

    ticket: Ticket
    state: OfferState


@dataclass(frozen=True)
class PriceRange:
    """The lowest and the highest price in one currency (ISO 4217)."""

    currency: str
    lowest: Decimal
    highest: Decimal


@dataclass(frozen=True)
class EventState:
    """The state of an event: its four lists, and its tickets.

    ``prices`` are of what can still be bought, now or later, one range a currency; ``shop`` is the one
    address that sells now.
    """

    status: Status
    phase: Phase
    sale: Sale
    accounting: Accounting
    offers: tuple[TicketOffer, ...] = ()
    prices: tuple[PriceRange, ...] = ()
    shop: str | None = None

    @property
    def headline(self) -> Headline:
        """What to say first: that it is off, where it is in time, what is sold, what stands."""
        if self.status in {Status.CANCELLED, Status.POSTPONED}:
            return Headline(self.status.value)
        if self.phase in {Phase.OVER, Phase.RUNNING, Phase.TONIGHT}:
            return Headline(self.phase.value)
        if self.sale is not Sale.NONE:
            return _OF_SALE[self.sale]
        return Headline.PLANNED if self.status is Status.PLANNED else Headline.CONFIRMED

    @property
    def is_coming(self) -> bool:
        """Whether people may still prepare for it: it is neither called off, nor over, nor without a day
        because it was postponed."""
        off = self.status is Status.CANCELLED or self.is_unsettled
        return self.phase is not Phase.OVER and not off

    @property
    def is_unsettled(self) -> bool:
        """Whether it is postponed, and nobody knows yet to when."""
        return self.status is Status.POSTPONED and self.phase is Phase.UNKNOWN

    @property
    def took_place(self) -> bool:
        """Whether it was held, or may still be: not called off, nor left a plan."""
        return self.status in {Status.CONFIRMED, Status.HELD} or (
            self.status is Status.PLANNED and self.phase is not Phase.OVER
        )


_OF_SALE = {
    Sale.NOT_YET: Headline.NOT_YET,
    Sale.ON_SALE: Headline.ON_SALE,
    Sale.SOLD_OUT: Headline.SOLD_OUT,
    Sale.ENDED: Headline.SALE_ENDED,
    Sale.AT_THE_DOOR: Headline.AT_THE_DOOR,
}


@dataclass(frozen=True)
class EventInstants:
    """The instants (UTC) that an event passes; ``None`` where they are not known.

    ``day`` is the midnight that begins its day, ``begin`` when its doors open, ``over`` when it ends,
    and ``due`` when its results should be final. ``zone`` is the IANA zone of its city; ``unsettled`` is
    whether it was put off to a day that nobody knows yet.
    """

    zone: str
    day: dt.datetime | None
    begin: dt.datetime | None
    over: dt.datetime | None
    due: dt.datetime | None
    unsettled: bool = False


def instants_of(
    event: Event, days: Days, hours: Hours | None, zone_name: str, due_days: int
) -> EventInstants:
    """The instants that an event passes. One of unknown day is over when its edition's window is; its
    results are due ``due_days`` days after its last day."""
    if days.first is None:
        unsettled = event.status == "postponed" or (days.was is not None and event.status != "held")
        last = days.window[1] if days.window and not unsettled else None
        over = midnight(last + ONE_DAY, zone_name) if last else None
        return EventInstants(zone_name, None, None, over, _due(last, zone_name, due_days), unsettled)
    last = days.last or days.first
    begin = hours.begin if hours else None
    return EventInstants(
        zone=zone_name,
        day=midnight(days.first, zone_name),
        begin=begin,
        over=_over(event, hours, last, zone_name),
        due=_due(last, zone_name, due_days),
    )


def _over(event: Event, hours: Hours | None, last: dt.date, zone_name: str) -> dt.datetime:
    """The end where it is known, else the morning after, or when it usually ends if that is later."""
    if hours and hours.end and hours.end_is_known:
        return hours.end
    if event.end is not None and event.start is None:  # an end alone: in the small hours it is the next day's
        return instant(last + ONE_DAY if event.end <= MORNING else last, event.end, zone_name)
    morning = instant(last + ONE_DAY, MORNING, zone_name)
    return max(morning, hours.end) if hours and hours.end else morning


def _due(last: dt.date | None, zone_name: str, due_days: int) -> dt.datetime | None:
    try:
        return midnight(last + (due_days + 1) * ONE_DAY, zone_name) if last else None
    except OverflowError:  # so many days that no calendar has them
        return None


def state_of(event: Event, course: EventInstants, now: dt.datetime) -> EventState:
    """The state of an event at the instant ``now``."""
    phase = phase_of(event, course, now)
    accounting = _accounting(event.results, course, now)
    status = _status(event, course, phase, accounting)
    selling = event.status != "cancelled" and phase is not Phase.OVER and not course.unsettled
    offers = tuple(TicketOffer(one, _offer_state(one, course, now, selling)) for one in event.tickets)
    sale, shop = _sale(event, offers, selling)
    return EventState(status, phase, sale, accounting, offers, _prices(offers), shop)


def phase_of(event: Event, course: EventInstants, now: dt.datetime) -> Phase:
    """Where an event is in time. Whoever writes that it was held says that it is over, whenever it was."""
    if event.status == "held" or (course.over and now >= course.over):
        return Phase.OVER
    if course.day is None:
        return Phase.UNKNOWN
    if now < course.day:
        return Phase.BEFORE
    return Phase.RUNNING if course.begin and now >= course.begin else Phase.TONIGHT


def _status(event: Event, course: EventInstants, phase: Phase, accounting: Accounting) -> Status:
    if course.unsettled:  # though the status may still be the one from before
        return Status.POSTPONED
    silent = event.status in {"planned", "confirmed"} and phase is Phase.OVER and accounting is Accounting.DUE
    return Status.UNREPORTED if silent else Status(event.status)


def _accounting(results: Results | None, course: EventInstants, now: dt.datetime) -> Accounting:
    if results and (results.lines or results.total):
        return Accounting(results.status)
    return Accounting.DUE if course.due and now >= course.due else Accounting.AWAITED


# What is sold.


def _offer_state(ticket: Ticket, course: EventInstants, now: dt.datetime, selling: bool) -> OfferState:
    if ticket.sold_out == "yes":
        return OfferState.SOLD_OUT
    if not selling or (ticket.until and now >= deadline_end(ticket.until, course.zone)):
        return OfferState.ENDED
    if ticket.since and now < deadline_begin(ticket.since, course.zone):
        return OfferState.NOT_YET
    return OfferState.AT_THE_DOOR if _only_at_the_door(ticket) else OfferState.ON_SALE


def _only_at_the_door(ticket: Ticket) -> bool:
    return ticket.at_the_door == "yes" and ticket.url is None


def _sale(event: Event, offers: Sequence[TicketOffer], selling: bool) -> tuple[Sale, str | None]:
    """The sale as a whole, and the one address that sells."""
    named = event.ticket_url or event.ticket_platform
    elsewhere = [offer for offer in offers if not _only_at_the_door(offer.ticket)]
    if selling and named and not elsewhere:
        return Sale.ON_SALE, event.ticket_url  # nobody wrote what is sold there, or until when
    if any(offer.state is OfferState.ON_SALE for offer in elsewhere):
        return Sale.ON_SALE, _shop(event, elsewhere)
    if not offers:
        return Sale.ENDED if named else Sale.NONE, None
    states = {offer.state for offer in offers}
    order = (OfferState.NOT_YET, OfferState.AT_THE_DOOR, OfferState.SOLD_OUT, OfferState.ENDED)
    return Sale(next(state for state in order if state in states).value), None


def _shop(event: Event, elsewhere: Sequence[TicketOffer]) -> str | None:
    """The event's own address as long as one of the tickets that are sold there is on sale, else that of
    the first ticket on sale."""
    there = [offer for offer in elsewhere if offer.ticket.url is None]
    if event.ticket_url and (not there or any(offer.state is OfferState.ON_SALE for offer in there)):
        return event.ticket_url
    on_sale = (offer.ticket.url for offer in elsewhere if offer.state is OfferState.ON_SALE)
    return next(filter(None, on_sale), None)


_TO_BE_HAD = frozenset({OfferState.ON_SALE, OfferState.NOT_YET, OfferState.AT_THE_DOOR})


def _prices(offers: Sequence[TicketOffer]) -> tuple[PriceRange, ...]:
    """The prices of what can still be bought, one range a currency, in the order of the tickets."""
    found: dict[str, list[Decimal]] = {}
    for offer in offers:
        ticket = offer.ticket
        if offer.state in _TO_BE_HAD and ticket.price is not None and ticket.currency:
            found.setdefault(ticket.currency, []).append(ticket.price)
    return tuple(PriceRange(code, min(prices), max(prices)) for code, prices in found.items())


# When any of this changes.


def moments_of(event: Event, course: EventInstants) -> tuple[dt.datetime, ...]:
    """Every instant at which the state of an event changes, in order."""
    known = (course.day, course.begin, course.over, course.due, *_deadlines(event, course.zone))
    return tuple(sorted({moment for moment in known if moment}))


def told_by_the_clock(event: Event, course: EventInstants, now: dt.datetime) -> tuple[dt.datetime, ...]:
    """The instants up to ``now`` at which guests were told something new though nobody changed a file: a
    sale that began or ended, a collection that closed, and the end."""
    closes = event.donate.until if event.donate else None
    known = [deadline_end(closes, course.zone) if closes else None, course.over]
    if event.status != "cancelled" and not course.unsettled:
        left = [ticket for ticket in event.tickets if ticket.sold_out != "yes"]
        sales = _sale_moments(left, course.zone)
        known += [moment for moment in sales if course.over is None or moment < course.over]
    return tuple(moment for moment in known if moment and moment <= now)


def _sale_moments(tickets: Iterable[Ticket], zone_name: str) -> Iterator[dt.datetime]:
    for ticket in tickets:
        if ticket.since:
            yield deadline_begin(ticket.since, zone_name)
        if ticket.until:
            yield deadline_end(ticket.until, zone_name)


def _deadlines(event: Event, zone_name: str) -> Iterator[dt.datetime]:
    yield from _sale_moments(event.tickets, zone_name)
    limits = [event.donate.until if event.donate else None, *(pledge.until for pledge in event.match)]
    yield from (deadline_end(until, zone_name) for until in limits if until)
