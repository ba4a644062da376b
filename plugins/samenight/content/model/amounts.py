"""Amounts and counts: goals, pledges, results and hand-overs, with their precision."""

from __future__ import annotations

from typing import Any

from pydantic import Field, model_validator

from samenight.content.model.base import Fact, refuse
from samenight.content.model.fields import (
    Amount,
    Currency,
    Date,
    Deadline,
    ExchangeRate,
    Includes,
    Number,
    Precision,
    ResultsStatus,
    Stream,
    Text,
    Url,
    YesNo,
)
from samenight.content.problems.kinds import values
from samenight.content.values.written_money import priced
from samenight.content.values.written_numbers import (
    Readings,
    count_and_precision,
    readings_of_count,
)


class Money(Fact):
    """An amount in its own currency, with how well it is known."""

    amount: Amount
    """The amount in digits, like "10.00"."""
    currency: Currency
    """ISO 4217 code of the currency."""
    precision: Precision | None = None
    """How well the figure is known: exact, about, at_least or estimate; not stated if left out."""
    note: Text | None = None
    """What the figure is and what it leaves out."""
    source: Url | None = None
    """Where the figure was published."""

    @classmethod
    def group_of(cls, text: str) -> dict[str, Any] | None:
        """The amount and currency of ``"20 000 PLN"``."""
        found = priced(text)
        if found is None or found.alone is None or len(found.amounts) != 1:
            return None
        known = {"precision": found.precision} if found.precision else {}
        return {"amount": found.amounts[0], "currency": found.alone, **known}


class Count(Fact):
    """A number of people or things, with how well it is known. A plain number may be written instead, alone
    or as "about 50", "at least 50", "estimated 50", "exactly 50"."""

    count: Number
    """The number."""
    precision: Precision | None = None
    """How well the figure is known: exact, about, at_least or estimate; not stated if left out."""
    note: Text | None = None
    """What was counted, and by whom."""
    source: Url | None = None
    """Where the figure was published."""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        readings = readings_of_count(value)
        if len(readings) != 1:
            return {"count": value}
        number, precision = count_and_precision(readings[0])
        return {"count": number, "precision": precision} if precision else {"count": number}

    @classmethod
    def readings_of_text(cls, text: str) -> Readings:
        """The counts that a text can mean: ``"100+"`` is "at least 100"."""
        return readings_of_count(text)


class Figure(Fact):
    """One figure that a source gives, next to others that may disagree; never added up."""

    what: Text
    """What the figure is about: raised, attendance, cities, goal, wells, ..."""
    amount: Amount | None = None
    """The amount, if it is money."""
    currency: Currency | None = None
    """ISO 4217 code, if it is money."""
    count: Number | None = None
    """The number, if it is not money."""
    up_to: Amount | None = None
    """The upper end, if the source gives a range."""
    precision: Precision | None = None
    """How well the figure is known: exact, about, at_least or estimate; not stated if left out."""
    note: Text | None = None
    """What the figure covers, who gives it, why it may differ from the others."""
    source: Url | None = None
    """Where the figure was published."""

    @model_validator(mode="after")
    def _amount_has_currency(self) -> Figure:
        if (self.amount is None) != (self.currency is None):
            raise refuse(values.FIGURE_CURRENCY())
        return self


class Goal(Fact):
    """Something other than money that is hoped for. A plain sentence may be written instead."""

    what: Text
    """What it is: guests, cities, volunteers, wells."""
    count: Number | None = None
    """How many."""
    note: Text | None = None
    """Anything else about it."""

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: Any) -> Any:
        return {"what": value} if isinstance(value, str) else value


class Tier(Fact):
    """An amount suggested to donors."""

    amount: Amount
    """The amount."""
    currency: Currency
    """ISO 4217 code."""
    up_to: Amount | None = None
    """The most, if people choose an amount from one to another."""
    open_amount: YesNo = "no"
    """Whether people may give any amount from this one on."""
    label: Text | None = None
    """What the amount pays for: "a school kit"."""
    reward: Text | None = None
    """What one gets in return: a print, a name on the wall."""
    limit: Number | None = None
    """How many there are."""
    left: Number | None = None
    """How many are left."""
    until: Deadline | None = None
    """Until when it is offered, local time."""

    @model_validator(mode="after")
    def _says_what_for(self) -> Tier:
        if self.label is None and self.reward is None:
            raise refuse(values.MISSING_KEY("label"))
        return self


class StreamAmount(Fact):
    """Money that came in through one stream."""

    stream: Stream
    """tickets, donations, door, raffle, auction, merchandise, matching, sponsors or other."""
    gross: Amount
    """What was paid."""
    fees: Amount | None = None
    """What payment services kept."""
    currency: Currency
    """ISO 4217 code."""
    count: Number | None = None
    """How many tickets, gifts or lots."""
    precision: Precision | None = None
    """How well the figure is known: exact, about, at_least or estimate; not stated if left out."""
    evidence: Text | None = None
    """What proves it: the name of an export, a count signed by two people."""
    note: Text | None = None
    """Anything else about it."""


class HandedOver(Fact):
    """The day the money reached the charity."""

    date: Date
    """When."""
    amount: Amount
    """How much."""
    currency: Currency
    """ISO 4217 code."""
    receipt: Url | None = None
    """The charity's receipt or thank-you."""


class Buys(Fact):
    """What an amount buys at a charity."""

    amount: Amount
    """The amount."""
    currency: Currency
    """ISO 4217 code."""
    up_to: Amount | None = None
    """The upper end, if the source gives a range."""
    buys: Text
    """What it buys."""
    source: Url | None = None
    """Where that was published."""


class Grant(Fact):
    """Money that somebody granted to the event."""

    giver: Text = Field(alias="from")
    """Who granted it."""
    amount: Amount
    """How much."""
    currency: Currency
    """ISO 4217 code."""
    purpose: Text | None = Field(None, alias="for")
    """What it is for."""


class Cost(Fact):
    """What the event cost: the other side of its account."""

    what: Text
    """What was paid for."""
    amount: Amount
    """How much."""
    currency: Currency
    """ISO 4217 code."""
    paid_by: Text | None = None
    """Who paid it, so that it did not come out of the money for the cause."""


class Announced(Fact):
    """What was announced at the event itself. It is kept as it was, whatever the final account says."""

    amount: Amount
    """The amount that was announced."""
    currency: Currency
    """ISO 4217 code."""
    date: Deadline | None = None
    """When it was announced, local time."""
    note: Text | None = None
    """Who announced it, and how."""


class Proof(Fact):
    """What became of the money."""

    what: Text
    """What was paid for: "a well"."""
    where: Text | None = None
    """Where."""
    date: Date | None = None
    """When."""
    amount: Amount | None = None
    """How much of the money."""
    currency: Currency | None = None
    """ISO 4217 code of the amount."""
    people: Count | None = None
    """How many people it serves."""
    photo: Text | None = None
    """File name of a picture, in the same folder."""
    url: Url | None = None
    """Where it is reported."""
    follow_up: Text | None = None
    """What was found when somebody looked again."""

    @model_validator(mode="after")
    def _amount_has_currency(self) -> Proof:
        if (self.amount is None) != (self.currency is None):
            raise refuse(values.FIGURE_CURRENCY())
        return self


class Results(Fact):
    """The results of an event."""

    status: ResultsStatus = "reported"
    """reported (by a source), provisional (counted so far) or final (accounted for)."""
    as_of: Date | None = None
    """The day of the count."""
    counted_by: Text | None = None
    """Who counted: "two of the team and the bar's owner"."""
    includes: tuple[Includes, ...] = ()
    """What the sums contain although it is not money for the cause, or not yet: refunds, fees, pledges."""
    attendance: Count | None = None
    """How many came."""
    announced: Announced | None = None
    """What was announced at the event itself; kept for ever."""
    lines: tuple[StreamAmount, ...] = ()
    """The money by stream."""
    total: Money | None = None
    """The total, if only a total is known, or to check the lines against it."""
    handed_over: HandedOver | None = None
    """The day the money reached the charity."""
    costs: tuple[Cost, ...] = ()
    """What the event cost, and who paid it."""
    proof: tuple[Proof, ...] = ()
    """What became of the money."""
    also_reported: tuple[Figure, ...] = ()
    """Figures that disagree, cover only a part, or were only expected; shown, never added up."""
    note: Text | None = None
    """Anything else about the results."""

    @model_validator(mode="after")
    def _final_is_dated(self) -> Results:
        if self.status == "final" and not self.as_of:
            raise refuse(values.RESULTS_AS_OF())
        return self


class Rate(Fact):
    """A line of ``rates.csv``: the exchange rate of a currency on a day."""

    currency: Currency
    """ISO 4217 code of the currency converted from."""
    date: Date
    """The day of the rate."""
    rate: ExchangeRate
    """Units of the base currency for one unit of this currency."""
    source: Text
    """Who published the rate."""
