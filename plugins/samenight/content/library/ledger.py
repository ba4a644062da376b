"""The ledger: what each event raised, and the totals.

Amounts stay in their own currency. Each event's amount is converted once, with the last rate on or
before the event's day, and rounded to the base currency's decimals; a converted total is the sum of
those rounded amounts, so that it can be checked by hand.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from samenight.content.library.event_times import Days
from samenight.content.model.amounts import Rate, Results, StreamAmount
from samenight.content.model.file_facts import Edition, Event, EventKey
from samenight.content.values.money import rounded

# A rate older than this is not used for a day.
RATE_MAX_AGE = dt.timedelta(days=31)
ZERO = Decimal(0)


@dataclass(frozen=True)
class LedgerEntry:
    """What one event raised in one currency: one row of the ledger, with the slugs of city, event and
    edition.

    ``fees`` is ``None`` if none are reported; ``net`` is then the amount as reported.
    """

    city: str
    event: str
    edition: str
    country: str
    currency: str
    gross: Decimal
    fees: Decimal | None
    net: Decimal
    precision: str | None
    status: str
    day: dt.date | None
    converted: Decimal | None = None
    rate: Rate | None = None


@dataclass(frozen=True)
class CountedAmount:
    """The part of an event's results that counts, in one currency."""

    currency: str
    gross: Decimal
    fees: Decimal | None
    net: Decimal
    precision: str | None


@dataclass(frozen=True)
class Sum:
    """The sum of the entries of one currency. ``inexact`` is the part of ``net`` that is not exact,
    ``unstated`` the part of which nobody states whether it is, ``open`` the part that is not final."""

    currency: str
    gross: Decimal
    fees: Decimal
    net: Decimal
    inexact: Decimal
    unstated: Decimal
    open: Decimal
    events: int


@dataclass(frozen=True)
class Total:
    """Sums by currency, and their sum in the base currency as far as dated rates are known."""

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
    """The amount of a line after fees."""
    return line.gross - (line.fees or ZERO)


def lines_by_currency(results: Results) -> Mapping[str, list[StreamAmount]]:
    """The lines of an event's results, by currency."""
    lines: dict[str, list[StreamAmount]] = defaultdict(list)
    for line in results.lines:
        lines[line.currency].append(line)
    return lines


def counted_lines(results: Results) -> bool:
    """Whether the lines count, rather than the total.

    Lines count if there is no total or if they add up to it; otherwise they are only parts of the
    total and are not added to it.
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

        An amount in the base currency needs no rate; without a rate, both are ``None``.
        """
        if currency == self.base_currency:
            return rounded(amount, currency), None
        rate = self.on(currency, day)
        return (rounded(amount * rate.rate, self.base_currency), rate) if rate else (None, None)


def ledger_of(
    events: Iterable[Event],
    rates: Rates,
    days: Mapping[EventKey, dt.date | None],
    countries: Mapping[str, str],
) -> dict[EventKey, tuple[LedgerEntry, ...]]:
    """The entries of every event, by the slugs of city and event.

    ``days`` are the days whose exchange rates apply, by the same slugs; ``countries`` are ISO 3166 codes by
    the slug of the city.
    """
    return {
        event.key: tuple(
            _entry(event, counted, rates, days[event.key], countries[event.city])
            for counted in (_counted(event.results) if event.results else ())
        )
        for event in events
    }


def _counted(results: Results) -> Iterable[CountedAmount]:
    """The part of an event's results that counts, by currency."""
    by_lines = counted_lines(results)
    if results.total and not by_lines:
        total = results.total
        yield CountedAmount(total.currency, total.amount, None, total.amount, total.precision)
        return
    for currency, lines in sorted(lines_by_currency(results).items()):
        gross = sum((line.gross for line in lines), ZERO)
        after_fees = sum(map(net, lines), ZERO)
        has_fees = any(line.fees is not None for line in lines)  # lines of cash have none
        fees = gross - after_fees if has_fees else None
        precision = _weakest(line.precision for line in lines)
        if precision is None and results.total and results.total.currency == currency:
            precision = results.total.precision
        yield CountedAmount(currency, gross, fees, after_fees, precision)


def _weakest(precisions: Iterable[str | None]) -> str | None:
    order = ("exact", None, "about", "at_least", "estimate")
    return max(precisions, key=order.index)


def _entry(
    event: Event, counted: CountedAmount, rates: Rates, day: dt.date | None, country: str
) -> LedgerEntry:
    converted, rate = rates.convert(counted.net, counted.currency, day)
    return LedgerEntry(
        city=event.city, event=event.slug, edition=event.edition, country=country,
        currency=counted.currency, gross=counted.gross, fees=counted.fees, net=counted.net,
        precision=counted.precision, status=event.results.status if event.results else "",
        day=day, converted=converted, rate=rate,
    )  # fmt: skip


def day_of_exchange(days: Days, edition: Edition) -> dt.date | None:
    """The day whose exchange rates apply to an event: its first day. For an event without a date in a short
    edition, the edition's first day; else ``None``."""
    if days.first is not None:
        return days.first
    if edition.date and edition.end_date and edition.end_date - edition.date <= RATE_MAX_AGE:
        return edition.date
    return None


def total_of(entries: Iterable[LedgerEntry], base_currency: str) -> Total:
    """The total of entries. Currencies are sorted by how many events used them, then by code."""
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
        inexact=sum((entry.net for entry in entries if entry.precision not in {"exact", None}), ZERO),
        unstated=sum((entry.net for entry in entries if entry.precision is None), ZERO),
        open=sum((entry.net for entry in entries if entry.status != "final"), ZERO),
        events=len(entries),
    )
