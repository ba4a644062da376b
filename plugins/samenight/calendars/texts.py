"""What a calendar says of an event in words: its title, its place, and the text below."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from html import escape

from samenight.calendars.calendar_entry import CalendarEntry, ExtraEntry
from samenight.content.library.event_state import OfferState, Status, TicketOffer
from samenight.content.library.titles import edition_title
from samenight.content.model.event_parts import Donate
from samenight.site import urls
from samenight.site.display import deadline_in, locale, sum_in
from samenight.site.event_words import marked, offer_words, planned

# Lines of text that belong together; between two paragraphs there is a gap.
Paragraph = tuple[str, ...]


def summary(entry: CalendarEntry) -> str:
    """The title in one line, the city in front, and before it that the event is off."""
    return marked(entry.title, entry.status, entry.said)


def extra_summary(extra: ExtraEntry) -> str:
    """The title of a short entry beside an event."""
    said, of = extra.of.said, extra.of.title
    if extra.kind == "donate":  # gifts are welcome whatever becomes of the event
        return said.text("Last chance to donate: {title}", title=of)
    return marked(said.text("Raffle draw: {title}", title=of), extra.of.status, said)


def description(paragraphs: tuple[Paragraph, ...]) -> str:
    """The text below a title as plain text."""
    return "\n\n".join("\n".join(lines) for lines in paragraphs)


def paragraphs(entry: CalendarEntry, site_url: str) -> tuple[Paragraph, ...]:
    """The text below the title: what, for whom, tickets, gifts, the way, hashtags, the page.

    An address stands at the end of its line, where every program makes a link of it.
    """
    parts = (
        (" ".join(entry.news),),
        _what(entry),
        _cause(entry),
        _tickets(entry) if entry.is_coming else (),
        _gifts(entry.donate, entry) if entry.donate else (),
        _way(entry) if entry.is_coming else (),
        (" ".join(f"#{tag}" for tag in entry.hashtags),),
        (_page(entry, site_url),),
    )
    return tuple(filter(None, (tuple(filter(None, part)) for part in parts)))


def extra_paragraphs(extra: ExtraEntry, site_url: str) -> tuple[Paragraph, ...]:
    """The text below the title of a short entry: where to give, and the page of the event."""
    donate = extra.of.donate if extra.kind == "donate" else None
    gifts = [_gifts(donate, extra.of)] if donate else []
    return (*gifts, (_page(extra.of, site_url),))


def _page(entry: CalendarEntry, site_url: str) -> str:
    page = urls.absolute(site_url, urls.event(entry.city, entry.edition))
    return entry.said.text("More: {page}", page=page)


def _what(entry: CalendarEntry) -> Paragraph:
    said = entry.said
    title = edition_title(entry.festival, entry.edition_name)
    where = {"city": entry.city_name, "country": entry.country_name}
    lines = [said.text("{title} in {city}, {country}", title=title, **where), entry.slogan or ""]
    if entry.is_coming and entry.status is Status.PLANNED:
        lines.append(" ".join(planned(said)))
    if entry.is_coming and entry.hours.begin and not entry.hours.end_is_known:
        lines.append(said.text("The end is open."))
    return (*lines, *entry.notes)


def _cause(entry: CalendarEntry) -> Paragraph:
    said = entry.said
    cause = said.text("For {charity}", charity=entry.charity) if entry.charity else ""
    return cause, entry.charity_note or "", entry.charity_url or ""


def _tickets(entry: CalendarEntry) -> Paragraph:
    lines = [f"- {', '.join(_ticket(offer, entry))}" for offer in entry.offers]
    if entry.shop and not any(offer.ticket.url == entry.shop for offer in entry.offers):
        lines.append(entry.shop)
    if not (lines or entry.why_no_tickets):
        return ()
    return (entry.why_no_tickets or entry.said.text("Tickets:"), *lines)


def _ticket(offer: TicketOffer, entry: CalendarEntry) -> Iterator[str]:
    said, language, ticket = entry.said, entry.language, offer.ticket
    name = ticket.name or (said.text("At the door") if ticket.at_the_door == "yes" else said.text("Ticket"))
    if ticket.price is None:
        yield name
    else:
        free = said.text("free") if not ticket.price else ""
        price = free or sum_in(locale(language), ticket.price, ticket.currency or "")
        yield said.text("{name}: {more}", name=name, more=price)
    why_not = offer_words(offer, said)
    if why_not:
        yield why_not
    if ticket.includes:
        yield said.text("includes {what}", what=ticket.includes)
    if ticket.since:
        yield said.text("from {moment}", moment=_moment(ticket.since, language))
    if ticket.until:
        yield said.text("until {moment}", moment=_moment(ticket.until, language))
    yield from filter(None, (ticket.note, ticket.url if offer.state is OfferState.ON_SALE else None))


def _gifts(donate: Donate, entry: CalendarEntry) -> Paragraph:
    said, language, where = entry.said, entry.language, donate.url or donate.platform
    head = said.text("Donate")
    if donate.until:
        head = said.text("Donate until {moment}", moment=_moment(donate.until, language))
    sums = ((sum_in(locale(language), tier.amount, tier.currency), tier.label) for tier in donate.tiers)
    tiers = (said.text("{name}: {more}", name=amount, more=label) for amount, label in sums)
    first = said.text("{name}: {more}", name=head, more=where) if where else head
    return (first, *(f"- {tier}" for tier in tiers))


def _way(entry: CalendarEntry) -> Paragraph:
    said = entry.said
    step = ""
    if entry.step_free == "yes":
        step = said.text("Step-free entrance.")
    elif entry.step_free == "no":
        step = said.text("There are steps at the entrance.")
    return entry.getting_there or "", step, entry.venue_url or ""


def _moment(value: dt.date | dt.datetime, language: str) -> str:
    return deadline_in(locale(language), value)


# An address at the end of its line; a full stop behind it is the sentence's.
_ADDRESS = re.compile(r"(?<!\S)https?://\S+?(?=[.,;:!?)]*$)")


def page(paragraphs: Iterable[tuple[str, ...]], language: str) -> str:
    """Paragraphs of lines as HTML that is well-formed XML too. All text is escaped; the addresses at
    the ends of lines are links."""
    body = "".join(f"<p>{'<br/>'.join(map(_line, _lines(paragraph)))}</p>" for paragraph in paragraphs)
    return f'<!DOCTYPE html><html lang="{escape(language)}"><body>{body}</body></html>'


def _lines(paragraph: tuple[str, ...]) -> Iterable[str]:
    return (line for text in paragraph for line in text.splitlines())


def _line(text: str) -> str:
    found = _ADDRESS.search(text)
    if not found:
        return escape(text, quote=False)
    before, after = (escape(part, quote=False) for part in (text[: found.start()], text[found.end() :]))
    address = escape(found[0])
    return f'{before}<a href="{address}">{address}</a>{after}'
