"""What a calendar is made of: the facts of its events, gathered once for all calendars."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from samenight.content.library.event_state import Offer, Standing
from samenight.content.library.event_times import Hours
from samenight.content.library.resolved_event import ResolvedEvent
from samenight.content.model.event_parts import Donate
from samenight.content.problems.wording import Wording, Words
from samenight.site import event_words
from samenight.site.display import locale


@dataclass(frozen=True)
class Entry:
    """The facts that a calendar shows of one event, the language it shows them in, and the words there are.

    Hashable, so that its text is made once. ``standing`` is the event's own word, ``news`` are sentences
    that say that it is off, ``where`` is its place in one line; ``is_coming`` is whether people may still
    prepare for it. ``shop`` is the one address that sells, and ``why_no_tickets`` says why there is none.
    """

    language: str
    city: str
    edition: str
    title: str
    festival: str
    city_name: str
    country_name: str
    edition_name: str
    slogan: str | None
    standing: Standing
    is_coming: bool
    news: tuple[str, ...]
    sequence: int
    modified: dt.datetime
    hours: Hours
    notes: tuple[str, ...]
    place: str
    where: str
    venue_url: str | None
    getting_there: str | None
    step_free: str
    point: tuple[Decimal, Decimal] | None
    charity: str | None
    charity_url: str | None
    charity_note: str | None
    offers: tuple[Offer, ...]
    why_no_tickets: str | None
    shop: str | None
    donate: Donate | None
    hashtags: tuple[str, ...]
    organiser: str
    contact: str | None
    words: Words

    @property
    def said(self) -> Wording:
        """Our sentences in its language."""
        return self.words.of(self.language)


def entry_of(event: ResolvedEvent, language: str, words: Words) -> Entry | None:
    """The entry of an event, told in ``language`` with ``words``; ``None`` where its day is not known."""
    if event.hours is None:
        return None
    said, spoken, venue, state = words.of(language), locale(language), event.event.venue, event.state
    return Entry(
        language=language,
        city=event.city.slug,
        edition=event.edition.slug,
        title=event.title,
        festival=event.festival,
        city_name=event.city.name,
        country_name=country_name(event.city.country, language),
        edition_name=event.edition.name,
        slogan=event.slogan,
        standing=_own_word(event),
        is_coming=state.is_coming,
        news=event_words.news(event, said, spoken),
        sequence=event.sequence,
        modified=event.changed,
        hours=event.hours,
        notes=tuple(note for note in (event.event.date_note, event.event.time_note) if note),
        place=event.place_name,
        where=event_words.place_words(event, said, spoken),
        venue_url=venue.url if venue else None,
        getting_there=venue.getting_there if venue else None,
        step_free=venue.step_free if venue else "unknown",
        point=event.spot.point if event.spot else None,
        charity=event.charity.name if event.charity else None,
        charity_url=event.charity.website if event.charity else None,
        charity_note=event.charity_note,
        offers=state.offers,
        why_no_tickets=event_words.sale_words(event, said, spoken),
        shop=state.shop,
        donate=event.donate,
        hashtags=event.hashtags,
        organiser=event.organiser,
        contact=event.contact,
        words=words,
    )


def _own_word(event: ResolvedEvent) -> Standing:
    """What stands of an event by its own word: whether anybody reported of it is no news of a calendar."""
    unreported = event.standing is Standing.UNREPORTED
    return Standing(event.event.status) if unreported else event.standing


def country_name(code: str, language: str) -> str:
    """The name of a country in a language."""
    return str(locale(language).territories.get(code, code))
