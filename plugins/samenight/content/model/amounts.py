"""Amounts and counts: goals, pledges, results and hand-overs, with their precision."""

from __future__ import annotations

from typing import Any

from pydantic import model_validator

from samenight.content.model.base import Fact, refuse
from samenight.content.model.fields import (
    Amount,
    Currency,
    Date,
    ExchangeRate,
    Number,
    Precision,
    ResultsStatus,
    Stream,
    Text,
    Url,
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
    precision: Precision = "exact"
    """How well the figure is known: exact, about, at_least or estimate."""
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
    precision: Precision = "exact"
    """How well the figure is known: exact, about, at_least or estimate."""
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
    precision: Precision = "exact"
    """How well the figure is known: exact, about, at_least or estimate."""
    note: Text | None = None
    """What the figure covers, who gives it, why it may differ from the others."""
    source: Url | None = None
    """Where the figure was published."""

    @model_validator(mode="after")
    def _amount_has_currency(self) -> Figure:
        if (self.amount is None) != (self.currency is None):
            raise refuse(values.FIGURE_CURRENCY())
        return self


class Tier(Fact):
    """An amount suggested to donors."""

    amount: Amount
    """The amount."""
    currency: Currency
    """ISO 4217 code."""
    label: Text
    """What the amount pays for: "a school kit"."""


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
    precision: Precision = "exact"
    """How well the figure is known: exact, about, at_least or estimate."""
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


class Results(Fact):
    """The results of an event."""

    status: ResultsStatus = "reported"
    """reported (by a source), provisional (counted so far) or final (accounted for)."""
    as_of: Date | None = None
    """The day of the count."""
    attendance: Count | None = None
    """How many came."""
    lines: tuple[StreamAmount, ...] = ()
    """The money by stream."""
    total: Money | None = None
    """The total, if only a total is known, or to check the lines against it."""
    handed_over: HandedOver | None = None
    """The day the money reached the charity."""
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
