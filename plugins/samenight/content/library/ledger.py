"""The ledger: what each event raised, and sums of it that add up.

Amounts stay in their own currency. A converted amount is worked out once for each event, with
the last rate on or before the event's day, and rounded to the base currency's decimals; a sum
of converted amounts is the sum of those rounded amounts, so that it can be added up by hand.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from samenight.content.model.amounts import Rate, Results, StreamAmount
from samenight.content.model.file_facts import Edition, Event
from samenight.content.values.money import rounded

# A rate older than this says little about the day.
RATE_MAX_AGE = dt.timedelta(days=31)
ZERO = Decimal(0)
Key = tuple[str, str]  # the slugs of city and edition


@dataclass(frozen=True)
class LedgerEntry:
    """What one event raised in one currency: a row of the ledger that is counted.

    ``fees`` is ``None`` where nobody told any; ``net`` is then the sum as it was told.
    """

    city: str
    edition: str
    country: str
    currency: str
    gross: Decimal
    fees: Decimal | None
    net: Decimal
    precision: str
    status: str
    day: dt.date | None
    converted: Decimal | None = None
    rate: Rate | None = None


@dataclass(frozen=True)
class Counted:
    """What is counted of an event's results in one currency."""

    currency: str
    gross: Decimal
    fees: Decimal | None
    net: Decimal
    precision: str


@dataclass(frozen=True)
class Sum:
    """Entries of one currency added up. ``inexact`` is how much of ``net`` is not exact,
    ``open`` how much is not final."""

    currency: str
    gross: Decimal
    fees: Decimal
    net: Decimal
    inexact: Decimal
    open: Decimal
    events: int


@dataclass(frozen=True)
class Total:
    """Sums by currency, and what they make in the base currency where a dated rate is known."""

    sums: tuple[Sum, ...]
    base_currency: str
    converted: Decimal
    converted_entries: int
    entries: int

    @property
    def complete(self) -> bool:
        """Whether every entry could be converted."""
        return self.converted_entries == self.entries

    @property
    def inexact(self) -> bool:
        """Whether any of the sums is not exact."""
        return any(one.inexact for one in self.sums)


def net(line: StreamAmount) -> Decimal:
    """What is left of a line after fees."""
    return line.gross - (line.fees or ZERO)


def lines_by_currency(results: Results) -> Mapping[str, list[StreamAmount]]:
    """The lines of an event's results, by currency."""
    lines: dict[str, list[StreamAmount]] = defaultdict(list)
    for line in results.lines:
        lines[line.currency].append(line)
    return lines


def counted_lines(results: Results) -> bool:
    """Whether the lines are what counts, rather than parts of a total that is told apart.

    Lines that make up the total, or that stand alone, are counted and the total is a proof of
    them; any others are parts of the total and are not added to it.
    """
    if results.total is None:
        return bool(results.lines)
    parts = lines_by_currency(results).get(results.total.currency, [])
    return bool(parts) and sum(map(net, parts), ZERO) == results.total.amount


@dataclass(frozen=True)
class Rates:
    """Dated exchange rates to the base currency."""

    base_currency: str
    rates: tuple[Rate, ...]

    @cached_property
    def _by_currency(self) -> Mapping[str, list[Rate]]:
        table: dict[str, list[Rate]] = defaultdict(list)
        for rate in sorted(self.rates, key=lambda rate: rate.date):
            table[rate.currency].append(rate)
        return table

    def on(self, currency: str, day: dt.date | None) -> Rate | None:
        """The last rate on or before ``day`` that is not older than :data:`RATE_MAX_AGE`."""
        known = self._by_currency.get(currency, [])
        if day is None or not known:
            return None
        before = bisect_right(known, day, key=lambda rate: rate.date)
        rate = known[before - 1] if before else None
        return rate if rate and day - rate.date <= RATE_MAX_AGE else None

    def convert(
        self, amount: Decimal, currency: str, day: dt.date | None
    ) -> tuple[Decimal | None, Rate | None]:
        """The amount in the base currency, rounded, and the rate that was used.

        An amount in the base currency needs no rate; one without a rate stays ``None``.
        """
        if currency == self.base_currency:
            return rounded(amount, currency), None
        rate = self.on(currency, day)
        return (rounded(amount * rate.rate, self.base_currency), rate) if rate else (None, None)


def ledger_of(
    events: Iterable[Event], rates: Rates, days: Mapping[Key, dt.date | None], countries: Mapping[str, str]
) -> dict[Key, tuple[LedgerEntry, ...]]:
    """The entries of every event, by the slugs of city and edition.

    ``days`` are the days whose exchange rates hold, by the same slugs; ``countries`` are ISO codes by the
    slug of the city.
    """
    return {
        (event.city, event.edition): tuple(
            _entry(event, counted, rates, days[event.city, event.edition], countries[event.city])
            for counted in (_counted(event.results) if event.results else ())
        )
        for event in events
    }


def _counted(results: Results) -> Iterable[Counted]:
    """What is counted of an event's results, by currency."""
    by_lines = counted_lines(results)
    if results.total and not by_lines:
        total = results.total
        yield Counted(total.currency, total.amount, None, total.amount, total.precision)
        return
    for currency, lines in sorted(lines_by_currency(results).items()):
        gross = sum((line.gross for line in lines), ZERO)
        left = sum(map(net, lines), ZERO)
        told = any(line.fees is not None for line in lines)  # cash lines have none to tell
        fees = gross - left if told else None
        yield Counted(currency, gross, fees, left, _weakest(line.precision for line in lines))


def _weakest(precisions: Iterable[str]) -> str:
    order = ("exact", "about", "at_least", "estimate")
    return max(precisions, key=order.index)


def _entry(event: Event, counted: Counted, rates: Rates, day: dt.date | None, country: str) -> LedgerEntry:
    converted, rate = rates.convert(counted.net, counted.currency, day)
    return LedgerEntry(
        city=event.city, edition=event.edition, country=country,
        currency=counted.currency, gross=counted.gross, fees=counted.fees, net=counted.net,
        precision=counted.precision, status=event.results.status if event.results else "",
        day=day, converted=converted, rate=rate,
    )  # fmt: skip


def first_day(edition: Edition) -> dt.date | None:
    """The day on which an undated event of a short edition is converted: the edition's first."""
    if edition.date and edition.end_date and edition.end_date - edition.date <= RATE_MAX_AGE:
        return edition.date
    return None


def total_of(entries: Iterable[LedgerEntry], base_currency: str) -> Total:
    """Entries added up. Currencies are listed by how many events used them, then by code."""
    groups: dict[str, list[LedgerEntry]] = defaultdict(list)
    for entry in entries:
        groups[entry.currency].append(entry)
    sums = [_sum(code, group) for code, group in groups.items()]
    sums.sort(key=lambda one: (-one.events, one.currency))
    rows = [entry for group in groups.values() for entry in group]
    converted = [entry.converted for entry in rows if entry.converted is not None]
    return Total(tuple(sums), base_currency, sum(converted, ZERO), len(converted), len(rows))


def _sum(currency: str, entries: list[LedgerEntry]) -> Sum:
    return Sum(
        currency=currency,
        gross=sum((entry.gross for entry in entries), ZERO),
        fees=sum((entry.gross - entry.net for entry in entries), ZERO),
        net=sum((entry.net for entry in entries), ZERO),
        inexact=sum((entry.net for entry in entries if entry.precision != "exact"), ZERO),
        open=sum((entry.net for entry in entries if entry.status != "final"), ZERO),
        events=len(entries),
    )
