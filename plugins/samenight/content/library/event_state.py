"""The state of an event at a moment, as enumerations: its status, its phase in time, its ticket sale.

Everything that depends on the clock is here. Each value changes only at one of :func:`moments_of`, so
output stays valid until the next of them.
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

# A night without an end is over at 06:00, when most parties have ended.
MORNING = dt.time(6)


class Status(enum.StrEnum):
    """The status of an event: as in its file, but "postponed" if it was moved without a new day, and
    "unreported" if it was announced and is over, but its file does not say by the due day of its results
    that it took place."""

    PLANNED = "planned"
    CONFIRMED = "confirmed"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    HELD = "held"
    UNREPORTED = "unreported"


class Phase(enum.StrEnum):
    """Where an event is in time: "tonight" from the midnight that begins its day, "running" from its
    beginning."""

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
    """The sale of an event's tickets as a whole; "none" if no tickets are known."""

    NONE = "none"
    NOT_YET = "not_yet"
    ON_SALE = "on_sale"
    SOLD_OUT = "sold_out"
    ENDED = "ended"
    AT_THE_DOOR = "at_the_door"


class Accounting(enum.StrEnum):
    """How complete the results of an event are: "awaited" until the day on which they are due; "reported"
    are sums from a report that will not be verified any more."""

    AWAITED = "awaited"
    DUE = "due"
    PROVISIONAL = "provisional"
    REPORTED = "reported"
    FINAL = "final"


class Headline(enum.StrEnum):
    """The one thing to say first about an event."""

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
    """The state of an event: status, phase, sale, accounting, and its tickets.

    ``prices`` cover what can still be bought, now or later, one range per currency; ``shop`` is the one
    URL that sells tickets now.
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
        """What to say first: that it is off, else its phase, else the sale, else the status."""
        if self.status in {Status.CANCELLED, Status.POSTPONED}:
            return Headline(self.status.value)
        if self.phase in {Phase.OVER, Phase.RUNNING, Phase.TONIGHT}:
            return Headline(self.phase.value)
        if self.sale is not Sale.NONE:
            return _OF_SALE[self.sale]
        return Headline.PLANNED if self.status is Status.PLANNED else Headline.CONFIRMED

    @property
    def is_coming(self) -> bool:
        """Whether it is still to take place: not cancelled, not over, and not postponed without a new
        day."""
        off = self.status is Status.CANCELLED or self.is_unsettled
        return self.phase is not Phase.OVER and not off

    @property
    def is_unsettled(self) -> bool:
        """Whether it is postponed without a new day."""
        return self.status is Status.POSTPONED and self.phase is Phase.UNKNOWN

    @property
    def took_place(self) -> bool:
        """Whether it is confirmed, held, or planned and not over yet."""
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
    """The instants (UTC) at which an event's state changes; ``None`` if not known.

    ``day`` is the midnight that begins its day, ``begin`` when its doors open, ``over`` when it ends,
    and ``due`` when its results should be final. ``zone`` is the IANA zone of its city; ``unsettled`` is
    whether it was postponed without a new day.
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
    """The instants of an event. One without a day is over when its edition's window is; the results are
    due ``due_days`` days after the last day."""
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
    """The end if it is known, else the next morning, or the usual end if that is later."""
    if hours and hours.end and hours.end_is_known:
        return hours.end
    if event.end is not None and event.start is None:  # an end alone: before 06:00 it is the next day's
        return instant(last + ONE_DAY if event.end <= MORNING else last, event.end, zone_name)
    morning = instant(last + ONE_DAY, MORNING, zone_name)
    return max(morning, hours.end) if hours and hours.end else morning


def _due(last: dt.date | None, zone_name: str, due_days: int) -> dt.datetime | None:
    try:
        return midnight(last + (due_days + 1) * ONE_DAY, zone_name) if last else None
    except OverflowError:  # more days than a date can hold
        return None


def state_of(event: Event, instants: EventInstants, now: dt.datetime) -> EventState:
    """The state of an event at the instant ``now``."""
    phase = phase_of(event, instants, now)
    accounting = _accounting(event.results, instants, now)
    status = _status(event, instants, phase, accounting)
    selling = event.status != "cancelled" and phase is not Phase.OVER and not instants.unsettled
    offers = tuple(TicketOffer(one, _offer_state(one, instants, now, selling)) for one in event.tickets)
    sale, shop = _sale(event, offers, selling)
    return EventState(status, phase, sale, accounting, offers, _prices(offers), shop)


def phase_of(event: Event, instants: EventInstants, now: dt.datetime) -> Phase:
    """The phase of an event. The status "held" means that it is over, whatever its times."""
    if event.status == "held" or (instants.over and now >= instants.over):
        return Phase.OVER
    if instants.day is None:
        return Phase.UNKNOWN
    if now < instants.day:
        return Phase.BEFORE
    return Phase.RUNNING if instants.begin and now >= instants.begin else Phase.TONIGHT


def _status(event: Event, instants: EventInstants, phase: Phase, accounting: Accounting) -> Status:
    if instants.unsettled:  # though the file may still have the old status
        return Status.POSTPONED
    silent = event.status in {"planned", "confirmed"} and phase is Phase.OVER and accounting is Accounting.DUE
    return Status.UNREPORTED if silent else Status(event.status)


def _accounting(results: Results | None, instants: EventInstants, now: dt.datetime) -> Accounting:
    if results and (results.lines or results.total):
        return Accounting(results.status)
    return Accounting.DUE if instants.due and now >= instants.due else Accounting.AWAITED


# The ticket sale.


def _offer_state(ticket: Ticket, instants: EventInstants, now: dt.datetime, selling: bool) -> OfferState:
    if ticket.sold_out == "yes":
        return OfferState.SOLD_OUT
    if not selling or (ticket.until and now >= deadline_end(ticket.until, instants.zone)):
        return OfferState.ENDED
    if ticket.since and now < deadline_begin(ticket.since, instants.zone):
        return OfferState.NOT_YET
    return OfferState.AT_THE_DOOR if _only_at_the_door(ticket) else OfferState.ON_SALE


def _only_at_the_door(ticket: Ticket) -> bool:
    return ticket.at_the_door == "yes" and ticket.url is None


def _sale(event: Event, offers: Sequence[TicketOffer], selling: bool) -> tuple[Sale, str | None]:
    """The sale as a whole, and the one URL that sells now."""
    named = event.ticket_url or event.ticket_platform
    elsewhere = [offer for offer in offers if not _only_at_the_door(offer.ticket)]
    if selling and named and not elsewhere:
        return Sale.ON_SALE, event.ticket_url  # what is sold there, and until when, is not given
    if any(offer.state is OfferState.ON_SALE for offer in elsewhere):
        return Sale.ON_SALE, _shop(event, elsewhere)
    if not offers:
        return Sale.ENDED if named else Sale.NONE, None
    states = {offer.state for offer in offers}
    order = (OfferState.NOT_YET, OfferState.AT_THE_DOOR, OfferState.SOLD_OUT, OfferState.ENDED)
    return Sale(next(state for state in order if state in states).value), None


def _shop(event: Event, elsewhere: Sequence[TicketOffer]) -> str | None:
    """The event's own URL while one of the tickets sold there is on sale, else that of the first ticket
    on sale."""
    there = [offer for offer in elsewhere if offer.ticket.url is None]
    if event.ticket_url and (not there or any(offer.state is OfferState.ON_SALE for offer in there)):
        return event.ticket_url
    on_sale = (offer.ticket.url for offer in elsewhere if offer.state is OfferState.ON_SALE)
    return next(filter(None, on_sale), None)


_AVAILABLE = frozenset({OfferState.ON_SALE, OfferState.NOT_YET, OfferState.AT_THE_DOOR})


def _prices(offers: Sequence[TicketOffer]) -> tuple[PriceRange, ...]:
    """The prices of what can still be bought, one range per currency, in the order of the tickets."""
    found: dict[str, list[Decimal]] = {}
    for offer in offers:
        ticket = offer.ticket
        if offer.state in _AVAILABLE and ticket.price is not None and ticket.currency:
            found.setdefault(ticket.currency, []).append(ticket.price)
    return tuple(PriceRange(code, min(prices), max(prices)) for code, prices in found.items())


# The instants at which this changes.


def moments_of(event: Event, instants: EventInstants) -> tuple[dt.datetime, ...]:
    """All instants at which the state of an event changes, in order."""
    known = (instants.day, instants.begin, instants.over, instants.due, *_deadlines(event, instants.zone))
    return tuple(sorted({moment for moment in known if moment}))


def changes_by_clock(event: Event, instants: EventInstants, now: dt.datetime) -> tuple[dt.datetime, ...]:
    """The instants up to ``now`` at which what guests see changed without a change to a file: a sale began
    or ended, a collection closed, the event ended."""
    closes = event.donate.until if event.donate else None
    known = [deadline_end(closes, instants.zone) if closes else None, instants.over]
    known += _notice_moments(event, instants.zone)
    if event.status != "cancelled" and not instants.unsettled:
        left = [ticket for ticket in event.tickets if ticket.sold_out != "yes"]
        sales = _sale_moments(left, instants.zone)
        known += [moment for moment in sales if instants.over is None or moment < instants.over]
    return tuple(moment for moment in known if moment and moment <= now)


def _sale_moments(tickets: Iterable[Ticket], zone_name: str) -> Iterator[dt.datetime]:
    for ticket in tickets:
        if ticket.since:
            yield deadline_begin(ticket.since, zone_name)
        if ticket.until:
            yield deadline_end(ticket.until, zone_name)


def _notice_moments(event: Event, zone_name: str) -> Iterator[dt.datetime]:
    """When a notice appears, and when it is taken off."""
    if event.notice and event.notice.since:
        yield deadline_begin(event.notice.since, zone_name)
    if event.notice and event.notice.until:
        yield deadline_end(event.notice.until, zone_name)


def _deadlines(event: Event, zone_name: str) -> Iterator[dt.datetime]:
    yield from _sale_moments(event.tickets, zone_name)
    yield from _notice_moments(event, zone_name)
    limits = [event.donate.until if event.donate else None]
    limits += [tier.until for tier in event.donate.tiers] if event.donate else []
    limits += [pledge.until for pledge in event.match]
    limits += [sale.until for sale in event.partners]
    limits += [action.until for action in event.actions]
    yield from (deadline_end(until, zone_name) for until in limits if until)
