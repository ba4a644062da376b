"""Kits to vary, and a way to look into drawings."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from xml.etree import ElementTree

from samenight.content.library.event_state import OfferState, PriceRange, TicketOffer
from samenight.content.model.event_parts import Ticket
from samenight.content.model.people import Sponsor
from samenight.content.model.venue import Venue, Wifi
from samenight.print_kit.codes.contents import Codes, hashtag_code, page_code, wifi_code
from samenight.print_kit.facts.fact_groups import Cause, EventFacts, Identity, KitFacts, Outcome, palette_of

SVG = "{http://www.w3.org/2000/svg}"
PAGE = "https://example.org/newcastle-upon-tyne/"

IDENTITY = Identity(
    festival="Lantern Night",
    tagline="Many lights",
    edition="Spring 2011",
    slogan=None,
    city="Newcastle upon Tyne",
    country="GB",
    hashtags=("LanternNewcastle", "LanternNight"),
    accounts=(("", "@lanternsncl"), ("Mastodon", "@lanterns@example.social")),
    page=PAGE,
    contact=None,
    language="en",
    first=dt.date(2011, 3, 24),
    last=None,
    palette=palette_of("newcastle-upon-tyne"),
)
_WIFI = Wifi(network="Guests", password="correct horse")  # noqa: S106 -- on a poster
_NO_CAUSE = Cause(None, None, None, None, None, (), ())
# A kit with all facts that templates show, and one of a city with only a name.
RICH = KitFacts(
    IDENTITY,
    Codes(
        page=page_code(PAGE),
        donate=page_code("https://give.example/lanterns"),
        wifi=wifi_code("Guests", "correct horse"),
        hashtag=hashtag_code("LanternNewcastle", {}),
        raffle=page_code(f"{PAGE}#raffle"),
    ),
    EventFacts(
        start=dt.time(19, 30),
        venue=Venue(name="The Old Baths", address="1 River Lane", wifi=_WIFI),
        offers=(TicketOffer(Ticket(price="5", currency="GBP"), OfferState.ON_SALE),),
        prices=(PriceRange("GBP", Decimal("5"), Decimal("5")),),
        sponsors=(Sponsor(name="The Old Brewery"), Sponsor(name="Print & Co.")),
    ),
    Cause("Clean Water", "Wells for villages", None, None, None, (), ()),
    Outcome(None, ()),
)  # fmt: skip
BARE = KitFacts(
    Identity(
        "Lantern Night", None, "Spring 2011", None, "Mito", "JP", (), (), "https://example.org/mito/", None,
        "ar", None, None, palette_of("mito"),
    ),
    Codes(page=page_code("https://example.org/mito/")),
    EventFacts(),
    _NO_CAUSE,
    Outcome(None, ()),
)  # fmt: skip


def parsed(svg: bytes) -> ElementTree.Element:
    """The root of a drawing of ours. Raises :class:`ElementTree.ParseError` if it is not well-formed."""
    return ElementTree.fromstring(svg)  # noqa: S314 -- made by ourselves
