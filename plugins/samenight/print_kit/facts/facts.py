"""What artwork is made of, gathered once for all pieces of a kit.

The facts come in six groups, and a piece declares which of them it shows: a poster stays as it is
when the results come in, and only the raffle's tickets are made anew when its price changes.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from samenight.content.library.event_state import Phase, PriceRange, TicketOffer
from samenight.content.library.event_times import Hours
from samenight.content.model.amounts import Buys, Money, Results, Tier
from samenight.content.model.event_parts import Act, Match, Raffle, Venue
from samenight.content.model.people import Member, Sponsor
from samenight.content.problems.wording import Words
from samenight.content.values.inks import Cmyk, Ink, colours_of, ink, shade_of
from samenight.print_kit.codes.contents import Codes
from samenight.site.artifact import Fonts, Sources


@dataclass(frozen=True)
class PrintTheme:
    """What typesets: the artwork templates of the theme, its fonts and its words. One for all kits."""

    artwork: Sources
    fonts: Fonts
    words: Words


@dataclass(frozen=True)
class Identity:
    """Whose artwork it is. ``city`` is empty in the festival's own kit.

    ``accounts`` are pairs of a network's name (empty where it goes without saying) and a handle as
    people write it; ``page`` is the address that the code of every piece leads to. ``languages`` are
    those of its people, the main one first, and ``language`` is that of the words on the artwork.
    ``first`` and ``last`` are the days of the event, and ``title`` is its title in one line; in the
    festival's own kit it is that of the edition.
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
    """Where and when, and what happens there.

    ``hours`` are ``None`` where the day is not known; ``start`` and ``end`` are as they were written.
    ``offers`` are the tickets with whether they can be bought, ``prices`` what those cost that can, and
    ``why_no_tickets`` says why none can.
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
    """What the event is for. ``tiers`` are amounts suggested to donors."""

    charity: str | None
    purpose: str | None
    website: str | None
    registration: str | None
    goal: Money | None
    buys: tuple[Buys, ...]
    tiers: tuple[Tier, ...]


@dataclass(frozen=True)
class Outcome:
    """What came of the event: what was told of it, and the sums that count, one a currency."""

    results: Results | None
    sums: tuple[Money, ...]


@dataclass(frozen=True)
class OrganiserFacts:
    """What only the organisers' letters say.

    ``time`` is where the event is at the moment of the build: a press release announces
    before it and reports after it. ``cities`` and ``countries`` are how many take part in the
    edition, 0 where nobody knows. ``site`` is the address of the festival's own page.
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
    """All of it together, by group."""

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
    """A palette of its two colours: the shade has less of every ink, the tint a tenth."""
    tint = tuple(round(part * 0.09) for part in ground[:3])
    return Palette(ink(*ground), ink(*shade_of(ground)), ink(*accent), ink(*tint, 0))


def palette_of(slug: str) -> Palette:
    """The palette of a city (or of a festival, by its name): always the same one for the same slug."""
    return palette(*colours_of(slug))
