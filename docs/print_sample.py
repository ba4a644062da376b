"""Made-up kits for the reference: one with everything that a template can get, one of a city of which almost
nothing is known, and two whose parts are empty."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

from samenight.content.library.event_state import OfferState, Phase, PriceRange, TicketOffer
from samenight.content.model.amounts import Buys, Money, Results, Tier
from samenight.content.model.event_parts import Act, Match, Raffle, Ticket
from samenight.content.model.people import Member, Sponsor
from samenight.content.model.venue import Access, Venue, Wifi
from samenight.print_kit.codes.contents import Codes, calendar_code, hashtag_code, page_code, wifi_code
from samenight.print_kit.facts.fact_groups import (
    Cause,
    EventFacts,
    Identity,
    KitFacts,
    OrganiserFacts,
    Outcome,
    palette_of,
)

_PAGE = "https://example.org/halifax/"
_BARE_IDENTITY = Identity(
    festival="Lantern Night",
    tagline=None,
    edition="Spring 2027",
    slogan=None,
    city="Halifax",
    country="GB",
    hashtags=(),
    accounts=(),
    page=_PAGE,
    contact=None,
    language="en",
    first=None,
    last=None,
    palette=palette_of("halifax"),
)
BARE = KitFacts(
    _BARE_IDENTITY,
    Codes(page_code(_PAGE)),
    EventFacts(),
    Cause(None, None, None, None, None, (), ()),
    Outcome(None, ()),
)

_EURO = "EUR"
_LINES: list[dict[str, Any]] = [
    {"stream": "tickets", "gross": "1500.00", "fees": "48.66", "currency": _EURO, "count": "240"},
    {"stream": "raffle", "gross": "900.00", "currency": _EURO},
]
RICH = KitFacts(
    replace(
        _BARE_IDENTITY,
        tagline="Lights for all",
        slogan="Shine on",
        hashtags=("LanternHalifax", "LanternNight"),
        accounts=(("", "@lanterns"), ("Mastodon", "@lanterns@example.social")),
        contact="halifax@example.org",
        language="en-GB",
        first=dt.date(2027, 3, 25),
        last=dt.date(2027, 3, 26),
    ),
    Codes(
        page=page_code(_PAGE),
        tickets=page_code("https://tickets.example/1"),
        donate=page_code("https://give.example/1"),
        calendar=calendar_code("https://example.org", "halifax/calendar.ics"),
        wifi=wifi_code("Guests", "correct horse"),
        hashtag=hashtag_code("LanternHalifax", {}),
        raffle=page_code(f"{_PAGE}#raffle"),
    ),
    EventFacts(
        name="The Night of Lanterns",
        start=dt.time(19, 30),
        end=dt.time(0, 30),
        venue=Venue(
            name="The Old Dock",
            address="1 Quay Road",
            getting_there="Bus 12",
            access=Access(step_free="yes"),
            wifi=Wifi(network="Guests", password="correct horse"),  # noqa: S106 -- on every table
        ),
        place="By the harbour",
        offers=(
            TicketOffer(
                Ticket(name="Early bird", price="5.00", currency=_EURO, includes="one drink"),
                OfferState.ON_SALE,
            ),
            TicketOffer(Ticket(currency=_EURO, at_the_door="yes"), OfferState.AT_THE_DOOR),
        ),
        prices=(PriceRange(_EURO, Decimal("5.00"), Decimal("5.00")),),
        why_no_tickets="Tickets at the door only.",
        raffle=Raffle(
            kind="tombola", price="2.00", currency=_EURO, draw="22:00",
            prizes=[{"name": "A bicycle", "donor": "Wheels & Co.", "value": "€300"}, "A book"],
        ),
        programme=(Act(what="Doors"), Act(time="20:00", what="Music", who="The Hundred Days")),
        sponsors=(Sponsor(name="Dock & Co.", level="venue", covers="the room"), Sponsor(name="Wheels & Co.")),
    ),
    Cause(
        charity="Water for All",
        purpose="Wells for clean water",
        website="https://www.water.example/",
        registration="22-39",
        goal=Money(amount="3000", currency=_EURO, precision="about"),
        buys=(Buys(amount="20", currency=_EURO, buys="clean water for one person"),),
        tiers=(Tier(amount="10", currency=_EURO, label="half a person’s water"),),
    ),
    Outcome(
        Results(
            status="provisional",
            as_of="2027-04-02",
            attendance={"count": "1220", "precision": "at_least"},
            lines=_LINES,
            handed_over={"date": "2027-05-01", "amount": "2351.34", "currency": _EURO},
            note="The bar’s share is still to come.",
        ),
        (Money(amount="2351.34", currency=_EURO, precision="about"),),
    ),
    OrganiserFacts(
        phase=Phase.BEFORE,
        team=(Member(name="Ada Lovelace", role="Doors"), Member(name="Greta Garbo")),
        match=(
            Match(sponsor="Dock & Co.", per="ticket", amount="1", currency=_EURO, cap="500"),
            Match(sponsor="Wheels & Co.", per="ticket", amount="1", currency=_EURO),
        ),
        capacity=1250,
        cities=202,
        countries=40,
        site="https://example.org/",
    ),
)  # fmt: skip
SPARSE = replace(BARE, event=EventFacts(venue=Venue(wifi=Wifi(network="Guests")), raffle=Raffle()))
KITS = (RICH, replace(SPARSE, event=replace(SPARSE.event, venue=Venue())), SPARSE, BARE)
