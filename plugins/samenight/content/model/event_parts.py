"""The parts that events and editions are made of: venue, tickets, raffle, programme, people."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, model_validator

from samenight.content.model.amounts import Tier
from samenight.content.model.base import Fact, refuse
from samenight.content.model.fields import (
    Amount,
    Currency,
    Deadline,
    Number,
    Point,
    Slug,
    Text,
    Time,
    Url,
    YesNo,
)
from samenight.content.problems.kinds import printing, values


class Note(Fact):
    """Something worth keeping that no other field holds. A bare sentence may stand for it."""

    text: Text
    """The sentence."""
    source: Url | None = None
    """Where it stands."""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value


# IEEE 802.11: a name has at most 32 bytes (9.4.2.2); a password of WPA 8 to 63 signs of ASCII, or is the
# key itself in 64 hexadecimal digits (annex J.4.1).
MOST_OF_A_NETWORK = 32
_PASSWORD = re.compile(r"[ -~]{8,63}|[0-9A-Fa-f]{64}")


def _network(text: str) -> str:
    if len(text.encode()) > MOST_OF_A_NETWORK:
        raise refuse(printing.WIFI_NETWORK(text, most=MOST_OF_A_NETWORK))
    return text


def _password(text: str) -> str:
    if not _PASSWORD.fullmatch(text):
        raise refuse(printing.WIFI_PASSWORD())
    return text


WifiName = Annotated[Text, AfterValidator(_network)]
WifiPassword = Annotated[Text, AfterValidator(_password)]


class Wifi(Fact):
    """The Wi-Fi of the room; on the kit's table tents and codes, kept off the city's page."""

    network: WifiName
    """The network's name (SSID)."""
    password: WifiPassword | None = None
    """Its password."""
    public: YesNo = "no"
    """Whether the public page may show it."""


class Venue(Fact):
    """Where it takes place."""

    name: Text | None = None
    """The name on the door."""
    address: Text | None = None
    """Street and number, as one writes them there."""
    url: Url | None = None
    """The venue's own page."""
    coordinates: Point | None = None
    """Latitude, longitude of the door."""
    step_free: YesNo = "unknown"
    """Whether one gets in without a step."""
    getting_there: Text | None = None
    """Bus, tram, parking."""
    wifi: Wifi | None = None
    """The Wi-Fi of the room."""
    note: Text | None = None
    """What else one should know of the place."""


class Ticket(Fact):
    """One kind of ticket."""

    name: Text | None = None
    """What it is called: "Early bird", "At the door"."""
    price: Amount | None = None
    """Its price; "0" where it is free."""
    currency: Currency | None = None
    """ISO 4217 code of the price."""
    url: Url | None = None
    """Where it is sold."""
    since: Deadline | None = None
    """When the sale begins, local time."""
    until: Deadline | None = None
    """When the sale ends, local time."""
    quantity: Number | None = None
    """How many there are."""
    includes: Text | None = None
    """What comes with it."""
    at_the_door: YesNo = "unknown"
    """Whether it is sold at the door."""
    sold_out: YesNo = "unknown"
    """Whether all are gone."""
    note: Text | None = None
    """Anything else about it."""

    @model_validator(mode="after")
    def _price_has_currency(self) -> Ticket:
        if self.price is not None and self.currency is None:
            raise refuse(values.TICKET_CURRENCY())
        return self


class Donate(Fact):
    """How to give without coming."""

    url: Url | None = None
    """The donation page."""
    platform: Text | None = None
    """Who runs it."""
    tiers: tuple[Tier, ...] = ()
    """Suggested amounts."""
    until: Deadline | None = None
    """When the collection closes, local time."""


class Prize(Fact):
    """A prize or a lot. A bare name may stand for it."""

    name: Text
    """What it is."""
    donor: Text | None = None
    """Who gave it."""
    value: Text | None = None
    """What it is worth, in words."""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value


class Winner(Fact):
    """Who won, by ticket number; never by name."""

    prize: Text
    """The prize."""
    ticket: Text
    """The number of the winning ticket."""


class Raffle(Fact):
    """A raffle, tombola or prize draw."""

    kind: Text | None = None
    """What it is called there: raffle, tombola, door raffle."""
    price: Amount | None = None
    """Price of a raffle ticket."""
    currency: Currency | None = None
    """ISO 4217 code of the price."""
    draw: Time | None = None
    """When the winners are drawn, local time."""
    prizes: tuple[Prize, ...] = ()
    """The prizes."""
    winners: tuple[Winner, ...] = ()
    """The winners, after the draw."""
    note: Text | None = None
    """Anything else about it."""


class Auction(Fact):
    """An auction, loud or silent."""

    kind: Text | None = None
    """What it is called there: auction, silent auction."""
    start: Time | None = None
    """When it begins, local time."""
    lots: tuple[Prize, ...] = ()
    """What is auctioned."""
    url: Url | None = None
    """Where one bids online."""
    note: Text | None = None
    """Anything else about it."""


class Merchandise(Fact):
    """Things sold for the cause."""

    kind: Text | None = None
    """What it is called there: merchandise sale, bake sale."""
    items: tuple[Prize, ...] = ()
    """What is sold."""
    url: Url | None = None
    """Where one buys online."""
    note: Text | None = None
    """Anything else about it."""


class Match(Fact):
    """A pledge: so much for each share, ticket or donated unit, up to a cap."""

    sponsor: Text
    """Who pays."""
    per: Text
    """For each what: "ticket", "share", "EUR donated"."""
    amount: Amount
    """How much for each."""
    currency: Currency
    """ISO 4217 code."""
    cap: Amount | None = None
    """The most that is paid."""
    until: Deadline | None = None
    """When the pledge ends, local time."""


class Act(Fact):
    """One entry of the programme. A bare sentence may stand for it."""

    what: Text
    """What happens."""
    time: Time | None = None
    """When, local time; before the event's start means after midnight."""
    who: Text | None = None
    """Who does it."""
    url: Url | None = None
    """Their page."""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        return {"what": value} if isinstance(value, str) else value


class CharityShare(Fact):
    """A charity that an edition supports beside the main one."""

    charity: Slug
    """The charity's file name, without ".md"."""
    note: Text | None = None
    """How it comes in."""
