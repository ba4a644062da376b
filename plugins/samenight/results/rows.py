"""Rows of the open data: one for each counted sum of an event, each stream, and each other figure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from samenight.content.library.ledger import LedgerEntry, net
from samenight.content.library.library import Library
from samenight.content.model.amounts import Announced, Figure, StreamAmount
from samenight.content.model.file_facts import Event
from samenight.content.values.money import plain
from samenight.site import urls

# Cells that only counted rows fill.
_ONLY_COUNTED = (
    "base_currency", "converted", "rate", "rate_date", "rate_source", "handed_over", "handed_over_date",
)  # fmt: skip


@dataclass(frozen=True)
class ResultRow:
    """A row of ``results.csv`` and ``results.json``; all cells are text, empty if unknown.

    Only rows of the kind ``event`` are counted and add up to the totals. Rows of the kind ``stream``
    show what such a row consists of, or parts of it; rows of the kind ``also_reported`` are figures
    that disagree, are parts, or were only expected.
    """

    kind: str
    city: str
    city_name: str
    country: str
    event: str
    edition: str
    date: str
    charity: str
    charity_name: str
    currency: str
    stream: str
    gross: str
    fees: str
    net: str
    count: str
    precision: str
    status: str
    as_of: str
    counted_by: str
    includes: str
    announced: str
    evidence: str
    base_currency: str
    converted: str
    rate: str
    rate_date: str
    rate_source: str
    handed_over: str
    handed_over_date: str
    note: str
    sources: str
    page: str


def rows_of(library: Library, site_url: str) -> tuple[ResultRow, ...]:
    """All rows, in the order of the events."""
    return tuple(row for event in library.events for row in _event_rows(library, event, site_url))


def _event_rows(library: Library, event: Event, site_url: str) -> Iterator[ResultRow]:
    if event.results is None:
        return
    shared = _shared(library, event, site_url)
    for entry in library.entries_of(event):
        counted = _counted(entry, library.festival.base_currency)
        yield ResultRow(
            kind="event", **{**shared, **counted, **_handed_over(event, entry), **_remarks(event, entry)}
        )
    for line in event.results.lines:
        yield ResultRow(kind="stream", **{**shared, **_stream(line)})
    for figure in event.results.also_reported:
        if figure.amount is not None and figure.currency is not None:
            yield ResultRow(
                kind="also_reported", **{**shared, **_figure(figure, figure.amount, figure.currency)}
            )


def _remarks(event: Event, entry: LedgerEntry) -> dict[str, str]:
    """The notes and sources of a counted sum: its own source, else the event's."""
    results = event.results
    total = results.total if results and results.total and results.total.currency == entry.currency else None
    notes = [total.note if total else None, results.note if results else None]
    sources = [total.source] if total and total.source else event.sources
    return {"note": " ".join(filter(None, notes)), "sources": " ".join(sources)}


def _figure(figure: Figure, amount: Decimal, currency: str) -> dict[str, str]:
    cells = {
        **_sums(currency, amount, None, amount),
        "stream": "",
        "count": "",
        "precision": figure.precision or "",
        "evidence": "",
        **dict.fromkeys(_ONLY_COUNTED, ""),
        "note": ". ".join(filter(None, [figure.what, figure.note])),
    }
    return {**cells, "sources": figure.source} if figure.source else cells


def _shared(library: Library, event: Event, site_url: str) -> dict[str, str]:
    """The cells that all rows of an event have in common."""
    assert event.results is not None
    resolved = library.resolve(event)
    city, charity = resolved.city, resolved.charity
    return {
        "city": city.slug,
        "city_name": city.name,
        "country": city.country,
        "event": event.slug,
        "edition": event.edition,
        "date": _day(resolved.day),
        "charity": charity.slug if charity else "",
        "charity_name": charity.name if charity else "",
        "status": event.results.status,
        "as_of": _day(event.results.as_of),
        "counted_by": event.results.counted_by or "",
        "includes": " ".join(event.results.includes),
        "announced": _announced(event.results.announced),
        "note": "",
        "sources": " ".join(event.sources),
        "page": urls.absolute(site_url, urls.event(city.slug, event.slug)),
    }


def _announced(said: Announced | None) -> str:
    """An amount with its currency, as it was announced at the event."""
    return f"{plain(said.amount, said.currency)} {said.currency}" if said else ""


def _counted(entry: LedgerEntry, base_currency: str) -> dict[str, str]:
    rate = entry.rate
    return {
        **_sums(entry.currency, entry.gross, entry.fees, entry.net),
        "stream": "",
        "count": "",
        "precision": entry.precision or "",
        "evidence": "",
        "base_currency": base_currency,
        "converted": "" if entry.converted is None else plain(entry.converted, base_currency),
        "rate": f"{rate.rate:f}" if rate else "",
        "rate_date": _day(rate.date if rate else None),
        "rate_source": rate.source if rate else "",
    }


def _stream(line: StreamAmount) -> dict[str, str]:
    return {
        **_sums(line.currency, line.gross, line.fees, net(line)),
        "stream": line.stream,
        "count": "" if line.count is None else str(line.count),
        "precision": line.precision or "",
        "evidence": line.evidence or "",
        **dict.fromkeys(_ONLY_COUNTED, ""),
        "note": line.note or "",
    }


def _sums(currency: str, gross: Decimal, fees: Decimal | None, left: Decimal) -> dict[str, str]:
    return {
        "currency": currency,
        "gross": plain(gross, currency),
        "fees": "" if fees is None else plain(fees, currency),
        "net": plain(left, currency),
    }


def _handed_over(event: Event, entry: LedgerEntry) -> dict[str, str]:
    """What the charity received, only on the row of its currency, so that it is not counted twice."""
    handed = event.results.handed_over if event.results else None
    if handed and handed.currency != entry.currency:
        handed = None
    return {
        "handed_over": plain(handed.amount, handed.currency) if handed else "",
        "handed_over_date": _day(handed.date if handed else None),
    }


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
