"""The pages of one city: its current event, each of its events, the screen for the venue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from samenight.content.library.event_cards import EventCard, cards_of
from samenight.content.library.event_state import Phase
from samenight.content.library.ledger import LedgerEntry
from samenight.content.library.library import Library
from samenight.content.library.resolved_city import ResolvedPost, resolved_city
from samenight.content.library.resolved_event import ResolvedEvent
from samenight.content.model.file_facts import City, Event


@dataclass(frozen=True)
class EventPage:
    """One event in full, and everything else on its page.

    ``resolved`` is the event with all that it inherits; ``None`` if the city has no event. ``language`` is
    the language of the page, ``text_language`` the one the city writes in; ``hashtags`` and ``accounts``
    are the event's, or the city's if it has none. ``night`` are its city's other events in the same
    edition, ``others`` those in other editions. ``thin`` is whether readers are asked for more facts,
    ``emptied`` whether all events of the city were withdrawn.
    """

    city: City
    resolved: ResolvedEvent | None
    language: str
    text_language: str
    entries: tuple[LedgerEntry, ...]
    base_currency: str
    hashtags: tuple[str, ...]
    accounts: Mapping[str, str]
    thin: bool
    current: bool
    night: tuple[EventCard, ...]
    others: tuple[EventCard, ...]
    posts: tuple[ResolvedPost, ...]
    dated: bool
    emptied: bool = False


@dataclass(frozen=True)
class TonightPage:
    """What the projector at the venue shows."""

    city: City
    resolved: ResolvedEvent
    entries: tuple[LedgerEntry, ...]


def city_page(library: Library, city: City) -> EventPage:
    """The page of the city's current event, or of the city alone if it has no event yet."""
    current = library.current_event(city.slug)
    posts = library.posts_of_city.get(city.slug, ())
    if current is None:
        return _empty_page(library, city, posts)
    return _page(library, current, current, posts)


def event_page(library: Library, event: Event) -> EventPage:
    """The permanent page of one event."""
    return _page(library, library.resolve(event), library.current_event(event.city), ())


def tonight_page(page: EventPage) -> TonightPage:
    """The screen for the venue, made from the city's page."""
    assert page.resolved is not None
    return TonightPage(page.city, page.resolved, page.entries)


def _page(
    library: Library, resolved: ResolvedEvent, current: ResolvedEvent | None, posts: tuple[ResolvedPost, ...]
) -> EventPage:
    events = library.events_of_city[resolved.city.slug]
    others = [other for other in events if other is not resolved.event]
    return EventPage(
        city=resolved.city,
        resolved=library.of_city(resolved.city.slug).once(
            ("without history", resolved.key), resolved.without_history
        ),
        language=resolved.language,
        text_language=resolved.text_language,
        entries=library.entries_of(resolved.event),
        base_currency=library.festival.base_currency,
        hashtags=resolved.hashtags,
        accounts=resolved.accounts,
        thin=resolved.state.phase is Phase.OVER and is_thin(resolved.event),
        current=current is resolved,
        night=cards_of([other for other in others if other.edition == resolved.edition.slug], library),
        others=cards_of([other for other in others[::-1] if other.edition != resolved.edition.slug], library),
        posts=posts,
        dated=any(library.calendar_day_of(event) for event in events),
    )


def _empty_page(library: Library, city: City, posts: tuple[ResolvedPost, ...]) -> EventPage:
    own = resolved_city(city, library, library.languages)
    return EventPage(
        city=city, resolved=None, language=own.language, text_language=own.text_language, entries=(),
        base_currency=library.festival.base_currency, hashtags=own.hashtags, accounts=own.accounts,
        thin=False, current=True, night=(), others=(), posts=posts, dated=False,
        emptied=city.slug in library.emptied_cities,
    )  # fmt: skip


def is_thin(event: Event) -> bool:
    """Whether so little is recorded about a past event that its page asks readers for more."""
    facts = (event.venue, event.results, event.programme, event.tickets, event.raffle, event.sponsors)
    return event.status == "held" and not any(facts)
