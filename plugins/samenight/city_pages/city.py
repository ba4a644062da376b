"""The pages of one city: its current event, each of its events, the screen for the room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from samenight.festival.cards import Card, cards_of
from samenight.festival.hours import Hours, hours_of
from samenight.festival.identity import accounts_of, hashtags_of
from samenight.festival.ledger import Entry, entries_of
from samenight.festival.library import Library
from samenight.festival.model import Charity, City, Edition, Event
from samenight.festival.moments import Phase
from samenight.festival.titles import evening_title
from samenight.festival.writing import Post


@dataclass(frozen=True)
class EventPage:
    """One evening in full, and what stands around it on its page."""

    title: str
    city: City
    event: Event | None
    edition: Edition | None
    charity: Charity | None
    also_for: tuple[tuple[Charity, str | None], ...]
    day: dt.date | None
    hours: Hours | None
    phase: Phase
    entries: tuple[Entry, ...]
    base_currency: str
    hashtags: tuple[str, ...]
    accounts: Mapping[str, str]
    thin: bool
    current: bool
    others: tuple[Card, ...]
    posts: tuple[Post, ...]
    dated: bool


@dataclass(frozen=True)
class TonightPage:
    """What the projector in the room shows."""

    city: City
    event: Event
    charity: Charity | None
    entries: tuple[Entry, ...]
    hashtags: tuple[str, ...]
    accounts: Mapping[str, str]


def city_page(library: Library, city: City, now: dt.datetime) -> EventPage:
    """The city's current event, or an invitation where there is none yet."""
    event = library.current_event(city.slug, now)
    if event is None:
        return _empty_page(library, city)
    return _page(library, event, event, now, library.posts_of_city.get(city.slug, ()))


def event_page(library: Library, event: Event, current: Event | None, now: dt.datetime) -> EventPage:
    """The permanent page of one event."""
    return _page(library, event, current, now, ())


def tonight_page(page: EventPage) -> TonightPage:
    """The screen for the room, out of the city's page."""
    assert page.event is not None
    return TonightPage(page.city, page.event, page.charity, page.entries, page.hashtags, page.accounts)


def _page(
    library: Library, event: Event, current: Event | None, now: dt.datetime, posts: tuple[Post, ...]
) -> EventPage:
    edition = library.edition[event.edition]
    evenings = library.events_of_city[event.city]
    phase = library.phase_of(event, now)
    city = library.city[event.city]
    return EventPage(
        title=evening_title(library.festival.name, edition.name, city.name, event.name),
        city=city,
        event=event,
        edition=edition,
        charity=library.charity_of(event),
        also_for=tuple((library.charity[share.charity], share.note) for share in edition.also_for),
        day=library.day_of(event),
        hours=hours_of(event, library),
        phase=phase,
        entries=entries_of(event, library),
        base_currency=library.festival.base_currency,
        hashtags=hashtags_of(event, library),
        accounts=accounts_of(event, library),
        thin=phase is Phase.AFTER and is_thin(event),
        current=current is event,
        others=cards_of([other for other in evenings[::-1] if other is not event], library, now),
        posts=posts,
        dated=any(library.calendar_day_of(evening) for evening in evenings),
    )


def _empty_page(library: Library, city: City) -> EventPage:
    return EventPage(
        title=city.name, city=city, event=None, edition=None, charity=None, also_for=(), day=None, hours=None,
        phase=Phase.UNKNOWN, entries=(), base_currency=library.festival.base_currency, hashtags=city.hashtags,
        accounts=city.accounts, thin=False, current=True, others=(),
        posts=library.posts_of_city.get(city.slug, ()), dated=False,
    )  # fmt: skip


def is_thin(event: Event) -> bool:
    """Whether so little is recorded of a past event that readers are asked for more."""
    told = (event.venue, event.results, event.programme, event.tickets, event.raffle, event.sponsors)
    return event.status == "held" and not any(told)
