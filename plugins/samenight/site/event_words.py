"""What is said of an event's state, in the words of a language: one sentence for every medium.

The library tells kinds (:mod:`samenight.content.library.event_state`); pages, feeds, calendars and artwork
take the sentences from here, so that none of them says it in another way.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Protocol

from babel import Locale

from samenight.content.library.event_state import OfferState, Phase, PriceRange, Sale, Status, TicketOffer
from samenight.content.library.resolved_event import ResolvedEvent
from samenight.content.library.titles import where_line
from samenight.content.problems.wording import Wording
from samenight.site.display import day_in, deadline_in, span, sum_in


class Titled(Protocol):
    """An event, in full or as a card: its title, and what stands of it."""

    @property
    def title(self) -> str:
        """The title in one line."""

    @property
    def status(self) -> Status:
        """What stands of it."""


def marked(title: str, status: Status, said: Wording) -> str:
    """A title that says first, as many programs show nothing else, that an event is off."""
    if status is Status.CANCELLED:
        return said.text("CANCELLED: {title}", title=title)
    return said.text("POSTPONED: {title}", title=title) if status is Status.POSTPONED else title


def marked_title(event: Titled, said: Wording, _locale: Locale) -> str:
    """The title of an event, with a word in front where it is off."""
    return marked(event.title, event.status, said)


def news(event: ResolvedEvent, said: Wording, locale: Locale) -> tuple[str, ...]:
    """That an event is cancelled or postponed, and why; nothing where it is neither."""
    sentences = tuple(_news(event, said, locale))
    note = event.event.status_note
    return (*sentences, ended(note)) if sentences and note else sentences


def ended(text: str) -> str:
    """A text as a sentence that others can follow: with a sign at its end, whatever its script."""
    last = text.rstrip()[-1:]
    closed = unicodedata.category(last) in {"Po", "Pe", "Pf"} if last else True
    return text if closed else f"{text}."


def _news(event: ResolvedEvent, said: Wording, locale: Locale) -> Iterator[str]:
    status, was = event.state.status, event.days.was
    if status is Status.CANCELLED:
        yield said.text("Cancelled.")
        if event.event.status_note is None:
            over = event.state.phase is Phase.OVER
            yield said.text("It did not take place.") if over else said.text("It does not take place.")
    elif status is Status.POSTPONED:
        yield said.text("Postponed.")
        if was and event.day:
            days = {"old": day_in(locale, was, "long"), "new": day_in(locale, event.day, "long")}
            if event.state.phase is Phase.OVER:
                yield said.text("It was moved from {old} to {new}.", **days)
            else:
                yield said.text("It moves from {old} to {new}.", **days)
        elif was:
            day = day_in(locale, was, "long")
            yield said.text("It was to be on {day}; a new date is not known yet.", day=day)
        elif not event.day:
            yield said.text("A new date is not known yet.")


def planned(said: Wording) -> tuple[str, str]:
    """That an event is only planned: in a word, and in a sentence."""
    return said.text("Planned."), said.text("Not everything is settled yet.")


def sale_words(event: ResolvedEvent, said: Wording, locale: Locale) -> str | None:
    """Why nobody can buy a ticket now; ``None`` where they can, or where there are none to buy."""
    sale = event.state.sale
    if sale is Sale.SOLD_OUT:
        return said.text("Sold out.")
    if sale is Sale.AT_THE_DOOR:
        return said.text("Tickets at the door only.")
    if sale is Sale.ENDED:
        return said.text("The ticket sale has ended.")
    if sale is Sale.NOT_YET:
        begins = [offer.ticket.since for offer in event.state.offers if offer.state is OfferState.NOT_YET]
        first = min((deadline for deadline in begins if deadline), key=str)
        return said.text("Tickets from {moment}.", moment=deadline_in(locale, first))
    return None


def price_words(event: ResolvedEvent, said: Wording, locale: Locale) -> tuple[str, ...]:
    """What tickets cost that can still be bought, one text a currency."""
    return range_words(event.state.prices, said, locale)


def range_words(ranges: Iterable[PriceRange], said: Wording, locale: Locale) -> tuple[str, ...]:
    """From the lowest price to the highest, one text a currency."""
    free = said.text("free")
    shown = []
    for prices in ranges:
        ends = [sum_in(locale, price, prices.currency) for price in (prices.lowest, prices.highest)]
        if not prices.highest:
            shown.append(free)
        else:
            shown.append(span(ends[0] if prices.lowest else free, ends[1]))
    return tuple(shown)


def offer_words(offer: TicketOffer, said: Wording) -> str | None:
    """Why a kind of ticket cannot be bought from afar now; ``None`` where it can, or where the words about
    its sale say from when."""
    if offer.state is OfferState.SOLD_OUT:
        return said.text("sold out")
    return said.text("sale ended") if offer.state is OfferState.ENDED else None


def place_words(event: ResolvedEvent, _said: Wording, locale: Locale) -> str:
    """Venue, address, quarter, city and country in one line; none again that ends one of those before."""
    return where_line((*event.place, str(locale.territories.get(event.city.country, event.city.country))))


def in_short(event: ResolvedEvent, said: Wording, locale: Locale) -> str:
    """An event in a line or two, for previews of links and for feeds: that it is off or sold out first,
    then what, when, where and for whom."""
    off = news(event, said, locale)
    sale = sale_words(event, said, locale) if event.state.is_coming else None
    venue = event.event.venue.name if event.event.venue else None
    day = day_in(locale, event.day, "long") if event.day else None
    facts = ", ".join(filter(None, (event.title, day, venue))).rstrip(".")
    cause = said.text("For {charity}", charity=event.charity.name) if event.charity else None
    sentences = (f"{text}." for text in (facts, cause) if text)
    return " ".join([*off, *filter(None, [sale]), *sentences])
