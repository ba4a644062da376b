"""The words of a calendar entry: its title, and its description as plain text and as HTML."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from html import escape

from samenight.calendars.calendar_entry import CalendarEntry, ExtraEntry
from samenight.content.library.event_state import OfferState, Status, TicketOffer
from samenight.content.library.titles import edition_title
from samenight.content.model.amounts import Tier
from samenight.content.model.event_parts import Donate
from samenight.content.problems.wording import Wording
from samenight.site import urls
from samenight.site.display import deadline_in, locale
from samenight.site.event_words import (
    access_sentences,
    marked,
    offer_words,
    planned,
    ticket_price,
    ticket_words,
    tier_amount,
    tier_words,
)

# Lines of text that belong together; there is a blank line between two paragraphs.
Paragraph = tuple[str, ...]
# An address at the end of its line, without the punctuation of the sentence.
_ADDRESS = re.compile(r"(?<!\S)https?://\S+?(?=[.,;:!?)]*$)")


def summary(entry: CalendarEntry) -> str:
    """The title in one line, the city first; before it, the word for an event that is off."""
    return marked(entry.title, entry.status, entry.wording)


def extra_summary(extra: ExtraEntry) -> str:
    """The title of a short extra entry."""
    wording, title = extra.entry.wording, extra.entry.title
    if extra.kind == "donate":  # donations are welcome even if the event is off
        return wording.text("Last chance to donate: {title}", title=title)
    return marked(wording.text("Raffle draw: {title}", title=title), extra.entry.status, wording)


def description(paragraphs: tuple[Paragraph, ...]) -> str:
    """The description as plain text."""
    return "\n\n".join("\n".join(lines) for lines in paragraphs)


def paragraphs(entry: CalendarEntry, site_url: str) -> tuple[Paragraph, ...]:
    """The description: event, charity, tickets, donations, getting there, hashtags, page.

    Addresses are at the end of their lines, where every program turns them into links.
    """
    parts = (
        (" ".join(entry.news),),
        _event(entry),
        _charity(entry),
        _tickets(entry) if entry.is_coming else (),
        _donations(entry.donate, entry) if entry.donate else (),
        _getting_there(entry) if entry.is_coming else (),
        (" ".join(f"#{tag}" for tag in entry.hashtags),),
        (_page(entry, site_url),),
    )
    return tuple(filter(None, (tuple(filter(None, part)) for part in parts)))


def extra_paragraphs(extra: ExtraEntry, site_url: str) -> tuple[Paragraph, ...]:
    """The description of a short extra entry: where to donate, and the page of the event."""
    donate = extra.entry.donate if extra.kind == "donate" else None
    donations = [_donations(donate, extra.entry)] if donate else []
    return (*donations, (_page(extra.entry, site_url),))


def _page(entry: CalendarEntry, site_url: str) -> str:
    page = urls.absolute(site_url, urls.event(entry.city, entry.event))
    return entry.wording.text("More: {page}", page=page)


def _event(entry: CalendarEntry) -> Paragraph:
    wording = entry.wording
    title = edition_title(entry.festival, entry.edition_name)
    where = {"city": entry.city_name, "country": entry.country_name}
    head = wording.text("{title} in {city}, {country}", title=title, **where) if entry.country_name else title
    lines = [head, entry.slogan or ""]
    if entry.join_url and entry.is_coming:
        lines.append(wording.text("Online: {page}", page=entry.join_url))
    if entry.is_coming and entry.status is Status.PLANNED:
        lines.append(" ".join(planned(wording)))
    if entry.is_coming and entry.hours.begin and not entry.hours.end_is_known:
        lines.append(wording.text("The end is open."))
    return (*lines, *entry.notes)


def _charity(entry: CalendarEntry) -> Paragraph:
    name = entry.wording.text("For {charity}", charity=entry.charity) if entry.charity else ""
    return name, entry.charity_note or "", entry.charity_url or ""


def _tickets(entry: CalendarEntry) -> Paragraph:
    lines = [f"- {', '.join(_ticket(offer, entry))}" for offer in entry.offers]
    if entry.shop and not any(offer.ticket.url == entry.shop for offer in entry.offers):
        lines.append(entry.shop)
    if not (lines or entry.why_no_tickets):
        return ()
    return (entry.why_no_tickets or entry.wording.text("Tickets:"), *lines)


def _ticket(offer: TicketOffer, entry: CalendarEntry) -> Iterator[str]:
    wording, language, ticket = entry.wording, entry.language, offer.ticket
    name = ticket.name or (
        wording.text("At the door") if ticket.at_the_door == "yes" else wording.text("Ticket")
    )
    price = ticket_price(ticket, wording, locale(language))
    yield wording.text("{name}: {more}", name=name, more=price) if price else name
    why_not = offer_words(offer, wording)
    if why_not:
        yield why_not
    yield from ticket_words(ticket, wording, locale(language))
    if ticket.since:
        yield wording.text("from {moment}", moment=_deadline_words(ticket.since, language))
    if ticket.until:
        yield wording.text("until {moment}", moment=_deadline_words(ticket.until, language))
    yield from filter(None, (ticket.note, ticket.url if offer.state is OfferState.ON_SALE else None))


def _donations(donate: Donate, entry: CalendarEntry) -> Paragraph:
    wording, language, where = entry.wording, entry.language, donate.url or donate.platform
    head = wording.text("Donate")
    if donate.until:
        head = wording.text("Donate until {moment}", moment=_deadline_words(donate.until, language))
    tiers = (_tier(tier, wording, language) for tier in donate.tiers)
    first = wording.text("{name}: {more}", name=head, more=where) if where else head
    return (first, *(f"- {tier}" for tier in tiers))


def _tier(tier: Tier, wording: Wording, language: str) -> str:
    formats = locale(language)
    amount, more = tier_amount(tier, wording, formats), tier_words(tier, wording, formats)
    return wording.text("{name}: {more}", name=amount, more=more)


def _getting_there(entry: CalendarEntry) -> Paragraph:
    wording = entry.wording
    return (
        entry.getting_there or "",
        *access_sentences(entry.access, wording, locale(entry.language)),
        entry.venue_url or "",
        wording.text("Code of conduct: {page}", page=entry.conduct) if entry.conduct else "",
    )


def _deadline_words(value: dt.date | dt.datetime, language: str) -> str:
    return deadline_in(locale(language), value)


def page(paragraphs: Iterable[tuple[str, ...]], language: str) -> str:
    """The description as HTML that is also well-formed XML. All text is escaped; addresses at the ends of
    lines are links."""
    body = "".join(f"<p>{'<br/>'.join(map(_line, _lines(paragraph)))}</p>" for paragraph in paragraphs)
    return f'<!DOCTYPE html><html lang="{escape(language)}"><body>{body}</body></html>'


def _lines(paragraph: tuple[str, ...]) -> Iterable[str]:
    return (line for text in paragraph for line in text.splitlines())


def _line(text: str) -> str:
    found = _ADDRESS.search(text) if "://" in text else None
    if not found:
        return escape(text, quote=False)
    before, after = (escape(part, quote=False) for part in (text[: found.start()], text[found.end() :]))
    address = escape(found[0])
    return f'{before}<a href="{address}">{address}</a>{after}'
