"""Rules for one event, held against its city, its edition and the moment."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from samenight.checks import kinds
from samenight.content.library.event_state import Accounting
from samenight.content.library.event_times import written_end
from samenight.content.library.library import Library
from samenight.content.library.resolved_event import ResolvedEvent, resolved_post
from samenight.content.model.fields import Coordinates
from samenight.content.model.file_facts import Event
from samenight.content.problems.problem import Problem, quoted
from samenight.content.reading.file_checks import places
from samenight.content.reading.sources import Origin, origin_key
from samenight.content.values.money import tender_on
from samenight.content.values.times import today_in, zone

# How far from an edition's one night a city may be without a question.
LEEWAY = dt.timedelta(days=31)

# Whoever has not counted after so many days will not: the figure stays what it is, and nobody is asked.
GIVEN_UP = 366


@dataclass(frozen=True)
class EventContext:
    """What a rule for one event can ask: the whole festival, where the file is, the event with all that it
    inherits, the moment (UTC)."""

    library: Library
    origin: Origin
    resolved: ResolvedEvent
    now: dt.datetime


Rule = Callable[[Event, EventContext], Iterator[Problem]]


def outside_edition(event: Event, scene: EventContext) -> Iterator[Problem]:
    """An event on a day that is not its edition's: most often a slip of the year."""
    edition = scene.resolved.edition
    if event.status == "postponed" or event.date is None or edition.date is None:
        return
    leeway = dt.timedelta(0) if edition.end_date else LEEWAY
    last = edition.end_date or edition.date
    if not edition.date - leeway <= event.date <= last + leeway:
        window = f"{edition.date} – {last}" if edition.end_date else f"{edition.date}"
        finding = kinds.OUTSIDE(event.date, edition=edition.name, window=window)
        yield scene.origin.problem(("date",), finding)


def charity_twice(event: Event, scene: EventContext) -> Iterator[Problem]:
    """A charity of its own in an edition in which one charity serves all cities."""
    edition = scene.resolved.edition
    if event.charity and edition.charity and event.charity != edition.charity:
        finding = kinds.CHARITY_TWICE(event.charity, edition=edition.name, charity=edition.charity)
        yield scene.origin.problem(("charity",), finding)


def logo_unpublished(event: Event, scene: EventContext) -> Iterator[Problem]:
    """Logos are kept in the facts, but not published yet."""
    for number, sponsor in enumerate(event.sponsors):
        if sponsor.logo:
            yield scene.origin.problem(("sponsors", number, "logo"), kinds.LOGO(sponsor.logo))


def clock_changes(event: Event, scene: EventContext) -> Iterator[Problem]:
    """Times that the clocks skip in spring, or show twice in autumn, on the day itself."""
    day, name = scene.resolved.day, scene.resolved.city.timezone
    if day is None or event.start is None:
        return
    named = [("start", dt.datetime.combine(day, event.start))]
    if event.end:
        named.append(("end", written_end(event, scene.resolved.edition, event.start, day)))
    for field, written in named:
        on, time = written.date(), written.time()
        local = written.replace(tzinfo=zone(name))
        later = local.replace(fold=1)
        if local.utcoffset() == later.utcoffset():
            continue
        back = local.astimezone(dt.UTC).astimezone(zone(name)).replace(tzinfo=None)
        if back == local.replace(tzinfo=None):
            finding = kinds.CLOCK_TWICE(f"{time:%H:%M}", day=on, zone=name)
        else:
            finding = kinds.CLOCK_SKIPS(f"{time:%H:%M}", quoted(f"{back:%H:%M}"), day=on, zone=name)
        yield scene.origin.problem((field,), finding)


def venue_elsewhere(event: Event, scene: EventContext) -> Iterator[Problem]:
    """A venue whose coordinates are not in its city."""
    point = event.venue.coordinates if event.venue else None
    if point is None or places.at_zero(point):
        return
    city = scene.resolved.city
    centres: list[Coordinates] = [city.coordinates] if city.coordinates else []
    finding = places.misplaced(point, centres, city.name) if centres else None
    if (
        finding or not centres
    ):  # the gazetteer has the last word: the city itself may be said to lie elsewhere
        known = [place.point for place in places.known(city)]
        finding = places.misplaced(point, known, city.name) if known else finding
    if finding and not (event.place and finding.kind.severity == "warning"):
        yield scene.origin.problem(("venue", "coordinates"), finding)


def postponed_to_nowhere(event: Event, scene: EventContext) -> Iterator[Problem]:
    """A postponed event whose date may be the old day or the new one: everything shows it as the old."""
    if event.status == "postponed" and event.date and event.postponed_from in {None, event.date}:
        yield scene.origin.problem(("date",), kinds.POSTPONED(event.date))


def moved_to_nowhere(event: Event, scene: EventContext) -> Iterator[Problem]:
    """An event that was moved away from a day, and whose status and new day nobody wrote."""
    moved = event.postponed_from and event.date is None
    if moved and event.status in {"planned", "confirmed"}:
        finding = kinds.MOVED(event.postponed_from, status=event.status)
        yield scene.origin.problem(("postponed_from",), finding)


def overdue(_event: Event, scene: EventContext) -> Iterator[Problem]:
    """Results that are still provisional after the festival's own deadline.

    Only a warning: what depends on the moment must not keep a site of the past from being built.
    """
    day, now = scene.resolved.days.last, scene.now
    if day is None or scene.resolved.state.accounting is not Accounting.PROVISIONAL:
        return
    due = scene.library.festival.results_due_days
    days = (today_in(scene.resolved.city.timezone, now) - day).days
    if due < days < GIVEN_UP:
        finding = kinds.PROVISIONAL("provisional", quoted("final"), days=days, due=due)
        yield scene.origin.problem(("results", "status"), finding)


# Money of these streams comes from anywhere.
_FROM_AFAR = frozenset({"donations", "matching", "sponsors", "other"})
# Where shops price in a currency that is not legal tender: what one pays with in the street.
_IN_THE_STREET = MappingProxyType({"KH": "USD", "LB": "USD", "VE": "USD"})


def foreign_money(event: Event, scene: EventContext) -> Iterator[Problem]:
    """Prices in a currency that the country did not have on that day. What a source told of past
    events in another currency is left as it was told."""
    if event.status == "held" and (event.results is None or event.results.status == "reported"):
        return
    city, day = scene.resolved.city, scene.resolved.day
    tender = tender_on(city.country, day or scene.now.date())
    for at, currency in _currencies(event):
        if currency and tender and currency not in {*tender, _IN_THE_STREET.get(city.country)}:
            meant = quoted(next(iter(tender))) if len(tender) == 1 else None
            yield scene.origin.problem(at, kinds.CURRENCY_FOREIGN(currency, meant))


def _currencies(event: Event) -> Iterator[tuple[tuple[str | int, ...], str | None]]:
    for number, ticket in enumerate(event.tickets):
        yield ("tickets", number, "currency"), ticket.currency
    if event.raffle:
        yield ("raffle", "currency"), event.raffle.currency
    for number, line in enumerate(event.results.lines if event.results else ()):
        if line.stream not in _FROM_AFAR:
            yield ("results", "lines", number, "currency"), line.currency


RULES: tuple[Rule, ...] = (
    outside_edition, charity_twice, logo_unpublished, clock_changes, venue_elsewhere, postponed_to_nowhere,
    moved_to_nowhere, overdue, foreign_money,
)  # fmt: skip


# Whoever prepares a post does so for the edition that comes.
FAR = dt.timedelta(days=366)


_NAMED_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=-|$)")


def days_of_posts(library: Library, origins: Mapping[str, Origin]) -> Iterator[Problem]:
    """A post whose file is named after another day than its header has, or that nobody will see for so
    long that its year must be a slip."""
    for post in library.posts:
        named = _NAMED_DAY.match(post.slug)
        if named and named[0] != post.date.isoformat():
            yield origins[origin_key(post)].problem(("date",), kinds.POST_NAME(post.date, day=named[0]))
        elif resolved_post(post, library).published - library.now > FAR:
            yield origins[origin_key(post)].problem(("date",), kinds.POST_FAR(post.date))
