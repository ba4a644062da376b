"""Rules for one event, compared with its city, its edition and the moment; and for the days of posts."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from samenight.checks import kinds
from samenight.content.library.event_state import Accounting
from samenight.content.library.event_times import written_end
from samenight.content.library.library import Library
from samenight.content.library.resolved_city import resolved_post
from samenight.content.library.resolved_event import ResolvedEvent
from samenight.content.model.fields import Coordinates
from samenight.content.model.file_facts import Edition, Event
from samenight.content.problems.problem import (
    Finding,
    Phrase,
    Problem,
    as_error,
    as_warning,
    nearest,
    quoted,
)
from samenight.content.reading.file_checks import places
from samenight.content.reading.origins import Origin, origin_key
from samenight.content.reading.other_files import PICTURES
from samenight.content.values.money import tender_on
from samenight.content.values.times import today_in, zone
from samenight.print_kit.labels.raffle_numbers import check_digit

# How far from an edition's one night a city's event may be without a warning.
LEEWAY = dt.timedelta(days=31)

# After this many days nobody will count again: the provisional figure stays, without a warning.
GIVEN_UP = 366
# Income of these streams can come from abroad.
_FROM_ABROAD = frozenset({"donations", "matching", "sponsors", "other"})
# Countries whose shops use a currency that is not legal tender.
_USED_IN_SHOPS = MappingProxyType({"KH": "USD", "LB": "USD", "VE": "USD"})
# Posts are prepared for the next edition, so for at most a year.
FAR = dt.timedelta(days=366)
_NAMED_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?=[-_]|$)")
_HALF_A_YEAR = dt.timedelta(days=183)
# A raffle number as it is printed, with its check digit (print_kit/labels/raffle_numbers).
_PRINTED = re.compile(r"(?:#|№|[Nn][ro]\.?)? ?(\d{1,7}) ?[-\u2010\u2011\u2013] ?(\d)")
_SURELY_OURS = 3


@dataclass(frozen=True)
class EventContext:
    """The inputs of a rule for one event: the whole festival, the event's file, the event with all that it
    inherits, the moment (UTC)."""

    library: Library
    origin: Origin
    resolved: ResolvedEvent
    now: dt.datetime


EventRule = Callable[[Event, EventContext], Iterator[Problem]]


def _window(edition: Edition) -> tuple[dt.date, dt.date] | None:
    """The first and the last day on which an event of an edition may be; ``None`` if it has no day."""
    if edition.date is None:
        return None
    leeway = dt.timedelta(0) if edition.end_date else LEEWAY
    return edition.date - leeway, (edition.end_date or edition.date) + leeway


def is_outside(event: Event, edition: Edition) -> bool:
    """Whether an event is on a day outside its edition."""
    window = _window(edition)
    known = event.status != "postponed" and event.date is not None and window is not None
    return bool(known and event.date and window and not window[0] <= event.date <= window[1])


def outside_edition(event: Event, context: EventContext) -> Iterator[Problem]:
    """An event on a day outside its edition: usually a wrong year, which is an error."""
    edition, day = context.resolved.edition, event.date
    window = _window(edition)
    if day is None or window is None or not is_outside(event, edition):
        return
    first, last = window
    shown = f"{edition.date} – {edition.end_date}" if edition.end_date else f"{edition.date}"
    meant = _in_another_year(day, first, last)
    finding = kinds.OUTSIDE(day, quoted(f"{meant}") if meant else None, edition=edition.name, window=shown)
    problem = context.origin.problem(("date",), finding)
    far = not first - _HALF_A_YEAR <= day <= last + _HALF_A_YEAR
    yield as_error(problem) if far and not event.postponed_from else problem


def _in_another_year(day: dt.date, first: dt.date, last: dt.date) -> dt.date | None:
    """The same day of the year that is between two days; ``None`` if there is none."""
    leap_day = (day.month, day.day) == (2, 29)
    days = (day.replace(year=year, day=28 if leap_day else day.day) for year in {first.year, last.year})
    return next((one for one in sorted(days) if first <= one <= last), None)


def held_early(event: Event, context: EventContext) -> Iterator[Problem]:
    """An event that took place, by its status, and whose day is still to come."""
    day = event.date or context.resolved.day
    if event.status == "held" and day and day > today_in(context.resolved.zone, context.now):
        yield context.origin.problem(("status",), kinds.HELD_EARLY("held", day=day))


def winners(event: Event, context: EventContext) -> Iterator[Problem]:
    """Winning tickets whose check digit is wrong, or that were not sold."""
    for number, winner in enumerate(event.raffle.winners if event.raffle else ()):
        found = _PRINTED.fullmatch(winner.ticket)
        at = ("raffle", "winners", number, "ticket")
        if found and check_digit(found[1] + found[2]):
            meant = f"{found[1]}-{check_digit(found[1])}"
            problem = context.origin.problem(at, kinds.WINNER_DIGIT(winner.ticket, quoted(meant)))
            # in short numbers the second part may mean anything: a series, a colour
            yield problem if len(found[1]) >= _SURELY_OURS else as_warning(problem)
        elif found and (sold := _sold(event)) and int(found[1]) > sold:
            yield context.origin.problem(at, kinds.WINNER_UNSOLD(winner.ticket, sold=sold))


def _sold(event: Event) -> int | None:
    """How many raffle tickets were sold, if results say so."""
    lines = event.results.lines if event.results else ()
    counts = [line.count for line in lines if line.stream == "raffle"]
    return sum(count or 0 for count in counts) if counts and None not in counts else None


def charity_twice(event: Event, context: EventContext) -> Iterator[Problem]:
    """An event's own charity in an edition with one charity for all cities."""
    edition = context.resolved.edition
    if event.charity and edition.charity and event.charity != edition.charity:
        finding = kinds.CHARITY_TWICE(event.charity, edition=edition.name, charity=edition.charity)
        yield context.origin.problem(("charity",), finding)


def logos(event: Event, context: EventContext) -> Iterator[Problem]:
    """A sponsor's logo: its file is missing, or it is kept in the facts and not published yet."""
    for number, sponsor in enumerate(event.sponsors):
        if sponsor.logo:
            finding = _missing_logo(sponsor.logo, context.origin.path) or kinds.LOGO(
                sponsor.logo, reason=Phrase("logos are not published yet")
            )
            yield context.origin.problem(("sponsors", number, "logo"), finding)


def _missing_logo(name: str, event_file: str) -> Finding | None:
    folder = Path(event_file).parent
    if "://" in name or os.path.isfile(folder / name):  # no error for any name
        return None
    there = sorted(one.name for one in folder.glob("*") if one.suffix.lower() in PICTURES)
    near = nearest(name.rpartition("/")[2], there)
    reason = Phrase("this file is missing in the folder of the event")
    return kinds.LOGO(name, quoted(near) if near else None, reason=reason)


def clock_changes(event: Event, context: EventContext) -> Iterator[Problem]:
    """Times that do not exist on the day, or exist twice, as the clocks change."""
    day, name = context.resolved.day, context.resolved.zone
    if day is None or event.start is None:
        return
    named = [("start", dt.datetime.combine(day, event.start))]
    if event.end:
        named.append(("end", written_end(event, context.resolved.edition, event.start, day)))
    for field, written in named:
        written_day, time = written.date(), written.time()
        local = written.replace(tzinfo=zone(name))
        later = local.replace(fold=1)
        if local.utcoffset() == later.utcoffset():
            continue
        back = local.astimezone(dt.UTC).astimezone(zone(name)).replace(tzinfo=None)
        if back == local.replace(tzinfo=None):
            finding = kinds.CLOCK_TWICE(f"{time:%H:%M}", day=written_day, zone=name)
        else:
            finding = kinds.CLOCK_SKIPS(f"{time:%H:%M}", quoted(f"{back:%H:%M}"), day=written_day, zone=name)
        yield context.origin.problem((field,), finding)


def venue_elsewhere(event: Event, context: EventContext) -> Iterator[Problem]:
    """A venue whose coordinates are not in its city."""
    point = event.venue.coordinates if event.venue else None
    if point is None or places.at_zero(point):
        return
    city = context.resolved.city
    centres: list[Coordinates] = [city.coordinates] if city.coordinates else []
    finding = places.misplaced(point, centres, city.name) if centres else None
    if finding or not centres:  # the gazetteer decides: the city's own coordinates may be wrong
        known = places.centres(point, places.known(city))
        finding = places.misplaced(point, known, city.name) if known else finding
    if finding and not (event.place and finding.kind.severity == "warning"):
        yield context.origin.problem(("venue", "coordinates"), finding)


def postponed_to_nowhere(event: Event, context: EventContext) -> Iterator[Problem]:
    """A postponed event whose date may be the old day or the new one: all outputs show it as the old one."""
    if event.status == "postponed" and event.date and event.postponed_from in {None, event.date}:
        yield context.origin.problem(("date",), kinds.POSTPONED(event.date))


def moved_to_nowhere(event: Event, context: EventContext) -> Iterator[Problem]:
    """An event with ``postponed_from``, but neither the status "postponed" nor a new date."""
    moved = event.postponed_from and event.date is None
    if moved and event.status in {"planned", "confirmed"}:
        finding = kinds.MOVED(event.postponed_from, status=event.status)
        yield context.origin.problem(("postponed_from",), finding)


def overdue(_event: Event, context: EventContext) -> Iterator[Problem]:
    """Results that are still provisional after the festival's own deadline.

    Only a warning: what depends on the moment must not stop builds of past sites.
    """
    day, now = context.resolved.days.last, context.now
    if day is None or context.resolved.state.accounting is not Accounting.PROVISIONAL:
        return
    due = context.library.festival.results_due_days
    days = (today_in(context.resolved.zone, now) - day).days
    if due < days < GIVEN_UP:
        finding = kinds.PROVISIONAL("provisional", quoted("final"), days=days, due=due)
        yield context.origin.problem(("results", "status"), finding)


def foreign_money(event: Event, context: EventContext) -> Iterator[Problem]:
    """Prices in a currency that the country did not have on that day. Sums that a source reported of past
    events in another currency are left as reported."""
    if event.status == "held" and (event.results is None or event.results.status == "reported"):
        return
    city, day = context.resolved.city, context.resolved.day
    tender = tender_on(city.country, day or context.now.date())
    for at, currency in _currencies(event):
        if currency and tender and currency not in {*tender, _USED_IN_SHOPS.get(city.country)}:
            meant = quoted(next(iter(tender))) if len(tender) == 1 else None
            yield context.origin.problem(at, kinds.CURRENCY_FOREIGN(currency, meant))


def _currencies(event: Event) -> Iterator[tuple[tuple[str | int, ...], str | None]]:
    for number, ticket in enumerate(event.tickets):
        yield ("tickets", number, "currency"), ticket.currency
    if event.raffle:
        yield ("raffle", "currency"), event.raffle.currency
    for number, line in enumerate(event.results.lines if event.results else ()):
        if line.stream not in _FROM_ABROAD:
            yield ("results", "lines", number, "currency"), line.currency


RULES: tuple[EventRule, ...] = (
    outside_edition, held_early, winners, charity_twice, logos, clock_changes, venue_elsewhere,
    postponed_to_nowhere, moved_to_nowhere, overdue, foreign_money,
)  # fmt: skip


def days_of_posts(library: Library, origins: Mapping[str, Origin]) -> Iterator[Problem]:
    """A post whose file name has another day than its header, or that appears in so long a time that its
    year must be wrong."""
    for post in library.posts:
        named = _NAMED_DAY.match(post.slug)
        if named and "-".join(named.groups()) != post.date.isoformat():
            finding = kinds.POST_NAME(post.date, day="-".join(named.groups()))
            yield origins[origin_key(post)].problem(("date",), finding)
        elif resolved_post(post, library).published - library.now > FAR:
            yield origins[origin_key(post)].problem(("date",), kinds.POST_FAR(post.date))
