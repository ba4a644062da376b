"""Sentences about an event's state, in the words of a language: the same for every output.

The library has the states (:mod:`samenight.content.library.event_state`); pages, feeds, calendars and
artwork take the sentences from here, so that all of them use the same words.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Protocol

from babel import Locale

from samenight.content.library.event_state import OfferState, Phase, PriceRange, Sale, Status, TicketOffer
from samenight.content.library.resolved_event import ResolvedEvent
from samenight.content.library.titles import where_line
from samenight.content.model.amounts import Tier
from samenight.content.model.event_parts import Ticket
from samenight.content.model.fields import YesNo
from samenight.content.model.venue import Access
from samenight.content.problems.wording import Wording
from samenight.site.display import country_in, day_in, deadline_in, span, sum_in


class Titled(Protocol):
    """An event, resolved or as a card: its title and its status."""

    @property
    def title(self) -> str:
        """The title in one line."""

    @property
    def status(self) -> Status:
        """The status of the event."""


def marked(title: str, status: Status, wording: Wording) -> str:
    """A title, marked if the event is cancelled or postponed: in front, as many programs show only the
    title's beginning."""
    if status is Status.CANCELLED:
        return wording.text("CANCELLED: {title}", title=title)
    return wording.text("POSTPONED: {title}", title=title) if status is Status.POSTPONED else title


def marked_title(event: Titled, wording: Wording, _locale: Locale) -> str:
    """The title of an event, marked if it is cancelled or postponed."""
    return marked(event.title, event.status, wording)


def news(event: ResolvedEvent, wording: Wording, locale: Locale) -> tuple[str, ...]:
    """Sentences that an event is cancelled or postponed, and why; empty if it is neither."""
    sentences = tuple(_news(event, wording, locale))
    note = event.event.status_note
    return (*sentences, as_sentence(note)) if sentences and note else sentences


def first_words(event: ResolvedEvent, wording: Wording, locale: Locale) -> tuple[str, ...]:
    """What guests must know before anything else: the organisers' notice, and whether it is off."""
    notice = (as_sentence(event.notice),) if event.notice else ()
    return (*notice, *news(event, wording, locale))


def as_sentence(text: str) -> str:
    """A text as a sentence: with a full stop, unless it ends in punctuation of any script."""
    last = text.rstrip()[-1:]
    closed = unicodedata.category(last) in {"Po", "Pe", "Pf"} if last else True
    return text if closed else f"{text}."


def _news(event: ResolvedEvent, wording: Wording, locale: Locale) -> Iterator[str]:
    status, was = event.state.status, event.days.was
    if status is Status.CANCELLED:
        yield wording.text("Cancelled.")
        if event.event.status_note is None:
            over = event.state.phase is Phase.OVER
            yield wording.text("It did not take place.") if over else wording.text("It does not take place.")
    elif status is Status.POSTPONED:
        yield wording.text("Postponed.")
        if was and event.day:
            days = {"old": day_in(locale, was, "long"), "new": day_in(locale, event.day, "long")}
            if event.state.phase is Phase.OVER:
                yield wording.text("It was moved from {old} to {new}.", **days)
            else:
                yield wording.text("It moves from {old} to {new}.", **days)
        elif was:
            day = day_in(locale, was, "long")
            yield wording.text("It was to be on {day}; a new date is not known yet.", day=day)
        elif not event.day:
            yield wording.text("A new date is not known yet.")


def planned(wording: Wording) -> tuple[str, str]:
    """The words for an event that is only planned: one word, and one sentence."""
    return wording.text("Planned."), wording.text("Not everything is settled yet.")


def sale_words(event: ResolvedEvent, wording: Wording, locale: Locale) -> str | None:
    """Why tickets are not on sale now; ``None`` if they are, or if there are none to buy."""
    sale = event.state.sale
    if sale is Sale.SOLD_OUT:
        return wording.text("Sold out.")
    if sale is Sale.AT_THE_DOOR:
        return wording.text("Tickets at the door only.")
    if sale is Sale.ENDED:
        return wording.text("The ticket sale has ended.")
    if sale is Sale.NOT_YET:
        begins = [offer.ticket.since for offer in event.state.offers if offer.state is OfferState.NOT_YET]
        first = min((deadline for deadline in begins if deadline), key=str)
        return wording.text("Tickets from {moment}.", moment=deadline_in(locale, first))
    return None


def price_words(event: ResolvedEvent, wording: Wording, locale: Locale) -> tuple[str, ...]:
    """The prices of tickets that can still be bought, one text per currency."""
    return range_words(event.state.prices, wording, locale)


def range_words(ranges: Iterable[PriceRange], wording: Wording, locale: Locale) -> tuple[str, ...]:
    """From the lowest price to the highest, one text per currency."""
    free = wording.text("free")
    shown = []
    for prices in ranges:
        ends = [sum_in(locale, price, prices.currency) for price in (prices.lowest, prices.highest)]
        if not prices.highest:
            shown.append(free)
        else:
            shown.append(span(ends[0] if prices.lowest else free, ends[1]))
    return tuple(shown)


def ticket_price(ticket: Ticket, wording: Wording, locale: Locale) -> str | None:
    """The price of a kind of ticket, or the least that people may pay for it; ``None`` if it is not known."""
    if ticket.price is None:
        return None
    if not ticket.price and ticket.open_amount != "yes":
        return wording.text("free")
    return _or_more(sum_in(locale, ticket.price, ticket.currency or ""), ticket.open_amount, wording)


def ticket_words(ticket: Ticket, wording: Wording, _locale: Locale) -> tuple[str, ...]:
    """What the price of a kind of ticket includes, and what one gets in return for it."""
    included = wording.text("includes {what}", what=ticket.includes) if ticket.includes else None
    reward = _in_return(ticket.reward, wording)
    return tuple(words for words in (included, reward) if words)


def tier_amount(tier: Tier, wording: Wording, locale: Locale) -> str:
    """A suggested gift: an amount, a range, or the least."""
    least, most = tier.amount, tier.amount if tier.up_to is None else tier.up_to
    shown = span(sum_in(locale, least, tier.currency), sum_in(locale, most, tier.currency))
    return _or_more(shown, tier.open_amount, wording)


def tier_words(tier: Tier, wording: Wording, _locale: Locale) -> str:
    """What a suggested gift pays for, and what one gets in return."""
    return ", ".join(filter(None, [tier.label, _in_return(tier.reward, wording)]))


def _in_return(reward: str | None, wording: Wording) -> str | None:
    return wording.text("in return {what}", what=reward) if reward else None


def _or_more(amount: str, is_open: YesNo, wording: Wording) -> str:
    return wording.text("from {price}", price=amount) if is_open == "yes" else amount


def offer_words(offer: TicketOffer, wording: Wording) -> str | None:
    """Why a kind of ticket cannot be bought now; ``None`` if it can, online or at the door, or if the
    sentence about its sale says from when."""
    if offer.state is OfferState.SOLD_OUT:
        return wording.text("sold out")
    return wording.text("sale ended") if offer.state is OfferState.ENDED else None


def place_words(event: ResolvedEvent, wording: Wording, locale: Locale) -> str:
    """Venue, address, quarter, city and country in one line, without those that an earlier one ends with."""
    if event.format == "online":
        return wording.text("Online")
    where = where_line((*event.place, country_in(locale, event.city.country)))
    return wording.text("{place}, and online", place=where) if event.format == "hybrid" else where


def in_short(event: ResolvedEvent, wording: Wording, locale: Locale) -> str:
    """An event in a line or two, for link previews and feeds: first its notice, whether it is cancelled,
    postponed or sold out, then title, day, venue and charity."""
    off = first_words(event, wording, locale)
    sale = sale_words(event, wording, locale) if event.state.is_coming else None
    venue = event.event.venue.name if event.event.venue else None
    day = day_in(locale, event.day, "long") if event.day else None
    facts = ", ".join(filter(None, (event.title, day, venue))).rstrip(".")
    cause = wording.text("For {charity}", charity=event.charity.name) if event.charity else None
    sentences = (f"{text}." for text in (facts, cause) if text)
    return " ".join([*off, *filter(None, [sale]), *sentences])


def access_sentences(access: Access, wording: Wording, _locale: Locale) -> tuple[str, ...]:
    """What is known of a venue's access, a sentence each."""
    sentences = {
        "step_free": (wording.text("Step-free entrance."), wording.text("There are steps at the entrance.")),
        "partly_step_free": (wording.text("Partly step-free."), wording.text("No part is step-free.")),
        "accessible_toilet": (wording.text("Accessible toilet."), wording.text("No accessible toilet.")),
        "hearing_loop": (wording.text("Hearing loop."), wording.text("No hearing loop.")),
        "sign_language": (wording.text("Sign language."), wording.text("No sign language.")),
        "quiet_room": (wording.text("Quiet room."), wording.text("No quiet room.")),
        "seating": (wording.text("Seats."), wording.text("No seats.")),
        "companion_free": (
            wording.text("Companions come in free."),
            wording.text("Companions need a ticket."),
        ),
    }
    known = ((getattr(access, key), pair) for key, pair in sentences.items())
    return tuple(pair[0] if is_so == "yes" else pair[1] for is_so, pair in known if is_so != "unknown")
