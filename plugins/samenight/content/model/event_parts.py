"""The parts that events and editions are made of: notice, tickets, raffle, programme, pledges."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from pydantic import Field, model_validator

from samenight.content.model.amounts import Tier
from samenight.content.model.base import Fact, refuse
from samenight.content.model.fields import (
    ActionKind,
    Amount,
    Currency,
    Date,
    Deadline,
    Number,
    Slug,
    Text,
    Time,
    Url,
    YesNo,
)
from samenight.content.problems.kinds import values
from samenight.content.values.written_money import priced
from samenight.content.values.written_places import readings_of_answer, readings_of_url


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


class Ticket(Fact):
    """One kind of ticket."""

    older_keys: ClassVar[Mapping[str, tuple[str, ...]]] = MappingProxyType({"quantity": ("limit",)})

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
    limit: Number | None = None
    """How many there are."""
    left: Number | None = None
    """How many are left."""
    open_amount: YesNo = "no"
    """Whether people choose what they pay; the price is then the least."""
    includes: Text | None = None
    """What is included."""
    reward: Text | None = None
    """What one gets in return for the price: a print, a name on the wall."""
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


class Notice(Fact):
    """News that guests must not miss: the moved door, the closed street. A plain sentence may be written
    instead."""

    text: Text
    """The sentence."""
    since: Deadline | None = None
    """From when it is shown, local time."""
    until: Deadline | None = None
    """Until when it is shown, local time."""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value


class Action(Fact):
    """Something else that people can do for the cause."""

    kind: ActionKind = "other"
    """petition, sign_up or other."""
    title: Text
    """What one does: "Sign for clean water"."""
    url: Url
    """Where."""
    until: Deadline | None = None
    """Until when, local time."""


class SharedSale(Fact):
    """A shop, bar or maker that gives a share of its sales."""

    who: Text
    """Who gives it."""
    what: Text | None = None
    """Of what: "each slice of cake"."""
    share: Text | None = None
    """How much: "10 %", "2 EUR each"."""
    url: Url | None = None
    """Their page."""
    until: Deadline | None = None
    """Until when, local time."""


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


class Promoter(Fact):
    """Who is responsible for a raffle by law. A plain name may be written instead."""

    name: Text
    """Their name."""
    address: Text | None = None
    """Their address."""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value


class TicketNumbers(Fact):
    """The numbers of the raffle tickets that are sold."""

    first: Number = Field(alias="from")
    """The first number."""
    last: Number = Field(alias="to")
    """The last number."""


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
    place: Text | None = None
    """Where the winners are drawn."""
    promoter: Promoter | None = None
    """Who is responsible for it by law."""
    permit: Text | None = None
    """The number of its permit or registration."""
    numbers: TicketNumbers | None = None
    """The numbers of the tickets that are sold."""
    sold_in_advance: YesNo = "unknown"
    """Whether tickets are sold before the event."""
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
    count: Number | None = None
    """How many units there were."""
    as_of: Date | None = None
    """The day of that count."""
    evidence: Text | None = None
    """What proves the count: a report, an export, a letter."""
    until: Deadline | None = None
    """When the pledge ends, local time."""


class Act(Fact):
    """One entry of the programme. A plain sentence may be written instead."""

    what: Text
    """What happens."""
    day: Date | None = None
    """The day, if the event has several."""
    time: Time | None = None
    """When it begins, local time; a time before the event's start is after midnight."""
    end: Time | None = None
    """When it ends, local time."""
    who: Text | None = None
    """Who does it."""
    room: Text | None = None
    """In which room."""
    track: Text | None = None
    """In which track."""
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
