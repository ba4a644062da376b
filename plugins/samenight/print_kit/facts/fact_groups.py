"""The facts that artwork is made from, gathered once for all pieces of a kit, and its colours.

The facts come in six groups, and a piece declares which of them it shows: a poster stays as it is
when the results come in, and only the raffle tickets are made again when their price changes.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from samenight.content.library.event_state import Phase, PriceRange, TicketOffer
from samenight.content.library.event_times import Hours
from samenight.content.model.amounts import Buys, Money, Results, Tier
from samenight.content.model.event_parts import Act, Match, Raffle
from samenight.content.model.people import Member, Sponsor
from samenight.content.model.venue import Venue
from samenight.content.problems.wording import Words
from samenight.content.values.inks import Cmyk, Ink, default_colours, ink, shade_of
from samenight.print_kit.codes.contents import Codes
from samenight.site.artifact import Fonts, Sources


@dataclass(frozen=True)
class PrintTheme:
    """The artwork templates of the theme, its fonts and its words. One for all kits."""

    artwork: Sources
    fonts: Fonts
    words: Words


@dataclass(frozen=True)
class Identity:
    """The names, dates, addresses and colours of a kit. ``city`` is empty in the festival's own kit.

    ``accounts`` are pairs of a network's name (empty for X) and a handle as people write it; ``page``
    is the address that the code of every piece leads to. ``languages`` are those spoken in the city,
    the main one first; ``language`` is that of the words on the artwork. ``first`` and ``last`` are
    the days of the event, and ``title`` is its title in one line; in the festival's own kit they are
    those of the edition.
    """

    festival: str
    tagline: str | None
    edition: str
    slogan: str | None
    city: str
    country: str
    hashtags: tuple[str, ...]
    accounts: tuple[tuple[str, str], ...]
    page: str
    contact: str | None
    language: str
    first: dt.date | None
    last: dt.date | None
    palette: Palette
    languages: tuple[str, ...] = ()
    title: str | None = None


@dataclass(frozen=True)
class EventFacts:
    """Where and when the event is, its tickets, raffle, programme and sponsors.

    ``hours`` are ``None`` if the day is not known; ``start`` and ``end`` are as written in the content.
    ``offers`` are the tickets, each with whether it can be bought, ``prices`` the prices of those that
    can, and ``why_no_tickets`` says why none can.
    """

    name: str | None = None
    start: dt.time | None = None
    end: dt.time | None = None
    hours: Hours | None = None
    venue: Venue | None = None
    place: str | None = None
    offers: tuple[TicketOffer, ...] = ()
    prices: tuple[PriceRange, ...] = ()
    why_no_tickets: str | None = None
    raffle: Raffle | None = None
    programme: tuple[Act, ...] = ()
    sponsors: tuple[Sponsor, ...] = ()


@dataclass(frozen=True)
class Cause:
    """The charity and its goal. ``tiers`` are amounts suggested to donors."""

    charity: str | None
    purpose: str | None
    website: str | None
    registration: str | None
    goal: Money | None
    buys: tuple[Buys, ...]
    tiers: tuple[Tier, ...]


@dataclass(frozen=True)
class Outcome:
    """The results as reported, and the sums that count, one per currency."""

    results: Results | None
    sums: tuple[Money, ...]


@dataclass(frozen=True)
class OrganiserFacts:
    """The facts that only the organisers' letters show.

    ``phase`` is the event's at the moment of the build: a press release announces the event before
    it and reports on it afterwards. ``cities`` and ``countries`` are how many take part in the
    edition, 0 if unknown. ``site`` is the address of the festival's own page.
    """

    phase: Phase = Phase.UNKNOWN
    team: tuple[Member, ...] = ()
    match: tuple[Match, ...] = ()
    capacity: int | None = None
    cities: int = 0
    countries: int = 0
    site: str | None = None


@dataclass(frozen=True)
class KitFacts:
    """All facts of a kit, by group."""

    identity: Identity
    codes: Codes
    event: EventFacts
    cause: Cause
    outcome: Outcome
    organisers: OrganiserFacts = OrganiserFacts()


@dataclass(frozen=True)
class Palette:
    """The colours of one city's artwork."""

    ground: Ink
    shade: Ink
    accent: Ink
    tint: Ink


def palette(ground: Cmyk, accent: Cmyk) -> Palette:
    """A palette from its two colours: the shade has less of every ink, the tint about a tenth."""
    tint = tuple(round(part * 0.09) for part in ground[:3])
    return Palette(ink(*ground), ink(*shade_of(ground)), ink(*accent), ink(*tint, 0))


def palette_of(slug: str) -> Palette:
    """The palette of a city (or of a festival, by its name): always the same for the same slug."""
    return palette(*default_colours(slug))
