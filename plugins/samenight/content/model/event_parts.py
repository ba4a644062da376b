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
from samenight.content.values.written_money import priced
from samenight.content.values.written_places import (
    readings_of_answer,
    readings_of_coordinates,
    readings_of_url,
)


def _price_in(text: str) -> dict[str, str] | None:
    """The price and currency of a text like ``"5 EUR"``."""
    found = priced(text)
    certain = found and found.alone and len(found.amounts) == 1 and not found.precision
    return {"price": found.amounts[0], "currency": found.alone} if found and found.alone and certain else None


def _kind_in(text: str) -> dict[str, str] | None:
    """The local name of a raffle or an auction: words, and no answer like "yes"."""
    plain = not readings_of_answer(text) and not readings_of_url(text) and not re.search("[0-9]", text)
    return {"kind": text} if plain else None


def _url_in(text: str) -> dict[str, str] | None:
    readings = readings_of_url(text)
    return {"url": readings[0]} if readings else None


class Note(Fact):
    """Something worth keeping that no other field holds. A plain sentence may be written instead."""

    text: Text
    """The sentence."""
    source: Url | None = None
    """Where it was published."""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value


# IEEE 802.11: a network name has at most 32 bytes (9.4.2.2); a WPA password has 8 to 63 printable ASCII
# characters, or is the key itself in 64 hexadecimal digits (annex J.4.1).
MAX_SSID_BYTES = 32
_PASSWORD = re.compile(r"[ -~]{8,63}|[0-9A-Fa-f]{64}")


def _network(text: str) -> str:
    if len(text.encode()) > MAX_SSID_BYTES:
        raise refuse(printing.WIFI_NETWORK(text, most=MAX_SSID_BYTES))
    return text


def _password(text: str) -> str:
    if not _PASSWORD.fullmatch(text):
        raise refuse(printing.WIFI_PASSWORD())
    return text


WifiName = Annotated[Text, AfterValidator(_network)]
WifiPassword = Annotated[Text, AfterValidator(_password)]


class Wifi(Fact):
    """The Wi-Fi of the venue: on no published file unless public. `make wifi-kit` prints it for tables."""

    network: WifiName
    """The network's name (SSID)."""
    password: WifiPassword | None = None
    """Its password."""
    public: YesNo = "no"
    """Whether everybody may know it: then the city's page shows it, and the published print kit has it."""


class Venue(Fact):
    """Where the event takes place."""

    name: Text | None = None
    """The venue's name, as on its door."""
    address: Text | None = None
    """Street and number, as written locally."""
    url: Url | None = None
    """The venue's website."""
    coordinates: Point | None = None
    """Latitude, longitude of the entrance."""
    step_free: YesNo = "unknown"
    """Whether the venue can be entered without a step."""
    getting_there: Text | None = None
    """Bus, tram, parking."""
    wifi: Wifi | None = None
    """The Wi-Fi of the venue."""
    note: Text | None = None
    """Anything else worth knowing about the place."""

    @classmethod
    def group_of(cls, text: str) -> dict[str, Any] | None:
        """A venue with its name alone, or with nothing but its web address or its point."""
        point = readings_of_coordinates(text)
        return _url_in(text) or ({"coordinates": point[0]} if point else {"name": text})


class Ticket(Fact):
    """One kind of ticket."""

    name: Text | None = None
    """What it is called: "Early bird", "At the door"."""
    price: Amount | None = None
    """Its price; "0" if it is free."""
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
    """What is included."""
    at_the_door: YesNo = "unknown"
    """Whether it is sold at the door."""
    sold_out: YesNo = "unknown"
    """Whether it is sold out."""
    note: Text | None = None
    """Anything else about it."""

    @classmethod
    def group_of(cls, text: str) -> dict[str, Any] | None:
        """A ticket with its price, web address or name alone."""
        return _price_in(text) or _url_in(text) or (None if re.search("[0-9]", text) else {"name": text})

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
    """The platform that runs it."""
    tiers: tuple[Tier, ...] = ()
    """Suggested amounts."""
    until: Deadline | None = None
    """When the collection closes, local time."""

    @classmethod
    def group_of(cls, text: str) -> dict[str, Any] | None:
        """The page of which only the address is written."""
        return _url_in(text)


class Prize(Fact):
    """A prize, a lot or an item for sale. A plain name may be written instead."""

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
    """A winner, by ticket number, never by name."""

    prize: Text
    """The prize."""
    ticket: Text
    """The number of the winning ticket."""


class Raffle(Fact):
    """A raffle, tombola or prize draw."""

    kind: Text | None = None
    """What it is called locally: raffle, tombola, door raffle."""
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

    @classmethod
    def group_of(cls, text: str) -> dict[str, Any] | None:
        """A raffle of which only the price of a ticket, or its local name, is written."""
        return _price_in(text) or _kind_in(text)


class Auction(Fact):
    """An auction, live or silent."""

    kind: Text | None = None
    """What it is called locally: auction, silent auction."""
    start: Time | None = None
    """When it begins, local time."""
    lots: tuple[Prize, ...] = ()
    """What is auctioned."""
    url: Url | None = None
    """Where to bid online."""
    note: Text | None = None
    """Anything else about it."""

    @classmethod
    def group_of(cls, text: str) -> dict[str, Any] | None:
        """An auction of which only the web address or the local name is written."""
        return _url_in(text) or _kind_in(text)


class Merchandise(Fact):
    """Things sold for the cause."""

    kind: Text | None = None
    """What it is called locally: merchandise sale, bake sale."""
    items: tuple[Prize, ...] = ()
    """What is sold."""
    url: Url | None = None
    """Where to buy online."""
    note: Text | None = None
    """Anything else about it."""

    @classmethod
    def group_of(cls, text: str) -> dict[str, Any] | None:
        """A sale of which only the web address or the local name is written."""
        return _url_in(text) or _kind_in(text)


class Match(Fact):
    """A pledge: an amount for each share, ticket or donated unit, up to a cap."""

    sponsor: Text
    """Who pays."""
    per: Text
    """The unit it pays for: "ticket", "share", "EUR donated"."""
    amount: Amount
    """How much is paid for each unit."""
    currency: Currency
    """ISO 4217 code."""
    cap: Amount | None = None
    """The most that is paid in all."""
    until: Deadline | None = None
    """When the pledge ends, local time."""


class Act(Fact):
    """One entry of the programme. A plain sentence may be written instead."""

    what: Text
    """What happens."""
    time: Time | None = None
    """When, local time; a time before the event's start is after midnight."""
    who: Text | None = None
    """Who does it."""
    url: Url | None = None
    """Their page."""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        return {"what": value} if isinstance(value, str) else value


class CharityShare(Fact):
    """A charity that an edition supports in addition to the main one."""

    charity: Slug
    """The charity's file name, without ".md"."""
    note: Text | None = None
    """How it is involved."""

    @classmethod
    def group_of(cls, text: str) -> dict[str, Any] | None:
        """A charity of which only the file name is written."""
        return {"charity": text}
