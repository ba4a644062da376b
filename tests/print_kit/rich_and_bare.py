"""The facts of a city of which much is known, and of one of which almost nothing is."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

from samenight.content.library.event_state import OfferState, Phase, PriceRange, TicketOffer
from samenight.content.model.amounts import Buys, Money, Results, Tier
from samenight.content.model.event_parts import Act, Match, Raffle, Ticket
from samenight.content.model.people import Sponsor
from samenight.content.model.venue import Venue
from samenight.print_kit.codes.contents import Codes, page_code
from samenight.print_kit.facts.fact_groups import (
    Cause,
    EventFacts,
    Identity,
    KitFacts,
    OrganiserFacts,
    Outcome,
    palette_of,
)

_IDENTITY = Identity(
    festival="Lantern Night",
    tagline=None,
    edition="Spring 2012",
    slogan=None,
    city="Le Havre",
    country="FR",
    hashtags=(),
    accounts=(),
    page="https://example.org/le-havre/",
    contact=None,
    language="en",
    first=None,
    last=None,
    palette=palette_of("le-havre"),
)

BARE = KitFacts(
    _IDENTITY,
    Codes(page_code(_IDENTITY.page)),
    EventFacts(),
    Cause(None, None, None, None, None, (), ()),
    Outcome(None, ()),
)

LINES: list[dict[str, Any]] = [
    {"stream": "tickets", "gross": "1500.00", "fees": "48.66", "currency": "EUR", "count": "240"},
    {"stream": "raffle", "gross": "900.00", "currency": "EUR", "precision": "about"},
]

RICH = KitFacts(
    replace(
        _IDENTITY,
        tagline="Lights for all",
        hashtags=("LanternHavre",),
        accounts=(("", "@lanterns"),),
        contact="havre@example.org",
        first=dt.date(2012, 3, 1),
    ),
    Codes(
        page_code(_IDENTITY.page),
        tickets=page_code("https://tickets.example/1"),
        donate=page_code("https://give.example/1"),
    ),
    EventFacts(
        name=None,
        start=dt.time(19, 30),
        end=dt.time(0, 30),
        venue=Venue(name="The Old Dock", address="1 Quay Road"),
        place=None,
        offers=(
            TicketOffer(
                Ticket(name="Early bird", price="5.00", currency="EUR", includes="one drink"),
                OfferState.ON_SALE,
            ),
            TicketOffer(
                Ticket(price="0", currency="EUR", at_the_door="yes", sold_out="yes"), OfferState.SOLD_OUT
            ),
        ),
        prices=(PriceRange("EUR", Decimal("5.00"), Decimal("5.00")),),
        raffle=Raffle(price="2.00", currency="EUR", draw="22:00", prizes=["A bicycle"]),
        programme=(Act(what="Doors"), Act(time="20:00", what="Music", who="The Hundred Days")),
        sponsors=(
            Sponsor(name="Dock & Co.", level="venue", covers="the room"),
            Sponsor(name="Three Bridges"),
        ),
    ),
    Cause(
        charity="Water for All",
        purpose="Wells for clean water",
        website="https://www.water.example/",
        registration="22-39",
        goal=Money(amount="3000", currency="EUR", precision="about"),
        buys=(
            Buys(amount="20", currency="EUR", buys="clean water for one person"),
            Buys(amount="4000", up_to="12000", currency="EUR", buys="a well"),
        ),
        tiers=(Tier(amount="10", currency="EUR", label="half a person’s water"),),
    ),
    Outcome(
        Results(
            status="provisional",
            as_of="2012-03-09",
            attendance={"count": "1220", "precision": "at_least"},
            lines=LINES,
            handed_over={"date": "2012-05-01", "amount": "2351.34", "currency": "EUR"},
        ),
        (Money(amount="2351.34", currency="EUR", precision="about"),),
    ),
    OrganiserFacts(
        phase=Phase.BEFORE,
        match=(Match(sponsor="Three Bridges", per="ticket", amount="1", currency="EUR", cap="500"),),
        capacity=1250,
        cities=202,
        countries=40,
        site="https://example.org/",
    ),
)


def localized(kit: KitFacts, language: str, phase: Phase) -> KitFacts:
    """A kit in another language and another phase of the event."""
    identity = replace(kit.identity, language=language, languages=(language,))
    return replace(kit, identity=identity, organisers=replace(kit.organisers, phase=phase))
