"""What a calendar says of an event in words: its title, its place, and the text below."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from babel.dates import format_date

from samenight.calendars.entry import Entry
from samenight.festival import links
from samenight.festival.money import plain
from samenight.festival.parts import Donate, Ticket
from samenight.festival.titles import edition_title, evening_title, where_line

# Stands before the title, because some programs do not show the status of an event at all.
PREFIX = {"cancelled": "CANCELLED: ", "postponed": "POSTPONED: "}
NEWS = {"cancelled": "This evening is cancelled.", "postponed": "This evening is postponed."}


def summary(entry: Entry) -> str:
    """The title in one line, the city in front: "Paris, Twestival Local 2011"."""
    title = evening_title(entry.festival, entry.edition_name, entry.city_name, entry.name)
    return PREFIX.get(entry.status, "") + title


def location(entry: Entry) -> str:
    """Venue, address, quarter, city and country; none again that ends one of those before."""
    return where_line((entry.venue, entry.address, entry.place, entry.city_name, entry.country_name))


def description(entry: Entry, site_url: str) -> str:
    """The text below, in paragraphs: what, for whom, tickets, gifts, the way, hashtags, the page."""
    coming = entry.status not in {"cancelled", "held"}
    page = links.absolute(site_url, links.event(entry.city, entry.edition))
    paragraphs = (
        _news(entry),
        _what(entry),
        _cause(entry),
        _tickets(entry) if coming else "",
        _gifts(entry.donate) if entry.status != "held" else "",
        _way(entry) if coming else "",
        " ".join(f"#{tag}" for tag in entry.hashtags),
        f"More: {page}",
    )
    return "\n\n".join(filter(None, paragraphs))


def _news(entry: Entry) -> str:
    news = NEWS.get(entry.status, "")
    return f"{news} {entry.status_note or ''}".strip() if news else ""


def _what(entry: Entry) -> str:
    title = edition_title(entry.festival, entry.edition_name)
    lines = [f"{title} in {entry.city_name}, {entry.country_name}", entry.slogan]
    if entry.status == "planned":
        lines.append("Planned: not everything is settled yet.")
    return "\n".join(line for line in [*lines, *entry.notes] if line)


def _cause(entry: Entry) -> str:
    lines = [f"For {entry.charity}" if entry.charity else None, entry.charity_note, entry.charity_url]
    return "\n".join(line for line in lines if line)


def _tickets(entry: Entry) -> str:
    lines = [f"- {_ticket(ticket)}" for ticket in entry.tickets]
    if entry.ticket_url:
        lines.append(entry.ticket_url)
    return "\n".join(["Tickets:", *lines]) if lines else ""


def _ticket(ticket: Ticket) -> str:
    return ", ".join(_ticket_parts(ticket))


def _ticket_parts(ticket: Ticket) -> Iterator[str]:
    price = ""
    if ticket.price is not None:
        price = f"{plain(ticket.price, ticket.currency or '')} {ticket.currency}" if ticket.price else "free"
    name = ticket.name or ("At the door" if ticket.at_the_door == "yes" else "Ticket")
    yield f"{name}: {price}" if price else name
    if ticket.sold_out == "yes":
        yield "sold out"
    if ticket.includes:
        yield f"includes {ticket.includes}"
    if ticket.since:
        yield f"from {moment(ticket.since)}"
    if ticket.until:
        yield f"until {moment(ticket.until)}"
    if ticket.note:
        yield ticket.note
    if ticket.url:
        yield ticket.url


def _gifts(donate: Donate | None) -> str:
    if donate is None:
        return ""
    until = f" (until {moment(donate.until)})" if donate.until else ""
    tiers = [f"- {plain(tier.amount, tier.currency)} {tier.currency}: {tier.label}" for tier in donate.tiers]
    return "\n".join([f"Donate{until}: {donate.url}", *tiers])


def _way(entry: Entry) -> str:
    step = {"yes": "Step-free entrance.", "no": "There are steps at the entrance."}.get(entry.step_free)
    lines = [entry.getting_there, step, entry.venue_url]
    return "\n".join(line for line in lines if line)


def moment(value: dt.date | dt.datetime) -> str:
    """A deadline in words: "14 March 2011", with its time where it has one."""
    day = str(format_date(value, "d MMMM yyyy", locale="en"))
    return f"{day}, {value:%H:%M}" if isinstance(value, dt.datetime) else day
